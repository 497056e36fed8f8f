"""What a berita acara says a stage came to: the worksheets' numbers, and those of the books."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.masterplan.chapters.signed_city import CITY, DAY, STAGES, cells, places, with_people

from smartflow.report import Amount, Facts, Money, Table
from smartflow.testing import CityInWords, ComposedBook, compose_book
from smartflow_masterplan.scoring.issues import usg_priority
from smartflow_masterplan.scoring.quick_wins import quick_win_rank

RESULTS = "minutes_results"
TWO = CITY.with_dimensions("living", "environment")
_DIMENSIONS = st.sampled_from(["living", "environment"])


def numbers(row: tuple[Any, ...]) -> list[int]:
    """Return the numbers of a row of counts."""
    return [cell.number for cell in row if isinstance(cell, Amount)]


# -- issues ---------------------------------------------------------------------------------------

_GRADE = st.integers(1, 5)
_ISSUES = st.lists(
    st.tuples(_DIMENSIONS, st.sampled_from("AB"), st.one_of(st.none(), st.tuples(*[_GRADE] * 3))),
    max_size=8,
)


def with_issues(issues: list[tuple[str, str, tuple[int, ...] | None]]) -> CityInWords:
    """Return a city with issues; some agencies write the same words."""
    city = TWO
    for number, (dimension, words, grades) in enumerate(issues):
        given = zip(("urgency", "seriousness", "growth"), grades or (), strict=False)
        agency = ("DLH", "DINKES")[number % 2]
        city = city.with_row("issues", agency, issue=words, dimension=dimension, **dict(given))
    return city


@given(_ISSUES)
def test_issues_are_counted_and_the_first_ranked_named(
    issues: list[tuple[str, str, tuple[int, ...] | None]],
) -> None:
    """Counts are naive counts; of rank 1 is whatever no issue of its dimension outdoes."""
    book = compose_book("minutes", with_issues(issues)).assert_sound()
    if not issues:
        book.assert_says(RESULTS, "Belum ada isian")
        return
    table = book.table(RESULTS, "Isu daerah menurut dimensi")
    wanted = [
        [len(own), sum(grades is not None for *_, grades in own)]
        for own in ([one for one in issues if one[0] == key] for key in ("living", "environment"))
    ]
    assert [numbers(row) for row in table.rows] == [
        *wanted,
        [sum(c) for c in zip(*wanted, strict=True)],
    ]
    dossier = book.dossier
    by_id = {row.id: row for row in dossier.rows("issues")}
    scores = {
        one.subject: one.value for one in usg_priority(dossier, dossier.settings["masterplan"])
    }
    best = {
        key
        for key, value in scores.items()
        if not any(
            scores[other] > value and by_id[other].dimension == by_id[key].dimension
            for other in scores
        )
    }
    if best:
        origins = cells(book, RESULTS, "origin", title="Isu berperingkat 1 pada setiap dimensi")
        assert Counter(key for (key,) in origins) == Counter(best)


# -- SWOT and TOWS --------------------------------------------------------------------------------

_FACTORS = st.lists(
    st.tuples(_DIMENSIONS, st.sampled_from("SWOT"), st.booleans()), min_size=1, max_size=12
)


@given(_FACTORS, st.lists(_DIMENSIONS, max_size=4))
def test_factors_strategies_and_quadrants_are_those_of_book_1(
    factors: list[tuple[str, str, bool]], strategies: list[str]
) -> None:
    """Counts are naive counts, and the table of quadrants is the very one of Book 1."""
    city = TWO.at("swot_tows")
    for number, (dimension, letter, graded) in enumerate(factors):
        grades = {"weight": "0.5", "rating": 2 + number % 2} if graded else {}
        given = {"code": f"{letter}{number}", "category": letter, "factor": f"F{number}"}
        city = city.with_row("swot", "DLH", dimension=dimension, **given, **grades)
    for number, dimension in enumerate(strategies):
        given = {"code": f"SO{number}", "cell": "SO", "strategy": f"Z{number}"}
        city = city.with_row("tows", "DLH", dimension=dimension, **given)
    book = compose_book("minutes", city).assert_sound()
    table = book.table(RESULTS, "Faktor SWOT dan strategi TOWS")
    wanted = []
    for key in ("living", "environment"):
        own = [letter for dimension, letter, _ in factors if dimension == key]
        wanted.append([*(own.count(one) for one in "SWOT"), len(own), strategies.count(key)])
    assert [numbers(row) for row in table.rows] == [
        *wanted,
        [sum(c) for c in zip(*wanted, strict=True)],
    ]
    assert quadrants(book, RESULTS) == quadrants(compose_book("analysis", city), "analysis_swot")


def quadrants(book: ComposedBook, chapter: str) -> list[Table]:
    """Return the tables of a chapter that tell quadrants."""
    blocks = book.chapter(chapter).blocks
    return [one for one in blocks if isinstance(one, Table) and "quadrant" in one.keys]


# -- quick wins -----------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.booleans()), min_size=1, max_size=6)
)
def test_selected_quick_wins_are_named_with_their_places(
    proposals: list[tuple[int, int, bool]],
) -> None:
    """Each chosen one once, behind as many as outdo it; budgets are naive sums."""
    city = TWO.at("quick_win_selection")
    chosen = []
    for number, (impact, effort, taken) in enumerate(proposals, start=1):
        given = {"impact": impact, "effort": effort, "budget": 10**number}
        city = city.with_row(
            "quick_wins", "living", code=f"QW{number}", programme=f"P{number}", **given
        )
        chosen += [number] if taken else []
    if chosen:
        city = city.with_selection("quick_wins", *(f"living/quick_wins/{one}" for one in chosen))
    book = compose_book("minutes", city).assert_sound()
    (facts,) = [one for one in book.chapter(RESULTS).blocks if isinstance(one, Facts)]
    funds = Money(sum(10**one for one in chosen))
    assert [value for _, value in facts.rows] == [
        Amount(len(proposals)),
        Amount(len(chosen)),
        funds,
    ]
    if not chosen:
        assert len(book.chapter(RESULTS).blocks) == 1
        return
    settings = book.dossier.settings["masterplan"]
    scores = {one.subject: one.value for one in quick_win_rank(book.dossier, settings)}
    wanted = {
        (1 + sum(value > scores[key] for value in scores.values()), key, Money(10**number))
        for number, key in ((one, f"living/quick_wins/{one}") for one in chosen)
    }
    assert set(cells(book, RESULTS, "place", "origin", "budget")) == wanted
    assert len(book.table(RESULTS).rows) == len(chosen)


# -- the plan -------------------------------------------------------------------------------------


@given(
    st.lists(_DIMENSIONS, max_size=5),
    st.lists(st.tuples(_DIMENSIONS, st.integers(0, 10**12)), max_size=5),
)
def test_goals_activities_and_budget_are_those_of_the_worksheets(
    goals: list[str], actions: list[tuple[str, int]]
) -> None:
    """Counts and sums of each dimension, and of all of them."""
    city = TWO.at("masterplan_approval")
    for number, dimension in enumerate(goals):
        city = city.with_row("goals", dimension=dimension, goal=f"G{number}", indicator="I")
    for number, (dimension, budget) in enumerate(actions):
        city = city.with_row(
            "actions", dimension=dimension, programme=f"P{number}", activity="A", budget=budget
        )
    book = compose_book("minutes", city).assert_sound()
    if not goals and not actions:
        book.assert_says(RESULTS, "Belum ada isian")
        return
    lines = [
        (
            Amount(goals.count(key)),
            Amount(sum(one == key for one, _ in actions)),
            Money(sum(budget for one, budget in actions if one == key)),
        )
        for key in ("living", "environment")
    ]
    whole = (
        Amount(len(goals)),
        Amount(len(actions)),
        Money(sum(budget for _, budget in actions)),
    )
    assert cells(book, RESULTS, "goals", "activities", "budget") == [*lines, whole]


def test_a_stage_without_worksheets_has_no_results() -> None:
    """A region's own worksheet, of which the books know nothing, is no fault either."""
    for stage in STAGES[4:]:
        assert RESULTS not in compose_book("minutes", CITY.at(stage)).keys
    dossier = CITY.dossier()
    sheets = {"issue_analysis": ("readiness",)}
    other = replace(dossier, workflow=replace(dossier.workflow, worksheets=sheets))
    compose_book("minutes", other).assert_sound().assert_says(RESULTS, "Belum ada isian")


