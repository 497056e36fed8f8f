"""Places for signatures in every format: post, room, name or a line, NIP, as in a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.docx import word_file
from tests.formats.docx.word_file import W
from tests.formats.html.pages import Page
from tests.formats.pdf import pdf_file
from tests.formats.pdf.pdf_file import PdfFile

from smartflow import Text
from smartflow.report import Book, Signature, Signer
from smartflow_formats import html, markdown, pdf
from smartflow_formats.common.book_words import abreast

if TYPE_CHECKING:
    from pathlib import Path

MAYOR = Signer(Text(id="Wali Kota", en="Mayor"), "Rina Contoh")
HEAD = Signer(Text(id="Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian", en="Head"))
SECRETARY = Signer(Text(id="Sekretaris Daerah", en="Secretary"))


def book(*places: Signer, dated: bool = True) -> Book:
    """Return a book of one signature block."""
    return word_file.book_with(Signature(places, dated))


@given(st.lists(st.builds(Signer, st.builds(Text.same, st.text())), max_size=30))
def test_places_stand_side_by_side_in_their_order(places: list[Signer]) -> None:
    """Nobody is lost or moved; rows are equally wide and at most three wide."""
    rows = abreast(places)
    assert [one for row in rows for one in row if one is not None] == places
    assert len({len(row) for row in rows}) <= 1
    assert all(len(row) in (2, 3) for row in rows)
    assert all(None not in row for row in rows[:-1])


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["-x"]),
        (2, ["xx"]),
        (3, ["xxx"]),
        (4, ["xx", "xx"]),
        (5, ["xxx", "x-x"]),
        (7, ["xxx", "xxx", "-x-"]),
    ],
)
def test_who_is_alone_stands_where_a_letter_has_him(count: int, expected: list[str]) -> None:
    """One who signs alone stands at the right, one left for the last row in its middle."""
    rows = abreast([MAYOR] * count)
    assert ["".join("-" if one is None else "x" for one in row) for row in rows] == expected


# -- a page ----------------------------------------------------------------------------------------


def test_a_page_has_post_name_and_number_of_each() -> None:
    """Place and date first; each who signs is read whole before the next."""
    page = Page(html.render(book(MAYOR, HEAD), "id").decode())
    told = "Wali Kota Rina Contoh NIP. ……………, …………… (tempat, tanggal) Kepala Dinas Komunikasi"
    assert told in page.words
    assert page.words.endswith("Statistik dan Persandian NIP.")
    pens = [one for one in page.all("span") if one.get("class") == "pen"]
    assert len(pens) == 3
    undated = html.render(book(MAYOR, dated=False), "id").decode()
    assert "(tempat, tanggal)" not in undated


def test_markdown_has_a_row_for_names_and_one_for_numbers() -> None:
    """What an e-mail shows is the same form."""
    lines = markdown.render(book(MAYOR, SECRETARY), "en").decode().splitlines()
    dots = "................"
    assert lines[-7:] == [
        f"{dots}, {dots} (place, date)",
        "",
        "| Mayor | Secretary |",
        "| --- | --- |",
        "|  |  |",
        f"| **Rina Contoh** | {dots} |",
        f"| NIP. {dots} | NIP. {dots} |",
    ]


# -- Word ------------------------------------------------------------------------------------------


def test_word_has_one_table_of_rows_for_those_who_sign_abreast() -> None:
    """So that lines of one row stand at one height, however long a post is."""
    file = word_file.made(book(HEAD, MAYOR, SECRETARY))
    (table,) = file.tables()
    day, posts, room, names, numbers = table
    assert day == ["", "", "……………, ……………\n(tempat, tanggal)"]
    assert posts == [HEAD.post.id, "Wali Kota", "Sekretaris Daerah"]
    assert room == ["", "", ""]
    assert names[1] == "Rina Contoh"
    assert {*names[0]} == {*names[2]} == {"."}
    assert all(re.fullmatch(r"NIP\. \.+", one) for one in numbers)
    (named,) = [one for one in file.all("r") if "".join(one.itertext()) == "Rina Contoh"]
    looks = {str(one.tag).removeprefix(W) for one in named.find(f"{W}rPr")}
    assert {"b", "u"} <= looks


def test_a_second_row_bears_no_second_date() -> None:
    """Place and date stand once above all, in Word and in a page."""
    many = book(*[MAYOR] * 5)
    first, second = word_file.made(many).tables()
    assert (len(first), len(second)) == (5, 4)
    assert html.render(many, "id").decode().count("(tempat, tanggal)") == 1


# -- paper -----------------------------------------------------------------------------------------


def _lines(made: PdfFile) -> dict[str, list[tuple[float, float]]]:
    """Return how far from the left and how far down each word stands, by the word."""
    found: dict[str, list[tuple[float, float]]] = {}
    told = made.text("-bbox")
    for left, low, word in re.findall(r'<word xMin="(.+?)" .*? yMax="(.+?)">(.+?)</word>', told):
        found.setdefault(word, []).append((float(left), float(low)))
    return found


def test_on_paper_lines_of_one_row_stand_at_one_height(tmp_path: Path) -> None:
    """A post of three lines lowers its neighbours' names as well; the date stands at the right."""
    named = Signer(SECRETARY.post, "H. Ahmad Fauzi Rahman Datuak Rajo Panghulu")
    made = PdfFile(pdf.render(book(HEAD, named, MAYOR), "id", pdf_file.TEMPLATE), tmp_path)
    words = _lines(made)
    numbers = words["NIP."]
    assert len(numbers) == 3
    assert max(low for _, low in numbers) - min(low for _, low in numbers) < 0.1
    (mayor,), (secretary,) = words["Wali"], words["Sekretaris"]
    assert abs(mayor[1] - secretary[1]) < 0.1
    (day,), (name,) = words["(tempat,"], words["Rina"]
    (end,) = words["Panghulu"]
    assert abs(end[1] - name[1]) < 0.1
    assert day[1] < mayor[1] < name[1] < numbers[2][1]
    assert day[0] > secretary[0] + 50


def test_a_name_without_an_end_takes_pages_and_is_whole(tmp_path: Path) -> None:
    """Nothing that somebody typed runs over the edge of the paper."""
    long = "tanpaspasi" * 500
    signed = book(Signer(Text.same(long), long), MAYOR)
    made = PdfFile(pdf.render(signed, "id", pdf_file.TEMPLATE), tmp_path)
    assert pdf_file.letters_of(made.text()).count("tanpa") >= 990
    pdf_file.assert_blank_margins(made)
