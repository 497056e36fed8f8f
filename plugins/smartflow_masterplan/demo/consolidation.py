"""What a dimension's coordinator does with a consolidation sheet: mark each row.

The engine writes the sheet with every agency's factor and strategy; here it is read back, decided
and written again, as a person would in Excel. A factor that several agencies copied is used once
and the others are merged into it; what concerns one kelurahan alone is not used, with the reason.
Imports nothing of the engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from smartflow_masterplan.demo.workbooks import OPTIONS
from smartflow_masterplan.sheets.dimension import SWOT_MERGED, TOWS_MERGED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from smartflow import Worksheet

__all__ = ["Tally", "mark_consolidation"]

USED, MERGED, NOT_USED = "dipakai", "digabung", "tidak dipakai"
LOCAL = "Bersifat setempat; ditangani dalam rencana kelurahan (data ilustrasi)"

_WORDS = ("factor", "strategy")
_NOT_LETTERS = re.compile(r"[^a-z]+")

Grid = list[list[object]]


class Tally(msgspec.Struct, frozen=True):
    """How many rows were used, merged and not used."""

    used: int
    merged: int
    not_used: int


def mark_consolidation(source: Path, target: Path) -> Tally:
    """Read a consolidation sheet, decide on every row and write the result.

    Args:
        source: The workbook that ``smartflow consolidate CITY DIMENSION -o FILE`` wrote.
        target: Where the marked workbook goes.

    Returns:
        What was decided, over all sheets.
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with CalamineWorkbook.from_path(str(source)) as workbook:
        grids: dict[str, Grid] = {
            name: [list(row) for row in _rows(workbook, name)] for name in workbook.sheet_names
        }
        hidden = {s.name for s in workbook.sheets_metadata if s.visible != SheetVisibleEnum.Visible}
    decided = [word for grid in grids.values() for word in _mark_sheet(grid)]
    _write(target, grids, hidden)
    return Tally(decided.count(USED), decided.count(MERGED), decided.count(NOT_USED))


def _rows(workbook: CalamineWorkbook, name: str) -> Sequence[Sequence[object]]:
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _mark_sheet(grid: Grid) -> Sequence[str]:
    """Decide on the rows of one sheet, in place; nothing when it is no consolidation."""
    for line, row in enumerate(grid):
        names = {_plain(cell): place for place, cell in reversed(list(enumerate(row)))}
        for worksheet in (SWOT_MERGED, TOWS_MERGED):
            at = _places(worksheet, names)
            if at.keys() >= {"source", "decision", "merged_into", "reason", "code"}:
                return _mark_rows(grid[line + 1 :], at)
    return ()


def _places(worksheet: Worksheet, names: Mapping[str, int]) -> dict[str, int]:
    """Return where each column stands whose title, in either language, is among ``names``."""
    return {
        column.key: names[title]
        for column in worksheet.columns
        for title in (_plain(column.title.en), _plain(column.title.id))
        if title in names
    }


def _plain(cell: object) -> str:
    return _NOT_LETTERS.sub("", str(cell).casefold())


def _mark_rows(rows: Grid, at: Mapping[str, int]) -> Sequence[str]:
    words = next(at[key] for key in _WORDS if key in at)
    first: dict[str, str] = {}
    decided = []
    for row in rows:
        origin = str(row[at["source"]])
        if "/" not in origin:
            continue
        agency, code = origin.partition("/")[0], str(row[at["code"]])
        name = f"{agency}:{code}"
        original = first.setdefault(str(row[words]).casefold(), name)
        if original != name:
            word = MERGED
            row[at["merged_into"]] = original
        elif agency.startswith("KEL-") and "T" in code:
            word = NOT_USED
            row[at["reason"]] = LOCAL
        else:
            word = USED
        row[at["decision"]] = word
        decided.append(word)
    return decided


def _write(target: Path, grids: dict[str, Grid], hidden: set[str]) -> None:
    from xlsxwriter import Workbook

    target.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(str(target), OPTIONS) as workbook:
        workbook.set_properties({"comments": "Data ilustrasi"})
        for name, grid in grids.items():
            sheet = workbook.add_worksheet(name)
            for line, row in enumerate(grid):
                for place, cell in enumerate(row):
                    if isinstance(cell, int | float) and not isinstance(cell, bool):
                        sheet.write_number(line, place, cell)
                    elif cell != "":
                        sheet.write_string(line, place, str(cell))
            if name in hidden:
                sheet.hide()
