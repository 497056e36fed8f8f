"""``smartflow history``: its filters, one entry in full, differences, and the journey."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def told(city: Any, tmp_path: Path) -> Any:
    """Return the city after two copies of a worksheet, a refusal, and a day more."""
    for cells in ("Antrean;45", "Antrean;60\nliving;Gizi;8"):
        file = tmp_path / "isu.csv"
        file.write_text(f"dimension;issue;data\nliving;{cells}\n", encoding="utf-8")
        city.must("submit", "contoh", str(file), "--agency", "DINKES")
    city.clock.moment += timedelta(days=1)
    assert city("advance", "contoh", "--as", "Budi").code == 1
    return city


def entries(shell: Any, *words: str) -> list[dict[str, Any]]:
    """Return what ``history`` lists, as JSON."""
    found: list[dict[str, Any]] = shell.must("history", "contoh", "--json", *words).json["entries"]
    return found


@pytest.mark.parametrize(
    ("words", "keeps"),
    [
        ((), lambda _: True),
        (("--act", "submit"), lambda e: e["act"] == "submit"),
        (("--act", "kirim"), lambda e: e["act"] == "submit"),
        (("--act", "agency add", "--act", "maju"), lambda e: e["act"] in ("agency_add", "advance")),
        (("--person", "budi"), lambda e: e["actor"]["person"] == "Budi"),
        (("--since", "25-11-2026"), lambda e: e["at"] >= "2026-11-24T17"),
        (("--until", "2026-11-24"), lambda e: e["at"] < "2026-11-24T17"),
        (("--until", "2026-11-24", "--act", "submit"), lambda e: e["act"] == "submit"),
        (("--occurred", "--since", "2026-11-25"), lambda e: e["occurred"] >= "2026-11-25"),
        (("--stage", "issue_analysis"), lambda _: True),
        (("--stage", "swot_tows"), lambda _: False),
    ],
)
def test_a_filter_keeps_what_the_naive_twin_keeps(told: Any, words: Any, keeps: Any) -> None:
    """The twin goes through the JSON of the whole history."""
    assert entries(told, *words) == [entry for entry in entries(told) if keeps(entry)]


def test_rules_are_found_in_the_verdicts(told: Any) -> None:
    """Whatever blocked or warned leads to the decision; what passed leads nowhere."""
    (decision,) = entries(told, "--act", "advance")
    (whole,) = entries(told, str(decision["seq"]))
    statuses: dict[str, set[str]] = {}
    for result in whole["verdict"]["results"]:
        statuses.setdefault(result["rule"], set()).add(result["status"])
    assert {"fail"} < set().union(*statuses.values())
    for rule, found in statuses.items():
        expected = [decision] if found & {"fail", "error", "warn"} else []
        assert entries(told, "--rule", rule.lower()) == expected


def test_nothing_found_is_said_and_is_no_failure(told: Any) -> None:
    """Text says it, JSON and CSV keep their shape."""
    words = ("history", "contoh", "--since", "2027-01-01")
    assert told.must(*words).out == "Tidak ada entri yang cocok dengan semua saringan itu.\n"
    assert told.must(*words, "--json").json == {"entries": []}
    whole = told.must("history", "contoh", "--format", "csv").out
    assert told.must(*words, "--format", "csv").out == whole.splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("contho",), "Maksud Anda 'contoh'?"),
        (("contoh", "--act", "sumbit"), "Maksud Anda 'submit'?"),
        (("contoh", "--person", "Anu"), "'Ani'"),
        (("contoh", "--stage", "swot"), "Maksud Anda 'swot_tows'?"),
        (("contoh", "--rule", "ISU01"), "'ISU001'"),
        (("contoh", "--since", "31-2-2026"), "bukan tanggal"),
        (("contoh", "--since", "2026-12-1", "--until", "2026-11-1"), "mendahului hari pertama"),
        (("contoh", "999"), "tidak punya entri 999; nomornya 1 sampai"),
        (("contoh", "nol"), "harus bilangan bulat"),
        (("contoh", "--diff"), "satu atau dua entri"),
        (("contoh", "1", "2", "3", "--diff"), "satu atau dua entri"),
        (("contoh", "1", "--diff"), "Entri 1 tidak membawa kertas kerja"),
        (("contoh", "6", "2", "--diff"), "Entri 2 tidak membawa kertas kerja"),
        (("contoh", "1", "--last", "2"), "tidak dapat dipakai bersama"),
        (("contoh", "1", "--timeline"), "tidak dapat dipakai bersama"),
        (("--rule", "ISU001"), "memerlukan kota"),
        (("--timeline",), "memerlukan kota"),
    ],
)
def test_bad_input_is_one_sentence_and_the_next_step(
    told: Any, words: tuple[str, ...], sentence: str
) -> None:
    """Nothing is printed on stdout, and the near word is offered."""
    outcome = told("history", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 2
    assert "Langkah berikutnya: " in outcome.err


def test_the_workspaces_own_history_is_filtered_too(told: Any) -> None:
    """Acts, people and days need no city."""
    found = told.must("history", "--act", "city-register", "--json").json["entries"]
    assert [entry["act"] for entry in found] == ["city_register"]


def test_an_entry_in_full_shows_the_hash_that_the_next_one_holds(told: Any) -> None:
    """Every value of the entry stands in the text, and its hash is the next one's ``prev``."""
    whole = entries(told)
    for entry, following in pairwise(whole):
        text = told.must("history", "contoh", str(entry["seq"])).out
        assert following["prev"] in text
        assert entry["prev"] in text
        assert entry["actor"]["basis"] in text
        (data,) = entries(told, str(entry["seq"]))
        assert data == {**entry, "leaf": following["prev"]}


