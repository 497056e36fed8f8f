"""How the table of a method is written: the kinds of things that a form says, and its refusal.

The forms themselves stand in :mod:`smartflow.workshop.calc.forms`. Imports the lowest floor only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from smartflow.casework.lookups import folded
from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = ["Form", "UnreadableTable", "column_of", "unreadable"]

Shape = Literal["records", "decision", "matrix"]
Names = Mapping[str, tuple[str, ...]]

_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_PARTED = re.compile(r"\s*(?:\.\.|[,;])\s*")
_SIGNS = str.maketrans({"×": "x", "*": "x", "_": " "})  # noqa: RUF001  the sign of multiplication


class UnreadableTable(BadInput):
    """A file cannot be read as a table of the method at all.

    Args:
        message: What is wrong, a whole sentence.
        sample: A small table that could be read, when the layout is what is wrong.
    """

    code = "unreadable-table"

    def __init__(self, message: Text, sample: Text | None = None) -> None:
        hint = Text(
            id="Contoh tabel setiap metode ada di docs/methods.md; ringkasnya: "
            "smartflow calc --help",
            en="docs/methods.md shows a table of each method; in short: smartflow calc --help",
        )
        if sample is not None:
            hint = Text(
                id=f"Susun misalnya begini: {sample.id}. {hint.id}",
                en=f"Lay it out like this: {sample.en}. {hint.en}",
            )
        super().__init__(message, hint)


def unreadable(name: str, why: Text, sample: Text | None = None) -> UnreadableTable:
    """Return the refusal of a file.

    Args:
        name: The file's name.
        why: What is wrong with it, without a full stop.
        sample: A small table that could be read.
    """
    return UnreadableTable(
        Text(
            id=f"Tabel {name} tidak dapat dibaca: {why.id}.",
            en=f"The table {name} cannot be read: {why.en}.",
        ),
        sample,
    )


class Form(msgspec.Struct, frozen=True):
    """How the tables of one method are written.

    Attributes:
        method: The method's key.
        shape: ``records``: a row per thing; ``decision``: criteria as columns; ``matrix``: row
            against column.
        rows: The key under which TOML holds the rows, such as ``issue``.
        columns: The columns of a spreadsheet: key, and what else it may be called.
        needed: The columns of which one must be there for a row of headings.
        given: The columns that people fill in: without any of them a row is a section or a sum.
        named_by: Words of which one in a heading says that the column names the rows.
        settings: What is declared once for the table: key, and what else it may be called.
        claims: Settings that TOML holds under ``[claims]``.
        lists: Settings that are a list, such as a scale.
        rest: What becomes of columns with other headings: they are ``scores`` by strategy, or
            not read.
        aliases: Other words for the method.
        sample: A small spreadsheet of it, rows parted by ``/``.
    """

    method: str
    shape: Shape
    rows: str = ""
    columns: Names = {}
    needed: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    named_by: frozenset[str] = frozenset()
    settings: Names = {}
    claims: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    rest: Literal["scores", ""] = ""
    aliases: tuple[str, ...] = ()
    sample: Text = Text(id="", en="")

    def setting(self, written: str) -> str | None:
        """Return the key of the setting that ``written`` names, None when there is none."""
        return column_of(written.replace("claims.", ""), self.settings)

    def declare(self, data: dict[str, object], key: str, values: Sequence[object]) -> None:
        """Put what is declared for the table where the method looks for it.

        Args:
            data: The table; it is changed.
            key: A key of :attr:`settings`.
            values: What was written for it, in one cell or several.
        """
        value: object = values[0] if len(values) == 1 else list(values)
        if key in self.lists and isinstance(value, str):
            parts = _PARTED.split(value.strip().strip("[]").strip())
            value = parts if len(parts) > 1 else value
        if key in self.claims:
            held = data.get("claims")
            data["claims"] = {**(held if isinstance(held, dict) else {}), key: value}
        else:
            data[key] = value


def column_of(heading: str, names: Names) -> str | None:
    """Return the key that a heading stands for: its own name, or one in either language.

    A remark in parentheses behind it is passed over: ``Urgency (U)``.
    """
    written = heading.strip().rstrip(":")
    whole = folded(written)
    if whole in names:
        return whole
    for title in (whole, folded(_BEHIND.sub("", written))):
        plain = folded(title.translate(_SIGNS))
        for key, known in names.items():
            if title and (title == key or plain in known):
                return key
    return None
