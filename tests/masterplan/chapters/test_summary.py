"""Book 3: its numbers are the worksheets', its ranks those of the scoring rule."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
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
    rupiah,
    short_title,
    table_of,
    tables_of,
    with_rows,
    with_selection,
)

from smartflow.model import Dossier
from smartflow.report import Amount, Figure, Money, Paragraph
from smartflow.testing import compose_book
from smartflow_masterplan.chapters.shared.ranking import ranked_quick_wins
from smartflow_masterplan.chapters.summary.book import SUMMARY
from smartflow_masterplan.scoring.quick_wins import quick_win_rank

any_plan = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
KEY = "summary_quick_wins"


def proposal(number: int, *, impact: int, effort: int, filler: str = "living", **cells: object):  # noqa: ANN201
    """Return a proposed quick win."""
    given_ = {"programme": f"QW{number}", "impact": impact, "effort": effort, **cells}
    return row_of("quick_wins", number, given_, filler=filler, dimension=filler)


# -- one page -------------------------------------------------------------------------------------


def test_the_key_numbers_are_counted_rows(demo_city: Dossier) -> None:
    """Each number on the page is one that can be counted in the worksheets."""
    facts = facts_of(printed(demo_city, "summary_overview"))
    chosen = demo_city.selected("quick_wins")
    assert facts["Activities planned"] == Amount(len(demo_city.rows("actions")))
    assert facts["Goal indicators"] == Amount(len(demo_city.rows("goals")))
    assert facts["Regional issues"] == Amount(len(demo_city.rows("issues")))
    assert facts["Agencies and partners"] == Amount(len(demo_city.present_agencies))
    assert facts["Selected quick wins"] == Amount(len(chosen))
    assert facts["Budget of the action plan"] == Money(
        sum(int(row["budget"]) for row in demo_city.rows("actions"))  # type: ignore[arg-type]
    )
    assert facts["Budget of the selected quick wins"] == Money(
        sum(int(row["budget"]) for row in chosen)  # type: ignore[arg-type]
    )
    used = [row for row in demo_city.rows("tows_merged") if row.text("decision") == "dipakai"]
    assert facts["Strategies in force"] == Amount(len(used))
    assert facts["Stage"] == demo_city.workflow.stage_titles[demo_city.stage]


def test_an_empty_city_counts_nothing() -> None:
    """Zero is a number like any other."""
    facts = facts_of(printed(BASE, "summary_overview"))
    assert (facts["Activities planned"], facts["Budget of the action plan"]) == (
        Amount(0),
        Money(0),
    )


def test_the_book_has_its_five_chapters() -> None:
    """Overview, quick wins, indicators, budget, road map, in this order."""
    assert [one.key.removeprefix("summary_") for one in SUMMARY] == [
        "overview",
        "quick_wins",
        "indicators",
        "budget",
        "roadmap",
    ]
    assert sorted(one.position for one in SUMMARY) == [10, 20, 30, 40, 50]


# -- quick wins -----------------------------------------------------------------------------------


def test_ranks_are_those_of_the_scoring_rule(demo_city: Dossier) -> None:
    """Scores are the scoring rule's to one decimal; best first by the whole ones, ties share."""
    table = records(table_of(printed(demo_city, KEY), "place", "score"))
    scores = {
        one.subject: one.value
        for one in quick_win_rank(demo_city, demo_city.settings["masterplan"])
    }
    assert {line["origin"] for line in table} == set(scores)
    for line in table:
        assert abs(line["score"] - scores[line["origin"]]) <= Decimal("0.05")
        assert line["score"] * 10 == int(line["score"] * 10)
    for line in table:
        better = sum(value > scores[line["origin"]] for value in scores.values())
        assert line["place"] == better + 1
    assert [line["place"] for line in table] == sorted(line["place"] for line in table)
    assert {line["origin"] for line in table if line["chosen"]} == set(
        ids(demo_city.selected("quick_wins"))
    )


@any_plan
@given(plans())
def test_every_proposal_is_ranked_once_and_every_selected_one_told(plan: Plan) -> None:
    """All proposals stand in the ranking; both tables of the selected hold just these."""
    dossier = plan.dossier
    chapter = printed(dossier, KEY)
    proposals = dossier.rows("quick_wins")
    assert origins(tables_of(chapter, "score")) == ids(proposals)
    chosen = ids(dossier.selected("quick_wins"))
    assert origins(tables_of(chapter, "local_wisdom")) == chosen
    assert origins(tables_of(chapter, "indicator", "target")) == chosen
    for table in tables_of(chapter, "indicator", "target"):
        naive = sum(
            value
            for row in dossier.selected("quick_wins")
            if isinstance(value := row.get("budget"), int)
        )
        assert rupiah(dict(zip(table.keys, table.rows[-1], strict=True))["budget"]) == naive