def test_a_decision_in_full_says_what_blocked(told: Any) -> None:
    """As many results as the verdict holds, and each rule that failed by its code."""
    number = str(len(entries(told)))
    text = told.must("history", "contoh", number, "--lang", "en").out
    (data,) = entries(told, number)
    results = data["verdict"]["results"]
    failed = {result["rule"] for result in results if result["status"] == "fail"}
    assert "not met" in text
    assert f"{sum(r['status'] == 'fail' for r in results)} to be mended" in text
    assert {rule for rule in failed if rule in text} == failed


def test_a_difference_says_what_submit_said(told: Any, tmp_path: Path) -> None:
    """The same lines, and the same change in JSON and CSV."""
    before = [entry["seq"] for entry in entries(told, "--act", "submit")]
    file = tmp_path / "isu.csv"
    file.write_text("dimension;issue;data\nliving;Antrean;70\n", encoding="utf-8")
    said = told.must("submit", "contoh", str(file), "--agency", "DINKES").out
    number = entries(told, "--last", "1")[0]["seq"]
    shown = told.must("history", "contoh", str(number), "--diff").out
    lines = [line.strip() for line in said.splitlines() if line.strip()[:1] in ("+", "-", "~")]
    assert lines
    assert [line for line in lines if line in shown] == lines
    (data,) = told.must("history", "contoh", str(number), "--diff", "--json").json["differences"]
    assert (data["before"], data["after"]) == (before[1], number)
    assert [(c["column"], c["before"], c["after"]) for c in data["changed"]] == [
        ("data", "60", "70")
    ]
    assert [row["cells"]["issue"] for row in data["removed"]] == ["Gizi"]
    out = told.must("history", "contoh", str(number), "--diff", "--format", "csv").out
    table = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert {(row["column"], row["before"], row["after"]) for row in table} == {
        ("data", "60", "70"), ("dimension", "living", ""), ("issue", "Gizi", ""), ("data", "8", ""),
    }  # fmt: skip


def test_two_entries_are_compared_whichever_comes_first(told: Any) -> None:
    """The earlier entry is what it was."""
    numbers = [str(entry["seq"]) for entry in entries(told, "--act", "submit")]
    forth = told.must("history", "contoh", *numbers, "--diff").out
    assert forth == told.must("history", "contoh", "--diff", *reversed(numbers)).out
    assert "45 → 60" in forth


def test_the_journey_as_text_json_csv_and_picture(told: Any, tmp_path: Path) -> None:
    """Its stage is the one of ``status``; the picture is well-formed in both languages."""
    (stay,) = told.must("history", "contoh", "--timeline", "--json").json["stays"]
    standing = told.must("status", "contoh", "--json").json["city"]
    assert (stay["since"], stay["due"], stay["refused"]) == (standing["since"], standing["due"], 1)
    assert "Analisis isu daerah" in told.must("history", "contoh", "--timeline").out
    out = told.must("history", "contoh", "--timeline", "--format", "csv").out
    assert len(out.splitlines()) == 2
    for language, words in (("id", "Perjalanan Kota Contoh"), ("en", "The journey of Kota Contoh")):
        path = tmp_path / f"{language}.svg"
        told.must("history", "contoh", "--timeline", "--svg", str(path), "--lang", language)
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  our own
        assert words in {node.text for node in root.iter()}


def test_status_names_who_is_silent(told: Any) -> None:
    """One line in text, every name in JSON, and counts in the table of all cities."""
    silence = told.must("status", "contoh", "--json").json["city"]["silence"]
    (row,) = told.must("status", "--json").json["cities"]
    assert silence == {"awaited": [], "not_presented": [], "lapsing_waivers": []}
    assert row["silent_agencies"] == 0
    codes = [f"DINAS-{number}" for number in range(7)]
    for code in codes:
        told.must("agency", "add", "contoh", code, f"Dinas {code}", "--kind", "opd")
    text = told.must("status", "contoh").out
    assert (
        "Belum mengirim kertas kerja, 7 perangkat daerah: DINAS-0, DINAS-1, DINAS-2, DINAS-3,"
        " DINAS-4, +2. Ingatkan: smartflow remind contoh\n"
    ) in text
    found = told.must("status", "contoh", "--json").json["city"]["silence"]["awaited"]
    assert [one["key"] for one in found] == codes
    (row,) = told.must("status", "--json").json["cities"]
    assert (row["silent_agencies"], row["not_presented"], row["lapsing_waivers"]) == (7, 0, 0)


@pytest.mark.parametrize("where", [(), ("contoh",)])
def test_occurred_without_a_day_says_what_it_needs(told: Any, where: tuple[str, ...]) -> None:
    """It tells how a day is meant; alone it would filter nothing, and seem to have done so."""
    refused = told("history", *where, "--occurred")
    assert (refused.code, refused.out) == (2, "")
    named = " ".join(("smartflow history", *where, "--occurred --since"))
    assert named in refused.err
    assert told("history", *where, "--occurred", "--until", "2026-11-24").code == 0
