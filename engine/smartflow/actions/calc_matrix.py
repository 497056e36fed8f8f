"""Spreadsheets whose columns carry free names: decision tables, and matrices.

A decision table has a column per criterion, and two rows that give its type and weight; a matrix
has the same names above its columns and before its rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from smartflow.actions.calc_forms import Form, unreadable
from smartflow.actions.calc_grid import (
    NUMBERING,
    SUMS,
    Data,
    Grid,
    Read,
    declare,
    open_heading,
    positions_of,
    read_row,
    words_of,
)
from smartflow.actions.calc_marks import Marks
from smartflow.actions.lookups import folded
from smartflow.language import Text

__all__ = ["read_decision_table", "read_matrix"]

_TYPES = frozenset({"type", "jenis", "tipe", "atribut", "sifat", "jenis kriteria"})
_WEIGHTS = frozenset({"weight", "bobot", "bobot kriteria"})


def read_decision_table(name: str, grid: Grid, form: Form, marks: Marks) -> Read:
    """Read alternatives in rows; two rows give the type and the weight of each criterion."""
    heading = open_heading(name, grid, form)
    data: Data = {}
    declare(data, grid[:heading], form, marks)
    headings = grid[heading]
    positions = positions_of(headings, form)
    numbering = {at for at, cell in enumerate(headings) if folded(words_of(cell)) in NUMBERING}
    free = [at for at in range(len(headings)) if at not in numbering]
    label = positions.setdefault("name", free[0] if free else 0)
    body = grid[heading + 1 :]
    used = [
        at
        for at in free
        if at not in positions.values()
        and (headings[at] is not None or any(row[at] is not None for row in body))
    ]
    criteria: list[Data] = [{"name": words_of(headings[at]) or None} for at in used]
    rows: list[Data] = []
    for row in body:
        word = folded(words_of(row[label]))
        if word in _TYPES or word in _WEIGHTS:
            for criterion, at in zip(criteria, used, strict=True):
                criterion["type" if word in _TYPES else "weight"] = marks.read(row[at])
        elif any(row[at] is not None for at in (*used, label)):
            values = [marks.read(row[at]) for at in used]
            rows.append({**read_row(row, positions, marks), "values": values})
    data["criterion"] = criteria
    data["alternative"] = rows
    return data, ()


def read_matrix(name: str, grid: Grid, form: Form, marks: Marks, *, key: str) -> Read:
    """Read a matrix: names above its columns, and the same names before its rows."""
    heading = open_heading(name, grid, form)
    data: Data = {}
    declare(data, grid[:heading], form, marks)
    rows = [
        row
        for row in grid[heading + 1 :]
        if any(cell is not None for cell in row) and folded(words_of(row[0])) not in SUMS
    ]
    titles = _matrix_titles(grid[heading])
    # Without names before the rows the matrix begins in the first column.
    first = 0 if titles[0] and len(titles) == len(rows) else 1
    headings = titles[first:]
    if first:
        _check_order(name, rows, headings)
    data["items"] = headings
    data[key] = [[marks.read(cell) for cell in row[first : first + len(headings)]] for row in rows]
    return data, ()


def _matrix_titles(cells: Sequence[object]) -> list[str]:
    """Return the names above the columns, as far as the column of sums or the last name."""
    titles = [words_of(cell) for cell in cells]
    end = next((at for at, title in enumerate(titles) if folded(title) in SUMS), len(titles))
    titles = titles[:end] or [""]
    while len(titles) > 1 and not titles[-1]:
        titles.pop()
    return titles


def _check_order(name: str, rows: Grid, headings: Sequence[str]) -> None:
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
            raise unreadable(name, what)
