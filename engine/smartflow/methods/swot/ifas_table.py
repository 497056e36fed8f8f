"""The shape of an IFAS/EFAS table as it is brought, and what its cells mean.

Kept apart from :mod:`smartflow.methods.swot.ifas`, which computes, so that the checks can share it.
Imports nothing of the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import Notebook, Place
from smartflow.methods.numbers import Cell, read_scale, read_text
from smartflow.methods.reading import number_at
from smartflow.methods.situations import swot as found
from smartflow.methods.situations import table

__all__ = [
    "SIDES",
    "Category",
    "Convention",
    "Declared",
    "IfasClaims",
    "IfasFactor",
    "IfasTable",
    "IfasTotals",
    "ReadFactor",
    "WeightScope",
    "read_category",
    "read_declared",
    "read_factors",
]

Category = Literal["S", "W", "O", "T"]
Convention = Literal["david", "rangkuti", "signed"]
WeightScope = Literal["side", "category"]

SIDES: dict[str, tuple[Category, Category]] = {"internal": ("S", "W"), "external": ("O", "T")}

_CATEGORIES: dict[str, Category] = {
    **dict.fromkeys(("s", "strength", "strengths", "kekuatan"), "S"),
    **dict.fromkeys(("w", "weakness", "weaknesses", "kelemahan"), "W"),
    **dict.fromkeys(("o", "opportunity", "opportunities", "peluang"), "O"),
    **dict.fromkeys(("t", "threat", "threats", "ancaman"), "T"),
}
_WORD = re.compile(r"\w+")
_LONGEST = 60
"""No name of a category is longer."""

_CONVENTIONS: dict[str, Convention] = {
    "david": "david",
    "rangkuti": "rangkuti",
    "signed": "signed",
}
_SCOPES: dict[str, WeightScope] = {"side": "side", "category": "category"}
_WEIGHT = Text(id="bobot", en="the weight")
_RATING = Text(id="rating", en="the rating")
_USUAL_SCALE = (Fraction(1), Fraction(4))


class IfasFactor(msgspec.Struct, frozen=True):
    """One row, as it was brought.

    Attributes:
        code: Free text; may repeat in another category.
        category: S, W, O or T (or the word); this alone says what the factor is.
        name: Its words.
        weight: Its weight, as a share or in per cent.
        rating: Its rating; may be a fraction, the mean of several judges.
        score: The score that the table states, if it does.
        side: ``internal`` or ``external``, if the table says so beside the category.
    """

    code: Cell = None
    category: Cell = None
    name: Cell = None
    weight: Cell = None
    rating: Cell = None
    score: Cell = None
    side: Cell = None


class IfasClaims(msgspec.Struct, frozen=True):
    """What the table states as its result; all optional.

    Attributes:
        internal: The total of S and W.
        external: The total of O and T.
        x: The internal coordinate.
        y: The external coordinate.
        quadrant: ``I``, ``1``, ``SO`` or ``Kuadran I``.
    """

    internal: Cell = None
    external: Cell = None
    x: Cell = None
    y: Cell = None
    quadrant: Cell = None


class IfasTable(msgspec.Struct, frozen=True):
    """An IFAS table, an EFAS table, or both in one.

    Attributes:
        factor: The rows.
        rating_scale: The declared scale, such as ``[1, 4]``.
        convention: ``david``, ``rangkuti`` or ``signed``.
        weight_scope: ``side`` or ``category``.
        claims: What the table states as its result.
    """

    factor: tuple[IfasFactor, ...] = ()
    rating_scale: Cell = None
    convention: Cell = None
    weight_scope: Cell = None
    claims: IfasClaims = IfasClaims()


class IfasTotals(msgspec.Struct, frozen=True):
    """Sums of weighted scores; None where a side is absent or a score cannot be read."""

    strengths: Fraction | None = None
    weaknesses: Fraction | None = None
    opportunities: Fraction | None = None
    threats: Fraction | None = None
    internal: Fraction | None = None
    external: Fraction | None = None

    def point(self, *, signed: bool) -> tuple[Fraction | None, Fraction | None]:
        """Return (S - W, O - T), or the sums when W and T are negative already (signed)."""
        sign = 1 if signed else -1
        pairs = ((self.strengths, self.weaknesses), (self.opportunities, self.threats))
        x, y = (
            None if plus is None or minus is None else plus + sign * minus for plus, minus in pairs
        )
        return x, y


class Declared(msgspec.Struct, frozen=True):
    """By which conventions the table is to be read; convention None is not checked."""

    scale: tuple[Fraction, Fraction]
    convention: Convention | None
    scope: WeightScope


class ReadFactor(msgspec.Struct, frozen=True):
    """One row whose cells have been read."""

    place: Place
    category: Category | None
    weight: Fraction | None
    rating: Fraction | None
    score: Cell


def read_category(cell: Cell) -> Category | None:
    """Read S, W, O or T, or the word for it in English, Indonesian or both: ``Kekuatan (S)``."""
    words = _WORD.findall(read_text(cell)[:_LONGEST].casefold())
    meant = {_CATEGORIES.get(word) for word in words}
    return meant.pop() if len(meant) == 1 else None


def read_declared(brought: IfasTable, notes: Notebook) -> Declared:
    """Read the conventions of a table, noting those that are not declared or not known."""
    scale = read_scale(brought.rating_scale)
    if scale is None:
        undeclared = brought.rating_scale is None
        notes.note(found.IFS_SCALE if undeclared else table.SCALE_UNREADABLE)
    convention_words = read_text(brought.convention)
    convention = _CONVENTIONS.get(convention_words.casefold())
    if not convention_words:
        notes.note(found.IFS_CONVENTION)
    elif convention is None:
        notes.note(found.IFS_CONVENTION_UNKNOWN, written=convention_words)
    scope_words = read_text(brought.weight_scope)
    scope = _SCOPES.get(scope_words.casefold())
    if not scope_words:
        notes.note(found.IFS_SCOPE)
    elif scope is None:
        notes.note(found.IFS_SCOPE_UNKNOWN, written=scope_words)
    return Declared(scale=scale or _USUAL_SCALE, convention=convention, scope=scope or "side")


def read_factors(
    rows: Sequence[IfasFactor], places: Sequence[Place], notes: Notebook
) -> tuple[ReadFactor, ...]:
    """Read the cells of each row, noting those that cannot be read."""
    factors = []
    for row, place in zip(rows, places, strict=True):
        category = read_category(row.category)
        if category is None:
            notes.note(found.IFS_CATEGORY, place, written=read_text(row.category))
        factors.append(
            ReadFactor(
                place=place,
                category=category,
                weight=number_at(row.weight, _WEIGHT, place, notes),
                rating=number_at(row.rating, _RATING, place, notes),
                score=row.score,
            )
        )
    return tuple(factors)