# -- documents and books --------------------------------------------------------------------------


def test_a_picture_for_the_covers_is_no_document_of_the_stage() -> None:
    """It is left out by the workflow's own word for it."""
    city = CITY.with_record("coat_of_arms", date=DAY).with_record("mou", date=DAY, title="MoU")
    book = compose_book("minutes", city)
    assert cells(book, "minutes_records", "entry", "title") == [(2, "MoU")]
    only = compose_book("minutes", CITY.with_record("coat_of_arms", date=DAY))
    only.assert_says("minutes_records", "Belum ada dokumen")
    workflow = replace(book.dossier.workflow, emblem="mou")
    other = compose_book("minutes", replace(book.dossier, workflow=workflow))
    assert cells(other, "minutes_records", "entry") == [(1,)]


def test_the_approval_says_which_books_were_issued() -> None:
    """With entry, day and digest, also those of earlier stages; another stage has its own alone."""
    usual = {"format": "pdf", "language": "id", "day": DAY, "by": "Rina"}
    stages = {
        "swot_tows": "analysis",
        "masterplan_approval": "masterplan",
        "approved": "executive_summary",
    }
    issued = tuple(
        {**usual, "report": book, "title": f"Buku {n}", "file": f"{n}" * 64, "stage": stage}
        for n, (stage, book) in enumerate(stages.items(), start=1)
    )
    title = "Buku dan lembar yang diterbitkan"
    wanted = {"masterplan_approval": [1, 2], "swot_tows": [1], "approved": [3]}
    for stage, numbers_ in wanted.items():
        city = CityInWords({**CITY.at(stage).case, "issued": issued})
        compose_book("minutes", city).assert_sound().assert_rows(
            "minutes_records",
            *((n, DAY, f"Buku {n}", "pdf", "Rina", f"{n}" * 64) for n in numbers_),
            title=title,
        )
    none = compose_book("minutes", CITY.at("masterplan_approval"))
    none.assert_says("minutes_records", "Belum ada penerbitan buku")
    assert "penerbitan" not in repr(compose_book("minutes", CITY.at("approved")).chapters)


