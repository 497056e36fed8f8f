"""Chapters without a number, such as a foreword: in no format a number or a stray blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.formats.docx import word_file
from tests.formats.html.pages import Page
from tests.formats.pdf import pdf_file
from tests.formats.pdf.pdf_file import PdfFile
from tests.formats.workbooks import opened

from smartflow import Text
from smartflow.report import Book, Chapter, Table
from smartflow_formats import html, markdown, pdf, xlsx

if TYPE_CHECKING:
    from pathlib import Path

ONE = Text.same("satu")


def _chapter(key: str, *parts: Chapter, numbered: bool = True) -> Chapter:
    return Chapter(key, Text.same(key.title()), (_table(key),), parts, numbered=numbered)


def _table(key: str) -> Table:
    return Table(Text.same(f"Isi {key}"), ("a",), (ONE,), ((1,),))


BOOK = Book(
    ONE,
    ONE,
    (),
    (
        _chapter("pengantar", _chapter("sambutan"), numbered=False),
        _chapter("pendahuluan", _chapter("dasar"), _chapter("catatan", numbered=False)),
        _chapter("akhir"),
    ),
    cover=True,
)
HEADINGS = ["Pengantar", "Sambutan", "1 Pendahuluan", "1.1 Dasar", "Catatan", "2 Akhir"]
"""A part of an unnumbered chapter has none either, and whoever follows counts on."""


def test_a_page_has_them_in_headings_and_contents() -> None:
    """The same words in both places."""
    page = html.render(BOOK, "id").decode()
    for heading in HEADINGS:
        assert f'.judul">{heading}</h' in page
        assert f'">{heading}</a>' in page
    assert Page(page).words.count("Tabel 1. Isi pengantar") == 1


def test_markdown_has_them_in_headings() -> None:
    """One blank behind the signs of a heading, and no more."""
    lines = markdown.render(BOOK, "id").decode().splitlines()
    assert [line.lstrip("#") for line in lines if line.startswith("##")] == [
        f" {heading}" for heading in HEADINGS
    ]


def test_word_has_them_in_headings_and_contents() -> None:
    """What Word lists is what it has as headings."""
    file = word_file.made(BOOK)
    headed = [line for level in (1, 2) for line in file.styled(f"heading {level}")]
    listed = [line for level in (1, 2) for line in file.styled(f"toc {level}")]
    assert sorted(headed) == sorted(HEADINGS)
    assert sorted(line.rstrip("\N{EN DASH}") for line in listed) == sorted(HEADINGS)


def test_paper_has_them_in_bookmarks_contents_and_headings(tmp_path: Path) -> None:
    """Depth is that of the tree, though the number does not tell it."""
    made = PdfFile(pdf.render(BOOK, "id", pdf_file.TEMPLATE), tmp_path)
    depths = [1, 2, 1, 2, 2, 1]
    found = [(depth, words) for depth, words, _ in made.bookmarks()]
    assert found == [(1, "Daftar isi"), *zip(depths, HEADINGS, strict=True)]
    contents = made.pages()[1].splitlines()
    assert [line.split(" .")[0] for line in contents if " ." in line] == HEADINGS
    assert all(f'"{heading}"' in made.structure() for heading in HEADINGS)


def test_a_workbook_has_them_in_its_contents() -> None:
    """The chapter of a table is named as the book names it; tables count on."""
    first, *sheets = opened(xlsx.render(BOOK, "id")).worksheets
    rows = [[cell.value for cell in row] for row in first.iter_rows()][-len(HEADINGS) :]
    assert [row[2] for row in rows] == HEADINGS
    assert [row[1].split(".")[0] for row in rows] == [f"Tabel {n}" for n in range(1, 7)]
    assert [sheet["A2"].value for sheet in sheets] == HEADINGS
