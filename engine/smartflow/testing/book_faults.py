"""What keeps a chapter from being printed well, told in words; and every sentence that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from smartflow.language import Text
from smartflow.report.book import Chapter, Code, Reference
from smartflow.report.table import Table

__all__ = ["chapter_faults", "texts_of"]

_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DRAWN = "svg"
"""The field of a figure whose Text is no sentence."""


def texts_of(thing: object) -> Iterator[Text]:
    """Yield every sentence of a block, in the order of its fields; code as it is written."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, Code):
        yield Text.same(thing.words)
    else:
        for inner in _inside(thing):
            yield from texts_of(inner)


def _inside(thing: object) -> Iterator[object]:
    if isinstance(thing, tuple):
        yield from thing
    elif isinstance(thing, msgspec.Struct):
        for name in thing.__struct_fields__:
            if name != _DRAWN:
                yield getattr(thing, name)


def chapter_faults(chapter: Chapter, keys: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a chapter, its parts left out.

    Args:
        chapter: The chapter.
        keys: The keys of all chapters of its book.
    """
    where = f"  {chapter.key}:"
    if not _KEY.fullmatch(chapter.key):
        yield f"{where} a key is letters, digits, hyphens and underscores"
    if not chapter.title.id.strip():
        yield f"{where} it has no title"
    for text in texts_of((chapter.title, chapter.blocks)):
        if bool(text.id.strip()) != bool(text.en.strip()):
            yield f"{where} in one language only: {(text.id or text.en)!r}"
    for block in chapter.blocks:
        if isinstance(block, Table):
            yield from (f"{where} {fault}" for fault in _table_faults(block))
        for reference in _references(block):
            if reference.chapter not in keys:
                yield f"{where} a reference leads to {reference.chapter!r}, which is not there"


def _references(thing: object) -> Iterator[Reference]:
    if isinstance(thing, Reference):
        yield thing
    for inner in _inside(thing):
        yield from _references(inner)


def _table_faults(table: Table) -> Iterator[str]:
    named = f"the table {table.title.en!r}"
    if len(table.headings) != len(table.keys):
        yield f"{named} has {len(table.keys)} keys and {len(table.headings)} headings"
    if len(set(table.keys)) != len(table.keys):
        yield f"{named} has a key twice"
    for number, row in enumerate(table.rows, start=1):
        if len(row) != len(table.keys):
            yield f"{named} has {len(row)} cells in row {number} for {len(table.keys)} columns"
