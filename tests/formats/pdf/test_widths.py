"""How a table and the contents fit their page on paper: what is given up first, and what last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.formats.pdf.pdf_file import TEMPLATE, PdfFile, book_with

from smartflow import Text
from smartflow.report import Amount, Chapter, Money, Table
from smartflow_formats import pdf
from smartflow_formats.pdf.letters import width
from smartflow_formats.pdf.table import table_data

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.report import Cell

ONE = Text.same("x")
ROOM = {False: 439.4, True: 685.9}
"""How wide the text of an upright and of a turned page is, in points."""

SMALLEST = 6.5


def table(*cells: Cell) -> Table:
    """Return a table of one row."""
    keys = tuple(f"k{at}" for at in range(len(cells)))
    return Table(ONE, keys, (ONE,) * len(cells), (cells,))


def cells_of(*cells: Cell, turned: bool = False) -> list[object]:
    """Return what is printed of one row."""
    shown = table_data(table(*cells), "id", turned=turned)["cells"]
    assert isinstance(shown, list)
    return shown


@pytest.mark.parametrize(("turned", "columns"), [(False, 7), (True, 11)])
def test_no_word_is_broken_while_smaller_letters_do(columns: int, *, turned: bool) -> None:
    """So many columns of ``perekonomian`` fit at the smallest letters that are read with ease."""
    least = (width("perekonomian") / 100 * SMALLEST + 8) * columns
    assert least < ROOM[turned]
    assert cells_of(*["perekonomian"] * columns, turned=turned) == ["perekonomian"] * columns


def test_a_number_leaves_its_unit_before_a_word_is_broken() -> None:
    """A narrow column of money may take two lines; the words beside it stay whole."""
    words, money = ["perekonomian"] * 5, [Money(1_250_000_000)] * 3
    assert cells_of(*words, *money)[:5] == words
    few = table_data(table("kata", Amount(1_250_000, "jiwa")), "id", turned=False)["columns"]
    many = table_data(table(*words, *money), "id", turned=False)["columns"]
    assert isinstance(few, list)
    assert isinstance(many, list)
    assert few[1]["least"] > width("1.250.000 jiwa") / 100
    assert many[-1]["least"] < width("Rp1.250.000.000") / 100


def test_words_are_broken_where_nothing_else_helps() -> None:
    """Twenty columns of long words: pieces, and all of the letters."""
    shown = cells_of(*["kemasyarakatan"] * 20)
    assert all(isinstance(one, list) and "".join(one) == "kemasyarakatan" for one in shown)


def _sizes(made: PdfFile) -> list[float]:
    """Return how high each word of the text is set, about."""
    told = made.text("-bbox")
    return [
        float(low) - float(high)
        for high, low in re.findall(r'<word .*? yMin="(.+?)" .*? yMax="(.+?)">', told)
    ]


def test_letters_of_a_wide_table_can_be_read(tmp_path: Path) -> None:
    """Nine columns of sentences: more lines rather than letters below 6.5 points."""
    sentence = "Menghubungkan layanan pada Mal Pelayanan Publik melalui pertukaran data " * 2
    wide = Table(ONE, tuple("abcdefghi"), (ONE,) * 9, ((sentence,) * 9,) * 3)
    chapter = Chapter("bab", ONE, (wide,), turned=True)
    book = replace(book_with(), chapters=(chapter,))
    made = PdfFile(pdf.render(book, "id", TEMPLATE), tmp_path)
    usual = {round(one, 1) for one in _sizes(made)}
    line = 1.36  # Noto Sans ascends and descends by so much of its letter size.
    assert min(usual) > SMALLEST * line - 0.2
    assert "pertukaran" in made.text()


def test_no_line_of_the_contents_spills_over_alone(tmp_path: Path) -> None:
    """Somewhat smaller letters take a page less."""
    alone = TEMPLATE.replace(
        b"#let contents-letters = (10pt, 9.5pt, 9pt, 8.5pt)", b"#let contents-letters = (10pt,)"
    )
    assert alone != TEMPLATE

    def pages(count: int, template: bytes) -> int:
        chapters = tuple(
            Chapter(f"b{at}", Text.same(f"Bab {at}"), page="new" if at == 0 else "same")
            for at in range(count)
        )
        book = replace(book_with(), cover=True, chapters=chapters)
        made = PdfFile(pdf.render(book, "id", template), tmp_path)
        return made.places()["bab-1"] - 2

    spilled = next(count for count in range(20, 60) if pages(count, alone) > 1)
    assert pages(spilled, TEMPLATE) == 1
    assert pages(3, TEMPLATE) == 1
