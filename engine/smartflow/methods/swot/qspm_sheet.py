"""Reads the attractiveness scores of a QSPM table, row by row, and notes what is wrong with them.

Imports nothing of the model; :mod:`smartflow.methods.swot.qspm` computes with what is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from smartflow.language import Text
from smartflow.methods.finding import Notebook, Place
from smartflow.methods.numbers import Cell, read_list, read_number
from smartflow.methods.reading import number_at
from smartflow.methods.situations import strategy as found

__all__ = ["MOST_WEIGHT", "Attractiveness", "AttractivenessSheet"]

Attractiveness: TypeAlias = Fraction | Literal["unread"]
"""AS as a number, or that something stands in the cell that is none."""

MOST_WEIGHT = 2
"""The weights of IFE and EFE sum to 1 each."""

_AS = Text(id="nilai daya tarik (AS)", en="the attractiveness (AS)")


class AttractivenessSheet:
    """Reads the rows of AS of one table."""

    def __init__(
        self, strategies: Sequence[Place], scale: tuple[Fraction, Fraction], notes: Notebook
    ) -> None:
        self._strategies = strategies
        self._scale = scale
        self._notes = notes
        self._highest = scale[1] * MOST_WEIGHT

    def read(self, cell: Cell, place: Place) -> list[Attractiveness | None]:
        """Return AS per strategy: a number, None for a dash, "unread" for what is none."""
        cells = read_list(cell)
        size = len(self._strategies)
        if not any(read_number(one) != "missing" for one in cells):
            return [None] * size
        if len(cells) != size:
            self._notes.note(found.QSP_SHAPE, place, count=len(cells), size=size)
        padded = [*cells[:size], *([None] * (size - len(cells)))]
        scores: list[Attractiveness | None] = []
        for one, strategy in zip(padded, self._strategies, strict=True):
            if read_number(one) == "missing":
                scores.append(None)
            else:
                scores.append(self._score(one, place, strategy))
        dashes = [
            s.label for s, score in zip(self._strategies, scores, strict=True) if score is None
        ]
        if dashes:
            self._notes.note(found.QSP_DASH, place, strategies=", ".join(dashes))
        elif size > 1 and len(set(scores)) == 1 and scores[0] != "unread":
            self._notes.note(found.QSP_SAME, place, value=scores[0])
        return scores

    def check_range(self, totals: Sequence[Fraction | None], tolerance: Fraction) -> None:
        """Note each STAS that no weights of IFE and EFE can give."""
        for total, strategy in zip(totals, self._strategies, strict=True):
            if total is not None and not 0 <= total <= self._highest * (1 + tolerance):
                self._notes.note(found.QSP_RANGE, strategy, total=total, high=self._highest)

    def _score(self, cell: Cell, place: Place, strategy: Place) -> Attractiveness:
        score = number_at(cell, _AS, place, self._notes)
        if score is None:
            return "unread"
        low, high = self._scale
        if not low <= score <= high:
            self._notes.note(
                found.QSP_SCALE, place, value=score, strategy=strategy.label, low=low, high=high
            )
        return score
