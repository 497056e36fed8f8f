"""``smartflow db``: the group: the store itself, whatever keeps it; one file per command."""

from __future__ import annotations

from smartflow.language import Text
from smartflow.offices.storage.cli.db_copy import copy
from smartflow.offices.storage.cli.db_grant import grant
from smartflow.offices.storage.cli.db_status import status
from smartflow.terminal.group import Group

__all__ = ["COMMAND"]

COMMAND = Group(
    "db",
    Text(
        id="Penyimpanan: melihat, menyalin ke tempat lain, memberi hak.",
        en="The store: look at it, copy it elsewhere, grant rights.",
    ),
    (status, copy, grant),
)
