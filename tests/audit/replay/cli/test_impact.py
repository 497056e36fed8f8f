"""``smartflow plugin impact``: the answer in text, JSON and CSV, and its exit code."""

from __future__ import annotations

import csv
import io
import sqlite3
from decimal import Decimal
from typing import Any

import pytest
from kit.toy_plugins import toy_candidate, toy_rule
from kit.toy_workflow import put_workflow, toy_workflow
from msgspec.structs import replace

from smartflow import Finding, Score, ScoringRule, Text
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.loading import loader

WORKFLOW = toy_workflow(
    {"one": ("Tahap satu", "Stage one"), "done": ("Selesai", "Done")},
    {("one", "done"): 'rules = ["TST001"]'},
)


def regional(version: str, score: str, *agencies: str) -> Candidate:
    """Return a plugin whose one rule finds fault with cities that have these agencies."""

    def judge(dossier: Any, settings: Any) -> list[Finding]:
        present = (code for code in agencies if dossier.agency(code))
        return [Finding({"agency": code}, agency=code) for code in present]

    rule = toy_rule(
        judge,
        title=Text(id="Tanpa instansi terlarang", en="No forbidden agency"),
        message=Text(id="{agency} terlarang.", en="{agency} is forbidden."),
    )
    tally = ScoringRule(
        key="tally",
        title=Text(id="Hitungan", en="Tally"),
        stages=("one",),
        function=lambda dossier, settings: [Score("", Decimal(score))],
    )
    return toy_candidate("daerah", version, rule, tally)


@pytest.fixture
def decided(city: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a shell with two decided cities, and a plugin whose next version tells them apart."""

    def install(*candidates: Candidate) -> None:
        monkeypatch.setattr(loader, "discover", lambda: (*discover(), *candidates))

    install(regional("1.0", "0.5"))
    put_workflow(city.root, WORKFLOW)
    for slug, code, agency in (("tegas", "99.71", "DINSOS"), ("tenang", "99.72", "DINKES")):
        city.must(
            *("city", "add", slug, "--name", f"Kota {slug.title()}", "--kind", "kota"),
            *("--region-code", code, "--province", "Provinsi", "--workflow", "kecil"),
        )
        city.must("agency", "add", slug, agency, f"Dinas {agency}", "--kind", "opd")
        city.must("advance", slug)
    city.install = install
    return city


def test_nothing_flips(decided: Any) -> None:
    """Exit code 0, and a line for each city, also for the one that never decided."""
    outcome = decided("plugin", "impact")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1] == "3 kota: sama 2, belum pernah diputus 1."
    assert "Kota Contoh: belum pernah diputus" in outcome.out


def test_a_flip_is_told_in_both_languages(decided: Any) -> None:
    """Which verdict, by which rule, of which versions, and how the score has moved."""
    decided.install(regional("2.0", "1.25", "DINSOS"))
    said = decided("plugin", "impact", "--lang", "en")
    assert said.code == 1
    assert said.out == (
        "Each city's last decision, judged again with today's plugins\n"
        "\n"
        "Kota Contoh: never decided\n"
        "\n"
        "Kota Tegas: FLIPS\n"
        "  entry 3, 24 Nov 2026: Stage one → Done\n"
        "  met → not met\n"
        "  BLOCKS NOW: TST001 No forbidden agency (daerah 1.0 → 2.0): pass → fail, 1 new finding\n"
        "  score Tally: 0.5 → 1.25 (+0.75)\n"
        "\n"
        "Kota Tenang: differs in part\n"
        "  entry 3, 24 Nov 2026: Stage one → Done\n"
        "  score Tally: 0.5 → 1.25 (+0.75)\n"
        "\n"
        "3 cities: flips 1, differs in part 1, never decided 1.\n"
    )
    indonesian = decided("plugin", "impact", "--lang", "id").out
    assert "  KINI MENAHAN: TST001 Tanpa instansi terlarang (daerah 1.0 → 2.0):" in indonesian
    assert "  skor Hitungan: 0,5 → 1,25 (+0,75)" in indonesian


def test_json_holds_all_of_it(decided: Any) -> None:
    """The schema is named, numbers are text, and the exit code is inside too."""
    decided.install(regional("2.0", "1.25", "DINSOS"))
    outcome = decided("plugin", "impact", "daerah", "--json")
    data = outcome.json
    assert (outcome.code, data["exit_code"], data["schema"], data["plugin"]) == (
        1,
        1,
        "smartflow/impact/1",
        "daerah",
    )
    cities = {city["city"]: city for city in data["cities"]}
    assert {slug: city["state"] for slug, city in cities.items()} == {
        "contoh": "undecided",
        "tegas": "flips",
        "tenang": "differs",
    }
    assert cities["contoh"]["entry"] is None
    hard = cities["tegas"]
    assert (hard["entry"], hard["day"], hard["from"], hard["to"]) == (
        3,
        "2026-11-24",
        "one",
        "done",
    )
    assert (hard["met_before"], hard["met_after"], hard["same_inputs"]) == (True, False, True)
    [rule] = hard["rules"]
    assert (rule["rule"], rule["kind"], rule["before"], rule["after"]) == (
        "TST001",
        "pass_to_fail",
        "pass",
        "fail",
    )
    assert rule["plugin"] == {"name": "daerah", "version_before": "1.0", "version_after": "2.0"}
    assert rule["findings"] == {"appeared": 1, "vanished": 0, "reworded": 0}
    [score] = hard["scores"]
    assert (score["before"], score["after"], score["difference"]) == ("0.5", "1.25", "0.75")


def test_csv_has_a_row_for_each_difference(decided: Any) -> None:
    """One for each city's decision, then one for each rule and score that differs."""
    decided.install(regional("2.0", "1.25", "DINSOS"))
    outcome = decided("plugin", "impact", "--lang", "en", "--format", "csv")
    rows = list(csv.reader(io.StringIO(outcome.out)))
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        ("contoh", "decision", "undecided"),
        ("tegas", "decision", "flips"),
        ("tegas", "rule", "TST001"),
        ("tegas", "score", "tally"),
        ("tenang", "decision", "differs"),
        ("tenang", "score", "tally"),
    ]


