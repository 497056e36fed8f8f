"""Tests of the sentences of the history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from smartflow.cli.history_words import sentence
from smartflow.fold.state import _CHANGES
from smartflow.history.chain import EMPTY_HASH
from smartflow.history.entry import Actor, Entry
from smartflow.language import Text

SHEETS = [{"worksheet": "issues", "version": 1, "rows": "d", "row_count": 3}]
BODIES: dict[str, dict[str, Any]] = {
    "init": {"id": "abc"},
    "city_register": {"slug": "contoh", "name": "Kota", "region_code": "13.73", "log": "l"},
    "city_add": {
        "city": {"name": "Kota Contoh"},
        "workflow": {"key": "masterplan", "version": 1, "digest": "d"},
        "stage": "issue_analysis",
    },
    "agency_add": {"agency": {"code": "DINKES", "name": "Dinas"}},
    "agency_end": {"code": "LAMA", "ended": "2026-01-01", "successor": "BARU"},
    "person_add": {"person": {"name": "Ani", "post": "Ketua", "roles": ["team"]}},
    "person_end": {"name": "Ani", "until": "2026-01-01"},
    "submit": {"filler": "DINKES", "file_name": "a.xlsx", "worksheets": SHEETS},
    "worksheet_entry": {"filler": "DINKES", "worksheets": SHEETS},
    "consolidate": {"filler": "living", "worksheets": SHEETS},
    "worksheet_confirm": {"filler": "DINKES", "worksheet": "issues"},
    "nil": {"agency": "DINKES", "worksheet": "issues"},
    "attend": {"session": "Bimtek", "date": "2026-01-01", "agencies": ["DINKES"], "people": 4},
    "present": {"dimension": "living", "worksheets": ["swot"], "by": "Ani"},
    "record": {"kind": "mou", "number": "1", "date": "2026-01-01", "title": "Judul"},
    "decide": {
        "body": "council", "outcome": "approve", "present": 14, "members": 20,
        "date": "2026-01-01", "number": "BA-1",
    },
    "setting": {"plugin": "masterplan", "key": "k", "value": "0.9"},
    "sign_off": {"role": "team", "person": "Ani", "answer": "decline", "to": "swot_tows"},
    "select": {"worksheet": "quick_wins", "rows": ["a/quick_wins/1"]},
    "advance": {"result": "refused", "from": "issue_analysis", "to": "swot_tows"},
    "send_back": {"from": "swot_tows", "to": "issue_analysis"},
}  # fmt: skip


def entry(act: str, body: dict[str, Any]) -> Entry:
    """Return an entry of one act."""
    return Entry(
        log="smartflow/x", seq=1, at="2026-01-01T00:00:00.000000Z", occurred=date(2026, 1, 1),
        zone="WIB", act=act, actor=Actor("Ani"), body=body, reason="", prev=EMPTY_HASH,
    )  # fmt: skip


def test_every_act_that_is_folded_has_a_sentence() -> None:
    """No act of the engine is shown by its bare name."""
    assert set(_CHANGES) - set(BODIES) == set()


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
