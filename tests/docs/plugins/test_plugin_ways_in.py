"""docs/plugins/loose-file.md and distribution.md, each followed by the author of a first plugin.

The third way in, a rule file, is followed in test_plugin_front_page.py and test_rule_files_page.py.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from smartflow.plugin.loading.loader import load_registry
from smartflow.testing import assert_covered, rule_cases

PAGES = Path(__file__).resolve().parents[3] / "docs" / "plugins"
FENCE = re.compile(r"^```(?:python|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def author(reader: Any) -> Any:
    """Return a reader who trusts nothing yet."""
    reader.environment["SMARTFLOW_CONFIG"] = str(reader.folder / "config")
    return reader


@pytest.mark.slow
def test_a_loose_file_works_as_printed(author: Any) -> None:
    """The page can be followed, and the rule of its file does what its cases say."""
    author.follow(PAGES / "loose-file.md")
    content = (author.folder / "rules" / "solok.py").read_bytes()
    trusted = frozenset({hashlib.sha256(content).hexdigest()})
    registry = load_registry(root=author.folder, trusted=trusted)
    assert_covered("solok", rule_cases(author.folder / "rules" / "solok" / "cases"), registry)


@pytest.mark.slow
def test_a_distribution_works_as_printed(author: Any) -> None:
    """The plugin is written, installed, listed and tested, as the page says at each step."""
    author.instead["pip install"] = lambda: author.install(author.folder)
    author.environment["PYTEST_ADDOPTS"] = author.plain_pytest
    author.follow(PAGES / "distribution.md")
    assert author.folder.name == "smartflow-sumbar"


def test_the_files_explained_are_those_that_are_written(author: Any) -> None:
    """Whatever the page shows of a file stands in it, but for the day on which it was made."""
    author.type("smartflow plugin new sumbar --kind distribution --region 13", "test")
    files = [path for path in author.folder.rglob("*") if path.suffix in {".toml", ".py"}]
    written = [DAY.sub("DAY", path.read_text(encoding="utf-8")) for path in files]
    shown = FENCE.findall((PAGES / "distribution.md").read_text(encoding="utf-8"))
    lost = [part for part in shown if not any(DAY.sub("DAY", part) in text for text in written)]
    assert (len(shown), lost) == (2, [])
