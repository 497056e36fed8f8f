"""What the chapters share: rows as tables, each with its origin; terms, headings, notes.

A number is taken from a row as it is, typed; how it looks is a format's. Imports the public names
of ``smartflow`` only; pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Money, Note, Paragraph, Table

if TYPE_CHECKING:
    from smartflow import Column, Dossier, Row
    from smartflow.report import Cell

__all__ = [
    "NOTHING_YET",
    "ORIGIN",
    "amount",
    "cell",
    "column_title",
    "nothing_yet",
    "origin_note",
    "row_table",
    "said",
]

ORIGIN = Text(id="Asal", en="Origin")
"""The heading of the last column of every table of rows: the row's id."""

_RUPIAH = " (Rp)"

NOTHING_YET = Text(
    id="Belum ada isian untuk bagian ini.", en="Nothing has been filled in for this part yet."
)


def said(*words: Text) -> Paragraph:
    """Return a paragraph of some sentences."""
    return Paragraph(tuple(_spaced(words)))


def _spaced(words: Iterable[Text]) -> Iterator[Text]:
    for position, one in enumerate(words):
        if position:
            yield Text.same(" ")
        yield one


def nothing_yet(words: Text = NOTHING_YET) -> Paragraph:
    """Return the paragraph that stands where data are still missing."""
    return Paragraph((words,), "note")


def column_title(dossier: Dossier, worksheet: str, column: str) -> Text:
    """Return how a worksheet calls a column; its key where it has no such column.

    A column of money loses its unit: every cell of it says rupiah.
    """
    found = _column(dossier, worksheet, column)
    if found is None:
        return Text.same(column)
    if found.type != "money":
        return found.title
    return Text(id=found.title.id.removesuffix(_RUPIAH), en=found.title.en.removesuffix(_RUPIAH))


def _column(dossier: Dossier, worksheet: str, column: str) -> Column | None:
    sheet = dossier.worksheet_types.get(worksheet)
    columns = sheet.columns if sheet is not None else ()
    return next((one for one in columns if one.key == column), None)


def cell(dossier: Dossier, row: Row, column: str) -> Cell:
    """Return a row's cell as a book's cell: the same value, typed.

    What was written where it does not fit the column is shown as it was written. Money becomes
    :class:`~smartflow.report.Money`, a decimal an amount without a unit, codes one text with
    commas.
    """
    value = row.get(column)
    if value is None:
        return row.written(column)
    if isinstance(value, tuple):
        return ", ".join(value)
    kind = _column(dossier, row.worksheet, column)
    if kind is not None and kind.type == "money" and isinstance(value, int | Decimal):
        return Money(int(value)) if value == int(value) else value
    return Amount(value) if isinstance(value, Decimal) else value


def amount(row: Row, number: str, unit: str) -> Cell:
    """Return a number with the unit that stands beside it in the row, both as they are there."""
    value = row.get(number)
    if isinstance(value, int | Decimal):
        return Amount(value, row.text(unit))
    return row.written(number)


def row_table(
    dossier: Dossier,
    title: Text,
    rows: Sequence[Row],
    columns: Sequence[str],
    note: Text | None = None,
) -> Table:
    """Return rows of one worksheet as a table whose last column is their origin.

    Args:
        dossier: The dossier that holds them.
        title: What the table shows.
        rows: The rows, in the order in which they are printed.
        columns: Keys of the worksheet's columns.
        note: A sentence below the table, or None.
    """
    worksheet = rows[0].worksheet if rows else ""
    return Table(
        title=title,
        keys=(*columns, "origin"),
        headings=(*(column_title(dossier, worksheet, key) for key in columns), ORIGIN),
        rows=tuple((*(cell(dossier, row, key) for key in columns), row.id) for row in rows),
        note=note,
    )


def origin_note(dossier: Dossier, row: Row) -> Note:
    """Return where a statement comes from: the worksheet, who filled it in, and the row."""
    sheet = dossier.worksheet_types.get(row.worksheet)
    title = sheet.title if sheet is not None else Text.same(row.worksheet)
    at_id = f", baris {row.number}" if row.number else ""
    at_en = f", row {row.number}" if row.number else ""
    return Note(
        Text(
            id=f"{title.id}, {row.filler}{at_id} ({row.id}).",
            en=f"{title.en}, {row.filler}{at_en} ({row.id}).",
        )
    )