# -- a stage that is over -------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES[:4])
def test_a_stage_that_is_over_awaits_nothing(stage: str) -> None:
    """Nothing is 'not yet' any more: there was none."""
    dossier = replace(CITY.at(stage).dossier(), city_stage="adopted")
    book = compose_book("minutes", dossier).assert_sound()
    chapters = ("meetings", "presentations", "results", "records", "decisions")
    for key in (f"minutes_{one}" for one in chapters):
        book.assert_says(key, "Tidak ada ")
        said = [text.id + text.en for text in book.words(key)]
        assert not [one for one in said if "Belum ada" in one or " yet" in one]
    present = compose_book("minutes", replace(dossier, city_stage=stage))
    present.assert_says("minutes_meetings", "Belum ada ")


# -- who signs ------------------------------------------------------------------------------------


def _member(name: str, post: str, **more: Any) -> dict[str, object]:
    return {"name": name, "roles": ("team",), "post": post, **more}


CHAIR = _member("Dedi", "Kepala Diskominfo, Ketua Tim Pelaksana")
CLERK = {**_member("Rina", "Sekretaris Tim Pelaksana"), "roles": ("secretariat",)}
MEMBER = _member("Ari", "Kepala Bappeda")


def test_the_teams_chair_and_secretary_sign_where_both_are_registered() -> None:
    """Then whoever else answered; the other members do not. With one of them alone, as before."""

    def names(*people: dict[str, object], answered: str = "") -> list[str]:
        city = with_people(CITY, *people)
        city = city.with_sign_off("team", answered, post="Kepala") if answered else city
        found = places(compose_book("minutes", city).assert_sound(), "minutes_signatures")
        return [one.split(", ")[0] for one in found]

    assert names(CHAIR, CLERK, MEMBER) == ["Dedi", "Rina"]
    assert names(CHAIR, CLERK, MEMBER, answered="Dedi") == ["Dedi", "Rina"]
    assert names(CHAIR, CLERK, MEMBER, answered="Ari") == ["Dedi", "Rina", "Ari"]
    assert names(CHAIR, MEMBER) == ["Ari", "Dedi"]
    assert names(CHAIR, MEMBER, answered="Dedi") == ["Dedi"]
    other = {**CLERK, "post": "Sekretaris Dinas"}
    assert names(CHAIR, other, answered="Dedi") == ["Dedi"]


