"""What makes the factors, weights and ratings of an IFAS/EFAS table invalid.

Nothing is computed here that anybody reads; :mod:`smartflow.methods.swot.ifas` does that. Imports
nothing of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods.finding import Notebook
from smartflow.methods.numbers import read_text, shown
from smartflow.methods.reading import name_key, same_names, weight_tolerance
from smartflow.methods.situations import swot as found
from smartflow.methods.situations import table
from smartflow.methods.swot.ifas_table import SIDES, Category, Declared, IfasFactor, ReadFactor

__all__ = ["check_factors", "check_ratings", "check_weights"]

_HUNDRED = 100
_WIDEST_SHARE = Fraction(1, 2)
_SIDE_WORDS = {
    **dict.fromkeys(("internal", "int", "i", "dalam"), "internal"),
    **dict.fromkeys(("external", "eksternal", "ekst", "ext", "e", "luar"), "external"),
}
_SIDE_TEXTS = {
    "internal": Text(id="internal", en="internal"),
    "external": Text(id="eksternal", en="external"),
}


def check_factors(
    rows: Sequence[IfasFactor], factors: Sequence[ReadFactor], notes: Notebook
) -> None:
    """Note factors without words, on the wrong side or listed twice, and empty categories."""
    places = [factor.place for factor in factors]
    for row, factor in zip(rows, factors, strict=True):
        if not read_text(row.code) and not read_text(row.name):
            notes.note(table.NAME_MISSING, factor.place)
        side = _SIDE_WORDS.get(read_text(row.side).casefold())
        if side and factor.category and factor.category not in SIDES[side]:
            notes.note(
                found.IFS_SIDE, factor.place, side=_SIDE_TEXTS[side], category=factor.category
            )
    _check_repetitions(rows, factors, notes)
    present = {factor.category for factor in factors}
    for pair in SIDES.values():
        for category, other in (pair, pair[::-1]):
            if other in present and category not in present and places:
                notes.note(found.IFS_EMPTY, category=category, other=other)


def _check_repetitions(
    rows: Sequence[IfasFactor], factors: Sequence[ReadFactor], notes: Notebook
) -> None:
    """Note factors listed twice: the same words anywhere, or the same code in one category."""
    words: list[object] = []
    codes: list[object] = []
    seen: set[object] = set()
    for row, factor in zip(rows, factors, strict=True):
        name = name_key(row.name)
        code = name_key(row.code)
        words.append(name)
        # One finding is enough for a row of which both the words and the code repeat.
        codes.append((factor.category, code) if code and name not in seen else None)
        if name:
            seen.add(name)
    places = [factor.place for factor in factors]
    same_names(words, places, found.IFS_TWICE, notes)
    same_names(codes, places, found.IFS_TWICE, notes)


def check_weights(factors: Sequence[ReadFactor], declared: Declared, notes: Notebook) -> bool:
    """Check that each weight is positive and that each scope sums to 1 or 100.

    Args:
        factors: The rows.
        declared: The conventions.
        notes: Takes the findings.

    Returns:
        Whether the weights are in per cent.
    """
    for factor in factors:
        if factor.weight is not None and factor.weight <= 0:
            notes.note(found.IFS_WEIGHT, factor.place, weight=factor.weight)
    scopes = _scopes(factors, declared)
    percent = bool(scopes) and all(
        # The tolerance grows with the factors; of thousands it would take 1 for 100.
        abs(total - _HUNDRED) <= min(weight_tolerance(count), _WIDEST_SHARE) * _HUNDRED
        for _, total, count in scopes
    )
    if percent:
        notes.note(found.IFS_PERCENT)
    target = _HUNDRED if percent else 1
    for name, total, count in scopes:
        tolerance = weight_tolerance(count) * target
        if abs(total - target) > tolerance:
            notes.note(found.IFS_SUM, scope=name, total=total, target=target, tolerance=tolerance)
        elif total != target:
            notes.note(found.IFS_SUM_ROUNDED, scope=name, total=total, target=target)
    return percent


def _scopes(factors: Sequence[ReadFactor], declared: Declared) -> list[tuple[str, Fraction, int]]:
    """Return name, sum and count of each scope that has factors; unread weights are left out."""
    groups: list[tuple[Category, ...]] = list(SIDES.values())
    if declared.scope == "category":
        groups = [(category,) for pair in SIDES.values() for category in pair]
    scopes = []
    for group in groups:
        of_group = [factor for factor in factors if factor.category in group]
        weights = [factor.weight for factor in of_group if factor.weight is not None]
        if weights:
            scopes.append(("+".join(group), sum(weights, Fraction(0)), len(of_group)))
    return scopes


def check_ratings(factors: Sequence[ReadFactor], declared: Declared, notes: Notebook) -> None:
    """Note each rating outside the scale or against the convention."""
    low, high = declared.scale
    signed = declared.convention == "signed"
    negative = False
    for factor in factors:
        rating = factor.rating
        if rating is None:
            continue
        negative = negative or rating < 0
        # On a scale such as [1, 4] a signed table means the sizes 1 to 4, with either sign.
        size = abs(rating) if signed and low >= 0 else rating
        if not low <= size <= high:
            notes.note(found.IFS_OUTSIDE, factor.place, rating=rating, low=low, high=high)
        elif signed and rating == 0:
            notes.note(found.IFS_ZERO, factor.place)
        else:
            _check_convention(factor, rating, declared, notes)
    if negative and not signed:
        notes.note(found.IFS_SIGNED_MIXED)


def _check_convention(
    factor: ReadFactor, rating: Fraction, declared: Declared, notes: Notebook
) -> None:
    band: Text | None = None
    if declared.convention == "signed" and factor.category is not None:
        if factor.category in "SO" and rating < 0:
            band = Text(id="positif", en="positive")
        elif factor.category in "WT" and rating > 0:
            band = Text(id="negatif", en="negative")
    elif declared.convention == "david" and factor.category in ("S", "W"):
        low, high = _david_band(factor.category, declared.scale)
        if not low <= rating <= high:
            band = Text.same(f"{shown(low)}-{shown(high)}")
    if band is not None:
        notes.note(
            found.IFS_AGAINST,
            factor.place,
            rating=rating,
            convention=declared.convention,
            category=factor.category,
            band=band,
        )


def _david_band(category: Category, scale: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """Return David's half of a scale: 3-4 for strengths and 1-2 for weaknesses of 1-4.

    On a scale with a middle step, such as 1-5, the step belongs to both halves.
    """
    low, high = scale
    steps = (high - low + 1) / 2
    half = Fraction(steps.numerator // steps.denominator)
    middle = 0 if steps == half else 1
    if category == "S":
        return high - half + 1 - middle, high
    return low, low + half - 1 + middle
