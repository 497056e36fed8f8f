"""docs/plugins/README.md: a first rule in ten minutes, and what helps when something is wrong."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from smartflow.plugin.loading.loader import load_registry
from smartflow.workshop.plugins.cli.views import STATES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "README.md"
TEXT = PAGE.read_text(encoding="utf-8")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _issue_without_a_place(reader: Any) -> None:
    """Fill in the form as the page asks."""
    path = reader.folder / "forms" / "padang-panjang-DLH.xlsx"
    book = load_workbook(path)
    book.active["B5"], book.active["C5"] = "Smart Living", "Genangan saat hujan lebat"
    book.save(path)


@pytest.mark.slow
def test_the_first_rule_works_as_printed(reader: Any) -> None:
    """The rule is written as shown, listed, explained, and finds the cell of the form."""
    reader.before["smartflow submit"] = lambda: _issue_without_a_place(reader)
    reader.follow(PAGE)
    verdict = json.loads(reader.type("smartflow check padang-panjang --json  # 1", "test"))
    found = [result for result in verdict["results"] if result["rule"] == "PDN001"]
    written = (reader.folder / "rules" / "padang_panjang.toml").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert [(one["status"], one["row"], one["column"]) for one in found] == [
        ("fail", "DLH/issues/1", "location")
    ]
    assert DAY.sub("DAY", shown) in DAY.sub("DAY", written)


def _table(name: str) -> str:
    return TEXT.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]


def test_every_state_is_told() -> None:
    """The table of states is the states, with the words by which a list shows them."""
    told = re.findall(r"^\| `(\w+)` \| `([\w ]+)` \|", _table("states"), re.MULTILINE)
    assert dict(told) == {state: words.id for state, words in STATES.items()}


PLUGIN = """
import smartflow
from smartflow import Rule, Text


def good(dossier, settings):
    yield from ()


@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(
        code="PPJ001",
        title=Text(id="a", en="b"),
        why=Text(id="a", en="b"),
        fix=Text(id="a", en="b"),
        message=Text(id="a", en="b"),
        severity="warning",
        stages=("issue_analysis",),
        function=good,
    )
"""
MISTAKES = {
    "there is no hook named": ("register_rules", "register_rulez"),
    "gives back None": ("yield Rule", "Rule"),
    "has no @smartflow.hookimpl": ("@smartflow.hookimpl", ""),
    "Missing required argument 'en'": ('why=Text(id="a", en="b")', 'why=Text(id="a")'),
    "stages must be tuple, not 'issue_analysis'": ('("issue_analysis",)', '"issue_analysis"'),
    "Extra positional arguments provided": ('code="PPJ001"', '"PPJ001"'),
    "must be callable with (dossier, settings)": ("good(dossier, settings)", "good(dossier)"),
}
"""What the page quotes as a reason, and the mistake that makes it."""


def _load(folder: Path, source: str) -> tuple[str, str]:
    """Return the state of a loose file with this content, and the reason for it."""
    (folder / "rules").mkdir()
    (folder / "rules" / "mine.py").write_text(source, encoding="utf-8", newline="\n")
    trusted = frozenset({hashlib.sha256(source.encode()).hexdigest()})
    record = load_registry(root=folder, trusted=trusted).plugin("mine")
    assert record is not None
    return record.state, record.fault


@pytest.mark.parametrize("reason", MISTAKES)
def test_every_reason_is_given(tmp_path: Path, reason: str) -> None:
    """A mistake that the page helps with is told in the words that the page quotes."""
    right, wrong = MISTAKES[reason]
    state, fault = _load(tmp_path, PLUGIN.replace(right, wrong))
    assert f"| `{reason}` |" in _table("reasons")
    assert (state, reason in fault) == ("broken", True), fault


def test_without_a_mistake_it_is_loaded(tmp_path: Path) -> None:
    """It is the mistake, and nothing else, that breaks the plugin."""
    assert _load(tmp_path, PLUGIN) == ("loaded", "")


def test_every_page_is_listed() -> None:
    """The front page leads to each page that lies beside it."""
    pages = {path.name for path in PAGE.parent.glob("*.md")} - {PAGE.name}
    last = TEXT.split("## All pages")[1]
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", last)) == pages
