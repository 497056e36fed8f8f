"""A rule file of a workspace, on the command line: it judges without trust, and says who it is."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("cel_expr_python", reason="the extra `rules` is not installed")

RULES = """
version = "2"
api = 1

[[rule]]
code = "PDG001"
each = "issues"
title = { id = "Isu menyebut RT", en = "An issue names the block" }
why = { id = "Agar dapat ditindaklanjuti.", en = "So that somebody can act." }
fix = { id = "Isi kolomnya.", en = "Fill in the column." }
message = { id = "Isu '{issue}' tanpa RT.", en = "Issue '{issue}' names no block." }
severity = "error"
stages = ["issue_analysis"]
cites = ["Perwali 12/2025 pasal 4"]
check = 'block != ""'
column = "block"
"""
COLUMN = """
import smartflow
from smartflow import Column, Text

@smartflow.hookimpl
def smartflow_register_worksheets():
    yield Column("block", Text(id="RT", en="Block"), worksheet="issues")
"""


@pytest.fixture
def configuration(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with a configuration folder that trusts nothing."""
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(tmp_path / "konfigurasi"))


@pytest.fixture
def rules(configuration: None, city: Any) -> Any:
    """Return the city's shell beside a rule file that needs the column of a loose file."""
    folder = city.root / "rules"
    folder.mkdir()
    (folder / "padang.toml").write_text(RULES, encoding="utf-8")
    (folder / "kolom.py").write_text(COLUMN, encoding="utf-8")
    return city


def test_a_rule_file_knows_the_column_of_a_trusted_file(rules: Any) -> None:
    """Untrusted, the column is unknown and its place is told; trusted, the rule runs."""
    before = rules("check", "contoh")
    assert before.code == 3
    for part in ("rules/padang.toml, baris 16", "'block'", "smartflow plugin trust rules/kolom.py"):
        assert part in before.err
    rules.must("plugin", "trust", "kolom")
    verdict = rules("check", "contoh", "--json").json
    facts = {one["name"]: (one["version"], one["notes"]) for one in verdict["plugins"]}
    assert (facts["padang"], facts["kolom"]) == (("2", ["rule file"]), ("", ["loose"]))
    assert "PDG001" in {one["rule"] for one in verdict["results"]}
    assert "Plugin: padang 2 (rules/padang.toml)" in rules.must("rule", "explain", "PDG001").out


def test_a_rule_file_for_another_contract_is_not_read(rules: Any) -> None:
    """Its state says so, and the rest of the city's life goes on with a warning."""
    rules.must("plugin", "trust", "kolom")
    file = rules.root / "rules" / "padang.toml"
    file.write_text(RULES.replace("api = 1", "api = 2"), encoding="utf-8")
    listed = rules.must("plugin", "list", "--json").json["plugins"]
    assert {one["name"]: one["state"] for one in listed}["padang"] == "incompatible"
    act = rules("agency", "add", "contoh", "DLH", "Dinas LH", "--kind", "opd")
    assert (act.code, "plugin 'padang' (rules/padang.toml)" in act.err) == (0, True)
    rules.must("plugin", "block", "padang")
    assert rules("check", "contoh").code == 1
