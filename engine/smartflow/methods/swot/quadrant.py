"""The SWOT quadrant: which of four grand strategies a point (x, y) asks for.

Formula: x = S - W and y = O - T, from weighted scores; with signed ratings, whose W and T are
negative already, x = S + W and y = O + T. The numbering is the one of Indonesian sources, not the
mathematical one: I x > 0, y > 0 SO (aggressive); II x > 0, y < 0 ST (diversification); III x < 0,
y > 0 WO (turn-around); IV x < 0, y < 0 WT (defensive). On an axis the quadrant is undecided.
Source: F. Rangkuti, Analisis SWOT (1997); the PUPR guide to waste-water master plans (2016).
Imports nothing of the model.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.methods.numbers import Cell, read_text

__all__ = [
    "UNDECIDED",
    "Quadrant",
    "QuadrantRoman",
    "locate_quadrant",
    "read_quadrant",
    "says_undecided",
]

QuadrantRoman = Literal["I", "II", "III", "IV"]


class Quadrant(msgspec.Struct, frozen=True):
    """Where a SWOT point lies.

    Attributes:
        roman: I to IV, None when undecided.
        strategy: SO, ST, WO or WT, None when undecided.
        name: What the quadrant is called.
    """

    roman: QuadrantRoman | None
    strategy: Literal["SO", "ST", "WO", "WT"] | None
    name: Text


UNDECIDED = Quadrant(roman=None, strategy=None, name=Text(id="belum ditentukan", en="undecided"))

_QUADRANTS = {
    (True, True): Quadrant("I", "SO", Text(id="agresif", en="aggressive")),
    (True, False): Quadrant("II", "ST", Text(id="diversifikasi", en="diversification")),
    (False, True): Quadrant("III", "WO", Text(id="putar haluan", en="turn-around")),
    (False, False): Quadrant("IV", "WT", Text(id="defensif", en="defensive")),
}

_WORDS: dict[str, QuadrantRoman] = {
    **dict.fromkeys(("i", "1", "so", "agresif", "aggressive", "growth"), "I"),
    **dict.fromkeys(("ii", "2", "st", "diversifikasi", "diversification"), "II"),
    **dict.fromkeys(("iii", "3", "wo", "turnaround", "putar"), "III"),
    **dict.fromkeys(("iv", "4", "wt", "defensif", "defensive"), "IV"),
}

_NO_QUADRANT = re.compile(
    r"\b(?:undecided|undetermined|axis|sumbu|(?:belum|tidak)\s+(?:di)?(?:tentu(?:kan)?|putuskan))\b"
)
"""Words by which a table states that its point lies on an axis."""


def locate_quadrant(x: Fraction, y: Fraction) -> Quadrant:
    """Return the quadrant of a point.

    Args:
        x: The internal coordinate, in weighted score.
        y: The external coordinate, in weighted score.

    Returns:
        The quadrant; :data:`UNDECIDED` when x or y is 0.
    """
    if x == 0 or y == 0:
        return UNDECIDED
    return _QUADRANTS[x > 0, y > 0]


def read_quadrant(cell: Cell) -> QuadrantRoman | None:
    """Read a stated quadrant: ``I``, ``1``, ``SO``, ``Kuadran I``, ``I (Agresif)``.

    Returns:
        The numeral, None when the words name none or more than one.
    """
    words = read_text(cell)[:80].casefold().replace("turn around", "turnaround")
    for mark in "(),.;:/-":
        words = words.replace(mark, " ")
    words = words.replace("turn around", "turnaround")
    meant = {_WORDS[word] for word in words.split() if word in _WORDS}
    return meant.pop() if len(meant) == 1 else None


def says_undecided(cell: Cell) -> bool:
    """Say whether a stated quadrant is that there is none: ``undecided``, ``pada sumbu x``."""
    return _NO_QUADRANT.search(read_text(cell)[:80].casefold()) is not None
