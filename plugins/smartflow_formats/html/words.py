"""The words of a book as HTML: one door for every word, and what is counted while they pass.

What stands between two tags passes :func:`words`, so that what an official typed can be nothing
but text. Notes are kept here until the foot of their chapter is written.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from smartflow import Text
from smartflow.report import Code, Note, Reference
from smartflow_formats.common import book_words as said
from smartflow_formats.common.letters import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.report import Block, Run
    from smartflow.report.table import Cell
    from smartflow_formats.common.cells import Language

__all__ = ["DIGEST", "Writing", "cell", "code", "name", "runs", "titled", "words"]

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
"""What is printed in groups."""

_GROUP: Final = 8
"""How many digits of a digest stand together, so that an eye keeps its place."""


class Writing:
    """What is known while a book is written: its language, its numbers, the notes still to print.

    Args:
        language: The reader's language.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.numbers = said.Numbers()
        self._notes: list[tuple[int, Text]] = []
        self._regions = 0

    def words(self, text: Text) -> str:
        """Return a text in the reader's language, as :func:`words` does."""
        return words(text.in_(self.language))

    def region(self) -> str:
        """Return a name for the next region that scrolls."""
        self._regions += 1
        return f"lebar.{self._regions}"

    def refer(self, note: Note) -> str:
        """Keep a note for the foot; return the number that leads to it."""
        number = self.numbers.note()
        self._notes.append((number, note.words))
        told = words(f"{said.NOTE.in_(self.language)} {number}")
        return (
            f'<sup><a id="rujukan.{number}" href="#catatan.{number}" role="doc-noteref"'
            f' aria-label="{told}">{number}</a></sup>'
        )

    def notes(self) -> Iterator[str]:
        """Yield the notes that were referred to since the last time, each with its way back."""
        if not self._notes:
            return
        kept, self._notes = self._notes, []
        yield f'<div class="notes"><p>{self.words(said.NOTES)}</p><ol start="{kept[0][0]}">'
        for number, text in kept:
            back = self.words(said.BACK.fill({"number": number}))
            yield (
                f'<li id="catatan.{number}">{self.words(text)}'
                f' <a href="#rujukan.{number}" role="doc-backlink" aria-label="{back}">↩</a></li>'
            )
        yield "</ol></div>"


def words(text: str) -> str:
    """Return any text so that it is text and nothing else, in an element or in an attribute."""
    return html.escape(plain_line(text), quote=True)


def name(key: str) -> str:
    """Return a chapter's key as the name of its place in the page.

    Names of the page's own places have a dot, which no key has.
    """
    return words(key)


def runs(pieces: Iterable[Run], writing: Writing) -> str:
    """Return the pieces of a line, one behind the other."""
    return "".join(_run(piece, writing) for piece in pieces)


def _run(run: Run, writing: Writing) -> str:
    match run:
        case Code():
            return code(run.words)
        case Note():
            return writing.refer(run)
        case Reference():
            return f'<a href="#{name(run.chapter)}">{writing.words(run.words)}</a>'
        case Text():
            plain = run.in_(writing.language)
            before, after = " " * plain[:1].isspace(), " " * plain[-1:].isspace()
            return f"{before}{words(plain)}{after}"


def code(plain: str) -> str:
    """Return words to be copied; a digest in groups that are no part of it."""
    if not DIGEST.fullmatch(plain):
        return f"<code>{words(plain)}</code>"
    groups = (plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))
    return '<code class="digest">' + "<wbr>".join(f"<span>{g}</span>" for g in groups) + "</code>"


def cell(value: Cell, writing: Writing) -> str:
    """Return a cell as a book prints it."""
    plain = said.value_text(value, writing.language)
    return code(plain) if DIGEST.fullmatch(plain) else words(plain)


def titled(named: Block, title: Text, writing: Writing) -> str:
    """Return a caption: ``Tabel 3. Anggaran``."""
    label = writing.numbers.label(named)
    if label is None:
        return writing.words(title)
    return f'<span class="label">{writing.words(label)}.</span> {writing.words(title)}'
