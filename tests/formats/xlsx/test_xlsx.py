"""Workbooks of books: contents, sheets, names, what is too much; LibreOffice opens them."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.test_book import HOSTILE
from tests.formats.workbooks import BOTH, book, opened, table

from smartflow import Text
from smartflow.report import Amount, Book, Cell, Chapter, Facts, Money, Paragraph, Table
from smartflow.workshop.examining.outputs import books, tables
from smartflow_formats.common.letters import visible
from smartflow_formats.xlsx import FORMAT, render
from smartflow_formats.xlsx import plan as _xlsx_plan
from smartflow_formats.xlsx.cells import LONGEST_TEXT, pieces
from smartflow_formats.xlsx.names import SheetNames, units

if TYPE_CHECKING:
    from pathlib import Path

    import openpyxl

Language = Literal["id", "en"]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
AS_SHOWN = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1"
"""LibreOffice's filter that writes every sheet as CSV, each cell as it is shown."""

FACTS = Facts(Text.same("Sidik"), ((Text.same("hash"), "abc"), (Text.same("kosong"), None)))


def full(*, draft: bool = False) -> Book:
    """Return a book with tables in its head, in a chapter and in a part of it."""
    inner = Chapter("bagian", Text.same("Sumber"), (FACTS, table(("b",), title=Text.same("Dana"))))
    words = Paragraph((Text.same("tidak ikut"),))
    chapter = Chapter("uang", Text.same("Uang"), (words, table((Money(5),), note=BOTH)), (inner,))
    return book(chapter, head=(FACTS, table((1,))), draft=draft)


def test_the_first_sheet_leads_to_every_other() -> None:
    """Title, subtitle, the book's facts, then a line with a link for each table, in order."""
    first, *others = opened(render(full(), "id")).worksheets
    rows = [tuple(cell.value for cell in row) for row in first.iter_rows()]
    assert rows == [
        ("Rencana & aksi", None, None, None),
        ("Anggaran", None, None, None),
        (None,) * 4,
        ("Sidik", None, None, None),
        ("hash", "abc", None, None),
        ("kosong", None, None, None),
        (None,) * 4,
        ("Lembar", "Isi", "Bab", "Baris"),
        ("1 Anggaran", "Tabel 1. Anggaran", None, 1),
        ("2 Anggaran", "Tabel 2. Anggaran", "1 Uang", 1),
        ("Sidik", "Sidik", "1.1 Sumber", 2),
        ("3 Dana", "Tabel 3. Dana", "1.1 Sumber", 1),
    ]
    links = [first.cell(row, 1).hyperlink.location for row in range(9, 13)]
    assert links == [f"'{one.title}'!A1" for one in others]
    assert first.title == "Daftar isi"


def test_a_sheet_has_title_place_and_note() -> None:
    """Above the table its title, its chapter and a way back; below it its note."""
    page = opened(render(full(), "en")).worksheets[2]
    rows = [tuple(cell.value for cell in row) for row in page.iter_rows()]
    back = "Back to the contents"
    assert rows == [
        *(("Table 2. Budget",), ("1 Uang",), (back,), (None,)),
        *(("A",), (5,), (None,), ("Budget",)),
    ]
    assert page["A3"].hyperlink.location == "'Contents'!A1"


def test_headings_stay_in_sight_and_filter() -> None:
    """Panes are frozen below the headings, filters cover the rows alone, and columns are fitted."""
    page = opened(render(table(("x" * 30, 1), ("y" * 500, 2), note=BOTH), "id")).worksheets[0]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A5", "A4:B6")
    assert page.print_title_rows == "$4:$4"
    widths = [round(page.column_dimensions[letter].width) for letter in "AB"]
    assert widths[0] > 4 * widths[1] > 0
    assert widths[0] <= 43
    assert page.page_setup.fitToHeight == 0


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """A text that is folded is seen whole, whatever program opens the file; a short one is not."""
    cells: tuple[tuple[Cell, ...], ...] = (
        *(("x" * 200, "y"), ("satu\ndua\ntiga", "y"), ("pendek", "y")),
        ("z" * 30_000, "y"),
    )
    page = opened(render(table(*cells), "id")).worksheets[0]
    heights = [page.row_dimensions[row].height for row in range(5, 9)]
    assert heights == [75, 45, None, 405]


