"""docs/plugins/testing.md, followed by the author of the distribution; and what it lists is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import smartflow.testing
from smartflow.cases.case import Wanted
from smartflow.cases.dossier import KEYS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "testing.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_tests_of_the_page_pass_as_printed(reader: Any) -> None:
    """The files of the page are tests of the plugin: four of cases, then five more of a city."""
    reader.type("smartflow plugin new sumbar --kind distribution --region 13", "test")
    reader.type("cd smartflow-sumbar", "test")
    reader.install(reader.folder)
    reader.environment["PYTEST_ADDOPTS"] = reader.plain_pytest
    reader.follow(PAGE)
    passed = [reader.type(f"pytest {folder}", "test") for folder in ("tests/cases", "tests")]
    assert [re.findall(r"(\d+) passed", said) for said in passed] == [["4"], ["9"]]


def _listed(table: str) -> list[str]:
    text = TEXT.split(f"<!-- {table} -->")[1]
    return re.findall(r"^\| `(\w+)` \|", text.split(f"<!-- /{table} -->")[0], re.MULTILINE)


def test_every_key_of_a_case_is_told() -> None:
    """The table of keys is the keys there are; so are the parts of a finding."""
    assert {*KEYS, "name", "status", "findings"} == set(_listed("keys"))
    (findings,) = re.findall(r"^\| `findings` \| (.*?) \|", TEXT, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", findings)) == Wanted.__struct_fields__


def test_every_step_of_a_sentence_is_told() -> None:
    """The table of steps is all that a city in words can be told, but the dossier at its end."""
    steps = {name for name in vars(smartflow.testing.CityInWords) if not name.startswith("_")}
    assert steps - {"case", "dossier"} == set(_listed("steps"))


def test_every_name_is_told() -> None:
    """The table of names is the public names, in their order."""
    assert smartflow.testing.__all__ == _listed("names")
