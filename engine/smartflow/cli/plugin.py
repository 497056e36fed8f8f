"""``smartflow plugin``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.cli.group import Group
from smartflow.cli.plugin_block import block, unblock
from smartflow.cli.plugin_check import check
from smartflow.cli.plugin_impact import impact
from smartflow.cli.plugin_info import info
from smartflow.cli.plugin_list import list_
from smartflow.cli.plugin_new import new
from smartflow.cli.plugin_trust import trust, untrust
from smartflow.language import Text

__all__ = ["COMMAND"]

COMMAND = Group(
    "plugin",
    Text(
        id="Melihat, memulai, memeriksa, memercayai dan memblokir plugin.",
        en="List, begin, check, trust and block plugins.",
    ),
    (list_, info, new, check, trust, untrust, block, unblock, impact),
)
