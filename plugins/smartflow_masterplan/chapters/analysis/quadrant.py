"""Where city and dimensions stand in SWOT: totals as a table, the quadrant as a picture.

Both show the scoring rule ``swot_quadrant``, whose breakdown holds S, W, O and T, then x and y,
then the count of factors without numbers. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from smartflow import Text, methods
from smartflow.report import Amount, Facts, Figure, Table
from smartflow.report.charts import QuadrantPoint, quadrant_chart
from smartflow_masterplan.chapters.shared.dimensions import DIMENSION_HEADING, short
from smartflow_masterplan.rules.judging import said_number
from smartflow_masterplan.rules.swot.factors import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from smartflow import Score
    from smartflow.report import Cell

__all__ = ["Scored", "basis_of", "picture_of", "sums_of", "totals_of"]

Scored = tuple[Text, "Score | None"]
"""Whose score it is; None where it cannot be worked out."""

_X, _Y, _NOT_COUNTED = 4, 5, 6
"""Where the breakdown of the scoring rule holds them, behind S, W, O and T."""
_NO_VALUES: tuple[Cell, ...] = (None,) * _NOT_COUNTED
_SIDES = {1: (1, 1), 2: (1, -1), 3: (-1, 1), 4: (-1, -1)}
"""On which side of both axes each quadrant lies, by the value of the score."""

_TOTALS = Text(id="Total skor, titik, dan kuadran SWOT", en="SWOT totals, points and quadrants")
_TOTAL_HEADINGS = (
    DIMENSION_HEADING,
    *map(Text.same, CATEGORIES),
    Text.same("x = S - W"),
    Text.same("y = O - T"),
    Text(id="Kuadran", en="Quadrant"),
    Text(id="Faktor dihitung", en="Factors counted"),
    Text(id="Tanpa bobot atau rating", en="Without weight or rating"),
)
_TOTALS_NOTE = Text(
    id="Baris kota dihitung dari faktor semua dimensi bersama-sama, bukan dari rata-rata dimensi.",
    en="The city's row is worked out from the factors of all dimensions together; it is not the"
    " mean of the dimensions.",
)
_BASIS = Text(
    id="Dihitung dari {counted} dari {all} faktor; yang lain belum berbobot atau berating.",
    en="Worked out from {counted} of {all} factors; the others have no weight or rating yet.",
)
_BASIS_ALL = Text(id="Dihitung dari semua {all} faktor.", en="Worked out from all {all} factors.")
_NO_QUADRANT = Text(id="belum dapat dihitung", en="cannot be worked out yet")


def totals_of(scored: Sequence[Scored], known: Sequence[int]) -> Table:
    """Return the totals of each dimension and of the city, which stands last.

    Args:
        scored: Each with its score.
        known: How many factors of a known category each has, in the same order.
    """
    rows: list[tuple[Cell, ...]] = []
    for (title, score), factors in zip(scored, known, strict=True):
        if score is None:
            rows.append((title, *_NO_VALUES, _NO_QUADRANT, None, None))
            continue
        values = [short(line.value) for line in score.breakdown[:_NOT_COUNTED]]
        missing = _uncounted(score)
        counts = (Amount(factors - missing), Amount(missing))
        rows.append((title, *values, _quadrant(score), *counts))
    return Table(
        title=_TOTALS,
        keys=(
            "dimension",
            *(one.lower() for one in CATEGORIES),
            *("x", "y", "quadrant", "counted", "uncounted"),
        ),
        headings=_TOTAL_HEADINGS,
        rows=tuple(rows),
        note=_TOTALS_NOTE,
    )


def _uncounted(score: Score) -> int:
    return int(score.breakdown[_NOT_COUNTED].value)


def basis_of(score: Score, known: int) -> Text:
    """Return on how many factors a quadrant rests, of how many.

    Args:
        score: The score.
        known: How many factors of a known category there are.
    """
    missing = _uncounted(score)
    words = _BASIS if missing else _BASIS_ALL
    return words.fill({"counted": known - missing, "all": known})


def _quadrant(score: Score) -> Text:
    """Return the name of a score's quadrant: ``I SO (agresif)``."""
    x, y = _SIDES.get(int(score.value), (0, 0))
    found = methods.locate_quadrant(Fraction(x), Fraction(y))
    if found.roman is None:
        return found.name
    head = f"{found.roman} {found.strategy}"
    return Text(id=f"{head} ({found.name.id})", en=f"{head} ({found.name.en})")


def _point(score: Score) -> tuple[Decimal, Decimal]:
    return score.breakdown[_X].value, score.breakdown[_Y].value


def picture_of(title: Text, scored: Sequence[Scored]) -> Figure:
    """Return the quadrant with those that have a point; the last is drawn in black."""
    known = [
        (name, *_point(score), _quadrant(score)) for name, score in scored if score is not None
    ]
    told = [
        Text(id="{name} x {x}, y {y}: {quadrant}", en="{name} x {x}, y {y}: {quadrant}").fill(
            {"name": name, "x": said_number(x), "y": said_number(y), "quadrant": quadrant}
        )
        for name, x, y, quadrant in known
    ]
    last = len(known) - 1

    def points(words: Sequence[str]) -> list[QuadrantPoint]:
        return [
            QuadrantPoint(label, known[place][1], known[place][2], solid=place == last)
            for place, label in enumerate(words)
        ]

    return Figure(
        title=title,
        words=Text(id="; ".join(one.id for one in told), en="; ".join(one.en for one in told)),
        svg=Text(
            id=quadrant_chart(title.id, points([one[0].id for one in known]), "id"),
            en=quadrant_chart(title.en, points([one[0].en for one in known]), "en"),
        ),
    )


def sums_of(title: Text, score: Score) -> Facts:
    """Return the lines of a score's breakdown as they are."""
    rows: list[tuple[Text, Cell]] = [(line.title, short(line.value)) for line in score.breakdown]
    rows[_NOT_COUNTED] = (rows[_NOT_COUNTED][0], Amount(_uncounted(score)))
    return Facts(title=title, rows=tuple(rows))
