"""``smartflow bundle``: the group; each of its commands has a file of its own."""

from __future__ import annotations

from smartflow.cli.bundle_export import export
from smartflow.cli.bundle_import import import_
from smartflow.cli.group import Group
from smartflow.language import Text

__all__ = ["COMMAND"]

COMMAND = Group(
    "bundle",
    Text(
        id="Menyerahkan berkas satu kota ke kantor lain, dan menerimanya.",
        en="Hand a city's case to another office, and take one in.",
    ),
    (export, import_),
)
