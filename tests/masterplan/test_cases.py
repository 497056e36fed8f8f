"""The cases of the national rules, all together; each is a test of its own (``cases/*.toml``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.testing import assert_covered, rule_cases

if TYPE_CHECKING:
    import pytest

CASES = Path(__file__).parent / "cases"


def test_every_rule_passes_and_finds_something_in_its_cases() -> None:
    """Each rule has a case that passes and one that does not, and each case a rule."""
    assert_covered("masterplan", rule_cases(CASES))


def test_the_cases_are_tests(pytestconfig: pytest.Config) -> None:
    """The pytest plugin that runs them is loaded: else a failing case would be seen by nobody."""
    loaded = pytestconfig.pluginmanager.hasplugin("smartflow")
    assert loaded, "installed before there was a pytest plugin; install again: make ready"
