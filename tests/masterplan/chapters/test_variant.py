"""The books of a region that prints four: a sheet for each quick win, a part for each year."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from tests.masterplan.chapters.analysis_book import is_note, records
from tests.masterplan.chapters.plan_book import (
    BASE,
    Plan,
    facts_of,
    ids,
    origins,
    plans,
    printed,
    row_of,
    table_of,
    tables_of,
    wanted,
    with_rows,
)

from smartflow import Column, Text
from smartflow.model import Dossier, Row
from smartflow.report import Chapter, Facts, Note, Paragraph
from smartflow_masterplan.chapters.shared.ranking import ranked_quick_wins
from smartflow_masterplan.chapters.variant.book import VARIANT

any_plan = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def origin_of(sheet: Chapter) -> str:
    """Return the note of a sheet that names its row, in English."""
    return " ".join(
        run.words.en
        for block in sheet.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Note)
    )


def told(dossier: Dossier) -> list[tuple[Row, Chapter]]:
    """Return the sheets with the rows that they are of, the best first."""
    ranked = ranked_quick_wins(dossier, dossier.settings["masterplan"])
    rows = [one.row for one in ranked if one.chosen] or [one.row for one in ranked]
    return list(zip(rows, printed(dossier, "quick_wins_sheets").parts, strict=True))


# -- quick wins -----------------------------------------------------------------------------------


def assert_sheets_hold_their_rows(dossier: Dossier) -> None:
    """Hold every column of each quick win's row against its sheet."""
    not_filled = Text(id="belum diisi", en="not filled in")
    for row, sheet in told(dossier):
        assert f"({row.id})" in origin_of(sheet)
        assert sheet.page == "new"
        (facts,) = (block for block in sheet.blocks if isinstance(block, Facts))
        columns = dossier.worksheet_types["quick_wins"].columns
        cells = dict(zip((column.key for column in columns), facts.rows[1:], strict=True))
        for column in columns:
            name, cell = cells[column.key]
            money = column.type == "money"
            assert name.id == column.title.id.replace(" (Rp)", "" if money else " (Rp)")
            if isinstance(cell, Text) and column.key == "owner":
                assert cell.id.startswith(row.text("owner"))
            else:
                right = wanted(row, column.key)
                assert cell == (not_filled if right in (None, "") else right)


def test_every_sheet_of_the_demo_holds_its_whole_row(demo_city: Dossier) -> None:
    """Nothing of a selected quick win is left out, and what is empty says so."""
    assert_sheets_hold_their_rows(demo_city)
    assert len(told(demo_city)) == 7


@any_plan
@given(plans())
def test_every_sheet_of_any_plan_holds_its_whole_row(plan: Plan) -> None:
    """Also cells that do not fit, in cities that have not selected anything."""
    assert_sheets_hold_their_rows(plan.dossier)


def test_a_regions_column_is_on_the_sheet() -> None:
    """A column that a regional plugin adds is printed without a word of code."""
    more = Column("tradition", Text(id="Tradisi", en="Tradition"), worksheet="quick_wins")
    sheet = BASE.worksheet_types["quick_wins"].with_columns((more,))
    row = row_of(
        "quick_wins", 1, {"programme": "Goro", "tradition": "Gotong royong"}, filler="living"
    )
    city = replace(
        with_rows(BASE, {"quick_wins": (row,)}),
        worksheet_types={**BASE.worksheet_types, "quick_wins": sheet},
    )
    assert facts_of(printed(city, "quick_wins_sheets"))["Tradition"] == "Gotong royong"


def test_a_sheet_shows_how_its_score_comes_about(demo_city: Dossier) -> None:
    """Values and weights are the scoring rule's; their weighted mean is the printed score."""
    ranked = ranked_quick_wins(demo_city, demo_city.settings["masterplan"])
    for one, (_, sheet) in zip([r for r in ranked if r.chosen], told(demo_city), strict=True):
        lines = records(table_of(sheet, "criterion"))
        weights = sum(line["weight"] for line in lines)
        mean = sum(line["value"] * line["weight"] for line in lines) / weights
        assert one.score is not None
        assert abs(mean - one.score.value) <= 0.001


def test_before_the_selection_the_sheets_are_of_all_proposals() -> None:
    """They say so, so that nobody takes a proposal for a decision."""
    rows = tuple(
        row_of("quick_wins", n, {"programme": f"QW{n}"}, filler="living") for n in (1, 2, 3)
    )
    chapter = printed(with_rows(BASE, {"quick_wins": rows}), "quick_wins_sheets")
    assert len(chapter.parts) == 3
    assert is_note(chapter.blocks[0])


# -- road map -------------------------------------------------------------------------------------


@any_plan
@given(plans())
def test_a_year_lists_who_runs_in_it_and_nobody_else(plan: Plan) -> None:
    """Going through the years one by one finds the same; who runs in none stands at the end."""
    dossier = plan.dossier
    rows = dossier.rows("actions")
    chapter = printed(dossier, "road_map_years")
    if not rows:
        assert not chapter.parts
        return
    seen: set[str] = set()
    for part in chapter.parts:
        if part.key == "road_map_years-outside":
            continue
        year = int(part.title.en.split()[0])
        running = [row for row in rows if runs(row, year)]
        assert origins(tables_of(part, "output")) == ids(running)
        seen |= {row.id for row in running}
    outside = [part for part in chapter.parts if part.key == "road_map_years-outside"]
    rest = Counter(row.id for row in rows if row.id not in seen)
    assert sum((origins(tables_of(part, "output")) for part in outside), Counter()) == rest


def runs(row: Row, year: int) -> bool:
    """Say whether an activity is carried out in a year, by its own two cells."""
    start, end = row["start_year"], row["end_year"]
    return isinstance(start, int) and isinstance(end, int) and year in range(start, end + 1)


@any_plan
@given(plans())
def test_the_budget_of_every_activity_is_there_once(plan: Plan) -> None:
    """Each activity has one line of money, with or without a budget."""
    chapter = printed(plan.dossier, "road_map_budget")
    assert origins(tables_of(chapter, "unallocated", "origin")) == ids(plan.dossier.rows("actions"))
    overview = printed(plan.dossier, "road_map_overview")
    assert origins(tables_of(overview, "remark")) == ids(plan.dossier.rows("actions"))


def test_a_years_budget_is_that_years_column() -> None:
    """The part of the second year prints the budget of the second year."""
    row = row_of(
        "actions",
        1,
        {"activity": "Jalan", "start_year": 2024, "end_year": 2025, "budget_1": 10, "budget_2": 20},
    )
    chapter = printed(with_rows(BASE, {"actions": (row,)}), "road_map_years")
    found = [
        next(cell.rupiah for key, cell in line.items() if key.startswith("budget"))
        for part in chapter.parts[:2]
        for line in records(table_of(part, "output"))
    ]
    assert found == [10, 20]


def test_the_books_of_four_stand_where_their_workflow_asks() -> None:
    """Both books of ``four_books.toml`` have chapters, each key once."""
    assert Counter(one.book for one in VARIANT) == {"quick_wins": 2, "road_map": 3}
    assert len({one.key for one in VARIANT}) == len(VARIANT)
