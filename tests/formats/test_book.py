"""Books: what an official typed is text and nothing else, and a page is sound HTML."""

from __future__ import annotations

import base64
import re
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.formats.html.pages import Page, assert_sound

from smartflow import Text, Verdict
from smartflow.report import (
    Amount,
    Block,
    Book,
    Chapter,
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
from smartflow.workshop.examining.outputs import books
from smartflow_formats import html, markdown
from smartflow_formats.common.letters import lines_of, plain_line

HOSTILE = [
    "<script>alert(1)</script>",
    "</td></table><h1>x</h1>",
    "a | b | c",
    "`code` ``more`` ```",
    "baris satu\nbaris dua\r\n# judul\n- butir",
    "\u0634\u0631\u0637 \u05e9\u05dc\u05d5\u05dd",
    "Budi \u202egnuga\u202c \u200bx\ufeff",
    "[tautan](http://contoh.id) ![g](x) &lt; &amp; \"'",
    "{{ 7*7 }} {% x %} \x00\x07\x1b[31m",
    "\N{GRINNING FACE} 1. satu",
]
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NASTY = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.one_of(
            st.sampled_from(list("\\`*_{}[]<>()#+-.!|~&;=:1a \n\t'\"/\u202e\u200f\x00")),
            st.characters(exclude_categories=["Cs"]),
        ),
        max_size=30,
    ),
)


def book_of(words: str) -> Book:
    """Return a book in which ``words`` stand wherever words may stand, with every kind of block."""
    text = Text.same(words)
    picture = Image(PNG, "image/png", Text.same(f"Gambar {words}"), text)
    blocks: tuple[Block, ...] = (
        Paragraph((text, Code(words), Reference("bab", text), Note(text), text), "note"),
        Paragraph((text,), "warning"),
        Listing(((text, Note(text)), (Code(words), text)), "steps"),
        Verbatim(text, words),
        Facts(text, ((text, words), (text, None), (text, Decimal("1.5")))),
        Table(text, ("a", "b"), (text, text), ((words, 1), (text, 2)), text),
        Table(text, ("a",), (text,), ()),
        Table(text, tuple("abcd"), (text,) * 4, ((words, Money(1500), Amount(3, words), None),)),
        picture,
        Image(PNG, "image/png", Text.same(f"Gambar {words}")),
        Figure(text, text, Text.same("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")),
        Checklist(text, (Check(text, text, ((text, words), (text, "a" * 64))),), 3),
        Signature((Signer(text, words), Signer(text)), dated=True),
    )
    part = Chapter("bagian", text, blocks)
    chapter = Chapter("bab", text, blocks, (part,), "new", turned=True)
    return Book(
        text, text, blocks, (chapter,), "buku", picture, date(2026, 3, 2), draft=True, cover=True
    )


def _shape(page: Page) -> list[tuple[str, set[str]]]:
    """The elements with the names of their attributes; where a line may break is no matter."""
    return [(tag, set(one) - {"class"}) for tag, one in page.seen if tag != "wbr"]


def _classes(page: Page) -> set[str | None]:
    return {attributes["class"] for _, attributes in page.seen if "class" in attributes}


def test_the_book_of_these_tests_has_every_kind_of_block() -> None:
    """A kind of block that a later version adds must be tried here as well."""
    assert {type(block) for block in book_of("x").blocks()} == set(get_args(Block))


@given(NASTY)
def test_hostile_words_are_text_in_a_page(words: str) -> None:
    """The elements of a page are those of a harmless one, and the words are shown as typed."""
    page = Page(html.render(book_of(words), "id").decode())
    harmless = Page(html.render(book_of("x" * bool(plain_line(words))), "id").decode())
    assert _shape(page) == _shape(harmless)
    assert _classes(page) <= _classes(harmless) | {"long", "text", "number long"}
    assert page.words.count(plain_line(words)) >= 20 or not plain_line(words)


