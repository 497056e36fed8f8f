"""Reading a .csv file: one worksheet as plain text, in the encodings that Excel writes.

An Indonesian Excel writes semicolons and cp1252 (or UTF-8 with a mark), other programs commas and
UTF-8. The delimiter is the one that gives the widest rows. Every cell is text, so that the number
rules of :mod:`.number_text` decide alone.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from smartflow.workbook.limits import MAX_COLUMNS, MAX_ROWS, far_cell
from smartflow.workbook.refusals import NotASpreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read_csv"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = ";,\t"
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
        TooLarge: it is beyond 20,000 rows or 200 columns.
    """
    text = _decoded(name, content)
    delimiter, skip = _delimiter(text)
    rows: list[list[str]] = []
    width = last = 0
    try:
        for index, row in enumerate(_rows(text, delimiter, skip)):
            used = next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at].strip()), 0)
            if used:
                last = index + 1
            if used > MAX_COLUMNS or last > MAX_ROWS:
                raise far_cell(name, sheet, index + 1, used)
            width = max(width, used)
            rows.append(row[:used])
    except csv.Error as error:
        raise NotASpreadsheet(name) from error
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

    def width(delimiter: str) -> int:
        try:
            return max((len(row) for row in _rows(sample, delimiter, 0)), default=0)
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=width), 0


def _rows(text: str, delimiter: str, skip: int) -> Iterable[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _ in range(skip):
        next(reader, None)
    return reader
