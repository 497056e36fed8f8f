"""The sums of Books 2 and 3 against naive ones: by year, source, dimension and block."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.masterplan.chapters.analysis_book import is_note, records
from tests.masterplan.chapters.plan_book import (
    BASE,
    YEARLY,
    Plan,
    facts_of,
    plans,
    printed,
    row_of,
    rupiah,
    table_of,
    tables_of,
    with_rows,
)

from smartflow import Text
from smartflow.model import Dossier, Row
from smartflow.report import Amount, Chapter, Figure, Money, Table
from smartflow.testing import run_rule

any_plan = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
YEARS = tuple(f"year_{number}" for number in range(1, 6))
SOURCE_TABLES = ("plan_roadmap", "summary_budget", "road_map_budget")


def action(number: int, **cells: Any) -> Row:
    """Return an action of Smart Living in the block of applications."""
    cells = {"dimension": "living", "category": "aplikasi", **cells}
    return row_of("actions", number, cells, dimension="living")


def plan_of(*actions: Row, **changed: object) -> Dossier:
    """Return a city with these actions and these settings."""
    city = with_rows(BASE, {"actions": actions})
    for key, value in changed.items():
        city = with_setting(city, key, value)
    return city


def with_setting(dossier: Dossier, key: str, value: Any) -> Dossier:
    """Return a city whose plugin settings differ in one value."""
    from msgspec.structs import replace

    own = {**dossier.settings["masterplan"], key: value}
    return replace(dossier, settings={**dossier.settings, "masterplan": own})


def naive_total(row: Row) -> int:
    """Return what an action costs: its total, else the sum of its years."""
    stated = row.get("budget")
    if isinstance(stated, int):
        return stated
    return sum(value for key in YEARLY if isinstance(value := row.get(key), int))


def naive_source(row: Row) -> str:
    """Return where an action's money comes from, as its row says."""
    return row.text("fund_source") or row.written("fund_source") or "belum disebut"


def by_source(dossier: Dossier) -> dict[str, int]:
    """Return what comes from each source, added up row by row."""
    found: dict[str, int] = defaultdict(int)
    for row in dossier.rows("actions"):
        found[naive_source(row)] += naive_total(row)
    return dict(found)


def source_table(dossier: Dossier, key: str) -> Table:
    """Return a chapter's table of sources and years."""
    found = [
        one
        for one in tables_of(printed(dossier, key), "source", "total")
        if "origin" not in one.keys
    ]
    assert len(found) == 1
    return found[0]


# -- by activity and year -------------------------------------------------------------------------


@any_plan
@given(plans())
def test_book_two_has_each_activity_with_its_years(plan: Plan) -> None:
    """Where some year holds money: every activity once, and its years as the worksheet has them."""
    rows = plan.dossier.rows("actions")
    found = tables_of(printed(plan.dossier, "plan_roadmap"), "activity", *YEARS)
    totals = [
        sum(value for row in rows if isinstance(value := row.get(key), int)) for key in YEARLY
    ]
    assert len(found) == any(totals)
    by_id = {row.id: row for row in rows}
    for table in found:
        assert [line["origin"] for line in records(table)] == list(by_id)
        for line in records(table):
            for year, column in zip(YEARS, YEARLY, strict=True):
                value = by_id[line["origin"]].get(column)
                if isinstance(value, int):
                    assert line[year] == Money(value)


# -- by year and source ---------------------------------------------------------------------------


def assert_source_table_adds_up(dossier: Dossier, key: str) -> None:
    """Hold a table of sources and years against sums made row by row."""
    *lines, last = records(source_table(dossier, key))
    rows = dossier.rows("actions")
    assert {line["source"].id: rupiah(line["total"]) for line in lines} == by_source(dossier)
    for place, year in enumerate(YEARS):
        naive = sum(value for row in rows if isinstance(value := row.get(YEARLY[place]), int))
        assert rupiah(last[year]) == naive == sum(rupiah(line[year]) for line in lines)
    for line in (*lines, last):
        parts = sum(rupiah(line[year]) for year in YEARS)
        assert parts + rupiah(line["unallocated"]) == rupiah(line["total"])
    assert rupiah(last["total"]) == sum(map(naive_total, rows))


