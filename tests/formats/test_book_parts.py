"""What every format of a book counts and says alike: tables, figures, notes, money, a draft."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.formats.html.pages import Page, assert_sound

from smartflow import Text
from smartflow.canonical import decimal_text
from smartflow.report import (
    Amount,
    Block,
    Book,
    Cell,
    Chapter,
    Figure,
    Image,
    Money,
    Note,
    Paragraph,
    Table,
)
from smartflow.report.sample import sample_book
from smartflow_formats import html, markdown
from smartflow_formats.common.book_words import Numbers
from smartflow_formats.common.cells import cell_text
from smartflow_formats.common.letters import plain_line

if TYPE_CHECKING:
    from smartflow_formats.common.cells import Language

ONE = Text.same("satu")
TABLE = Table(ONE, ("a",), (ONE,), ((1,),))
EMPTY = Table(ONE, ("a",), (ONE,), ())
CHART = Figure(ONE, ONE, Text.same("<svg xmlns='http://www.w3.org/2000/svg'/>"))
PHOTO = Image(b"", "image/png", ONE, ONE)
ORNAMENT = Image(b"", "image/png", ONE)
SAID = Paragraph((ONE, Note(ONE)))
BLOCKS = st.lists(st.sampled_from([TABLE, EMPTY, CHART, PHOTO, ORNAMENT, SAID]), max_size=6)
LANGUAGES: tuple[Language, ...] = ("id", "en")


def _book(*blocks: Block, **more: object) -> Book:
    chapter = Chapter("bab", ONE, blocks)
    return Book(ONE, ONE, (), (chapter,), **more)  # type: ignore[arg-type]


def _page(book: Book, language: Language = "id") -> Page:
    return Page(html.render(book, language).decode())


def _source(book: Book, language: Language = "id") -> str:
    return markdown.render(book, language).decode()


# -- what is counted ------------------------------------------------------------------------------


def _expected(book: Book) -> list[str]:
    """Say what the captions should be: a naive twin that looks at every block once."""
    tables = figures = 0
    said = []
    for block in book.blocks():
        if isinstance(block, Table):
            tables += 1
            said.append(f"Tabel {tables}")
        elif isinstance(block, Figure) or (isinstance(block, Image) and block.title):
            figures += 1
            said.append(f"Gambar {figures}")
    return said


@given(BLOCKS, BLOCKS, BLOCKS, BLOCKS)
def test_tables_and_figures_count_through_the_book_alike_in_each_format(
    head: list[Block], own: list[Block], part: list[Block], last: list[Block]
) -> None:
    """The third table is the third table in a page, in Markdown and for whoever counts by hand."""
    below = Chapter("bagian", ONE, tuple(part))
    chapters = (Chapter("bab", ONE, tuple(own), (below,)), Chapter("akhir", ONE, tuple(last)))
    book = Book(ONE, ONE, tuple(head), chapters)
    expected = _expected(book)
    captions = re.compile(r"(Tabel \d+|Gambar \d+)\. satu")
    assert captions.findall(_page(book).words) == expected
    assert captions.findall(_source(book)) == expected
    numbers = Numbers()
    labels = [numbers.label(block) for block in book.blocks()]
    assert [one.id for one in labels if one is not None] == expected


@given(BLOCKS, BLOCKS, BLOCKS)
def test_every_note_has_its_number_its_foot_and_its_way_back(
    head: list[Block], own: list[Block], part: list[Block]
) -> None:
    """Numbers run through the book; each mark leads to one foot, and each foot to its mark."""
    below = Chapter("bagian", ONE, tuple(part))
    book = Book(ONE, ONE, tuple(head), (Chapter("bab", ONE, tuple(own), (below,)),))
    count = sum(block is SAID for block in book.blocks())
    page, source = _page(book), _source(book)
    assert_sound(page)
    marks = [one for one in page.all("a") if one.get("role") == "doc-noteref"]
    backs = [one for one in page.all("a") if one.get("role") == "doc-backlink"]
    order = range(1, count + 1)
    assert [one["href"] for one in marks] == [f"#catatan.{n}" for n in order]
    assert [one["id"] for one in marks] == [f"rujukan.{n}" for n in order]
    assert [one["href"] for one in backs] == [f"#rujukan.{n}" for n in order]
    assert re.findall(r"satu\[\^(\d+)\]$", source, re.MULTILINE) == [str(n) for n in order]
    assert re.findall(r"^\[\^(\d+)\]: ", source, re.MULTILINE) == [str(n) for n in order]


def test_notes_stand_at_the_foot_of_their_chapter() -> None:
    """Nobody turns to the end of the book to learn where a sentence is from."""
    first, second = (Chapter(key, Text.same(key.upper()), (SAID,)) for key in ("a", "b"))
    book = Book(ONE, ONE, (SAID,), (first, second))
    words = _page(book).words
    places = [words.index("Catatan satu ↩"), words.index("1 A satu"), words.index("2 B satu")]
    assert places == sorted(places)
    assert words.count("Catatan satu ↩") == 3
    lines = [line for line in _source(book).splitlines() if line]
    marks = ["[^1]: ", "## 1 A", "[^2]: ", "## 2 B", "[^3]: "]
    assert [line[:6] for line in lines if line.startswith(tuple(marks))] == [
        mark[:6] for mark in marks
    ]


# -- notes in Markdown ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "javascript:alert(1)",
        "http://contoh.id",
        'http://contoh.id "judul"',
        "http://contoh.id 'judul panjang'",
        "http://contoh.id (judul)",
        '"a"',
        "<http://contoh.id>",
        "[a]: b",
        "DINKES/issues/3",
    ],
)
def test_a_note_is_no_address_for_a_reader_that_knows_no_footnotes(words: str) -> None:
    """``[^1]: word`` is a link's address in CommonMark 0.31 (4.7); what was typed never is one."""
    book = _book(Paragraph((ONE, Note(Text.same(words)), Text.same("(http://contoh.id)"))))
    tokens = MarkdownIt("commonmark").parse(_source(book))
    inside = [child for one in tokens for child in one.children or []]
    assert "link_open" not in {child.type for child in inside}
    shown = "".join(child.content for child in inside)
    assert words in shown
    assert "[^1](http://contoh.id)" in shown


