"""docs/plugins/rule-files.md, followed by an official, and every rule on it run by its examples."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartflow.cases import make_dossier, run_rule
from smartflow.plugin.cel.declarations import FUNCTIONS, MACROS
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Origin, Owned, Registry
from smartflow.plugin.rule_file import Example, RuleFile, read_rules
from smartflow.plugin.rule_file.document import Document, RuleEntry
from smartflow.plugin.rule_file.scope import dossier_scope, group_scope, row_scope

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "rule-files.md"
TEXT = PAGE.read_text(encoding="utf-8")
FILES = [
    text
    for text in re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    if "locaton" not in text
]
NAMES = [re.findall(r"^# (\S+)", text)[0] for text in FILES]
WORKSHEETS = {key: owned.value for key, owned in load_registry().worksheets.items()}


def section(title: str) -> str:
    """Return what stands under a heading."""
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def named(title: str) -> set[str]:
    """Return every word in code type of the tables under a heading."""
    cells = re.findall(r"^\| (.*?) \|", section(title).replace(r"\|", "I"), re.MULTILINE)
    code = " ".join(" ".join(re.findall(r"`([^`]*)`", cell)) for cell in cells)
    return set(re.findall(r"\w+", code))


@pytest.mark.slow
def test_the_page_can_be_followed(reader: Any) -> None:
    """Everything that it says to type ends as it says, the broken file included."""
    first, rest = TEXT.split("\n## Five rules to copy\n")
    assert "```sh" not in rest
    page = reader.folder / "first-rule.md"
    page.write_text(first, encoding="utf-8")
    reader.follow(page)


def read(text: str, name: str) -> RuleFile:
    """Return a file of the page."""
    return read_rules(text.encode(), WORKSHEETS, name)


def outcome(example: Example, code: str, world: Registry) -> tuple[str, bool]:
    """Return whether a rule passes an example, and whether it says what the example says."""
    results = run_rule(code, make_dossier(example.case, world), world)
    clean = {result.status for result in results} <= {"pass", "not_applicable"}
    says = any(example.says in result.message.id for result in results)
    return "pass" if clean else "fail", says


@pytest.mark.parametrize(("text", "name"), list(zip(FILES, NAMES, strict=True)), ids=NAMES)
def test_the_rules_to_copy_pass_their_examples(text: str, name: str) -> None:
    """Each of them has an example that passes and one that fails, and does as they say."""
    file = read(text, name)
    registry = load_registry()
    for rule in file.rules:
        owned = {rule.code: Owned(rule, Origin("page", "1", ""))}
        world = msgspec.structs.replace(registry, rules={**registry.rules, **owned})
        examples = file.examples[rule.code]
        assert {example.expects for example in examples} == {"pass", "fail"}
        found = [outcome(example, rule.code, world) for example in examples]
        assert found == [(example.expects, True) for example in examples]


def test_there_are_five_rules_to_copy() -> None:
    """The page keeps its word, and each rule is of another kind."""
    files = [tomllib.loads(text) for text in FILES]
    assert len(files) == 1 + 5


def test_every_key_is_told() -> None:
    """The tables of keys are the fields of the structs that read them."""
    keys = {
        field.name
        for kind in (Document, RuleEntry)
        for field in msgspec.structs.fields(kind)
        if field.name not in ("rule", "passes", "fails")
    }
    assert keys - named("What a file holds") == set()


def test_every_function_is_told() -> None:
    """Nothing can be called that the table does not name, and nothing named is missing."""
    told = set(re.findall(r"(\w+)\(", section("What an expression may do")))
    assert set(FUNCTIONS) | set(MACROS) == told - {"IF"}


def test_every_variable_is_told() -> None:
    """The table of names is what an expression may name, but for columns and worksheets."""
    issues = WORKSHEETS["issues"]
    columns = {column.key for column in issues.columns}
    scopes = [
        row_scope(issues),
        group_scope(issues, issues.columns[0]),
        *(dossier_scope(WORKSHEETS, one) for one in ("", "dimension", "agency")),
    ]
    variables = {name for scope in scopes for name in scope.variables}
    assert variables - columns - set(WORKSHEETS) - named("What an expression may name") == set()
    fields = {name for scope in scopes for record in scope.records.values() for name in record}
    words = set(re.findall(r"\w+", section("What an expression may name")))
    every = {column.key for sheet in WORKSHEETS.values() for column in sheet.columns}
    assert fields - every - set(WORKSHEETS) - words == set()
