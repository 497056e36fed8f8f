"""docs/decisions/: each page has its four parts, stands in the list, and names what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
LIST = (FOLDER / "README.md").read_text(encoding="utf-8")
PARTS = ["Context", "Decision", "Price", "Declined"]
PATH = re.compile(r"`([\w.-]+/[\w./-]*(?:\.\w+|[\w]/)|\w+\.py|(?:tests|docs|plugins)/[\w./-]+)`")


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def test_the_numbers_are_without_a_gap() -> None:
    """Pages are numbered from 1, in their names and in their titles."""
    assert [int(page.name[:3]) for page in PAGES] == list(range(1, len(PAGES) + 1))
    assert [int(_title(page).partition(".")[0]) for page in PAGES] == [
        int(page.name[:3]) for page in PAGES
    ]


def test_the_list_names_every_page_once() -> None:
    """A page that is not in the list would not be found; its title is the same there."""
    listed = re.findall(r"^- \[(.*)\]\(([^)]*)\)$", LIST, re.MULTILINE)
    assert sorted(listed) == sorted((_title(page), page.name) for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_has_its_four_parts(page: Path) -> None:
    """Context, decision, price, and what was declined: in this order, none of them empty."""
    _, *parts = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [part.partition("\n")[0] for part in parts] == PARTS
    assert [part for part in parts if not part.partition("\n")[2].strip()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_decision_names_is_there(page: Path) -> None:
    """A path leads to a file or folder of the engine, or of the repository."""
    named = PATH.findall(page.read_text(encoding="utf-8"))
    places = (ROOT / "engine" / "smartflow", ROOT)
    lost = [path for path in named if not any((place / path).exists() for place in places)]
    assert lost == []
