"""Ranks, and whether the ranks that somebody printed are the ranks of their numbers.

Ranks are competition ranks: 1, 2, 2, 4. Equal numbers share a rank. Imports the findings only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from smartflow.methods.finding import Notebook, Place, Situation
from smartflow.methods.numbers import Cell, read_number, written

__all__ = ["check_ranks", "competition_ranks", "dense_ranks", "read_rank"]

_SAME = 12
"""Floats that agree to this many decimals are equal: the rest is noise of the arithmetic."""

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _comparable(values: Sequence[Fraction | float | None]) -> list[Fraction | float | None]:
    return [round(value, _SAME) if isinstance(value, float) else value for value in values]


_BEFORE = re.compile(
    r"\A(?:prioritas|priority|peringkat|ranking|rangking|rank|urutan|ke)[\s:.-]+(?=\S)",
    re.IGNORECASE,
)
"""What may stand before a rank."""

_LONGEST = 40


def competition_ranks(values: Sequence[Fraction | float | None]) -> tuple[int | None, ...]:
    """Rank numbers, the highest first: 1, 2, 2, 4.

    Args:
        values: The numbers; None takes no part and has no rank.

    Returns:
        One rank per number, in the same order.
    """
    known = _comparable(values)
    first: dict[Fraction | float, int] = {}
    for position, value in enumerate(
        sorted((value for value in known if value is not None), reverse=True), start=1
    ):
        first.setdefault(value, position)
    return tuple(None if value is None else first[value] for value in known)


def dense_ranks(values: Sequence[Fraction | float | None]) -> tuple[int | None, ...]:
    """Rank numbers, the highest first, without gaps: 1, 2, 2, 3."""
    known = _comparable(values)
    order = sorted({value for value in known if value is not None}, reverse=True)
    place = {value: position for position, value in enumerate(order, start=1)}
    return tuple(None if value is None else place[value] for value in known)


def read_rank(cell: Cell) -> int | None:
    """Read a rank: ``2``, ``"2"``, ``"II"`` or ``"Prioritas II"``; None when it is none."""
    if isinstance(cell, str):
        cell = _BEFORE.sub("", cell[:_LONGEST].strip())
    number = read_number(cell)
    if isinstance(number, Fraction):
        return int(number) if number.denominator == 1 and number > 0 else None
    if not isinstance(cell, str):
        return None
    letters = [_ROMAN.get(letter, 0) for letter in cell.strip().upper()[:20]]
    if not letters or 0 in letters:
        return None
    pairs = zip(letters, [*letters[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def check_ranks(
    claims: Sequence[Cell],
    values: Sequence[Fraction | float | None],
    places: Sequence[Place],
    situations: tuple[Situation, Situation],
    notes: Notebook,
) -> None:
    """Compare printed ranks with the numbers they rank.

    Ranks without gaps (1, 2, 2, 3) agree with the numbers too, if the whole column is so; they
    are noted as a warning. Ties that do not share a rank are a fault.

    Args:
        claims: The printed ranks, as they stand in the cells; blank ones are passed over.
        values: The numbers, in the same order.
        places: The rows.
        situations: What a wrong rank is, and what a column without gaps is.
        notes: Takes the findings.
    """
    wrong, gapless = situations
    ranks = competition_ranks(values)
    stated = [
        (place, claim, read_rank(claim), rank, dense)
        for place, claim, rank, dense in zip(
            places, claims, ranks, dense_ranks(values), strict=True
        )
        if rank is not None and read_number(claim) != "missing"
    ]
    if not stated or all(read == rank for _, _, read, rank, _ in stated):
        return
    if all(read == dense for _, _, read, _, dense in stated):
        notes.note(gapless)
        return
    for place, claim, read, rank, _ in stated:
        if read != rank:
            notes.note(wrong, place, stated=written(claim) if read is None else read, rank=rank)
