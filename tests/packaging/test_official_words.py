"""The words of officials: what an auditor's word means to them, and where it may stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = {".py", ".toml", ".md", ".html", ".typ"}
PLACES = ("engine", "plugins", "workflows", "docs", "README.md")
GLOSSARY = "plugins/smartflow_masterplan/glossary.toml"

MAY_STAY = {
    # The auditor's own word, in the auditor's own working paper: what he makes of a fact.
    "Ini fakta dari riwayat, bukan temuan. Arti pentingnya dinilai pemeriksa.": 1,
}
"""Sentences that say *temuan*, and how often each is said."""

_AUDITORS = re.compile(r"\btemuan\w*", re.IGNORECASE)


def _files() -> list[Path]:
    inside = [
        path
        for place in PLACES
        for path in ((ROOT / place).rglob("*") if (ROOT / place).is_dir() else [ROOT / place])
    ]
    return sorted(
        path
        for path in inside
        if path.suffix in WRITTEN and path != ROOT / GLOSSARY and path.is_file()
    )


def test_a_finding_is_a_catatan() -> None:
    """To an official *temuan* is what an auditor charges him with; ours are *catatan*."""
    said = []
    for path in _files():
        text = path.read_text("utf-8")
        for sentence in MAY_STAY:
            text = text.replace(sentence, "")
        said += [f"{path.relative_to(ROOT)}: {word}" for word in _AUDITORS.findall(text)]
    assert said == []


@pytest.mark.parametrize("sentence", MAY_STAY)
def test_what_may_stay_is_there(sentence: str) -> None:
    """A sentence that is gone leaves the list."""
    times = sum(path.read_text("utf-8").count(sentence) for path in _files())
    assert times == MAY_STAY[sentence]
