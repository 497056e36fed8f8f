"""What officials do to a table: merge, sum up, annotate, sign, repeat and copy. Nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from smartflow.workbook import WorkbookReading, read_workbook

SHEET = "Analisis Isu Daerah"
ROWS = [
    {"dimension": "Smart Living", "issue": "antrean puskesmas", "value": 12.5, "year": 2022},
    {"dimension": "Smart Society", "issue": "literasi rendah", "value": 18, "year": 2023},
    {"dimension": "Smart Living", "issue": "air bersih", "value": 40, "year": 2022},
]
PLACES = {"id": 1, "dimension": 2, "issue": 3, "value": 4, "year": 5, "budget": 6, "start": 7}
Change = Callable[[Any], None]


@pytest.fixture
def reading(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> Callable[[Change], WorkbookReading]:
    """Fill in a template, let somebody change its sheet in openpyxl, and read it."""

    def make(change: Change) -> WorkbookReading:
        path = template()
        fill(path, ROWS)
        book = openpyxl.load_workbook(path)
        change(book[SHEET])
        book.save(path)
        return read_workbook(path, town.expected)

    return make


def put(page: Any, number: int, **cells: object) -> None:
    """Write cells of one row by column key."""
    for key, value in cells.items():
        page.cell(number, PLACES[key]).value = value


def issues(read: WorkbookReading) -> list[object]:
    """Return the issue of each row."""
    return [row.cells["issue"] for row in read.sheets[0].rows]


def said(read: WorkbookReading) -> str:
    """Return all notes."""
    return "\n".join(f"{note.number}: {note.message.id}" for note in read.notes)


ALL = [row["issue"] for row in ROWS]


# -- merged cells -----------------------------------------------------------------------------


def test_a_dimension_merged_over_its_rows(reading: Any) -> None:
    """A value merged downwards is that of every row it covers, and that is said."""
    read = reading(lambda page: page.merge_cells("B5:B7"))
    assert [row.cells["dimension"] for row in read.sheets[0].rows] == ["living"] * 3
    assert "Sel gabungan dibaca untuk setiap baris yang dicakupnya (2 sel" in said(read)


def test_a_merged_figure_counts_once(reading: Any) -> None:
    """One budget over three rows is one budget, not three."""

    def change(page: Any) -> None:
        put(page, 5, budget=1_500_000)
        page.merge_cells("F5:F7")

    read = reading(change)
    assert [row.cells["budget"] for row in read.sheets[0].rows] == [1_500_000, None, None]


def test_merged_cells_make_no_row(reading: Any) -> None:
    """Rows that hold nothing but a part of a merged cell stay empty."""
    assert issues(reading(lambda page: page.merge_cells("B7:B20"))) == ALL


def test_a_merged_error_is_every_rows_error(reading: Any) -> None:
    """What is said of a merged cell is said of every row it covers."""

    def change(page: Any) -> None:
        put(page, 5, dimension="=A1")
        page.merge_cells("B5:B6")

    read = reading(change)
    assert [row.written for row in read.sheets[0].rows] == [{"dimension": "=A1"}] * 2 + [{}]


def test_merged_cells_of_ods(ods: Callable[..., Path], town: SimpleNamespace) -> None:
    """LibreOffice's merged cells are known as well."""
    merged = (
        '<table:table-row><table:table-cell office:value-type="string"'
        ' table:number-rows-spanned="2"><text:p>LIV</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>satu</text:p></table:table-cell>'
        "</table:table-row><table:table-row><table:covered-table-cell/>"
        '<table:table-cell office:value-type="string"><text:p>dua</text:p></table:table-cell>'
        "</table:table-row>"
    )
    path = ods({"Isu": [["Dimensi", "Isu daerah"]]}, extra=merged)
    (sheet,) = read_workbook(path, town.expected).sheets
    assert [row.cells["dimension"] for row in sheet.rows] == ["living", "living"]


