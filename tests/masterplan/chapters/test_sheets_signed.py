"""Commitment and attendance: who signs is whom the rules ask for; nobody else is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.masterplan.chapters.signed_city import CITY, DAY, cells, places, with_people

from smartflow import Text
from smartflow.report import Facts, Money, Table
from smartflow.testing import CityInWords, a_city, compose_book, run_rule

# -- the commitment sheet -------------------------------------------------------------------------

PEOPLE = (
    {"name": "Armen", "roles": ("head",), "post": "Wali Kota", "status": "pj"},
    {"name": "Melati", "roles": (), "post": "Kepala Dinkes", "agencies": ("DINKES",)},
    {
        "name": "Zul",
        "roles": (),
        "post": "Kepala DLH, Kepala DISHUB",
        "agencies": ("DLH", "DISHUB"),
        "status": "plt",
    },
)
PLAN = with_people(
    CITY.at("masterplan_approval")
    .with_agency("DISHUB", "Dinas Perhubungan")
    .with_row("actions", programme="A", activity="a", owner="DLH", budget=100)
    .with_row("actions", programme="B", activity="b", owner="DINKES", budget_1=30, budget_2=12)
    .with_row("actions", programme="C", activity="c", owner="DISHUB")
    .with_row("actions", programme="D", activity="d", owner="DLH", budget=7),
    *PEOPLE,
)


def test_agencies_and_budgets_are_those_of_the_action_plan() -> None:
    """Counts and sums by agency; a total that is empty is what its years add up to."""
    book = compose_book("commitment", PLAN).assert_sound()
    book.assert_rows(
        "commitment_agencies",
        ("DINKES", "Dinas Kesehatan", 1, Money(42)),
        ("DISHUB", "Dinas Perhubungan", 1, Money(0)),
        ("DLH", "Dinas Lingkungan Hidup", 2, Money(107)),
    )
    book.assert_every_row("commitment_activities", "actions")
    assert "commitment_orphans" not in book.keys


def test_who_signs_is_whom_mpl002_asks_for() -> None:
    """One place for the head, and one for each person: an acting official signs once for two."""
    book = compose_book("commitment", PLAN)
    assert places(book, "commitment_signatures") == [
        "Melati, Kepala Dinkes",
        "Zul, Plt. Kepala DLH, Kepala DISHUB",
        "Armen, Menyetujui, Pj. Wali Kota",
    ]


@pytest.mark.parametrize("absent", ["", "Armen", "Melati", "Zul"])
def test_the_rule_is_content_with_the_sheet_as_it_is_printed(absent: str) -> None:
    """When everybody signs who has a place, MPL002 passes; when one does not, it does not."""
    named = [place.split(", ")[0] for place in places(compose_book("commitment", PLAN), _SIGNED)]
    signers = tuple(name for name in named if name != absent)
    signed = PLAN.with_record("commitment", date=DAY, signed_by=signers)
    statuses = {result.status for result in run_rule("MPL002", signed)}
    assert statuses == ({"fail"} if absent else {"pass"})


_SIGNED = "commitment_signatures"


def test_posts_without_anybody_are_dotted_lines() -> None:
    """Nobody is registered: the sheet can be printed and signed all the same."""
    book = compose_book("commitment", with_people(PLAN))
    assert places(book, _SIGNED) == [
        "Kepala Dinas Kesehatan",
        "Kepala Dinas Perhubungan",
        "Kepala Dinas Lingkungan Hidup",
        "Menyetujui, Wali Kota Sawahlunto",
    ]


def test_whoever_has_left_the_post_has_no_place() -> None:
    """Whoever is in it has, and the last day in a post is a day in it."""
    usual = {"roles": (), "post": "Kepala DLH", "agencies": ("DLH",)}
    people = (
        {**usual, "name": "Lama", "until": DAY - timedelta(days=1)},
        {**usual, "name": "Baru", "since": DAY, "until": DAY},
        {**usual, "name": "Nanti", "since": DAY + timedelta(days=1)},
    )
    city = with_people(CITY.with_row("actions", programme="A", owner="DLH"), *people)
    assert places(compose_book("commitment", city), _SIGNED)[:-1] == ["Baru, Kepala DLH"]


def test_an_agency_that_has_ended_is_answered_for_by_its_successor() -> None:
    """Its activities stand under the successor; without one, under nobody."""
    gone = {"name": "Lama", "kind": "opd", "ended": DAY}
    ended = (
        {**gone, "code": "LAMA", "successor": "DLH"},
        {**gone, "code": "HILANG"},
    )
    city = CityInWords({**CITY.case, "agencies": (*CITY.case["agencies"], *ended)})
    city = city.with_row("actions", programme="A", owner="LAMA", budget=5)
    city = city.with_row("actions", programme="B", owner="HILANG", budget=6)
    city = city.with_row("actions", programme="C", written={"owner": "dinas anu"})
    book = compose_book("commitment", city).assert_sound()
    book.assert_rows("commitment_agencies", ("DLH", "Dinas Lingkungan Hidup", 1, Money(5)))
    book.assert_rows(
        "commitment_orphans",
        ("B", "HILANG", Money(6)),
        ("C", "dinas anu", None),
        columns=("programme", "owner", "budget"),
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["DLH", "DINKES", "KUBANG", "TIADA", ""]),
            st.one_of(st.none(), st.integers(-(10**6), 10**15)),
        ),
        max_size=12,
    )
)
def test_no_activity_and_no_rupiah_is_lost(actions: list[tuple[str, int | None]]) -> None:
    """Whatever is filled in: each action stands there once, and the sums are naive sums."""
    city = CITY.at("masterplan_approval")
    for number, (owner, budget) in enumerate(actions):
        given = {"owner": owner, "budget": budget}
        cells_ = {key: value for key, value in given.items() if value not in ("", None)}
        city = city.with_row("actions", programme=f"P{number}", **cells_)
    book = compose_book("commitment", city).assert_sound()
    tables = [b for c in book.walk() for b in c.blocks if isinstance(b, Table)]
    origins = [row[-1] for table in tables if "origin" in table.keys for row in table.rows]
    assert sorted(origins) == sorted(row.id for row in book.dossier.rows("actions"))
    known = [(owner, budget or 0) for owner, budget in actions if owner in _KNOWN]
    if not known:
        return
    wanted = [
        (code, sum(o == code for o, _ in known), Money(sum(b for o, b in known if o == code)))
        for code in sorted({owner for owner, _ in known})
    ]
    assert cells(book, "commitment_agencies", "agency", "activities", "budget") == wanted


_KNOWN = ("DLH", "DINKES", "KUBANG")


def test_an_empty_plan_is_said_to_be_empty() -> None:
    """And the head of the region has a place all the same."""
    book = compose_book("commitment", a_city()).assert_sound()
    book.assert_says("commitment_agencies", "belum menyebut perangkat daerah")
    assert len(places(book, _SIGNED)) == 1


# -- the attendance sheet -------------------------------------------------------------------------


def test_every_session_is_there_with_everybody_invited() -> None:
    """Who came, who did not, and who came uninvited; an unknown code is still printed."""
    city = CITY.with_attendance("DLH", "MEDIA", "TIADA", session="Hari kedua", day=DAY)
    city = city.with_attendance(session="Hari pertama", day=date(2023, 7, 4), people=0)
    book = compose_book("attendance", city).assert_sound()
    book.assert_order("attendance_sessions", "attendance_session_2", "attendance_session_1")
    book.assert_rows(
        "attendance_session_1",
        (1, "DINKES", "Dinas Kesehatan", _ABSENT),
        (2, "DLH", "Dinas Lingkungan Hidup", _PRESENT),
        (3, "KUBANG", "Kelurahan Kubang", _ABSENT),
        (4, "MEDIA", "Kabar Kota", _UNINVITED),
        (5, "TIADA", None, _UNINVITED),
    )
    (facts,) = [b for b in book.chapter("attendance_session_1").blocks if isinstance(b, Facts)]
    assert [value for _, value in facts.rows if isinstance(value, int)] == [3, 1, 2, 3, 1]
    assert "attendance_form" not in book.keys


_PRESENT = Text(id="hadir", en="present")
_ABSENT = Text(id="tidak hadir", en="absent")
_UNINVITED = Text(id="hadir, di luar undangan", en="present, not invited")


def test_a_stage_without_a_list_has_a_form_for_a_pen() -> None:
    """A numbered line for each agency that is invited, and lines for those who come beside."""
    city = CITY.at("swot_tows").with_attendance("DLH", stage="issue_analysis")
    rows = compose_book("attendance", city).assert_sound().table("attendance_form").rows
    assert [row[0] for row in rows] == [*range(1, len(rows) + 1)]
    invited = ["Dinas Kesehatan", "Dinas Lingkungan Hidup", "Kelurahan Kubang"]
    assert [row[1] for row in rows] == [*invited, *[None] * 15]
    assert {cell for row in rows for cell in row[2:]} == {None}
    assert "attendance_form" not in compose_book("attendance", CITY.at("adopted")).keys


def test_no_name_of_a_person_is_printed() -> None:
    """UU 27/2022: who is registered is not thereby said to have been there."""
    city = with_people(CITY.with_attendance("DLH", stage="issue_analysis"), *PEOPLE)
    for stage in ("issue_analysis", "swot_tows"):
        book = compose_book("attendance", city.at(stage))
        words = repr(book.chapters)
        assert [p["name"] for p in PEOPLE if f"{p['name']}" in words.split("'")] == []
    book.assert_says("attendance_form", "UU 27/2022")
