"""WPM, the weighted product model: like SAW, but a bad value cannot be bought back cheaply.

Formula: S = product of r^w, where r is the normalised value; by default ``sum``: benefit x, cost 1
/ x, each divided by its column's sum, and weights by theirs. Indonesian texts print S of the raw
values (cost with a negative power) or V = S / sum of S; both rank alike, and V is given too. Units
and ranges: values must be above zero. Powers are floats. Source: P. W. Bridgman, Dimensional
Analysis (1922); D. W. Miller and M. K. Starr (1969). Imports nothing of the model.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from smartflow.methods.decision.claims import check_decision_claims
from smartflow.methods.decision.normalization import normalize
from smartflow.methods.decision.table import (
    Decision,
    DecisionResult,
    DecisionTable,
    read_decision,
)
from smartflow.methods.finding import Notebook
from smartflow.methods.ranking import competition_ranks
from smartflow.methods.situations import decision as found

__all__ = ["WpmResult", "score_wpm"]

_LARGEST_POWER = 700.0
"""e to a higher power is no float."""


class WpmResult(DecisionResult, frozen=True, kw_only=True):
    """Scores and ranks of the weighted product model.

    Attributes:
        shares: V, each score divided by the sum of all.
    """

    shares: tuple[float | None, ...] = ()


def score_wpm(brought: DecisionTable) -> WpmResult:
    """Score the alternatives of a decision table by their weighted products.

    Args:
        brought: The table.

    Returns:
        Scores, shares, ranks and normalised values. Findings: as :func:`read_decision` notes
        them, values of zero, products that the normalisation makes zero, and a wrong stated score
        (S, V or S of raw values) or rank.
    """
    notes = Notebook()
    decision = read_decision(brought, "sum", notes, powers=True)
    normalized: tuple[tuple[Fraction, ...] | None, ...] = (None,) * len(decision.rows)
    if decision.usable:
        normalized = normalize(decision.rows, decision.benefit, decision.normalization)
        _check_vanished(decision, normalized, notes)
    logs = [_log_product(row, decision.weights) for row in normalized]
    scores = tuple(_power(log) for log in logs)
    shares = _shares(logs)
    variants = [scores, shares, _raw_scores(decision)]
    check_decision_claims(brought, decision.places, variants, logs, notes)
    return WpmResult(
        names=tuple(place.label for place in decision.places),
        scores=scores,
        ranks=competition_ranks(logs),
        weights=decision.weights,
        normalized=normalized,
        normalization=decision.normalization,
        shares=shares,
        findings=notes.findings,
    )


def _check_vanished(
    decision: Decision, normalized: Sequence[tuple[Fraction, ...] | None], notes: Notebook
) -> None:
    """Note products that are zero although no value is: the worst one of a column under minmax."""
    vanished = [
        before is not None and after is not None and 0 in after and 0 not in before
        for before, after in zip(decision.rows, normalized, strict=True)
    ]
    if any(vanished):
        notes.note(
            found.MCD_VANISHED,
            used=decision.normalization,
            count=sum(vanished),
            all=len(vanished),
        )


def _log_product(row: Sequence[Fraction] | None, weights: Sequence[Fraction]) -> float | None:
    """Return the logarithm of the product: minus infinity for a zero, None for a negative."""
    if row is None or any(value < 0 for value in row):
        return None
    if 0 in row:
        return -math.inf
    return math.fsum(
        float(weight) * (math.log(value.numerator) - math.log(value.denominator))
        for value, weight in zip(row, weights, strict=True)
    )


def _power(log: float | None) -> float | None:
    return None if log is None or log > _LARGEST_POWER else math.exp(log)


def _shares(logs: Sequence[float | None]) -> tuple[float | None, ...]:
    """Divide by the sum, all scaled by the largest first so that nothing vanishes."""
    top = max((log for log in logs if log is not None), default=-math.inf)
    if top == -math.inf:
        return tuple(None for _ in logs)
    parts = [None if log is None else math.exp(log - top) for log in logs]
    total = math.fsum(part for part in parts if part is not None)
    return tuple(None if part is None else part / total for part in parts)


def _raw_scores(decision: Decision) -> tuple[float | None, ...]:
    """Return S of the values as they are, with a negative power for a cost."""
    if not decision.usable:
        return tuple(None for _ in decision.rows)
    signed = [w if more else -w for w, more in zip(decision.weights, decision.benefit, strict=True)]
    return tuple(
        None if row is None or 0 in row else _power(_log_product(row, signed))
        for row in decision.rows
    )
