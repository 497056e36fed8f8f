"""Whether the scores, totals, coordinates and quadrant that an IFAS/EFAS table states are right.

A printed total may be the sum of printed (rounded) scores or of exact ones; both are right.
Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods.finding import Notebook
from smartflow.methods.numbers import read_number, read_text, shown
from smartflow.methods.reading import claim_at
from smartflow.methods.situations import swot as found
from smartflow.methods.swot.ifas_table import Declared, IfasClaims, IfasTotals, ReadFactor
from smartflow.methods.swot.quadrant import locate_quadrant, read_quadrant, says_undecided

__all__ = ["check_claims", "check_scores"]

_TOLERANCE = Fraction(5, 1000)
_SCORE = Text(id="skor", en="the score")
_INTERNAL = Text(id="internal", en="internal")
_EXTERNAL = Text(id="eksternal", en="external")
_QUADRANT_NAME = Text(id="Kuadran", en="The quadrant")
_PRINTED_PLACES = 2


def check_scores(
    factors: Sequence[ReadFactor],
    scores: Sequence[Fraction | None],
    notes: Notebook,
    *,
    percent: bool,
) -> tuple[Fraction | None, ...]:
    """Compare the stated scores with weight x rating, tolerance 0.005.

    Args:
        factors: The rows.
        scores: The computed scores.
        notes: Takes the findings.
        percent: Whether weights are in per cent; scores may then be too.

    Returns:
        The stated scores, None where there is none or a wrong one.
    """
    stated = []
    for factor, score in zip(factors, scores, strict=True):
        claim = claim_at(factor.score, _SCORE, factor.place, notes)
        if claim is not None and score is not None:
            if percent and _near(claim / 100, score):
                claim /= 100
            elif not _near(claim, score):
                notes.note(found.IFS_SCORE, factor.place, stated=claim, score=score)
                claim = None
        stated.append(claim)
    return tuple(stated)


def _near(one: Fraction, other: Fraction | None) -> bool:
    return other is not None and abs(one - other) <= _TOLERANCE


def check_claims(
    claims: IfasClaims,
    sums: tuple[IfasTotals, IfasTotals],
    declared: Declared,
    notes: Notebook,
    *,
    percent: bool,
) -> None:
    """Compare the stated totals, coordinates and quadrant with the computed ones.

    Args:
        claims: What the table states.
        sums: The computed sums, and those of the scores as printed.
        declared: The conventions.
        notes: Takes the findings.
        percent: Whether weights are in per cent; totals may then be too.
    """
    totals, printed = sums
    for side, cell, value, of_printed in (
        (_INTERNAL, claims.internal, totals.internal, printed.internal),
        (_EXTERNAL, claims.external, totals.external, printed.external),
    ):
        name = Text(id=f"total {side.id}", en=f"{side.en} total")
        claim = claim_at(cell, name, None, notes)
        if claim is None:
            continue
        if percent and _near(claim / 100, value):
            continue
        if value is None:
            notes.note(found.IFS_NOT_CLAIMABLE, axis=name, stated=claim)
        elif not _near(claim, value) and not _near(claim, of_printed):
            notes.note(found.IFS_TOTAL, side=side, stated=claim, total=value)
    _check_axes(claims, totals, printed, declared, notes)
    _check_quadrant(claims, totals, declared, notes)


def _check_axes(
    claims: IfasClaims,
    totals: IfasTotals,
    printed: IfasTotals,
    declared: Declared,
    notes: Notebook,
) -> None:
    signed = declared.convention == "signed"
    exact = totals.point(signed=signed)
    others = [_rounded(totals).point(signed=signed), printed.point(signed=signed)]
    doubled = totals.point(signed=not signed)
    for index, (axis, cell, plus, minus) in enumerate(
        (("x", claims.x, "S", "W"), ("y", claims.y, "O", "T"))
    ):
        claim = claim_at(cell, Text.same(axis), None, notes)
        value = exact[index]
        if claim is None:
            continue
        if value is None:
            notes.note(found.IFS_NOT_CLAIMABLE, axis=axis, stated=claim)
        elif _near(claim, value) or any(_near(claim, other[index]) for other in others):
            continue
        elif signed and _near(claim, doubled[index]):
            notes.note(found.IFS_DOUBLE, axis=axis, stated=claim, category=minus)
        elif _near(claim, value / 2):
            notes.note(found.IFS_HALVED, axis=axis, stated=claim, value=value)
        else:
            formula = f"{plus} {'+' if signed else '-'} {minus}"
            notes.note(found.IFS_AXIS, axis=axis, stated=claim, value=value, formula=formula)


def _rounded(totals: IfasTotals) -> IfasTotals:
    """Round the sums as a table prints them, for coordinates computed from printed sums."""
    sums = (totals.strengths, totals.weaknesses, totals.opportunities, totals.threats)
    return IfasTotals(
        *(None if value is None else Fraction(shown(value, _PRINTED_PLACES)) for value in sums)
    )


def _check_quadrant(
    claims: IfasClaims, totals: IfasTotals, declared: Declared, notes: Notebook
) -> None:
    stated = read_text(claims.quadrant)
    # A dash claims nothing, as in every other cell.
    if not stated or read_number(stated) == "missing":
        return
    x, y = totals.point(signed=declared.convention == "signed")
    if x is None or y is None:
        notes.note(found.IFS_NOT_CLAIMABLE, axis=_QUADRANT_NAME, stated=stated)
        return
    quadrant = locate_quadrant(x, y)
    if read_quadrant(stated) == quadrant.roman and (quadrant.roman or says_undecided(stated)):
        return
    notes.note(
        found.IFS_QUADRANT,
        stated=stated,
        roman=quadrant.roman or quadrant.name,
        strategy=quadrant.strategy or Text.same("x, y"),
    )
