"""A book as the data that a Typst template prints: JSON, and the pictures beside it.

The template decides how things look. What it needs to know without guessing is decided here:
numbers of chapters, tables and figures, how a number or day reads, where a line may end in a long
word, and how wide the words of each column are. The shapes of the data are described at the head of
``templates/book.typ``. Imports nothing that draws.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

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
from smartflow_formats.common.cells import long_date
from smartflow_formats.pdf.letters import breakable, in_lines, on_a_line
from smartflow_formats.pdf.pictures import chart, chart_size, picture_size
from smartflow_formats.pdf.table import DIGEST, GROUP, table_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartflow.report import Block, Book, Cell, Chapter, Run, Signer
    from smartflow_formats.common.cells import Language
    from smartflow_formats.pdf.letters import Words

__all__ = ["Laid", "laid_out"]

Data = dict[str, object]
"""An object of the JSON."""

_LONGEST: Final = 28
"""So many letters a word has on a whole line before it may be broken."""

_SHORT: Final = 18
"""Likewise beside other things: in a list of facts, a checklist, a place for a signature."""

_LOW: Final = 400
"""Names and posts of so many letters stay on one page with the room for a signature."""

_FORMAT: Final = {"image/png": "png", "image/jpeg": "jpg"}
_NO_DAY: Final = (1970, 1, 1)
"""PDF/A asks for a day; a book without one bears the first that computers count."""


class Laid(msgspec.Struct, frozen=True):
    """What a template prints.

    Attributes:
        data: The book, as JSON can hold it.
        pictures: What each picture shows, by its name in ``data["pictures"]``.
        day: Year, month and day that the file bears.
    """

    data: Data
    pictures: dict[str, Text]
    day: tuple[int, int, int]

    def picture(self, name: str) -> object:
        """Return a picture's ``format`` and ``content``."""
        kept = self.data["pictures"]
        return kept[name] if isinstance(kept, dict) else None


def laid_out(book: Book, language: Language) -> Laid:
    """Return a book as a template prints it.

    Args:
        book: The book.
        language: In which it is printed.
    """
    return _Setter(book, language).laid()


