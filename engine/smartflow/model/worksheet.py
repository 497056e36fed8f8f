"""A worksheet (kertas kerja) as a plugin describes it: typed columns, one row per thing."""

from __future__ import annotations

from typing import Literal

import msgspec

from smartflow.language import Text

__all__ = ["Column", "ColumnType", "Per", "Worksheet"]

ColumnType = Literal["text", "integer", "decimal", "money", "date", "codes"]
"""What a cell holds: str, int, Decimal, int (whole rupiah), date, tuple of codes."""

Per = Literal["agency", "dimension", "city"]
"""Who fills a worksheet: each agency, each dimension's working group, or the city."""


class Column(msgspec.Struct, frozen=True):
    """A column of a worksheet.

    Attributes:
        key: The name by which rules read it: ``row["issue"]``.
        title: The heading that officials see; either language is accepted when reading.
        type: What a cell holds.
        required: Whether an empty cell is an error in a row that has anything else in it.
        choices: The only words allowed, in the spelling that is stored; read in any case.
        refers: ``dimension`` or ``agency`` when a cell must name one; stored as its key or code.
        folded: Whether the template shows the column grouped and folded (an optional extra).
        hint: One sentence on what to write, shown when the cell is entered.
        worksheet: The worksheet to which it is added; empty inside a Worksheet's own columns.
        regions: Kemendagri code prefixes of the cities that have it; empty means all.
    """

    key: str
    title: Text
    type: ColumnType = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: Literal["", "dimension", "agency"] = ""
    folded: bool = False
    hint: Text | None = None
    worksheet: str = ""
    regions: tuple[str, ...] = ()


class Worksheet(msgspec.Struct, frozen=True):
    """A form with typed columns.

    Attributes:
        key: Its key, such as ``issues``.
        version: A whole number, raised when columns change their meaning.
        title: The title of the sheet.
        columns: The columns, in order.
        per: Who fills it.
        row_key: Keys of the columns that together name a row within one filler. Without any, a row
            that comes back mended and without its row id (retyped, or from another file) counts
            as a new one, and the old one as removed.
        consolidates: The key of the agencies' worksheet that this one merges.
        compares: In a worksheet that consolidates: the key of the text column by whose words its
            rows are compared. Rows that are nearly the same are written side by side, and the
            column ``resembles``, if there is one, names the others.
        likeness: The key of its plugin's setting that says from which share of common words on
            two rows are nearly the same; 0.8 without one.
        required_from: Kinds of agency that must fill it or say nil; the silence of others is
            at most a warning.
        instructions: What stands above the table, for the person who fills it in.
    """

    key: str
    version: int
    title: Text
    columns: tuple[Column, ...]
    per: Per = "agency"
    row_key: tuple[str, ...] = ()
    consolidates: str = ""
    compares: str = ""
    likeness: str = ""
    required_from: tuple[str, ...] = ("opd",)
    instructions: Text | None = None

    def column(self, key: str) -> Column:
        """Return the column named ``key``.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def with_columns(self, more: tuple[Column, ...]) -> Worksheet:
        """Return this worksheet with ``more`` columns behind its own."""
        return msgspec.structs.replace(self, columns=self.columns + more)
