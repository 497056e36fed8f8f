"""USG: which issue comes first, by urgency, seriousness and growth.

Formula: total = U + S + G for each issue; the highest total is rank 1, equal totals share a rank.
Units and ranges: each criterion is a whole number on one declared scale, 1-5 or 1-10; on 1-5 a
total lies between 3 and 15. Source: C. H. Kepner and B. B. Tregoe, The Rational Manager (1965), as
taught in Indonesian civil-service training. Imports nothing of the model.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_scale, read_text
from smartflow.methods.ranking import check_ranks, competition_ranks
from smartflow.methods.reading import claim_at, name_key, number_at, places_of, same_names
from smartflow.methods.situations import issue as found
from smartflow.methods.situations import table

__all__ = ["UsgIssue", "UsgResult", "UsgRow", "UsgTable", "rank_usg"]

_CRITERIA = (
    ("urgency", Text(id="Urgency (U)", en="urgency (U)")),
    ("seriousness", Text(id="Seriousness (S)", en="seriousness (S)")),
    ("growth", Text(id="Growth (G)", en="growth (G)")),
)
_TOTAL = Text(id="total", en="total")
_WIDER_SCALE = 10
"""The longest scale in use; a score between the declared end and it is of another scale."""


class UsgIssue(msgspec.Struct, frozen=True):
    """One row, as it was brought.

    Attributes:
        name: The issue.
        urgency: U.
        seriousness: S.
        growth: G.
        total: The total that the table states, if it does.
        rank: The rank that the table states, if it does (also roman).
    """

    name: Cell = None
    urgency: Cell = None
    seriousness: Cell = None
    growth: Cell = None
    total: Cell = None
    rank: Cell = None


class UsgTable(msgspec.Struct, frozen=True):
    """A USG table.

    Attributes:
        issue: The rows.
        scale: The declared scale, such as ``[1, 5]``.
    """

    issue: tuple[UsgIssue, ...] = ()
    scale: Cell = None


class UsgRow(msgspec.Struct, frozen=True):
    """What was computed for one issue.

    Attributes:
        name: The issue.
        total: U + S + G, None when one of them cannot be read.
        rank: Its competition rank, None without a total.
    """

    name: str
    total: Fraction | None
    rank: int | None


class UsgResult(MethodResult, frozen=True, kw_only=True):
    """Totals and ranks in the table's order."""

    rows: tuple[UsgRow, ...] = ()


def rank_usg(brought: UsgTable) -> UsgResult:
    """Compute the totals and ranks of a USG table and check what it states.

    Args:
        brought: The table.

    Returns:
        Totals and ranks. Findings: an undeclared scale, a missing, non-numeric, fractional or
        outside score, mixed scales, a wrong total or rank, fewer than two issues, equal totals
        everywhere, an issue listed twice.
    """
    notes = Notebook()
    places = places_of([(issue.name,) for issue in brought.issue])
    scale = _scale(brought.scale, notes)
    scores = [
        _scores(issue, place, scale, notes)
        for issue, place in zip(brought.issue, places, strict=True)
    ]
    totals = [_total(row) for row in scores]
    if scale:
        _check_mixture(scores, scale[1], notes)
    _check_rows(brought.issue, places, totals, notes)
    ranks = competition_ranks(totals)
    return UsgResult(
        rows=tuple(
            UsgRow(name=read_text(issue.name) or place.label, total=total, rank=rank)
            for issue, place, total, rank in zip(brought.issue, places, totals, ranks, strict=True)
        ),
        findings=notes.findings,
    )


def _scale(cell: Cell, notes: Notebook) -> tuple[Fraction, Fraction] | None:
    scale = read_scale(cell)
    if scale is None:
        notes.note(found.USG_SCALE if cell is None else table.SCALE_UNREADABLE)
    return scale


def _scores(
    issue: UsgIssue, place: Place, scale: tuple[Fraction, Fraction] | None, notes: Notebook
) -> tuple[Fraction | None, ...]:
    """Read U, S and G, noting each that is not a whole number on the scale."""
    scores = []
    for key, column in _CRITERIA:
        score = number_at(getattr(issue, key), column, place, notes, found.USG_MISSING)
        scores.append(score)
        if score is None:
            continue
        if score.denominator != 1:
            notes.note(found.USG_NOT_WHOLE, place, column=column, value=score)
        if scale and not scale[0] <= score <= scale[1]:
            notes.note(
                found.USG_OUTSIDE, place, column=column, value=score, low=scale[0], high=scale[1]
            )
    return tuple(scores)


def _total(scores: tuple[Fraction | None, ...]) -> Fraction | None:
    known = [score for score in scores if score is not None]
    return sum(known, Fraction(0)) if len(known) == len(scores) else None


def _check_mixture(
    scores: list[tuple[Fraction | None, ...]], high: Fraction, notes: Notebook
) -> None:
    """Note a table of which some rows, not all, are scored on a longer scale."""
    longer = [
        any(score is not None and high < score <= _WIDER_SCALE for score in row) for row in scores
    ]
    if any(longer) and not all(longer):
        notes.note(found.USG_MIXED, count=sum(longer), high=high)


def _check_rows(
    issues: tuple[UsgIssue, ...],
    places: tuple[Place, ...],
    totals: list[Fraction | None],
    notes: Notebook,
) -> None:
    for issue, place, total in zip(issues, places, totals, strict=True):
        if not read_text(issue.name):
            notes.note(table.NAME_MISSING, place)
        stated = claim_at(issue.total, _TOTAL, place, notes)
        if stated is not None and total is not None and stated != total:
            notes.note(found.USG_TOTAL, place, stated=stated, total=total)
    situations = (found.USG_RANK, found.USG_GAPLESS)
    check_ranks([issue.rank for issue in issues], totals, places, situations, notes)
    same_names([name_key(issue.name) for issue in issues], places, found.USG_TWICE, notes)
    if not issues:
        notes.note(table.NO_ROWS)
    elif len(issues) == 1:
        notes.note(found.USG_TOO_FEW, count=1)
    elif len(set(totals)) == 1 and totals[0] is not None:
        notes.note(found.USG_ALL_EQUAL, total=totals[0])