def test_equal_scores_share_a_rank() -> None:
    """Two proposals alike are both first, the next is third."""
    rows = (
        proposal(1, impact=5, effort=1),
        proposal(2, impact=5, effort=1),
        proposal(3, impact=1, effort=5),
    )
    table = table_of(printed(with_rows(BASE, {"quick_wins": rows}), KEY), "score")
    assert [line["place"] for line in records(table)] == [1, 1, 3]


def test_before_the_selection_it_is_said_that_there_is_none() -> None:
    """The ranking stands, and a sentence stands where the selected ones will."""
    city = with_rows(BASE, {"quick_wins": (proposal(1, impact=4, effort=2),)})
    chapter = printed(city, KEY)
    (selected,) = chapter.parts
    assert len(selected.blocks) == 1
    assert is_note(selected.blocks[0])
    assert not any(line["chosen"] for line in records(table_of(chapter, "score")))


def test_the_selection_says_how_many_of_how_many_and_why() -> None:
    """One of two was chosen, against the ranking, and the reason is printed as it was given."""
    rows = (proposal(1, impact=5, effort=1), proposal(2, impact=1, effort=5))
    city = with_selection(with_rows(BASE, {"quick_wins": rows}), lambda row: row.id.endswith("/2"))
    (selected,) = printed(city, KEY).parts
    said = [
        run.en for block in selected.blocks if isinstance(block, Paragraph) for run in block.runs
    ]
    assert any(re.search(r"1 of 2 proposals; .* was recorded on \d+ \w+ \d{4}\.", w) for w in said)
    assert any("Satu per dimensi" in words for words in said)


def test_a_criterion_that_cannot_be_read_leaves_the_proposals_unranked() -> None:
    """The book stands although a setting is mistyped: it says that there is no ranking."""
    rows = (proposal(1, impact=5, effort=1),)
    own = {**BASE.settings["masterplan"], "rank_columns": ("budget:cheap:3",)}
    city = replace(with_rows(BASE, {"quick_wins": rows}), settings={"masterplan": own})
    chapter = printed(city, KEY)
    (line,) = records(table_of(chapter, "score"))
    assert (line["place"], line["score"]) == (None, None)
    assert any(isinstance(block, Paragraph) and block.tone == "warning" for block in chapter.blocks)


def test_the_picture_has_the_selected_in_black(demo_city: Dossier) -> None:
    """Every proposal is in the picture, by its rank; it tells the same in words."""
    (picture,) = (b for b in printed(demo_city, KEY).blocks if isinstance(b, Figure))
    for one in ranked_quick_wins(demo_city, demo_city.settings["masterplan"]):
        assert (
            f"{one.place} {one.row.text('programme')}: impact {one.row['impact']}"
            in picture.words.en
        )
    assert picture.svg.id != picture.svg.en


# -- the plan in short ----------------------------------------------------------------------------


@any_plan
@given(plans())
def test_every_indicator_is_there_once(plan: Plan) -> None:
    """Goals of no dimension stand behind the others."""
    chapter = printed(plan.dossier, "summary_indicators")
    assert origins(tables_of(chapter, "indicator")) == ids(plan.dossier.rows("goals"))


def test_indicators_stand_by_dimension(demo_city: Dossier) -> None:
    """In the order of the workflow, each dimension's together."""
    table = records(table_of(printed(demo_city, "summary_indicators"), "indicator"))
    order = [short_title(one.title) for one in demo_city.dimensions]
    places = [order.index(line["dimension"]) for line in table]
    assert places == sorted(places)


@pytest.mark.parametrize("key", ["summary_roadmap", "summary_budget"])
def test_the_short_tables_are_those_of_book_two(demo_city: Dossier, key: str) -> None:
    """Two books cannot differ: what both print is the same table."""
    long = tables_of(printed(demo_city, "plan_roadmap"))
    short = tables_of(printed(demo_city, key))
    assert any(table in long for table in short)


def test_chapters_are_loaded_when_they_are_printed() -> None:
    """Registering the books loads no picture and no table: nearly every command registers."""
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from smartflow_masterplan import smartflow_register_chapters\n"
        "assert len(list(smartflow_register_chapters())) > 30\n"
        "own = 'smartflow_masterplan.chapters.'\n"
        "print(*(n for n in sys.modules if n.startswith(('smartflow.report', own))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    own = "smartflow_masterplan.chapters"
    books = ("analysis", "plan", "sheets", "summary", "variant")
    names = {"shared", "shared.printed", *books, *(f"{book}.book" for book in books)}
    assert set(done.stdout.split()) == {f"{own}.{name}" for name in names}


def test_the_books_of_four_have_no_chapter_of_book_three(demo_city: Dossier) -> None:
    """The executive summary and the books in its place share functions, never keys."""
    keys = [
        set(compose_book(book, demo_city).keys)
        for book in ("executive_summary", "quick_wins", "road_map")
    ]
    assert len(set().union(*keys)) == sum(map(len, keys))
