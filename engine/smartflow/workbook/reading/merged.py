"""Cells that somebody merged downwards: their one value is meant for every row they cover.

Officials merge the dimension over all its issues. A spreadsheet keeps the value in the first row
alone; here it is set into the others, in rows that hold something of their own. Cells merged
across columns are left as they are, and so are figures: one budget over three rows is one budget.
Imports nothing of SmartFlow but its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.model import Column
    from smartflow.workbook.reading.container import Faults, Merged
    from smartflow.workbook.reading.headings import Grid

__all__ = ["fill_merged"]

_MOST = 1_000_000
"""Ranges that cover more rows than this lie over one another, which no spreadsheet writes."""

_FIGURES = frozenset({"decimal", "money"})


def fill_merged(
    grid: Grid, faults: Faults, merged: Merged, columns: Mapping[int, Column], start: int
) -> tuple[Grid, Faults, int]:
    """Set the value of merged cells into every row they cover.

    Args:
        grid: The sheet.
        faults: What is to be said of its cells.
        merged: The merged ranges.
        columns: The table's columns by their index.
        start: The index of the first row below the headings.

    Returns:
        The sheet and the faults after that, and how many cells were filled.
    """
    downwards = [
        (top, min(bottom, len(grid) - 1), column)
        for (top, column), (bottom, _) in merged
        if bottom > top >= start and top < len(grid) and _is_shared(columns.get(column))
    ]
    if not downwards or sum(bottom - top for top, bottom, _ in downwards) > _MOST:
        return grid, faults, 0
    full = [list(row) for row in grid]
    known = dict(faults)
    own = {
        row: any(grid[row][at] != "" or (row, at) in faults for at in columns)
        for top, bottom, _ in downwards
        for row in range(top, bottom + 1)
    }
    filled = 0
    for top, bottom, column in downwards:
        for row in range(top + 1, bottom + 1):
            if own[row] and full[row][column] == "":
                full[row][column] = grid[top][column]
                if (top, column) in faults:
                    known[row, column] = faults[top, column]
                filled += full[row][column] != "" or (row, column) in known
    return full, known, filled


def _is_shared(column: Column | None) -> bool:
    return column is not None and column.type not in _FIGURES
