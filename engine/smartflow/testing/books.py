"""A book of a city in words, composed as the engine composes it, with assertions about chapters.

A chapter's function could be called by hand; whether it stands where it says, in whose place, and
whether every row of the worksheets arrived in it, only the whole book shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

import msgspec

from smartflow.books.press.chapters import chapters_of
from smartflow.language import Text, did_you_mean
from smartflow.model import Dossier
from smartflow.plugin.registry import Registry
from smartflow.report.book import Chapter
from smartflow.report.table import Table
from smartflow.testing.book_faults import chapter_faults, texts_of
from smartflow.testing.city import CityInWords
from smartflow.testing.plugins import installed

if TYPE_CHECKING:
    from smartflow.report.table import Cell

__all__ = ["ComposedBook", "compose_book"]


def compose_book(
    book: str, about: Dossier | CityInWords, registry: Registry | None = None
) -> ComposedBook:
    """Compose a book as ``smartflow export`` does: every plugin's chapters, each in its place.

    Cover, list of what is missing and last page are the engine's and are left out.

    Args:
        book: The book's key, such as ``analysis``; of one for each stage, that of the city's stage.
        about: A dossier, or a city in words.
        registry: What plugins bring; by default what is installed.

    Raises:
        AssertionError: no chapter is for such a book; the message says which was probably meant.
        CaseFault: the city in words cannot be.
        ChapterFailed: a chapter's function failed, or gave back something that is no chapter.
        MisplacedChapter: a chapter cannot be put where it says that it belongs.
    """
    __tracebackhide__ = True
    found = installed() if registry is None else registry
    dossier = about.dossier(found) if isinstance(about, CityInWords) else about
    books = sorted({owned.value.book for owned in found.chapters.values()})
    if book not in books:
        _fail(f"no chapter is for a book {book!r}.{did_you_mean(book, books).en}")
    return ComposedBook(book, chapters_of(book, dossier, found), dossier, found)


class ComposedBook(msgspec.Struct, frozen=True):
    """The chapters of a book, and what can be asserted of them.

    Attributes:
        key: The book's key.
        chapters: Its chapters, in their order.
        dossier: The city that it is of.
        registry: What plugins brought.
    """

    key: str
    chapters: tuple[Chapter, ...]
    dossier: Dossier
    registry: Registry

    def walk(self) -> Iterator[Chapter]:
        """Yield every chapter and part, in the order of reading."""
        for chapter in self.chapters:
            yield from chapter.walk()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its chapters and parts, in the order of reading."""
        return tuple(chapter.key for chapter in self.walk())

    def chapter(self, key: str) -> Chapter:
        """Return the chapter or part of that key.

        Raises:
            AssertionError: there is none; the message lists those there are.
        """
        __tracebackhide__ = True
        found = next((chapter for chapter in self.walk() if chapter.key == key), None)
        if found is None:
            guess = did_you_mean(key, self.keys).en
            has = ", ".join(self.keys) or "none at all"
            _fail(f"the book {self.key!r} has no chapter {key!r}.{guess} It has: {has}")
        return found

    def table(self, chapter: str, title: str = "") -> Table:
        """Return a chapter's only table, or the one of that title in either language.

        Raises:
            AssertionError: there is none, or more than one; the message lists their titles.
        """
        __tracebackhide__ = True
        tables = [block for block in self.chapter(chapter).blocks if isinstance(block, Table)]
        wanted = [one for one in tables if title in ("", one.title.id, one.title.en)]
        if len(wanted) != 1:
            named = ", ".join(repr(one.title.en) for one in tables) or "none"
            _fail(f"wanted one table {title!r} in {chapter!r}; its tables: {named}")
        return wanted[0]

    def words(self, chapter: str) -> tuple[Text, ...]:
        """Return every sentence of a chapter itself, its parts left out, headings included."""
        __tracebackhide__ = True
        found = self.chapter(chapter)
        return (found.title, *(text for block in found.blocks for text in texts_of(block)))

    # -- assertions ---------------------------------------------------------------------------

    def assert_order(self, *keys: str) -> ComposedBook:
        """Fail unless these chapters are there and follow one another, whatever lies between.

        Returns:
            The same, so that more can be asked of it.

        Raises:
            AssertionError: it lists the chapters there are.
        """
        __tracebackhide__ = True
        if [key for key in self.keys if key in keys] != list(keys):
            _fail(f"wanted the chapters {', '.join(keys)}; there is: {', '.join(self.keys)}")
        return self

    def assert_rows(
        self, chapter: str, *rows: Sequence[Cell], columns: Sequence[str] = (), title: str = ""
    ) -> ComposedBook:
        """Fail unless a table of a chapter has exactly these rows, cells compared typed.

        Args:
            chapter: The chapter's key.
            *rows: The wanted rows, in their order.
            columns: Keys of the columns that are compared; without any, all of them.
            title: The table's title, where the chapter has more than one.

        Returns:
            The same, so that more can be asked of it.

        Raises:
            AssertionError: it shows which rows are missing and which are too many.
        """
        __tracebackhide__ = True
        table = self.table(chapter, title)
        strange = sorted(set(columns) - set(table.keys))
        if strange:
            _fail(f"the table has no column {strange[0]!r}; it has {', '.join(table.keys)}")
        places = [table.keys.index(key) for key in columns or table.keys]
        there = [tuple(row[place] for place in places) for row in table.rows]
        wanted = [tuple(row) for row in rows]
        if _typed(there) != _typed(wanted):
            _fail("\n".join([f"the rows of {chapter!r} differ:", *_difference(wanted, there)]))
        return self

    def assert_every_row(self, chapter: str, worksheet: str, title: str = "") -> ComposedBook:
        """Fail unless a table holds every row of a worksheet, each once, by its column ``origin``.

        Raises:
            AssertionError: it names the rows that are missing, or that stand there twice.
        """
        __tracebackhide__ = True
        table = self.table(chapter, title)
        if "origin" not in table.keys:
            _fail(f"the table of {chapter!r} has no column 'origin'")
        place = table.keys.index("origin")
        there = sorted((row[place],) for row in table.rows)
        wanted = sorted((row.id,) for row in self.dossier.rows(worksheet))
        if there != wanted:
            _fail("\n".join([f"the rows of {chapter!r} differ:", *_difference(wanted, there)]))
        return self

    def assert_says(self, chapter: str, words: str) -> ComposedBook:
        """Fail unless a sentence of a chapter holds these words, in either language.

        Raises:
            AssertionError: it shows what the chapter says.
        """
        __tracebackhide__ = True
        said = self.words(chapter)
        if not any(words in text.id or words in text.en for text in said):
            lines = "\n".join(f"  {text.id}" for text in said)
            _fail(f"{chapter!r} does not say {words!r}; it says:\n{lines}")
        return self

    def assert_sound(self) -> ComposedBook:
        """Fail unless every chapter can be printed, and says the same when it is asked again.

        Sentences stand in both languages; every row of a table is as long as its headings; keys
        are letters, digits, hyphens and underscores; references lead to a chapter of the book.

        Raises:
            AssertionError: it lists everything that is wrong.
        """
        __tracebackhide__ = True
        faults = [fault for chapter in self.walk() for fault in chapter_faults(chapter, self.keys)]
        if chapters_of(self.key, self.dossier, self.registry) != self.chapters:
            faults.append("asked again, the chapters say something else")
        if faults:
            _fail("\n".join([f"the book {self.key!r} is not sound:", *faults]))
        return self


def _typed(rows: Iterable[tuple[Cell, ...]]) -> list[tuple[tuple[type, Cell], ...]]:
    """Return rows so that they differ where a format would write them differently: True is no 1."""
    return [tuple((type(cell), cell) for cell in row) for row in rows]


def _difference(wanted: Iterable[tuple[Cell, ...]], there: Iterable[tuple[Cell, ...]]) -> list[str]:
    """Return rows that are missing and rows that are too many; their order, if it is that."""
    asked, found = Counter(map(repr, wanted)), Counter(map(repr, there))
    lines = [
        *(f"  wanted, not there: {row}" for row in (asked - found).elements()),
        *(f"  there, not wanted: {row}" for row in (found - asked).elements()),
    ]
    return lines or ["  the same rows in another order:", *(f"  {row}" for row in map(repr, there))]


def _fail(words: str) -> NoReturn:
    __tracebackhide__ = True
    raise AssertionError(words)