# -- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "indonesian", "english"),
    [
        (Money(1_250_000_000), "Rp1.250.000.000", "Rp1,250,000,000"),
        (Money(-5), "-Rp5", "-Rp5"),
        (Money(0), "Rp0", "Rp0"),
        (Amount(67432, "jiwa"), "67.432 jiwa", "67,432 jiwa"),
        (Amount(Decimal("12.50"), "%"), "12,5 %", "12.5 %"),
        (2026, "2026", "2026"),
        (date(2026, 3, 2), "2 Maret 2026", "2 March 2026"),
    ],
)
def test_a_cell_reads_in_the_language_of_the_book(
    cell: Cell, indonesian: str, english: str
) -> None:
    """Money and amounts have their thousands parted, a year has not; in both formats."""
    table = Table(ONE, ("a",), (ONE,), ((cell,),))
    for language, words in zip(LANGUAGES, (indonesian, english), strict=True):
        assert f">{words}</td>" in html.render(_book(table), language).decode()
        assert f"| {words} |" in _source(_book(table), language)


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_an_amount_keeps_every_digit(number: int | Decimal) -> None:
    """Taking out what parts thousands gives the number back, whatever its size; no rounding."""
    plain = decimal_text(Decimal(number))
    assert cell_text(Amount(number), "en").replace(",", "") == plain
    assert cell_text(Amount(number), "id").replace(".", "").replace(",", ".") == plain
    if isinstance(number, int):
        assert re.sub("[^0-9-]", "", cell_text(Money(number), "id")) == plain


def test_columns_of_numbers_are_set_to_the_right() -> None:
    """Money, amounts and numbers; a column with a word in it is a column of words."""
    keys = tuple("abcde")
    rows = (
        (Money(1), Amount(2), 3, Decimal(4), 5),
        (None, None, None, None, "lima"),
    )
    table = Table(ONE, keys, tuple(map(Text.same, keys)), rows)
    heads = _page(_book(table)).all("th")
    assert [one.get("class") for one in heads] == ["number"] * 4 + [None]
    assert "| ---: | ---: | ---: | ---: | --- |" in _source(_book(table))


