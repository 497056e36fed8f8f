"""In which order a consolidated sheet lists the agencies' rows: near-duplicates side by side.

Rows stand by the first column in which the agencies choose from a list (a category, a quadrant),
then by agency and number. Behind the first of several that are nearly the same stand the others,
and each names them. Which column is compared and from when on two rows are alike, the worksheet
says (``compares``, ``likeness``); no worksheet is named here. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow.journey.worksheets.consolidated import AGENCY, CODE, DECISION, SOURCE, merged_name
from smartflow.methods import resembling
from smartflow.model import Cell, Row, Worksheet

if TYPE_CHECKING:
    from smartflow.model import Column

__all__ = ["LIKENESS", "RESEMBLES", "side_by_side"]

RESEMBLES = "resembles"
"""The column that names the rows which a row resembles."""

LIKENESS = Decimal("0.8")
"""From which share of common words on two rows are nearly the same, when no setting says."""

_NAMED = 5
"""How many of the others a row names; the rest is counted."""


def side_by_side(sheet: Worksheet, rows: Sequence[Row], share: Decimal) -> tuple[Row, ...]:
    """Return the rows in the order in which they are decided on, each naming those like it.

    Args:
        sheet: The consolidated worksheet.
        rows: Its rows.
        share: From which share of common words on two rows are nearly the same.

    Returns:
        Every one of ``rows`` once, with its id, decision and all other cells as they were.
    """
    listed = sorted(rows, key=_order(sheet))
    if not sheet.compares:
        return tuple(listed)
    groups = resembling([row.text(sheet.compares) for row in listed], share)
    beside = {place: group for group in groups for place in group}
    placed = [
        place
        for first in range(len(listed))
        for place in beside.get(first, (first,))
        if beside.get(first, (first,))[0] == first
    ]
    names = [merged_name(row) for row in listed]
    return tuple(
        _naming(sheet, listed[place], [names[n] for n in beside.get(place, ()) if n != place])
        for place in placed
    )


def _order(sheet: Worksheet) -> _Order:
    chosen = (column for column in sheet.columns if column.choices and column.key != DECISION)
    return _Order(next(chosen, None))


class _Order:
    """Sorts rows by what their agencies chose, then by agency and number."""

    def __init__(self, column: Column | None) -> None:
        self._column = column

    def __call__(self, row: Row) -> tuple[int, str, int, str]:
        source = row.text(SOURCE)
        number = source.rpartition("/")[2]
        return (
            self._chosen(row),
            row.text(AGENCY),
            int(number) if number.isdecimal() else 0,
            source or row.id,
        )

    def _chosen(self, row: Row) -> int:
        """Return the place of the row's choice; where the cell is empty, its code may tell."""
        if self._column is None:
            return 0
        choices = self._column.choices
        said = row.text(self._column.key)
        if said in choices:
            return choices.index(said)
        code = row.text(CODE).upper()
        told = (at for at, choice in enumerate(choices) if code.startswith(choice))
        return next(told, len(choices))


def _naming(sheet: Worksheet, row: Row, others: Sequence[str]) -> Row:
    """Return the row with the names of ``others`` in its column for them, if there is one."""
    if RESEMBLES not in row:
        return row
    more = f" (+{len(others) - _NAMED})" if len(others) > _NAMED else ""
    named: Mapping[str, Cell] = {RESEMBLES: ", ".join(others[:_NAMED]) + more or None}
    return Row(
        {**row, **named},
        id=row.id,
        worksheet=sheet.key,
        filler=row.filler,
        dimension=row.dimension,
        sheet=row.sheet,
        number=row.number,
        written=row.misfits,
    )
