"""``smartflow bundle``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.language import Text
from smartflow.offices.bundle.cli.export import export
from smartflow.offices.bundle.cli.importing import import_
from smartflow.terminal.group import Group

__all__ = ["COMMAND"]

COMMAND = Group(
    "bundle",
    Text(
        id="Menyerahkan berkas satu kota ke kantor lain, dan menerimanya.",
        en="Hand a city's case to another office, and take one in.",
    ),
    (export, import_),
)
