"""Tests of ``smartflow waive`` and of what check and history say of waivers."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from smartflow.casework.workspace import open_workspace
from smartflow.journey.gate.check import check
from smartflow.journey.gate.cli.verdict_waivers import standing_waivers
from smartflow.terminal.words.naming import Names

ASK = ("waive", "contoh", "ISU001", "--dimension", "Smart Living", "--as", "Ani")
SAID = ("--reason", "Datanya baru terbit Januari", "--until", "31-12-2026")
APPROVE = ("waive", "contoh", "ISU001", "--approve", "--as", "Budi")


def section(text: str, heading: str) -> list[str]:
    """Return the lines below a heading of a verdict, up to the next empty line but one."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(heading))
    return [line.strip() for line in lines[start:]]


def test_an_official_asks_and_another_approves(city: Any) -> None:
    """Each is told what was recorded; the request names the command that makes it count."""
    assert city.must(*ASK, *SAID).out.splitlines() == [
        (
            "Pengecualian dari ISU001 untuk Smart Living (kelayakhunian kota) sampai dengan"
            " 31 Des 2026 diminta (entri 6)."
        ),
        (
            "Berlaku setelah disetujui orang lain: smartflow waive contoh ISU001 --dimension"
            ' living --approve --as "NAMA"'
        ),
    ]
    approved = city.must(*APPROVE, "--lang", "en")
    assert approved.out == (
        "The waiver of ISU001 for Smart Living until 31 Dec 2026 (entry 6) was approved"
        " (entry 7).\n"
    )
    assert "Warning: one user of this computer" in approved.err


def test_check_shows_a_waived_finding_with_who_why_and_until(city: Any) -> None:
    """It stays in the verdict under its own heading, and the conclusion counts it."""
    city.must(*ASK, *SAID)
    city.must(*APPROVE)
    said = city("check", "contoh").out
    lines = section(said, "DIKECUALIKAN (1)")
    assert lines[2] == "Smart Living (kelayakhunian kota)"
    assert lines[5] == (
        "Pengecualian: sampai dengan 31 Des 2026; diminta Ani, disetujui Budi (entri 6 dan 7):"
        " Datanya baru terbit Januari"
    )
    assert "; 1 dikecualikan; " in said.splitlines()[0]
    assert "PENGECUALIAN LAIN" not in said


def test_check_tells_of_waivers_that_cover_nothing(city: Any) -> None:
    """One that waits with its command, one that is unused, and one that lapsed with the day."""
    city.must(*ASK, *SAID)
    city.must(*ASK[:3], "--agency", "DINKES", "--as", "Ani", *SAID[:3], "24-11-2026")
    city.must("waive", "contoh", "ISU003", "--as", "Ani", *SAID)
    city.must("waive", "contoh", "ISU003", "--approve", "--as", "Budi")
    city.clock.moment = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    assert section(city("check", "contoh", "--lang", "en").out, "OTHER WAIVERS")[:6] == [
        "OTHER WAIVERS",
        (
            "ISU001 for Smart Living (entry 6, asked for by Ani): waits for somebody else's"
            " approval; it concerns 1 finding, until 31 Dec 2026"
        ),
        "reason: Datanya baru terbit Januari",
        ('command: smartflow waive contoh ISU001 --dimension living --approve --as "NAME"'),
        "ISU001 for DINKES (entry 7, asked for by Ani): lapsed on 24 Nov 2026, never approved",
        (
            "ISU003 for whatever it finds (entry 8, asked for by Ani): covers nothing now (it"
            " counts until 31 Dec 2026)"
        ),
    ]


def test_an_approval_that_does_not_count_is_told(city: Any) -> None:
    """Who approved without the role that the workflow names is said beside the one that waits."""
    city.must(*ASK, *SAID)
    city.must(*APPROVE)
    with closing(open_workspace(city.root, clock=city.clock)) as workspace:
        verdict = check(workspace, "contoh").verdict
    void = tuple(replace(one, state="waiting") for one in verdict.waivers)
    told = [line.en for line in standing_waivers(replace(verdict, waivers=void), Names("Kota"))]
    assert told[0] == (
        "ISU001 for living (entry 6, asked for by Ani): waits for somebody else's approval (the"
        " approval by Budi does not count: not in the role); it concerns 1 finding, until"
        " 31 Dec 2026"
    )


def test_json_names_the_waiver_of_a_result_and_lists_all(city: Any) -> None:
    """The schema stays; a result has its waiver's entry or null, the verdict all of them."""
    city.must(*ASK, *SAID)
    city.must(*APPROVE)
    data = city("check", "contoh", "--json").json
    assert data["schema"] == "smartflow/verdict/1"
    named = {(r["status"] == "waived", r["waiver"]) for r in data["results"]}
    assert named == {(True, 6), (False, None)}
    assert data["waivers"] == [
        {
            "rule": "ISU001",
            "state": "used",
            "until": "2026-12-31",
            "reason": "Datanya baru terbit Januari",
            "requested_by": "Ani",
            "entry": 6,
            "agency": "",
            "dimension": "living",
            "row": "",
            "approved_by": "Budi",
            "approval": 7,
            "covers": 1,
        }
    ]


def test_history_tells_of_each_act(city: Any) -> None:
    """Request with its reason, approval and withdrawal are entries of their own."""
    city.must(*ASK, *SAID)
    city.must(*APPROVE)
    city.must("pengecualian", "contoh", "isu001", "--withdraw", "--as", "Ani")
    told = city.must("history", "contoh", "--last", "3").out
    what = "Pengecualian dari ISU001 untuk Smart Living (kelayakhunian kota) sampai dengan"
    for line in (
        f"{what} 31 Des 2026 diminta.",
        "Alasan: Datanya baru terbit Januari",
        f"{what} 31 Des 2026 (entri 6) disetujui.",
        f"{what} 31 Des 2026 (entri 6) ditarik.",
    ):
        assert line in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--until TANGGAL"),
        (("--reason", "sebab"), "--until TANGGAL"),
        (("--approve", "--withdraw"), "Pilih salah satu"),
        (("--approve", *SAID), "Pilih salah satu"),
        (("--until", "31-12-2026"), "memerlukan alasan"),
    ],
)
def test_one_act_at_a_time(city: Any, words: tuple[str, ...], said: str) -> None:
    """Words that mean no act, or two, are refused with what to say."""
    outcome = city("waive", "contoh", "ISU001", "--as", "Ani", *words)
    assert outcome.code == 2
    assert said in outcome.err


def test_the_national_workflow_lets_anybody_else_approve(city: Any) -> None:
    """``workflow show`` says who may."""
    said = city.must("workflow", "show", "masterplan").out
    assert "Boleh menyetujui pengecualian: setiap orang terdaftar selain pemohon" in said
