"""The journey of a city: a bar for each stay in a stage, and what happened there as numbers.

The axis goes from entry to entry, not from day to day: between two days it grows with the
logarithm of the days, so that a busy afternoon and a silent year can both be read. A silence of
two weeks and more is shaded and says how long it was. Imports the languages only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import msgspec

from smartflow.language import Language, Text, day_words
from smartflow.report.charts import drawing as draw

__all__ = ["Mark", "MarkShape", "StageBar", "timeline_chart"]

_LEFT, _RIGHT, _WIDTH = 236, 770, 800
_TOP = 92
_BAR = 14
_LANE = 25
_APART = 24.0
"""Pixels between the middles of two marks in one lane."""
_QUIET = 14
"""Days without any entry from which on a silence is shaded."""
_DAY_LABEL, _QUIET_LABEL = 84, 58
"""Pixels that a date, and the length of a silence, take with the gap to the next."""
_EDGE = 12
"""Pixels that the first and last entries stay inside the plot."""
_LONE, _ALL = 0.04, 8.0
"""How wide an entry without a mark is, beside one with; all of them together are no wider."""

_DUE = Text(id="tenggat {day}", en="due {day}")
_LATE = Text(id="tenggat {day}, lewat {n} hari", en="due {day}, {n} days late")
_ONE_LATE = Text(id=_LATE.id, en="due {day}, {n} day late")
_NOW = Text(id="sekarang", en="now")
_DAYS = Text(id="{n} hari", en="{n} days")
_KEY = (
    Text(
        id="Batang: masa satu tahap; bagian gelap sesudah tenggat. Segitiga: tenggat.",
        en="Bar: a stay in a stage; dark after its due day. Triangle: the due day.",
    ),
    Text(
        id="Kotak: belum boleh maju (putih), dikembalikan (hitam). Lingkaran: paparan (putih),"
        " persetujuan atau keputusan (hitam).",
        en="Square: not moved (white), sent back (black). Circle: presentation (white), sign-off or"
        " decision (black).",
    ),
    Text(
        id="Sumbu menurut urutan pencatatan. Latar abu-abu: tidak ada catatan sama sekali.",
        en="The axis follows the order of recording. Grey background: nothing was recorded.",
    ),
)
_NONE = Text(id="Belum ada yang terjadi.", en="Nothing has happened yet.")

MarkShape = Literal["square", "black_square", "circle", "black_circle"]


class Mark(msgspec.Struct, frozen=True):
    """Something that happened.

    Attributes:
        shape: How it is drawn.
        place: The place of its entry in the history, from 0.
        label: What happened, for the legend.
    """

    shape: MarkShape
    place: int
    label: str


class StageBar(msgspec.Struct, frozen=True):
    """A stay in a stage.

    Attributes:
        title: The stage.
        first: The place of the entry that began it, from 0.
        last: The place of the entry that ended it; None while it lasts.
        since: The day on which it began.
        until: The day on which it ended; None while it lasts.
        due: The day on which it should have ended, or None.
        late_by: Days after that day.
        marks: What happened in it, in order.
    """

    title: str
    first: int
    last: int | None
    since: date
    until: date | None
    due: date | None = None
    late_by: int = 0
    marks: tuple[Mark, ...] = ()


def timeline_chart(
    title: str, bars: Sequence[StageBar], days: Sequence[date], today: date, language: Language
) -> str:
    """Return the journey as SVG.

    Args:
        title: What it shows.
        bars: The stays, in order.
        days: The day on which each entry was recorded, in order.
        today: The day of the picture; the axis ends there.
        language: The language of days and legend.
    """
    axis = _Axis(days, {mark.place for bar in bars for mark in bar.marks}, today)
    parts: list[str] = []
    y, drawn = float(_TOP), 0
    for bar in bars:
        row, height = _row(bar, axis, y, drawn, language)
        y, drawn = y + height, drawn + len(bar.marks)
        parts += [*row, draw.line(20, y, _RIGHT, y, colour=draw.LIGHT)]
    frame = [*_silences(axis, y, language), *_days(axis, y, language)]
    below, bottom = _legend([mark for bar in bars for mark in bar.marks], y + 34, language)
    said = "; ".join(_sentence(bar, language) for bar in bars) or _NONE.in_(language)
    return draw.document(title, f"{said}.", (_WIDTH, int(bottom) + 6), [*frame, *parts, *below])


class _Axis:
    """Where each entry stands, from left to right.

    Args:
        days: The day of each entry.
        marked: The places of the entries that have a mark.
        today: The day on which the axis ends.
    """

    def __init__(self, days: Sequence[date], marked: set[int], today: date) -> None:
        self.days = [*days, max((today, *days))]
        lone = min(_LONE, _ALL / len(self.days))
        widths = [0.0]
        for place, (before, after) in enumerate(pairwise(self.days), start=1):
            step = 1.0 if place in marked or place - 1 in marked else lone
            widths.append(widths[-1] + step + math.log2(1 + max(0, (after - before).days)))
        scale = (_RIGHT - _LEFT - 2 * _EDGE) / (widths[-1] or 1.0)
        self.places = [_LEFT + _EDGE + width * scale for width in widths]

    def at(self, place: int | None) -> float:
        """Return where an entry stands; None is today."""
        return self.places[-1 if place is None else place]

    def of_day(self, day: date, first: int) -> float | None:
        """Return where a day lies behind the entry at ``first``; None when it is still to come."""
        for place in range(first, len(self.days) - 1):
            before, after = self.days[place], self.days[place + 1]
            if before <= day < after:
                share = (day - before).days / (after - before).days
                return self.places[place] + share * (self.places[place + 1] - self.places[place])
        return None


def _row(
    bar: StageBar, axis: _Axis, top: float, number: int, language: Language
) -> tuple[list[str], float]:
    """Return one stay, and how many pixels high it is."""
    lanes = list(_lanes([axis.at(mark.place) for mark in bar.marks]))
    depth = max(lanes, default=-1) + 1
    left, right = axis.at(bar.first), axis.at(bar.last)
    parts = [
        draw.rect(left, top + 14, max(right - left, 2), _BAR, fill="#ffffff", stroke=draw.BLACK)
    ]
    parts += _due_mark(bar, axis, top + 14)
    for place, (mark, lane) in enumerate(zip(bar.marks, lanes, strict=True), start=number + 1):
        y = top + 14 + _BAR + 16 + _LANE * lane
        parts.append(_mark(axis.at(mark.place), y, str(place), mark.shape))
    y = top + 24
    for words in draw.wrapped(bar.title, _LEFT - 30):
        parts.append(draw.text(20, y, words, bold=True))
        y += 16
    for words in _when(bar, language):
        parts.append(draw.text(20, y, words, size=11, colour=draw.MUTED))
        y += 14
    return parts, max(14 + _BAR + 14 + _LANE * depth, y - top)


def _lanes(places: Sequence[float]) -> Iterator[int]:
    """Yield for each mark the first lane in which it touches no earlier one."""
    ends: list[float] = []
    for place in places:
        lane = next((n for n, end in enumerate(ends) if place - end >= _APART), len(ends))
        ends[lane : lane + 1] = [place]
        yield lane


def _due_mark(bar: StageBar, axis: _Axis, y: float) -> Iterator[str]:
    if bar.due is None:
        return
    at = axis.of_day(bar.due, bar.first)
    if at is None:
        return
    end = axis.at(bar.last)
    if bar.late_by and end > at:
        yield draw.rect(at, y, end - at, _BAR, fill=draw.MUTED, stroke=draw.BLACK)
    tip = [(at - 5, y - 9), (at + 5, y - 9), (at, y - 1)]
    yield draw.polygon(tip, fill=draw.BLACK, stroke=draw.BLACK, width=1)


def _mark(x: float, y: float, number: str, shape: MarkShape) -> str:
    solid = shape in ("black_square", "black_circle")
    if shape in ("circle", "black_circle"):
        return draw.numbered(x, y, number, solid=solid)
    fill, ink = (draw.BLACK, "#ffffff") if solid else ("#ffffff", draw.BLACK)
    size = 11 if len(number) < 3 else 9  # noqa: PLR2004  as in a circle
    return draw.rect(x - 10, y - 10, 20, 20, fill=fill, stroke=draw.BLACK) + draw.text(
        x, y + 4, number, size=size, anchor="middle", colour=ink, bold=True
    )


def _when(bar: StageBar, language: Language) -> Iterator[str]:
    until = day_words(bar.until, language) if bar.until else _NOW.in_(language)
    yield f"{day_words(bar.since, language)} – {until}"  # noqa: RUF001  an en dash between days
    if bar.due is not None:
        words = _DUE if not bar.late_by else _ONE_LATE if bar.late_by == 1 else _LATE
        values = {"day": day_words(bar.due, language), "n": bar.late_by}
        yield words.fill(values).in_(language)


def _silences(axis: _Axis, bottom: float, language: Language) -> Iterator[str]:
    """Yield the spans in which nothing was recorded; the longest say how long they were."""
    pairs = zip(pairwise(axis.days), pairwise(axis.places), strict=True)
    quiet = [
        ((after - before).days, left, right)
        for (before, after), (left, right) in pairs
        if (after - before).days >= _QUIET
    ]
    for _, left, right in quiet:
        yield draw.rect(left, _TOP - 22, right - left, bottom - _TOP + 22, fill=draw.LIGHT)
    told: list[float] = []
    for days, left, right in sorted(quiet, key=lambda span: (-span[0], span[1])):
        middle = min((left + right) / 2, _RIGHT - _QUIET_LABEL / 2)
        if all(abs(middle - other) >= _QUIET_LABEL for other in told):
            told.append(middle)
            words = _DAYS.fill({"n": days}).in_(language)
            yield draw.text(middle, _TOP - 9, words, size=11, anchor="middle", colour=draw.MUTED)


def _days(axis: _Axis, bottom: float, language: Language) -> Iterator[str]:
    """Yield a tick where a new day begins, and its date where that has room."""
    yield draw.line(_LEFT, _TOP - 22, _RIGHT, _TOP - 22)
    yield draw.line(_LEFT, bottom, _RIGHT, bottom)
    free, before = float(_LEFT), None
    for day, x in zip(axis.days, axis.places, strict=True):
        if day == before:
            continue
        before = day
        yield draw.line(x, _TOP - 27, x, _TOP - 22)
        at = min(max(x, _LEFT + _DAY_LABEL / 2 - _EDGE), _RIGHT - _DAY_LABEL / 2 + _EDGE)
        if at - _DAY_LABEL / 2 + _EDGE >= free:
            words = day_words(day, language)
            yield draw.text(at, _TOP - 32, words, size=11, anchor="middle", colour=draw.MUTED)
            free = at + _DAY_LABEL / 2 + _EDGE


def _legend(marks: Sequence[Mark], top: float, language: Language) -> tuple[list[str], float]:
    """Return what the numbers mean and how the picture is read, and where that ends."""
    parts: list[str] = []
    y = top
    for number, mark in enumerate(marks, start=1):
        parts.append(_mark(32, y - 4, str(number), mark.shape))
        lines = draw.wrapped(mark.label, _RIGHT - 52, size=12)
        for words in lines:
            parts.append(draw.text(52, y, words, size=12))
            y += 15
        y += 12
    if not marks:
        parts.append(draw.text(20, y, _NONE.in_(language), colour=draw.MUTED))
        y += 24
    for key in _KEY:
        parts.append(draw.text(20, y, key.in_(language), size=11, colour=draw.MUTED))
        y += 18
    return parts, y


def _sentence(bar: StageBar, language: Language) -> str:
    said = [bar.title, *_when(bar, language), *(mark.label for mark in bar.marks)]
    return ", ".join(said)
