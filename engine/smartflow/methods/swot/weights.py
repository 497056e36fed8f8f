"""Weights of factors, from mean importance or from paired comparison.

Formula by means: weight = mean / sum of means, each mean above zero, on any scale (1-4, 1-5, 1-9).
Formula by pairs: each row is compared with each other, 1 less, 2 equally, 3 more important (or 0,
1, 2), so that a pair adds up to 4 (or 2); weight = row sum / sum of all rows, the diagonal left
out. Weights are exact shares of 1, without a unit, whatever the scale. Sources: F. Rangkuti,
Analisis SWOT (1997); T. C. Kinnear and J. R. Taylor, Marketing Research (1991). Imports nothing of
the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_list, read_number, read_text
from smartflow.methods.reading import (
    claim_at,
    name_key,
    number_at,
    places_of,
    printed_tolerance,
    same_names,
    weight_tolerance,
)
from smartflow.methods.situations import table
from smartflow.methods.situations import weight as found

__all__ = ["MeanFactor", "WeightRow", "WeightsResult", "WeightsTable", "weigh_factors"]

_MEAN = Text(id="rata-rata", en="the mean")
_WEIGHT = Text(id="bobot", en="the weight")
_LOW_SCALE = (0, 1, 2)
_HIGH_SCALE = (1, 2, 3)

_Grid = list[list[Fraction | None]]


class MeanFactor(msgspec.Struct, frozen=True):
    """One row, as it was brought.

    Attributes:
        code: Its code.
        name: Its words.
        mean: The mean of the judges' importance.
        weight: The weight that the table states, if it does.
    """

    code: Cell = None
    name: Cell = None
    mean: Cell = None
    weight: Cell = None


class WeightsTable(msgspec.Struct, frozen=True):
    """A table of means, or a matrix of paired comparisons.

    Attributes:
        factor: The rows with means.
        items: The names of the compared factors.
        pairwise: The matrix, row against column.
    """

    factor: tuple[MeanFactor, ...] = ()
    items: Cell = None
    pairwise: Cell = None


class WeightRow(msgspec.Struct, frozen=True):
    """One factor and its weight, None when it cannot be computed."""

    code: str
    weight: Fraction | None


class WeightsResult(MethodResult, frozen=True, kw_only=True):
    """The weights in the table's order."""

    rows: tuple[WeightRow, ...] = ()


def weigh_factors(brought: WeightsTable) -> WeightsResult:
    """Compute weights from means, or else from paired comparisons.

    Args:
        brought: The table.

    Returns:
        The weights. Findings: a mean that is missing, not a number or not positive; a wrong
        stated weight; stated weights that do not sum to 1; a factor listed twice; a matrix that
        is not square, lacks a comparison, mixes scales or of which two cells disagree.
    """
    notes = Notebook()
    pairwise = read_list(brought.pairwise)
    if brought.factor:
        if pairwise:
            notes.note(found.WGT_BOTH)
        return _by_means(brought.factor, notes)
    if pairwise or read_list(brought.items):
        return _by_pairs(read_list(brought.items), pairwise, notes)
    notes.note(table.NO_ROWS)
    return WeightsResult(findings=notes.findings)


def _by_means(factors: tuple[MeanFactor, ...], notes: Notebook) -> WeightsResult:
    places = places_of([(factor.code, factor.name) for factor in factors])
    means = []
    for factor, place in zip(factors, places, strict=True):
        if not read_text(factor.code) and not read_text(factor.name):
            notes.note(table.NAME_MISSING, place)
        mean = number_at(factor.mean, _MEAN, place, notes)
        if mean is not None and mean <= 0:
            notes.note(found.WGT_NOT_POSITIVE, place, mean=mean)
        means.append(mean)
    keys: list[object] = []
    for factor in factors:
        code, name = name_key(factor.code), name_key(factor.name)
        # Bare numbers may start anew for each category; the words then tell factors apart.
        keys.append((code, name if code.isdigit() else "") if code else name)
    same_names(keys, places, found.WGT_TWICE, notes)
    weights = _shares(means)
    claims = [
        claim_at(factor.weight, _WEIGHT, place, notes)
        for factor, place in zip(factors, places, strict=True)
    ]
    _check_claims(claims, weights, places, notes)
    return _result(places, weights, notes)


def _shares(parts: Sequence[Fraction | None]) -> list[Fraction | None]:
    """Divide each part by the sum; nothing can be said when a part is unread or the sum is 0."""
    known = [part for part in parts if part is not None]
    total = sum(known, Fraction(0))
    if len(known) < len(parts) or not total:
        return [None] * len(parts)
    return [part / total for part in known]


