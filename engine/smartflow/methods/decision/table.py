"""A decision table: criteria, alternatives and their values, for SAW, WPM and TOPSIS alike.

Reads every cell, notes what the methods cannot use, and checks the scores and ranks that the table
states. What is computed stands in saw, wpm and topsis. Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_list, read_text
from smartflow.methods.reading import (
    name_key,
    number_at,
    places_of,
    same_names,
)
from smartflow.methods.situations import decision as found
from smartflow.methods.situations import table

__all__ = [
    "Alternative",
    "Criterion",
    "Decision",
    "DecisionResult",
    "DecisionTable",
    "Normalization",
    "read_decision",
    "read_type",
]

Normalization = Literal["max", "sum", "vector", "minmax"]

_NORMALIZATIONS: dict[str, Normalization] = {
    "max": "max",
    "sum": "sum",
    "vector": "vector",
    "minmax": "minmax",
}
_BENEFIT = frozenset({"benefit", "keuntungan", "manfaat", "untung", "profit", "gain", "max"})
_COST = frozenset({"cost", "biaya", "loss", "min"})
_WEIGHT = Text(id="bobot", en="the weight")


class Criterion(msgspec.Struct, frozen=True):
    """One criterion, as it was brought: name, ``benefit`` or ``cost``, weight."""

    name: Cell = None
    type: Cell = None
    weight: Cell = None


class Alternative(msgspec.Struct, frozen=True):
    """One alternative, as it was brought.

    Attributes:
        name: Its name.
        values: Its value for each criterion, in the criteria's order.
        score: The score that the table states, if it does.
        rank: The rank that the table states, if it does.
    """

    name: Cell = None
    values: Cell = None
    score: Cell = None
    rank: Cell = None


class DecisionTable(msgspec.Struct, frozen=True):
    """A decision table.

    Attributes:
        criterion: The criteria.
        alternative: The alternatives.
        normalization: ``max``, ``sum``, ``vector`` or ``minmax``; None is the method's own.
    """

    criterion: tuple[Criterion, ...] = ()
    alternative: tuple[Alternative, ...] = ()
    normalization: Cell = None


class DecisionResult(MethodResult, frozen=True, kw_only=True):
    """Scores and ranks, and the steps that lead to them.

    Attributes:
        names: The alternatives, in the table's order.
        scores: Their scores, exact unless the method takes roots or powers; None for an
            alternative that cannot be scored.
        ranks: Competition ranks by score.
        weights: The weights as used.
        normalized: The normalised values by alternative, None where they cannot be computed.
        normalization: How they were normalised.
    """

    names: tuple[str, ...] = ()
    scores: tuple[Fraction | float | None, ...] = ()
    ranks: tuple[int | None, ...] = ()
    weights: tuple[Fraction, ...] = ()
    normalized: tuple[tuple[Fraction, ...] | None, ...] = ()
    normalization: Normalization = "max"


class Decision(msgspec.Struct, frozen=True):
    """A decision table whose cells have been read.

    Attributes:
        places: The alternatives.
        benefit: For each criterion whether more is better.
        weights: The weights as used.
        rows: The values by alternative, None when one of them cannot be read.
        normalization: The one to use.
        usable: Whether every criterion has a type and a weight, so that scores can be computed.
    """

    places: tuple[Place, ...]
    benefit: tuple[bool, ...]
    weights: tuple[Fraction, ...]
    rows: tuple[tuple[Fraction, ...] | None, ...]
    normalization: Normalization
    usable: bool


def read_type(cell: Cell) -> bool | None:
    """Read a criterion's type: True for benefit, False for cost, None when it is neither."""
    word = read_text(cell).casefold()
    if word in _BENEFIT:
        return True
    return False if word in _COST else None


def read_decision(
    brought: DecisionTable, usual: Normalization, notes: Notebook, *, powers: bool = False
) -> Decision:
    """Read a decision table and note all that is wrong with it.

    Args:
        brought: The table.
        usual: The method's own normalisation.
        notes: Takes the findings.
        powers: Whether the method takes powers of the values, which must then be positive.

    Returns:
        The table, read. Findings: a missing type; a weight that is missing or not positive;
        weights that do not sum to 1; a value that is missing, negative or zero where the
        normalisation cannot take it; a column of zeros; fewer than two alternatives; names twice.
    """
    normalization = _normalization(brought.normalization, usual, notes)
    if not brought.criterion:
        notes.note(found.MCD_NO_CRITERIA)
    criteria = places_of([(criterion.name,) for criterion in brought.criterion])
    benefit = _types(brought.criterion, criteria, notes)
    weights = _weights(brought.criterion, criteria, normalization, notes)
    places = places_of([(row.name,) for row in brought.alternative])
    rows = tuple(
        _values(row, place, criteria, notes)
        for row, place in zip(brought.alternative, places, strict=True)
    )
    _check_names(brought, criteria, places, notes)
    if powers or normalization in ("max", "sum"):
        positive = tuple(powers or kind is False for kind in benefit)
        _check_signs(rows, places, list(zip(criteria, positive, strict=True)), notes)
    _check_columns(rows, criteria, notes)
    return Decision(
        places=places,
        benefit=tuple(kind is not False for kind in benefit),
        weights=tuple(weight or Fraction(0) for weight in weights),
        rows=rows,
        normalization=normalization,
        usable=bool(criteria) and None not in benefit and None not in weights,
    )


