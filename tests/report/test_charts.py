"""The charts: well-formed and escaped SVG, the same bytes every time, each datum in its words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.report.charts import (
    Activity,
    BudgetBar,
    Candidate,
    Mark,
    QuadrantPoint,
    Spoke,
    StageBar,
    WeightRange,
    budget_chart,
    gantt_charts,
    impact_effort_chart,
    quadrant_chart,
    radar_chart,
    stability_chart,
    timeline_chart,
)

SVG = "{http://www.w3.org/2000/svg}"
_words = st.text(max_size=60)
_numbers = st.decimals(-10, 10, places=3, allow_nan=False)
_scale = st.decimals(-2, 120, places=2, allow_nan=False)
_weights = st.decimals(0, 1000, places=3, allow_nan=False)

Chart = Callable[[str, Sequence[str]], str]


def _quadrant(title: str, names: Sequence[str]) -> str:
    points = [QuadrantPoint(n, Decimal("0.3"), Decimal("-0.2"), solid=True) for n in names]
    return quadrant_chart(title, points, "id")


def _radar(title: str, names: Sequence[str]) -> str:
    return radar_chart(title, [Spoke(name, Decimal("62.5")) for name in names], "id")


def _impact(title: str, names: Sequence[str]) -> str:
    made = [Candidate("1", n, Decimal(4), Decimal(2), chosen=True) for n in names]
    return impact_effort_chart(title, made, Decimal(3), "id")


def _stability(title: str, names: Sequence[str]) -> str:
    made = [WeightRange(n, Decimal(30), Decimal("5.5"), None, n) for n in names]
    return stability_chart(title, "A", made, "id")


def _timeline(title: str, names: Sequence[str]) -> str:
    days = [DAY + timedelta(days=30 * place) for place in range(len(names) + 1)]
    bars = [
        StageBar(name, place, place + 1, day, day, DAY, 3, (Mark("circle", place + 1, name),))
        for place, (name, day) in enumerate(zip(names, days, strict=False))
    ]
    return timeline_chart(title, bars, days, days[-1], "id")


def _gantt(title: str, names: Sequence[str]) -> str:
    made = [Activity(name, name, 2024, 2026) for name in names]
    return gantt_charts(title, made, (2024, 2028), "id")[0]


def _budget(title: str, names: Sequence[str]) -> str:
    made = [BudgetBar(name, (5_000_000,) * len(names)) for name in names]
    return budget_chart(title, names, made, "id")


DAY = date(2026, 1, 5)
every_chart = pytest.mark.parametrize(
    "chart", [_quadrant, _radar, _impact, _stability, _timeline, _gantt, _budget]
)


@every_chart
@settings(max_examples=30, deadline=None)
@given(title=_words, names=st.lists(_words, max_size=8))
def test_any_words_give_one_well_formed_document(
    chart: Chart, title: str, names: list[str]
) -> None:
    """Markup, control characters and lone surrogates in names never break the picture."""
    picture = chart(title, names)
    root = ET.fromstring(picture)  # noqa: S314  our own text
    assert f"{SVG}svg" == root.tag
    assert picture.encode("utf-8") == chart(title, names).encode("utf-8")


@every_chart
def test_markup_in_a_name_stays_words(chart: Chart) -> None:
    """A name that looks like a script is printed, never run."""
    picture = chart("<script>alert(1)</script>", ['"><script>'])
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture


@every_chart
def test_whoever_cannot_see_it_hears_title_and_data(chart: Chart) -> None:
    """Title and description are named as the picture's label, and the description names all."""
    root = ET.fromstring(chart("Judul", ["Smart Living", "Smart Economy"]))  # noqa: S314
    texts = {child.get("id"): child.text or "" for child in root if child.get("id")}
    assert root.get("role") == "img"
    assert set(texts) == set(str(root.get("aria-labelledby")).split())
    assert texts["title"] == "Judul"
    assert "Smart Living" in texts["description"]
    assert "Smart Economy" in texts["description"]


@every_chart
def test_it_is_readable_in_black_and_white(chart: Chart) -> None:
    """Only greys are used, no picture or font is fetched from anywhere."""
    picture = chart("Judul", ["A", "B", "C"])
    colours = {
        value
        for node in ET.fromstring(picture).iter()  # noqa: S314
        for key, value in node.attrib.items()
        if key in ("fill", "stroke") and value != "none"
    }
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)
    assert picture.count("http") == picture.count("http://www.w3.org/2000/svg")
    assert "url(" not in picture


