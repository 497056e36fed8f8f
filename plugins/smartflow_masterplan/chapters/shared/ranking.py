"""The quick wins in the order of their rank scores, as ``smartflow quick-wins rank`` has them.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from smartflow.methods import competition_ranks
from smartflow_masterplan.chapters.shared.tables import sheet_rows
from smartflow_masterplan.scoring.quick_wins import quick_win_rank

if TYPE_CHECKING:
    from smartflow import Dossier, Row, Score, Settings

__all__ = ["Ranked", "ranked_quick_wins"]


class Ranked(NamedTuple):
    """A quick win in the ranking.

    Attributes:
        place: Its place, from 1; equal scores share one. None without a score.
        row: The proposal.
        score: Its rank score with its parts; None where the ranking cannot be worked out.
        chosen: Whether it is selected.
    """

    place: int | None
    row: Row
    score: Score | None
    chosen: bool


def ranked_quick_wins(dossier: Dossier, settings: Settings) -> tuple[Ranked, ...]:
    """Return all proposals, the best first; equal ones in the order of their row ids."""
    rows = sheet_rows(dossier, "quick_wins")
    scores = _scores(dossier, settings) if rows else {}
    chosen = {row.id for row in dossier.selected("quick_wins")} if rows else set()
    places = competition_ranks(
        [Fraction(scores[row.id].value) if row.id in scores else None for row in rows]
    )
    ranked = [
        Ranked(place, row, scores.get(row.id), row.id in chosen)
        for place, row in zip(places, rows, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda one: (one.place is None, one.place or 0, one.row.id)))


def _scores(dossier: Dossier, settings: Settings) -> dict[str, Score]:
    """Return the scores by row; none where a criterion or a number cannot be worked with."""
    try:
        return {score.subject: score for score in quick_win_rank(dossier, settings)}
    except (ValueError, ArithmeticError):
        return {}
