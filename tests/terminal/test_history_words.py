"""Tests of the sentences of the history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from smartflow.history.acts import ACT_TYPES
from smartflow.history.entries.chain import EMPTY_HASH
from smartflow.history.entries.entry import Actor, Entry
from smartflow.language import Text
from smartflow.terminal.words.history import sentence

SHEETS = [{"worksheet": "issues", "version": 1, "rows": "d", "row_count": 3}]
BODIES: dict[str, dict[str, Any]] = {
    "init": {"id": "abc"},
    "key_add": {"key": "smartflow/a+0a0b0c0d+AA"},
    "key_rotate": {"key": "smartflow/a+0a0b0c0d+AA", "replaces": "smartflow/a+00+AA", "lost": True},
    "checkpoint": {"heads": "d"},
    "witness_add": {"name": "saksi", "key": "saksi+0a0b0c0d+AA"},
    "bundle_import": {
        "slug": "solok", "name": "Kota Solok", "region_code": "13.72", "log": "smartflow/b/13.72",
        "size": 3, "root": "r", "leaf": "d", "at": "2026-01-01T00:00:00Z", "keys": [],
        "bundle": "d",
    },
    "city_register": {"slug": "contoh", "name": "Kota", "region_code": "13.73", "log": "l"},
    "city_add": {
        "city": {
            "slug": "contoh", "name": "Kota Contoh", "kind": "kota", "region_code": "13.73",
            "province": "Provinsi",
        },
        "workflow": {"key": "masterplan", "version": 1, "digest": "d"},
        "stage": "issue_analysis",
    },
    "agency_add": {"agency": {"code": "DINKES", "name": "Dinas", "kind": "opd"}},
    "agency_end": {"code": "LAMA", "ended": "2026-01-01", "successor": "BARU"},
    "person_add": {"person": {"name": "Ani", "post": "Ketua", "roles": ["team"]}},
    "person_end": {"name": "Ani", "until": "2026-01-01"},
    "submit": {"filler": "DINKES", "file": "d", "file_name": "a.xlsx", "worksheets": SHEETS},
    "worksheet_entry": {"filler": "DINKES", "file": "d", "worksheets": SHEETS},
    "consolidate": {"filler": "living", "file": "d", "worksheets": SHEETS},
    "worksheet_confirm": {"filler": "DINKES", "worksheet": "issues"},
    "nil": {"agency": "DINKES", "worksheet": "issues"},
    "attend": {"session": "Bimtek", "date": "2026-01-01", "agencies": ["DINKES"], "people": 4},
    "present": {
        "dimension": "living", "stage": "swot_tows", "worksheets": ["swot"], "by": "Ani",
        "digest": "d",
    },
    "record": {"kind": "mou", "number": "1", "date": "2026-01-01", "title": "Judul"},
    "decide": {
        "body": "council", "outcome": "approve", "present": 14, "members": 20,
        "date": "2026-01-01", "number": "BA-1", "file": "d", "stage": "issue_analysis",
        "subject": "d", "workflow": "d",
    },
    "setting": {"plugin": "masterplan", "key": "k", "value": "0.9"},
    "sign_off": {
        "role": "team", "person": "Ani", "post": "Ketua", "answer": "decline",
        "stage": "issue_analysis", "to": "swot_tows", "subject": "d", "workflow": "d",
    },
    "select": {"worksheet": "quick_wins", "rows": ["a/quick_wins/1"]},
    "issue": {
        "report": "analysis", "title": "Buku 1", "format": "pdf", "language": "id", "file": "d",
    },
    "waive": {
        "rule": "ISU001", "agency": "DINKES", "dimension": "", "row": "", "until": "2026-12-31",
    },
    "waive_approve": {
        "waiver": 7, "rule": "ISU001", "agency": "", "dimension": "living", "row": "a/issues/1",
        "until": "2026-12-31",
    },
    "waive_withdraw": {
        "waiver": 7, "rule": "ISU001", "agency": "", "dimension": "", "row": "",
        "until": "2026-12-31",
    },
    "erase": {
        "digest": "d", "entry": 7, "what": "rows", "worksheet": "issues", "filler": "DINKES",
        "next": 4,
    },
    "advance": {"result": "refused", "from": "issue_analysis", "to": "swot_tows"},
    "send_back": {"from": "swot_tows", "to": "issue_analysis"},
    "workflow_migrate": {
        "from": {"key": "masterplan", "version": 1, "digest": "d"},
        "workflow": {"key": "masterplan", "version": 2, "digest": "d"},
        "stage": "swot", "stage_from": "swot_tows", "stages": {"swot_tows": "swot"},
    },
}  # fmt: skip


def entry(act: str, body: dict[str, Any]) -> Entry:
    """Return an entry of one act."""
    return Entry(
        log="smartflow/x", seq=1, at="2026-01-01T00:00:00.000000Z", occurred=date(2026, 1, 1),
        zone="WIB", act=act, actor=Actor("Ani"), body=body, reason="", prev=EMPTY_HASH,
    )  # fmt: skip


def test_every_act_has_a_sentence() -> None:
    """No act of the engine, of a city or of the store, is shown by its bare name."""
    assert set(ACT_TYPES) - set(BODIES) == set()


@pytest.mark.parametrize("act", BODIES)
def test_a_sentence_in_both_languages(act: str) -> None:
    """Each act is one sentence with a full stop, in two languages that differ."""
    said = sentence(entry(act, BODIES[act]), {})
    assert said.id != said.en
    assert said.id.endswith(".")
    assert said.en.endswith(".")
    assert act not in said.id


@pytest.mark.parametrize(
    ("act", "indonesian"),
    [
        ("agency_end", "LAMA berakhir pada 1 Mei 2026; diteruskan oleh BARU."),
        ("person_end", "Masa jabatan Ani berakhir 1 Mei 2026."),
        ("attend", "Daftar hadir 'Bimtek' (1 Mei 2026): 4 orang dari 1 instansi."),
        ("record", "mou dicatat: nomor 1, 1 Mei 2026, 'Judul'."),
        (
            "decide",
            "council menyetujui dalam rapat 1 Mei 2026, hadir 14 dari 20, berita acara BA-1.",
        ),
    ],
)
def test_days_read_as_everywhere_else(act: str, indonesian: str) -> None:
    """No sentence shows a day as ISO 8601: the month is a word, in the reader's language."""
    body = {k: "2026-05-01" if v == "2026-01-01" else v for k, v in BODIES[act].items()}
    said = sentence(entry(act, body), {})
    assert said.id == indonesian
    assert "1 May 2026" in said.en