def _check_claims(
    claims: Sequence[Fraction | None],
    weights: Sequence[Fraction | None],
    places: Sequence[Place],
    notes: Notebook,
) -> None:
    tolerance = printed_tolerance(claims)
    wrong = False
    for claim, weight, place in zip(claims, weights, places, strict=True):
        if claim is not None and weight is not None and abs(claim - weight) > tolerance:
            notes.note(found.WGT_CLAIM, place, stated=claim, weight=weight)
            wrong = True
    known = [claim for claim in claims if claim is not None]
    if not known or len(known) < len(claims):
        return
    total, width = sum(known, Fraction(0)), weight_tolerance(len(known))
    # Weights that are each right as printed can only miss the sum by their rounding.
    if abs(total - 1) > width and (wrong or None in weights):
        notes.note(found.WGT_SUM, total=total, tolerance=width)
    elif total != 1:
        notes.note(found.WGT_SUM_ROUNDED, total=total)


def _result(
    places: Sequence[Place], weights: Sequence[Fraction | None], notes: Notebook
) -> WeightsResult:
    rows = tuple(
        WeightRow(code=place.label, weight=weight)
        for place, weight in zip(places, weights, strict=True)
    )
    return WeightsResult(rows=rows, findings=notes.findings)


def _by_pairs(items: tuple[Cell, ...], matrix: tuple[Cell, ...], notes: Notebook) -> WeightsResult:
    size = max(len(items), len(matrix))
    padded = [*items, *([None] * (size - len(items)))]
    places = places_of([(item,) for item in padded])
    same_names([name_key(item) for item in padded], places, found.WGT_TWICE, notes)
    if size == 1:
        notes.note(found.WGT_TOO_FEW)
    grid = _read_grid(matrix, places, notes)
    scale = _scale_of(grid)
    if scale is None:
        notes.note(found.WGT_MIXED)
    else:
        _check_pairs(grid, scale, places, notes)
        _fill_mirrors(grid, scale)
    sums = [_row_sum(row, index) for index, row in enumerate(grid)]
    weights = _shares(sums)
    for place, weight in zip(places, weights, strict=True):
        if weight == 0:
            notes.note(found.WGT_ZERO, place)
    return _result(places, weights, notes)


def _read_grid(matrix: tuple[Cell, ...], places: Sequence[Place], notes: Notebook) -> _Grid:
    size = len(places)
    grid: _Grid = []
    for index, place in enumerate(places):
        cells = read_list(matrix[index]) if index < len(matrix) else ()
        if len(cells) != size:
            notes.note(found.WGT_SHAPE, place, count=len(cells), size=size)
        row: list[Fraction | None] = []
        for column in range(size):
            cell = cells[column] if column < len(cells) else None
            if column == index:
                _check_diagonal(cell, place, notes)
                row.append(None)
            elif read_number(cell) == "missing":
                row.append(None)
                if len(cells) == size:
                    other = places[column].label
                    notes.note(found.WGT_PAIR_MISSING, place, other=other)
            else:
                other_name = Text.same(places[column].label[:40])
                row.append(number_at(cell, other_name, place, notes))
        grid.append(row)
    return grid


def _check_diagonal(cell: Cell, place: Place, notes: Notebook) -> None:
    number = read_number(cell)
    if number not in ("missing", Fraction(0)):
        value = number if isinstance(number, Fraction) else read_text(cell)
        notes.note(found.WGT_DIAGONAL, place, value=value)


def _scale_of(grid: _Grid) -> tuple[int, int, int] | None:
    """Tell 0-1-2 from 1-2-3: a 0 or a 3 tells; without either, two 1s facing each other do."""
    values = {value for row in grid for value in row if value is not None}
    if 0 in values:
        return None if 3 in values else _LOW_SCALE  # noqa: PLR2004  the top of the other scale
    faced = any(grid[i][j] == 1 and grid[j][i] == 1 for i in range(len(grid)) for j in range(i))
    return _LOW_SCALE if faced and 3 not in values else _HIGH_SCALE  # noqa: PLR2004


def _check_pairs(
    grid: _Grid, scale: tuple[int, int, int], places: Sequence[Place], notes: Notebook
) -> None:
    """Note values off the scale, and pairs whose two cells disagree."""
    total = scale[1] * 2
    for i, row in enumerate(grid):
        for j, value in enumerate(row):
            if value is None:
                continue
            other = places[j].label
            if value not in scale:
                steps = "-".join(map(str, scale))
                notes.note(found.WGT_SCALE, places[i], value=value, other=other, scale=steps)
            mirror = grid[j][i]
            if j > i and mirror is not None and value + mirror != total:
                notes.note(
                    found.WGT_PAIR, places[i], other=other, value=value, mirror=mirror, total=total
                )


def _fill_mirrors(grid: _Grid, scale: tuple[int, int, int]) -> None:
    """Complete a matrix of which only one triangle is filled, from the other cell of each pair."""
    for i, row in enumerate(grid):
        for j, value in enumerate(row):
            mirror = grid[j][i]
            if i != j and value is None and mirror is not None:
                row[j] = scale[1] * 2 - mirror


def _row_sum(row: Sequence[Fraction | None], index: int) -> Fraction | None:
    known = [value for column, value in enumerate(row) if column != index and value is not None]
    return sum(known, Fraction(0)) if len(known) == len(row) - 1 else None
