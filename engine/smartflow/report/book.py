"""The neutral tree of what is written on many pages: a book of chapters, a chapter of blocks.

Whoever composes it says what stands there and never how it looks; a format of the kind ``book``
decides that. Every sentence is a :class:`~smartflow.language.Text`, so one tree is printed in both
languages. Nothing in it is markup: a ``<`` or a ``|`` that an official typed is a letter.

Imports floor 0 and the table beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.language import Text
from smartflow.report.table import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Block",
    "Book",
    "Chapter",
    "Check",
    "Checklist",
    "Code",
    "Facts",
    "Figure",
    "Image",
    "Listing",
    "Note",
    "Paragraph",
    "Reference",
    "Run",
    "Signature",
    "Signer",
    "Verbatim",
]


class Code(msgspec.Struct, frozen=True):
    """Words to be copied letter by letter: a command, a digest.

    Attributes:
        words: The words.
    """

    words: str


class Reference(msgspec.Struct, frozen=True):
    """Words that lead to another chapter.

    Attributes:
        chapter: The key of that chapter.
        words: What is printed.
    """

    chapter: str
    words: Text


class Note(msgspec.Struct, frozen=True):
    """A note to what stands before it: where it comes from. Printed at the foot, with a number.

    Attributes:
        words: What it says.
    """

    words: Text


Run = Text | Code | Reference | Note
"""A piece of a line. Pieces follow one another without a blank between them."""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph.

    Attributes:
        runs: Its pieces.
        tone: ``plain``; ``note`` for an explanation; ``warning`` for what must not be overlooked.
    """

    runs: tuple[Run, ...]
    tone: Literal["plain", "note", "warning"] = "plain"


class Listing(msgspec.Struct, frozen=True):
    """Points, one below the other.

    Attributes:
        points: The pieces of each.
        kind: ``bullets``, or ``steps`` where their order counts.
    """

    points: tuple[tuple[Run, ...], ...]
    kind: Literal["bullets", "steps"] = "bullets"


class Verbatim(msgspec.Struct, frozen=True):
    """Lines that keep their breaks and blanks: a signed note, commands.

    Attributes:
        title: What they are.
        words: The lines.
    """

    title: Text
    words: str


class Facts(msgspec.Struct, frozen=True):
    """Names with their values; a value that is None is left blank for a pen.

    Attributes:
        title: What they tell of.
        rows: Each name with its value.
        room: How much a blank leaves: a ``line``, or a ``box`` for some sentences.
    """

    title: Text
    rows: tuple[tuple[Text, Cell], ...]
    room: Literal["line", "box"] = "line"


class Figure(msgspec.Struct, frozen=True):
    """A chart, with its caption.

    Attributes:
        title: What it shows.
        words: The same in words, for those who cannot see it.
        svg: The chart in each language, a whole SVG document of our own making.
    """

    title: Text
    words: Text
    svg: Text


class Image(msgspec.Struct, frozen=True):
    """A picture that somebody brought: a coat of arms, a photograph.

    Attributes:
        content: The file's bytes, a PNG or a JPEG; whoever makes one looks at them first
            (:func:`smartflow.report.image_of`).
        media_type: Which of the two.
        words: What it shows, for those who cannot see it.
        title: Its caption, or None.
    """

    content: bytes
    media_type: Literal["image/png", "image/jpeg"]
    words: Text
    title: Text | None = None


class Check(msgspec.Struct, frozen=True):
    """A question that a person answers by hand.

    Attributes:
        ask: The question.
        hold: What to hold beside what.
        expected: What the paper should say: names with values.
    """

    ask: Text
    hold: Text
    expected: tuple[tuple[Text, Cell], ...] = ()


class Checklist(msgspec.Struct, frozen=True):
    """Questions with boxes to tick and room for a remark, numbered through the book.

    Attributes:
        title: What they are about.
        checks: The questions.
        first: The number of the first.
    """

    title: Text
    checks: tuple[Check, ...]
    first: int = 1


class Signer(msgspec.Struct, frozen=True):
    """Who signs in one place.

    Attributes:
        post: The post, above the room for the signature.
        name: The name, below it; ``""`` leaves a line for a pen.
    """

    post: Text
    name: str = ""


class Signature(msgspec.Struct, frozen=True):
    """Places for signatures, side by side, as an official letter has them.

    Attributes:
        places: Who signs in each: the post, room, the name (or a line), a line for the number of
            the official (NIP).
        dated: Whether a line for place and date stands above them.
    """

    places: tuple[Signer, ...]
    dated: bool = False


Block = Paragraph | Listing | Verbatim | Facts | Table | Figure | Image | Checklist | Signature


class Chapter(msgspec.Struct, frozen=True):
    """A chapter, or a part of one.

    Attributes:
        key: Its name for references: letters, digits, hyphens and underscores, unique in the
            book.
        title: Its heading.
        blocks: What stands in it.
        parts: The chapters below it.
        page: ``new`` where it begins a page of its own when printed.
        turned: Whether its own pages are turned (landscape), for wide tables; its parts say so
            for themselves.
        numbered: Whether it counts; a foreword or a last page bears no number, nor do its parts.
    """

    key: str
    title: Text
    blocks: tuple[Block, ...] = ()
    parts: tuple[Chapter, ...] = ()
    page: Literal["same", "new"] = "same"
    turned: bool = False
    numbered: bool = True

    def walk(self) -> Iterator[Chapter]:
        """Yield this chapter and all below it, in the order of reading."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Book(msgspec.Struct, frozen=True):
    """A book.

    Attributes:
        title: Its title.
        subtitle: What stands below it.
        head: What stands before the first chapter.
        chapters: Its chapters.
        key: Its name: ``analysis``, ``minutes-issue_analysis``; the name of its file.
        emblem: What stands above its title, such as a coat of arms.
        day: The day as of which it tells; a file that holds a date of its own takes this one, so
            that equal books are equal bytes.
        draft: Whether every page says that it is a draft.
        cover: Whether title and head stand on a page of their own with the contents behind them;
            a sheet of one or two pages has neither.
    """

    title: Text
    subtitle: Text
    head: tuple[Block, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    key: str = ""
    emblem: Image | None = None
    day: date | None = None
    draft: bool = False
    cover: bool = False

    def walk(self) -> Iterator[Chapter]:
        """Yield every chapter, in the order of reading."""
        for chapter in self.chapters:
            yield from chapter.walk()

    def blocks(self) -> Iterator[Block]:
        """Yield every block, in the order of reading."""
        yield from self.head
        for chapter in self.walk():
            yield from chapter.blocks