def test_who_held_the_office_on_the_day_of_the_minutes_signs_them() -> None:
    """Not who holds it when the minutes are printed years later."""
    former = {**CHAIR, "until": date(2023, 9, 1)}
    newer = _member("Umar", "Kepala Diskominfo, Ketua Tim Pelaksana", since=date(2023, 9, 2))
    city = with_people(CITY.with_attendance("DLH", day=DAY), former, newer, CLERK)
    book = compose_book("minutes", city.on(date(2026, 11, 24)))
    assert [one.split(", ")[0] for one in places(book, "minutes_signatures")] == ["Dedi", "Rina"]
    city = with_people(CITY.with_attendance("DLH", day=DAY), {**MEMBER, "until": DAY}, newer)
    later = compose_book("minutes", city.on(date(2026, 11, 24)))
    assert places(later, "minutes_signatures") == ["Ari, Kepala Bappeda"]


def test_the_secretary_signs_behind_the_agencies_and_the_head_last() -> None:
    """In the commitment sheet, wherever the secretariat's code stands among the others."""
    city = CITY.with_agency("AASETDA", "Sekretariat Daerah")
    for owner in ("AASETDA", "DLH", "DINKES"):
        city = city.with_row("actions", programme="P", activity=owner, owner=owner)
    people = (
        {"name": "Yulia", "roles": ("secretary",), "post": "Sekda", "agencies": ("AASETDA",)},
        {"name": "Zul", "roles": (), "post": "Kepala DLH", "agencies": ("DLH",)},
        {"name": "Armen", "roles": ("head",), "post": "Wali Kota"},
    )
    book = compose_book("commitment", with_people(city, *people))
    assert places(book, "commitment_signatures") == [
        "Kepala Dinas Kesehatan",
        "Zul, Kepala DLH",
        "Yulia, Sekda",
        "Armen, Menyetujui, Wali Kota",
    ]


@pytest.mark.parametrize("book", ["minutes", "commitment", "attendance"])
@pytest.mark.parametrize(
    ("kind", "name", "head"),
    [
        ("kota", "Kota Sawahlunto", "PEMERINTAH KOTA SAWAHLUNTO"),
        ("kota", "Sawahlunto", "PEMERINTAH KOTA SAWAHLUNTO"),
        ("kabupaten", "Kabupaten Tegal", "PEMERINTAH KABUPATEN TEGAL"),
    ],
)
def test_every_sheet_begins_with_the_government(book: str, kind: str, name: str, head: str) -> None:
    """As official letters do."""
    composed = compose_book(book, CityInWords({**CITY.case, "city": {"kind": kind, "name": name}}))
    (words,) = composed.chapters[0].blocks[0].runs  # type: ignore[union-attr]
    assert words.id == head  # type: ignore[union-attr]