def test_a_plugin_that_is_gone_is_named_by_what_it_brought(decided: Any) -> None:
    """The workflow asks for its rule: exit code 3, and the reader sees why."""
    decided.install()
    outcome = decided("plugin", "impact", "daerah", "--lang", "en")
    assert outcome.code == 3
    assert "The workflow asks for rules that do not run: TST001" in outcome.out


def test_an_unknown_plugin_is_refused(decided: Any) -> None:
    """Exit code 2 with the nearest name."""
    outcome = decided("plugin", "impact", "derah", "--lang", "en")
    assert outcome.code == 2
    assert "Did you mean 'daerah'?" in outcome.err


def test_a_broken_plugin_ends_it(decided: Any) -> None:
    """Exit code 3 as for ``check``: beside it nothing can be compared."""

    def fail() -> object:
        message = "sengaja rusak"
        raise RuntimeError(message)

    decided.install(replace(regional("2.0", "1"), load=fail))
    outcome = decided("plugin", "impact")
    assert outcome.code == 3
    assert "daerah" in outcome.err


def test_a_city_that_cannot_be_judged_again_says_why(decided: Any) -> None:
    """The refusal and its next step stand in the city's own block; the others are judged."""
    with sqlite3.connect(decided.root / "smartflow.db") as connection:
        connection.execute("DELETE FROM blob WHERE digest IN (?)", (verdict_of(decided, "tegas"),))
    connection.close()
    outcome = decided("plugin", "impact", "--lang", "en")
    assert outcome.code == 4
    assert (
        "Kota Tegas: CANNOT BE JUDGED AGAIN\n"
        "  entry 3, 24 Nov 2026: one → done\n"
        "  The verdict of the decision in entry 3 is not in the store.\n"
        "  Restore the store from a backup"
    ) in outcome.out
    assert "Kota Tenang: the same" in outcome.out


def verdict_of(shell: Any, city: str) -> str:
    """Return the digest of the verdict of a city's newest entry."""
    return str(shell("history", city, "--json").json["entries"][-1]["body"]["verdict"])
