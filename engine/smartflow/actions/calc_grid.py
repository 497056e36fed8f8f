"""The cells of a spreadsheet, its settings and its headings, for any shape of table.

The limits of a workbook are checked before anything opens the file. A blank cell is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from pathlib import Path

from smartflow.actions.calc_forms import Form, UnreadableTable, column_of, unreadable
from smartflow.actions.calc_marks import Marks
from smartflow.actions.lookups import folded
from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = [
    "FEWEST",
    "HEADER_WITHIN",
    "NUMBERING",
    "SUMS",
    "Data",
    "Grid",
    "Read",
    "declare",
    "no_heading",
    "open_heading",
    "positions_of",
    "read_grid",
    "read_row",
    "words_of",
]

HEADER_WITHIN = 30
"""A letterhead and settings may stand above the headings, but not more rows than this."""

FEWEST = 2
"""A row of headings has at least two of them."""

SUMS = frozenset({"total", "totals", "jumlah", "sum", "total tas", "stas", "sum tas"})
"""What the sums at the foot and the right of a table are called."""

NUMBERING = frozenset({"no", "no.", "nomor"})
"""Headings of a column that only counts the rows."""

_WORDS = frozenset({"code", "name", "category", "side"})
"""Columns that hold words, where ``1.100`` is a code and no number."""

Grid = list[list[object]]
Data = dict[str, object]
Read = tuple[Data, tuple[Text, ...]]


def read_grid(path: Path) -> tuple[Grid, Marks]:
    """Return the cells of the first sheet that holds anything; a blank cell is None."""
    from smartflow.workbook.container import open_container

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
                semicolons = container.is_text and container.content.count(b";") >= len(rows)
                marks = Marks((cell for row in rows for cell in row), semicolons=semicolons)
                return [row + [None] * (width - len(row)) for row in rows], marks
    except BadInput as error:
        raise UnreadableTable(error.message) from error
    raise unreadable(path.name, Text(id="tidak ada isinya", en="there is nothing in it"))


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


def declare(data: Data, above: Grid, form: Form, marks: Marks) -> None:
    """Read the settings that stand above the headings."""
    for row in above:
        key = form.setting(words_of(row[0])) if row else None
        values = [marks.read(cell) for cell in row[1:] if cell is not None]
        if key is not None and values:
            form.declare(data, key, values)


def open_heading(name: str, grid: Grid, form: Form) -> int:
    """Return the row of headings of a table whose columns carry free names.

    Raises:
        UnreadableTable: no row has several cells.
    """
    for index, row in enumerate(grid[:HEADER_WITHIN]):
        if "name" in {column_of(words_of(cell), form.columns) for cell in row}:
            return index
    for index, row in enumerate(grid[:HEADER_WITHIN]):
        filled = sum(cell is not None for cell in row)
        if filled >= FEWEST and form.setting(words_of(row[0])) is None:
            return index
    raise no_heading(name, form)


def no_heading(name: str, form: Form) -> UnreadableTable:
    """Return the refusal of a spreadsheet in which no row heads the columns of the method."""
    wanted = ", ".join(form.columns)
    what = Text(
        id=f"baris judul kolom tidak ditemukan (metode {form.method}: {wanted})",
        en=f"no row of headings is found (method {form.method}: {wanted})",
    )
    if not form.columns:
        what = Text(
            id="matriks dengan nama di baris pertama tidak ditemukan",
            en="no matrix with names in its first row is found",
        )
    return unreadable(name, what)


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
