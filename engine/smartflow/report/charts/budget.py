"""A budget as bars: one bar for each year (dimension ...), parted by where the money comes from.

Each source has a pattern and a number, so that it can be told without colour. Every amount stands
in words to the last rupiah: totals beside the bars and in the legend, the parts in the description.
Imports the lowest floor only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from smartflow.language import Language, Text
from smartflow.numbers import money_words
from smartflow.report.charts import drawing as draw

__all__ = ["BudgetBar", "budget_chart"]

_WIDTH = 800
_LEFT, _RIGHT = 190, 600
_TOP = 60
_ROW, _BAR = 44, 26
_MARKED = 26
"""Pixels from which on a part is wide enough to carry its number."""
_TICKS = 5

_NONE = Text(id="Belum ada anggaran.", en="There is no budget yet.")
_ALL = Text(id="Jumlah", en="Total")
_NEGATIVE = Text(id="Jumlah di bawah nol tidak digambar.", en="Amounts below zero are not drawn.")
_UNITS = (
    (10**12, Text(id="triliun", en="trillion")),
    (10**9, Text(id="miliar", en="billion")),
    (10**6, Text(id="juta", en="million")),
    (10**3, Text(id="ribu", en="thousand")),
)
_PATTERNS = (
    ("#444444", ""),
    ("#ffffff", ""),
    ("#ffffff", "/"),
    (draw.GRID, ""),
    ("#ffffff", "-"),
    ("#ffffff", "|"),
    (draw.LIGHT, "/"),
    ("#ffffff", "-|"),
)
"""The ground and the strokes of each source; its number tells those beyond the eighth."""
_DENSE = 6.5
"""Pixels between the strokes of a pattern."""


class BudgetBar(msgspec.Struct, frozen=True):
    """One bar.

    Attributes:
        label: Whose money it is: a year, a dimension.
        amounts: Whole rupiah from each source, in the order of the chart's sources.
    """

    label: str
    amounts: tuple[int, ...]


def budget_chart(
    title: str, sources: Sequence[str], bars: Sequence[BudgetBar], language: Language
) -> str:
    """Return the budget as SVG.

    Args:
        title: What it shows.
        sources: Names of the parts, such as funding sources, numbered from 1 in this order.
        bars: The bars, from top to bottom.
        language: The language of amounts and notes.

    Raises:
        ValueError: a bar has not one amount for each source.
    """
    if any(len(bar.amounts) != len(sources) for bar in bars):
        message = f"each bar needs {len(sources)} amounts, one for each source"
        raise ValueError(message)
    most = max((_drawn(bar) for bar in bars), default=0)
    end, step = _scale(most)
    bottom = _TOP + _ROW * max(len(bars), 1)
    parts = [*_grid(end, step, bottom, language)]
    for place, bar in enumerate(bars):
        parts += _bar(bar, _TOP + _ROW * place, end, language)
    if not bars:
        parts.append(draw.text(_LEFT + 12, _TOP + 26, _NONE.in_(language), colour=draw.MUTED))
    parts += _legend(sources, bars, bottom + 56, language)
    below = any(amount < 0 for bar in bars for amount in bar.amounts)
    height = bottom + 70 + 24 * (len(sources) + 1)
    if below:
        parts.append(draw.text(20, height, _NEGATIVE.in_(language), size=11, colour=draw.MUTED))
    said = " ".join(_sentence(sources, bar, language) for bar in bars) or _NONE.in_(language)
    return draw.document(title, said, (_WIDTH, height + 14), parts)


def _drawn(bar: BudgetBar) -> int:
    """Return how much of a bar is drawn: what is below zero has no length."""
    return sum(amount for amount in bar.amounts if amount > 0)


def _scale(most: int) -> tuple[int, int]:
    """Return the end of the axis and the distance of its ticks, round numbers of rupiah."""
    size = 10 ** max(len(str(most)) - 2, 0)
    step = next(
        size * times for times in (1, 2, 5, 10, 20, 50, 100) if size * times * _TICKS >= most
    )
    return max(-(-most // step), 1) * step, step


def _grid(end: int, step: int, bottom: int, language: Language) -> Iterator[str]:
    yield draw.line(_LEFT, _TOP - 6, _LEFT, bottom, width=1.5)
    for value in range(0, end + 1, step):
        x = _at(value, end)
        yield draw.line(x, _TOP - 6, x, bottom, colour=draw.GRID)
        yield draw.text(
            x, bottom + 18, _short(value, language), size=11, anchor="middle", colour=draw.MUTED
        )


def _at(value: int, end: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (value / end)


def _bar(bar: BudgetBar, y: float, end: int, language: Language) -> Iterator[str]:
    lines = draw.wrapped(bar.label, _LEFT - 32)
    for number, words in enumerate(lines):
        down = y + 18 + 15 * number - 7.5 * (len(lines) - 1)
        yield draw.text(_LEFT - 12, down, words, anchor="end")
    before = 0
    for number, amount in enumerate(bar.amounts):
        if amount <= 0:
            continue
        left, right = _at(before, end), _at(before + amount, end)
        before += amount
        yield from _patterned(number, left, y, max(right - left, 1), _BAR)
        if right - left >= _MARKED:
            middle = (left + right) / 2
            yield draw.numbered(middle, y + _BAR / 2, str(number + 1), solid=False)
    yield draw.text(
        _RIGHT + 16, y + 18, money_words(sum(bar.amounts), language), size=12, bold=True
    )


def _legend(
    sources: Sequence[str], bars: Sequence[BudgetBar], top: float, language: Language
) -> Iterator[str]:
    """Yield each source with its pattern, number and exact total, then the total of all."""
    totals = [sum(bar.amounts[number] for bar in bars) for number in range(len(sources))]
    y = top
    for number, (source, total) in enumerate(zip(sources, totals, strict=True)):
        yield from _patterned(number, 20, y - 13, 34, 17)
        yield draw.text(62, y, f"{number + 1}", bold=True)
        yield draw.text(90, y, draw.wrapped(source, _RIGHT - 100, most=1)[0])
        yield draw.text(_RIGHT + 16, y, money_words(total, language), size=12)
        y += 24
    yield draw.line(20, y - 16, _WIDTH - 20, y - 16, colour=draw.GRID)
    yield draw.text(90, y, _ALL.in_(language), bold=True)
    yield draw.text(_RIGHT + 16, y, money_words(sum(totals), language), size=12, bold=True)


def _patterned(number: int, x: float, y: float, width: float, height: float) -> Iterator[str]:
    """Yield a rectangle in the pattern of a source."""
    ground, strokes = _PATTERNS[number % len(_PATTERNS)]
    yield draw.rect(x, y, width, height, fill=ground)
    if "/" in strokes:
        for start in _steps(x - height, x + width):
            left, right = max(start, x), min(start + height, x + width)
            yield draw.line(left, y + height - (left - start), right, y + height - (right - start))
    if "|" in strokes:
        for across in _steps(x, x + width):
            yield draw.line(across, y, across, y + height)
    if "-" in strokes:
        for down in _steps(y, y + height):
            yield draw.line(x, down, x + width, down)
    yield draw.rect(x, y, width, height, stroke=draw.BLACK)


def _steps(first: float, last: float) -> Iterator[float]:
    """Yield places between two others, evenly apart."""
    place = first + _DENSE
    while place < last:
        yield place
        place += _DENSE


def _short(amount: int, language: Language) -> str:
    """Return a round amount for the axis: ``1,5 miliar``."""
    for size, name in _UNITS:
        if amount >= size:
            tenths = Decimal(amount * 10 // size) / 10
            return f"{draw.spoken(tenths, language, 1)} {name.in_(language)}"
    return str(amount)


def _sentence(sources: Sequence[str], bar: BudgetBar, language: Language) -> str:
    parts = ", ".join(
        f"{source} {money_words(amount, language)}"
        for source, amount in zip(sources, bar.amounts, strict=True)
        if amount
    )
    total = money_words(sum(bar.amounts), language)
    return f"{bar.label}: {total} ({parts})." if parts else f"{bar.label}: {total}."
