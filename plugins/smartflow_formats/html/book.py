"""A book as one page of HTML: it needs nothing beside it and asks no other computer for anything.

The frame (head, cover, contents) is a template that an official may change; what stands in it, the
chapters with their blocks, is written by functions and goes in as it is. Headings follow in order,
the language is named, notes lead to the foot of their chapter and back. A table alone is a page
without a template, so that Jinja stays away from the commands that print one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow_formats.common import book_words as said
from smartflow_formats.common.cells import long_date
from smartflow_formats.common.letters import plain_line
from smartflow_formats.html.blocks import block, picture
from smartflow_formats.html.style import STYLE, TABLE_COLOURS, page_margins
from smartflow_formats.html.tables import rows
from smartflow_formats.html.words import Writing, name, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartflow.report import Book, Chapter, Table
    from smartflow_formats.common.cells import Language

__all__ = ["book_page", "table_page"]

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_NEEDED: Final = ("policy", "body")
_LISTED: Final = 3
"""A book of so many chapters has its contents beside it on a screen."""

_INDEXED: Final = 8
"""A book of so many has them on paper as well, even without a cover."""


def book_page(book: Book, language: Language, template: bytes) -> str:
    """Return a book as a whole page.

    Args:
        book: The book.
        language: The reader's language.
        template: The frame.

    Raises:
        TemplateFault: something is wrong with the template.
    """
    from smartflow_formats.common.template import decoded, fill

    return f"{fill(decoded(template), _values(book, language), _NEEDED).strip()}\n"


def _values(book: Book, language: Language) -> dict[str, object]:
    """Return what a template may name, written in the order of reading, which numbers follow."""
    from markupsafe import Markup

    def made(lines: Iterator[str]) -> Markup:
        return Markup("\n".join(lines))  # noqa: S704  every word in it has passed `words`

    writing = Writing(language)
    numbers = said.numbered(book.chapters)
    head = made(block(thing, writing) for thing in book.head)
    emblem = made(picture(one, writing) for one in (book.emblem,) if one is not None)
    return {
        "language": language,
        "key": plain_line(book.key),
        "title": plain_line(book.title.in_(language)),
        "subtitle": plain_line(book.subtitle.in_(language)),
        "day": long_date(book.day, language) if book.day else "",
        "draft": book.draft,
        "cover": book.cover,
        "emblem": emblem,
        "head": head,
        "notes": made(writing.notes()),
        "body": made(_body(book, numbers, writing)),
        "indexed": book.cover or len(numbers) >= _INDEXED,
        "entries": made(_contents(book, numbers, writing)),
        "style": made(iter((STYLE, _margins(book, language)))),
        "policy": _POLICY,
        "said": {
            "contents": said.CONTENTS.in_(language),
            "skip": said.SKIP.in_(language),
            "draft": said.DRAFT.in_(language),
            "draft_long": said.DRAFT_SAID.in_(language),
        },
    }


def _margins(book: Book, language: Language) -> str:
    mark = said.DRAFT.in_(language) if book.draft else ""
    return page_margins(said.PAGE.in_(language), mark)


def table_page(table: Table, language: Language) -> str:
    """Return a table as a whole page."""
    title = words(table.title.in_(language))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{TABLE_COLOURS}{STYLE}{page_margins(said.PAGE.in_(language), '')}</style>",
        "</head>",
        "<body>",
        f'<div class="sheet"><main><h1>{title}</h1>',
        rows(table, title, Writing(language)),
        "</main></div>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


# -- contents and chapters ------------------------------------------------------------------------


def _contents(book: Book, numbers: Mapping[str, str], writing: Writing) -> Iterator[str]:
    if book.cover or len(numbers) >= _LISTED:
        yield from _entries(book.chapters, numbers, writing)


def _entries(
    chapters: tuple[Chapter, ...], numbers: Mapping[str, str], writing: Writing
) -> Iterator[str]:
    if not chapters:
        return
    yield "<ol>"
    for chapter in chapters:
        title = said.headed(numbers[chapter.key], writing.words(chapter.title))
        yield f'<li><a href="#{name(chapter.key)}">{title}</a>'
        yield from _entries(chapter.parts, numbers, writing)
        yield "</li>"
    yield "</ol>"


def _body(book: Book, numbers: Mapping[str, str], writing: Writing) -> Iterator[str]:
    """Yield the chapters, with the notes of each at its end."""
    for chapter in book.chapters:
        yield from _chapter(chapter, 2, numbers, writing)
        yield from writing.notes()


def _chapter(
    chapter: Chapter, level: int, numbers: Mapping[str, str], writing: Writing
) -> Iterator[str]:
    key, new = name(chapter.key), ' class="new"' if chapter.page == "new" else ""
    deep = min(level, 6)
    title = said.headed(numbers[chapter.key], writing.words(chapter.title))
    yield f'<section id="{key}"{new} aria-labelledby="{key}.judul">'
    if chapter.turned:
        yield '<div class="turned">'
    yield f'<h{deep} id="{key}.judul">{title}</h{deep}>'
    for thing in chapter.blocks:
        yield block(thing, writing)
    if chapter.turned:
        yield "</div>"
    for part in chapter.parts:
        yield from _chapter(part, level + 1, numbers, writing)
    yield "</section>"