def test_a_long_word_is_broken_and_a_name_of_a_row_behind_its_slashes() -> None:
    """So that no cell pushes another off the paper, and what is copied is what was typed."""
    long = "x" * 5000
    page = _page(_book(Table(ONE, ("a", "b"), (ONE, ONE), ((long, "DINKES/issues/3"),))))
    assert [one.get("class") for one in page.all("td")] == ["long", None]
    assert sum(tag == "wbr" for tag, _ in page.seen) == 1
    assert "DINKES/issues/3" in page.words
    assert long in page.words


# -- a draft, a cover, a turned chapter -----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "Draf: buku ini belum resmi"), ("en", "Draft: this book is not official")],
)
def test_a_draft_says_so_first(language: Language, said: str) -> None:
    """On the cover of the page and in the first line of Markdown; a book that is none does not."""
    draft, final = sample_book(draft=True), sample_book()
    assert _page(draft, language).words.index(said) < 300
    assert _source(draft, language).splitlines()[0].startswith(f"**{said}")
    assert said not in _page(final, language).words
    assert _source(final, language).startswith("# ")
    marked = [one.get("data-words") for one in _page(draft, language).all("div")]
    assert {"id": "DRAF", "en": "DRAFT"}[language] in marked
    assert "watermark" not in {one.get("class") for one in _page(final, language).all("div")}


def test_a_short_sheet_has_no_contents_and_a_book_has() -> None:
    """A cover brings contents; without one they come with the third chapter, on paper later."""

    def navs(count: int, *, cover: bool) -> list[str | None]:
        chapters = tuple(Chapter(f"b{n}", ONE, (TABLE,)) for n in range(count))
        page = _page(Book(ONE, ONE, (), chapters, cover=cover))
        return [one.get("class") for one in page.all("nav")]

    assert navs(1, cover=False) == navs(2, cover=False) == []
    assert navs(3, cover=False) == navs(7, cover=False) == ["screen"]
    assert navs(8, cover=False) == navs(1, cover=True) == [None]


def test_only_a_turned_chapters_own_pages_are_turned() -> None:
    """Its parts say for themselves, as the tree promises."""
    part = Chapter("bagian", ONE, (EMPTY,))
    book = Book(ONE, ONE, (), (Chapter("bab", ONE, (TABLE,), (part,), turned=True),))
    page = html.render(book, "id").decode().partition("<main")[2]
    turned = page.partition('<div class="turned">')[2].partition("</div>\n<section")
    assert "<table" in turned[0]
    assert 'id="bagian"' in turned[2]


# -- pictures -------------------------------------------------------------------------------------


def test_a_picture_is_in_the_page_and_in_words_in_markdown() -> None:
    """A page needs nothing beside it; Markdown stays a text that people read."""
    book = sample_book()
    images = [one for one in book.blocks() if isinstance(one, Image | Figure)]
    shown = _page(book).all("img")
    assert len(shown) == len(images) + 1
    assert all(one["src"].startswith("data:image/") for one in shown)  # type: ignore[union-attr]
    source = _source(book)
    assert "base64" not in source
    assert f"(Gambar: {book.emblem.words.id})" in source  # type: ignore[union-attr]
    for image in images:
        assert plain_line(image.words.id) in source


@given(st.text(st.characters()))
def test_a_chart_of_any_words_stays_inside_its_image(words: str) -> None:
    """A data address holds letters, digits and three signs: nothing can end it."""
    chart = Figure(ONE, ONE, Text.same(words))
    (image,) = _page(_book(chart)).all("img")
    assert re.fullmatch(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]*", image["src"] or "")


def test_half_a_surrogate_pair_stops_no_format() -> None:
    """No record can hold one, but a plugin can make one; the rest of the book is printed."""
    half = Text.same("a\ud800b")
    chart = Figure(half, half, half)
    book = Book(half, half, (SAID, Paragraph((half, Note(half)))), (Chapter("c", half, (chart,)),))
    assert _page(book).words.count("ab") >= 5
    assert _source(book).count("ab") >= 5
