"""Reading a .csv file: one worksheet as plain text, in the encodings that Excel writes.

An Indonesian Excel writes semicolons and cp1252 (or UTF-8 with a mark), other programs commas and
UTF-8. The delimiter is the one that parts most rows: commas stand in sentences as well. Every cell
is text, so that the number rules of :mod:`.number_text` decide alone. A quotation mark that is
never closed would swallow all rows behind it, so such a file is refused with the line.
"""

from __future__ import annotations

import csv
import io
from statistics import median
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.workbook.limits.sizes import (
    MAX_CELL_TEXT,
    MAX_COLUMNS,
    MAX_ROWS,
    check_cells,
    far_cell,
)
from smartflow.workbook.refusals import NotASpreadsheet, TooLarge, UnclosedQuote

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["read_csv"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = ";,\t|"
_LAST = "\x1a"
"""Put behind the last line: it is a row of its own unless a quotation mark is still open."""

_SAMPLED_LINES = 50
_SEP_LINE = "sep="


def read_csv(name: str, sheet: str, content: bytes) -> list[list[str]]:
    """Read the rows of a CSV file, all of one length.

    Args:
        name: The file's name, for messages.
        sheet: What its one sheet is called, for messages.
        content: The file.

    Raises:
        NotASpreadsheet: the bytes are no text.
        UnclosedQuote: a quotation mark is never closed.
        TooLarge: it is beyond 20,000 rows, 200 columns or the longest text of a cell.
    """
    text = _decoded(name, content)
    delimiter, skip = _delimiter(text)
    rows: list[list[str]] = []
    width = last = cells = 0
    reader = _rows(text.rstrip() + "\n" + _LAST, delimiter, skip)
    begin = skip
    try:
        for index, row in enumerate(reader):
            if row == [_LAST]:
                break
            if row and row[-1].endswith("\n" + _LAST):
                raise UnclosedQuote(name=name, line=begin + 1)
            begin = reader.line_num
            cells += len(row)
            check_cells(name, cells)
            used = next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at].strip()), 0)
            if used:
                last = index + 1
            if used > MAX_COLUMNS or last > MAX_ROWS:
                raise far_cell(name, sheet, index + 1, used)
            width = max(width, used)
            rows.append(row[:used])
    except csv.Error as error:
        if "field limit" not in str(error):
            raise NotASpreadsheet(name) from error
        what = Text(
            id=f"baris {reader.line_num} berisi sel yang lebih dari {MAX_CELL_TEXT} karakter",
            en=f"line {reader.line_num} has a cell of more than {MAX_CELL_TEXT} characters",
        )
        raise TooLarge(name=name, what=what) from error
    return [row + [""] * (width - len(row)) for row in rows[:last]]


def _decoded(name: str, content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotASpreadsheet(name) from error
    if b"\0" in content:
        raise NotASpreadsheet(name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # cp1252 leaves five bytes undefined; they stand in no Indonesian text.
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter, and how many lines stand before the first row (Excel's ``sep=;``)."""
    first = text[:_SAMPLED_LINES].partition("\n")[0].strip()
    if first.lower().startswith(_SEP_LINE) and len(first) == len(_SEP_LINE) + 1:
        return first[-1], 1
    sample = "\n".join(text.splitlines()[:_SAMPLED_LINES])

    def parted(delimiter: str) -> tuple[int, float]:
        try:
            widths = [len(row) for row in _rows(sample, delimiter, 0) if len(row) > 1]
        except csv.Error:
            return 0, 0
        return len(widths), median(widths) if widths else 0

    return max(_DELIMITERS, key=parted), 0


def _rows(text: str, delimiter: str, skip: int) -> Reader:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _ in range(skip):
        next(reader, None)
    return reader
