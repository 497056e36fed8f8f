"""Tests of a verdict as text and as JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.command import Command
from smartflow.journey.gate.cli.verdict_json import SCHEMA, verdict_data
from smartflow.journey.gate.cli.verdict_text import SHOWN_WHOLE, sign_off_lines, verdict_text
from smartflow.journey.gate.cli.verdict_words import conclusion
from smartflow.language import Language, Text
from smartflow.model import (
    BreakdownLine,
    PluginFact,
    PluginRef,
    Result,
    ScoreResult,
    SignOffStatus,
    Verdict,
)
from smartflow.terminal.words.naming import Names

PLUGIN = PluginRef("plug", "1.2")
NAMES = Names(
    city="Kota Contoh",
    stages={
        "one": Text(id="Tahap satu", en="Stage one"),
        "two": Text(id="Tahap dua", en="Stage two"),
    },
    worksheets={"sheet": Text(id="Lembar Isu", en="Issue sheet")},
    dimensions={"living": Text(id="Smart Living (hunian)", en="Smart Living")},
    people={"team": ("Ani", "Budi")},
)


def result(**changes: Any) -> Result:
    """Return a failing result at a row, with ``changes``."""
    plain: dict[str, Any] = {
        "rule": "ABC001",
        "status": "fail",
        "severity": "error",
        "title": Text(id="Judul", en="Title"),
        "message": Text(id="Pesan.", en="Message."),
        "fix": Text(id="Perbaiki.", en="Mend it."),
        "plugin": PLUGIN,
        "cites": ("Perpres 95/2018",),
        "dimension": "living",
        "agency": "DINKES",
        "worksheet": "sheet",
        "sheet": "Isu",
        "row": "DINKES/sheet/1",
        "row_number": 7,
        "column": "year",
        "column_title": Text(id="Tahun", en="Year"),
    }
    return Result(**{**plain, **changes})


def verdict(*results: Result, **changes: Any) -> Verdict:
    """Return a verdict that is met unless a result blocks, with ``changes``."""
    plain: dict[str, Any] = {
        "city": "contoh",
        "from_": "one",
        "to": "two",
        "met": not any(r.blocks for r in results),
        "as_of": "2026-11-24",
        "results": results,
        "scores": (),
        "sign_offs": (),
        "plugins": (),
        "digests": {"dossier": "d", "workflow": "w", "settings": "s", "plugins": "p"},
    }
    return Verdict(**{**plain, **changes})


def test_the_conclusion_stands_first_and_last() -> None:
    """Whoever reads only the first or the last line knows the outcome."""
    lines = verdict_text(verdict(result()), NAMES, "id").splitlines()
    assert lines[0] == lines[-1]
    assert lines[0].startswith("BELUM MEMENUHI SYARAT untuk maju ke Tahap dua: 1 hal")


@pytest.mark.parametrize(
    ("judged", "english"),
    [
        (verdict(), "MET: Kota Contoh may advance to Stage two."),
        (
            verdict(result(status="warn", severity="warning")),
            "MET: Kota Contoh may advance to Stage two; 1 worth a look.",
        ),
        (
            verdict(
                result(status="error"),
                sign_offs=(SignOffStatus("team", Text.same("Team"), 1),),
                met=False,
            ),
            "NOT MET, no advance to Stage two: 1 rule did not run, 1 sign-off missing.",
        ),
        (
            verdict(
                scores=(
                    ScoreResult(
                        "r", Text.same("R"), "", Decimal(5), PLUGIN, minimum=Decimal(6), met=False
                    ),
                ),
                met=False,
            ),
            "NOT MET, no advance to Stage two: 1 score not reached.",
        ),
    ],
)
def test_the_conclusion_counts_every_kind_of_reason(judged: Verdict, english: str) -> None:
    """Findings, rules that did not run, sign-offs and scores are counted apart."""
    assert conclusion(judged, NAMES).en == english


def test_a_finding_says_what_where_who_how_and_the_next_command() -> None:
    """Code, message, place as Excel shows it, who can mend it, how, and the command."""
    said = verdict_text(verdict(result()), NAMES, "id")
    assert "Smart Living (hunian) · DINKES\n  ABC001  Judul\n" in said
    assert "    - baris 7, kolom Tahun: Pesan.\n" in said
    assert "    Di: Lembar Isu, lembar 'Isu'\n" in said
    assert "    Oleh: DINKES\n    Cara: Perbaiki.\n" in said
    assert "    Perintah: smartflow submit contoh BERKAS" in said


def test_equal_messages_stand_once_with_all_their_rows() -> None:
    """Five rows with the same message are one line that names the five."""
    rows = [result(row=f"DINKES/sheet/{n}", row_number=n) for n in (7, 9, 10, 11, 20)]
    said = verdict_text(verdict(*rows), NAMES, "id")
    assert "ABC001  Judul (5)" in said
    assert "    - baris 7, 9-11, 20, kolom Tahun: Pesan.\n" in said


@given(st.integers(min_value=1, max_value=40))
def test_a_long_group_hides_no_row(count: int) -> None:
    """However many different messages, every row number is printed and the lines are few."""
    rows = [
        result(
            row=f"DINKES/sheet/{n}",
            row_number=n * 2,
            message=Text(id=f"Pesan {n}.", en=f"Message {n}."),
        )
        for n in range(1, count + 1)
    ]
    said = verdict_text(verdict(*rows), NAMES, "en")
    block = [line for line in said.splitlines() if line.startswith("    - ")]
    assert len(block) <= SHOWN_WHOLE + 1
    numbers = {
        int(word.strip(",:;"))
        for line in block
        for word in line.split()
        if word.strip(",:;").isdigit()
    }
    assert {n * 2 for n in range(1, count + 1)} <= numbers


def test_a_group_prints_each_command_once() -> None:
    """Two documents of one rule are two commands; two rows of one file are one."""
    record = Command.of("record {city} {kind} --date {date} --title {title}")
    plain = {"row": "", "row_number": 0, "worksheet": "", "fix": Text.same("Record it.")}
    results = [
        result(message=Text.same(words), fix_command=record.fill({"kind": kind}), **plain)
        for kind, words in (("mou", "None."), ("book", "None."), ("book", "Incomplete."))
    ]
    said = verdict_text(verdict(*results), NAMES, "en").splitlines()
    assert [line.strip() for line in said if "How: " in line or "Command: " in line] == [
        "How: Record it.",
        'Command: smartflow record contoh mou --date DATE --title "TITLE"',
        'Command: smartflow record contoh book --date DATE --title "TITLE"',
    ]


def test_sign_offs_name_who_is_missing() -> None:
    """A sign-off shows who approved, whose approval is outdated, who declined, who is left."""
    status = SignOffStatus(
        "team",
        Text(id="Tim", en="Team"),
        2,
        approved=("Ani",),
        outdated=("Cici",),
        declined=("Dedi: belum lengkap",),
    )
    said = verdict_text(verdict(sign_offs=(status,), met=False), NAMES, "id")
    assert "[ ] Tim: 1 dari 2" in said
    assert "menyetujui: Ani" in said
    assert "menyetujui isi yang sudah berubah: Cici" in said
    assert "tidak menyetujui: Dedi: belum lengkap" in said
    assert "smartflow sign-off contoh --role team --as Budi" in said


def test_a_quorum_beyond_the_people_registered_is_said() -> None:
    """Two are asked for and nobody, or one, is registered: how to register somebody."""
    for people, able in (({}, 0), ({"head": ("Ani",)}, 1)):
        names = msgspec.structs.replace(NAMES, people=people)
        status = SignOffStatus("head", Text(id="Kepala daerah", en="Head"), 2)
        said = verdict_text(verdict(sign_offs=(status,), met=False), names, "en")
        assert f"the quorum is 2, registered and able to answer: {able}" in said
        assert 'smartflow person add contoh "NAME" --role head' in said


def test_a_body_is_told_to_record_its_minutes() -> None:
    """A body decides on paper: nobody signs off for it, nobody has to be registered for it."""
    names = msgspec.structs.replace(NAMES, people={"council": ("Ani",)})
    status = SignOffStatus("council", Text(id="Dewan Smart City", en="Council"), 1, body=True)
    commands: dict[Language, str] = {
        "id": "perintah: smartflow decide contoh --body council --present HADIR --of ANGGOTA"
        ' --date TANGGAL --number "NOMOR" BERKAS',
        "en": "command: smartflow decide contoh --body council --present PRESENT --of MEMBERS"
        ' --date DATE --number "NUMBER" FILE',
    }
    for language, command in commands.items():
        lines = sign_off_lines(status, names, "contoh", language)
        assert [line.strip() for line in lines[1:]] == [command]


def test_blocked_plugins_show_in_every_verdict() -> None:
    """Blocking is allowed and never silent."""
    blocked = PluginFact("living", "1", "dist", "blocked", "f" * 64)
    for language in ("id", "en"):
        assert "living (dist 1)" in verdict_text(verdict(plugins=(blocked,)), NAMES, language)


def test_a_fault_names_plugin_file_and_line() -> None:
    """A rule that crashed shows its fault and blocks."""
    crashed = result(status="error", fault="plugin plug 1.2 (dist): KeyError: 'x' (a.py, line 3)")
    said = verdict_text(verdict(crashed), NAMES, "en")
    assert "Fault: plugin plug 1.2 (dist): KeyError: 'x' (a.py, line 3)" in said
    assert verdict(crashed).exit_code == 3


KEYS = (
    "rule", "status", "severity", "dimension", "agency", "worksheet", "row", "column", "message",
    "fix", "cites", "plugin",
)  # fmt: skip


def test_json_has_the_schema_of_the_design() -> None:
    """The promised keys come first, in order, and hold what was judged."""
    score = ScoreResult(
        "ready",
        Text.same("R"),
        "living",
        Decimal("94.4440"),
        PLUGIN,
        (BreakdownLine(Text.same("part"), Decimal("0.50")),),
    )
    judged = verdict(
        result(), scores=(score,), sign_offs=(SignOffStatus("team", Text.same("T"), 1),)
    )
    data: Any = json.loads(json.dumps(verdict_data(judged)))
    assert list(data)[:9] == [
        "schema", "city", "from", "to", "met", "results", "scores", "sign_offs", "digests",
    ]  # fmt: skip
    assert data["schema"] == SCHEMA == "smartflow/verdict/1"
    assert (data["from"], data["to"], data["met"]) == ("one", "two", False)
    assert tuple(data["results"][0])[: len(KEYS)] == KEYS
    assert data["results"][0]["message"] == {"id": "Pesan.", "en": "Message."}
    assert data["results"][0]["plugin"] == {"name": "plug", "version": "1.2"}
    assert data["scores"][0]["value"] == "94.444"
    assert set(data["digests"]) == {"dossier", "workflow", "settings", "plugins"}


def test_json_names_what_it_names_by_key_and_who_approved_where() -> None:
    """Titles stand behind the documented keys; a sign-off has the entries of its approvals."""
    council = SignOffStatus("council", Text.same("Council"), 1, approved=("Ani",), entries=(7,))
    judged = verdict(sign_offs=(council,), titles={"two": Text(id="Dua", en="Two")})
    data: Any = verdict_data(judged)
    assert data["titles"] == {"two": {"id": "Dua", "en": "Two"}}
    assert (data["sign_offs"][0]["entries"], data["sign_offs"][0]["body"]) == ([7], False)


def test_json_loses_no_field_of_a_result() -> None:
    """Every field of a result is in JSON under its own name."""
    data: Any = verdict_data(verdict(result(fix_command=Command.of("submit {city} {file}"))))
    assert {field.name for field in msgspec.structs.fields(Result)} <= set(data["results"][0])
    assert data["results"][0]["fix_command"]["en"] == "smartflow submit CITY FILE"


def test_json_leaves_out_a_command_that_no_rule_names() -> None:
    """A reader of the schema sees the same keys as before."""
    data: Any = verdict_data(verdict(result()))
    assert "fix_command" not in data["results"][0]
