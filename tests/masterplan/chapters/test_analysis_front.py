"""What frames Book 1: foreword, introduction and profile count each agency once, each act once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.masterplan.chapters.analysis_book import (
    a_dossier,
    is_note,
    part,
    printed,
    records,
    tables,
)

from smartflow.model import Dossier
from smartflow.report import Chapter, Facts, Listing, Signature, Table

KINDS = ("opd", "kecamatan", "kelurahan", "desa", "bagian", "upt", "partner")
PROFILE = "analysis_profile"
DIMENSIONS = ("governance", "living", "economy")
_agencies = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(KINDS),
        dimensions=st.lists(st.sampled_from(DIMENSIONS), unique=True),
        leads=st.lists(st.sampled_from(DIMENSIONS), max_size=1),
        ended=st.sampled_from([None, date(2020, 1, 1), date(2030, 1, 1)]),
    ),
    max_size=12,
)


def _city(agencies: list[dict[str, Any]], **more: Any) -> Dossier:
    named = [
        {"code": f"A{n}", "name": f"Dinas {n}", **{k: v for k, v in one.items() if v is not None}}
        for n, one in enumerate(agencies)
    ]
    return a_dossier(agencies=named, **more)


def _table(chapter: Chapter, key: str) -> Table:
    return next(table for table in tables(chapter) if key in table.keys)


def _blocks(chapter: Chapter, key: str) -> tuple[Any, ...]:
    return part(chapter, key).blocks


# -- foreword -------------------------------------------------------------------------------------


def test_the_head_of_the_region_signs_the_foreword() -> None:
    """The registered head signs, with the post as on paper; an acting one is called so."""
    heads = [{"name": "Rina", "roles": ["head"], "post": "Wali Kota Contoh", "status": "pj"}]
    chapter = printed(a_dossier(people=heads), "analysis_foreword")
    (signature,) = [block for block in chapter.blocks if isinstance(block, Signature)]
    assert [(place.post.id, place.name) for place in signature.places] == [
        ("Pj. Wali Kota Contoh", "Rina")
    ]
    assert signature.dated
    assert not chapter.numbered


@pytest.mark.parametrize(("kind", "post"), [("kota", "Wali Kota"), ("kabupaten", "Bupati")])
def test_without_a_registered_head_the_name_is_left_to_a_pen(kind: str, post: str) -> None:
    """The post stands above a line: of a kota the mayor's, of a kabupaten the regent's."""
    dossier = a_dossier()
    city = msgspec.structs.replace(dossier.city, kind=kind, name=f"{kind.title()} Contoh")
    chapter = printed(msgspec.structs.replace(dossier, city=city), "analysis_foreword")
    (signature,) = [block for block in chapter.blocks if isinstance(block, Signature)]
    assert [(place.post.id, place.name) for place in signature.places] == [(f"{post} Contoh", "")]


# -- introduction ---------------------------------------------------------------------------------


def _record(kind: str, number: str, day: date, title: str) -> dict[str, Any]:
    return {"kind": kind, "number": number, "date": day, "title": title}


def test_laws_documents_and_the_adoption_stand_apart_each_once() -> None:
    """The higher law first; decrees behind; the regulation of adoption last; pictures nowhere."""
    given_records = [
        _record("decree_team", "1/2023", date(2023, 6, 1), "SK Tim"),
        _record("coat_of_arms", "", date(2023, 6, 1), "Lambang"),
        _record("legal_basis", "4/2020", date(2020, 2, 1), "Perda Kota Contoh tentang SPBE"),
        _record("legal_basis", "95/2018", date(2018, 10, 2), "Peraturan Presiden tentang SPBE"),
        _record("legal_basis", "PP 59/2022", date(2022, 12, 26), "Perkotaan"),
        _record("legal_basis", "23/2014", date(2014, 9, 30), "Undang-Undang Pemerintahan Daerah"),
        _record("regulation", "9/2023", date(2023, 12, 1), "Perwali Masterplan"),
        _record("forum", "2", date(2023, 8, 1), "Forum"),
    ]
    dossier = a_dossier(records=given_records)
    chapter = printed(dossier, "analysis_introduction")
    basis, documents, adoption = tables(part(chapter, "analysis_introduction_basis"))
    assert [record["number"] for record in records(basis)] == [
        "23/2014",
        "PP 59/2022",
        "95/2018",
        "4/2020",
    ]
    assert [(r["kind"].id, r["number"], r["date"], r["title"]) for r in records(documents)] == [
        ("SK Tim Pelaksana", "1/2023", date(2023, 6, 1), "SK Tim")
    ]
    assert adoption.title.en == "Regulation that adopts the plan"
    assert [record["title"] for record in records(adoption)] == ["Perwali Masterplan"]
    assert not any(map(is_note, _blocks(chapter, "analysis_introduction_basis")))
    (forum,) = [
        table
        for table in tables(part(chapter, "analysis_introduction_participants"))
        if "kind" in table.keys and "title" in table.keys
    ]
    assert [record["title"] for record in records(forum)] == ["Forum"]


def test_who_took_part_is_counted_by_kind() -> None:
    """Registered, came to any session, sent each worksheet, or said nil: each agency once."""
    dossier = a_dossier(
        rows={
            "issues": [{"filler": "DINKES", "issue": "x", "dimension": "living"}] * 2,
            "swot": [{"filler": "KUBANG", "code": "S1", "factor": "x", "dimension": "living"}],
        },
        nils=[{"agency": "DISKOMINFO", "worksheet": "swot"}],
        attendance=[
            {"session": "Bimtek I", "agencies": ["DINKES", "KUBANG"], "people": 7},
            {"session": "Bimtek II", "agencies": ["DINKES"], "people": 3},
        ],
    )
    chapter = printed(dossier, "analysis_introduction")
    counted = {
        record["kind"].id: [cell.number for key, cell in record.items() if key != "kind"]
        for record in records(_table(chapter, "registered"))
    }
    assert counted == {
        "Perangkat daerah (OPD)": [2, 1, 1, 0, 0, 1],
        "Kelurahan": [1, 1, 0, 1, 0, 0],
        "Jumlah": [3, 2, 1, 1, 0, 1],
    }
    sessions = [
        (r["session"], r["agencies"].number, r["people"].number)
        for r in records(_table(chapter, "session"))
    ]
    assert sessions == [("Bimtek I", 2, 7), ("Bimtek II", 1, 3)]


def test_presentations_stand_with_their_day() -> None:
    """Each presentation names its dimension, stage, day and who gave it."""
    given_one = {
        "dimension": "living",
        "stage": "swot_tows",
        "by": "Rina",
        "day": date(2023, 8, 10),
    }
    chapter = printed(a_dossier(presentations=[given_one]), "analysis_introduction")
    (record,) = records(_table(chapter, "mentor"))
    found = (record["day"], record["dimension"].en.split(" (")[0], record["stage"].en, record["by"])
    assert found == (date(2023, 8, 10), "Smart Living", "SWOT-TOWS analysis", "Rina")


def test_an_empty_city_says_what_is_missing() -> None:
    """No document, session or presentation: a sentence for each, and the method all the same."""
    chapter = printed(a_dossier(agencies=[]), "analysis_introduction")
    basis = _blocks(chapter, "analysis_introduction_basis")
    assert sum(map(is_note, basis)) == 2
    assert [len(block.points) for block in basis if isinstance(block, Listing)] == [3]
    participants = _blocks(chapter, "analysis_introduction_participants")
    assert list(map(is_note, participants)) == [True, True, True]
    method = _blocks(chapter, "analysis_introduction_method")
    assert [block.kind for block in method if isinstance(block, Listing)] == ["steps"]


# -- profile --------------------------------------------------------------------------------------


def test_the_region_is_told_as_registered() -> None:
    """Name, code, province, zone and intake are the city's own, typed."""
    city = {"slug": "contoh", "name": "Kota Contoh", "kind": "kota", "region_code": "13.74"}
    more = {"province": "Sumatera Barat", "zone": "WIB", "intake": 2023}
    chapter = printed(a_dossier(city={**city, **more}), "analysis_profile")
    facts, words = _blocks(chapter, "analysis_profile_region")
    assert isinstance(facts, Facts)
    assert "not recorded in SmartFlow" in words.runs[0].en
    assert [value for _, value in facts.rows[:7]] == [
        "Kota Contoh",
        "kota",
        "13.74",
        "Sumatera Barat",
        "WIB",
        2023,
        None,
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(agencies=_agencies)
def test_areas_are_the_registered_ones(agencies: list[dict[str, Any]]) -> None:
    """As many kecamatan, kelurahan and desa as exist; nobody invents a number of people."""
    dossier = _city(agencies)
    facts, _ = _blocks(printed(dossier, "analysis_profile"), "analysis_profile_region")
    kinds = [agency.kind for agency in dossier.present_agencies]
    assert [getattr(value, "number", 0) for _, value in facts.rows[7:]] == [
        kinds.count(kind) for kind in ("kecamatan", "kelurahan", "desa")
    ]


def test_a_kecamatan_registered_as_an_agency_is_one() -> None:
    """Its name says so; where none is registered that is said, and no zero stands there."""
    named = [{"code": "KEC-A", "name": "Kecamatan Atas", "kind": "opd"}]
    facts, _ = _blocks(printed(a_dossier(agencies=named), "analysis_profile"), f"{PROFILE}_region")
    kecamatan, kelurahan, desa = (value for _, value in facts.rows[7:])
    assert kecamatan.number == 1
    assert (kelurahan.en, desa.en) == ("none registered", "none registered")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(agencies=_agencies)
def test_every_agency_that_exists_is_counted_once(agencies: list[dict[str, Any]]) -> None:
    """By kind and main dimension the table has as many as there are, listed each once by code."""
    dossier = _city(agencies)
    chapter = printed(dossier, "analysis_profile")
    present = dossier.present_agencies
    ended = {agency.code for agency in dossier.agencies} - {agency.code for agency in present}
    found = {
        key: [
            record["code"]
            for table in tables(chapter)
            if key in table.keys
            for record in records(table)
        ]
        for key in ("dimensions", "successor")
    }
    assert found["dimensions"] == [agency.code for agency in present]
    assert set(found["successor"]) == ended
    for table in tables(chapter):
        if "none" not in table.keys:
            continue
        *rows, last = records(table)
        assert last["all"].number == len(present)
        assert sorted(row["all"].number for row in rows) == sorted(
            Counter(agency.kind for agency in present).values()
        )
        for key in ("governance", "living"):
            mains = sum(agency.main_dimension == key for agency in present)
            assert last[key].number == mains == sum(row[key].number for row in rows)
        assert last["others"].number == sum(a.main_dimension == "economy" for a in present)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(agencies=_agencies)
def test_leads_are_the_dossier_s(agencies: list[dict[str, Any]]) -> None:
    """Each dimension names the agencies that lead it, or says that none does."""
    dossier = _city(agencies)
    table = _table(part(printed(dossier, "analysis_profile"), "analysis_profile_leads"), "agencies")
    for dimension, record in zip(dossier.dimensions, records(table), strict=True):
        leading = dossier.lead_agencies(dimension.key)
        said = record["agencies"] if isinstance(record["agencies"], str) else ""
        assert [f"({agency.code})" in said for agency in leading] == [True] * len(leading)
        assert bool(leading) == bool(said)


def test_the_identity_of_the_region_is_listed() -> None:
    """A recorded logo or tagline stands in the profile; without one a sentence does."""
    logo = {"kind": "identity", "date": date(2023, 10, 2), "title": "Logo dan tagline"}
    chapter = printed(a_dossier(records=[logo]), "analysis_profile")
    (table,) = tables(part(chapter, "analysis_profile_identity"))
    assert [(r["title"], r["date"]) for r in records(table)] == [
        ("Logo dan tagline", date(2023, 10, 2))
    ]
    assert [
        is_note(b)
        for b in _blocks(printed(a_dossier(), "analysis_profile"), "analysis_profile_identity")
    ] == [True]


# -- vision and closing ---------------------------------------------------------------------------


def _said(chapter: Chapter) -> str:
    lines = [
        runs
        for block in chapter.blocks
        for runs in (getattr(block, "points", ()) or (getattr(block, "runs", ()),))
    ]
    return " ".join(getattr(run, "en", "") for runs in lines for run in runs)


def test_vision_and_missions_are_the_goals_worksheets() -> None:
    """Both stand there as they were written, once each; until then Book 2 is referred to."""
    goals = [
        {"vision": "Kota cerdas", "mission": words, "dimension": "living"}
        for words in ("Sehat", "Pintar", "Sehat")
    ]
    written = printed(a_dossier(rows={"goals": goals}), "analysis_vision")
    assert [_said(written).count(word) for word in ("Kota cerdas", "Sehat", "Pintar")] == [1, 1, 1]
    empty = printed(a_dossier(), "analysis_vision")
    assert list(map(is_note, empty.blocks)) == [False, True]
    assert all("Book 2" in _said(chapter) for chapter in (written, empty))


def test_the_book_ends_with_a_place_to_sign() -> None:
    """The head of the region signs below the closing words, with place and date."""
    heads = [{"name": "Rina", "roles": ["head"], "post": "Wali Kota Contoh"}]
    signature = printed(a_dossier(people=heads), "analysis_closing").blocks[-1]
    assert isinstance(signature, Signature)
    assert ([place.name for place in signature.places], signature.dated) == (["Rina"], True)