@pytest.mark.parametrize("key", SOURCE_TABLES)
def test_years_and_sources_of_the_demo_add_up(demo_city: Dossier, key: str) -> None:
    """Years and what is not allocated make the total, and so do the sources."""
    assert_source_table_adds_up(demo_city, key)
    assert rupiah(source_table(demo_city, key).rows[-1][-1]) == 8_950_000_000


@any_plan
@given(plans())
def test_years_and_sources_of_any_plan_add_up(plan: Plan) -> None:
    """Also below zero, beyond the total, without a total, and with cells that do not fit."""
    if plan.dossier.rows("actions"):
        for key in SOURCE_TABLES:
            assert_source_table_adds_up(plan.dossier, key)


@any_plan
@given(plans())
def test_all_tables_of_money_have_one_total(plan: Plan) -> None:
    """Blocks, years, dimensions, activities: whichever way it is parted, it is the same money."""
    dossier = plan.dossier
    rows = dossier.rows("actions")
    if not rows:
        return
    total = sum(map(naive_total, rows))
    blocks = table_of(printed(dossier, "plan_actions"), "block")
    assert rupiah(blocks.rows[-1][-1]) == total
    assert sum(rupiah(row[-1]) for row in blocks.rows[:-1]) == total
    assert sum(row[1].number for row in blocks.rows[:-1]) == len(rows)
    years = table_of(printed(dossier, "plan_roadmap"), "year", "budget")
    assert rupiah(years.rows[-1][-1]) == total
    assert sum(rupiah(row[-1]) for row in years.rows[:-1] if row[-1] is not None) == total
    each = table_of(printed(dossier, "road_map_budget"), "activity", "unallocated")
    known = [row for row in records(each) if isinstance(row["unallocated"], Money)]
    assert sum(rupiah(row["total"]) for row in known) == total
    whens = tables_of(printed(dossier, "plan_actions"), "start_year", "budget")
    assert sum(rupiah(row.rows[-1][-2]) for row in whens) == total


@any_plan
@given(plans())
def test_dimensions_and_sources_make_one_table(plan: Plan) -> None:
    """Each field is what this dimension gets from this source; lines and columns add up."""
    dossier = plan.dossier
    rows = dossier.rows("actions")
    if not rows:
        return
    table = table_of(printed(dossier, "summary_budget"), "dimension", "total")
    *lines, last = table.rows
    sources = [heading.id for heading in table.headings[1:-1]]
    titles = {one.key: one.title for one in dossier.dimensions}
    naive: dict[tuple[Text | None, str], int] = defaultdict(int)
    for row in rows:
        naive[titles.get(row.dimension), naive_source(row)] += naive_total(row)
    for line in lines:
        dimension = line[0] if line[0] in titles.values() else None
        for source, cell in zip(sources, line[1:-1], strict=True):
            assert rupiah(cell) == naive[dimension, source]
        assert rupiah(line[-1]) == sum(map(rupiah, line[1:-1]))
    for column in range(1, len(last)):
        assert rupiah(last[column]) == sum(rupiah(line[column]) for line in lines)


def test_a_total_is_what_the_rule_on_funds_counts() -> None:
    """ACT003 names the total of a plan that APBD alone pays for; it is the one that is printed."""
    city = plan_of(
        action(1, budget=150, fund_source="APBD", budget_1=999),
        action(2, budget_1=30, budget_2=12, fund_source="APBD"),
    )
    said = [result.message.en for result in run_rule("ACT003", city)]
    assert any("Rp192 for 2 activities" in words for words in said)
    assert rupiah(source_table(city, "plan_roadmap").rows[-1][-1]) == 192


# -- what is odd is said --------------------------------------------------------------------------


def note_of(dossier: Dossier) -> str:
    """Return what stands below the table of sources and years."""
    note = source_table(dossier, "plan_roadmap").note
    return note.en if note is not None else ""


def test_a_plain_plan_has_no_remark() -> None:
    """A note says that something is odd, so a plan without oddities has none."""
    city = plan_of(action(1, budget=3, budget_1=3, start_year=2024, end_year=2024))
    assert note_of(city) == ""


