"""The SWOT matrix of a dimension and of the city: IFAS and EFAS totals, the point, its quadrant.

Formula (domain.md 4.3, 4.4): a factor's score is weight x rating; S, W, O and T add up; x = S - W,
y = O - T. Weights count as given where they add up to the whole (1, or what the settings say); of
several agencies' sheets, or of what a consolidation has left, they add up to more or less, and
each is divided by their sum, so that totals stay on the rating scale. Imports the public names of
``smartflow`` and its methods; pure.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from smartflow import Score, Text, methods
from smartflow_masterplan.rules.judging import amount, number, word
from smartflow_masterplan.rules.swot.factors import CATEGORIES, INTERNAL, category, in_force
from smartflow_masterplan.scoring.parts import part, thousandths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow import BreakdownLine, Dossier, Row, Settings

__all__ = ["counted_scores", "swot_quadrant"]

_NUMERALS = {None: 0, "I": 1, "II": 2, "III": 3, "IV": 4}
_TITLES = {
    "S": Text(id="S, kekuatan", en="S, strengths"),
    "W": Text(id="W, kelemahan", en="W, weaknesses"),
    "O": Text(id="O, peluang", en="O, opportunities"),
    "T": Text(id="T, ancaman", en="T, threats"),
}
_X = Text(id="x = S - W", en="x = S - W")
_WITHOUT = Text(
    id="Faktor tanpa bobot atau rating (tidak dihitung)",
    en="Factors without weight or rating (not counted)",
)
_LEAST_TOLERANCE = Decimal("0.005")
_PER_FACTOR = Decimal("0.0005")
_PLUS, _MINUS, _NOTHING = Decimal(1), Decimal(-1), Decimal(0)


def swot_quadrant(dossier: Dossier, settings: Settings) -> Iterator[Score]:
    """Yield the quadrant of each dimension whose factors have numbers on both sides, and the city.

    The value is the quadrant in the Indonesian numbering, 1 to 4 (I SO, II ST, III WO, IV WT), 0
    on an axis. The breakdown holds, in this order, the totals of S, W, O and T, then x and y, and
    the count of factors without numbers. The city is scored over all dimensions together.
    """
    everything: list[Row] = []
    for dimension in dossier.dimensions:
        rows = in_force(dossier, "swot", "swot_merged", dimension.key)
        everything += rows
        yield from _score(dimension.key, rows, settings)
    yield from _score("", everything, settings)


def _score(subject: str, rows: Iterable[Row], settings: Settings) -> Iterator[Score]:
    known = [row for row in rows if category(row)]
    counted = _counted(known)
    result = methods.score_ifas(_table(counted, settings))
    if result.axes is None or result.quadrant is None:
        return
    yield Score(
        subject=subject,
        value=Decimal(_NUMERALS[result.quadrant.roman]),
        breakdown=(*_lines(result), part(_WITHOUT, Decimal(len(known) - len(counted)), _NOTHING)),
    )


def counted_scores(rows: Iterable[Row], settings: Settings) -> dict[str, Decimal]:
    """Return what each factor adds to the totals, by its row's id, in thousandths.

    Args:
        rows: The factors of one dimension, or of the city.
        settings: The settings of this plugin.

    Returns:
        Weight, divided as for the totals, times rating. A factor without numbers or without a
        category adds nothing and is not among them.
    """
    counted = _counted(row for row in rows if category(row))
    if not counted:
        return {}
    result = methods.score_ifas(_table(counted, settings))
    return {
        row.id: thousandths(ranked.score)
        for row, ranked in zip(counted, result.rows, strict=True)
        if ranked.score is not None
    }


def _counted(known: Iterable[Row]) -> list[Row]:
    return [row for row in known if None not in (amount(row, "weight"), amount(row, "rating"))]


def _table(rows: list[Row], settings: Settings) -> methods.IfasTable:
    by_category = word(settings, "weight_scope") == "category"
    groups: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows:
        groups[_group(row, by_category=by_category)].append(amount(row, "weight") or _NOTHING)
    whole = number(settings, "weight_total")
    divisors = {key: _divisor(weights, whole) for key, weights in groups.items()}
    convention = word(settings, "rating_convention")
    return methods.IfasTable(
        factor=tuple(
            methods.IfasFactor(
                code=row.id,
                category=category(row),
                name=row.text("factor"),
                weight=Fraction(amount(row, "weight") or 0)
                / divisors[_group(row, by_category=by_category)],
                rating=amount(row, "rating"),
            )
            for row in rows
        ),
        rating_scale=(number(settings, "rating_minimum"), number(settings, "rating_maximum")),
        convention="rangkuti" if convention == "any" else convention,
        weight_scope=word(settings, "weight_scope"),
    )


def _group(row: Row, *, by_category: bool) -> str:
    letter = category(row)
    if by_category:
        return letter
    return "internal" if letter in INTERNAL else "external"


def _divisor(weights: list[Decimal], whole: Decimal) -> Fraction:
    """Return what weights are divided by: the whole where they make it up, else their sum."""
    total = sum(weights, Decimal(0))
    tolerance = max(_LEAST_TOLERANCE, _PER_FACTOR * len(weights)) * whole
    return Fraction(whole if abs(total - whole) <= tolerance or not total else total)


def _lines(result: methods.IfasResult) -> Iterator[BreakdownLine]:
    totals, axes, quadrant = result.totals, result.axes, result.quadrant
    sums = (totals.strengths, totals.weaknesses, totals.opportunities, totals.threats)
    for letter, total in zip(CATEGORIES, sums, strict=True):
        sign = _PLUS if letter in ("S", "O") else _MINUS
        yield part(_TITLES[letter], total or Fraction(0), sign)
    if axes is not None and quadrant is not None:
        name = quadrant.name
        where = f" ({quadrant.roman}, {quadrant.strategy})" if quadrant.roman else ""
        yield part(_X, axes.x, _NOTHING)
        yield part(
            Text(id=f"y = O - T; {name.id}{where}", en=f"y = O - T; {name.en}{where}"),
            axes.y,
            _NOTHING,
        )
