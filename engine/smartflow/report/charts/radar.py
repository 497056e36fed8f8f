"""The readiness radar: one spoke per dimension, from 0 in the middle to the end of a scale.

Imports the languages only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from smartflow.language import Language, Text
from smartflow.report.charts import drawing as draw

__all__ = ["Spoke", "radar_chart"]

_WIDTH, _HEIGHT = 720, 560
_MIDDLE_X, _MIDDLE_Y = _WIDTH / 2, 300.0
_RADIUS = 190.0
_RINGS = (20, 40, 60, 80, 100)
_NO_VALUE = Text(id="belum ada", en="none yet")


class Spoke(msgspec.Struct, frozen=True):
    """One spoke.

    Attributes:
        label: What is measured.
        value: From 0 to the end of the scale; None when it has none, which is drawn in the middle.
    """

    label: str
    value: Decimal | None


def radar_chart(
    title: str, spokes: Sequence[Spoke], language: Language, rings: Sequence[int] = _RINGS
) -> str:
    """Return the radar as SVG.

    Args:
        title: What it shows.
        spokes: The spokes, clockwise from the top.
        language: The language of numbers.
        rings: The numbers at the rings, from the inmost; the last is the end of the scale.
    """
    directions = [
        (math.sin(2 * math.pi * n / len(spokes)), -math.cos(2 * math.pi * n / len(spokes)))
        for n in range(len(spokes))
    ]
    places = _places(spokes, directions, rings[-1])
    parts = [
        draw.polygon(places, fill=draw.LIGHT, stroke="none", width=0),
        *_grid(directions, rings),
        *_ring_numbers(rings),
        draw.polygon(places, fill="none", stroke=draw.BLACK, width=2.5),
        *(draw.circle(x, y, 4, fill=draw.BLACK) for x, y in places),
    ]
    for spoke, direction in zip(spokes, directions, strict=True):
        parts += _label(spoke, direction, language)
    said = "; ".join(f"{spoke.label}: {_value(spoke, language)}" for spoke in spokes)
    return draw.document(title, f"{said or _NO_VALUE.in_(language)}.", (_WIDTH, _HEIGHT), parts)


def _at(direction: tuple[float, float], share: float) -> tuple[float, float]:
    return (
        _MIDDLE_X + direction[0] * _RADIUS * share,
        _MIDDLE_Y + direction[1] * _RADIUS * share,
    )


def _grid(directions: Sequence[tuple[float, float]], rings: Sequence[int]) -> Iterator[str]:
    for ring in rings:
        corners = [_at(direction, ring / rings[-1]) for direction in directions]
        width = 1.5 if ring == rings[-1] else 1
        yield draw.polygon(corners, fill="none", stroke=draw.GRID, width=width)
    for direction in directions:
        yield draw.line(_MIDDLE_X, _MIDDLE_Y, *_at(direction, 1), colour=draw.GRID)


def _ring_numbers(rings: Sequence[int]) -> Iterator[str]:
    for ring in rings:
        y = _MIDDLE_Y - _RADIUS * ring / rings[-1]
        yield draw.text(_MIDDLE_X + 5, y + 4, str(ring), size=10, colour=draw.MUTED)


def _places(
    spokes: Sequence[Spoke], directions: Sequence[tuple[float, float]], rim: int
) -> list[tuple[float, float]]:
    """Return the corner of the figure on each spoke."""
    return [
        _at(direction, float(min(max(spoke.value or Decimal(0), Decimal(0)), Decimal(rim)) / rim))
        for spoke, direction in zip(spokes, directions, strict=True)
    ]


def _label(spoke: Spoke, direction: tuple[float, float], language: Language) -> Iterator[str]:
    """Yield the name of a spoke outside the rim, and its value below."""
    sideways, down = direction
    upright = abs(sideways) < 0.2  # noqa: PLR2004  nearly straight up or down
    anchor = "middle" if upright else "start" if sideways > 0 else "end"
    x, y = _at(direction, 1.08)
    room = 300 if upright else (_WIDTH - x - 8 if sideways > 0 else x - 8)
    lines = draw.wrapped(spoke.label, room)
    y += 12 * down + 4 if down > 0 else -18 * (len(lines) - 1) - 12 if upright else 0
    for number, words in enumerate(lines):
        yield draw.text(x, y + 16 * number, words, anchor=anchor)
    below = y + 16 * len(lines)
    yield draw.text(x, below, _value(spoke, language), anchor=anchor, bold=True)


def _value(spoke: Spoke, language: Language) -> str:
    if spoke.value is None:
        return _NO_VALUE.in_(language)
    return draw.spoken(spoke.value, language, 1)
