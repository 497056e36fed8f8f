"""Rank stability: how far each weight can move before the first place changes.

One bar per criterion from the least to the greatest weight under which the first stays first; the
diamond is the weight as it is. Imports the languages only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from smartflow.language import Language, Text
from smartflow.report.charts import drawing as draw

__all__ = ["WeightRange", "stability_chart"]

_LEFT, _TOP = 210, 90
_BAR = 340
_WIDTH = _LEFT + _BAR + 250
_ROW = 46
_ROOM = Decimal("1.25")
"""The scale ends this much beyond the greatest number on it."""
_AXIS = Text(id="Bobot kriteria (yang lain tetap)", en="Weight of the criterion (others fixed)")
_HEIR = Text(id="lalu: {name}", en="then: {name}")
_DIAMOND = Text(
    id="Wajik: bobot sekarang (dalam kurung). Batang: rentang yang tidak mengubah peringkat 1.",
    en="Diamond: the weight now (in parentheses). Bar: the range that keeps the first place.",
)
_NO_LIMIT = Text(id="tanpa batas", en="no limit")
_NONE = Text(id="Tidak ada bobot yang dapat digeser.", en="There is no weight to move.")


class WeightRange(msgspec.Struct, frozen=True):
    """How far one weight can move.

    Attributes:
        label: The criterion.
        weight: Its weight now.
        low: The least weight under which the first stays first, at least 0.
        high: The greatest, None when there is no limit.
        heir_low: Who is first below ``low``, ``""`` when nobody.
        heir_high: Who is first above ``high``, ``""`` when nobody.
    """

    label: str
    weight: Decimal
    low: Decimal
    high: Decimal | None
    heir_low: str = ""
    heir_high: str = ""


def stability_chart(
    title: str, first: str, ranges: Sequence[WeightRange], language: Language
) -> str:
    """Return the rank stability as SVG.

    Args:
        title: What it shows.
        first: Who is first now.
        ranges: One range per criterion.
        language: The language of axes and legend.
    """
    end = _end(ranges)
    bottom = _TOP + _ROW * max(len(ranges), 1)
    parts = [draw.text(_WIDTH / 2, 50, draw.shortened(first, 90), anchor="middle")]
    note = _DIAMOND.in_(language)
    parts.append(draw.text(_WIDTH / 2, 70, note, size=11, anchor="middle", colour=draw.MUTED))
    parts += _scale(end, bottom, language)
    for number, one in enumerate(ranges):
        parts += _row(one, _TOP + _ROW * number + _ROW / 2, end, language)
    if not ranges:
        parts.append(draw.text(_LEFT, _TOP + 20, _NONE.in_(language), colour=draw.MUTED))
    said = "; ".join(f"{one.label}: {_span(one, language)}" for one in ranges)
    description = f"{first}. {said or _NONE.in_(language)}"
    return draw.document(title, description, (_WIDTH, bottom + 56), parts)


def _end(ranges: Sequence[WeightRange]) -> Decimal:
    known = [value for one in ranges for value in (one.weight, one.low, one.high) if value]
    return max(known, default=Decimal(1)) * _ROOM


def _at(value: Decimal, end: Decimal) -> float:
    return _LEFT + float(value / end) * _BAR


def _scale(end: Decimal, bottom: int, language: Language) -> Iterator[str]:
    step = _step(end)
    value = Decimal(0)
    while value <= end:
        x = _at(value, end)
        yield draw.line(x, _TOP, x, bottom, colour=draw.GRID)
        yield draw.text(
            x,
            bottom + 16,
            draw.spoken(value, language),
            size=11,
            anchor="middle",
            colour=draw.MUTED,
        )
        value += step
    yield draw.text(_LEFT + _BAR / 2, bottom + 40, _AXIS.in_(language), anchor="middle", bold=True)


def _step(end: Decimal) -> Decimal:
    """Return a round distance between ticks that gives four to nine of them."""
    size = Decimal(10) ** (end.adjusted() - 1)
    return next(
        step
        for step in (size * 2, size * 5, size * 10, size * 20, size * 50)
        if end / step <= 8  # noqa: PLR2004
    )


def _row(one: WeightRange, y: float, end: Decimal, language: Language) -> Iterator[str]:
    labels = draw.wrapped(one.label, _LEFT - 24)
    for number, words in enumerate(labels):
        down = y + 5 + 15 * number - 7.5 * (len(labels) - 1)
        yield draw.text(_LEFT - 12, down, words, anchor="end")
    left = _at(one.low, end)
    right = _at(end if one.high is None else one.high, end)
    yield draw.rect(left, y - 8, max(right - left, 1.5), 16, fill=draw.GRID, stroke=draw.BLACK)
    if one.high is None:
        tip = [(right, y - 12), (right + 12, y), (right, y + 12)]
        yield draw.polygon(tip, fill=draw.BLACK, stroke=draw.BLACK, width=1)
    at = _at(one.weight, end)
    diamond = [(at, y - 11), (at + 7, y), (at, y + 11), (at - 7, y)]
    yield draw.polygon(diamond, fill=draw.BLACK, stroke="#ffffff", width=1.5)
    yield draw.text(_LEFT + _BAR + 24, y - 1, _span(one, language), bold=True)
    heirs = " / ".join(draw.shortened(h, 32) for h in _heirs(one))
    if heirs:
        then = _HEIR.fill({"name": heirs}).in_(language)
        line = draw.wrapped(then, 220, size=11, most=1)[0]
        yield draw.text(_LEFT + _BAR + 24, y + 14, line, size=11, colour=draw.MUTED)


def _heirs(one: WeightRange) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heir for heir in (one.heir_low, one.heir_high) if heir))


def _span(one: WeightRange, language: Language) -> str:
    low, now = draw.spoken(one.low, language), draw.spoken(one.weight, language)
    high = _NO_LIMIT.in_(language) if one.high is None else draw.spoken(one.high, language)
    return f"{low} – {high} ({now})"  # noqa: RUF001  an en dash between two numbers