# -- rows that are none of the table ----------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        {"dimension": "Jumlah", "value": 70.5},
        {"issue": "JUMLAH TOTAL", "value": 70.5},
        {"id": "Total", "value": 70.5},
        {"dimension": "Rata-rata:", "value": 23.5},
        {"dimension": "Sub total (Rp)", "budget": 1},
    ],
)
def test_a_row_of_totals_is_no_issue(reading: Any, cells: dict[str, object]) -> None:
    """A sum below the table is left out, with its row number."""
    read = reading(lambda page: put(page, 8, **cells))
    assert issues(read) == ALL
    assert "8: Baris 8 tidak dibaca: baris jumlah." in said(read)


@pytest.mark.parametrize(
    "cells",
    [
        {"dimension": "LIV", "issue": "Jumlah"},
        {"issue": "Jumlah penduduk miskin naik", "value": 3},
        {"issue": "Total"} | {"id": "DINKES/issues/4"},
    ],
)
def test_a_row_that_may_be_an_issue_stays(reading: Any, cells: dict[str, object]) -> None:
    """A complete row, a sentence and a submitted row are kept, whatever their first word."""
    assert len(issues(reading(lambda page: put(page, 8, **cells)))) == 4


@pytest.mark.parametrize(
    "words", ["Catatan: data sementara", "*) angka sementara", "Sumber data : BPS", "Ket.: x"]
)
def test_a_remark_below_the_table(reading: Any, words: str) -> None:
    """A remark alone in its row is left out and noted."""
    read = reading(lambda page: put(page, 9, dimension=words))
    assert issues(read) == ALL
    assert "Baris 9 tidak dibaca: catatan di bawah tabel." in said(read)


def test_headings_that_stand_there_again(reading: Any) -> None:
    """A second table of the same form goes on; its headings are no row."""

    def change(page: Any) -> None:
        for column in range(1, 12):
            page.cell(10, column).value = page.cell(4, column).value
        put(page, 11, dimension="LIV", issue="jalan rusak")

    read = reading(change)
    assert issues(read) == [*ALL, "jalan rusak"]
    assert "Baris 10 tidak dibaca: judul kolom yang terulang." in said(read)


def test_a_second_table_of_another_form(reading: Any) -> None:
    """Columns in another order would be misread: the table ends there, and that is said."""

    def change(page: Any) -> None:
        put(page, 10, dimension="Isu daerah", issue="Dimensi", value="Tahun")
        put(page, 11, dimension="jalan rusak", issue="LIV", value=2022)

    read = reading(change)
    assert issues(read) == ALL
    assert "10: Baris 10 tidak dibaca: tabel kedua" in said(read)


def test_a_signature_in_the_id_column(reading: Any) -> None:
    """Words in the first column are no id: a block that begins there is still a signature."""

    def change(page: Any) -> None:
        put(page, 9, id="Mengetahui,", start="Sawahlunto, 5 Juli 2023")
        put(page, 10, id="Kepala Bappeda", start="Kepala Dinas Kesehatan")
        put(page, 13, id="NIP. 19700101 199001 1 001", start="NIP. 19700101 199001 1 002")

    assert issues(reading(change)) == ALL


@pytest.mark.parametrize("words", [1, "1.", "DINKES", "baris satu"])
def test_a_number_in_the_id_column_is_no_id(reading: Any, words: object) -> None:
    """Somebody who numbers the rows in the first column has given no ids."""
    read = reading(lambda page: put(page, 5, id=words))
    assert [row.id for row in read.sheets[0].rows] == ["", "", ""]


# -- sheets that are not read -----------------------------------------------------------------


def test_a_copied_sheet_is_named(
    template: Callable[..., Path], fill: Callable[..., None], town: SimpleNamespace
) -> None:
    """Rows in a copy of the sheet are not read, and their sender is told where to put them."""
    path = template()
    fill(path, ROWS)
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book[SHEET])
    copy.title = f"{SHEET} (2)"
    book[SHEET].delete_rows(5, 3)
    book.create_sheet("Lampiran").append(["foto"])
    book.create_sheet("Kosong")
    book.save(path)
    read = read_workbook(path, town.expected)
    assert issues(read) == []
    assert f"Lembar '{SHEET} (2)' juga berisi tabel ini dan tidak dibaca" in said(read)
    assert "Lembar tambahan tidak dibaca: 'Lampiran'." in said(read)
