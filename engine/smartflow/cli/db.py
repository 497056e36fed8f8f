"""``smartflow db``: the group: the store itself, whatever keeps it; one file per command."""

from __future__ import annotations

from smartflow.cli.db_copy import copy
from smartflow.cli.db_grant import grant
from smartflow.cli.db_status import status
from smartflow.cli.group import Group
from smartflow.language import Text

__all__ = ["COMMAND"]

COMMAND = Group(
    "db",
    Text(
        id="Penyimpanan: melihat, menyalin ke tempat lain, memberi hak.",
        en="The store: look at it, copy it elsewhere, grant rights.",
    ),
    (status, copy, grant),
)
