"""Whether the scores and ranks that a decision table states are the ones its values give.

Imports nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods.decision.table import DecisionTable
from smartflow.methods.finding import Notebook, Place
from smartflow.methods.numbers import Cell
from smartflow.methods.ranking import check_ranks, competition_ranks, read_rank
from smartflow.methods.reading import claim_at, printed_tolerance
from smartflow.methods.situations import decision as found

__all__ = ["check_decision_claims"]

_SCORE = Text(id="nilai akhir", en="the score")


def check_decision_claims(
    brought: DecisionTable,
    places: Sequence[Place],
    variants: Sequence[Sequence[Fraction | float | None]],
    ranked: Sequence[Fraction | float | None],
    notes: Notebook,
) -> None:
    """Compare the stated scores and ranks with the computed ones.

    Args:
        brought: The table.
        places: The alternatives.
        variants: The scores, and other forms of them that a table may print instead; the
            stated column must agree with one of them throughout.
        ranked: What the ranks are by.
        notes: Takes the findings.
    """
    claims = [
        claim_at(row.score, _SCORE, place, notes)
        for row, place in zip(brought.alternative, places, strict=True)
    ]
    width = printed_tolerance(claims)
    wrong = [_wrong(claims, scores, width) for scores in variants]
    if all(wrong):
        for number in wrong[0]:
            notes.note(
                found.MCD_SCORE, places[number], stated=claims[number], score=variants[0][number]
            )
    stated = [row.rank for row in brought.alternative]
    if not all(wrong) and None not in claims and _agree(stated, claims):
        # Scores that are equal as printed share a rank as printed.
        return
    check_ranks(stated, ranked, places, (found.MCD_RANK, found.MCD_GAPLESS), notes)


def _wrong(
    claims: Sequence[Fraction | None],
    scores: Sequence[Fraction | float | None],
    width: Fraction,
) -> list[int]:
    return [
        number
        for number, (claim, score) in enumerate(zip(claims, scores, strict=True))
        if claim is not None and score is not None and abs(claim - Fraction(score)) > width
    ]


def _agree(stated: Sequence[Cell], claims: Sequence[Fraction | None]) -> bool:
    return [read_rank(cell) for cell in stated] == list(competition_ranks(claims))
