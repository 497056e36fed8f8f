"""A book as Markdown: the same chapters, tables and questions, to be kept beside code or mailed.

The source is what people read, in an e-mail or beside code, so a picture is told in words: its
bytes would fill pages. Notes are footnotes (``[^1]``) at the end of their chapter. Every word
passes :func:`~smartflow_formats.common.prose.escape`; a cell that is a digest becomes a code span.
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
    Image,
    Listing,
    Note,
    Paragraph,
    Reference,
    Signature,
    Table,
    Verbatim,
)
from smartflow_formats.common import book_words as said
from smartflow_formats.common.letters import lines_of, plain_line
from smartflow_formats.common.prose import code, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from smartflow.report import Block, Book, Chapter, Run, Signer
    from smartflow.report.table import Cell
    from smartflow_formats.common.cells import Language

__all__ = ["book_lines"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_BOX = "\N{BALLOT BOX}"
_BLANK = "................"


class Writing:
    """What is known while a book is written: its language, its numbers, the notes still to print.

    Args:
        language: The reader's language.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.numbers = said.Numbers()
        self._notes: list[tuple[int, str]] = []

    def words(self, text: Text) -> str:
        """Return a text in the reader's language, harmless."""
        return _words(text.in_(self.language))

    def refer(self, note: Note) -> str:
        """Keep a note for the end of the chapter; return the mark that leads to it."""
        number = self.numbers.note()
        self._notes.append((number, self.words(note.words)))
        return f"[^{number}]"

    def notes(self) -> Iterator[str]:
        """Yield the notes that were referred to since the last time."""
        kept, self._notes = self._notes, []
        for number, words in kept:
            yield ""
            yield f"[^{number}]: {self._no_address(number, words)}"

    def _no_address(self, number: int, words: str) -> str:
        """Keep a note from being read as the address of a link (CommonMark 0.31, 4.7).

        A reader that knows no footnotes takes ``[^1]: word`` and ``[^1]: word "title"`` for one.
        """
        first, blank, rest = words.partition(" ")
        if not blank:
            return f"{self.words(said.NOTE)} {number}: {first}"
        return f"{first} \\{rest}" if rest.startswith(('"', "'", "(")) else words


def book_lines(book: Book, language: Language) -> Iterator[str]:
    """Yield the lines of a book."""
    writing = Writing(language)
    numbers = said.numbered(book.chapters)
    if book.draft:
        yield f"**{writing.words(said.DRAFT_SAID)}**"
        yield ""
    yield f"# {writing.words(book.title)}"
    yield ""
    yield writing.words(book.subtitle)
    if book.emblem is not None:
        yield ""
        yield _picture(book.emblem, writing)
    for block in book.head:
        yield from _block(block, writing)
    yield from writing.notes()
    for chapter in book.chapters:
        yield from _chapter(chapter, 2, numbers, writing)
        yield from writing.notes()


def _chapter(
    chapter: Chapter, level: int, numbers: Mapping[str, str], writing: Writing
) -> Iterator[str]:
    yield ""
    title = said.headed(numbers[chapter.key], writing.words(chapter.title))
    yield f"{'#' * min(level, 6)} {title}"
    for block in chapter.blocks:
        yield from _block(block, writing)
    for part in chapter.parts:
        yield from _chapter(part, level + 1, numbers, writing)


# -- words ----------------------------------------------------------------------------------------


def _words(text: str) -> str:
    return escape(plain_line(text))


def _runs(runs: Iterable[Run], writing: Writing) -> str:
    """Join the pieces of a line, so that none turns the mark of a note before it into a link."""
    line = ""
    for run in runs:
        piece = _run(run, writing)
        acts = line.endswith("]") and piece.startswith(("(", ":"))
        line += f"\\{piece}" if acts else piece
    return line


def _run(run: Run, writing: Writing) -> str:
    match run:
        case Code():
            return code(plain_line(run.words))
        case Note():
            return writing.refer(run)
        case Reference():
            return writing.words(run.words)
        case Text():
            words = run.in_(writing.language)
            if words.isspace():
                return " "
            before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
            return f"{before}{_words(words)}{after}"


def _cell(cell: Cell, writing: Writing) -> str:
    words = said.value_text(cell, writing.language)
    return code(words) if _DIGEST.fullmatch(words) else _words(words)


