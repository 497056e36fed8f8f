"""``smartflow plugin``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.audit.replay.cli.impact import impact
from smartflow.language import Text
from smartflow.terminal.group import Group
from smartflow.workshop.plugins.cli.block import block, unblock
from smartflow.workshop.plugins.cli.check import check
from smartflow.workshop.plugins.cli.info import info
from smartflow.workshop.plugins.cli.list import list_
from smartflow.workshop.plugins.cli.new import new
from smartflow.workshop.plugins.cli.trust import trust, untrust

__all__ = ["COMMAND"]

COMMAND = Group(
    "plugin",
    Text(
        id="Melihat, memulai, memeriksa, memercayai dan memblokir plugin.",
        en="List, begin, check, trust and block plugins.",
    ),
    (list_, info, new, check, trust, untrust, block, unblock, impact),
)