def test_a_number_has_room_in_its_column() -> None:
    """Excel prints #### for a number that does not fit; the widest is narrower than its column."""
    cells: tuple[Cell, ...] = (
        *(Money(-999_999_999_999_999), Amount(-999_999_999_999_999, "x" * 20)),
        *(date(2026, 9, 30), 999_999_999_999_999, Decimal("-0.12345678901234")),
    )
    page = opened(render(table(cells), "id")).worksheets[0]
    widths = [page.column_dimensions[letter].width for letter in "ABCDE"]
    shown = (
        *("-Rp999.999.999.999.999", "-999.999.999.999.999 " + "x" * 20),
        *("30 September 2026", "999999999999999", "-0,12345678901234"),
    )
    assert all(width > len(text) for width, text in zip(widths, shown, strict=True))


def test_a_table_without_rows_or_columns_has_its_sheet() -> None:
    """What is empty is still there, without a filter over nothing."""
    bare = Table(BOTH, (), (), ())
    pages = opened(render(book(head=(table(), bare)), "id")).worksheets[1:]
    assert [page.auto_filter.ref for page in pages] == [None, None]
    assert [page["A1"].value for page in pages] == ["Tabel 1. Anggaran", "Tabel 2. Anggaran"]


@pytest.mark.parametrize(("language", "word"), [("id", "DRAF"), ("en", "DRAFT")])
def test_a_draft_says_so_on_every_sheet(language: Language, word: str) -> None:
    """On the sheet and in the printed header; a book that is none says it nowhere."""
    drafts, sound = (opened(render(full(draft=one), language)) for one in (True, False))
    for page in drafts.worksheets:
        assert page.oddHeader.right.text == word
        assert str(page["A3"].value).startswith({"id": "Draf: ", "en": "Draft: "}[language])
    for page in sound.worksheets:
        assert page.oddHeader.right.text is None
        assert not any("Dra" in str(cell.value) for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("title", ["Rencana & aksi", "&D&T &[File]", "&" * 300, "x" * 300])
def test_a_title_is_no_code_in_the_printed_header(title: str) -> None:
    """An & would put the date or the file's path on every page; two of them are one letter."""
    content = render(Book(Text.same(title), BOTH), "id")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314  ours
    (header,) = (str(one.text) for one in page.iter() if one.tag.endswith("oddHeader"))
    assert len(header) <= 255
    left, right = header.removeprefix("&L"), header[-2:]
    assert right == "&R"
    assert title.startswith(left.removesuffix("&R").replace("&&", "&"))
    assert "&" not in left.removesuffix("&R").replace("&&", "")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_no_other_workbook(words: str) -> None:
    """Wherever words may stand, the workbook has the sheets of a harmless one, and the words."""

    def made(told: str) -> openpyxl.Workbook:
        text = Text.same(told)
        inside = Table(text, ("a",), (text,), ((told,),), text)
        chapter = Chapter("bab", text, (inside, Facts(text, ((text, told),))))
        return opened(render(Book(text, text, (inside,), (chapter,), draft=True), "id"))

    hostile, harmless = made(words), made("x")
    assert [one.dimensions for one in hostile] == [one.dimensions for one in harmless]
    for one, other in zip(hostile, harmless, strict=True):
        for row, twin in zip(one.iter_rows(), other.iter_rows(), strict=True):
            for cell, plain_cell in zip(row, twin, strict=True):
                if plain_cell.value == "x" and plain_cell.hyperlink is None:
                    assert cell.value == visible(words)


# -- names of sheets -------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["", "'", "History", "STRASSE", "stra\u00dfe", "[]:*?/\\", "a" * 60]),
            st.text(max_size=50),
        ),
        max_size=8,
    )
)
def test_names_are_legal_and_their_own(titles: list[str]) -> None:
    """Every name keeps Excel's rules, no two differ in case alone, and each link leads there."""
    made = book(head=tuple(table((1,), title=Text.same(title)) for title in titles))
    content = render(made, "id")
    first, *others = opened(content).worksheets
    names = [one.title for one in (first, *others)]
    assert len(names) == len(titles) + 1
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < units(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.casefold() != "history"
    links = [row[0].hyperlink.location for row in first.iter_rows(5)]
    assert links == ["'" + one.replace("'", "''") + "'!A1" for one in names[1:]]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("Isu", "isu", "ISU"), ["3 Isu", "3 isu (2)", "3 ISU (3)"]),
        (("Isu strategis per dimensi menurut urutan",), ["3 Isu strategis per dimensi"]),
        (("x" * 40,), ["3 " + "x" * 29]),
        (("Anggaran/biaya: [Rp]",), ["3 Anggaran biaya Rp"]),
        (("'kutip'",), ["3 kutip"]),
        (("",), ["3"]),
        (("\N{GRINNING FACE}" * 20,), ["3 " + "\N{GRINNING FACE}" * 14]),
        (("e\u0301" * 20,), ["3 " + "e\u0301" * 14]),
    ],
)
def test_a_name_is_readable(titles: tuple[str, ...], names: list[str]) -> None:
    """A long title is cut behind a word, never inside a letter; the table's number stays."""
    given_out = SheetNames()
    assert [given_out.name(title, "3") for title in titles] == names


