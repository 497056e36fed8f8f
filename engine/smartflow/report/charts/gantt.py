"""The road map: when each activity runs, grouped, one line for each.

A label is wrapped, never cut: a line is as high as its words need. A long plan is drawn as several
pictures, so that every activity is in one and each fits a page. How many there are follows from the
activities alone, never from the language. Imports the languages only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from smartflow.language import Language, Text
from smartflow.report.charts import drawing as draw

__all__ = ["Activity", "gantt_charts"]

_WIDTH = 800
_LEFT, _RIGHT = 330, 690
_TOP = 74
_ROW, _HEADING = 34, 26
_BAR = 16
_WORDS, _WORD_SIZE = 13, 11
"""How high a line of a label is, and its letters."""
_FIT = 2
"""Lines of a label for which the height of a row is enough."""
_MOST_LINES = 54
"""Lines of a label beyond which it is cut after all: one activity has to fit a picture."""
_MOST = 22 * _ROW
"""How high the activities of one picture may be, headings of groups included: a page upright."""
_MOST_YEARS = 20
"""Columns that can be told apart; of a longer axis only every second (third ...) year is named."""

_AGAIN = Text(id="{group} (lanjutan)", en="{group} (continued)")
_NO_YEARS = Text(id="tahun belum diisi", en="no years given")
_NONE = Text(id="Belum ada kegiatan.", en="There is no activity yet.")
_KEY = Text(
    id="Batang: tahun pelaksanaan. Panah: berlanjut di luar tahun gambar. Garis putus-putus: tahun"
    " selesai mendahului tahun mulai.",
    en="Bar: the years in which it runs. Arrow: goes on beyond the years drawn. Dashed: it ends"
    " before it begins.",
)


class Activity(msgspec.Struct, frozen=True):
    """One line of the road map.

    Attributes:
        label: What is done.
        group: Under which heading it stands, such as a dimension; lines of one heading follow one
            another.
        first: The year in which it begins; None when nobody has said.
        last: The last year in which it runs; None when nobody has said.
    """

    label: str
    group: str
    first: int | None
    last: int | None


def gantt_charts(
    title: str, activities: Sequence[Activity], years: tuple[int, int], language: Language
) -> tuple[str, ...]:
    """Return the road map as SVG pictures, at least one; every activity is in exactly one.

    Args:
        title: What they show; with more than one, each is numbered: ``(1/3)``.
        activities: The lines, in the order in which they are drawn.
        years: The first and the last year of the axis. What lies outside is drawn as an arrow at
            the edge; the years of each line stand beside it in any case.
        language: The language of the notes.
    """
    pages = _pages(activities) or [()]
    axis = _Axis(*sorted(years))
    pictures: list[str] = []
    for number, page in enumerate(pages, start=1):
        name = title if len(pages) == 1 else f"{draw.shortened(title, 60)} ({number}/{len(pages)})"
        before = pages[number - 2][-1].group if number > 1 else None
        pictures.append(_picture(name, page, before, axis, language))
    return tuple(pictures)


class _Axis:
    """Where each year begins, from left to right.

    Args:
        first: The first year drawn.
        last: The last year drawn.
    """

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.count = last - first + 1
        self.step = -(-self.count // _MOST_YEARS)

    def at(self, year: int) -> float:
        """Return where a year begins; outside the axis, the nearer edge."""
        place = min(max(year - self.first, 0), self.count)
        return _LEFT + (_RIGHT - _LEFT) * place / self.count


def _pages(activities: Sequence[Activity]) -> list[tuple[Activity, ...]]:
    """Divide the lines into as few pictures as there must be, about equally high."""
    sized = [(one, _height(one)) for one in activities]
    fewest = len(list(_divided(sized, _MOST)))
    least = -(-sum(height for _, height in sized) // max(fewest, 1))
    tried = (list(_divided(sized, most)) for most in range(least, _MOST + 1))
    return next(pages for pages in tried if len(pages) == fewest)


def _divided(sized: Sequence[tuple[Activity, int]], most: int) -> Iterator[tuple[Activity, ...]]:
    """Divide the lines so that no picture is higher than that; a heading is never the last.

    A heading counts as a whole row.

    Args:
        sized: The lines, each with its height in pixels.
        most: How high a picture may be, in pixels.
    """
    page: list[Activity] = []
    used, group = 0, None
    for one, height in sized:
        needs = height if page and one.group == group else height + _ROW
        if page and used + needs > most:
            yield tuple(page)
            page, used, needs = [], 0, height + _ROW
        page.append(one)
        used, group = used + needs, one.group
    if page:
        yield tuple(page)


def _label(one: Activity) -> tuple[str, ...]:
    return draw.wrapped(one.label, _LEFT - 40, size=_WORD_SIZE, most=_MOST_LINES)


def _height(one: Activity) -> int:
    """Return how many pixels an activity takes up."""
    return _ROW + _WORDS * max(len(_label(one)) - _FIT, 0)


def _picture(
    title: str, page: Sequence[Activity], before: str | None, axis: _Axis, language: Language
) -> str:
    """Return one picture; ``before`` is the group with which the one before it ended."""
    parts: list[str] = []
    said: list[str] = []
    y, group = float(_TOP), None
    for place, one in enumerate(page):
        if place == 0 or one.group != group:
            again = place == 0 and one.group == before
            name = _AGAIN.fill({"group": one.group}).in_(language) if again else one.group
            parts += _heading(name, y)
            said.append(f"{name}:")
            y, group = y + _HEADING, one.group
        parts += _line(one, y, axis, language)
        said.append(f"{one.label}, {_years(one, language)};")
        y += _height(one)
    if not page:
        parts.append(draw.text(20, y + 20, _NONE.in_(language), colour=draw.MUTED))
        said.append(_NONE.in_(language))
        y += _ROW
    frame = [*_grid(axis, y), *parts, draw.line(20, y, _WIDTH - 20, y)]
    for number, words in enumerate(draw.wrapped(_KEY.in_(language), _WIDTH - 40, size=11)):
        frame.append(draw.text(20, y + 22 + 15 * number, words, size=11, colour=draw.MUTED))
    return draw.document(title, " ".join(said), (_WIDTH, int(y) + 50), frame)


def _grid(axis: _Axis, bottom: float) -> Iterator[str]:
    """Yield the years above the plot and a thin line where each begins."""
    yield draw.line(20, _TOP - 4, _WIDTH - 20, _TOP - 4)
    for year in range(axis.first, axis.last + 2, axis.step):
        x = axis.at(year)
        yield draw.line(x, _TOP - 4, x, bottom, colour=draw.GRID)
        if year <= axis.last:
            middle = (x + axis.at(year + 1)) / 2
            size = 11 if axis.count <= _MOST_YEARS // 2 else 9
            yield draw.text(middle, _TOP - 12, str(year), size=size, anchor="middle", bold=True)
    yield draw.line(_RIGHT, _TOP - 4, _RIGHT, bottom, colour=draw.GRID)


def _heading(name: str, y: float) -> Iterator[str]:
    yield draw.rect(20, y, _WIDTH - 40, _HEADING - 4, fill=draw.LIGHT)
    words = draw.wrapped(name, _WIDTH - 60, most=1)[0]
    yield draw.text(26, y + 16, words, bold=True)


def _line(one: Activity, y: float, axis: _Axis, language: Language) -> Iterator[str]:
    """Yield an activity's name, its bar and its years."""
    lines = _label(one)
    for number, words in enumerate(lines):
        down = y + (18 if len(lines) == 1 else 12) + _WORDS * number
        yield draw.text(26, down, words, size=_WORD_SIZE)
    yield draw.text(_RIGHT + 8, y + 18, _years(one, language, most=16), size=11)
    known = [year for year in (one.first, one.last) if year is not None]
    if not known:
        return
    first, last = min(known), max(known)
    top = y + 6
    if last >= axis.first and first <= axis.last:
        left, right = axis.at(first), axis.at(last + 1)
        if _is_reversed(one):
            yield from _dashed(left, top, right)
        else:
            yield draw.rect(left, top, right - left, _BAR, fill=draw.MUTED, stroke=draw.BLACK)
    middle = top + _BAR / 2
    if first < axis.first:
        tip = [(_LEFT + 7, middle - 10), (_LEFT + 7, middle + 10), (_LEFT - 5, middle)]
        yield draw.polygon(tip, fill=draw.BLACK, stroke="#ffffff", width=1)
    if last > axis.last:
        tip = [(_RIGHT - 7, middle - 10), (_RIGHT - 7, middle + 10), (_RIGHT + 5, middle)]
        yield draw.polygon(tip, fill=draw.BLACK, stroke="#ffffff", width=1)


def _dashed(left: float, top: float, right: float) -> Iterator[str]:
    corners = [(left, top), (right, top), (right, top + _BAR), (left, top + _BAR), (left, top)]
    for (x1, y1), (x2, y2) in pairwise(corners):
        yield draw.line(x1, y1, x2, y2, width=1.5, dashed=True)


def _is_reversed(one: Activity) -> bool:
    return one.first is not None and one.last is not None and one.first > one.last


def _years(one: Activity, language: Language, most: int = 60) -> str:
    """Return the years of a line in words: ``2026-2028``, ``2026-?``."""
    if one.first is None and one.last is None:
        return _NO_YEARS.in_(language)
    ends = ["?" if year is None else str(year) for year in (one.first, one.last)]
    if ends[0] == ends[1]:
        return draw.shortened(ends[0], most)
    words = f"{ends[0]}–{ends[1]}"  # noqa: RUF001  an en dash between years
    return draw.shortened(words, most)
