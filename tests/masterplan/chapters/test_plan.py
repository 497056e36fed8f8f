"""Book 2 and the worksheets: the same numbers, every row once, whatever officials have sent."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.masterplan.chapters.analysis_book import is_note, records
from tests.masterplan.chapters.plan_book import (
    BASE,
    KEYS,
    Plan,
    differing_cells,
    ids,
    origins,
    plans,
    printed,
    row_of,
    table_of,
    tables_of,
    with_dimension,
    with_rows,
)

from smartflow import Text
from smartflow.model import Agency, Dossier, Row
from smartflow.report import Amount, Chapter, Figure, Listing, Note, Paragraph
from smartflow.testing import a_city, compose_book, run_rule
from smartflow_masterplan.chapters.plan.book import PLAN
from smartflow_masterplan.chapters.shared.legal import laws
from smartflow_masterplan.rules.plan.action_origins import cited_strategies, strategy_name
from smartflow_masterplan.rules.swot.factors import in_force

any_plan = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BOOKS = ("masterplan", "executive_summary", "quick_wins", "road_map")


def action(number: int, dimension: str = "living", **cells: Any) -> Row:
    """Return an action."""
    return row_of("actions", number, {"dimension": dimension, **cells}, dimension=dimension)


def plan_of(*actions: Row) -> Dossier:
    """Return a city with these actions and nothing else."""
    return with_rows(BASE, {"actions": actions})


def said(chapter: Chapter) -> str:
    """Return every sentence of a chapter's paragraphs and points, in English, notes included."""
    words = []
    for part in chapter.walk():
        for block in part.blocks:
            lines = block.points if isinstance(block, Listing) else ()
            lines = (block.runs,) if isinstance(block, Paragraph) else lines
            for run in (run for line in lines for run in line):
                text = run.words if isinstance(run, Note) else run
                words.append(text.en if isinstance(text, Text) else "")
    return " ".join(words)


# -- the same numbers, every row once -------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_every_cell_of_the_demo_is_the_worksheets(demo_city: Dossier, key: str) -> None:
    """A number in a book is the number in the row that the book names beside it."""
    assert not list(differing_cells(demo_city, printed(demo_city, key)))


@any_plan
@given(plans())
def test_every_cell_of_any_plan_is_the_worksheets(plan: Plan) -> None:
    """So it is in cities that sent what does not fit: that is printed as it was written."""
    for key in KEYS:
        assert not list(differing_cells(plan.dossier, printed(plan.dossier, key)))


def assert_every_row_once(dossier: Dossier) -> None:
    """Fail unless each kind of table of Book 2 holds each row of its worksheet once."""
    goals, actions = ids(dossier.rows("goals")), ids(dossier.rows("actions"))
    vision, plan = printed(dossier, "plan_vision"), printed(dossier, "plan_actions")
    roadmap, strategies = printed(dossier, "plan_roadmap"), printed(dossier, "plan_strategies")
    assert origins(tables_of(vision, "goal", "rpjmd")) == goals
    assert origins(tables_of(plan, "programme", "outcome")) == actions
    assert origins(tables_of(plan, "fund_source", "budget")) == actions
    assert origins(tables_of(roadmap, "remark")) == actions
    assert origins(tables_of(strategies, "programme", "strategy")) == actions
    known = {one.key for one in dossier.dimensions}
    there = [
        *(row for key in known for row in in_force(dossier, "tows", "tows_merged", key)),
        *(row for row in dossier.rows("tows") if row.dimension not in known),
    ]
    assert origins(tables_of(strategies, "name", "cites")) == ids(there)


def test_every_row_of_the_demo_is_there_once(demo_city: Dossier) -> None:
    """Goals, strategies in force and activities stand in Book 2, none of them twice."""
    assert_every_row_once(demo_city)
    assert len(demo_city.rows("actions")) == 18


@any_plan
@given(plans())
def test_every_row_of_any_plan_is_there_once(plan: Plan) -> None:
    """Also rows of no dimension, of no block, without years."""
    assert_every_row_once(plan.dossier)


@pytest.mark.parametrize("book", BOOKS)
def test_the_books_of_the_demo_are_sound(demo_city: Dossier, book: str) -> None:
    """Both languages, rows as long as their headings, unique keys, twice the same."""
    compose_book(book, demo_city).assert_sound()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_the_books_of_any_plan_are_sound(plan: Plan) -> None:
    """No chapter fails on what officials send."""
    for book in BOOKS:
        compose_book(book, plan.dossier).assert_sound()


