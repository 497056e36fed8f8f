"""SAW, simple additive weighting (weighted sum): the best on the whole, criterion by criterion.

Formula: V = sum of w x r, where r is the normalised value; by default ``max``: benefit x / max,
cost min / x. Units and ranges: values are positive, in any unit; weights are positive and usually
sum to 1, and V then lies between 0 and 1; other weights are used as given, which changes no rank.
Sums are exact. Source: P. C. Fishburn (1967); C.-L. Hwang and K. Yoon, Multiple Attribute Decision
Making (1981). Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.methods.decision.claims import check_decision_claims
from smartflow.methods.decision.normalization import normalize
from smartflow.methods.decision.table import (
    DecisionResult,
    DecisionTable,
    read_decision,
)
from smartflow.methods.finding import Notebook
from smartflow.methods.ranking import competition_ranks

__all__ = ["score_saw"]

_ROUNDED = (2, 3, 4)
"""To how many decimals tables print their normalised values, and go on with those."""

_Row = tuple[Fraction, ...]


def score_saw(brought: DecisionTable) -> DecisionResult:
    """Score the alternatives of a decision table by their weighted sums.

    Args:
        brought: The table.

    Returns:
        Scores, ranks and normalised values. Findings: as :func:`read_decision` notes them, and
        a wrong stated score or rank.
    """
    notes = Notebook()
    decision = read_decision(brought, "max", notes)
    normalized: tuple[_Row | None, ...] = (None,) * len(decision.rows)
    if decision.usable:
        normalized = normalize(decision.rows, decision.benefit, decision.normalization)
    scores = _sums(normalized, decision.weights)
    variants = [scores]
    if any(row.score is not None for row in brought.alternative):
        variants += [_sums(_rounded(normalized, n), decision.weights) for n in _ROUNDED]
    check_decision_claims(brought, decision.places, variants, scores, notes)
    return DecisionResult(
        names=tuple(place.label for place in decision.places),
        scores=scores,
        ranks=competition_ranks(scores),
        weights=decision.weights,
        normalized=normalized,
        normalization=decision.normalization,
        findings=notes.findings,
    )


def _sums(rows: Sequence[_Row | None], weights: Sequence[Fraction]) -> tuple[Fraction | None, ...]:
    return tuple(
        None
        if row is None
        else sum((w * r for w, r in zip(weights, row, strict=True)), Fraction(0))
        for row in rows
    )


def _rounded(rows: Sequence[_Row | None], places: int) -> list[_Row | None]:
    """Round the normalised values, for a table that computed its scores from printed ones."""
    return [None if row is None else tuple(round(cell, places) for cell in row) for row in rows]