@settings(max_examples=50, deadline=None)
@given(points=st.lists(st.tuples(_numbers, _numbers), max_size=12))
def test_every_point_lies_in_its_quadrant(points: list[tuple[Decimal, Decimal]]) -> None:
    """A dot is right of the middle exactly when x is above 0, and above it when y is."""
    made = [QuadrantPoint(str(n), x, y) for n, (x, y) in enumerate(points)]
    root = ET.fromstring(quadrant_chart("T", made, "en"))  # noqa: S314
    dots = [node for node in root.iter(f"{SVG}circle") if node.get("r") == "3"]
    places = [(float(str(d.get("cx"))) - 260, 260 - float(str(d.get("cy")))) for d in dots]
    assert len(points) == len(places)
    for (x, y), (across, up) in zip(points, places, strict=True):
        assert abs(across) <= 200
        assert abs(up) <= 200
        assert across * float(x) >= 0
        assert up * float(y) >= 0


def test_a_long_name_of_a_dimension_stands_whole_in_the_legend() -> None:
    """The longest name of the six is not cut."""
    name = "Smart Governance (tata kelola pemerintahan)"
    root = ET.fromstring(_quadrant("Kota A", [name]))  # noqa: S314  our own text
    assert name in [words.text for words in root.iter(f"{SVG}text")]


def test_a_radar_of_another_scale_has_its_rings() -> None:
    """From 1 to 5: the rings are named so, 5 is at the rim and half of it halfway there."""
    spokes = [Spoke("a", Decimal(5)), Spoke("b", Decimal("2.5")), Spoke("c", None)]
    root = ET.fromstring(radar_chart("T", spokes, "id", (1, 2, 3, 4, 5)))  # noqa: S314
    words = [str(node.text) for node in root.iter(f"{SVG}text")]
    assert [one for one in words if one in "12345"][:5] == ["1", "2", "3", "4", "5"]
    far = [
        ((float(str(d.get("cx"))) - 360) ** 2 + (float(str(d.get("cy"))) - 300) ** 2) ** 0.5
        for d in root.iter(f"{SVG}circle")
    ]
    assert [round(one) for one in far] == [190, 95, 0]


@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.one_of(st.none(), _scale), min_size=1, max_size=9))
def test_the_radar_stays_within_its_rim(values: list[Decimal | None]) -> None:
    """Whatever the values, corners lie between the middle and the rim."""
    root = ET.fromstring(radar_chart("T", [Spoke("x", v) for v in values], "id"))  # noqa: S314
    dots = list(root.iter(f"{SVG}circle"))
    far = [
        (float(str(d.get("cx"))) - 360) ** 2 + (float(str(d.get("cy"))) - 300) ** 2 for d in dots
    ]
    assert len(values) == len(far)
    assert all(distance <= 190.1**2 for distance in far)


def test_equal_candidates_stand_side_by_side() -> None:
    """No two markers have the same middle, also where impact and effort are equal."""
    made = [Candidate(str(n), f"c{n}", Decimal(4), Decimal(2)) for n in range(9)]
    root = ET.fromstring(impact_effort_chart("T", made, Decimal(3), "id"))  # noqa: S314
    middles = [(n.get("cx"), n.get("cy")) for n in root.iter(f"{SVG}circle")]
    assert len(set(middles)) == 18  # nine in the plot, nine in the legend


def test_what_has_no_value_is_listed_not_drawn() -> None:
    """A candidate without effort stands in the legend only."""
    made = [Candidate("1", "Lapau", Decimal(4), None)]
    picture = impact_effort_chart("T", made, Decimal(3), "id")
    assert picture.count("<circle") == 1
    assert "Tanpa nilai dampak atau upaya" in picture


@settings(max_examples=40, deadline=None)
@given(ranges=st.lists(st.tuples(_weights, _weights, st.one_of(st.none(), _weights)), max_size=6))
def test_any_range_of_weights_can_be_drawn(
    ranges: list[tuple[Decimal, Decimal, Decimal | None]],
) -> None:
    """One diamond per weight, whatever the weights; nothing divides by zero."""
    made = [WeightRange("w", weight, low, high) for weight, low, high in ranges]
    picture = stability_chart("T", "A", made, "en")
    ET.fromstring(picture)  # noqa: S314
    assert picture.count('stroke="#ffffff"') == len(ranges)


def test_numbers_are_written_as_the_language_does() -> None:
    """0,25 in Indonesian is 0.25 in English."""
    made = [WeightRange("w", Decimal("0.25"), Decimal(0), Decimal("1.5"))]
    assert "0 – 1,5 (0,25)" in stability_chart("T", "A", made, "id")  # noqa: RUF001
    assert "0 – 1.5 (0.25)" in stability_chart("T", "A", made, "en")  # noqa: RUF001
