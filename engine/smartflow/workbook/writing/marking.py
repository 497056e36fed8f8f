"""The marked copy: the sender's workbook again, with the bad cells in red and a comment at each.

The copy is written anew from what calamine reads, since nothing that the engine may depend on can
edit a workbook in place. So it keeps every value, every sheet and ``_meta``, but not the sender's
colours; formulas become their values. It can be mended and submitted like the original. A CSV file
becomes an .xlsx file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import DEFAULT_LANGUAGE, Language, Text
from smartflow.workbook.meta import META_SHEET
from smartflow.workbook.reading.container import Faults, open_container
from smartflow.workbook.sheet_names import LISTS_SHEET, sheet_name
from smartflow.workbook.writing.placing import put_in_place
from smartflow.workbook.writing.styles import Styles

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet as Sheet

    from smartflow.workbook.reading.headings import Grid
    from smartflow.workbook.reading.reading import WorkbookReading

__all__ = ["Mark", "mark_workbook", "marks_of"]

_NARROWEST, _WIDEST = 8, 45

_COMMENTED = 1_000
"""So many marked cells of a sheet have a comment; further ones are red only."""


class Mark(msgspec.Struct, frozen=True):
    """A cell to be marked.

    Attributes:
        sheet: The name of the sheet.
        number: The row's number, from 1.
        position: The column's index, from 0.
        message: What is to be said there.
    """

    sheet: str
    number: int
    position: int
    message: Text


def marks_of(reading: WorkbookReading) -> tuple[Mark, ...]:
    """Return a mark for every cell of a reading that is not of its column's type."""
    said = {(note.sheet, note.number, note.column): note.message for note in reading.notes}
    return tuple(
        Mark(
            sheet.sheet,
            row.number,
            sheet.positions[key],
            said.get((sheet.sheet, row.number, key), Text.same(written)),
        )
        for sheet in reading.sheets
        for row in sheet.rows
        for key, written in row.written.items()
    )


def mark_workbook(
    source: Path,
    target: Path,
    marks: Iterable[Mark],
    language: Language = DEFAULT_LANGUAGE,
) -> None:
    """Write a copy of a file in which some cells are red and carry a comment.

    Args:
        source: The file as it came; it is not changed.
        target: The .xlsx file to write; a file that is there is replaced.
        marks: The cells to mark.
        language: The language of the comments.

    Raises:
        BadInput: ``source`` cannot be read (see :mod:`.refusals`).
        OSError: ``target`` cannot be written.
    """
    import xlsxwriter

    container = open_container(source)
    by_sheet: dict[str, dict[tuple[int, int], Mark]] = {}
    for mark in marks:
        by_sheet.setdefault(mark.sheet, {})[mark.number - 1, mark.position] = mark
    copy = io.BytesIO()
    book = xlsxwriter.Workbook(
        copy, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    styles = Styles.of(book)
    first: Sheet | None = None
    for name in container.sheets:
        sheet = book.add_worksheet(sheet_name(name) if container.is_text else name)
        marked = by_sheet.get(name, {})
        _copy(sheet, styles, container.grid(name), container.faults.get(name, {}), marked)
        for (row, column), mark in islice(marked.items(), _COMMENTED):
            words = mark.message.in_(language)
            sheet.write_comment(row, column, words, {"x_scale": 2, "y_scale": 1.2})
        if name in (META_SHEET, LISTS_SHEET):
            sheet.very_hidden()
        elif marked and first is None:
            first = sheet
    if first is not None:
        first.activate()
    book.close()
    put_in_place(target, copy.getvalue())


def _copy(
    sheet: Sheet,
    styles: Styles,
    grid: Grid,
    faults: Faults,
    marked: dict[tuple[int, int], Mark],
) -> None:
    widths: dict[int, int] = {}
    for number, row in enumerate(grid):
        for at, raw in enumerate(row):
            odd = faults.get((number, at))
            value = odd.written if odd and odd.value is None else raw
            bad = (number, at) in marked
            if value == "" and not bad:
                continue
            _write(sheet, number, at, value, _style(styles, value, bad=bad))
            widths[at] = max(widths.get(at, 0), len(str(value)))
    for at, width in widths.items():
        sheet.set_column(at, at, max(_NARROWEST, min(width + 2, _WIDEST)))


def _style(styles: Styles, value: object, *, bad: bool) -> Format:
    if bad:
        return styles.bad
    return styles.copied_date if isinstance(value, date) else styles.copied


def _write(sheet: Sheet, row: int, column: int, value: object, style: Format) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date | datetime | time | timedelta):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)
