"""Reading a method's table from a spreadsheet: CSV (also with ``;``), XLSX, XLS or ODS.

A table has one row of headings, found by name. Above it may stand a letterhead, and settings: a
row whose first cell names one, with its value beside it (``skala; 1-5``). The first sheet that
holds anything is read. The limits of a workbook are checked before anything opens the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smartflow.actions.calc_forms import Form, column_of
from smartflow.actions.calc_grid import (
    FEWEST,
    HEADER_WITHIN,
    NUMBERING,
    SUMS,
    Data,
    Grid,
    Read,
    declare,
    no_heading,
    positions_of,
    read_grid,
    read_row,
    words_of,
)
from smartflow.actions.calc_marks import Marks
from smartflow.actions.calc_matrix import read_decision_table, read_matrix
from smartflow.actions.lookups import folded
from smartflow.language import Text

__all__ = ["read_sheet"]


def read_sheet(path: Path, form: Form) -> Read:
    """Read a table from a spreadsheet.

    Args:
        path: The file; what it is is judged by its content.
        form: The method's form.

    Returns:
        The table as TOML would hold it, and notes on what was not read.

    Raises:
        UnreadableTable: the file is refused, or has no such table.
    """
    grid, marks = read_grid(path)
    found = _records_heading(grid, form) if form.shape == "records" else None
    if found is None and form.method == "weights":
        return read_matrix(path.name, grid, form, marks, key="pairwise")
    if form.shape == "matrix":
        return read_matrix(path.name, grid, form, marks, key="matrix")
    if form.shape == "decision":
        return read_decision_table(path.name, grid, form, marks)
    if found is None:
        raise no_heading(path.name, form)
    return _records(grid, form, found, marks)


def _records_heading(grid: Grid, form: Form) -> int | None:
    """Return the row that has most of the wanted headings, and one of the needed ones."""
    best, most = None, FEWEST - 1
    for index, row in enumerate(grid[:HEADER_WITHIN]):
        keys = {column_of(words_of(cell), form.columns) for cell in row} - {None}
        if len(keys) > most and any(key in keys for key in form.needed):
            best, most = index, len(keys)
    return best


def _records(grid: Grid, form: Form, heading: int, marks: Marks) -> Read:
    data: Data = {}
    declare(data, grid[:heading], form, marks)
    headings = grid[heading]
    positions = positions_of(headings, form)
    others = _others(grid[heading:], positions, form, data)
    rows: list[Data] = []
    sums: list[str] = []
    for number, row in enumerate(grid[heading + 1 :], start=heading + 2):
        read = read_row(row, positions, marks)
        if form.rest == "scores":
            read["scores"] = [marks.read(row[at]) for at in others]
        if _is_sum(read):
            sums.append(str(number))
            if form.rest == "scores":
                data["totals"] = read["scores"]
        elif any(_is_filled(cell) for cell in read.values()):
            rows.append(read)
    data[form.rows] = rows
    if form.rest == "scores":
        data["strategies"] = [words_of(headings[at]) for at in others]
        return data, ()
    return data, _notes([words_of(headings[at]) for at in others], sums)


def _others(table: Grid, positions: Mapping[str, int], form: Form, data: Data) -> list[int]:
    """Return the columns that are none of the method's, settings and numbering left out.

    A setting may be a column of its own, with the same value in each row.
    """
    others = []
    for at, heading in enumerate(table[0]):
        title = words_of(heading)
        if not title or at in positions.values() or folded(title) in NUMBERING:
            continue
        values = {words_of(row[at]) for row in table[1:]} - {""}
        key = form.setting(title)
        if key is not None and len(values) == 1:
            form.declare(data, key, list(values))
        else:
            others.append(at)
    return others


def _is_filled(cell: object) -> bool:
    if isinstance(cell, list):
        return any(one is not None for one in cell)
    return cell is not None


def _is_sum(row: Data) -> bool:
    """Say whether a row is the sum at the foot of a table."""
    labels = [folded(words_of(row.get(key))) for key in ("code", "name")]
    return any(label in SUMS for label in labels)


def _notes(columns: list[str], sums: list[str]) -> tuple[Text, ...]:
    notes = []
    if columns:
        names = ", ".join(f"'{name[:60]}'" for name in columns)
        notes.append(Text(id=f"Kolom tidak dibaca: {names}", en=f"Columns not read: {names}"))
    if sums:
        rows = ", ".join(sums)
        notes.append(
            Text(
                id=f"Baris jumlah tidak dihitung sebagai isi tabel: baris {rows}",
                en=f"Sums at the foot are not taken as rows of the table: row {rows}",
            )
        )
    return tuple(notes)