@given(NASTY)
def test_hostile_words_are_text_in_markdown(words: str) -> None:
    """An independent parser finds the same blocks as in a harmless book, and no markup of theirs.

    A line of verbatim words that has more in it is left out: it may have more lines.
    """
    parser = MarkdownIt("commonmark").enable("table")
    kinds = [one.type for one in parser.parse(markdown.render(book_of(words), "id").decode())]
    shape = [one.type for one in parser.parse(markdown.render(book_of("x"), "id").decode())]
    if plain_line(words):
        assert kinds == shape
    assert "html_block" not in kinds
    inside = {
        child.type
        for one in parser.parse(markdown.render(book_of(words), "id").decode())
        for child in one.children or []
    }
    assert not inside & {"html_inline", "link_open", "image"}


@given(NASTY)
def test_no_letter_can_hide_or_turn_others(words: str) -> None:
    """What turns the order of letters or takes no room is shown by its number."""
    for shown in (plain_line(words), *lines_of(words)):
        assert not re.search("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08]", shown)
    assert plain_line(words.replace(" ", "")).count("[U+") >= sum(
        c in "\u202e\u200b" for c in words
    )


def test_a_turned_name_is_told_from_the_name_that_it_imitates() -> None:
    """The record's own letters are printed, in their own order."""
    assert plain_line("Budi \u202enajmah") == "Budi [U+202E]najmah"
    assert plain_line("\u05e9\u05dc\u05d5\u05dd") == "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_is_sound(language: str) -> None:
    """Language, one h1, headings in order, tables rectangular with scopes, references that lead."""
    page = Page(html.render(book_of("Isi"), language).decode())  # type: ignore[arg-type]
    assert page.seen[0] == ("html", {"lang": language})
    assert_sound(page)


def test_a_page_asks_no_other_computer_for_anything() -> None:
    """No script, no link, no address but those inside the page itself."""
    page = Page(html.render(book_of("x"), "id").decode())
    assert not page.all("script", "link", "iframe", "object", "form", "base")
    sources = [one.get("src") or "" for one in page.all("img")]
    assert sources
    assert all(
        source.startswith(("data:image/svg+xml;base64,", "data:image/png;base64,"))
        for source in sources
    )
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_a_digest_is_told_in_groups_and_copied_whole() -> None:
    """The groups are spans: what is copied from the page is the digest, letter by letter."""
    page = Page(html.render(book_of("0123456789abcdef" * 4), "id").decode())
    assert "0123456789abcdef" * 4 in page.words
    assert f"`{'a' * 64}`" in markdown.render(book_of("x"), "id").decode()


def test_a_blank_is_left_for_a_pen_and_a_box_to_tick() -> None:
    """What only a person can say has a place on the paper."""
    written = html.render(book_of("x"), "id").decode()
    assert written.count('<td class="blank"></td>') == 3
    assert written.count('<span class="box"') == 9
    told = markdown.render(book_of("x"), "id").decode()
    assert told.count("\N{BALLOT BOX} sesuai") == 3
    assert "| 3 | x x |" in told


@pytest.mark.parametrize("form", [html, markdown])
@pytest.mark.parametrize(("_called", "book"), books())
def test_the_books_of_plugin_check_can_be_written(form: object, _called: Text, book: Book) -> None:
    """What a format of somebody else is tried on, ours can write; twice the same."""
    render = form.render  # type: ignore[attr-defined]
    assert render(book, "id") == render(book, "id")
    assert render(book, "en").endswith(b"\n")


def test_a_table_alone_is_a_page_as_well() -> None:
    """Commands that print a table can be opened in a browser."""
    table = Table(Text.same("T"), ("a", "b"), (Text.same("A"), Text.same("B")), (("x", 1),))
    page = Page(html.render(table, "id").decode())
    assert page.tables == [[2, 2]]
    assert page.words == "T T T A B x 1"


def test_it_refuses_what_it_does_not_know(verdict: Verdict) -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="html cannot write a Verdict"):
        html.render(verdict, "id")
    assert html.FORMAT.renders == ("book", "table")
