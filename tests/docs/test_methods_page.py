"""docs/methods.md, followed by somebody who brings tables; and what it promises of the methods."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from smartflow.methods import SITUATIONS
from smartflow.workshop.calc.forms import FORMS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
TEXT = PAGE.read_text(encoding="utf-8")
NOT_CALCULATED = {"IEM", "TOW", "IMP"}
"""Families of methods that the engine uses and ``calc`` does not offer."""


@pytest.mark.slow
def test_the_page_can_be_followed(reader: Any) -> None:
    """Every example computes to what the page says, from files written by the page."""
    reader.follow(PAGE)
    assert (reader.folder / "usg.csv").is_file()


def test_every_method_and_setting_is_told() -> None:
    """The table at the head lists each method with its settings and the key of its rows."""
    for form in FORMS.values():
        row = next(line for line in TEXT.splitlines() if line.startswith(f"| [`{form.method}`]"))
        assert [key for key in form.settings if f"`{key}`" not in row] == []
        assert f"smartflow calc {form.method} " in TEXT
        assert f"`{form.rows}`" in row or f"[[{form.rows}]]" in row


def test_every_family_of_findings_is_told() -> None:
    """Whatever code a method writes, the page says what its first letters mean."""
    families = {situation.code[:3] for situation in SITUATIONS.values()} - NOT_CALCULATED
    last = TEXT.split("The first letters of a code", 1)[1]
    assert families == set(re.findall(r"\b[A-Z]{3}\b", last)) - {"SAW", "WPM"}
