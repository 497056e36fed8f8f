"""The cells of a spreadsheet, its settings and its headings, for any shape of table.

The limits of a workbook are checked before anything opens the file. A blank cell is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path

import msgspec

from smartflow.casework.lookups import folded
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.methods import read_number
from smartflow.workshop.calc.form import Form, UnreadableTable, column_of, unreadable
from smartflow.workshop.calc.marks import Marks

__all__ = [
    "HEADER_WITHIN",
    "NUMBERING",
    "Data",
    "Grid",
    "Pages",
    "Read",
    "columns_note",
    "declare",
    "filled_in",
    "has_number",
    "no_heading",
    "positions_of",
    "read_pages",
    "read_row",
    "rows_note",
    "words_of",
]

HEADER_WITHIN = 30
"""A letterhead and settings may stand above the headings, but not more rows than this."""

NUMBERING = frozenset({"no", "no.", "nomor"})
"""Headings of a column that only counts the rows."""

_WORDS = frozenset({"code", "name", "category", "side"})
"""Columns that hold words, where ``1.100`` is a code and no number."""

_DECLARED = re.compile(r"(?P<key>[^:=]{1,40})[:=]\s*(?P<value>\S.{0,80})")
"""A setting in one cell: ``Skala: 1-5``."""

_FIRST_TOLD = 12

Grid = list[list[object]]
Data = dict[str, object]
Read = tuple[Data, tuple[Text, ...]]


class Pages(msgspec.Struct, frozen=True):
    """The sheets of a file that hold anything.

    Attributes:
        name: The file's name.
        sheets: Name and cells of each sheet, in order; the rows of one are equally long.
        semicolons: Whether the file parts its columns with semicolons.
    """

    name: str
    sheets: tuple[tuple[str, Grid], ...]
    semicolons: bool

    def marks(self, grid: Grid) -> Marks:
        """Return what settles the ambiguous numbers of one sheet."""
        return Marks((cell for row in grid for cell in row), semicolons=self.semicolons)


def read_pages(path: Path) -> Pages:
    """Return the cells of every sheet that holds anything; a blank cell is None.

    Raises:
        UnreadableTable: the file is refused, or holds nothing.
    """
    from smartflow.workbook.reading.container import open_container

    sheets: list[tuple[str, Grid]] = []
    try:
        container = open_container(path)
        for sheet in container.sheets:
            rows = [[_cell(cell) for cell in row] for row in container.grid(sheet)]
            for (row, column), odd in container.faults.get(sheet, {}).items():
                # An error such as #DIV/0! stands in the cell; the method says it is no number.
                if odd.value is None and row < len(rows) and column < len(rows[row]):
                    rows[row][column] = odd.written or "?"
            if any(cell is not None for row in rows for cell in row):
                width = max(len(row) for row in rows)
                sheets.append((sheet, [row + [None] * (width - len(row)) for row in rows]))
    except BadInput as error:
        raise UnreadableTable(error.message) from error
    if not sheets:
        raise unreadable(path.name, Text(id="tidak ada isinya", en="there is nothing in it"))
    lines = len(sheets[0][1])
    semicolons = container.is_text and container.content.count(b";") >= lines
    return Pages(path.name, tuple(sheets), semicolons)


def _cell(cell: object) -> object:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    return str(cell) if isinstance(cell, date | time | timedelta) else cell


def words_of(cell: object) -> str:
    """Return a cell as one line of words, such as a heading."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def filled_in(row: Sequence[object]) -> list[object]:
    """Return the cells of a row that are not blank."""
    return [cell for cell in row if cell is not None]


def has_number(cells: Sequence[object]) -> bool:
    """Say whether one of the cells is a number, so that their row is no heading."""
    return any(isinstance(read_number(cell), Fraction) for cell in cells)


def declare(data: Data, above: Grid, form: Form, marks: Marks) -> None:
    """Read the settings that stand above the headings."""
    for row in above:
        cells = filled_in(row)
        if not cells:
            continue
        key = form.setting(words_of(row[0]))
        values = [marks.read(cell) for cell in row[1:] if cell is not None]
        inside = _DECLARED.fullmatch(words_of(cells[0])) if len(cells) == 1 else None
        if inside is not None:
            key, values = form.setting(inside["key"]), [inside["value"]]
        if key is not None and values:
            form.declare(data, key, values)


def no_heading(name: str, form: Form) -> UnreadableTable:
    """Return the refusal of a spreadsheet in which no row heads the columns of the method."""
    what = Text(
        id=f"baris judul kolom untuk metode {form.method} tidak ditemukan",
        en=f"it has no row of headings for the method {form.method}",
    )
    return unreadable(name, what, form.sample)


def positions_of(headings: Sequence[object], form: Form) -> dict[str, int]:
    """Return where each column stands; of several names the one that is listed first counts."""
    positions: dict[str, int] = {}
    titles = [folded(words_of(cell)) for cell in headings]
    keys = [column_of(words_of(cell), form.columns) for cell in headings]
    for key, known in form.columns.items():
        exact = [titles.index(title) for title in (key, *known) if title in titles]
        matching = [at for at, meant in enumerate(keys) if meant == key]
        free = [at for at in (*exact, *matching) if at not in positions.values()]
        if free:
            positions[key] = free[0]
    return positions


def read_row(row: Sequence[object], positions: Mapping[str, int], marks: Marks) -> Data:
    """Return the cells of a row by column; the marks settle its numbers."""
    return {key: row[at] if key in _WORDS else marks.read(row[at]) for key, at in positions.items()}


def columns_note(titles: Sequence[str]) -> tuple[Text, ...]:
    """Return the note on columns that are not read; none without columns."""
    if not titles:
        return ()
    names = ", ".join(f"'{title[:60]}'" for title in titles[:_FIRST_TOLD])
    more = " …" if len(titles) > _FIRST_TOLD else ""
    return (Text(id=f"Kolom tidak dibaca: {names}{more}", en=f"Columns not read: {names}{more}"),)


def rows_note(text: Text, rows: Sequence[int]) -> tuple[Text, ...]:
    """Return the note that ``text`` begins and the numbers of ``rows`` end; none without rows."""
    if not rows:
        return ()
    numbers = ", ".join(map(str, rows[:_FIRST_TOLD]))
    more = " …" if len(rows) > _FIRST_TOLD else ""
    return (Text(id=f"{text.id}: baris {numbers}{more}", en=f"{text.en}: row {numbers}{more}"),)
