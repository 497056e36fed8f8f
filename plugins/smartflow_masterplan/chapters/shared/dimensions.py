"""What the chapters of Book 1 share: rows by dimension, tables with computed columns, their keys.

Every row of a worksheet is in exactly one part of a chapter: that of its dimension, or the last one
for rows whose dimension the workflow does not know. Imports the public names of ``smartflow`` only;
pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Amount, Table
from smartflow_masterplan.chapters.shared.parts import ORIGIN, cell, column_title
from smartflow_masterplan.rules.judging import filled

if TYPE_CHECKING:
    from smartflow import Dossier, Row
    from smartflow.report import Cell

__all__ = [
    "DIMENSION_HEADING",
    "OTHERS",
    "TOTAL",
    "Computed",
    "Group",
    "counted_rows",
    "dimension_name",
    "filled_columns",
    "groups_of",
    "part_key",
    "plural",
    "short",
    "table_of",
    "tenth",
    "titled",
]

DIMENSION_HEADING = Text(id="Dimensi", en="Dimension")
TOTAL = Text(id="Jumlah", en="Total")
OTHERS = Text(id="Dimensi belum dikenali", en="Dimension not recognised")
"""The title of what stands in no dimension of the workflow."""
_TENTH = Decimal("0.1")


class Group(NamedTuple):
    """The rows of one dimension.

    Attributes:
        key: The dimension's key; ``""`` for rows of no dimension that the workflow knows.
        title: Its title.
        rows: Its rows, in the dossier's order.
    """

    key: str
    title: Text
    rows: tuple[Row, ...]

    @property
    def name(self) -> Text:
        """What it is called in a table, once the book has said the whole title."""
        return dimension_name(self.title)


class Computed(NamedTuple):
    """A column that stands in no worksheet.

    Attributes:
        key: Its stable name.
        heading: Its heading.
        value: What it holds for a row.
    """

    key: str
    heading: Text
    value: Callable[[Row], Cell]


def groups_of(dossier: Dossier, worksheet: str) -> tuple[Group, ...]:
    """Return the rows of a worksheet by dimension, in the workflow's order.

    Each dimension of the workflow has a group, be it empty; the last one, if there is need of it,
    holds the rows of no such dimension.
    """
    known = {dimension.key for dimension in dossier.dimensions}
    groups = [
        Group(one.key, one.title, dossier.rows(worksheet, dimension=one.key))
        for one in dossier.dimensions
    ]
    others = tuple(row for row in dossier.rows(worksheet) if row.dimension not in known)
    return (*groups, Group("", OTHERS, others)) if others else tuple(groups)


def part_key(chapter: str, dimension: str) -> str:
    """Return the key of a chapter's part: ``analysis_issues_living``."""
    return f"{chapter}_{dimension}" if dimension else f"{chapter}-others"


def table_of(
    dossier: Dossier,
    title: Text,
    rows: Sequence[Row],
    columns: Sequence[str | Computed],
    note: Text | None = None,
) -> Table:
    """Return rows of one worksheet as a table, some of its columns computed; the last is origin.

    Args:
        dossier: The dossier that holds them.
        title: What the table shows.
        rows: The rows, in the order in which they are printed.
        columns: Keys of the worksheet's columns, or what is computed.
        note: A sentence below the table, or None.
    """
    worksheet = rows[0].worksheet if rows else ""
    return Table(
        title=title,
        keys=(*(one if isinstance(one, str) else one.key for one in columns), "origin"),
        headings=(
            *(
                column_title(dossier, worksheet, one) if isinstance(one, str) else one.heading
                for one in columns
            ),
            ORIGIN,
        ),
        rows=tuple(
            (
                *(
                    cell(dossier, row, one) if isinstance(one, str) else one.value(row)
                    for one in columns
                ),
                row.id,
            )
            for row in rows
        ),
        note=note,
    )


def filled_columns(rows: Sequence[Row], columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns in which some row says something, be it of the column's type or not."""
    return tuple(key for key in columns if any(filled(row, key) for row in rows))


def counted_rows(
    title: Text,
    headings: Mapping[str, Text],
    rows: Sequence[tuple[Text, tuple[int, ...]]],
    note: Text | None = None,
) -> Table:
    """Return a table of counts by dimension (kind ...), with their sums in its last row.

    Args:
        title: What the table shows.
        headings: The headings by column; the first is of what is counted by.
        rows: Each name with its counts.
        note: A sentence below the table, or None.
    """
    sums = tuple(sum(column) for column in zip(*(counts for _, counts in rows), strict=True))
    lines = [*rows, (TOTAL, sums)] if rows else []
    return Table(
        title=title,
        keys=tuple(headings),
        headings=tuple(headings.values()),
        rows=tuple((name, *map(Amount, counts)) for name, counts in lines),
        note=note,
    )


def plural(title: Text) -> Text:
    """Return a title of several things; Indonesian says it the same way."""
    return Text(id=title.id, en=f"{title.en}s")


def short(value: Decimal) -> Decimal:
    """Return a number without the zeros at its end: 14.000 reads as fourteen thousand."""
    plain = format(value, "f")
    return Decimal(plain.rstrip("0").rstrip(".")) if "." in plain else value


def tenth(value: Decimal) -> Decimal:
    """Return a mean or a share as it is read: with one decimal at most, halves rounded up."""
    return short(value.quantize(_TENTH, ROUND_HALF_UP))


def dimension_name(title: Text) -> Text:
    """Return a dimension's title without what it means: ``Smart Living``."""
    return Text(id=title.id.partition(" (")[0], en=title.en.partition(" (")[0])


def titled(words: Text, title: Text) -> Text:
    """Return a title with whose it is: ``Isu daerah, Smart Living``."""
    return Text(id=f"{words.id}, {title.id}", en=f"{words.en}, {title.en}")