@pytest.mark.parametrize("title", ["History", "HISTORY", "'history'"])
def test_a_name_that_excel_keeps_for_itself_is_not_given(title: str) -> None:
    """A sheet called History makes Excel repair the file."""
    assert SheetNames().name(title) == f"{title.strip(chr(39))} (2)"


def test_a_link_leads_to_a_name_with_an_apostrophe() -> None:
    """In a link the apostrophe is doubled; the sheet's own name has it once."""
    first, page = opened(render(book(head=(table((1,), title=Text.same("Jum'at")),)), "id"))
    assert page.title == "1 Jum'at"
    assert first["A5"].hyperlink.location == "'1 Jum''at'!A1"


# -- what is too much ------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["a", "\N{GRINNING FACE}"])
def test_a_long_text_is_whole_on_a_sheet_of_its_own(letter: str) -> None:
    """The cell begins it and says where it goes on; its pieces there are the text again."""
    text = f"<r>{letter * 50_000}</r>"
    content = render(book(head=(table((text, 1)),)), "id")
    first, page, long = opened(content).worksheets
    cell = str(page["A6"].value)
    assert units(cell) <= LONGEST_TEXT
    start, _, place = cell.partition(" … ")
    assert text.startswith(start)
    assert units(start) > LONGEST_TEXT - 100
    assert place == "[utuh di lembar 'Teks panjang', baris 2]"
    told = [tuple(one.value for one in row) for row in long.iter_rows(2)]
    assert [row[:3] for row in told] == [
        ("1 Anggaran", "A6", part) for part in range(1, len(told) + 1)
    ]
    assert "".join(row[3] for row in told) == text
    assert all(units(row[3]) <= LONGEST_TEXT for row in told)
    assert first.cell(first.max_row, 1).hyperlink.location == "'Teks panjang'!A1"


@given(st.text(max_size=60), st.integers(2, 9))
def test_pieces_are_the_text(text: str, room: int) -> None:
    """Together they are the text, each has room, and no piece could have taken one letter more."""
    found = pieces(text, room)
    assert "".join(found) == text
    assert all(units(one) <= room for one in found)
    assert all(units(one + other[0]) > room for one, other in pairwise(found))