class _Setter:
    """Goes through one book from its first block to its last, and counts."""

    def __init__(self, book: Book, language: Language) -> None:
        self._book, self._language = book, language
        self._numbers, self._turned = said.Numbers(), False
        self._pictures: dict[tuple[str, str | bytes], tuple[str, Text]] = {}
        self._places: dict[str, str] = {}
        for count, chapter in enumerate(book.walk(), start=1):
            self._places.setdefault(chapter.key, f"bab-{count}")

    def laid(self) -> Laid:
        """Return the whole."""
        book, day = self._book, self._book.day
        data: Data = {
            "language": self._language,
            "key": book.key,
            "title": self._words(book.title),
            "subtitle": self._words(book.subtitle),
            "day": long_date(day, self._language) if day else None,
            "draft": book.draft,
            "cover": book.cover,
            "emblem": self._picture(book.emblem) if book.emblem else None,
            "said": self._said(),
            "head": self._blocks(book.head),
            "chapters": self._chapters(book.chapters, 1, said.numbered(book.chapters)),
            "pictures": {
                name: {"format": form, "content": content if form == "svg" else list(content)}
                for (form, content), (name, _) in self._pictures.items()
            },
        }
        shown = dict(self._pictures.values())
        return Laid(data, shown, (day.year, day.month, day.day) if day else _NO_DAY)

    def _said(self) -> Data:
        page = said.PAGE.in_(self._language)
        of, pages = page.split("{page}")[1].split("{pages}")
        return {
            "contents": said.CONTENTS.in_(self._language),
            "draft": said.DRAFT.in_(self._language),
            "draft_long": said.DRAFT_SAID.in_(self._language),
            "page": [page.split("{page}")[0], of, pages],
            "nothing": said.NOTHING.in_(self._language),
            "blank_day": said.BLANK_DAY,
            "place_and_day": said.PLACE_AND_DAY.in_(self._language),
            "official": said.OFFICIAL.in_(self._language),
            "checks": [
                one.in_(self._language)
                for one in (said.CHECK, said.HOLD, said.EXPECTED, said.ANSWER, said.REMARK)
            ],
            "ticks": [one.in_(self._language) for one in said.TICKS],
        }

    def _chapters(
        self, chapters: Iterable[Chapter], level: int, numbers: Mapping[str, str]
    ) -> list[Data]:
        laid: list[Data] = []
        for chapter in chapters:
            place, self._turned = self._places.get(chapter.key), chapter.turned
            laid.append(
                {
                    "place": place,
                    "number": numbers[chapter.key],
                    "title": self._words(chapter.title),
                    "level": level,
                    "new_page": chapter.page == "new",
                    "turned": chapter.turned,
                    "blocks": self._blocks(chapter.blocks),
                }
            )
            laid.extend(self._chapters(chapter.parts, level + 1, numbers))
        return laid

    # -- words -----------------------------------------------------------------------------------

    def _words(self, text: Text, longest: int = _LONGEST) -> Words:
        return breakable(on_a_line(text.in_(self._language)), longest)

    def _runs(self, runs: Iterable[Run]) -> list[Data]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> Data:
        match run:
            case Code():
                return {"kind": "code", "words": _code(on_a_line(run.words))}
            case Note():
                return {"kind": "note", "words": self._words(run.words)}
            case Reference():
                place = self._places.get(run.chapter)
                return {"kind": "reference", "to": place, "words": self._words(run.words)}
            case Text():
                words = run.in_(self._language)
                before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
                line = f"{before}{on_a_line(words)}{after}" if words.strip() else before
                return {"kind": "text", "words": breakable(line, _LONGEST)}

    def _value(self, cell: Cell, longest: int = _LONGEST) -> Data | None:
        if cell is None:
            return None
        words = on_a_line(said.value_text(cell, self._language))
        if DIGEST.fullmatch(words):
            return {"kind": "code", "words": _code(words)}
        return {"kind": "text", "words": breakable(words, longest)}

    # -- blocks ----------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Data:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Listing():
                return self._listing(block)
            case Verbatim():
                return self._verbatim(block)
            case Facts():
                return self._facts(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Image():
                return self._image(block)
            case Checklist():
                return self._checklist(block)
            case Signature():
                return self._signature(block)

    def _label(self, block: Block) -> str | None:
        label = self._numbers.label(block)
        return label.in_(self._language) if label else None

    def _paragraph(self, block: Paragraph) -> Data:
        return {"kind": "paragraph", "tone": block.tone, "runs": self._runs(block.runs)}

    def _listing(self, block: Listing) -> Data:
        points = [self._runs(point) for point in block.points]
        return {"kind": "listing", "steps": block.kind == "steps", "points": points}

    def _verbatim(self, block: Verbatim) -> Data:
        lines = [breakable(line, _LONGEST) for line in in_lines(block.words)]
        return {"kind": "verbatim", "title": self._words(block.title), "lines": lines}

    def _facts(self, block: Facts) -> Data:
        rows = [[self._words(name, _SHORT), self._value(value)] for name, value in block.rows]
        title = self._words(block.title)
        return {"kind": "facts", "title": title, "room": block.room, "rows": rows}

    def _table(self, block: Table) -> Data:
        note = self._words(block.note) if block.note else None
        head: Data = {
            "kind": "table",
            "label": self._label(block),
            "title": self._words(block.title),
            "note": note,
        }
        return head | table_data(block, self._language, turned=self._turned)

    def _figure(self, block: Figure) -> Data:
        svg = chart(block.svg.in_(self._language))
        shown: Data = {
            "picture": self._keep(svg, "svg", block.title),
            "words": on_a_line(block.words.in_(self._language)),
            "size": chart_size(svg),
        }
        return self._captioned(block, block.title, shown)

    def _image(self, block: Image) -> Data:
        return self._captioned(block, block.title, self._picture(block))

    def _captioned(self, block: Figure | Image, title: Text | None, shown: Data) -> Data:
        caption = self._words(title) if title else None
        return {"kind": "picture", "label": self._label(block), "title": caption} | shown

    def _picture(self, image: Image) -> Data:
        return {
            "picture": self._keep(image.content, _FORMAT[image.media_type], image.words),
            "words": on_a_line(image.words.in_(self._language)),
            "size": picture_size(image.content),
        }

    def _keep(self, content: str | bytes, form: str, called: Text) -> str:
        name = f"picture-{len(self._pictures) + 1}"
        return self._pictures.setdefault((form, content), (name, called))[0]

    def _checklist(self, block: Checklist) -> Data:
        checks = [
            {
                "number": number,
                "ask": self._words(check.ask, _SHORT),
                "hold": self._words(check.hold, _SHORT),
                "expected": [
                    [self._words(name, _SHORT), self._value(value, _SHORT)]
                    for name, value in check.expected
                ],
            }
            for number, check in enumerate(block.checks, start=block.first)
        ]
        return {"kind": "checklist", "title": self._words(block.title), "checks": checks}

    def _signature(self, block: Signature) -> Data:
        rows = [
            [None if place is None else self._signer(place) for place in row]
            for row in said.abreast(block.places)
        ]
        told = (f"{place.name}{place.post.in_(self._language)}" for place in block.places)
        whole = all(len(words) <= _LOW for words in told)
        return {"kind": "signature", "dated": block.dated, "whole": whole, "rows": rows}

    def _signer(self, place: Signer) -> Data:
        name = breakable(on_a_line(place.name), _SHORT)
        return {"post": self._words(place.post, _SHORT), "name": name or None}


def _code(words: str) -> Words:
    """Return words to be copied, with places to end a line that are not copied with them."""
    if DIGEST.fullmatch(words):
        return re.findall(f".{{{GROUP}}}", words)
    return breakable(words, _LONGEST)