# -- where nothing is -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_a_city_without_anything_has_every_chapter(key: str) -> None:
    """An empty city is a draft: chapters stand, and those without data say so in one sentence."""
    chapter = printed(BASE, key)
    assert chapter.key == key
    assert chapter.blocks
    silent = {"plan_introduction", "plan_closing", "summary_overview", "plan_strategies"}
    if key not in silent | {"plan_governance"}:
        (only,) = chapter.blocks
        assert is_note(only)


@pytest.mark.parametrize("key", KEYS)
def test_a_city_without_worksheets_has_every_chapter(key: str) -> None:
    """Not even the kinds of worksheet need be there."""
    bare = msgspec.structs.replace(BASE, worksheet_types={}, dimensions=(), agencies=())
    assert printed(bare, key).blocks


def test_zero_is_said() -> None:
    """A dimension without goals, strategies or activities stands there and says so."""
    goal = row_of("goals", 1, {"dimension": "living", "goal": "Sehat"}, dimension="living")
    vision = printed(with_rows(BASE, {"goals": (goal,)}), "plan_vision")
    (empty,) = (part for part in vision.parts if part.key == "plan_vision_governance")
    assert is_note(empty.blocks[0])
    counts = {
        record["dimension"]: record for record in records(table_of(vision, "indicators", "rpjmd"))
    }
    governance = next(one for one in BASE.dimensions if one.key == "governance").title
    assert counts[governance]["indicators"] == Amount(0)
    strategies = printed(BASE, "plan_strategies")
    assert [part.key for part in strategies.parts] == [
        "plan_strategies_governance",
        "plan_strategies_living",
    ]
    assert all(is_note(block) for part in strategies.parts for block in part.blocks)


# -- dimensions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["governance", "living"])
def test_a_dimension_less_has_no_part(demo_city: Dossier, missing: str) -> None:
    """Its rows are not lost: they stand behind the other dimensions."""
    fewer = msgspec.structs.replace(
        demo_city, dimensions=tuple(one for one in demo_city.dimensions if one.key != missing)
    )
    book = compose_book("masterplan", fewer)
    assert not {f"plan_vision_{missing}", f"{missing}_indicators"} & set(book.keys)
    assert {"plan_vision-others", "plan_strategies-others"} <= set(book.keys)
    assert_every_row_once(fewer)


def test_a_seventh_dimension_has_its_parts(demo_city: Dossier) -> None:
    """A region's dimension is printed like the six; no chapter of its own is needed."""
    more = with_dimension(demo_city, "mobility")
    keys = compose_book("masterplan", more).keys
    assert {"plan_vision_mobility", "plan_strategies_mobility"} <= set(keys)
    assert_every_row_once(more)


# -- strategies and actions -----------------------------------------------------------------------


def test_what_leads_nowhere_is_what_the_rule_finds(demo_city: Dossier) -> None:
    """Strategies without an activity are counted as ACT002 counts them, and named."""
    found = {result.dimension: result for result in run_rule("ACT002", demo_city)}
    table = records(table_of(printed(demo_city, "plan_strategies"), "idle"))
    for dimension, line in zip(demo_city.dimensions, table, strict=False):
        names = {
            strategy_name(row) for row in in_force(demo_city, "tows", "tows_merged", dimension.key)
        }
        assert line["strategies"] == Amount(len(names))
        assert (
            f"{line['idle'].number} dari {len(names)} strategi" in found[dimension.key].message.id
        )


def test_strategies_and_actions_are_tied_as_they_cite() -> None:
    """A strategy lists who carries it out; an activity that cites none that exists is named."""
    strategies = tuple(
        row_of("tows", n, {"code": code, "strategy": words}, filler="DINKES", dimension="living")
        for n, (code, words) in enumerate([("SO1", "Pakai"), ("WO2", "Tutup")], start=1)
    )
    actions = (
        action(1, activity="Posyandu", strategy=("DINKES:SO1",)),
        action(2, activity="Bare", owner="DINKES", strategy=("so1",)),
        action(3, activity="Videotron", strategy=("DPUPR:SO9",)),
        action(4, activity="Tugu"),
    )
    chapter = printed(with_rows(BASE, {"tows": strategies, "actions": actions}), "plan_strategies")
    by_name = {record["name"]: record for record in records(table_of(chapter, "name"))}
    assert by_name["DINKES:SO1"]["actions"] == "Posyandu; Bare"
    assert by_name["DINKES:WO2"]["actions"] == Text(id="belum ada kegiatan", en="no activity yet")
    words = said(chapter)
    assert "Of 2 strategies in force, 1 are carried out by no activity yet" in words
    assert "DINKES:WO2" not in words
    assert "Videotron" in words
    assert "contoh/actions/4" in words
    assert "contoh/actions/1" not in words
    line = records(table_of(chapter, "idle"))[-1]
    counts = [line[key] for key in ("strategies", "idle", "actions", "rootless")]
    assert counts == [Amount(2), Amount(1), Amount(4), Amount(2)]


