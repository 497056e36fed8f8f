"""A book's tables as a workbook: contents with links first, then a sheet for each table.

A sheet has its title, its chapter and a way back above the headings, which stay in sight and carry
filters; printed, it is as wide as a page and repeats them. Charts, paragraphs and signatures are
not in it. Nothing tells when or where the file was written, so equal books are equal bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from smartflow import Text
from smartflow.report import Amount, Facts, Money
from smartflow_formats.common import book_words as said
from smartflow_formats.common.letters import plain_line
from smartflow_formats.xlsx.cells import CellWriter, pieces
from smartflow_formats.xlsx.names import SheetNames
from smartflow_formats.xlsx.plan import Grid, grids_of_book, grids_of_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from smartflow.report import Book, Table
    from smartflow.report.table import Cell
    from smartflow_formats.common.cells import Language

__all__ = ["book_workbook", "table_workbook"]

_LONG = Text(id="Teks panjang", en="Long texts")
_BACK = Text(id="Kembali ke daftar isi", en="Back to the contents")
_SHEET = Text(id="Lembar", en="Sheet")
_CELL = Text(id="Sel", en="Cell")
_PART = Text(id="Bagian", en="Part")
_WORDS = Text(id="Teks", en="Text")
_CHAPTER = Text(id="Bab", en="Chapter")
_ROWS = Text(id="Baris", en="Rows")
_AS_OF = Text(id="Per {day}", en="As of {day}")
_LISTED = (_SHEET, Text(id="Isi", en="What it shows"), _CHAPTER, _ROWS)

_NARROWEST, _WIDEST, _LINK = 8, 42, 34
_LINE_HEIGHT, _HIGHEST = 15, 405
"""Of a row, in points; Excel draws none higher than 409."""
_LONGEST_HEADER = 100
"""Of the book's title; Excel takes 255 letters, and an & is written as two."""
_A4 = 9
_BEFORE_ALL = datetime(1980, 1, 1, tzinfo=UTC)
"""The day of a file without one: the first that a zip can tell."""


def book_workbook(book: Book, language: Language) -> bytes:
    """Return the workbook of a book.

    Args:
        book: The book.
        language: The reader's language.
    """
    writer = _Writer(language, book)
    first = writer.workbook.add_worksheet(writer.contents)
    grids = tuple(grids_of_book(book, language, writer.names))
    for grid in grids:
        writer.put(grid)
    writer.put_contents(first, book, grids)
    return writer.close()


def table_workbook(table: Table, language: Language) -> bytes:
    """Return the workbook of one table; see :func:`book_workbook`."""
    writer = _Writer(language)
    for grid in grids_of_table(table, language, writer.names):
        writer.put(grid)
    return writer.close()