@pytest.mark.parametrize("act", ["record", "decide"])
def test_a_paper_without_a_number_is_told_without_one(act: str) -> None:
    """Where no number was given, neither the word nor an empty place for it stands."""
    said = sentence(entry(act, {**BODIES[act], "number": ""}), {})
    for words in (said.id, said.en):
        assert " ," not in words
        assert "nomor" not in words
        assert "number" not in words
        assert "minutes" not in words


@pytest.mark.parametrize(
    ("act", "more", "indonesian", "english"),
    [
        (
            "setting", {"before": "0.8"},
            "Pengaturan masterplan.k diubah dari 0.8 menjadi 0.9.",
            "The setting masterplan.k is now 0.9, before: 0.8.",
        ),
        (
            "setting", {"before": [], "value": ["a", "b"]},
            "Pengaturan masterplan.k diubah dari - menjadi a, b.",
            "The setting masterplan.k is now a, b, before: -.",
        ),
        (
            "sign_off", {"subject_day": "2026-05-01"},
            "Ani sebagai team menolak langkah ke swot_tows; isinya per 1 Mei 2026.",
            "Ani as team declined: the step to swot_tows; its content as of 1 May 2026.",
        ),
        (
            "decide", {"subject_day": "2026-05-01", "number": "", "present": 2, "members": 2},
            "council menyetujui dalam rapat 1 Jan 2026, hadir 2 dari 2; isinya per 1 Mei 2026.",
            (
                "council approved in the meeting of 1 Jan 2026, 2 of 2 present;"
                " its content as of 1 May 2026."
            ),
        ),
        (
            "present", {"content_day": "2026-05-01"},
            "living memaparkan swot; penyaji Ani; isinya per 1 Mei 2026.",
            "living presented swot; by Ani; its content as of 1 May 2026.",
        ),
        (
            "present", {"content_day": ""},
            "living memaparkan swot; penyaji Ani.",
            "living presented swot; by Ani.",
        ),
    ],
)  # fmt: skip
def test_what_stood_before_and_of_which_day_it_is(
    act: str, more: dict[str, Any], indonesian: str, english: str
) -> None:
    """A change says from what, an answer says to the content of which day."""
    said = sentence(entry(act, {**BODIES[act], **more}), {})
    assert (said.id, said.en) == (indonesian, english)


def test_a_new_post_tells_the_earlier_one(city: Any) -> None:
    """Whoever is registered again is updated, not registered a second time."""
    city.must("person", "add", "contoh", "Ani", "--role", "team", "--post", "Kepala Bappeda")
    city.must("person", "add", "contoh", "Ani", "--role", "council", "--post", "Kepala Bappeda")
    said = city.must("history", "contoh").out
    assert "Ani (Ketua Tim) didaftarkan sebagai Tim Pelaksana." in said
    assert "Ani (Kepala Bappeda, sebelumnya Ketua Tim) diperbarui sebagai Tim Pelaksana." in said
    assert "Ani (Kepala Bappeda) diperbarui sebagai Dewan Smart City." in said
    last = city.must("history", "contoh", "--last", "2").out
    assert "sebelumnya Ketua Tim" in last


def test_a_day_that_is_none_still_reads() -> None:
    """What cannot be a day is told as content that is not known, never as a crash."""
    said = sentence(entry("attend", {**BODIES["attend"], "date": "kemarin"}), {})
    assert said.en == "The act 'attend' (its content is not known)."


def test_titles_stand_for_keys() -> None:
    """A known key is shown by its title in the reader's language."""
    titles = {"swot_tows": Text(id="Analisis SWOT", en="SWOT analysis")}
    said = sentence(entry("advance", {**BODIES["advance"], "result": "moved"}), titles)
    assert said.id == "Maju dari issue_analysis ke Analisis SWOT."
    assert said.en == "Moved from issue_analysis to SWOT analysis."


@pytest.mark.parametrize("act", [*BODIES, "waive_request"])
def test_an_unknown_act_or_body_still_reads(act: str) -> None:
    """What a newer engine wrote is shown, not refused."""
    said = sentence(entry(act, {}), {})
    assert said.id
    assert said.en
