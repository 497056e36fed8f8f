"""Reading a matrix: names above its columns, and the same names before its rows.

Around it stand sums, weights and the consistency that somebody computed; they are no part of it.
Imports its siblings only.
"""

from __future__ import annotations

from collections.abc import Sequence

from smartflow.casework.lookups import folded
from smartflow.language import Text
from smartflow.workshop.calc.form import Form, unreadable
from smartflow.workshop.calc.grid import (
    HEADER_WITHIN,
    Data,
    Grid,
    Read,
    declare,
    filled_in,
    has_number,
    no_heading,
    rows_note,
    words_of,
)
from smartflow.workshop.calc.labels import is_sum_title
from smartflow.workshop.calc.marks import Marks

__all__ = ["read_matrix"]

_FEWEST = 2
_BESIDE = frozenset(
    {
        *("bobot", "bobot prioritas", "prioritas", "vektor prioritas", "vektor eigen", "eigen"),
        *("eigen vector", "eigenvector", "eigen vektor", "priority", "priority vector"),
        *("priorities", "weight", "weights", "rata-rata", "rata rata", "average", "tpv"),
    }
)
"""Headings of what is computed beside a matrix."""

_BELOW = Text(
    id="Di bawah matriks ada baris yang tidak dibaca", en="Rows below the matrix are not read"
)


def read_matrix(name: str, grid: Grid, form: Form, marks: Marks, *, key: str) -> Read:
    """Read a matrix.

    Args:
        name: The file's name.
        grid: The cells of the sheet.
        form: The method's form.
        marks: Settle the ambiguous numbers.
        key: Under which the method looks for it.

    Raises:
        UnreadableTable: there is none, or its rows are named in another order than its columns.
    """
    data: Data = {}
    bare = _bare_matrix(grid)
    if bare is not None:
        data["items"] = [str(number) for number in range(1, len(bare) + 1)]
        data[key] = [[marks.read(cell) for cell in row] for row in bare]
        return data, ()
    heading = _heading(name, grid, form)
    declare(data, grid[:heading], form, marks)
    rows = [
        (number, row)
        for number, row in enumerate(grid[heading + 1 :], start=heading + 2)
        if filled_in(row) and not is_sum_title(words_of(row[0]))
    ]
    titles = _titles(grid[heading])
    # Without names before the rows the matrix begins in the first column.
    first = 0 if titles[0] and len(titles) == len(rows) and has_number(rows[0][1][:1]) else 1
    headings = titles[first:]
    size = len(headings)
    inside, below = rows[:size], rows[size:]
    if not any(has_number(row[first:]) for _, row in inside):
        raise no_heading(name, form)
    if first:
        _check_order(name, [row for _, row in inside], headings, form)
    data["items"] = headings
    data[key] = [[marks.read(cell) for cell in row[first : first + size]] for _, row in inside]
    return data, rows_note(_BELOW, [number for number, _ in below])


def _bare_matrix(grid: Grid) -> Grid | None:
    """Return the cells of a square of numbers that has no names at all."""
    rows = [row for row in grid if filled_in(row)]
    size = len(rows)
    if size < _FEWEST or any(words_of(cell) for row in rows for cell in row[size:]):
        return None
    square = [row[:size] for row in rows]
    numbers = all(cell is None or has_number([cell]) for row in square for cell in row)
    return square if numbers and all(len(row) == size for row in square) else None


def _heading(name: str, grid: Grid, form: Form) -> int:
    """Return the row of the names above the columns.

    Raises:
        UnreadableTable: no row has several cells.
    """
    for index, row in enumerate(grid[:HEADER_WITHIN]):
        if len(filled_in(row)) >= _FEWEST and form.setting(words_of(row[0])) is None:
            return index
    raise no_heading(name, form)


def _titles(cells: Sequence[object]) -> list[str]:
    """Return the names above the columns, as far as what is computed beside them."""
    titles = [words_of(cell) for cell in cells]
    end = next(
        (
            at
            for at, title in enumerate(titles)
            if at and (is_sum_title(title) or folded(title) in _BESIDE)
        ),
        len(titles),
    )
    titles = titles[:end]
    while len(titles) > 1 and not titles[-1]:
        titles.pop()
    return titles


def _check_order(name: str, rows: Grid, headings: Sequence[str], form: Form) -> None:
    """See that the names before the rows are those above the columns.

    Raises:
        UnreadableTable: a row has another name, so that no cell can be trusted.
    """
    for row, expected in zip(rows, headings, strict=False):
        label = words_of(row[0])
        if label and folded(label) != folded(expected):
            what = Text(
                id=f"baris '{label[:60]}' seharusnya '{expected[:60]}': urutan baris dan kolom "
                "harus sama",
                en=f"the row '{label[:60]}' should be '{expected[:60]}': rows and columns must be "
                "in one order",
            )
            raise unreadable(name, what, form.sample)
