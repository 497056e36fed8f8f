"""The berita acara: every line is the dossier's, and the sheets of any city can be made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.masterplan.chapters.signed_city import CITY, DAY, STAGES, cells, places

from smartflow import Dossier, Text
from smartflow.report import Facts
from smartflow.testing import CityInWords, Workspace, a_city, compose_book, run_rule
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.sheets.minutes_work import received

_SIGNED = "commitment_signatures"

# -- the berita acara -----------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("city", [a_city(), CITY], ids=["nothing", "agencies"])
def test_a_stage_in_which_nothing_happened_can_be_printed(city: CityInWords, stage: str) -> None:
    """Every chapter is there and says that nothing is."""
    book = compose_book("minutes", city.at(stage)).assert_sound()
    tops = tuple(chapter.key for chapter in book.chapters)
    assert tops == (
        "minutes_opening",
        "minutes_meetings",
        "minutes_presentations",
        "minutes_worksheets",
        *(("minutes_results",) if stage in STAGES[:4] else ()),
        "minutes_records",
        "minutes_decisions",
        "minutes_waivers",
        "minutes_open",
        "minutes_signatures",
    )
    for key, says in {
        "minutes_meetings": "Belum ada daftar hadir",
        "minutes_presentations": "Belum ada paparan",
        "minutes_records": "Belum ada dokumen",
        "minutes_decisions": "Belum ada keputusan",
        "minutes_waivers": "Tidak ada pengecualian",
    }.items():
        book.assert_says(key, says)


def test_the_opening_names_day_stage_and_region() -> None:
    """Number and place are left to a pen."""
    book = compose_book("minutes", CITY.at("swot_tows").with_attendance("DLH", day=DAY))
    book.assert_says("minutes_opening", "Rabu tanggal lima bulan Juli")
    book.assert_says("minutes_opening", "tahap Analisis SWOT-TOWS")
    book.assert_says("minutes_opening", "Kota Sawahlunto, Provinsi Sumatera Barat")
    (facts,) = [one for one in book.chapter("minutes_opening").blocks if isinstance(one, Facts)]
    blank = [name.id for name, value in facts.rows if value is None]
    assert blank == ["NOMOR", "Tempat", "Pukul", "Acara", "Pimpinan rapat"]


def test_meetings_are_those_of_the_stage_by_day() -> None:
    """Present among the invited, others, and people: three numbers, none of them mixed."""
    city = (
        CITY.at("swot_tows")
        .with_attendance("DLH", "MEDIA", session="Kedua", day=date(2023, 7, 4), people=9)
        .with_attendance("DINKES", "KUBANG", session="Pertama", day=date(2023, 7, 3), people=2)
        .with_attendance("DLH", session="Lain", stage="issue_analysis")
    )
    compose_book("minutes", city).assert_rows(
        "minutes_meetings",
        (2, date(2023, 7, 3), "Pertama", 3, 2, 0, 2),
        (1, date(2023, 7, 4), "Kedua", 3, 1, 1, 9),
    )


def test_who_is_invited_is_asked_on_the_day_of_the_meeting() -> None:
    """An agency that has ended since was invited then, and is no longer invited now."""
    ended = {"code": "LAMA", "name": "Dinas Lama", "kind": "opd", "ended": date(2023, 7, 4)}
    city = CityInWords({**CITY.case, "agencies": (*CITY.case["agencies"], ended)})
    for day in (date(2023, 7, 3), date(2023, 7, 4)):
        city = city.with_attendance("LAMA", session="Rapat", day=day)
    book = compose_book("minutes", city)
    assert cells(book, "minutes_meetings", "invited", "came", "others") == [(4, 1, 0), (3, 0, 1)]


def test_presentations_say_who_what_and_with_whom() -> None:
    """A mentor or remark that was not recorded is left empty."""
    city = CITY.at("swot_tows").with_presentation("living", by="Sari", mentor="Bagus", day=DAY)
    city = city.with_presentation("environment", by="Dani", notes="Bagus sekali")
    book = compose_book("minutes", city)
    titles = {one.key: one.title for one in book.dossier.dimensions}
    book.assert_rows(
        "minutes_presentations",
        (1, DAY, titles["living"], "Sari", "Bagus", None),
        (2, DAY, titles["environment"], "Dani", None, "Bagus sekali"),
    )
    book.assert_says("minutes_presentations", "Kertas Kerja SWOT, Kertas Kerja TOWS.")


def test_what_came_in_is_what_status_says(smartflow_workspace: Workspace) -> None:
    """The engine's own account of who has sent, said nil and is missing is the berita acara's."""
    city = CITY.with_row("issues", "DLH", issue="Banjir", dimension="living")
    city = city.with_agency("DISHUB").with_nil("DISHUB", "issues")
    smartflow_workspace.add(city)
    (told,) = smartflow_workspace.run("status", "sawahlunto", "--json").json["city"]["worksheets"]
    (mine,) = received(city.dossier())
    assert {
        "worksheet": mine.worksheet.key,
        "submitted": list(mine.sent),
        "nil": list(mine.nil),
        "unconfirmed": list(mine.unconfirmed),
        "awaited": list(mine.missing),
    } == {key: told[key] for key in ("worksheet", "submitted", "nil", "unconfirmed", "awaited")}
    assert mine.missing == ("DINKES",)


def test_worksheets_of_every_kind_are_counted() -> None:
    """Agencies, dimensions and the city: each worksheet awaits its own, by its name."""
    city = CITY.at("swot_tows").with_dimensions("living", "environment")
    city = city.with_row("swot", "DLH", dimension="living", factor="Sungai")
    city = city.with_row("swot", "DLH", dimension="living", factor="Hutan")
    city = city.with_row("readiness", "living", component="struktur", score=3)
    book = compose_book("minutes", city)
    counted = cells(book, "minutes_worksheets", "worksheet", "sent", "rows", "nil", "missing")
    by_title = {title.id: numbers for title, *numbers in counted}
    assert by_title["Kertas Kerja SWOT"] == [1, 2, 0, 1]
    assert by_title["Kertas Kerja Kesiapan dan Kesenjangan"] == [1, 1, 0, 1]
    awaited = {
        row[0].id: row[1] for row in cells(book, "minutes_worksheets", "worksheet", "awaited")
    }
    environment = book.dossier.dimension("environment")
    assert environment is not None
    assert awaited["Kertas Kerja SWOT"] == Text.same("DINKES")
    assert awaited["Kertas Kerja Kesiapan dan Kesenjangan"] == environment.title


def test_whoever_said_nil_and_then_sent_it_is_counted_once() -> None:
    """As one that has sent it."""
    city = CITY.with_row("issues", "DLH", issue="Banjir", dimension="living")
    book = compose_book("minutes", city.with_nil("DLH", "issues").with_nil("DINKES", "issues"))
    assert cells(book, "minutes_worksheets", "sent", "nil", "missing") == [(1, 1, 0)]


def test_what_was_entered_for_somebody_stays_open_until_confirmed() -> None:
    """A worksheet from a photograph is in, and named among what is still awaited."""
    pending = {"worksheet": "issues", "filler": "DLH", "on_behalf": True, "confirmed": False}
    book = compose_book("minutes", CityInWords({**CITY.case, "submissions": (pending,)}))
    assert cells(book, "minutes_worksheets", "sent") == [(1,)]
    book.assert_says("minutes_open", "belum dikonfirmasi DLH")


def test_documents_are_called_as_the_workflow_calls_them() -> None:
    """With their entries, and how many have signed."""
    city = CITY.with_record("decree_team", number="188/2023", date=DAY, title="SK Tim")
    city = city.with_record("mou", number="", date=DAY, title="MoU", signed_by=("Rina", "Dedi"))
    city = city.with_record("forum", stage="swot_tows")
    compose_book("minutes", city).assert_rows(
        "minutes_records",
        (1, Text(id="SK Tim Pelaksana", en=_TEAM), "188/2023", DAY, "SK Tim", None),
        (2, Text(id="Nota kesepakatan", en=_MOU), None, DAY, "MoU", 2),
    )


_TEAM = "Decree on the implementation team"
_MOU = "Memorandum of understanding"


def test_a_choice_is_printed_row_by_row() -> None:
    """In the order in which it was chosen; a row that is gone since is still named."""
    city = CITY.at("quick_win_selection")
    for number in (1, 2):
        city = city.with_row("quick_wins", "living", code=f"QW{number}", programme=f"P{number}")
    chosen = ("living/quick_wins/2", "living/quick_wins/9", "living/quick_wins/1")
    book = compose_book("minutes", city.with_selection("quick_wins", *chosen, reason="Mendesak"))
    living = book.dossier.dimension("living")
    assert living is not None
    book.assert_rows(
        "minutes_decisions",
        ("QW2", "P2", living.title, chosen[0]),
        (None, None, None, chosen[1]),
        ("QW1", "P1", living.title, chosen[2]),
    )
    book.assert_says("minutes_decisions", "entri nomor 1")
    before = compose_book("minutes", replace(book.dossier, stage="swot_tows"))
    before.assert_says("minutes_decisions", "Belum ada keputusan")
    book.assert_says("minutes_decisions", "Alasan: Mendesak")


def test_answers_and_meetings_carry_their_entries() -> None:
    """What was declined is said as plainly as what was approved."""
    city = CITY.at("masterplan_approval").with_person("Yulia", "secretary", post="Sekda")
    city = city.with_sign_off("secretary", "Yulia", post="Sekda", answer="decline", reason="Kurang")
    city = city.with_decision(outcome="approve", present=14, members=20, number="BA-7", day=DAY)
    book = compose_book("minutes", city)
    book.assert_rows(
        "minutes_decisions",
        (1, DAY, "Yulia", worded.ANSWERS["decline"], "Kurang"),
        columns=("entry", "day", "person", "answer", "reason"),
        title="Persetujuan",
    )
    book.assert_rows(
        "minutes_decisions",
        (1, DAY, worded.ANSWERS["approve"], 14, 20, "BA-7"),
        columns=("entry", "day", "outcome", "present", "members", "number"),
        title="Keputusan rapat",
    )
    book.assert_says("minutes_open", "Persetujuan Sekretaris Daerah belum dicatat")
    open_points = [text.id for text in book.words("minutes_open")]
    assert not any("Dewan" in point for point in open_points)


def test_waivers_in_force_are_printed_and_others_are_not() -> None:
    """Approved and not over: in force. Not approved: open. Over: neither."""
    usual = {"rule": "ISU002", "reason": "Data menyusul", "requested_by": "Rina"}
    waivers = (
        {**usual, "until": DAY, "approved_by": "Dedi", "approval": 41, "agency": "DLH"},
        {**usual, "until": DAY - timedelta(days=1), "approved_by": "Dedi", "approval": 42},
        {**usual, "until": DAY},
    )
    book = compose_book("minutes", CityInWords({**CITY.case, "waivers": waivers}))
    book.assert_rows(
        "minutes_waivers",
        (1, "ISU002", "DLH", "Data menyusul", DAY, "Rina", 41, "Dedi"),
    )
    book.assert_says("minutes_open", "ISU002 diminta Rina (entri nomor 3)")


def test_what_is_presented_anew_is_said_as_the_rule_says_it() -> None:
    """The points about presentations are the findings of PRS001, sentence by sentence."""
    city = CITY.at("swot_tows").with_presentation("living", day=DAY)
    city = city.with_presentation("environment", digest="0" * 64)
    book = compose_book("minutes", city)
    found = [one.message.id for one in run_rule("PRS001", city)]
    said = [text.id for text in book.words("minutes_open")]
    assert len(found) == 5
    assert set(found) <= set(said)
    later = compose_book("minutes", city.at("approved"))
    assert [text for text in later.words("minutes_open") if "memaparkan" in text.id] == []


def test_whose_role_signs_has_a_place() -> None:
    """Whoever answered; else whoever holds the role; else a dotted line with the post."""
    city = CITY.at("masterplan_approval").with_person("Yulia", "secretary", post="Sekda")
    dotted = places(compose_book("minutes", city), "minutes_signatures")
    assert dotted == ["Dewan Smart City", "Yulia, Sekda", "Menyetujui, Wali Kota Sawahlunto"]
    decided = places(compose_book("minutes", city.with_decision(day=DAY)), "minutes_signatures")
    assert decided == ["Ketua Dewan Smart City", *dotted[1:]]
    city = city.with_person("Armen", "head", post="Wali Kota").with_person("Budi", "head")
    city = city.with_sign_off("head", "Armen", post="Wali Kota")
    signed = places(compose_book("minutes", city), "minutes_signatures")
    assert signed[-1] == "Armen, Menyetujui, Wali Kota"


def test_who_answered_in_another_stage_has_no_place_in_this_one() -> None:
    """The places are those of the stage that the minutes are about."""
    city = CITY.with_person("Dedi", "team", post="Ketua").with_sign_off("team", "Umar", post="X")
    city = city.with_sign_off("team", "Leni", post="Y", stage="swot_tows")
    assert places(compose_book("minutes", city), "minutes_signatures") == ["Umar, X"]
    later = compose_book("minutes", city.at("quick_win_selection").with_sign_off("team", "Ari"))
    assert places(later, "minutes_signatures") == ["Ari, Kepala", "Umar, X"]


def test_a_stage_that_nobody_signs_has_a_place_for_its_maker() -> None:
    """A sheet without any place could not be signed."""
    book = compose_book("minutes", CITY.at("approved"))
    assert places(book, "minutes_signatures") == ["yang membuat berita acara"]


# -- any city at all ------------------------------------------------------------------------------

_TYPED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(words=_TYPED, stage=st.sampled_from(STAGES), people=st.integers(0, 10**6))
def test_what_was_typed_is_printed_as_it_was_typed(words: str, stage: str, people: int) -> None:
    """Braces, markup and blanks are letters; every chapter can be made and is sound."""
    city = (
        CITY.at(stage)
        .with_attendance("DLH", session=words, people=people)
        .with_record("mou", number=words, title=words, date=DAY)
        .with_presentation("living", by=words, notes=words, mentor=words)
        .with_person(words, "team", "head", post=words, agencies=("DLH",))
        .with_sign_off("team", words, post=words, reason=words)
        .with_row("actions", programme=words, owner="DLH", budget=3)
    )
    minutes = compose_book("minutes", city).assert_sound()
    assert cells(minutes, "minutes_meetings", "session", "people") == [(words, people)]
    assert cells(minutes, "minutes_records", "number", "title") == [(words, words)]
    assert cells(minutes, "minutes_presentations", "by", "notes") == [(words, words)]
    assert cells(minutes, "minutes_decisions", "person", "reason") == [(words, words)]
    signers = places(compose_book("commitment", city).assert_sound(), _SIGNED)
    assert signers == [f"{words}, {words}", f"{words}, Menyetujui, {words}"]
    attendance = compose_book("attendance", city).assert_sound()
    assert attendance.chapter("attendance_session_1").title.id == f"{words} (5 Juli 2023)"


def dossiers() -> Iterator[Dossier]:
    """Yield cities whose workflow is not the national one."""
    dossier = CITY.with_attendance("DLH").with_presentation("living").dossier()
    yield replace(dossier, dimensions=dossier.dimensions[1:])
    bare = replace(dossier.workflow, stage_titles={}, role_titles={}, record_titles={}, signing={})
    yield replace(dossier, workflow=bare)
    yield replace(dossier, workflow=replace(bare, worksheets={}), stage="a_stage_of_its_own")


@pytest.mark.parametrize("book", ["minutes", "commitment", "attendance"])
def test_a_region_with_a_workflow_of_its_own_can_print_them(book: str) -> None:
    """Fewer dimensions, no titles, another stage: keys stand where titles would."""
    for dossier in dossiers():
        compose_book(book, dossier).assert_sound()


def test_the_sheets_of_a_workspace_are_those_of_its_city(smartflow_workspace: Workspace) -> None:
    """From the commands to the sheet: the real workflow tells titles and who signs."""
    smartflow_workspace.add(CITY.with_person("Dedi", "team", post="Ketua Tim"))
    listed = smartflow_workspace.write("hadir.csv", "Nama,Instansi\nUmar,DLH\nLeni,DLH\n")
    attended = ("--session", "Bimtek I", "--date", "2023-07-05")
    smartflow_workspace.run("attend", "sawahlunto", listed, *attended).assert_exit(0)
    target = Path("minutes.md")
    smartflow_workspace.run(
        "export", "sawahlunto", "minutes-issue_analysis", "--format", "markdown", "-o", target
    ).assert_exit(0)
    printed = (smartflow_workspace.folder / target).read_text(encoding="utf-8")
    assert "Analisis isu daerah" in printed
    assert "Bimtek I" in printed
    assert "Ketua Tim" in printed
    assert "Dedi" in printed
    assert "Umar" not in printed
