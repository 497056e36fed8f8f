"""IFAS/EFAS (IFE/EFE): how well a city uses its strengths and opportunities.

Formula: score = weight x rating per factor; the scores of S and W add up to the internal total,
those of O and T to the external one. Weights sum to 1 (or 100) over S+W and over O+T (scope
``side``) or in each category (scope ``category``), give or take max(0.005, 0.0005 n). Ratings lie
on the declared scale, 1-4 as a rule (fractions are means of several judges), so that an unsigned
total lies between 1 and 4 with 2.5 as the middle. Conventions: ``david``: strengths 3-4,
weaknesses 1-2, O and T any; ``rangkuti``: W and T reversed (the graver, the lower), all on the
whole scale; ``signed``: W and T negative. Sources: F. Rangkuti, Analisis SWOT (1997); F. R. David,
Strategic Management. The checks are in ifas_checks and ifas_claims. Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import read_text, shown
from smartflow.methods.reading import places_of
from smartflow.methods.situations import swot as found
from smartflow.methods.situations import table
from smartflow.methods.swot.ifas_checks import check_factors, check_ratings, check_weights
from smartflow.methods.swot.ifas_claims import check_claims, check_scores
from smartflow.methods.swot.ifas_table import (
    SIDES,
    Category,
    Declared,
    IfasFactor,
    IfasTable,
    IfasTotals,
    ReadFactor,
    read_declared,
    read_factors,
)
from smartflow.methods.swot.quadrant import Quadrant, locate_quadrant

__all__ = ["IfasAxes", "IfasResult", "IfasRow", "score_ifas"]


class IfasRow(msgspec.Struct, frozen=True):
    """What was computed for one factor.

    Attributes:
        code: Its code, else its name, else its row number.
        category: S, W, O or T, None when the table does not say.
        name: Its words.
        score: weight x rating, None when one of them cannot be read.
    """

    code: str
    category: Category | None
    name: str
    score: Fraction | None


class IfasAxes(msgspec.Struct, frozen=True):
    """The SWOT point, in weighted score."""

    x: Fraction
    y: Fraction


class IfasResult(MethodResult, frozen=True, kw_only=True):
    """Scores, totals and, when both sides are there, the point and its quadrant.

    Attributes:
        rows: The factors, in the table's order.
        totals: The sums of scores.
        axes: None when a side is missing or cannot be summed.
        quadrant: Likewise.
    """

    rows: tuple[IfasRow, ...] = ()
    totals: IfasTotals = IfasTotals()
    axes: IfasAxes | None = None
    quadrant: Quadrant | None = None


def score_ifas(brought: IfasTable) -> IfasResult:
    """Compute the scores, totals, point and quadrant of an IFAS/EFAS table and check it.

    Args:
        brought: The table, of one side or of both.

    Returns:
        Everything that can be computed. Findings: undeclared or unknown conventions, an unknown
        category, an empty one beside its partner, a factor listed twice or on the wrong side, a
        weight that is missing or not positive, weights that do not sum, a rating outside its
        scale or against its convention, negative ratings without the signed convention, a wrong
        score, total, coordinate or quadrant, a point on an axis.
    """
    notes = Notebook()
    declared = read_declared(brought, notes)
    if not brought.factor:
        notes.note(table.NO_ROWS)
    places = places_of([(factor.code, factor.name) for factor in brought.factor])
    factors = read_factors(brought.factor, places, notes)
    check_factors(brought.factor, factors, notes)
    percent = check_weights(factors, declared, notes)
    check_ratings(factors, declared, notes)
    scores = [_score(factor, percent=percent) for factor in factors]
    totals = _totals(factors, scores)
    stated = check_scores(factors, scores, notes, percent=percent)
    axes = _axes(totals, declared)
    quadrant = _quadrant(axes, notes)
    sums = (totals, _printed(factors, scores, stated))
    check_claims(brought.claims, sums, declared, notes, percent=percent)
    return IfasResult(
        rows=_rows(brought.factor, factors, scores, places),
        totals=totals,
        axes=axes,
        quadrant=quadrant,
        findings=notes.findings,
    )


def _score(factor: ReadFactor, *, percent: bool) -> Fraction | None:
    if factor.weight is None or factor.rating is None:
        return None
    score = factor.weight * factor.rating
    return score / 100 if percent else score


def _sum(scores: Sequence[Fraction | None]) -> Fraction | None:
    known = [score for score in scores if score is not None]
    return sum(known, Fraction(0)) if len(known) == len(scores) else None


def _totals(factors: Sequence[ReadFactor], scores: Sequence[Fraction | None]) -> IfasTotals:
    """Sum the scores; a side without any factor has no totals, nor has one with an unread score."""
    rows = list(zip(factors, scores, strict=True))
    sums: dict[str, Fraction | None] = {}
    for pair in SIDES.values():
        present = any(factor.category in pair for factor, _ in rows)
        for category in pair:
            of_category = [score for factor, score in rows if factor.category == category]
            sums[category] = _sum(of_category) if present else None
    return IfasTotals(
        strengths=sums["S"],
        weaknesses=sums["W"],
        opportunities=sums["O"],
        threats=sums["T"],
        internal=_sum([sums["S"], sums["W"]]),
        external=_sum([sums["O"], sums["T"]]),
    )


def _printed(
    factors: Sequence[ReadFactor],
    scores: Sequence[Fraction | None],
    stated: Sequence[Fraction | None],
) -> IfasTotals:
    """Sum the scores as printed: as stated, else rounded to two decimals; rounding adds up."""
    printed = [
        claim if claim is not None or score is None else Fraction(shown(score, 2))
        for score, claim in zip(scores, stated, strict=True)
    ]
    return _totals(factors, printed)


def _axes(totals: IfasTotals, declared: Declared) -> IfasAxes | None:
    point = totals.point(signed=declared.convention == "signed")
    return None if point[0] is None or point[1] is None else IfasAxes(x=point[0], y=point[1])


def _quadrant(axes: IfasAxes | None, notes: Notebook) -> Quadrant | None:
    if axes is None:
        return None
    for name, value in (("x", axes.x), ("y", axes.y)):
        if value == 0:
            notes.note(found.IFS_ON_AXIS, axis=name)
    return locate_quadrant(axes.x, axes.y)


def _rows(
    brought: Sequence[IfasFactor],
    factors: Sequence[ReadFactor],
    scores: Sequence[Fraction | None],
    places: Sequence[Place],
) -> tuple[IfasRow, ...]:
    return tuple(
        IfasRow(code=place.label, category=factor.category, name=read_text(row.name), score=score)
        for row, factor, score, place in zip(brought, factors, scores, places, strict=True)
    )