_CODES = st.sampled_from(["DINKES:SO1", "SO1", "dinkes: so1"])


def _twice(code: str, *dimensions: str) -> tuple[Row, ...]:
    """Return a strategy of DINKES for each dimension, all under one code."""
    return tuple(
        row_of("tows", n, {"code": code, "strategy": key}, filler="DINKES", dimension=key)
        for n, key in enumerate(dimensions, start=1)
    )


def carried(dossier: Dossier) -> dict[str, object]:
    """Return who carries out the strategy of each dimension, by its words."""
    table = tables_of(printed(dossier, "plan_strategies"), "name", "actions")
    return {line["strategy"]: line["actions"] for one in table for line in records(one)}


@pytest.mark.parametrize("code", ["DINKES:SO1", "SO1"])
def test_an_equal_code_means_the_activitys_own_dimension(code: str) -> None:
    """SO1 of DINKES is there twice: an activity of Smart Living carries out that one alone."""
    none = Text(id="belum ada kegiatan", en="no activity yet")
    rows = {
        "tows": _twice("SO1", "governance", "living"),
        "actions": (action(1, activity="Posyandu", owner="DINKES", strategy=(code,)),),
    }
    city = with_rows(BASE, rows)
    assert carried(city) == {"governance": none, "living": "Posyandu"}
    counts = records(table_of(printed(city, "plan_strategies"), "idle"))
    assert [line["idle"].number for line in counts] == [1, 0, 1]
    assert [one.dimension for one in run_rule("ACT002", city)] == ["governance"]


@pytest.mark.parametrize("code", ["DINKES:SO1", "SO1"])
def test_another_dimensions_strategy_counts_where_its_own_has_none(code: str) -> None:
    """Only governance has the code: the activity of Smart Living carries out that strategy."""
    rows = {
        "tows": _twice("SO1", "governance"),
        "actions": (action(1, activity="Posyandu", owner="DINKES", strategy=(code,)),),
    }
    city = with_rows(BASE, rows)
    assert carried(city) == {"governance": "Posyandu"}
    assert [one.status for one in run_rule("ACT002", city)] == ["pass"]


_HOMES = st.sets(st.sampled_from(["governance", "living", "economy"]), min_size=1)


@any_plan
@given(homes=_HOMES, own=st.sampled_from(["governance", "living", ""]), code=_CODES)
def test_a_citation_means_its_own_dimension_or_all_that_have_the_code(
    homes: set[str], own: str, code: str
) -> None:
    """In whichever dimensions an agency has a code: the activity's own alone, else each of them."""
    one = action(1, dimension=own, owner="DINKES", strategy=(code,))
    city = with_rows(BASE, {"tows": _twice("SO1", *sorted(homes)), "actions": (one,)})
    ((strategies,),) = (meant.values() for meant in cited_strategies(city))
    expected = {own} if own in homes else homes
    assert strategies == {(dimension, "DINKES:SO1") for dimension in expected}


def test_activities_are_named_whole() -> None:
    """A name of 200 letters stands in the table of strategies and in the picture, uncut."""
    name = "Menghubungkan layanan pada Mal Pelayanan Publik " * 4 + "akhir"
    dates = {"start_year": 2024, "end_year": 2025}
    rows = {
        "tows": _twice("SO1", "living"),
        "actions": (action(1, activity=name, strategy=("DINKES:SO1",), **dates),),
    }
    city = with_rows(BASE, rows)
    assert carried(city) == {"living": name}
    (picture,) = (
        block
        for part in printed(city, "plan_roadmap").walk()
        for block in part.blocks
        if isinstance(block, Figure)
    )
    assert "…" not in picture.svg.id
    assert name in picture.words.id


def test_once_consolidated_only_used_strategies_are_in_force(demo_city: Dossier) -> None:
    """The demo dropped some of its strategies; none of them is in Book 2."""
    chapter = printed(demo_city, "plan_strategies")
    there = origins(tables_of(chapter, "name"))
    rows = {row.id: row for row in demo_city.rows("tows_merged")}
    assert set(there) <= set(rows)
    assert {rows[row].text("decision") for row in there} == {"dipakai"}
    assert Counter({"dipakai"}) < Counter(row.text("decision") for row in rows.values())


