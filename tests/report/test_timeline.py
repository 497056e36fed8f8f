"""The journey as a picture: whatever the history, its numbers and words can be told apart."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import accumulate, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.language import Language, day_words
from smartflow.report.charts import Mark, MarkShape, StageBar, timeline_chart

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 1, 5)
SHAPES: tuple[MarkShape, ...] = ("square", "black_square", "circle", "black_circle")
LETTER = 7.0
"""No letter of size 11 is wider, in pixels."""


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[StageBar], list[date], date]:
    """Draw the days of some entries, the stays that they make, and what happened in them."""
    gaps = draw(st.lists(st.sampled_from((0, 0, 0, 1, 3, 20, 400)), min_size=1, max_size=60))
    days = [DAY + timedelta(days=passed) for passed in accumulate(gaps)]
    places = st.integers(0, len(days) - 1)
    begins = sorted({0, *draw(st.lists(places, max_size=4))})
    marked = draw(st.sets(places, max_size=25))
    bars = []
    for first, last in pairwise((*begins, None)):
        assert first is not None
        inside = [n for n in sorted(marked) if first <= n < (len(days) if last is None else last)]
        bars.append(
            StageBar(
                "Tahap",
                first,
                last,
                days[first],
                None if last is None else days[last],
                days[first] + timedelta(days=30),
                marks=tuple(Mark(draw(st.sampled_from(SHAPES)), n, "kejadian") for n in inside),
            )
        )
    return bars, days, days[-1] + timedelta(days=draw(st.sampled_from((0, 1, 200))))


def drawn(bars: list[StageBar], days: list[date], today: date, language: Language) -> ET.Element:
    """Return the picture, read again."""
    return ET.fromstring(timeline_chart("T", bars, days, today, language))  # noqa: S314  our own


def number(node: ET.Element, name: str) -> float:
    """Return an attribute that is a number."""
    return float(str(node.get(name)))


def marks(root: ET.Element) -> list[tuple[float, float]]:
    """Return the middles of all marks, those of the legend last."""
    found = []
    for node in root:
        if node.tag == f"{SVG}circle":
            found.append((number(node, "cx"), number(node, "cy")))
        elif node.tag == f"{SVG}rect" and node.get("width") == node.get("height") == "20":
            found.append((number(node, "x") + 10, number(node, "y") + 10))
    return found


@settings(max_examples=60)
@given(histories(), st.sampled_from(("id", "en")))
def test_no_two_marks_touch(
    history: tuple[list[StageBar], list[date], date], language: Language
) -> None:
    """Each mark stands once in the plot and once in the legend, clear of every other."""
    middles = marks(drawn(*history, language))
    assert len(middles) == 2 * sum(len(bar.marks) for bar in history[0])
    for (x1, y1), (x2, y2) in combinations(middles, 2):
        assert abs(x1 - x2) >= 23.9 or abs(y1 - y2) >= 23.9


@settings(max_examples=60)
@given(histories(), st.sampled_from(("id", "en")))
def test_no_two_words_of_the_axis_touch(
    history: tuple[list[StageBar], list[date], date], language: Language
) -> None:
    """The dates above the axis, and the lengths of silences below it, leave each other room."""
    lines: dict[float, list[tuple[float, float]]] = {}
    for node in drawn(*history, language).iter(f"{SVG}text"):
        if number(node, "y") in (60.0, 83.0):
            half = LETTER * len(str(node.text)) / 2
            x = number(node, "x")
            lines.setdefault(number(node, "y"), []).append((x - half, x + half))
    assert lines[60.0]
    for spans in lines.values():
        for (_, end), (start, _) in pairwise(sorted(spans)):
            assert end <= start + 1
        assert all(0 <= start <= end <= 800 for start, end in spans)


@settings(max_examples=60)
@given(histories())
def test_everything_stays_on_the_page_and_in_order(
    history: tuple[list[StageBar], list[date], date],
) -> None:
    """Later entries never stand left of earlier ones, and nothing leaves the page."""
    bars, _, _ = history
    root = drawn(*history, "id")
    width, height = number(root, "width"), number(root, "height")
    middles = marks(root)
    plot = middles[: len(middles) // 2]
    assert [x for x, _ in plot] == sorted(x for x, _ in plot)
    assert all(0 < x < width and 0 < y < height for x, y in middles)
    words = {node.text for node in root.iter(f"{SVG}text")}
    assert {f"{day_words(bar.since, 'id')} – sekarang" for bar in bars[-1:]} <= words  # noqa: RUF001


@pytest.mark.parametrize("count", [2, 20, 22, 24, 26, 28, 32, 40, 60])
def test_crowded_marks_stand_below_each_other(count: int) -> None:
    """However many there are in one afternoon, each can be read."""
    days = [DAY] * (count + 1)
    happened = tuple(Mark("circle", place, "x") for place in range(1, count + 1))
    bar = StageBar("Tahap", 0, None, DAY, None, marks=happened)
    middles = marks(drawn([bar], days, DAY, "id"))[:count]
    for (x1, y1), (x2, y2) in combinations(middles, 2):
        assert abs(x1 - x2) >= 23.9 or abs(y1 - y2) >= 23.9


def test_a_silent_year_leaves_room_for_a_busy_day() -> None:
    """Twenty marks of one day take more than half of the plot, though a year is silent."""
    days = [*([DAY] * 21), DAY + timedelta(days=365)]
    happened = tuple(Mark("circle", place, "x") for place in range(1, 21))
    bar = StageBar("Tahap", 0, None, DAY, None, marks=happened)
    across = [x for x, _ in marks(drawn([bar], days, days[-1], "id"))[:20]]
    assert max(across) - min(across) > (770 - 236) / 2


@pytest.mark.parametrize("count", [2, 8, 12, 30])
def test_many_silences_are_not_all_told(count: int) -> None:
    """As many lengths are written as have room side by side, and at least one."""
    days = [DAY + timedelta(days=20 * place) for place in range(count + 1)]
    bar = StageBar("Tahap", 0, None, DAY, None)
    told = sorted(
        number(node, "x")
        for node in drawn([bar], days, days[-1], "id").iter(f"{SVG}text")
        if node.text == "20 hari"
    )
    assert 1 <= len(told) <= count
    assert all(after - before >= LETTER * len("20 hari") for before, after in pairwise(told))


def test_a_silence_says_how_long_it_was() -> None:
    """The longest is told even where the history is crowded."""
    days = [DAY + timedelta(days=day) for day in (*range(40), 440, *range(441, 480))]
    bar = StageBar("Tahap", 0, None, days[0], None)
    texts = [node.text for node in drawn([bar], days, days[-1], "en").iter(f"{SVG}text")]
    assert "401 days" in texts


def test_the_due_day_is_drawn_where_it_has_come() -> None:
    """One triangle for a due day that is past, none for one that is still to come."""
    for ahead, triangles in ((10, 1), (400, 0)):
        bar = StageBar("Tahap", 0, None, DAY, None, DAY + timedelta(days=ahead), 0)
        root = drawn([bar], [DAY, DAY + timedelta(days=20)], DAY + timedelta(days=30), "id")
        assert len(list(root.iter(f"{SVG}polygon"))) == triangles


def test_lateness_is_said_in_words() -> None:
    """One day is singular in English."""
    for late, words in ((0, "due 15 Jan 2026"), (1, "due 15 Jan 2026, 1 day late"),
                        (2, "due 15 Jan 2026, 2 days late")):  # fmt: skip
        bar = StageBar("Stage", 0, None, DAY, None, DAY + timedelta(days=10), late)
        texts = {node.text for node in drawn([bar], [DAY], DAY, "en").iter(f"{SVG}text")}
        assert words in texts
