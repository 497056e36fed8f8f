"""Which sheets a workbook has: one for each table of a book, in the order of reading.

Names with values (``Facts``) are a table of two columns; those before the first chapter stand on
the sheet of contents. A table with more rows than a sheet goes on in the next sheet, with the same
headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow import Text
from smartflow.report import Facts, Table
from smartflow.report.table import Cell
from smartflow_formats.common.book_words import Numbers, headed, numbered
from smartflow_formats.xlsx.names import SheetNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.report import Block, Book
    from smartflow_formats.common.cells import Language

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Grid", "grids_of_book", "grids_of_table"]

MOST_ROWS = 1_048_000
"""How many rows of a table stand on a sheet: Excel has 1,048,576, some of which hold its head."""

MOST_COLUMNS = 16_384
"""How many columns a sheet has."""

_NAME = Text(id="Butir", en="Item")
_VALUE = Text(id="Isi", en="Value")
_TABLE = Text(id="Tabel", en="Table")
_MORE = Text(id="{title} (lanjutan {part})", en="{title} (continued, {part})")


class Grid(msgspec.Struct, frozen=True):
    """What stands on one sheet.

    Attributes:
        name: The name of the sheet.
        label: What the books call it, such as ``Tabel 3``; empty where it has no number.
        title: Its title.
        place: Number, if it has one, and title of its chapter, or empty.
        headings: The headings of its columns.
        rows: Its rows.
        note: The sentence below it, or empty.
    """

    name: str
    label: str
    title: str
    place: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str


def grids_of_book(book: Book, language: Language, names: SheetNames) -> Iterator[Grid]:
    """Yield what stands on each sheet of a book.

    Args:
        book: The book.
        language: The reader's language.
        names: Gives out the names of the sheets.

    Raises:
        ValueError: a table has more columns than a sheet.
    """
    count, numbers = Numbers(), numbered(book.chapters)
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("", tuple(block for block in book.head if not isinstance(block, Facts)))
    ]
    for chapter in book.walk():
        place = headed(numbers[chapter.key], chapter.title.in_(language))
        parts.append((place, chapter.blocks))
    for place, blocks in parts:
        for block in blocks:
            label = count.label(block)
            if isinstance(block, Table | Facts):
                called = label.in_(language) if label else ""
                yield from _grids(block, language, names, called, place)


def grids_of_table(table: Table, language: Language, names: SheetNames) -> Iterator[Grid]:
    """Yield what stands on each sheet of one table; see :func:`grids_of_book`."""
    yield from _grids(table, language, names, "", "")


def _grids(
    block: Block, language: Language, names: SheetNames, label: str, place: str
) -> Iterator[Grid]:
    table = _as_table(block)
    if len(table.headings) > MOST_COLUMNS:
        message = f"a sheet has {MOST_COLUMNS} columns, the table {len(table.headings)}"
        raise ValueError(message)
    title = table.title.in_(language)
    begins = range(0, max(len(table.rows), 1), MOST_ROWS)
    for part, begin in enumerate(begins, start=1):
        told = title
        if part > 1:
            told = _MORE.fill({"title": title, "part": str(part)}).in_(language)
        note = table.note if part == len(begins) else None
        yield Grid(
            name=names.name(title or _TABLE.in_(language), label.rpartition(" ")[2]),
            label=label,
            title=told,
            place=place,
            headings=tuple(one.in_(language) for one in table.headings),
            rows=table.rows[begin : begin + MOST_ROWS],
            note=note.in_(language) if note else "",
        )


def _as_table(block: Block) -> Table:
    if isinstance(block, Facts):
        return Table(block.title, ("name", "value"), (_NAME, _VALUE), block.rows)
    if isinstance(block, Table):
        return block
    message = f"a {type(block).__name__} is no table"
    raise TypeError(message)