class _Writer:
    """Writes the sheets of one workbook.

    Attributes:
        workbook: The workbook.
        names: Gives out the names of its sheets.
        contents: The name of the sheet of contents, or empty where there is none.
    """

    def __init__(self, language: Language, book: Book | None = None) -> None:
        import xlsxwriter

        self._file = io.BytesIO()
        self._language = language
        self._title = book.title.in_(language) if book else ""
        self._draft = book is not None and book.draft
        self.workbook: Workbook = xlsxwriter.Workbook(self._file, _OPTIONS)
        day = book.day if book else None
        made = datetime.combine(day, time(), tzinfo=UTC) if day else _BEFORE_ALL
        self.workbook.set_properties({"created": made})
        self.names = SheetNames()
        self.contents = self.names.name(said.CONTENTS.in_(language)) if book else ""
        self._long_sheet = self.names.name(_LONG.in_(language))
        self._cells = CellWriter(self.workbook, language, self._long_sheet)
        self._looks = {key: self.workbook.add_format(look) for key, look in _LOOKS.items()}

    def put(self, grid: Grid) -> None:
        """Write a table on a sheet of its own."""
        sheet = self.workbook.add_worksheet(grid.name)
        head = self._head(sheet, _called(grid), grid.place)
        self._table(sheet, head, grid.headings, grid.rows)
        end = head + len(grid.rows)
        if grid.headings and grid.rows:
            sheet.autofilter(head, 0, end, len(grid.headings) - 1)
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)
        if grid.note:
            self._cells.text(sheet, end + 2, 0, grid.note, self._looks["place"])
        self._page(sheet)

    def put_contents(self, sheet: Worksheet, book: Book, grids: Sequence[Grid]) -> None:
        """Write what the book is, its facts, and a link to every sheet."""
        at = self._head(sheet, self._title, book.subtitle.in_(self._language))
        for facts in (block for block in book.head if isinstance(block, Facts)):
            self._cells.text(sheet, at, 0, facts.title.in_(self._language), self._looks["heading"])
            for row, (name, value) in enumerate(facts.rows, start=at + 1):
                self._cells.write(sheet, row, 0, name)
                self._cells.write(sheet, row, 1, value)
                self._high(sheet, row, (name, value), _LISTED_WIDTHS)
            at += len(facts.rows) + 2
        self._row(sheet, at, (one.in_(self._language) for one in _LISTED), "head")
        for row, grid in enumerate(grids, start=at + 1):
            self._link(sheet, row, grid.name, grid.name)
            told: tuple[Cell, ...] = (_called(grid), grid.place, len(grid.rows))
            for column, cell in enumerate(told, start=1):
                self._cells.write(sheet, row, column, cell)
            self._high(sheet, row, (None, *told), _LISTED_WIDTHS)
        if self._cells.long:
            self._link(sheet, at + len(grids) + 1, self._long_sheet, self._long_sheet)
        for column, width in enumerate(_LISTED_WIDTHS):
            sheet.set_column(column, column, width)
        self._page(sheet)

    def close(self) -> bytes:
        """Write the long texts, if there are any, and return the file."""
        if self._cells.long:
            self._put_long()
        self.workbook.close()
        return self._file.getvalue()

    def _head(self, sheet: Worksheet, title: str, place: str) -> int:
        """Write what stands above a table; return the row of its headings."""
        self._cells.text(sheet, 0, 0, title, self._looks["title"])
        self._cells.text(sheet, 1, 0, place, self._looks["place"])
        at = 2
        if self._draft:
            warning = said.DRAFT_SAID.in_(self._language)
            self._cells.text(sheet, at, 0, warning, self._looks["draft"])
            at += 1
        if self.contents and sheet.get_name() != self.contents:
            self._link(sheet, at, self.contents, _BACK.in_(self._language))
            at += 1
        return at + 1

    def _table(
        self,
        sheet: Worksheet,
        head: int,
        headings: tuple[str, ...],
        rows: Sequence[tuple[Cell, ...]],
    ) -> None:
        widths = [_width(one) for one in headings]
        for row in rows:
            for column, cell in enumerate(row):
                widths[column] = max(widths[column], self._width(cell))
        widths = [max(_NARROWEST, min(width + 2, _WIDEST)) for width in widths]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._row(sheet, head, headings, "head")
        self._high(sheet, head, headings, widths)
        for number, row in enumerate(rows, start=head + 1):
            for column, cell in enumerate(row):
                self._cells.write(sheet, number, column, cell)
            self._high(sheet, number, row, widths)

    def _width(self, cell: Cell) -> int:
        return _width(cell.in_(self._language) if isinstance(cell, Text) else cell)

    def _high(
        self, sheet: Worksheet, row: int, cells: Iterable[Cell], widths: Sequence[int]
    ) -> None:
        """Make a row as high as its longest text; not every program does so by itself."""
        lines = 1
        for cell, width in zip(cells, widths, strict=False):
            words = cell.in_(self._language) if isinstance(cell, Text) else cell
            if isinstance(words, str) and (len(words) >= width or "\n" in words):
                lines = max(lines, sum(len(one) // (width - 1) + 1 for one in words.split("\n")))
        if lines > 1:
            sheet.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))

    def _row(self, sheet: Worksheet, row: int, words: Iterable[str], look: str) -> None:
        for column, one in enumerate(words):
            self._cells.text(sheet, row, column, one, self._looks[look])

    def _link(self, sheet: Worksheet, row: int, name: str, words: str) -> None:
        place = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{place}'!A1", self._looks["link"], words)

    def _page(self, sheet: Worksheet) -> None:
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        title = pieces(plain_line(self._title), _LONGEST_HEADER)[0].replace("&", "&&")
        draft = said.DRAFT.in_(self._language) if self._draft else ""
        sheet.set_header(f"&L{title}&R{draft}")
        sheet.set_footer("&C&P / &N")

    def _put_long(self) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        sheet = self.workbook.add_worksheet(self._long_sheet)
        told = (_SHEET, _CELL, _PART, _WORDS)
        self._row(sheet, 0, (one.in_(self._language) for one in told), "head")
        for row, one in enumerate(self._cells.long, start=1):
            cell = xl_rowcol_to_cell(one.row, one.column)
            for column, value in enumerate((one.sheet, cell, one.part, one.words)):
                self._cells.write(sheet, row, column, value)
        for column, width in enumerate((_LINK, _NARROWEST, _NARROWEST, _WIDEST)):
            sheet.set_column(column, column, width)
        self._page(sheet)


_LISTED_WIDTHS = (_LINK, 60, _LINK, _NARROWEST)
_OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#1F3864"},
    "place": {"font_color": "#404040"},
    "draft": {"bold": True, "font_color": "#9C0006"},
    "heading": {"bold": True, "font_color": "#1F3864"},
    "link": {"font_color": "#0563C1", "underline": 1, "valign": "top"},
    "head": {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"}
    | {"border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "vcenter"},
}


def _called(grid: Grid) -> str:
    return f"{grid.label}. {grid.title}" if grid.label else grid.title


def _width(cell: Cell) -> int:
    """Return about how many letters wide a cell is."""
    match cell:
        case None:
            return 0
        case Money():
            return len(str(cell.rupiah)) * 4 // 3 + 4
        case Amount():
            return len(str(cell.number)) * 4 // 3 + len(cell.unit) + 2
        case date():
            return len("30 September 2026")
        case _:
            return max((len(line) for line in str(cell)[:4000].split("\n")), default=0)