# -- blocks ---------------------------------------------------------------------------------------


def _block(block: Block, writing: Writing) -> Iterator[str]:
    yield ""
    yield from _WRITERS[type(block)](block, writing)


def _paragraph(block: Paragraph, writing: Writing) -> Iterator[str]:
    words = _runs(block.runs, writing)
    yield f"**{words}**" if block.tone == "warning" else words


def _listing(block: Listing, writing: Writing) -> Iterator[str]:
    for number, point in enumerate(block.points, start=1):
        yield f"{f'{number}.' if block.kind == 'steps' else '-'} {_runs(point, writing)}"


def _verbatim(block: Verbatim, writing: Writing) -> Iterator[str]:
    lines = lines_of(block.words)
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield _title(block.title, writing)
    yield ""
    yield fence
    yield from lines
    yield fence


def _title(title: Text, writing: Writing) -> str:
    return f"**{writing.words(title)}**"


def _facts(block: Facts, writing: Writing) -> Iterator[str]:
    yield _title(block.title, writing)
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    for name, value in block.rows:
        shown = _BLANK if value is None else _cell(value, writing)
        yield _row((writing.words(name), shown))


def _numbered(block: Block, title: Text, writing: Writing) -> str:
    """Return a caption: ``Tabel 3. Anggaran``."""
    label = writing.numbers.label(block)
    number = "" if label is None else f"{writing.words(label)}. "
    return f"**{number}{writing.words(title)}**"


def _table(block: Table, writing: Writing) -> Iterator[str]:
    yield _numbered(block, block.title, writing)
    yield ""
    if block.rows:
        yield _row(writing.words(heading) for heading in block.headings)
        yield _row("---:" if said.numeric(block, at) else "---" for at in range(len(block.keys)))
        for row in block.rows:
            yield _row(_cell(cell, writing) for cell in row)
    else:
        yield writing.words(said.NOTHING)
    if block.note is not None:
        yield ""
        yield writing.words(block.note)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(block: Figure, writing: Writing) -> Iterator[str]:
    yield _numbered(block, block.title, writing)
    yield ""
    yield writing.words(block.words)


def _image(block: Image, writing: Writing) -> Iterator[str]:
    if block.title is not None:
        yield _numbered(block, block.title, writing)
        yield ""
    yield _picture(block, writing)


def _picture(image: Image, writing: Writing) -> str:
    return f"({writing.words(said.PICTURE)}: {writing.words(image.words)})"


def _checklist(block: Checklist, writing: Writing) -> Iterator[str]:
    headings = (said.CHECK, said.HOLD, said.EXPECTED, said.ANSWER, said.REMARK)
    yield _title(block.title, writing)
    yield ""
    yield _row(writing.words(heading) for heading in headings)
    yield _row("---" for _ in headings)
    answer = " ".join(f"{_BOX} {writing.words(tick)}" for tick in said.TICKS)
    for number, check in enumerate(block.checks, start=block.first):
        expected = "; ".join(
            f"{writing.words(name)}: {_cell(value, writing)}" for name, value in check.expected
        )
        asked = f"{writing.words(check.ask)} {writing.words(check.hold)}"
        yield _row((str(number), asked, expected, answer, _BLANK))


def _signature(block: Signature, writing: Writing) -> Iterator[str]:
    if block.dated:
        yield f"{_BLANK}, {_BLANK} ({writing.words(said.PLACE_AND_DAY)})"
        yield ""
    official = f"{writing.words(said.OFFICIAL)} {_BLANK}"
    for number, row in enumerate(said.abreast(block.places)):
        places = [place for place in row if place is not None]
        if number:
            yield ""
        yield _row(writing.words(place.post) for place in places)
        yield _row("---" for _ in places)
        yield _row("" for _ in places)
        yield _row(_signer(place) for place in places)
        yield _row(official for _ in places)


def _signer(place: Signer) -> str:
    name = _words(place.name)
    return f"**{name}**" if name else _BLANK


_WRITERS: Mapping[type, Callable[..., Iterator[str]]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Verbatim: _verbatim,
    Facts: _facts,
    Table: _table,
    Figure: _figure,
    Image: _image,
    Checklist: _checklist,
    Signature: _signature,
}
