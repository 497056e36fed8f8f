"""TOPSIS: near the ideal, far from the worst.

Formula: r = x / sqrt(sum of x^2) by column, v = w x r; the ideal takes the best v of each column
(largest for a benefit, smallest for a cost), the anti-ideal the worst; D+ and D- are the Euclidean
distances to them; C = D- / (D+ + D-). Units and ranges: values in any unit; C lies between 0 and
1, the highest is rank 1. Other normalisations (max, sum, minmax) turn a cost into "more is better"
first. All in floats. Source: C.-L. Hwang and K. Yoon, Multiple Attribute Decision Making (1981).
Imports nothing of the model.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from smartflow.methods.decision.claims import check_decision_claims
from smartflow.methods.decision.normalization import normalize, vector_norm
from smartflow.methods.decision.table import (
    Decision,
    DecisionResult,
    DecisionTable,
    read_decision,
)
from smartflow.methods.finding import Notebook
from smartflow.methods.ranking import competition_ranks
from smartflow.methods.situations import decision as found

__all__ = ["TopsisResult", "score_topsis"]

_NEARLY_ALIKE = 1e-12
"""Distances below this part of the values' own size are noise: the alternatives are alike."""


class TopsisResult(DecisionResult, frozen=True, kw_only=True):
    """Closeness, ranks and the steps between.

    Attributes:
        weighted: v by alternative, None for one that took no part.
        ideal: A+ by criterion.
        anti_ideal: A- by criterion.
        to_ideal: D+ by alternative.
        to_anti_ideal: D- by alternative.
    """

    weighted: tuple[tuple[float, ...] | None, ...] = ()
    ideal: tuple[float, ...] = ()
    anti_ideal: tuple[float, ...] = ()
    to_ideal: tuple[float | None, ...] = ()
    to_anti_ideal: tuple[float | None, ...] = ()


class _Steps(msgspec.Struct, frozen=True):
    """The steps that :class:`TopsisResult` shows."""

    normalized: tuple[tuple[Fraction, ...] | None, ...]
    weighted: tuple[tuple[float, ...] | None, ...]
    ideal: tuple[float, ...] = ()
    anti_ideal: tuple[float, ...] = ()


def score_topsis(brought: DecisionTable) -> TopsisResult:
    """Score the alternatives of a decision table by their closeness to the ideal.

    Args:
        brought: The table.

    Returns:
        Closeness, ranks and steps. Findings: as :func:`read_decision` notes them, alternatives
        that are all alike, and a wrong stated score or rank.
    """
    notes = Notebook()
    decision = read_decision(brought, "vector", notes)
    steps = _steps(decision)
    to_ideal = tuple(_distance(row, steps.ideal) for row in steps.weighted)
    to_anti_ideal = tuple(_distance(row, steps.anti_ideal) for row in steps.weighted)
    scores = _closeness(to_ideal, to_anti_ideal, _size(steps))
    if (
        sum(row is not None for row in steps.weighted) > 1
        and any(steps.weighted)
        and not any(score is not None for score in scores)
    ):
        notes.note(found.MCD_IDENTICAL)
    check_decision_claims(brought, decision.places, [scores], scores, notes)
    return TopsisResult(
        names=tuple(place.label for place in decision.places),
        scores=scores,
        ranks=competition_ranks(scores),
        weights=decision.weights,
        normalized=steps.normalized,
        normalization=decision.normalization,
        weighted=steps.weighted,
        ideal=steps.ideal,
        anti_ideal=steps.anti_ideal,
        to_ideal=to_ideal,
        to_anti_ideal=to_anti_ideal,
        findings=notes.findings,
    )


def _steps(decision: Decision) -> _Steps:
    nothing = (None,) * len(decision.rows)
    if not decision.usable:
        return _Steps(normalized=nothing, weighted=nothing)
    if decision.normalization == "vector":
        normalized, more = _by_length(decision.rows), decision.benefit
    else:
        normalized = normalize(decision.rows, decision.benefit, decision.normalization)
        more = (True,) * len(decision.benefit)
    weighted = tuple(
        None
        if row is None
        else tuple(float(w) * float(r) for w, r in zip(decision.weights, row, strict=True))
        for row in normalized
    )
    columns = list(zip(*(row for row in weighted if row is not None), strict=True))
    ideal = [max(v) if up else min(v) for v, up in zip(columns, more, strict=False)]
    worst = [min(v) if up else max(v) for v, up in zip(columns, more, strict=False)]
    return _Steps(normalized, weighted, tuple(ideal), tuple(worst))


def _by_length(
    rows: Sequence[tuple[Fraction, ...] | None],
) -> tuple[tuple[Fraction, ...] | None, ...]:
    """Divide each column by its Euclidean length; a column of zeros stays as it is."""
    whole = [row for row in rows if row is not None]
    norms = [vector_norm(column) or Fraction(1) for column in zip(*whole, strict=True)]
    return tuple(
        None if row is None else tuple(x / norm for x, norm in zip(row, norms, strict=True))
        for row in rows
    )


def _distance(row: tuple[float, ...] | None, point: tuple[float, ...]) -> float | None:
    return None if row is None else math.dist(row, point)


def _size(steps: _Steps) -> float:
    """Return the largest weighted value, against which a distance is nothing or something."""
    return max((abs(value) for row in steps.weighted if row for value in row), default=0.0)


def _closeness(
    to_ideal: Sequence[float | None], to_anti_ideal: Sequence[float | None], size: float
) -> tuple[float | None, ...]:
    scores: list[float | None] = []
    for plus, minus in zip(to_ideal, to_anti_ideal, strict=True):
        if plus is None or minus is None or plus + minus <= size * _NEARLY_ALIKE:
            scores.append(None)
        else:
            scores.append(minus / (plus + minus))
    return tuple(scores)
