"""What somebody typed is text in a Word file, whatever it is, and every cell is the book's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.formats.docx.word_file import TEMPLATE, W, WordFile, made, table_of

from smartflow import Text
from smartflow.report import (
    Amount,
    Book,
    Chapter,
    Check,
    Checklist,
    Code,
    Facts,
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
from smartflow.report.sample import HOSTILE, sample_book
from smartflow_formats import docx
from smartflow_formats.common.book_words import value_text
from smartflow_formats.common.letters import plain_line
from smartflow_formats.docx import door

EMBLEM = sample_book().emblem
ODD = [
    *HOSTILE,
    "{_{ 7*7 }_} {_% x %_}",
    "</w:t></w:r></w:p><w:p>",
    "<?smartflow body?>",
    "\ud800 \udfff lone",
    "\ufffe\uffff\x00\x0b\x0c\x1f",
    "\\a\a\f\t\n\r\n",
    "&#123;&lt;&amp;lt; ]]> <!-- x",
    "\u05d0\u0301\u0302\u0303 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U00020000",
    "x" * 5000,
    "HYPERLINK \\l \u201cx\u201d SEQ PAGEREF",
    "PowerPlusWaterMarkObject",
]
NASTY = st.one_of(
    st.sampled_from(ODD),
    st.text(
        st.one_of(
            st.sampled_from(list("{}%_#<>&;\"'?!-]= \n\t\x00\x1f\u200b\u202e\ud800\uffff/\\w:tp")),
            st.characters(),
        ),
        max_size=40,
    ),
)


def book_of(words: str) -> Book:
    """Return a book in which ``words`` stand wherever words may stand."""
    text = Text.same(words)
    image = None if EMBLEM is None else Image(EMBLEM.content, EMBLEM.media_type, text, text)
    blocks = (
        Paragraph((text, Code(words), Reference("bab", text), Note(text)), "note"),
        Paragraph((text,), "warning"),
        Listing(((text,), (Code(words), text)), "steps"),
        Verbatim(text, words),
        Facts(text, ((text, words), (text, None))),
        Table(text, ("a", "b"), (text, text), ((words, 1), (text, 2)), text),
        *((image,) if image else ()),
        Checklist(text, (Check(text, text, ((text, words),)),), 3),
        Signature((Signer(text, words), Signer(text)), dated=True),
    )
    chapter = Chapter("bab", text, blocks)
    return Book(text, text, blocks, (chapter,), emblem=image, draft=True, cover=True)


def shape(file: WordFile) -> dict[str, list[str]]:
    """Return the elements of every part; whether a long row may be parted is left out."""
    return {
        name: [str(one.tag) for one in root.iter() if one.tag not in (f"{W}cantSplit", f"{W}trPr")]
        for name, root in file.parts.items()
        if not name.startswith("docProps/")
    }


PLAIN = shape(made(book_of("x")))


@settings(deadline=None)
@given(NASTY)
def test_hostile_words_are_text_in_every_part(words: str) -> None:
    """The elements of the file are those of a harmless book, and the words are there as typed."""
    file = made(book_of(words))
    shown = plain_line(words)
    if shown and "\n" not in words:
        assert shape(file) == PLAIN
    title = "".join(file.paragraphs("Title")[0].itertext(f"{W}t"))
    assert " ".join(title.split()) == shown
    assert file.styled("Subtitle") == [title]
    heads = "".join(file.parts["word/header1.xml"].itertext(f"{W}t"))
    assert " ".join(heads.split()) == shown or (
        len(shown) > 90 and shown.startswith(heads.removesuffix("...")) and heads.endswith("...")
    )
    assert file.styled("heading 1") == [f"1 {shown}"]
    told = [one.get("descr") for one in file.body.iter() if str(one.tag).endswith("}docPr")]
    assert set(told) == {shown}
    assert {word.split()[0] for word in file.instructions()} == {"SEQ", "PAGEREF"}


@given(NASTY)
def test_the_door_lets_out_what_one_line_of_text_is(words: str) -> None:
    """Naive twin: the long way, letter by letter, for what the short way of plain letters skips."""
    read = etree.fromstring(f'<a b="{door.words(words)}">{door.words(words)}</a>'.encode())
    assert (read.text or "") == read.get("b") == plain_line(words)
    kept = etree.fromstring(f"<a>{door.edges(words)}</a>".encode()).text or ""
    assert kept.strip() == plain_line(words)
    assert kept.startswith(" ") == (words[:1].isspace() and bool(kept))


CELLS = st.one_of(
    NASTY,
    st.integers(),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.booleans(),
    st.none(),
    st.integers(-(10**15), 10**15).map(Money),
    st.integers(0, 10**9).map(lambda number: Amount(number, "orang")),
)


@settings(deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda wide: st.lists(st.tuples(*[CELLS] * wide), min_size=1, max_size=8)
    ),
    st.sampled_from(["id", "en"]),
)
def test_every_cell_of_a_table_is_the_cell_of_the_book(
    rows: list[tuple[object, ...]], language: str
) -> None:
    """Read back by python-docx: no number differs, none is lost, none stands elsewhere."""
    text = Text.same("B")
    table = table_of(tuple(rows))
    book = Book(text, text, (), (Chapter("a", text, (table,), turned=len(rows[0]) > 6),))
    (read,) = made(book, language).tables()
    assert read[0] == list(table.keys)
    assert read[1:] == [
        [plain_line(value_text(cell, language)) for cell in row]  # type: ignore[arg-type]
        for row in rows
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_cell_of_the_sample_is_there(language: str) -> None:
    """The book that formats are tried on, all of its tables, in the order of reading."""
    book = sample_book()
    tables = [block for block in book.blocks() if isinstance(block, Table) and block.rows]
    wanted = [
        [
            [plain_line(heading.in_(language)) for heading in table.headings],  # type: ignore[arg-type]
            *(
                [plain_line(value_text(cell, language)) for cell in row]  # type: ignore[arg-type]
                for row in table.rows
            ),
        ]
        for table in tables
    ]
    read = made(book, language).tables()
    assert [table for table in read if table in wanted] == wanted


def test_lines_that_keep_their_breaks_keep_them() -> None:
    """A signed note can be copied out of the file line by line, with its blanks."""
    words = "smartflow/abc\n12\n  Zm9v=\n\n\N{EM DASH} kunci <b>"
    book = Book(Text.same("B"), Text.same("s"), (Verbatim(Text.same("V"), words),))
    assert made(book).styled("Code Block") == words.split("\n")


def test_ten_thousand_rows_take_seconds_and_all_arrive() -> None:
    """No template sees the rows; the last one is there, in pieces that LibreOffice can set."""
    rows = tuple((at, f"Isu {at} <b>", Decimal(at) / 8, Money(at)) for at in range(10_000))
    book = Book(Text.same("B"), Text.same("s"), (table_of(rows),))
    file = WordFile(docx.render(book, "id", TEMPLATE))
    found = [row for row in file.all("tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
    assert ["".join(row[1].itertext(f"{W}t")) for row in found] == [str(at) for at in range(10_000)]
    pieces = file.all("tbl")
    assert len(pieces) == 20
    assert [len(one.findall(f"{W}tr")) for one in pieces] == [501] * 20
    assert file.styled("caption") == ["Tabel 1. Isu"]
    assert ["".join(cell.itertext(f"{W}t")) for cell in found[-1].iter(f"{W}tc")] == [
        "9999",
        "Isu 9999 <b>",
        "1.249,875",
        "Rp9.999",
    ]
