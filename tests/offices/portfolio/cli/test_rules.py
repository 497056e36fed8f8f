"""``portfolio rules``: cities are counted by rule, by judging now or from what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Shell


def test_counts_are_those_of_check(many: Shell) -> None:
    """For each rule, as many cities as ``check`` of each city alone finds it blocking."""
    found = many.must("portfolio", "rules", "--json").json
    expected: dict[str, int] = {}
    for slug in ("agam", "padang", "solok", "bogor"):
        results = many("check", slug, "--json").json["results"]
        for code in {one["rule"] for one in results if one["status"] in ("fail", "error")}:
            expected[code] = expected.get(code, 0) + 1
    blocked = {one["rule"]: one["blocked"] for one in found["rules"] if one["blocked"]}
    assert blocked == expected
    assert (found["cities"], found["cities_judged"], found["judged"]) == (5, 4, "now")
    order = [one["blocked"] for one in found["rules"]]
    assert order == sorted(order, reverse=True)


def test_recorded_asks_no_rule(many: Shell) -> None:
    """Only the two cities with a recorded verdict count, and the sentence says so."""
    found = many.must("portfolio", "rules", "--recorded", "--json").json
    rules = {one["rule"]: one for one in found["rules"]}
    assert (found["cities_judged"], found["judged"]) == (2, "recorded")
    assert (rules["ISU001"]["blocked"], rules["ISU001"]["cities"]) == (2, 2)
    assert (rules["SWT001"]["cities"], rules["SWT001"]["fired"]) == (0, False)
    out = many.must("portfolio", "rules", "--recorded").out
    assert "2 dari 5 kabupaten/kota, menurut keputusan terakhir yang tercatat." in out


def test_missing_sign_offs_are_counted_beside_the_rules(many: Shell) -> None:
    """They hold cities too, and no rule tells: as many as ``check`` of each city finds, by role."""
    expected: dict[str, int] = {}
    for slug in ("agam", "padang", "solok", "bogor"):
        for one in many("check", slug, "--json").json["sign_offs"]:
            if not one["met"]:
                expected[one["role"]] = expected.get(one["role"], 0) + 1
    assert many.must("portfolio", "rules", "--json").json["missing_sign_offs"] == expected
    said = f"persetujuan kurang dari: Tim Pelaksana ({expected['team']})"
    assert said in many.must("portfolio", "rules").out


def test_where_nothing_is_recorded_one_sentence_says_so(many: Shell) -> None:
    """A list of all rules there are would look like a finding about them."""
    out = many.must("portfolio", "rules", "--recorded", "--city", "bogor").out
    assert "tanpa --recorded" in out
    assert "ISU001" not in out


def test_what_never_fires_is_named(many: Shell) -> None:
    """Rules that ran and said nothing, and rules that ran nowhere, are two lists of codes."""
    out = many.must("portfolio", "rules", "--stage", "issue_analysis", "--lang", "en").out
    notes = out.rpartition("\n\n")[2].splitlines()
    never = next(line for line in notes if line.startswith("Never said anything, never applic"))
    nowhere = next(line for line in notes if line.startswith("Ran in none"))
    assert "ISU002" in never
    assert "SWT001" in nowhere
    assert "ISU001" not in never + nowhere


def test_a_line_for_each_rule_that_said_something(many: Shell) -> None:
    """In a terminal a rule keeps to one line of at most 100 columns; silent ones are only named."""
    out = many.must("portfolio", "rules").out
    table, _, notes = out.partition("\n\n")
    lines = table.splitlines()[3:]
    found = many.must("portfolio", "rules", "--json").json["rules"]
    assert [line.split()[0] for line in lines] == [one["rule"] for one in found if one["fired"]]
    assert max(map(len, lines)) <= 100
    silent = [one["rule"] for one in found if not one["fired"]]
    assert [code for code in silent if f"{code}," not in notes and f"{code}." not in notes] == []


def test_a_selection_counts_its_cities(many: Shell) -> None:
    """Only the selected cities are judged."""
    found = many.must("portfolio", "rules", "--city", "padang", "--json").json
    rules = {one["rule"]: one for one in found["rules"]}
    assert (rules["RDY001"]["blocked"], rules["ISU001"]["cities"]) == (1, 0)


def test_csv_has_a_line_for_each_rule(many: Shell) -> None:
    """For a spreadsheet, under the stable names of the columns."""
    lines = many.must("portfolio", "rules", "--format", "csv").out.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("rule;blocked;error;warn;waived;pass")
    assert any(line.startswith("ISU001;2;0;0;0;0;0;2;") for line in lines)


def test_beside_a_broken_plugin_it_ends_with_3(many: Shell, install: object) -> None:
    """Whoever judges needs every plugin; what is recorded can still be read."""
    install("rusak", "raise RuntimeError('boom')")  # type: ignore[operator]
    assert many("portfolio", "rules").code == 3
    assert many("portfolio", "rules", "--recorded").code == 0
