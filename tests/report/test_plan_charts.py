"""Road map and budget: every activity once, every rupiah told, whatever the plan."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.numbers import money_words
from smartflow.report.charts import Activity, BudgetBar, budget_chart, gantt_charts
from smartflow.report.charts.drawing import spoken

SVG = "{http://www.w3.org/2000/svg}"
PLAN = (2024, 2028)
PLOT = (330.0, 690.0)
"""Where the years of the road map begin and end, in pixels."""
BAR = (190.0, 600.0)
"""The same of the budget's axis."""
_year = st.one_of(st.none(), st.integers(2015, 2040))
_groups = st.sampled_from(["Smart Living", "Smart Economy", "Smart Society"])


def _plan(drawn: list[tuple[str, int | None, int | None]]) -> list[Activity]:
    """Return a plan whose groups stand together, with a label of its own for each activity."""
    ordered = sorted(drawn, key=lambda one: one[0])
    return [Activity(f"K{n}.", group, *years) for n, (group, *years) in enumerate(ordered)]


_lines = st.tuples(_groups, _year, _year)
_plans = st.integers(0, 90).flatmap(lambda n: st.lists(_lines, min_size=n, max_size=n)).map(_plan)
_money = st.integers(0, 10**13)


def _root(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314  our own text


def _words(picture: str) -> list[str]:
    return [words.text or "" for words in _root(picture).iter(f"{SVG}text")]


def _told(picture: str) -> str:
    return next(node.text or "" for node in _root(picture) if node.get("id") == "description")


def _bars(picture: str) -> list[tuple[float, float]]:
    """Return the left and right end of each bar of the road map."""
    return [
        (float(str(node.get("x"))), float(str(node.get("x"))) + float(str(node.get("width"))))
        for node in _root(picture).iter(f"{SVG}rect")
        if node.get("fill") == "#555555"
    ]


# -- road map -------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(plan=_plans)
def test_every_activity_is_in_exactly_one_picture(plan: list[Activity]) -> None:
    """However long the plan, each activity is drawn and told once; no picture outgrows a page."""
    pictures = gantt_charts("Peta jalan", plan, PLAN, "id")
    drawn = [words for picture in pictures for words in _words(picture) if words.startswith("K")]
    assert sorted(drawn) == sorted(one.label for one in plan)
    told = " ".join(map(_told, pictures))
    assert [told.count(f"{one.label},") for one in plan] == [1] * len(plan)
    assert all(int(str(_root(picture).get("height"))) <= 900 for picture in pictures)


@settings(max_examples=30, deadline=None)
@given(plan=_plans)
def test_both_languages_have_the_same_pictures(plan: list[Activity]) -> None:
    """As many pictures, with the same activities on each: a caption fits both."""
    pages = [
        [[words for words in _words(picture) if words.startswith("K")] for picture in pictures]
        for pictures in (gantt_charts("T", plan, PLAN, "id"), gantt_charts("T", plan, PLAN, "en"))
    ]
    assert pages[0] == pages[1]


@settings(max_examples=60, deadline=None)
@given(first=st.integers(2015, 2040), last=st.integers(2015, 2040))
def test_a_bar_covers_its_years_and_no_other(first: int, last: int) -> None:
    """Each year is a fifth of the plot; what lies outside is an arrow at that edge, never a bar."""
    (picture,) = gantt_charts("T", [Activity("K", "G", first, last)], PLAN, "id")
    wide = (PLOT[1] - PLOT[0]) / 5
    inside = [year for year in range(first, last + 1) if PLAN[0] <= year <= PLAN[1]]
    expected = [
        (PLOT[0] + wide * (inside[0] - PLAN[0]), PLOT[0] + wide * (inside[-1] + 1 - PLAN[0]))
        for _ in inside[:1]
    ]
    assert _bars(picture) == expected
    arrows = sum(1 for _ in _root(picture).iter(f"{SVG}polygon"))
    assert arrows == (min(first, last) < PLAN[0]) + (max(first, last) > PLAN[1])


def test_a_plan_that_ends_before_it_begins_is_dashed() -> None:
    """2027 to 2025 is no bar; it is dashed, and its years stand beside it as they were written."""
    (picture,) = gantt_charts("T", [Activity("K", "G", 2027, 2025)], PLAN, "id")
    assert _bars(picture) == []
    assert picture.count("stroke-dasharray") == 4
    assert "2027–2025" in _words(picture)  # noqa: RUF001  an en dash between years


def test_years_that_nobody_gave_are_said() -> None:
    """No year at all is said in words; one that is missing is a question mark."""
    plan = [Activity("K1", "G", None, None), Activity("K2", "G", 2026, None)]
    (picture,) = gantt_charts("T", plan, PLAN, "en")
    assert "no years given" in _words(picture)
    assert "2026–?" in _words(picture)  # noqa: RUF001  an en dash between years
    assert len(_bars(picture)) == 1


def test_a_long_plan_is_divided_about_equally() -> None:
    """Twenty-two lines and a heading are one too many: two pictures of eleven, not of 21 and 1."""
    plan = [Activity(f"K{number}", "Smart Living", 2024, 2025) for number in range(22)]
    pictures = gantt_charts("T", plan, PLAN, "id")
    assert [len(_bars(picture)) for picture in pictures] == [11, 11]


def test_a_group_that_goes_on_is_named_again() -> None:
    """The second picture says that its group is continued, and both are numbered."""
    plan = [Activity(f"K{number}", "Smart Living", 2024, 2025) for number in range(30)]
    first, second = gantt_charts("Peta jalan", plan, PLAN, "id")
    assert "Smart Living" in _words(first)
    assert "Smart Living (lanjutan)" in _words(second)
    assert [_words(one)[0] for one in (first, second)] == ["Peta jalan (1/2)", "Peta jalan (2/2)"]


_names = st.lists(st.text("abc ", min_size=1, max_size=400), max_size=40)


@settings(max_examples=40, deadline=None)
@given(names=_names)
def test_a_name_is_wrapped_and_never_cut(names: list[str]) -> None:
    """Every word of every activity is drawn, in its order; no picture outgrows a page."""
    words = [" ".join(word[:12] for word in name.split()) for name in names]
    plan = [Activity(f"K{n} {name}", "G", 2024, 2025) for n, name in enumerate(words)]
    pictures = gantt_charts("T", plan, PLAN, "id")
    drawn = " ".join(part for picture in pictures for part in _words(picture))
    for one in plan:
        assert " ".join(one.label.split()) in drawn
    assert len([bar for picture in pictures for bar in _bars(picture)]) == len(plan)
    assert all(int(str(_root(picture).get("height"))) <= 900 for picture in pictures)


def test_lines_of_words_do_not_touch() -> None:
    """The words of an activity end above the bar of the next."""
    plan = [Activity("kata " * 60, "G", 2024, 2025), Activity("Z", "G", 2024, 2025)]
    (picture,) = gantt_charts("T", plan, PLAN, "id")
    places = {
        kind: [
            float(str(node.get("y"))) for node in _root(picture).iter(f"{SVG}text") if test(node)
        ]
        for kind, test in (
            ("first", lambda node: str(node.text).startswith("kata")),
            ("next", lambda node: node.text == "Z"),
        )
    }
    assert max(places["first"]) < min(places["next"])


def test_a_plan_without_activities_is_one_picture() -> None:
    """Nothing planned is said, not left blank."""
    (picture,) = gantt_charts("T", [], PLAN, "en")
    assert "There is no activity yet." in _words(picture)


@given(first=st.integers(1, 9999), span=st.integers(0, 500))
@settings(max_examples=40, deadline=None)
def test_any_axis_can_be_drawn(first: int, span: int) -> None:
    """A long axis names at most twenty years, evenly apart, the first among them."""
    plan = [Activity("K", "G", first, first)]
    (picture,) = gantt_charts("T", plan, (first + span, first), "id")
    bold = [node for node in _root(picture).iter(f"{SVG}text") if node.get("font-weight")]
    years = [int(str(node.text)) for node in bold if str(node.text).isdigit()]
    assert years[0] == first
    assert len(years) <= 20
    assert len({after - before for before, after in pairwise(years)}) <= 1


# -- budget ---------------------------------------------------------------------------------------


def _parts(picture: str) -> list[tuple[float, float]]:
    """Return the left end and width of each part of a bar: outlines right of the axis."""
    return [
        (float(str(node.get("x"))), float(str(node.get("width"))))
        for node in _root(picture).iter(f"{SVG}rect")
        if node.get("stroke") == "#000000" and float(str(node.get("x"))) >= BAR[0]
    ]


@settings(max_examples=80, deadline=None)
@given(amounts=st.lists(st.tuples(_money, _money, _money), min_size=1, max_size=8))
def test_every_part_is_as_long_as_its_money(amounts: list[tuple[int, int, int]]) -> None:
    """Parts follow one another from the axis on; lengths are as amounts; none leaves the plot."""
    bars = [BudgetBar(str(2024 + number), parts) for number, parts in enumerate(amounts)]
    parts = _parts(budget_chart("T", ["APBD", "APBN", "DAK"], bars, "id"))
    money = [amount for bar in bars for amount in bar.amounts if amount]
    assert len(parts) == len(money)
    if not money:
        return
    greatest = max(money)
    scale = parts[money.index(greatest)][1] / greatest
    expected = []
    for bar in bars:
        left = BAR[0]
        for amount in filter(None, bar.amounts):
            expected.append((left, max(amount * scale, 1.0)))
            left += amount * scale
        assert left <= BAR[1] + 0.05
    for part, hoped in zip(parts, expected, strict=True):
        assert part == pytest.approx(hoped, abs=0.05)


@settings(max_examples=60, deadline=None)
@given(amounts=st.lists(st.tuples(_money, _money), max_size=6))
def test_every_rupiah_is_told(amounts: list[tuple[int, int]]) -> None:
    """Beside each bar its sum, in the legend each source's and all; the parts are told too."""
    bars = [BudgetBar(f"Tahun {number}", parts) for number, parts in enumerate(amounts)]
    picture = budget_chart("T", ["APBD", "CSR/TJSL"], bars, "id")
    sums = [sum(bar.amounts) for bar in bars]
    sources = [sum(bar.amounts[number] for bar in bars) for number in (0, 1)]
    shown = [words for words in _words(picture) if words.startswith("Rp")]
    assert shown == [money_words(total, "id") for total in (*sums, *sources, sum(sources))]
    told = _told(picture)
    for bar in bars:
        for source, amount in zip(("APBD", "CSR/TJSL"), bar.amounts, strict=True):
            assert (f"{source} {money_words(amount, 'id')}" in told) or not amount
        assert f"{bar.label}: {money_words(sum(bar.amounts), 'id')}" in told


def test_amounts_are_written_as_the_language_does() -> None:
    """One and a quarter billion, to the last rupiah; the axis says miliar and billion."""
    assert money_words(1_250_000_001, "id") == "Rp1.250.000.001"
    assert money_words(1_250_000_001, "en") == "Rp1,250,000,001"
    bars = [BudgetBar("2024", (1_250_000_001,))]
    assert "1,5 miliar" in _words(budget_chart("T", ["APBD"], bars, "id"))
    assert "1.5 billion" in _words(budget_chart("T", ["APBD"], bars, "en"))


@settings(max_examples=60, deadline=None)
@given(most=st.integers(0, 10**20))
def test_the_axis_is_round_and_reaches_the_longest_bar(most: int) -> None:
    """Two to six ticks from nothing on; the longest bar ends before the last and fills half."""
    picture = budget_chart("T", ["APBD"], [BudgetBar("x", (most,))], "id")
    lines = {
        float(str(node.get("x1")))
        for node in _root(picture).iter(f"{SVG}line")
        if node.get("x1") == node.get("x2") and node.get("stroke") == "#bbbbbb"
    }
    assert 2 <= len(lines) <= 6
    assert (min(lines), max(lines)) == BAR
    if most:
        ((left, width),) = _parts(picture)
        assert BAR[1] - BAR[0] >= width >= (BAR[1] - BAR[0]) / 2
        assert left == BAR[0]


def test_below_zero_is_told_and_not_drawn() -> None:
    """A negative amount has no length; a note says so, and the sums keep it."""
    picture = budget_chart("T", ["A", "B"], [BudgetBar("x", (10, -4))], "en")
    assert len(_parts(picture)) == 1
    assert "Amounts below zero are not drawn." in _words(picture)
    assert _words(picture).count("Rp6") == 2


def _look(picture: str, number: int) -> tuple[object, ...]:
    """Return the ground of a source's swatch in the legend, and the strokes on it."""
    root = _root(picture)
    grounds = [
        node
        for node in root.iter(f"{SVG}rect")
        if node.get("x") == "20" and node.get("stroke") == "none"
    ]
    top = float(str(grounds[number].get("y")))
    strokes = {
        (
            line.get("x1") == line.get("x2"),
            line.get("y1") == line.get("y2"),
        )
        for line in root.iter(f"{SVG}line")
        if float(str(line.get("x2"))) <= 54
        and top <= float(str(line.get("y1"))) <= top + 17
        and top <= float(str(line.get("y2"))) <= top + 17
    }
    return (grounds[number].get("fill"), frozenset(strokes))


def test_sources_are_told_apart_without_colour() -> None:
    """Eight sources have eight looks; a part that is wide enough carries its number."""
    sources = [f"Sumber {number}" for number in range(8)]
    picture = budget_chart("T", sources, [BudgetBar("x", (10,) * 8)], "id")
    looks = {_look(picture, number) for number in range(8)}
    assert len(looks) == 8
    numbers = [words for words in _words(picture) if words.isdigit()]
    assert [numbers.count(str(number)) for number in range(1, 9)] == [2] * 8


def test_a_bar_without_an_amount_for_each_source_is_refused() -> None:
    """A bar that is shorter than the sources would give money to the wrong one."""
    with pytest.raises(ValueError, match="2 amounts"):
        budget_chart("T", ["A", "B"], [BudgetBar("x", (1,))], "id")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.integers(0, 3))
def test_a_number_in_a_chart_is_the_locale_s_whatever_its_length(
    number: Decimal, places: int
) -> None:
    """Read back with its marks taken out it is the number, rounded; a mistyped one ends nothing."""
    for language, group, mark in (("id", ".", ","), ("en", ",", ".")):
        words = spoken(number, language, places)  # type: ignore[arg-type]
        with localcontext(prec=80):
            assert Decimal(words.replace(group, "").replace(mark, ".")) == round(number, places)
