"""docs/plugins/chapters.md, followed by a region's developer; and what it lists is what there is.

Run as a program it writes the table of chapters anew: ``python
tests/docs/plugins/test_chapters_page.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from smartflow import report
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.testing import ComposedBook, a_city, compose_book

PAGE = Path(__file__).resolve().parents[3] / "docs" / "plugins" / "chapters.md"
CHAPTERS = re.compile(r"(<!-- chapters -->\n).*?(<!-- /chapters -->)", re.DOTALL)
_ANY = "<dimension>"
BOOKS = (
    "analysis",
    "masterplan",
    "executive_summary",
    "quick_wins",
    "road_map",
    "minutes",
    "commitment",
    "attendance",
)


@pytest.mark.slow
def test_the_page_works_as_printed(reader: Any) -> None:
    """Its plugin is trusted and printed, and the tests of the page pass."""
    reader.environment["SMARTFLOW_CONFIG"] = str(reader.folder / "config")
    reader.environment["PYTEST_ADDOPTS"] = reader.plain_pytest
    reader.follow(PAGE)
    assert re.findall(r"(\d+) passed", reader.output) == ["4"]


def _listed(table: str) -> list[str]:
    """Return the names in the first column of a table of the page."""
    text = PAGE.read_text(encoding="utf-8").split(f"<!-- {table} -->")[1]
    column = re.findall(r"^\| (`.*?) \|", text.split(f"<!-- /{table} -->")[0], re.MULTILINE)
    return [name for cell in column for name in re.findall(r"`(\w+)", cell)]


def test_every_block_is_told() -> None:
    """The table of blocks is the blocks there are, in the order of the tree."""
    blocks = [block.__name__ for block in report.Block.__args__]
    assert sorted(_listed("blocks")) == sorted(blocks)


def test_every_assertion_is_told() -> None:
    """The table is all that can be asked of a composed book."""
    fields = set(ComposedBook.__struct_fields__)
    methods = {name for name in vars(ComposedBook) if not name.startswith("_")}
    assert set(_listed("assertions")) == fields | methods


# -- the table of chapters ------------------------------------------------------------------------


def _table() -> Iterator[str]:
    """Yield the lines of the table, from what the built-in plugins register and print."""
    registry = load_registry(built_in_only=True)
    yield "| book | position | chapter | its parts |"
    yield "|---|---|---|---|"
    for book in BOOKS:
        printed = compose_book(book, a_city(), registry).chapters
        places = {one.value.key: one.value.position for one in registry.chapters.values()}
        for chapter in printed:
            parts = ", ".join(f"`{key}`" for key in _parts(chapter, registry))
            title = f"`{chapter.key}`: {chapter.title.en}"
            yield f"| `{book}` | {places[chapter.key]} | {title} | {parts} |"


def _parts(chapter: report.Chapter, registry: Registry) -> list[str]:
    """Return the keys below a chapter; what is there for every dimension, once."""
    below = [one.key for one in chapter.walk()][1:]
    return list(dict.fromkeys(_general(key, below, tuple(registry.dimensions)) for key in below))


def _general(key: str, below: Sequence[str], dimensions: Sequence[str]) -> str:
    for dimension in dimensions:
        pattern = "_".join(_ANY if word == dimension else word for word in key.split("_"))
        if _ANY in pattern and {pattern.replace(_ANY, one) for one in dimensions} <= set(below):
            return pattern
    return key


def test_every_chapter_is_told() -> None:
    """The table is what is printed of a city that has nothing yet."""
    found = CHAPTERS.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0].splitlines()[1:-1] == [*_table()]


def test_every_book_is_told() -> None:
    """No chapter is registered for a book that the table leaves out."""
    registry = load_registry(built_in_only=True)
    assert {one.value.book for one in registry.chapters.values()} == set(BOOKS)


if __name__ == "__main__":
    TABLE = "\n".join(_table())
    TEXT = CHAPTERS.sub(
        lambda found: f"{found[1]}{TABLE}\n{found[2]}", PAGE.read_text(encoding="utf-8")
    )
    PAGE.write_text(TEXT, encoding="utf-8")
