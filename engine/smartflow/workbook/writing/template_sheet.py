"""One sheet of a template: heading row, unlocked cells, drop-downs, and the rows already known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.workbook.reading.headings import ID_HEADING
from smartflow.workbook.writing.validation import column_validation

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet as Sheet

    from smartflow.model import Cell, Column, Row, Worksheet
    from smartflow.workbook.writing.plan import WorkbookPlan
    from smartflow.workbook.writing.styles import Styles

__all__ = ["HEADER_ROW", "SheetWriter", "WordLists"]

HEADER_ROW = 3
"""Index of the heading row; the title, the instructions and a free row stand above it."""

_PREPARED_ROWS = 300
"""Rows with lines around them; more may be filled in."""

_CHECKED_ROWS = 2_000
"""Rows whose cells are checked by Excel while typing."""

_LINE_CHARACTERS = 100
"""How many characters of the instructions stand in one line, for the height of their row."""

_WIDTHS = {"text": 32, "codes": 16, "integer": 10, "decimal": 12, "money": 18, "date": 13}
_LONG_HEADING = 18
_NARROW = 9
_NAME = 20
_SHORT_TEXT = 18
_CODE = 12
_LINE_HEIGHT = 15
_EXACT_DIGITS = 15
_FIRST_YEAR = 1900
"""Excel knows no day before; an earlier one goes in as text."""

_FILLER = Text(id="Pengisi: {title} · {city}", en="Filled in by: {title} · {city}")


class WordLists:
    """The hidden sheet with the words of every drop-down; equal lists are written once.

    Args:
        sheet: The sheet to write to.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._known: dict[tuple[str, ...], str] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """Return the range that holds ``words``, as a drop-down names it."""
        known = self._known.get(words)
        if known is not None:
            return known
        from xlsxwriter.utility import xl_range_abs

        column = len(self._known)
        for row, word in enumerate(words):
            self.sheet.write_string(row, column, word)
        place = xl_range_abs(0, column, len(words) - 1, column)
        self._known[words] = f"='{self.sheet.get_name()}'!{place}"
        return self._known[words]


