"""What people type is text in a PDF: it compiles, it comes back, and nothing of it is a command."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.pdf.pdf_file import (
    TEMPLATE,
    PdfFile,
    assert_blank_margins,
    book_with,
    letters_of,
)

from smartflow import Text
from smartflow.report import (
    BadImage,
    Check,
    Checklist,
    Code,
    Facts,
    Figure,
    Image,
    Listing,
    Note,
    Paragraph,
    Signature,
    Signer,
    Table,
    Verbatim,
)
from smartflow.report.sample import HOSTILE, sample_book
from smartflow_formats import pdf
from smartflow_formats.pdf.letters import drawable, on_a_line

TYPST = [
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "$ sum_(i=1)^n $ @ref <label> *tebal* _miring_ `kode`",
    "= judul\n- butir\n+ langkah\n/ istilah: arti",
    "#{ panic() } #let x = 1 #show: it => none",
    "// keterangan /* dan */ --- ... ~ \\ \\u{41} 'a' \"b\"",
    "https://contoh.id/jalur?x=1#y",
    "#[", "]", "```", "$", "*", "#", "\\",
]  # fmt: skip
SPOKEN = st.one_of(
    st.sampled_from([*TYPST, *HOSTILE]),
    st.text(
        st.one_of(
            st.sampled_from(list("#$@<>*_`=-+/\\[](){}\"'~.:;%&|^ \n\tab1\u0301\u0303")),
            st.characters(exclude_categories=["Cs"]),
        ),
        max_size=30,
    ),
)
LEFT_TO_RIGHT = st.text(
    st.characters(
        max_codepoint=0x24F,
        exclude_categories=["Cc", "Cf", "Cs"],
    ),
    min_size=1,
    max_size=40,
)


def book_of(words: str):  # noqa: ANN201  a test's own book
    """Return a book in which ``words`` stand wherever words may stand."""
    text = Text.same(words)
    (photo,) = [one for one in sample_book().blocks() if isinstance(one, Image) and one.title]
    blocks = (
        Paragraph((text, Note(text), Code(words))),
        Listing(((text,),), "steps"),
        Verbatim(text, words),
        Facts(text, ((text, words), (text, None))),
        Table(text, ("a", "b"), (text, text), ((words, 1), (text, 2)), text),
        Table(text, ("a",), (text,), ()),
        Image(photo.content, photo.media_type, text, text),
        Checklist(text, (Check(text, text, ((text, words),)),)),
        Signature((Signer(text, words), Signer(text)), dated=True),
    )
    return book_with(*blocks, title=text, subtitle=text, head=blocks[:1], cover=True, draft=True)


@settings(max_examples=60, deadline=None)
@given(SPOKEN)
def test_whatever_is_typed_can_be_printed(words: str) -> None:
    """No sign and no script makes Typst or PDF/A refuse the book, wherever it stands."""
    content = pdf.render(book_of(words), "id", TEMPLATE)
    assert content.startswith(b"%PDF-1.7")
    for active in (b"/JavaScript", b"/URI", b"/Launch", b"/EmbeddedFile"):
        assert active not in content


@pytest.mark.parametrize("words", [*TYPST, *HOSTILE[:4], *HOSTILE[5:]])
def test_commands_are_printed_as_they_were_typed(words: str, tmp_path: Path) -> None:
    """In a sentence, a note, code, a cell, a caption, a title: as often as it was written."""
    told = letters_of(PdfFile(pdf.render(book_of(words), "id", TEMPLATE), tmp_path).text())
    assert told.count(letters_of(on_a_line(words))) >= 20


@settings(max_examples=40, deadline=None)
@given(LEFT_TO_RIGHT)
def test_words_come_back_letter_by_letter(words: str) -> None:
    """Another program reads what was typed: ligatures, accents and marks are no other letters."""
    table = Table(Text.same("T"), ("a",), (Text.same("K"),), ((f"awal {words} akhir",),))
    with TemporaryDirectory() as folder:
        made = PdfFile(pdf.render(book_with(table), "id", TEMPLATE), Path(folder))
        assert letters_of(f"awal{drawable(words)}akhir") in letters_of(made.text())


def test_jawi_is_set_from_right_to_left_in_its_own_letters(tmp_path: Path) -> None:
    """A name in Jawi is printed in joined letters, beside Latin ones."""
    name = "\u0633\u0648\u0627\u0647 \u0644\u0648\u0646\u062a\u0648"
    made = PdfFile(
        pdf.render(book_with(Paragraph((Text.same(f"Kota {name} 2026"),))), "id", TEMPLATE),
        tmp_path,
    )
    told = made.text()
    assert "[U+" not in told
    assert sorted(letters_of(name)) == sorted(
        c for c in letters_of(told) if "\u0600" <= c < "\u0700"
    )
    assert any("NotoSansArabic" in line for line in made.fonts())


@pytest.mark.parametrize("columns", [1, 4, 9, 14, 24])
def test_a_cell_of_5000_letters_without_a_blank_stays_in_its_column(
    columns: int, tmp_path: Path
) -> None:
    """It is broken, goes on over pages where it must, and all of it is there."""
    long = "".join(f"{number:04d}" for number in range(1250))
    keys = tuple(f"k{number}" for number in range(columns))
    row = (long, *("pendek" for _ in keys[1:]))
    table = Table(Text.same("T"), keys, tuple(Text.same(key) for key in keys), (row, row))
    made = PdfFile(pdf.render(book_with(table), "id", TEMPLATE), tmp_path)
    told = letters_of(made.text())
    assert [n for n in range(1250) if f"{n:04d}" not in told] == []
    assert_blank_margins(made)


@pytest.mark.parametrize("columns", [3, 6, 12, 24, 40])
def test_long_words_in_many_columns_stay_on_the_page(columns: int, tmp_path: Path) -> None:
    """The more columns, the smaller the letters and the shorter the pieces; no word is lost."""
    keys = tuple(f"k{number}" for number in range(columns))
    row = tuple("abcdefghijklmnopqrstuvwxyz" for _ in keys)
    table = Table(Text.same("T"), keys, tuple(Text.same(key) for key in keys), (row,) * 3)
    made = PdfFile(pdf.render(book_with(table), "id", TEMPLATE), tmp_path)
    assert letters_of(made.text()).count("abcdefghijklmnopqrstuvwxyz") == 3 * columns
    assert_blank_margins(made)


def test_long_words_stay_in_their_place_in_every_kind_of_block(tmp_path: Path) -> None:
    """Nothing is drawn over what stands beside it: each word is found whole, and no margin used."""
    words = "abcdefghijklmnopqrstuvwxyz" * 3
    made = PdfFile(pdf.render(book_of(words), "id", TEMPLATE), tmp_path)
    assert letters_of(made.text()).count(words) >= 20
    assert_blank_margins(made)


def test_a_digest_may_break_and_is_copied_whole(tmp_path: Path) -> None:
    """In a narrow column it stands on several lines, without a sign that is none of its own."""
    digest = "0123456789abcdef" * 4
    keys = tuple(f"k{number}" for number in range(6))
    headings = tuple(Text.same(key) for key in keys)
    table = Table(Text.same("T"), keys, headings, ((digest, *("kata biasa" for _ in keys[1:])),))
    made = PdfFile(pdf.render(book_with(table), "id", TEMPLATE), tmp_path)
    assert digest in made.text().replace("\n", "")
    assert digest not in made.text()


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_chart_draws_in_no_picture_of_the_machine(scheme: str, tmp_path: Path) -> None:
    """An SVG may name a file; what it names is not printed, and nothing in it runs."""
    (photo,) = [one for one in sample_book().blocks() if isinstance(one, Image) and one.title]
    secret = tmp_path / "secret.png"
    secret.write_bytes(photo.content)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="90" height="90" onload="x()"><script>x()</script>'
        f'<image width="9" height="9" xlink:href="{scheme}{secret}"/>'
        '<rect width="9" height="9"/></svg>'
    )
    text = Text.same("Grafik")
    try:
        content = pdf.render(book_with(Figure(text, text, Text.same(svg))), "id", TEMPLATE)
    except BadImage as refused:
        assert "Grafik" in refused.text.en  # noqa: PT017  refusing it is as good
    else:
        assert b"/Subtype/Image" not in content
        assert b"/JavaScript" not in content
