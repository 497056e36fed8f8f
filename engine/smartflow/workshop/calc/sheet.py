"""Reading a method's table from a spreadsheet: CSV (also with ``;``), XLSX, XLS or ODS.

A table has a row of headings, found by name. Above it may stand a letterhead, and settings: a row
whose first cell names one, with its value beside it (``skala; 1-5``). The first sheet with such
headings is read; IFAS and EFAS may stand on two. The limits of a workbook are checked before
anything opens the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from smartflow.language import Text
from smartflow.workshop.calc.decision import read_decision_table
from smartflow.workshop.calc.form import Form
from smartflow.workshop.calc.grid import Data, Grid, Pages, Read, no_heading, read_pages
from smartflow.workshop.calc.headings import find_heading
from smartflow.workshop.calc.matrix import read_matrix
from smartflow.workshop.calc.records import read_records

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
    pages = read_pages(path)
    sheets = _headed(pages, form)
    if sheets:
        data, notes = _read_records(pages, sheets, form)
    else:
        sheets = pages.sheets[:1]
        data, notes = _read_other(pages, sheets[0][1], form)
    read = {name for name, _ in sheets}
    return data, (*notes, *_unread([name for name, _ in pages.sheets if name not in read]))


def _headed(pages: Pages, form: Form) -> tuple[tuple[str, Grid], ...]:
    """Return the sheets of a table of records: the first with its headings.

    A table of two sides may have a sheet for each.
    """
    if form.shape != "records":
        return ()
    headed = [sheet for sheet in pages.sheets if find_heading(sheet[1], form) is not None]
    return tuple(headed if form.claims else headed[:1])


def _read_records(pages: Pages, sheets: Sequence[tuple[str, Grid]], form: Form) -> Read:
    """Read the sheets of one table, and put their rows and claims together."""
    marks = pages.marks([row for _, grid in sheets for row in grid])
    whole: Data = {}
    notes: list[Text] = []
    for name, grid in sheets:
        heading = find_heading(grid, form)
        if heading is None:
            continue
        data, told = read_records(grid, form, heading, marks)
        for key, value in data.items():
            held = whole.get(key)
            if isinstance(held, list) and isinstance(value, list) and key == form.rows:
                whole[key] = [*held, *value]
            elif isinstance(held, dict) and isinstance(value, dict):
                whole[key] = {**held, **value}
            else:
                whole.setdefault(key, value)
        where = f"{name}: " if len(sheets) > 1 else ""
        notes.extend(Text(id=f"{where}{one.id}", en=f"{where}{one.en}") for one in told)
    return whole, tuple(notes)


def _read_other(pages: Pages, grid: Grid, form: Form) -> Read:
    marks = pages.marks(grid)
    if form.method == "weights":
        return read_matrix(pages.name, grid, form, marks, key="pairwise")
    if form.shape == "matrix":
        return read_matrix(pages.name, grid, form, marks, key="matrix")
    if form.shape == "decision":
        return read_decision_table(pages.name, grid, form, marks)
    raise no_heading(pages.name, form)


def _unread(sheets: Sequence[str]) -> tuple[Text, ...]:
    if not sheets:
        return ()
    names = ", ".join(f"'{name}'" for name in sheets)
    return (Text(id=f"Lembar tidak dibaca: {names}", en=f"Sheets not read: {names}"),)
