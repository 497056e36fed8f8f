"""Writing filled-in workbooks as offices really send them: no two alike.

Some have a letterhead, merged titles and a signature block, some number their columns, some move
columns about or add one, some type every number as text with a comma. A :class:`Layout` says how;
the reader has to cope with all of them. Written with XlsxWriter, with what the engine put into the
hidden ``_meta`` sheet of its own template. Imports the worksheets of this plugin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import msgspec

from smartflow_masterplan.demo.rows import Rows
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet as Sheet

    from smartflow import Column, Worksheet

__all__ = ["LAYOUTS", "OPTIONS", "Book", "Layout", "read_meta", "write_book"]

META_SHEET = "_meta"
NOTICE = "DATA ILUSTRASI - contoh SmartFlow, bukan dokumen resmi"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""For XlsxWriter: no temporary files, and text stays text whatever it looks like."""

_WRITTEN_ON = datetime(2023, 7, 5, 9, 0, tzinfo=UTC).replace(tzinfo=None)
_DAY_FIRST = re.compile(r"\d{2}/\d{2}/\d{4}")
_NUMERIC = frozenset({"integer", "decimal", "money"})
_BY_KEY = {worksheet.key: worksheet for worksheet in WORKSHEETS}


class Layout(msgspec.Struct, frozen=True):
    """How an office lays out its worksheets.

    Attributes:
        letterhead: Whether a letterhead and a merged title stand above the table.
        signature: Whether a signature block stands below the first table.
        numbered: Whether a row under the headings numbers the columns, and a column the rows.
        reversed: Whether the columns after the first two stand the other way round.
        native: Whether numbers and dates are real ones; else they are text as it was typed.
        language: The language of the headings, ``id`` or ``en``; ``key`` for column keys.
        dimension: How a dimension is named: ``title``, ``code`` or ``key``.
    """

    letterhead: bool = True
    signature: bool = False
    numbered: bool = False
    reversed: bool = False
    native: bool = True
    language: str = "id"
    dimension: str = "title"


LAYOUTS: tuple[Layout, ...] = (
    Layout(signature=True),
    Layout(letterhead=False),
    Layout(numbered=True, native=False),
    Layout(reversed=True, dimension="code"),
    Layout(letterhead=False, language="en", dimension="key"),
)
"""The layouts that the offices of the demo take in turn."""

AS_TYPED = LAYOUTS[2]
"""Every number stands as text, exactly as somebody typed it."""

_CODES = {
    "governance": "GOV",
    "branding": "BRA",
    "economy": "ECO",
    "living": "LIV",
    "society": "SOC",
    "environment": "ENV",
}


class Book(msgspec.Struct, frozen=True):
    """A workbook to be written.

    Attributes:
        office: Who fills it in, as the letterhead has it.
        signatory: The post under the signature block.
        rows: The rows by worksheet key; a worksheet without rows gets its headings only.
        layout: How it is laid out.
        meta: The rows of the hidden sheet; empty leaves it out.
        extra: Columns behind the worksheet's own, by the key under which the rows have them.
    """

    office: str
    signatory: str
    rows: Mapping[str, Rows]
    layout: Layout
    meta: tuple[tuple[str, ...], ...] = ()
    extra: tuple[str, ...] = ()


def read_meta(template: Path) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the hidden sheet of one of the engine's templates."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(template)) as workbook:
        grid = workbook.get_sheet_by_name(META_SHEET).to_python(skip_empty_area=False)
    return tuple(tuple(str(cell) for cell in row) for row in grid)


def write_book(path: Path, book: Book) -> None:
    """Write a workbook.

    Args:
        path: The file; its folder is made if need be.
        book: What stands in it.
    """
    from xlsxwriter import Workbook

    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties({"title": book.office, "comments": NOTICE, "created": _WRITTEN_ON})
        look = {
            "title": workbook.add_format({"bold": True, "align": "center"}),
            "heading": workbook.add_format({"bold": True, "border": 1, "text_wrap": True}),
            "date": workbook.add_format({"num_format": "dd/mm/yyyy"}),
        }
        names = _sheet_names(book.meta)
        for key, rows in book.rows.items():
            sheet = workbook.add_worksheet(names.get(key, _BY_KEY[key].title.id[:31]))
            _Table(sheet, book, _BY_KEY[key], look).write(rows)
        if book.meta:
            hidden = workbook.add_worksheet(META_SHEET)
            for number, cells in enumerate(book.meta):
                hidden.write_row(number, 0, cells)
            hidden.hide()


