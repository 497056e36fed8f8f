"""What a person reads below and in the results of many cities: words, true sums, a next step."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from smartflow.language import Text
from smartflow.offices.portfolio.cli.results import results_data, results_table
from smartflow.offices.portfolio.cli.summary import failures, next_steps, summary
from smartflow.offices.portfolio.running.results import CityResult, RuleOutcome
from smartflow.offices.portfolio.titles import Titles

if TYPE_CHECKING:
    from conftest import Shell

    from smartflow.offices.portfolio.running.results import Outcome

TITLES = Titles({}, {"team": Text(id="Tim Pelaksana", en="Team")})


def _result(slug: str, outcome: Outcome = "not_met", rules: str = "", *roles: str) -> CityResult:
    found = tuple(RuleOutcome(code, "fail", 1) for code in rules.split())
    return CityResult(
        slug, f"Kota {slug.title()}", "13.01", "", "", "", outcome, 1, found, sign_offs=roles
    )


def _failed(slug: str, message: str, hint: str = "") -> CityResult:
    return CityResult(
        slug,
        f"Kota {slug.title()}",
        *("13.01", "", "", "", "failed", 2),
        message=Text.same(message),
        hint=Text.same(hint) if hint else None,
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_key_is_shown_where_there_is_a_title(many: Shell, language: str) -> None:
    """Neither of a stage nor of a role, in either language, in the table and below it."""
    found = many("portfolio", "check", "--json").json["cities"]
    out = many("portfolio", "check", "--lang", language).out
    keys = {one["stage"] for one in found}
    assert {"issue_analysis", "swot_tows"} <= keys
    assert {"team"} <= {role for one in found for role in one["sign_offs"]}
    assert [key for key in keys if key in out] == []
    title = {"id": "persetujuan Tim Pelaksana", "en": "sign-off by Implementation team"}[language]
    assert title in out
    assert "team" not in out.replace("Implementation team", "")


def test_cities_are_named_with_their_kind_and_stand_by_province(many: Shell) -> None:
    """``solok`` alone might be either of two; the codes of the ministry put neighbours together."""
    found = many("portfolio", "check", "--json").json["cities"]
    lines = many("portfolio", "check").out.splitlines()[3 : 3 + len(found)]
    by_code = sorted(found, key=lambda one: one["region_code"])
    assert [line.split("  ")[0] for line in lines] == [
        one["name"].replace("Kabupaten", "Kab.") for one in by_code
    ]


def test_a_file_holds_every_code_and_both_key_and_title(many: Shell) -> None:
    """What a terminal has no room for is cut there and nowhere else."""
    found = {one["slug"]: one for one in many("portfolio", "check", "--json").json["cities"]}
    text = many("portfolio", "check", "--format", "csv", "--lang", "en").out.lstrip("\ufeff")
    rows = {row["city"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows.keys() == found.keys()
    for slug, row in rows.items():
        blocking = [one["rule"] for one in found[slug]["rules"] if one["status"] == "fail"]
        assert row["blocking_rules"] == ", ".join(blocking)
        assert (row["stage"], row["stage_title"] == row["stage"]) == (found[slug]["stage"], False)


def test_a_file_names_however_many_rules_there_are() -> None:
    """A line of a terminal counts what it has no room for; a file is where the rest is found."""
    codes = ", ".join(f"ISU{number:03}" for number in range(1, 9))
    table = results_table([_result("agam", "not_met", codes.replace(",", ""), "team")], TITLES)
    row = dict(zip(table.keys, table.rows[0], strict=True))
    assert row["blocking_rules"] == codes
    assert row["missing_sign_offs"] == Text(id="Tim Pelaksana", en="Team")


def test_what_holds_most_cities_may_be_a_sign_off() -> None:
    """The sums count whatever keeps a gate shut, the most first; the hint explains a rule."""
    results = [
        _result("agam", "not_met", "ISU001", "team"),
        _result("padang", "not_met", "", "team"),
        _result("solok", "met"),
    ]
    told = [line.id for line in summary(results, TITLES)]
    assert told == [
        "\n3 kabupaten/kota: 1 memenuhi syarat, 2 belum memenuhi.",
        "Paling banyak menahan: persetujuan Tim Pelaksana (2), ISU001 (1).",
        "Penjelasannya: smartflow rule explain ISU001",
    ]
    assert len(list(summary([_result("solok", "met")], TITLES))) == 1


def test_the_next_step_is_a_command_for_those_that_may_move() -> None:
    """A few by name, many as they were selected, all where nothing was; a look, then for good."""
    few = [_result("agam"), _result("padang", "met"), _result("solok", "met")]
    many = [_result(f"kota-{number}", "met") for number in range(7)]

    def last(act: str, results: list[CityResult], selection: str = "") -> str:
        return [line.en for line in next_steps(act, results, selection)][-1]

    command = "Next step: smartflow portfolio advance"
    assert last("check", few) == f"{command} --city padang,solok --dry-run"
    assert last("rehearse", few) == f"{command} --city padang,solok"
    assert last("check", many, "--province 13") == f"{command} --province 13 --dry-run"
    assert last("check", many) == f"{command} --all-cities --dry-run"
    assert last("advance", [_result("agam", "refused")]).endswith("smartflow check agam")
    assert list(next_steps("advance", [_result("agam", "moved")], "")) == []


def test_a_rehearsal_says_that_nothing_was_recorded(many: Shell) -> None:
    """Its table looks like that of a check, and the command like that of an act."""
    said = "belum ada yang dicatat"
    assert said in many("portfolio", "advance", "--dry-run", "--city", "padang").out
    assert said not in many("portfolio", "check", "--city", "padang").out


def test_failures_are_sentences_below_the_table() -> None:
    """Each begins with the slug of its city; what to do is said once, and of many only how many."""
    one = _failed("agam", "Kota Agam dicatat kantor lain.", "Minta bundel baru.")
    two = _failed("solok", "Rusak.", "Minta bundel baru.")
    assert [line.id for line in failures([one, two])] == [
        "",
        "agam: Kota Agam dicatat kantor lain.",
        "solok: Rusak.",
        "Langkah berikutnya: Minta bundel baru.",
    ]
    crowd = [_failed(f"kota-{number}", "Rusak.") for number in range(14)]
    assert [line.en for line in failures(crowd)][-1] == "... and 4 more: --json"
    assert list(failures([_result("agam")])) == []


def test_data_hold_keys_and_no_words() -> None:
    """Programs read what no language changes."""
    data = results_data("check", [_result("agam", "not_met", "ISU001", "team")])
    assert data["cities"][0]["sign_offs"] == ["team"] or data["cities"][0]["sign_offs"] == ("team",)
    assert (data["outcomes"], data["exit_code"]) == ({"not_met": 1}, 1)
