"""The cases of the dimensions' rules, together; each is a test of its own (``cases/*.toml``)."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from smartflow.testing import assert_covered, rule_cases

CASES = rule_cases(Path(__file__).parent / "cases")


def test_every_rule_passes_and_finds_something_in_its_cases(plugin: ModuleType) -> None:
    """Each rule of a dimension has a case that passes and one that does not."""
    codes = {rule.code for rule in plugin.smartflow_register_rules()}
    assert_covered(plugin.DIMENSION.key, (case for case in CASES if case.rule in codes))


def test_every_finding_is_wanted_in_both_languages_and_of_its_dimension() -> None:
    """No case is content with a finding in one language, or of whichever dimension."""
    findings = [
        item for case in CASES for item in case.wanted if item.status in ("", "warn", "fail")
    ]
    assert findings
    assert [item for item in findings if not (item.says and item.says_en and item.dimension)] == []