def test_a_table_with_too_many_rows_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows beyond a sheet stand in the next, with the headings; the note is behind the last."""
    monkeypatch.setattr(_xlsx_plan, "MOST_ROWS", 3)
    rows = tuple((at,) for at in range(7))
    content = render(book(head=(table(*rows, note=Text.same("catatan")),)), "id")
    first, *pages = opened(content).worksheets
    assert [page.title for page in pages] == ["1 Anggaran", "1 Anggaran (2)", "1 Anggaran (3)"]
    assert pages[2]["A1"].value == "Tabel 1. Anggaran (lanjutan 3)"
    assert [page["A5"].value for page in pages] == ["A", "A", "A"]
    values = [[row[0].value for row in page.iter_rows(6)] for page in pages]
    assert values == [[0, 1, 2], [3, 4, 5], [6, None, "catatan"]]
    assert [first.cell(row, 4).value for row in (5, 6, 7)] == [3, 3, 1]


def test_a_sheet_has_room_for_the_rows_and_what_stands_around_them() -> None:
    """The most rows of a table, its head and its note are within Excel's 1,048,576."""
    assert _xlsx_plan.MOST_ROWS + 20 < 1_048_576


def test_a_table_with_too_many_columns_is_refused() -> None:
    """No column is dropped in silence."""
    wide = Table(BOTH, ("a",) * 16_385, (BOTH,) * 16_385, ())
    with pytest.raises(ValueError, match="a sheet has 16384 columns, the table 16385"):
        render(wide, "id")


# -- the file --------------------------------------------------------------------------------------


def test_equal_books_are_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The only day in the file is the book's, in any folder, and its parts are dated 1980."""
    day = date(2026, 3, 4)
    made = Book(BOTH, BOTH, full().head, full().chapters, day=day)
    content = render(made, "id")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert render(made, "id") == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        days = [
            found
            for name in archive.namelist()
            for found in re.findall(rb"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", archive.read(name))
        ]
    assert set(days) == {b"2026-03-04T00:00:00Z"}
    assert list(tmp_path.iterdir()) == []


def test_a_book_without_a_day_tells_none() -> None:
    """No clock is asked: such a file says 1980, as its parts do."""
    properties = opened(render(full(), "id")).properties
    assert {properties.created, properties.modified} == {datetime(1980, 1, 1)}  # noqa: DTZ001


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_writes_what_it_says_it_renders(language: Language) -> None:
    """The samples that every format is tried on can be opened."""
    for _, thing in (*books(), *tables()):
        assert opened(render(thing, language)).worksheets
    assert FORMAT.renders == ("book", "table")


def test_it_refuses_what_it_does_not_know() -> None:
    """A thing of another kind is a fault of the caller, named by its type."""
    with pytest.raises(TypeError, match="xlsx cannot write a str"):
        render("x", "id")


# -- LibreOffice -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_libreoffice_shows_what_the_book_says(tmp_path: Path) -> None:
    """Every sheet opens, and cells read as the reader's language writes them."""
    if SOFFICE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing, and CI must have it (libreoffice-calc)")
        pytest.skip("LibreOffice is not installed (libreoffice-calc)")
    cells: tuple[Cell, ...] = (
        *("=1+1", "<r>x</r>", 2026, Decimal("1.50"), date(2026, 8, 24)),
        *(Money(-1250000), Amount(Decimal("1234.5"), '% "a"')),
    )
    made = book(Chapter("bab", BOTH, (table(cells),)), head=(FACTS,), draft=True)
    path = tmp_path / "buku.xlsx"
    path.write_bytes(render(made, "id"))
    words = ["--headless", "--convert-to", AS_SHOWN, "--outdir", str(tmp_path)]
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", *words, str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = sorted(one.name for one in tmp_path.glob("*.csv"))
    assert saved == ["buku-1 Anggaran.csv", "buku-Daftar isi.csv"]
    with (tmp_path / saved[0]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[6] == [
        *("=1+1", "<r>x</r>", "2026", "1.50", "24 Agustus 2026"),
        *("-Rp1,250,000", '1,234.5 % "a"'),
    ]
    assert rows[2][0].startswith("Draf: ")
