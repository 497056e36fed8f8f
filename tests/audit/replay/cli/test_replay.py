"""``smartflow audit replay``: the answer in text, JSON and CSV, its exit code, and the VSA."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from kit.toy_workflow import put_workflow, toy_workflow
from msgspec.structs import replace

from smartflow.audit.replay.causes import PluginChange
from smartflow.audit.replay.cli.replay_text import cause_lines
from smartflow.audit.replay.past_decision import InputChange
from smartflow.model import PluginFact

RULE = """
import smartflow
from smartflow import Rule, Setting, Text

WORDS = Text(id="kata", en="words")

def judge(dossier, settings):
    for agency in dossier.agencies:
        if agency.code in FORBIDDEN:
            yield smartflow.Finding({"agency": agency.code}, agency=agency.code)

@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(
        code="TST001",
        title=Text(id="Tanpa instansi terlarang", en="No forbidden agency"),
        why=WORDS, fix=WORDS,
        message=Text(id="{agency} terlarang.", en="{agency} is forbidden."),
        stages=("one",), cites=("uji",), function=judge,
    )
"""
WORKFLOW = toy_workflow(
    {"one": ("Tahap satu", "Stage one"), "done": ("Selesai", "Done")},
    {("one", "done"): 'rules = ["TST001"]'},
)


class Town:
    """A shell with a decided city, and the region's loose file by which it was decided."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.root: Path = shell.root
        self.file = self.root / "rules" / "daerah.py"
        shell.must("init")
        self.file.parent.mkdir()
        self.put()
        put_workflow(self.root, WORKFLOW)
        shell.must(
            *("city", "add", "tegas", "--name", "Kota Tegas", "--kind", "kota"),
            *("--region-code", "99.71", "--province", "Provinsi", "--workflow", "kecil"),
        )
        shell.must("agency", "add", "tegas", "DINSOS", "Dinas Sosial", "--kind", "opd")
        shell.must("advance", "tegas")

    def put(self, *forbidden: str) -> None:
        """Write the loose file, and trust it."""
        self.file.write_text(f"FORBIDDEN = {forbidden!r}\n{RULE}", encoding="utf-8")
        self.shell.must("plugin", "trust", "daerah")

    def __call__(self, *words: str) -> Any:
        """Run ``audit replay``."""
        return self.shell("audit", "replay", *words)

    def body(self) -> Any:
        """Return the body of the city's newest entry."""
        return self.shell("history", "tegas", "--json").json["entries"][-1]["body"]


