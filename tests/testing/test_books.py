"""A book of a city in words: composed as the engine does, and asserted in words that help."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import msgspec
import pytest

from smartflow import Chapter, Text, report
from smartflow.books.press.chapters import ChapterFailed, MisplacedChapter, chapters_of
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Origin, Owned, Registry
from smartflow.report import (
    Check,
    Checklist,
    Code,
    Facts,
    Figure,
    Image,
    Listing,
    Money,
    Note,
    Paragraph,
    Reference,
    Signature,
    Signer,
    Table,
    Verbatim,
)
from smartflow.testing import ComposedBook, a_city, compose_book
from smartflow.testing.book_faults import texts_of

CITY = (
    a_city("solok")
    .with_row("issues", "DLH", issue="Banjir")
    .with_row("issues", "DLH", issue="Sampah")
)
ISSUE, ORIGIN = Text(id="Isu", en="Issue"), Text(id="Asal", en="Origin")
TITLE = Text(id="Bab", en="Chapter")


def listing(dossier: Any, _settings: Any) -> report.Chapter:
    """Return a table of all issues."""
    rows = tuple((row.text("issue"), row.id) for row in dossier.rows("issues"))
    return of(Table(ISSUE, ("issue", "origin"), (ISSUE, ORIGIN), rows))


def of(*blocks: report.Block, key: str = "any", **more: Any) -> report.Chapter:
    """Return a chapter with some blocks."""
    return report.Chapter(key, more.pop("title", TITLE), blocks, **more)


def bringing(*chapters: Chapter) -> Registry:
    """Return the built-in plugins and one called ``uji`` with some chapters of the book ``uji``."""
    registry = load_registry(built_in_only=True)
    owned = {one.key: Owned(one, Origin("uji", "1", "u")) for one in chapters}
    return msgspec.structs.replace(registry, chapters=owned)


def chapter(
    function: Callable[..., object], key: str = "first", position: int = 10, **more: Any
) -> Chapter:
    """Return a registered chapter of the book ``uji``."""
    return Chapter(key=key, book="uji", position=position, function=function, **more)


def book(*blocks: report.Block, **more: Any) -> ComposedBook:
    """Return a book of one chapter with some blocks."""
    return compose_book("uji", CITY, bringing(chapter(lambda *_: of(*blocks, **more))))


def told(failing: Callable[..., object], *words: object, **more: object) -> str:
    """Return what a failing assertion says."""
    with pytest.raises(AssertionError) as caught:
        failing(*words, **more)
    return str(caught.value)


# -- composing ------------------------------------------------------------------------------------


def test_it_is_the_book_that_the_engine_composes() -> None:
    """The same chapters in the same order, of the same city."""
    registry = bringing(
        chapter(listing, "last", 20),
        chapter(listing),
        chapter(lambda *_: of(), "instead", 30, replaces="last"),
        chapter(lambda *_: of(), "below", 30, within="first"),
        chapter(lambda *_: None, "silent"),
        chapter(lambda *_: of(), "elsewhere", regions=("13",)),
    )
    composed = compose_book("uji", CITY, registry)
    assert composed.chapters == chapters_of("uji", CITY.dossier(registry), registry)
    assert composed.keys == ("first", "below", "instead")
    assert composed.assert_order("first", "instead") is composed
    assert compose_book("uji", composed.dossier, registry) == composed


def test_a_book_that_nobody_writes_for_is_refused() -> None:
    """A misspelt book would be empty, and every assertion about absence would hold."""
    said = told(compose_book, "ujii", CITY, bringing(chapter(listing)))
    assert said == "no chapter is for a book 'ujii'. Did you mean 'uji'?"


def test_what_the_engine_refuses_is_refused() -> None:
    """A chapter that fails, and one that belongs nowhere."""
    with pytest.raises(ChapterFailed, match="'first'"):
        compose_book("uji", CITY, bringing(chapter(lambda *_: "a string")))
    lost = chapter(lambda *_: of(), "second", within="nowhere")
    with pytest.raises(MisplacedChapter, match="'nowhere'"):
        compose_book("uji", CITY, bringing(chapter(listing), lost))


# -- looking at it --------------------------------------------------------------------------------


def test_a_chapter_that_is_not_there_is_told_with_those_there_are() -> None:
    """And with the one that was probably meant."""
    assert told(book().chapter, "frist") == (
        "the book 'uji' has no chapter 'frist'. Did you mean 'first'? It has: first"
    )


def test_a_table_is_found_by_its_title_in_either_language() -> None:
    """Without a title it must be the only one."""
    one, other = (Table(name, ("a",), (name,), ()) for name in (ISSUE, ORIGIN))
    composed = book(one, other)
    assert composed.table("first", "Isu") is composed.table("first", "Issue")
    assert composed.table("first", "Asal") == other
    said = told(composed.table, "first")
    assert said == "wanted one table '' in 'first'; its tables: 'Issue', 'Origin'"
    assert told(book().table, "first").endswith("its tables: none")


EVERY_BLOCK: tuple[report.Block, ...] = (
    Paragraph(
        (Text.same("a"), Code("b"), Reference("first", Text.same("c")), Note(Text.same("d")))
    ),
    Listing(((Text.same("e"),), (Text.same("f"), Code("g")))),
    Verbatim(Text.same("h"), "not a sentence"),
    Facts(Text.same("i"), ((Text.same("j"), Text.same("k")), (Text.same("l"), 5))),
    Table(Text.same("m"), ("key",), (Text.same("n"),), ((Text.same("o"),),), Text.same("p")),
    Figure(Text.same("q"), Text.same("r"), Text.same("<svg/>")),
    Image(b"", "image/png", Text.same("s"), Text.same("t")),
    Checklist(Text.same("u"), (Check(Text.same("v"), Text.same("w"), ((Text.same("x"), 1),)),)),
    Signature((Signer(Text.same("y"), "not a sentence"), Signer(Text.same("z")))),
)


def test_every_sentence_of_every_block_is_looked_at() -> None:
    """In the order of reading; drawings and what is printed letter by letter are no sentences."""
    assert "".join(text.id for text in texts_of(EVERY_BLOCK)) == "abcdefghijklmnopqrstuvwxyz"
    assert {type(block) for block in EVERY_BLOCK} == set(report.Block.__args__)


def test_what_a_chapter_says_is_found_in_either_language() -> None:
    """Otherwise all that it says is shown."""
    composed = book(Paragraph((ISSUE,)))
    composed.assert_says("first", "Isu").assert_says("first", "Issue").assert_says("first", "Bab")
    assert told(composed.assert_says, "first", "Asal").splitlines() == [
        "'first' does not say 'Asal'; it says:",
        "  Bab",
        "  Isu",
    ]


def test_chapters_that_stand_in_another_order_are_told() -> None:
    """So is one that is not there."""
    composed = compose_book("uji", CITY, bringing(chapter(listing), chapter(listing, "last", 20)))
    for keys in (("last", "first"), ("first", "third")):
        said = told(composed.assert_order, *keys)
        assert said == f"wanted the chapters {', '.join(keys)}; there is: first, last"


# -- rows -----------------------------------------------------------------------------------------


def test_rows_are_compared_typed_and_in_order() -> None:
    """Money is not a number, and a number is not its digits."""
    composed = book(Table(ISSUE, ("a", "b"), (ISSUE, ISSUE), ((1, Money(5)), (2, None))))
    composed.assert_rows("first", (1, Money(5)), (2, None))
    composed.assert_rows("first", (Money(5),), (None,), columns=("b",))
    assert told(composed.assert_rows, "first", (2, None), (1, Money(5))).splitlines()[:2] == [
        "the rows of 'first' differ:",
        "  the same rows in another order:",
    ]
    assert told(composed.assert_rows, "first", (1, 5), (2, None)).splitlines() == [
        "the rows of 'first' differ:",
        "  wanted, not there: (1, 5)",
        "  there, not wanted: (1, Money(rupiah=5))",
    ]
    assert "has no column 'c'; it has a, b" in told(composed.assert_rows, "first", columns=("c",))


def test_an_equal_number_of_another_type_is_another_cell() -> None:
    """True is not 1, and 1 is not the Decimal 1: a format writes them differently."""
    composed = book(Table(ISSUE, ("a",), (ISSUE,), ((True,),)))
    assert "wanted, not there: (1,)" in told(composed.assert_rows, "first", (1,))


def test_every_row_of_a_worksheet_is_counted() -> None:
    """One that is lost and one that stands there twice are told by their ids."""
    ids = ("DLH/issues/1", "DLH/issues/2")

    def with_rows(*origins: str) -> ComposedBook:
        return book(Table(ISSUE, ("origin",), (ORIGIN,), tuple((one,) for one in origins)))

    with_rows(*reversed(ids)).assert_every_row("first", "issues")
    assert "not there: ('DLH/issues/2',)" in told(
        with_rows(ids[0]).assert_every_row, "first", "issues"
    )
    assert "there, not wanted: ('DLH/issues/1',)" in told(
        with_rows(*ids, ids[0]).assert_every_row, "first", "issues"
    )
    table = Table(ISSUE, ("a",), (ISSUE,), ())
    assert "no column 'origin'" in told(book(table).assert_every_row, "first", "issues")


# -- whether it can be printed --------------------------------------------------------------------


def test_a_sound_book_is_given_back() -> None:
    """Every kind of block, and a reference to a chapter that is there."""
    composed = book(*EVERY_BLOCK)
    assert composed.assert_sound() is composed


@pytest.mark.parametrize(
    ("blocks", "more", "says"),
    [
        ((Paragraph((Text(id="Satu", en=" "),)),), {}, "in one language only: 'Satu'"),
        ((Facts(ISSUE, ((Text(id="", en="one"), 1),)),), {}, "in one language only: 'one'"),
        ((), {"title": Text(id="", en="")}, "it has no title"),
        ((Paragraph((Reference("gone", ISSUE),)),), {}, "leads to 'gone', which is not there"),
        ((Listing(((Reference("gone", ISSUE),),)),), {}, "leads to 'gone', which is not there"),
        ((Table(ISSUE, ("a", "b"), (ISSUE,), ()),), {}, "has 2 keys and 1 headings"),
        ((Table(ISSUE, ("a", "a"), (ISSUE, ISSUE), ()),), {}, "has a key twice"),
        ((Table(ISSUE, ("a",), (ISSUE,), ((1, 2),)),), {}, "has 2 cells in row 1 for 1 columns"),
    ],
)
def test_what_cannot_be_printed_is_told(
    blocks: tuple[report.Block, ...], more: dict[str, Any], says: str
) -> None:
    """With the chapter in which it stands."""
    said = told(book(*blocks, **more).assert_sound)
    assert said.startswith("the book 'uji' is not sound:\n  first: ")
    assert said.endswith(says)
    assert len(said.splitlines()) == 2


def test_a_part_with_an_impossible_key_is_told() -> None:
    """Keys become anchors and bookmarks."""
    said = told(book(parts=(of(key="a part"),)).assert_sound)
    assert said.endswith("a part: a key is letters, digits, hyphens and underscores")


def test_a_chapter_that_changes_its_mind_is_told() -> None:
    """Equal cities are equal books; what counts or looks at a clock is none."""
    numbers = count()
    registry = bringing(chapter(lambda *_: of(Facts(ISSUE, ((ISSUE, next(numbers)),)))))
    said = told(compose_book("uji", CITY, registry).assert_sound)
    assert said.endswith("asked again, the chapters say something else")