def _normalization(cell: Cell, usual: Normalization, notes: Notebook) -> Normalization:
    words = read_text(cell)
    if not words and cell in (None, ""):
        return usual
    known = _NORMALIZATIONS.get(words.casefold())
    if known is None:
        notes.note(found.MCD_NORMALIZATION, written=words or type(cell).__name__, used=usual)
    return known or usual


def _types(
    criteria: Sequence[Criterion], places: Sequence[Place], notes: Notebook
) -> list[bool | None]:
    """Read the types: True for benefit, False for cost, None when it cannot be told."""
    types: list[bool | None] = []
    for criterion, place in zip(criteria, places, strict=True):
        kind = read_type(criterion.type)
        if kind is None:
            notes.note(found.MCD_TYPE, place, written=read_text(criterion.type))
        types.append(kind)
    return types


def _weights(
    criteria: Sequence[Criterion],
    places: Sequence[Place],
    normalization: Normalization,
    notes: Notebook,
) -> list[Fraction | None]:
    """Read the weights; the sum normalisation divides them by their sum."""
    weights: list[Fraction | None] = []
    for criterion, place in zip(criteria, places, strict=True):
        weight = number_at(criterion.weight, _WEIGHT, place, notes)
        if weight is not None and weight <= 0:
            notes.note(found.MCD_WEIGHT, place, weight=weight)
        weights.append(weight)
    known = [weight for weight in weights if weight is not None]
    total = sum(known, Fraction(0))
    if not known or len(known) < len(weights) or total == 1:
        return weights
    if normalization == "sum" and total > 0:
        notes.note(found.MCD_SUM_SCALED, total=total)
        return [weight / total for weight in known]
    notes.note(found.MCD_SUM, total=total)
    return weights


def _values(
    row: Alternative, place: Place, criteria: Sequence[Place], notes: Notebook
) -> tuple[Fraction, ...] | None:
    cells = read_list(row.values)
    if len(cells) != len(criteria):
        notes.note(found.MCD_SHAPE, place, count=len(cells), size=len(criteria))
        return None
    values = [
        number_at(cell, Text.same(criterion.label[:40]), place, notes)
        for cell, criterion in zip(cells, criteria, strict=True)
    ]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def _check_names(
    brought: DecisionTable,
    criteria: Sequence[Place],
    places: Sequence[Place],
    notes: Notebook,
) -> None:
    same_names(
        [name_key(criterion.name) for criterion in brought.criterion],
        criteria,
        found.MCD_CRITERION_TWICE,
        notes,
    )
    names = [name_key(row.name) for row in brought.alternative]
    for name, place in zip(names, places, strict=True):
        if not name:
            notes.note(table.NAME_MISSING, place)
    same_names(names, places, found.MCD_ALTERNATIVE_TWICE, notes)
    if len(places) < 2:  # noqa: PLR2004  a comparison
        notes.note(found.MCD_TOO_FEW, count=len(places))


def _check_signs(
    rows: Sequence[tuple[Fraction, ...] | None],
    places: Sequence[Place],
    criteria: Sequence[tuple[Place, bool]],
    notes: Notebook,
) -> None:
    """Note negative values, and zeros of criteria that must be positive."""
    for row, place in zip(rows, places, strict=True):
        for value, (criterion, positive) in zip(row or (), criteria, strict=False):
            if value < 0:
                notes.note(found.MCD_NEGATIVE, place, criterion=criterion.label, value=value)
            elif value == 0 and positive:
                notes.note(found.MCD_ZERO, place, criterion=criterion.label)


def _check_columns(
    rows: Sequence[tuple[Fraction, ...] | None], criteria: Sequence[Place], notes: Notebook
) -> None:
    whole = [row for row in rows if row is not None]
    for criterion, column in zip(criteria, zip(*whole, strict=True), strict=False):
        if not any(column):
            notes.note(found.MCD_ZERO_COLUMN, criterion)
        elif len(column) > 1 and len(set(column)) == 1:
            notes.note(found.MCD_CONSTANT, criterion)
