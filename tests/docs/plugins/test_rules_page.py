"""docs/plugins/rules.md: its rule and its tests agree, its keys are those of the programme."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from smartflow.plugin.loading.loader import load_registry

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "plugins" / "rules.md"
TEXT = PAGE.read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tests_of_a_dossier_rule_pass() -> None:
    """The rule over the dossier and its tests, as printed, agree; neither is empty."""
    named: dict[str, Any] = {}
    for language, text in FENCE.findall(TEXT):
        if language == "python":
            exec(compile(text, str(PAGE), "exec"), named)  # noqa: S102  our own page
    tests = [thing for name, thing in named.items() if name.startswith("test_")]
    for test in tests:
        test()
    assert len(tests) == 2


def test_the_keys_are_those_of_the_national_programme() -> None:
    """Each worksheet stands in its stage, with who fills it in and the keys of its columns."""
    national = load_registry(built_in_only=True)
    file = ROOT / "workflows" / "smartflow_workflows" / "masterplan.toml"
    stages = tomllib.loads(file.read_text(encoding="utf-8"))["stage"]
    who = {"agency": "each agency", "dimension": "each dimension", "city": "the city"}
    expected = []
    for stage in stages:
        for key in stage.get("worksheets", ()):
            sheet = national.worksheets[key].value
            columns = ", ".join(f"`{column.key}`" for column in sheet.columns)
            expected.append(f"| `{key}` | `{stage['key']}` | {who[sheet.per]} | {columns} |")
    table = TEXT.split("<!-- worksheets -->\n")[1].split("<!-- /worksheets -->")[0]
    told = re.findall(r"`(\w+)`", TEXT.split("has the stages ")[1].split("(`smartflow")[0])
    assert table.splitlines()[2:] == expected
    assert told == [stage["key"] for stage in stages]