def test_years_beyond_the_total_are_below_zero_and_said() -> None:
    """What is not allocated cannot be less than nothing without a word."""
    city = plan_of(action(1, budget=100, budget_1=80, budget_2=70))
    (line, _) = records(source_table(city, "plan_roadmap"))
    assert (line["unallocated"], line["total"]) == (Money(-50), Money(100))
    assert "A number below zero in the column 'Not allocated to a year'" in note_of(city)


def test_what_cannot_be_read_is_counted_in_the_note() -> None:
    """Two cells that are no money are left out of the sum, and the note says how many."""
    odd = row_of(
        "actions",
        1,
        {"dimension": "living", "budget_2": 5},
        dimension="living",
        written={"budget": "1,2 M", "budget_1": "dua"},
    )
    city = plan_of(odd)
    assert rupiah(source_table(city, "plan_roadmap").rows[-1][-1]) == 5
    assert "left out of the sums: 2" in note_of(city)


def test_a_budget_behind_the_plans_last_year_is_said() -> None:
    """A plan of two years has no budget for its fifth."""
    row = action(1, start_year=2024, end_year=2025, budget=7, budget_5=7)
    assert "after 2025 lie beyond" in note_of(plan_of(row, roadmap_years=2))
    assert note_of(plan_of(row)) == ""


def test_the_counted_budget_stands_beside_the_written_one_where_they_differ() -> None:
    """A total that is missing is made of the years, in a column of its own that says so."""
    plan = printed(plan_of(action(1, budget_1=4, budget_2=6), action(2, budget=5)), "plan_actions")
    table = table_of(plan, "counted")
    found = [(row["budget"], row["counted"]) for row in records(table)]
    assert found == [(None, Money(10)), (Money(5), Money(5)), (None, Money(15))]
    assert table.note is not None
    assert not tables_of(printed(plan_of(action(1, budget=5)), "plan_actions"), "counted")


def test_sources_stand_in_the_order_of_the_list() -> None:
    """The known ones as the worksheet lists them, a region's own behind them, none named last."""
    named = ("lainnya", None, "zakat", "APBN", "APBD", "hibah")
    rows = [action(n, budget=n, fund_source=source) for n, source in enumerate(named, start=1)]
    table = source_table(plan_of(*rows), "plan_roadmap")
    assert [row[0].en for row in table.rows] == [
        "APBD",
        "APBN",
        "lainnya",
        "hibah",
        "zakat",
        "not named yet",
        "Total",
    ]


# -- years and terms ------------------------------------------------------------------------------


@any_plan
@given(plans())
def test_a_year_counts_who_runs_in_it(plan: Plan) -> None:
    """Starting, running and ending are counted by going through the years one by one."""
    dossier = plan.dossier
    first = first_year(dossier)
    if first is None:
        return
    table = table_of(printed(dossier, "plan_roadmap"), "year", "running")
    spans = [
        (row["start_year"], row["end_year"])
        for row in dossier.rows("actions")
        if isinstance(row["start_year"], int) and isinstance(row["end_year"], int)
    ]
    years = [row for row in records(table) if row["running"] is not None]
    sixth = any(start <= end == first + 5 for start, end in spans)
    assert len(years) == (6 if sixth else 5)
    for place, line in enumerate(years):
        year = first + place
        running = [span for span in spans if year in range(span[0], span[1] + 1)]
        assert line["running"] == Amount(len(running))
        assert line["starting"] == Amount(sum(start == year for start, _ in running))
        assert line["ending"] == Amount(sum(end == year for _, end in running))
        assert line["year"].en.startswith(str(year))


@pytest.mark.parametrize(
    ("end", "last", "more"), [(2028, 2028, 0), (2029, 2029, 1), (2034, 2028, 0)]
)
def test_a_sixth_year_is_there_only_when_an_activity_ends_in_it(
    end: int, last: int, more: int
) -> None:
    """2024 and five years is up to 2028; RMP001 lets one end in 2029, and then 2029 is printed."""
    city = plan_of(
        action(1, start_year=2024, end_year=2024), action(2, start_year=2026, end_year=end)
    )
    facts = facts_of(printed(city, "plan_introduction"))
    assert (facts["First year"], facts["Last year"]) == (2024, last)
    chapter = printed(city, "plan_roadmap")
    assert len(table_of(chapter, "year", "running").rows) == 5 + more + 2
    assert figures(chapter)[0].title.en == f"Road map 2024 to {last}"


