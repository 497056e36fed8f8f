"""The SWOT quadrant: where a city and its dimensions stand, and which strategy that asks for.

x is S - W, y is O - T; the numbering is the Indonesian one (I SO, II ST, III WO, IV WT). Imports
the languages only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from smartflow.language import Language, Text
from smartflow.report.charts import drawing as draw

__all__ = ["QuadrantPoint", "quadrant_chart"]

_SIDE = 400
_LEFT, _TOP = 60, 60
_LEGEND = _LEFT + _SIDE + 40
_WIDTH = _LEGEND + 360
_STEPS = tuple(
    Decimal(step) for step in ("0.2", "0.5", "1", "1.5", "2", "3", "4", "5", "10", "100")
)
_REACH = Decimal("0.9")
"""The farthest point stays this far inside the frame."""
_APART = 22.0
"""Pixels between the middles of two markers, so that both can be read."""
_CLEAR = 16.0
"""Pixels between a marker's middle and a dot, so that the dot is seen."""

_CORNERS = (
    (0.75, 0, Text(id="I  SO · agresif", en="I  SO · aggressive")),
    (0.75, 1, Text(id="II  ST · diversifikasi", en="II  ST · diversification")),
    (0.25, 0, Text(id="III  WO · putar haluan", en="III  WO · turn-around")),
    (0.25, 1, Text(id="IV  WT · defensif", en="IV  WT · defensive")),
)
_X = Text(id="Internal: S - W", en="Internal: S - W")
_Y = Text(id="Eksternal: O - T", en="External: O - T")
_NONE = Text(id="Belum ada titik yang dapat dihitung.", en="No point can be computed yet.")


class QuadrantPoint(msgspec.Struct, frozen=True):
    """One point.

    Attributes:
        label: Whose it is.
        x: S - W, in weighted score.
        y: O - T, in weighted score.
        solid: Whether it is drawn in black: the point that the picture is about.
    """

    label: str
    x: Decimal
    y: Decimal
    solid: bool = False


def quadrant_chart(title: str, points: Sequence[QuadrantPoint], language: Language) -> str:
    """Return the SWOT quadrant as SVG.

    Args:
        title: What it shows.
        points: The points, numbered from 1 in this order.
        language: The language of axes and legend.
    """
    reach = _reach(points)
    legend = [
        f"{number}  {point.label} ({_pair(point, language)})"
        for number, point in enumerate(points, start=1)
    ]
    height = max(_TOP + _SIDE + 60, draw.legend_height(2 * len(points)))
    parts = [*_frame(reach, language), *_points(points, reach), *_legend(points, language)]
    if not points:
        parts.append(draw.text(_LEGEND, 90, _NONE.in_(language), colour=draw.MUTED))
    said = "; ".join(legend) or _NONE.in_(language)
    description = f"{_X.in_(language)}; {_Y.in_(language)}. {said}."
    return draw.document(title, description, (_WIDTH, height), parts)


def _reach(points: Sequence[QuadrantPoint]) -> Decimal:
    """Return the value at the ends of both axes."""
    most = max((max(abs(p.x), abs(p.y)) for p in points), default=Decimal(0))
    return next((step for step in _STEPS if most <= step * _REACH), most / _REACH)


def _frame(reach: Decimal, language: Language) -> Iterator[str]:
    half = _SIDE / 2
    middle_x, middle_y = _LEFT + half, _TOP + half
    yield draw.rect(_LEFT + half, _TOP, half, half, fill=draw.LIGHT)
    yield draw.rect(_LEFT, _TOP, _SIDE, _SIDE, stroke=draw.GRID)
    yield draw.line(_LEFT, middle_y, _LEFT + _SIDE, middle_y, width=1.5)
    yield draw.line(middle_x, _TOP, middle_x, _TOP + _SIDE, width=1.5)
    for across, down, name in _CORNERS:
        height = _TOP + 20 + down * (_SIDE - 30)
        yield draw.text(
            _LEFT + across * _SIDE, height, name.in_(language), anchor="middle", colour=draw.MUTED
        )
    for share in (-1, -0.5, 0.5, 1):
        value = draw.spoken(reach * Decimal(str(share)), language, 3)
        x, y = middle_x + share * half, middle_y - share * half
        yield draw.line(x, middle_y - 4, x, middle_y + 4)
        yield draw.line(middle_x - 4, y, middle_x + 4, y)
        yield draw.text(x, _TOP + _SIDE + 18, value, size=11, anchor="middle", colour=draw.MUTED)
        yield draw.text(_LEFT - 6, y + 4, value, size=11, anchor="end", colour=draw.MUTED)
    yield draw.text(middle_x, _TOP + _SIDE + 40, _X.in_(language), anchor="middle", bold=True)
    yield draw.text(18, middle_y, _Y.in_(language), anchor="middle", bold=True, turned=True)


def _points(points: Sequence[QuadrantPoint], reach: Decimal) -> Iterator[str]:
    """Yield each point as a dot with its number beside it, where no other number stands."""
    half = _SIDE / 2
    places = [
        (
            _LEFT + half + float(point.x / reach) * half,
            _TOP + half - float(point.y / reach) * half,
        )
        for point in points
    ]
    taken: list[tuple[float, float]] = []
    markers: list[str] = []
    for number, (point, (x, y)) in enumerate(zip(points, places, strict=True), start=1):
        at_x, at_y = _free(x, y, taken, places)
        taken.append((at_x, at_y))
        yield draw.line(x, y, at_x, at_y, colour=draw.MUTED)
        yield draw.circle(x, y, 3, fill=draw.BLACK)
        markers.append(draw.numbered(at_x, at_y, str(number), solid=point.solid))
    yield from markers


def _free(
    x: float,
    y: float,
    taken: Sequence[tuple[float, float]],
    dots: Sequence[tuple[float, float]],
) -> tuple[float, float]:
    """Return where a marker near (x, y) hides no marker and no dot: in rings around the point."""
    around = ((1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1.4), (0, 1.4), (1.4, 0), (-1.4, 0))
    for ring in range(1, 30):
        for dx, dy in around:
            at_x, at_y = x + dx * 14 * ring, y + dy * 14 * ring
            inside = _LEFT < at_x < _LEFT + _SIDE and _TOP < at_y < _TOP + _SIDE
            if (
                inside
                and _is_clear(at_x, at_y, taken, _APART)
                and _is_clear(at_x, at_y, dots, _CLEAR)
            ):
                return at_x, at_y
    return x, y


def _is_clear(x: float, y: float, others: Sequence[tuple[float, float]], distance: float) -> bool:
    return all(math.dist((x, y), other) >= distance for other in others)


def _legend(points: Sequence[QuadrantPoint], language: Language) -> Iterator[str]:
    for number, point in enumerate(points, start=1):
        y = _TOP + 20 + (number - 1) * 40
        yield draw.numbered(_LEGEND + 12, y - 2, str(number), solid=point.solid)
        label = draw.shortened(point.label, 44)
        yield draw.text(_LEGEND + 32, y - 4, label, bold=point.solid)
        yield draw.text(_LEGEND + 32, y + 12, _pair(point, language), size=11, colour=draw.MUTED)


def _pair(point: QuadrantPoint, language: Language) -> str:
    x, y = (draw.spoken(value, language, 3) for value in (point.x, point.y))
    return f"x {x}; y {y}"
