"""The first sheet of a template: who fills in what, and how, in one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet as Sheet

    from smartflow.model import Worksheet
    from smartflow.workbook.writing.plan import WorkbookPlan
    from smartflow.workbook.writing.styles import Styles

__all__ = ["write_instructions"]

_TITLE = Text(id="Petunjuk pengisian kertas kerja", en="How to fill in the worksheets")
_CITY = Text(id="Daerah", en="City")
_FILLER = Text(id="Pengisi", en="Filled in by")
_SHEETS = Text(id="Lembar yang diisi", en="Sheets to fill in")
_HOW = Text(id="Cara mengisi", en="How to fill in")

_WIDTH = 90
_CHARACTERS = 95
"""How many characters are sure to fit in one line; not every program fits rows to their text."""

_LINE_HEIGHT = 15

_STEPS = (
    Text(
        id="Isi satu baris untuk satu hal, mulai tepat di bawah judul kolom. Baris kosong di "
        "tengah tabel tidak apa-apa.",
        en="Fill in one row for one thing, right below the headings. Empty rows inside the table "
        "do no harm.",
    ),
    Text(
        id="Judul kolom biru tua wajib diisi; hijau boleh kosong; abu-abu adalah kolom tambahan "
        "yang dilipat.",
        en="Dark blue headings are required; green ones may stay empty; grey ones are optional "
        "columns that are folded away.",
    ),
    Text(
        id="Membuka kolom tambahan: Tinjau > Buka Proteksi Lembar (Review > Unprotect Sheet; "
        "tanpa kata sandi), lalu klik tanda [+] di atas kolom.",
        en="To open the optional columns: Review > Unprotect Sheet (no password), then click the "
        "[+] above the columns.",
    ),
    Text(
        id="Angka ditulis tanpa satuan dan tanpa singkatan: 150000000, bukan 150 jt; 0,15 untuk "
        "pecahan. Satuan ditulis di kolomnya sendiri.",
        en="Numbers go without unit or abbreviation: 150000000, not 150 jt; 0.15 for a fraction. "
        "The unit has a column of its own.",
    ),
    Text(
        id="Tanggal ditulis hari/bulan/tahun: 31/12/2026.",
        en="Dates are day/month/year: 31/12/2026.",
    ),
    Text(
        id="Kolom pertama (ID baris) jangan diubah; dengan itu perbaikan dikenali. Baris baru "
        "dibiarkan tanpa ID.",
        en="Leave the first column (row id) alone; corrections are known by it. New rows have no "
        "id.",
    ),
    Text(
        id="Jika tidak ada yang dilaporkan, jangan kirim lembar kosong: sampaikan laporan nihil "
        "kepada sekretariat (`smartflow nil`).",
        en="If there is nothing to report, do not send an empty sheet: say nil to the secretariat "
        "(`smartflow nil`).",
    ),
    Text(
        id="Simpan sebagai .xlsx, lalu kirim berkas ini kepada sekretariat; jangan dipindai atau "
        "difoto.",
        en="Save as .xlsx and send this file to the secretariat; do not scan or photograph it.",
    ),
)


def write_instructions(
    sheet: Sheet,
    styles: Styles,
    plan: WorkbookPlan,
    named: Sequence[tuple[Worksheet, str]],
) -> None:
    """Write the instructions sheet.

    Args:
        sheet: The sheet.
        styles: The formats of the workbook.
        plan: What the workbook holds.
        named: Each worksheet with the name of its sheet.
    """
    language = plan.language
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, _WIDTH)
    sheet.write_string(0, 0, _TITLE.in_(language), styles.title)
    sheet.write_string(2, 0, _CITY.in_(language), styles.heading)
    sheet.write_string(2, 1, plan.city.name, styles.plain)
    sheet.write_string(3, 0, _FILLER.in_(language), styles.heading)
    sheet.write_string(3, 1, f"{plan.filler_title} ({plan.filler})", styles.plain)
    row = 5
    sheet.write_string(row, 0, _SHEETS.in_(language), styles.heading)
    for worksheet, name in named:
        about = worksheet.instructions.in_(language) if worksheet.instructions else ""
        title = worksheet.title.in_(language)
        words = name if title == name else f"{name}: {title}"
        row = _line(sheet, row, f"{words}. {about}".strip(), styles)
    row += 1
    sheet.write_string(row, 0, _HOW.in_(language), styles.heading)
    for number, step in enumerate(_STEPS, start=1):
        row = _line(sheet, row, f"{number}. {step.in_(language)}", styles)
    sheet.protect("", {"select_locked_cells": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _line(sheet: Sheet, row: int, words: str, styles: Styles) -> int:
    """Write a line that may wrap, and return the row below it."""
    lines = 1 + (len(words) - 1) // _CHARACTERS
    sheet.set_row(row, _LINE_HEIGHT * lines + 3)
    sheet.write_string(row, 1, words, styles.plain)
    return row + 1
