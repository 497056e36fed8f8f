"""The dimensions' rules by data: what each lets pass, what it finds, where, and in which words."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from smartflow import Dossier, Rule
from smartflow.plugin.guard import run_rules
from smartflow.plugin.registry import Origin, Owned

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES: list[tuple[str, dict[str, Any]]] = [
    (path.stem, case)
    for path in FILES
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
WORDS = ("rule", "about", "stage", "records", "quiet", "finds")


def owned_rules(name: str) -> dict[str, Owned[Rule]]:
    """Return what a dimension's plugin registers, by code."""
    origin = Origin(name, "0.1.0", "smartflow-engine")
    module = import_module(f"smartflow_dimensions.{name}")
    return {rule.code: Owned(rule, origin) for rule in module.smartflow_register_rules()}


@pytest.mark.parametrize(
    ("name", "case"), CASES, ids=[f"{case['rule']}: {case['about']}" for _, case in CASES]
)
def test_a_rule_says_what_its_case_expects(name: str, case: dict[str, Any], build: Any) -> None:
    """Run by the real guard, a rule yields the expected results and no others."""
    module = import_module(f"smartflow_dimensions.{name}")
    rows = {key: value for key, value in case.items() if key not in WORDS}
    dossier: Dossier = build(module.DIMENSION, case["stage"], rows, case.get("records", ()))
    rule = owned_rules(name)[case["rule"]]
    assert case["stage"] in rule.value.stages
    results = run_rules((rule,), dossier)
    if "quiet" in case:
        assert [case["quiet"]] == [result.status for result in results]
        return
    status = "fail" if rule.value.severity == "error" else "warn"
    expected = [
        (find.get("status", status), find.get("row", ""), find.get("column", ""), name)
        for find in case["finds"]
    ]
    assert expected == [(r.status, r.row, r.column, r.dimension) for r in results]
    for find, result in zip(case["finds"], results, strict=True):
        assert find["says"] in result.message.id
        assert find["says_en"] in result.message.en


def test_every_rule_has_a_case_that_passes_and_one_that_finds() -> None:
    """No rule is untested in either direction."""
    codes = {code for path in FILES for code in owned_rules(path.stem)}
    passing = {case["rule"] for _, case in CASES if case.get("quiet") == "pass"}
    finding = {case["rule"] for _, case in CASES if "finds" in case}
    assert (codes, codes) == (passing, finding)
