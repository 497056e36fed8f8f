"""What the project itself ships passes its own check, with its own examples, without a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartflow.plugin.discovery import discover
from smartflow.plugin.loading.loader import load_registry
from smartflow.workshop.examining import check_plugin, find_subject

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
CASES = (ROOT / "tests" / "masterplan" / "cases", ROOT / "tests" / "dimensions" / "cases")
BUILT_IN = sorted(one.name for one in discover() if one.built_in)


def cases_of(plugin: str) -> Path | None:
    """Return the folder that holds the cases of a plugin's rules."""
    codes = [
        code
        for code, owned in load_registry(built_in_only=True).rules.items()
        if owned.origin.plugin == plugin
    ]
    return next((one for one in CASES if codes and (one / f"{codes[0]}.toml").is_file()), None)


@pytest.mark.parametrize("plugin", BUILT_IN)
def test_every_built_in_plugin_conforms(plugin: str) -> None:
    """No built-in plugin gives a single remark."""
    report = check_plugin(find_subject(plugin, cases=cases_of(plugin)))
    assert [f"{one.code} {one.about}: {one.message.en}" for one in report.remarks] == []
    assert report.exit_code == 0


def test_the_regional_example_conforms() -> None:
    """The plugin that regions copy is clean, from the folder in which it lies."""
    report = check_plugin(find_subject(str(ROOT / "plugins" / "smartflow-sawahlunto")))
    assert [f"{one.code} {one.about}: {one.message.en}" for one in report.remarks] == []
    assert report.exit_code == 0