def _sheet_names(meta: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the names that the template gave its sheets, by worksheet key."""
    return {row[1]: row[4] for row in meta if row[0] == "worksheet"}


class _Table:
    """One worksheet on its way into a sheet."""

    def __init__(
        self, sheet: Sheet, book: Book, worksheet: Worksheet, look: Mapping[str, object]
    ) -> None:
        self._sheet = sheet
        self._book = book
        self._worksheet = worksheet
        self._look = look
        self._layout = book.layout

    def write(self, rows: Rows) -> None:
        """Write letterhead, headings, rows and signature block, from top to bottom."""
        columns = self._columns(rows)
        extra = tuple(key for key in self._book.extra if any(key in row for row in rows))
        width = len(columns) + len(extra) + self._layout.numbered
        line = self._letterhead(width)
        line = self._headings(line, columns, extra)
        for number, row in enumerate(rows, start=1):
            self._row(line, number, row, columns, extra)
            line += 1
        if self._layout.signature and self._worksheet.key == next(iter(self._book.rows)):
            self._signature(line + 1)

    def _columns(self, rows: Rows) -> list[Column]:
        used = {key for row in rows for key in row}
        columns = [c for c in self._worksheet.columns if c.key in used or not c.folded]
        return columns[:2] + columns[:1:-1] if self._layout.reversed else columns

    def _letterhead(self, width: int) -> int:
        """Write what stands above the table and return the line of the headings."""
        if not self._layout.letterhead:
            self._sheet.write_string(0, 0, NOTICE)
            return 1
        words = (
            "PEMERINTAH KOTA SAWAHLUNTO",
            self._book.office.upper(),
            NOTICE,
            self._worksheet.title.id.upper(),
        )
        for line, text in enumerate(words):
            self._sheet.merge_range(line, 0, line, width - 1, text, self._look["title"])
        return len(words) + 1

    def _headings(self, line: int, columns: Sequence[Column], extra: Sequence[str]) -> int:
        words = [self._heading(column) for column in columns] + list(extra)
        if self._layout.numbered:
            words.insert(0, "No")
        self._sheet.write_row(line, 0, words, self._look["heading"])
        self._sheet.set_column(0, len(words) - 1, 22)
        if self._layout.numbered:
            self._sheet.write_row(line + 1, 0, [f"({n + 1})" for n in range(len(words))])
            return line + 2
        return line + 1

    def _heading(self, column: Column) -> str:
        if self._layout.language == "en":
            return column.title.en
        return column.title.id

    def _row(
        self,
        line: int,
        number: int,
        row: Mapping[str, str | int],
        columns: Sequence[Column],
        extra: Sequence[str],
    ) -> None:
        at = 0
        if self._layout.numbered:
            self._sheet.write_number(line, 0, number)
            at = 1
        for column in columns:
            if column.key in row:
                self._cell(line, at, column, row[column.key])
            at += 1
        for key in extra:
            self._sheet.write_string(line, at, str(row.get(key, "")))
            at += 1

    def _cell(self, line: int, at: int, column: Column, value: str | int) -> None:
        text = str(value)
        if column.refers == "dimension":
            text = self._dimension(text)
        if self._layout.native and column.type in _NUMERIC:
            number = _number(text)
            if number is not None:
                self._sheet.write_number(line, at, number)
                return
        if self._layout.native and column.type == "date" and _DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in text.split("/"))
            moment = datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)
            self._sheet.write_datetime(line, at, moment, self._look["date"])
            return
        self._sheet.write_string(line, at, text)

    def _dimension(self, key: str) -> str:
        if self._layout.dimension == "code":
            return _CODES[key]
        return f"Smart {key.title()}" if self._layout.dimension == "title" else key

    def _signature(self, line: int) -> None:
        block = (
            "Sawahlunto, 5 Juli 2023",
            "Mengetahui,",
            self._book.signatory,
            "(nama dan tanda tangan: data ilustrasi)",
            "NIP. -",
        )
        for offset, text in enumerate(block):
            self._sheet.write_string(line + offset, 1, text)


def _number(text: str) -> Decimal | None:
    """Return what a text means as a number, None when it is mistyped."""
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
