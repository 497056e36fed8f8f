"""Reads a matrix of pairwise judgements and notes what makes it none.

Imports nothing of the model; what is computed from it stands in
:mod:`smartflow.methods.decision.ahp`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import Notebook, Place
from smartflow.methods.numbers import Cell, read_list, read_number
from smartflow.methods.reading import name_key, number_at, places_of, same_names
from smartflow.methods.situations import decision as found

__all__ = ["Judgements", "read_judgements"]

_CLOSE = Fraction(25, 1000)
"""How far a_ij x a_ji may be from 1: 0.33 x 3, 0.14 x 7 and 0.11 x 9 are reciprocal as printed."""

_HIGHEST = 9

_Grid = list[list[Fraction | None]]


class Judgements(msgspec.Struct, frozen=True):
    """A matrix that has been read.

    Attributes:
        places: What is compared.
        grid: a_ij, reciprocals made exact; None for a missing judgement. The diagonal is 1
            unless the table says another number.
        usable: Whether weights can be computed: all positive, and connected.
    """

    places: tuple[Place, ...]
    grid: tuple[tuple[float | None, ...], ...]
    usable: bool


def read_judgements(
    items: Sequence[Cell], matrix: Sequence[Cell], notes: Notebook, *, incomplete: bool
) -> Judgements:
    """Read a matrix and note all that is wrong with it.

    Args:
        items: The names; rows beyond them are numbered.
        matrix: The rows.
        notes: Takes the findings.
        incomplete: Whether missing judgements are declared, and so no finding.

    Returns:
        The matrix, with what one cell of a pair says filled into the other when that is missing.
    """
    size = max(len(items), len(matrix))
    names = [*items, *([None] * (size - len(items)))]
    places = places_of([(name,) for name in names])
    same_names([name_key(name) for name in names], places, found.AHP_TWICE, notes)
    grid = _read_grid(matrix, places, notes)
    _check_diagonal(grid, places, notes)
    positive = _check_positive(grid, places, notes)
    if not incomplete:
        _check_missing(grid, places, notes)
    for i in range(size):
        for j in range(i + 1, size):
            _settle_pair(grid, i, j, places, notes)
    connected = size > 0 and _is_connected(grid)
    if positive and size > 0 and not connected:
        notes.note(found.AHP_UNCONNECTED)
    return Judgements(
        places=places,
        grid=tuple(tuple(None if value is None else float(value) for value in row) for row in grid),
        usable=positive and connected,
    )


def _read_grid(matrix: Sequence[Cell], places: Sequence[Place], notes: Notebook) -> _Grid:
    size = len(places)
    grid: _Grid = []
    for index, place in enumerate(places):
        cells = read_list(matrix[index]) if index < len(matrix) else ()
        if len(cells) != size:
            notes.note(found.AHP_SHAPE, place, count=len(cells), size=size)
        row: list[Fraction | None] = []
        for column in range(size):
            cell = cells[column] if column < len(cells) else None
            if read_number(cell) == "missing":
                row.append(None)
            else:
                column_name = Text.same(places[column].label[:40])
                row.append(number_at(cell, column_name, place, notes))
        grid.append(row)
    return grid


def _check_diagonal(grid: _Grid, places: Sequence[Place], notes: Notebook) -> None:
    """Note a diagonal that is not 1; a blank one can mean nothing else."""
    for index, place in enumerate(places):
        value = grid[index][index]
        if value is None:
            grid[index][index] = Fraction(1)
        elif value != 1:
            notes.note(found.AHP_DIAGONAL, place, value=value)


def _check_positive(grid: _Grid, places: Sequence[Place], notes: Notebook) -> bool:
    positive = True
    for i, row in enumerate(grid):
        for j, value in enumerate(row):
            if value is not None and value <= 0:
                positive = False
                notes.note(found.AHP_NOT_POSITIVE, places[i], value=value, other=places[j].label)
    return positive


def _settle_pair(grid: _Grid, i: int, j: int, places: Sequence[Place], notes: Notebook) -> None:
    """Check a_ij against a_ji, and make the smaller of them the exact reciprocal."""
    upper, lower = grid[i][j], grid[j][i]
    if any(value is not None and value <= 0 for value in (upper, lower)):
        return
    if upper is not None and lower is not None and abs(upper * lower - 1) > _CLOSE:
        notes.note(
            found.AHP_RECIPROCAL,
            places[i],
            i=i + 1,
            j=j + 1,
            value=upper,
            other=places[j].label,
            mirror=lower,
        )
        _check_range(upper, places[i], places[j], notes)
        _check_range(lower, places[j], places[i], notes)
    elif upper is not None and (lower is None or upper >= lower):
        grid[j][i] = 1 / upper
        _check_range(upper, places[i], places[j], notes)
    elif lower is not None:
        grid[i][j] = 1 / lower
        _check_range(lower, places[j], places[i], notes)


def _check_missing(grid: _Grid, places: Sequence[Place], notes: Notebook) -> None:
    for i, row in enumerate(grid):
        for j, value in enumerate(row):
            if value is None:
                notes.note(found.AHP_MISSING, places[i], other=places[j].label)


def _check_range(value: Fraction, row: Place, column: Place, notes: Notebook) -> None:
    """Note a value outside 1/9 to 9; printed 0.11 is 1/9."""
    if value > _HIGHEST or value * _HIGHEST < 1 - _CLOSE:
        notes.note(found.AHP_RANGE, row, value=value, other=column.label)


def _is_connected(grid: _Grid) -> bool:
    """Whether a chain of judgements leads from the first item to every other."""
    reached, frontier = {0}, [0]
    while frontier:
        row = grid[frontier.pop()]
        for column, value in enumerate(row):
            if value is not None and column not in reached:
                reached.add(column)
                frontier.append(column)
    return len(reached) == len(grid)
