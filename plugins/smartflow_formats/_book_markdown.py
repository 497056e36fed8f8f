"""A book as Markdown: the same chapters, tables and questions, to be kept beside code or mailed.

Pictures are told in words, for Markdown has no safe place for one. Every word passes
:func:`~smartflow_formats._prose.escape`; a cell that is a digest becomes a code span.
"""

from __future__ import annotations

import re
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
from smartflow_formats._letters import lines_of, plain_line
from smartflow_formats._prose import code, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from smartflow.report import Block, Book, Chapter, Run
    from smartflow.report.table import Cell
    from smartflow_formats._cells import Language

__all__ = ["book_lines"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_BOX = "\N{BALLOT BOX}"
_BLANK = "................"


def book_lines(book: Book, language: Language) -> Iterator[str]:
    """Yield the lines of a book."""
    numbers = said.numbered(book.chapters)
    yield f"# {_words(book.title.in_(language))}"
    yield ""
    yield _words(book.subtitle.in_(language))
    for block in book.head:
        yield from _block(block, language)
    for chapter in book.chapters:
        yield from _chapter(chapter, 2, numbers, language)


def _chapter(
    chapter: Chapter, level: int, numbers: Mapping[str, str], language: Language
) -> Iterator[str]:
    yield ""
    yield f"{'#' * min(level, 6)} {numbers[chapter.key]} {_words(chapter.title.in_(language))}"
    for block in chapter.blocks:
        yield from _block(block, language)
    for part in chapter.parts:
        yield from _chapter(part, level + 1, numbers, language)


# -- words ----------------------------------------------------------------------------------------


def _words(text: str) -> str:
    return escape(plain_line(text))


def _runs(runs: Iterable[Run], language: Language) -> str:
    return "".join(_run(run, language) for run in runs)


def _run(run: Run, language: Language) -> str:
    match run:
        case Code():
            return code(plain_line(run.words))
        case Reference():
            return _words(run.words.in_(language))
        case Text():
            words = run.in_(language)
            before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
            return f"{before}{_words(words)}{after}"


def _cell(cell: Cell, language: Language) -> str:
    words = said.value_text(cell, language)
    return code(words) if _DIGEST.fullmatch(words) else _words(words)


# -- blocks ---------------------------------------------------------------------------------------


def _block(block: Block, language: Language) -> Iterator[str]:
    yield ""
    yield from _WRITERS[type(block)](block, language)


def _paragraph(block: Paragraph, language: Language) -> Iterator[str]:
    words = _runs(block.runs, language)
    yield f"**{words}**" if block.tone == "warning" else words


def _listing(block: Listing, language: Language) -> Iterator[str]:
    for number, point in enumerate(block.points, start=1):
        yield f"{f'{number}.' if block.kind == 'steps' else '-'} {_runs(point, language)}"


def _verbatim(block: Verbatim, language: Language) -> Iterator[str]:
    lines = lines_of(block.words)
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield _title(block.title, language)
    yield ""
    yield fence
    yield from lines
    yield fence


def _title(title: Text, language: Language) -> str:
    return f"**{_words(title.in_(language))}**"


def _facts(block: Facts, language: Language) -> Iterator[str]:
    yield _title(block.title, language)
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    for name, value in block.rows:
        shown = _BLANK if value is None else _cell(value, language)
        yield _row((_words(name.in_(language)), shown))


def _table(block: Table, language: Language) -> Iterator[str]:
    yield _title(block.title, language)
    yield ""
    if block.rows:
        yield _row(_words(heading.in_(language)) for heading in block.headings)
        yield _row("---" for _ in block.headings)
        for row in block.rows:
            yield _row(_cell(cell, language) for cell in row)
    else:
        yield said.NOTHING.in_(language)
    if block.note is not None:
        yield ""
        yield _words(block.note.in_(language))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(block: Figure, language: Language) -> Iterator[str]:
    yield _title(block.title, language)
    yield ""
    yield _words(block.words.in_(language))


def _checklist(block: Checklist, language: Language) -> Iterator[str]:
    headings = (said.CHECK, said.HOLD, said.EXPECTED, said.ANSWER, said.REMARK)
    yield _title(block.title, language)
    yield ""
    yield _row(heading.in_(language) for heading in headings)
    yield _row("---" for _ in headings)
    answer = " ".join(f"{_BOX} {tick.in_(language)}" for tick in said.TICKS)
    for number, check in enumerate(block.checks, start=block.first):
        expected = "; ".join(
            f"{_words(name.in_(language))}: {_cell(value, language)}"
            for name, value in check.expected
        )
        asked = f"{_words(check.ask.in_(language))} {_words(check.hold.in_(language))}"
        yield _row((str(number), asked, expected, answer, _BLANK))


def _signature(block: Signature, language: Language) -> Iterator[str]:
    yield _row(_words(place.in_(language)) for place in block.places)
    yield _row("---" for _ in block.places)
    yield _row(_BLANK for _ in block.places)


_WRITERS: Mapping[type, Callable[..., Iterator[str]]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Verbatim: _verbatim,
    Facts: _facts,
    Table: _table,
    Figure: _figure,
    Checklist: _checklist,
    Signature: _signature,
}