def first_year(dossier: Dossier) -> int | None:
    """Return the earliest plausible start of an activity that has both years."""
    starts = [
        row["start_year"]
        for row in dossier.rows("actions")
        if isinstance(row["start_year"], int)
        and isinstance(row["end_year"], int)
        and 2000 <= row["start_year"] <= 2100
    ]
    return min(starts, default=None)  # type: ignore[type-var]


SPANS = [
    (2024, 2024, "100", None),
    (2024, 2029, "111", None),
    (2025, 2026, "010", None),
    (2026, 2028, "011", None),
    (2020, 2025, "110", "starts before the masterplan"),
    (2028, 2040, "001", "goes beyond the masterplan"),
    (2026, 2024, "000", "ends before it starts"),
    (2026, None, "000", "years are missing"),
    (None, None, "000", "years are missing"),
]


def test_terms_are_those_of_the_rule_and_odd_years_are_said() -> None:
    """Year 1 is short, 2 and 3 medium, 4 to 6 long; what is odd about years stands beside them."""
    rows = [
        action(number, activity=f"{number}", start_year=start, end_year=end)
        for number, (start, end, _, _) in enumerate(SPANS, start=1)
    ]
    city = plan_of(*rows, roadmap_first_year=2024)
    chapter = printed(city, "plan_roadmap")
    for (_, _, marks, remark), line in zip(
        SPANS, records(table_of(chapter, "remark")), strict=True
    ):
        terms = "".join("1" if line[f"term_{n}"] else "0" for n in (1, 2, 3))
        assert (terms, line["remark"] and line["remark"].en) == (marks, remark)
    table = records(table_of(chapter, "term", "first"))
    assert [(line["first"], line["last"]) for line in table] == [
        (2024, 2024),
        (2025, 2026),
        (2027, 2029),
    ]
    assert [line["actions"] for line in table] == [Amount(3), Amount(4), Amount(3)]


def test_without_any_year_there_is_a_budget_and_no_picture_of_years() -> None:
    """Nobody has said when: tables of money stand, the years go by their numbers."""
    chapter = printed(plan_of(action(1, budget=5)), "plan_roadmap")
    assert [row[0].en for row in table_of(chapter, "year").rows][:2] == ["Year 1", "Year 2"]
    assert not figures(chapter)
    assert not tables_of(chapter, "term")


# -- pictures -------------------------------------------------------------------------------------


def figures(chapter: Chapter) -> list[Figure]:
    """Return the pictures of a chapter and its parts."""
    return [block for part in chapter.walk() for block in part.blocks if isinstance(block, Figure)]


def test_every_activity_is_in_one_picture_of_the_road_map(demo_city: Dossier) -> None:
    """A long plan is several pictures, each of which tells in words what it shows."""
    road = [
        one for one in figures(printed(demo_city, "plan_roadmap")) if "Road map" in one.title.en
    ]
    assert [one.title.en[-5:] for one in road] == ["(1/2)", "(2/2)"]
    words = " ".join(one.words.en for one in road)
    for row in demo_city.rows("actions"):
        assert words.count(row.text("activity")[:40]) == 1


def test_a_picture_of_years_needs_a_budget_by_year() -> None:
    """A plan that allocates nothing to years says so, and its picture is of dimensions."""
    chapter = printed(plan_of(action(1, budget=9)), "summary_budget")
    titles = [one.title.en for one in figures(chapter)]
    assert len(titles) == 1
    assert "by dimension" in titles[0]
    assert any(is_note(block) for block in chapter.blocks)
    parted = printed(plan_of(action(1, budget=9, budget_1=4)), "summary_budget")
    assert ["by dimension" in one.title.en for one in figures(parted)] == [True, False]
    assert "Rp4" in figures(parted)[1].words.en