# -- odd rows -------------------------------------------------------------------------------------


def test_several_visions_are_all_printed() -> None:
    """Nobody's wording is dropped; that a choice is due is said, and each names its row."""
    goals = tuple(
        row_of("goals", n, {"vision": words, "dimension": "living"}, dimension="living")
        for n, words in enumerate(["Kota cerdas", "Kota sehat", "Kota cerdas"], start=1)
    )
    words = said(printed(with_rows(BASE, {"goals": goals}), "plan_vision"))
    assert "2 different visions" in words
    assert words.count("Kota cerdas") == 1
    assert "contoh/goals/2" in words


def test_an_action_of_no_block_has_a_part_of_its_own() -> None:
    """A category that is none of the four is printed as it was written."""
    odd = row_of(
        "actions", 1, {"dimension": "living", "activity": "Lain"}, written={"category": "fisik"}
    )
    plan = printed(plan_of(odd, action(2, category="aplikasi")), "plan_actions")
    assert [part.key.removeprefix("plan_actions_") for part in plan.parts] == [
        "policy",
        "infrastructure",
        "applications",
        "literacy",
        "other",
    ]
    other = table_of(plan.parts[-1], "category")
    assert [record["category"] for record in records(other)] == ["fisik"]


def test_an_agency_that_ended_is_said_to_have_ended() -> None:
    """Who was responsible stays named, with the remark; an unknown code stays as it is."""
    gone = Agency("LAMA", "Dinas Lama", "opd", ended=date(2020, 1, 1))
    city = msgspec.structs.replace(
        plan_of(
            action(1, owner="LAMA", category="aplikasi"),
            action(2, owner="DINKES", category="aplikasi"),
            action(3, owner="ENTAH", category="aplikasi"),
        ),
        agencies=(*BASE.agencies, gone),
    )
    owners = [
        record["owner"].en
        for record in records(table_of(printed(city, "plan_actions"), "owner", "output"))
    ]
    assert owners == ["LAMA, Dinas Lama (exists no longer)", "DINKES, Dinas Kesehatan", "ENTAH"]


def test_governance_names_who_is_in_post(demo_city: Dossier) -> None:
    """People stand under each of their roles, and nobody whose time in the post is over."""
    table = records(table_of(printed(demo_city, "plan_governance"), "role", "post"))
    wanted = Counter(
        (demo_city.workflow.role_titles[role], person.name)
        for role in demo_city.workflow.role_titles
        for person in demo_city.people_in(role)
    )
    assert Counter((record["role"], record["name"]) for record in table) == wanted
    over = {person.name for person in demo_city.people if not person.in_post(demo_city.as_of)}
    assert over.isdisjoint(record["name"] for record in table)


def test_records_of_the_plan_are_printed_with_their_entries(demo_city: Dossier) -> None:
    """Legal basis, decrees and regulation stand with number, title, day and entry."""
    book = compose_book("masterplan", demo_city)
    for key, kind, title in (
        ("plan_introduction", "legal_basis", ""),
        ("plan_governance_bodies", "decree_council", "Decrees on the Smart City council"),
        ("plan_governance_bodies", "decree_team", "Decrees on the implementation team"),
        ("plan_governance_bodies", "forum", "Meetings of the Smart City forum"),
        ("plan_closing", "regulation", ""),
    ):
        rows = [(one.number, one.title, one.date, one.entry) for one in demo_city.records_of(kind)]
        if kind == "legal_basis":
            assert sorted(rows) == sorted(map(tuple, laws(demo_city)))
            rows = list(map(tuple, laws(demo_city)))
        assert rows
        book.assert_rows(key, *rows, title=title)


def test_the_head_signs_or_leaves_a_place(demo_city: Dossier) -> None:
    """An acting head signs as one; without a head there is a dotted line for the post."""
    head = demo_city.people_in("head")[0]
    assert head.name in str(printed(demo_city, "plan_closing").blocks[-1])
    assert "Pj." in str(printed(demo_city, "plan_closing").blocks[-1])
    nobody = a_city("contoh").dossier()
    assert "Wali Kota" in str(printed(nobody, "plan_closing").blocks[-1])


def test_chapters_stand_in_their_order() -> None:
    """Introduction, vision, strategies, actions, road map, governance, closing."""
    assert [(one.key.removeprefix("plan_"), one.position) for one in PLAN] == [
        ("introduction", 10),
        ("vision", 20),
        ("strategies", 30),
        ("actions", 40),
        ("roadmap", 50),
        ("governance", 60),
        ("closing", 90),
    ]
