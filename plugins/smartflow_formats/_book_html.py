"""A book as one page of HTML: it needs nothing beside it and asks no other computer for anything.

Written by hand rather than by templates: the tree has a dozen kinds of block, each is one function
here, and every word passes :func:`_words`, so that what an official typed can be nothing but text.
Headings follow in order, tables have heads with a scope, the language is named, and a picture is
embedded as an image, in which nothing can run.
"""

from __future__ import annotations

import base64
import html
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import (
    Checklist,
    Code,
    Facts,
    Figure,
    Listing,
    Paragraph,
    Reference,
    Signature,
    Table,
    Verbatim,
)
from smartflow_formats import _book_words as said
from smartflow_formats._book_style import STYLE
from smartflow_formats._letters import lines_of, plain_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from smartflow.report import Block, Book, Chapter, Run
    from smartflow.report.table import Cell
    from smartflow_formats._cells import Language

__all__ = ["book_page", "table_page"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DIGEST_OPENS = '<code class="digest">'
_GROUP = 8
"""How many digits of a digest stand together, so that an eye keeps its place."""

_SHORT = 6
"""A table of so few rows stays on one page."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def book_page(book: Book, language: Language) -> str:
    """Return a book as a whole page."""
    numbers = said.numbered(book.chapters)
    title = plain_line(book.title.in_(language))
    parts = [
        f'<a class="skip" href="#isi">{_words(said.CONTENTS.in_(language))}</a>',
        "<header>",
        f"<h1>{_words(title)}</h1>",
        f'<p class="subtitle">{_words(book.subtitle.in_(language))}</p>',
        *(_block(block, language) for block in book.head),
        "</header>",
        _contents(book, numbers, language),
        "<main>",
        *(_chapter(chapter, 2, numbers, language) for chapter in book.chapters),
        "</main>",
    ]
    return _page(title, parts, language)


def table_page(table: Table, language: Language) -> str:
    """Return a table as a whole page."""
    title = plain_line(table.title.in_(language))
    return _page(
        title, [f"<main><h1>{_words(title)}</h1>", _table(table, language), "</main>"], language
    )


def _page(title: str, parts: Iterable[str], language: Language) -> str:
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_words(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *parts,
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _contents(book: Book, numbers: Mapping[str, str], language: Language) -> str:
    words = _words(said.CONTENTS.in_(language))
    lines = "".join(_entries(book.chapters, numbers, language))
    return f'<nav id="isi" aria-label="{words}"><h2>{words}</h2>{lines}</nav>'


def _entries(
    chapters: tuple[Chapter, ...], numbers: Mapping[str, str], language: Language
) -> Iterator[str]:
    if not chapters:
        return
    yield "<ol>"
    for chapter in chapters:
        title = _words(chapter.title.in_(language))
        yield f'<li><a href="#{_words(chapter.key)}">{numbers[chapter.key]} {title}</a>'
        yield from _entries(chapter.parts, numbers, language)
        yield "</li>"
    yield "</ol>"


def _chapter(chapter: Chapter, level: int, numbers: Mapping[str, str], language: Language) -> str:
    key, new = _words(chapter.key), ' class="new"' if chapter.page == "new" else ""
    deep = min(level, 6)
    heading = f"{numbers[chapter.key]} {_words(chapter.title.in_(language))}"
    parts = [
        f'<section id="{key}"{new} aria-labelledby="{key}-title">',
        f'<h{deep} id="{key}-title">{heading}</h{deep}>',
        *(_block(block, language) for block in chapter.blocks),
        *(_chapter(part, level + 1, numbers, language) for part in chapter.parts),
        "</section>",
    ]
    return "\n".join(parts)


# -- words ----------------------------------------------------------------------------------------


def _words(text: str) -> str:
    """Return any text so that it is text and nothing else, in an element or in an attribute."""
    return html.escape(plain_line(text), quote=True)


def _runs(runs: Iterable[Run], language: Language) -> str:
    return "".join(_run(run, language) for run in runs)


def _run(run: Run, language: Language) -> str:
    match run:
        case Code():
            return _code(run.words)
        case Reference():
            words = _words(run.words.in_(language))
            return f'<a href="#{_words(run.chapter)}">{words}</a>'
        case Text():
            words = run.in_(language)
            before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
            return f"{before}{_words(words)}{after}"


def _code(words: str) -> str:
    if not _DIGEST.fullmatch(words):
        return f"<code>{_words(words)}</code>"
    groups = (words[at : at + _GROUP] for at in range(0, len(words), _GROUP))
    return _DIGEST_OPENS + "<wbr>".join(f"<span>{g}</span>" for g in groups) + "</code>"


def _cell(cell: Cell, language: Language) -> str:
    words = said.value_text(cell, language)
    return _code(words) if _DIGEST.fullmatch(words) else _words(words)


# -- blocks ---------------------------------------------------------------------------------------


def _block(block: Block, language: Language) -> str:
    return _WRITERS[type(block)](block, language)


def _paragraph(block: Paragraph, language: Language) -> str:
    tone = "" if block.tone == "plain" else f' class="{block.tone}"'
    return f"<p{tone}>{_runs(block.runs, language)}</p>"


def _listing(block: Listing, language: Language) -> str:
    name = "ol" if block.kind == "steps" else "ul"
    points = "".join(f"<li>{_runs(point, language)}</li>" for point in block.points)
    return f"<{name}>{points}</{name}>"


def _verbatim(block: Verbatim, language: Language) -> str:
    title = _words(block.title.in_(language))
    lines = "\n".join(html.escape(line) for line in lines_of(block.words))
    return f"<figure><figcaption>{title}</figcaption><pre><code>{lines}</code></pre></figure>"


def _facts(block: Facts, language: Language) -> str:
    room = " room" if block.room == "box" else ""
    lines = [
        f'<table class="facts{room}"><caption>{_words(block.title.in_(language))}</caption><tbody>'
    ]
    for name, value in block.rows:
        head = f'<th scope="row">{_words(name.in_(language))}</th>'
        cell = '<td class="blank"></td>' if value is None else f"<td>{_cell(value, language)}</td>"
        lines.append(f"<tr>{head}{cell}</tr>")
    return "\n".join([*lines, "</tbody></table>"])


def _table(block: Table, language: Language) -> str:
    title = _words(block.title.in_(language))
    note = f'<p class="note">{_words(block.note.in_(language))}</p>' if block.note else ""
    if not block.rows:
        nothing = _words(said.NOTHING.in_(language))
        return f'<p class="empty"><strong>{title}:</strong> {nothing}</p>{note}'
    marks = [' class="number"' if _numeric(block, at) else "" for at in range(len(block.keys))]
    heads = "".join(
        f'<th scope="col"{mark}>{_words(heading.in_(language))}</th>'
        for mark, heading in zip(marks, block.headings, strict=True)
    )
    short = ' class="short"' if len(block.rows) <= _SHORT else ""
    lines = [f"<table{short}><caption>{title}</caption><thead><tr>{heads}</tr></thead><tbody>"]
    for row in block.rows:
        cells = (_data(cell, mark, language) for mark, cell in zip(marks, row, strict=True))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, f"</tbody></table>{note}"])


def _data(cell: Cell, mark: str, language: Language) -> str:
    words = _cell(cell, language)
    if words.startswith(_DIGEST_OPENS):
        mark = ' class="digest"'
    return f"<td{mark}>{words}</td>"


def _numeric(table: Table, position: int) -> bool:
    cells = [row[position] for row in table.rows if row[position] is not None]
    return bool(cells) and all(
        isinstance(cell, int | Decimal) and not isinstance(cell, bool) for cell in cells
    )


def _figure(block: Figure, language: Language) -> str:
    title = _words(block.title.in_(language))
    image = base64.b64encode(block.svg.in_(language).encode()).decode()
    words = _words(block.words.in_(language))
    return (
        f'<figure><figcaption>{title}</figcaption><img alt="{words}"'
        f' src="data:image/svg+xml;base64,{image}"></figure>'
    )


def _checklist(block: Checklist, language: Language) -> str:
    heads = "".join(
        f'<th scope="col">{_words(heading.in_(language))}</th>'
        for heading in (said.CHECK, said.HOLD, said.EXPECTED, said.ANSWER, said.REMARK)
    )
    answer = "<br>".join(
        f'<span class="box" aria-hidden="true"></span>{_words(tick.in_(language))}'
        for tick in said.TICKS
    )
    title = _words(block.title.in_(language))
    lines = [f'<table class="checks"><caption>{title}</caption><thead><tr>{heads}</tr></thead>']
    lines.append("<tbody>")
    for number, check in enumerate(block.checks, start=block.first):
        expected = "".join(
            f"<p>{_words(name.in_(language))}: {_cell(value, language)}</p>"
            for name, value in check.expected
        )
        ask, hold = _words(check.ask.in_(language)), _words(check.hold.in_(language))
        lines.append(
            f'<tr><td class="number">{number}</td><td><p class="ask">{ask}</p><p>{hold}</p></td>'
            f'<td>{expected}</td><td class="answer">{answer}</td><td class="remark"></td></tr>'
        )
    return "\n".join([*lines, "</tbody></table>"])


def _signature(block: Signature, language: Language) -> str:
    places = "".join(f"<div>{_words(place.in_(language))}</div>" for place in block.places)
    return f'<div class="signatures">{places}</div>'


_WRITERS: Mapping[type, Callable[..., str]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Verbatim: _verbatim,
    Facts: _facts,
    Table: _table,
    Figure: _figure,
    Checklist: _checklist,
    Signature: _signature,
}