class SheetWriter:
    """Writes one worksheet's sheet.

    Args:
        sheet: The sheet.
        styles: The formats of the workbook.
        lists: Where the words of drop-downs go.
        plan: What the workbook holds.
        worksheet: The worksheet.
    """

    def __init__(
        self,
        sheet: Sheet,
        styles: Styles,
        lists: WordLists,
        plan: WorkbookPlan,
        worksheet: Worksheet,
    ) -> None:
        self.sheet = sheet
        self.styles = styles
        self.lists = lists
        self.plan = plan
        self.worksheet = worksheet
        self.titles = {one.key: one.title.in_(plan.language) for one in plan.dimensions}

    def write(self) -> None:
        """Write everything, in the order in which it stands in the sheet."""
        self._above()
        self._headings()
        self._rows()
        self._checks()
        self._page()

    def _above(self) -> None:
        language = self.plan.language
        title = self.worksheet.title.in_(language)
        self.sheet.write_string(0, 1, title, self.styles.title)
        about = self.worksheet.instructions
        lead = _FILLER.in_(language).format(title=self.plan.filler_title, city=self.plan.city.name)
        lines = 1
        if about is not None:
            words = about.in_(language)
            lead += "\n" + words
            lines += 1 + len(words) // _LINE_CHARACTERS
        # Merged over the shown columns, so that the text wraps instead of being cut off.
        shown = sum(not column.folded for column in self.worksheet.columns)
        if shown > 1:
            self.sheet.merge_range(1, 1, 1, shown, "", self.styles.lead)
        self.sheet.write_string(1, 1, lead, self.styles.lead)
        self.sheet.set_row(1, _LINE_HEIGHT * lines + 3)

    def _headings(self) -> None:
        language, sheet = self.plan.language, self.sheet
        sheet.set_column(0, 0, 4, self.styles.row_id)
        sheet.write_string(HEADER_ROW, 0, ID_HEADING.in_(language), self.styles.row_id)
        sheet.set_row(HEADER_ROW, 34)
        for at, column in enumerate(self.worksheet.columns, start=1):
            fold = {"level": 1, "hidden": True} if column.folded else {}
            style = self.styles.cells[column.type]
            sheet.set_column(at, at, self._width(column), style, fold)
            sheet.write_string(HEADER_ROW, at, column.title.in_(language), self._heading(column))
        self._close_fold()
        sheet.freeze_panes(HEADER_ROW + 1, 1)

    def _width(self, column: Column) -> int:
        title = len(column.title.in_(self.plan.language))
        width = _WIDTHS[column.type]
        if column.choices:
            width = max(_NARROW, min(width, max(map(len, column.choices)) + 4))
        elif column.refers:
            width = _NAME
        elif self._only_names(column):
            width = _CODE
        elif column.type == "text" and not column.required and title < _NARROW:
            width = _SHORT_TEXT
        return max(width, min(title + 2, _LONG_HEADING))

    def _only_names(self, column: Column) -> bool:
        """Say whether a text column is a mere code, as ``S1``: another one holds the words."""
        if self.worksheet.compares:
            words = self.worksheet.compares
            return column.type == "text" and column.required and column.key != words
        keys = self.worksheet.row_key
        return (column.type, column.key in keys) == ("text", True) and any(
            one.required and one.type == "text" and not one.refers and one.key not in keys
            for one in self.worksheet.columns
        )

    def _heading(self, column: Column) -> Format:
        if column.folded:
            return self.styles.folded
        return self.styles.required if column.required else self.styles.optional

    def _close_fold(self) -> None:
        """Put the [+] of each folded group on the column behind it."""
        columns = self.worksheet.columns
        for at, column in enumerate(columns, start=1):
            if not column.folded:
                continue
            follower = columns[at] if at < len(columns) else None
            if follower is None:
                self.sheet.set_column(at + 1, at + 1, 3, None, {"collapsed": True})
            elif not follower.folded:
                width = self._width(follower)
                style = self.styles.cells[follower.type]
                self.sheet.set_column(at + 1, at + 1, width, style, {"collapsed": True})

    # -- rows ---------------------------------------------------------------------------------

    def _rows(self) -> None:
        rows = self.plan.rows.get(self.worksheet.key, ())
        for number, row in enumerate(rows, start=HEADER_ROW + 1):
            self.sheet.write_string(number, 0, row.id, self.styles.row_id)
            lines = self._lines(row)
            if lines > 1:
                # Not every program fits a row to its text when it opens a workbook.
                self.sheet.set_row(number, _LINE_HEIGHT * lines)
            for at, column in enumerate(self.worksheet.columns, start=1):
                self._cell(number, at, column, row)

    def _lines(self, row: Row) -> int:
        """Return how many lines the longest shown text of a row takes."""
        shown = [column for column in self.worksheet.columns if not column.folded]
        return max(
            (
                sum(
                    1 + len(line) // self._width(column)
                    for line in row.text(column.key).split("\n")
                )
                for column in shown
                if column.key in row and column.type == "text"
            ),
            default=1,
        )

    def _cell(self, number: int, at: int, column: Column, row: Row) -> None:
        """Write a cell again; what did not fit its column stands there as it was written."""
        style = self.styles.cells[column.type]
        value: Cell = row.written(column.key)
        if value is None:
            value = row.get(column.key)
        if value is None or value in ("", ()):
            return
        if isinstance(value, date):
            if value.year < _FIRST_YEAR:
                self.sheet.write_string(number, at, value.isoformat(), style)
            else:
                self.sheet.write_datetime(number, at, value, style)
        elif isinstance(value, int | Decimal):
            if _is_exact(value):
                self.sheet.write_number(number, at, value, style)
            else:
                self.sheet.write_string(number, at, str(value), style)
        elif isinstance(value, tuple):
            self.sheet.write_string(number, at, ", ".join(value), style)
        else:
            self.sheet.write_string(number, at, self._shown(column, value), style)

    def _shown(self, column: Column, value: str) -> str:
        return self.titles.get(value, value) if column.refers == "dimension" else value

    # -- checks and page ----------------------------------------------------------------------

    def _checks(self) -> None:
        known = len(self.plan.rows.get(self.worksheet.key, ()))
        first = HEADER_ROW + 1
        last = first + max(_CHECKED_ROWS, known + _PREPARED_ROWS)
        for at, column in enumerate(self.worksheet.columns, start=1):
            words = self._words(column)
            source = self.lists.source(words) if words and column.type != "codes" else None
            options = column_validation(column, self.plan.language, source)
            if options is not None:
                self.sheet.data_validation(first, at, last, at, options)
        self._conditional_looks(first, first + known + _PREPARED_ROWS)

    def _words(self, column: Column) -> tuple[str, ...]:
        if column.refers == "dimension":
            return tuple(self.titles.values())
        if column.refers == "agency":
            return tuple(one.code for one in self.plan.agencies if one.ended is None)
        return column.choices

    def _conditional_looks(self, first: int, last: int) -> None:
        """Draw lines, and tint the empty required cells of a row that has been begun."""
        from xlsxwriter.utility import xl_col_to_name

        width = len(self.worksheet.columns)
        end = xl_col_to_name(width)
        for at, column in enumerate(self.worksheet.columns, start=1):
            if not column.required:
                continue
            here = xl_col_to_name(at)
            begun = f"AND(ISBLANK(${here}{first + 1}),COUNTA($B{first + 1}:${end}{first + 1})>0)"
            self.sheet.conditional_format(
                first,
                at,
                last,
                at,
                {"type": "formula", "criteria": f"={begun}", "format": self.styles.incomplete},
            )
        self.sheet.conditional_format(
            first,
            1,
            last,
            width,
            {"type": "formula", "criteria": "=TRUE", "format": self.styles.border},
        )

    def _page(self) -> None:
        sheet = self.sheet
        sheet.protect(
            "",
            {
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "insert_rows": True,
                "delete_rows": True,
                "sort": True,
                "autofilter": True,
            },
        )
        sheet.outline_settings(True, False, True, False)  # noqa: FBT003  XlsxWriter's own order
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.set_footer("&L&A&R&P/&N")


def _is_exact(value: int | Decimal) -> bool:
    """Say whether a spreadsheet keeps the number; more than 15 digits go in as text."""
    digits = Decimal(value).normalize().as_tuple().digits
    return len(digits) <= _EXACT_DIGITS