@pytest.fixture
def town(shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Return the town, whose trust is kept in a folder of this test."""
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(tmp_path / "konfigurasi"))
    return Town(shell)


def test_the_same_is_one_line(town: Town) -> None:
    """Exit code 0, nothing on stderr, in both languages."""
    said = town("tegas", "--all", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Past decisions, made again on their stored inputs\n"
        "\n"
        "Kota Tegas\n"
        "   3  same  24 Nov 2026  Moved from Stage one to Done.\n"
        "\n"
        "1 decision: same 1.\n"
    )
    assert "   3  sama  24 Nov 2026  Maju dari Tahap satu ke Selesai." in town("--all").out


def test_a_difference_names_rule_subject_statuses_and_cause(town: Town) -> None:
    """The loose file was edited, and trusted again: it has no version, so its files are named."""
    town.put("DINSOS")
    said = town("tegas", "3", "--lang", "en")
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[3:7] == [
        "   3  DIFFERS  24 Nov 2026  Moved from Stage one to Done.",
        "      met → not met",
        "      BLOCKS NOW: TST001 No forbidden agency (daerah): pass → fail, 1 new finding",
        "        DINSOS: (none) → fail: DINSOS is forbidden.",
    ]
    assert lines[7].startswith("        because: other files of the same version of daerah (")
    assert lines[-1] == "1 decision: differs 1."
    indonesian = town("tegas", "3").out
    for part in ("BERBEDA", "KINI MENAHAN: TST001 Tanpa instansi terlarang", "sebab: berkas"):
        assert part in indonesian


def test_a_plugin_that_came_later_is_named_once(town: Town) -> None:
    """It has no say in either decision, and stands below them."""
    (town.file.parent / "baru.py").write_text(
        f"FORBIDDEN = ('DINSOS',)\n{RULE.replace('TST001', 'NEW001')}", encoding="utf-8"
    )
    town.shell.must("plugin", "trust", "baru")
    said = town("--all", "--lang", "en")
    assert said.code == 0
    assert said.out.splitlines()[3:5] == [
        "   3  same  24 Nov 2026  Moved from Stage one to Done.",
        "  the plugin baru was not asked in 1 decision that it did not judge then",
    ]


def test_plugins_that_change_together_are_one_line() -> None:
    """An engine brings a dozen; a changed loose file stands alone, with its fingerprints."""
    fact = PluginFact("a", "1.0", "engine", "loaded", "0" * 64)
    later = replace(fact, version="2.0")
    others = tuple(
        PluginChange(name, replace(fact, name=name), replace(later, name=name)) for name in "abc"
    )
    edited = PluginChange("d", fact, replace(fact, fingerprint="1" * 64))
    gone = PluginChange("e", replace(fact, distribution=""), None)
    told = cause_lines((*others, edited, InputChange("a.least", 1, 2), gone))
    assert [line.en for line in told] == [
        "another version of a, b, c (engine) (1.0 → 2.0)",
        "other files of the same version of d (engine) (000000000000… → 111111111111…)",
        "a plugin is not loaded today: e",
        "input a.least: 1 → 2",
    ]


def test_json_holds_all_of_it(town: Town) -> None:
    """The schema is named; rule, subject, statuses and causes are data."""
    town.put("DINSOS")
    outcome = town("--all", "--json")
    data = outcome.json
    assert (outcome.code, data["exit_code"], data["schema"]) == (1, 1, "smartflow/replay/1")
    [city] = data["cities"]
    assert (city["city"], city["trouble"]) == ("tegas", None)
    [decision] = city["decisions"]
    told = {key: decision[key] for key in ("entry", "act", "day", "state", "identical")}
    assert told == {
        "entry": 3,
        "act": "advance",
        "day": "2026-11-24",
        "state": "differs",
        "identical": False,
    }
    assert (decision["met_before"], decision["met_after"]) == (True, False)
    [difference] = decision["differences"]
    assert (difference["what"], difference["rule"]) == ("rule", "TST001")
    [subject] = difference["subjects"]
    assert (subject["agency"], subject["before"], subject["after"]) == ("DINSOS", None, "fail")
    [cause] = difference["causes"]
    assert (cause["what"], cause["name"], cause["kind"]) == ("plugin", "daerah", "files")
    assert cause["before"]["fingerprint"] != cause["after"]["fingerprint"]


def test_csv_has_a_row_for_each_decision_and_each_difference(town: Town) -> None:
    """With what came out, and why."""
    town.put("DINSOS")
    outcome = town("--all", "--lang", "en", "--format", "csv")
    rows = list(csv.reader(io.StringIO(outcome.out)))[1:]
    assert [(row[0], row[1], row[4]) for row in rows] == [("tegas", "3", "DIFFERS")] * 2
    assert "TST001" in rows[1][5]
    assert "daerah" in rows[1][6]


def test_a_file_that_is_gone_cannot_be_asked(town: Town) -> None:
    """Exit code 3, with its name; put back as it was, all is the same again."""
    kept = town.file.read_bytes()
    town.file.unlink()
    said = town("tegas", "--all", "--lang", "en")
    assert said.code == 3
    assert "   3  CANNOT  24 Nov 2026" in said.out
    assert "plugins that judged it are not loaded today: daerah" in said.out
    town.file.write_bytes(kept)
    assert town("tegas", "--all").code == 0


def test_a_file_that_nobody_trusts_cannot_be_asked(town: Town) -> None:
    """It was changed and not read: its words are not held against the decision."""
    town.file.write_text(f"FORBIDDEN = ('DINSOS',)\n{RULE}", encoding="utf-8")
    said = town("tegas", "--all", "--lang", "en")
    assert said.code == 3
    assert "daerah" in said.out


def test_a_damaged_record_ends_with_4(town: Town) -> None:
    """The store lacks the verdict, and no entry says that it was erased."""
    with sqlite3.connect(town.root / "smartflow.db") as connection:
        connection.execute("DELETE FROM blob WHERE digest = ?", (town.body()["verdict"],))
    connection.close()
    said = town("tegas", "--all", "--lang", "en")
    assert said.code == 4
    assert "The verdict of the decision in entry 3 is not in the store." in said.out


def test_the_decision_as_it_was_recorded(town: Town) -> None:
    """``--format vsa`` tells the record, whatever comes out today, and needs no plugin."""
    town.file.unlink()
    outcome = town("tegas", "3", "--format", "vsa")
    assert outcome.code == 0
    statement = outcome.json
    assert statement["predicateType"] == "https://slsa.dev/verification_summary/v1"
    assert statement["subject"][0]["digest"] == {"sha256": town.body()["dossier"]}
    assert statement["predicate"]["verificationResult"] == "PASSED"
    version = statement["predicate"]["verifier"]["version"]
    assert version["daerah"].startswith("sha256:")  # a loose file says no version


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("tegas",),
        ("tegas", "3", "--all"),
        ("tegas", "--all", "--format", "vsa"),
        ("tegas", "3", "3", "--format", "vsa"),
        ("tegas", "1"),
        ("tegas", "99"),
        ("lain", "--all"),
    ],
)
def test_what_cannot_be_meant_is_refused(town: Town, words: tuple[str, ...]) -> None:
    """Exit code 2 with a next step, and nothing on stdout."""
    outcome = town(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Langkah berikutnya" in outcome.err


def test_a_city_without_a_decision_says_so(town: Town) -> None:
    """It is no failure."""
    town.shell.must(
        *("city", "add", "baru", "--name", "Kota Baru", "--kind", "kota"),
        *("--region-code", "99.72", "--province", "Provinsi", "--workflow", "kecil"),
    )
    said = town("baru", "--all", "--lang", "en")
    assert (said.code, "no decision yet" in said.out) == (0, True)
