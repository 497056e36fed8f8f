"""What an .ods file holds, counted and found in its bytes before it is opened.

OpenDocument says "the same again, a million times" in one attribute; empty repetitions are usual
(LibreOffice ends every sheet with one) and harmless, filled ones are not. ``content.xml`` is looked
at tag by tag with one pattern; only then a parser sees that its tags are closed. In the same pass
the cells are found about which calamine is silent: errors, formulas that were never computed, per
cent, merged cells.
"""

from __future__ import annotations

import html
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import msgspec

from smartflow.workbook.limits.sizes import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    check_cells,
    far_cell,
    too_much_text,
    unpack,
    walk_zip,
)
from smartflow.workbook.misfits import Odd, error_cell, formula_cell, percent_cell
from smartflow.workbook.refusals import PasswordProtected, TruncatedFile

if TYPE_CHECKING:
    import zipfile

__all__ = ["Found", "scan_ods"]

_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])"
    rb"""((?:[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*+)(/?)>"""
)
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"'](\d+)")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"'](\d+)")
_SPANNED = re.compile(rb"table:number-rows-spanned\s*=\s*[\"'](\d+)")
_NAME = re.compile(rb"table:name\s*=\s*[\"']([^\"']*)")
_FORMULA = re.compile(rb"table:formula\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_VALUE = re.compile(rb"office:value\s*=\s*[\"']([^\"']*)")
_TYPE = re.compile(rb"(?:office|calcext):value-type\s*=\s*[\"'](\w+)")
_SHOWN = re.compile(rb"\s*<text:p[^>]*>([^<]*)<")

_SEVERAL = 1_000
"""In so many rows of a repeated row something is said of its cells."""


class Found(msgspec.Struct, frozen=True):
    """What was found in a spreadsheet.

    Attributes:
        faults: By sheet name, and by (row, column) from 0: what is to be said of the cell.
        merged: By sheet name: the first and last cell of each range of several rows.
    """

    faults: dict[str, dict[tuple[int, int], Odd]]
    merged: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]]


class _Extent:
    """Counts rows and columns of one table as its tags go by."""

    def __init__(self, file: str, sheet: str, found: Found) -> None:
        self.file = file
        self.sheet = sheet
        self.faults = found.faults.setdefault(sheet, {})
        self.merged = found.merged.setdefault(sheet, [])
        self.row = 0
        self.column = 0
        self.last_column = 0
        self.repeated = 1

    def open_row(self, attributes: bytes) -> None:
        self.repeated = _number(_ROWS, attributes)
        self.column = self.last_column = 0

    def close_row(self) -> None:
        self.row += self.repeated
        if self.last_column and (self.row > MAX_ROWS or self.last_column > MAX_COLUMNS):
            raise far_cell(self.file, self.sheet, self.row, self.last_column)

    def cell(self, attributes: bytes, inside: bytes, *, closed: bool) -> int:
        """Count a cell; return how many times it stands there, 0 when it is empty."""
        first, across = self.column, _number(_COLUMNS, attributes)
        self.column += across
        if closed and b"office:value-type" not in attributes and b":formula" not in attributes:
            return 0
        self.last_column = self.column
        spanned = _number(_SPANNED, attributes) if b"rows-spanned" in attributes else 1
        if spanned > 1:
            self.merged.append(((self.row, first), (self.row + spanned - 1, first)))
        fault = _fault(attributes, inside)
        if fault is not None and self.row < MAX_ROWS and first < MAX_COLUMNS:
            for row in range(min(self.repeated, MAX_ROWS - self.row, _SEVERAL)):
                for column in range(min(across, MAX_COLUMNS - first)):
                    self.faults[self.row + row, first + column] = fault
        return across * self.repeated


def _fault(attributes: bytes, inside: bytes) -> Odd | None:
    """Say what calamine would not: an error, an uncomputed formula, a per cent."""
    kinds = _TYPE.findall(attributes)
    if b"error" in kinds:
        shown = _SHOWN.match(inside)
        return error_cell(_text(shown[1]) if shown and shown[1] else "#N/A")
    if not kinds:
        formula = _FORMULA.search(attributes)
        if formula is None:
            return None
        return formula_cell(_text(formula[1] or formula[2] or b"").removeprefix("of:"))
    value = _VALUE.search(attributes) if b"percentage" in kinds else None
    try:
        return percent_cell(Decimal(_text(value[1]))) if value else None
    except InvalidOperation:
        return None


def scan_ods(name: str, content: bytes, parts: tuple[zipfile.ZipInfo, ...]) -> Found:
    """Check the limits of an OpenDocument spreadsheet, and find the cells calamine says nothing of.

    Args:
        name: The file's name, for messages.
        content: The file.
        parts: Its parts.

    Raises:
        TooLarge: a part is bigger than it declares, or a used cell lies beyond the limits.
        PasswordProtected: its content is encrypted.
        TruncatedFile: a part is damaged or missing.
    """
    walk_zip(name, content, parts, lambda _part, _piece: None)
    by_path = {part.filename: part for part in parts}
    manifest, body = by_path.get("META-INF/manifest.xml"), by_path.get("content.xml")
    if manifest and b"encryption-data" in b"".join(unpack(name, content, manifest)):
        raise PasswordProtected(name=name)
    if body is None:
        raise TruncatedFile(name=name)
    text = b"".join(unpack(name, content, body))
    found = _check_tables(name, text)
    _check_whole(name, text)
    return found


def _check_whole(name: str, text: bytes) -> None:
    """Refuse XML whose tags are not closed: calamine looks for the end of a cell for ever."""
    from xml.parsers import expat

    if b"<!DOCTYPE" in text:
        raise TruncatedFile(name=name)
    try:
        expat.ParserCreate().Parse(text, True)  # noqa: FBT003  expat's own order
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise TruncatedFile(name=name) from error


def _check_tables(name: str, content: bytes) -> Found:
    found = Found({}, {})
    table = _Extent(name, "", found)
    cells = total = 0
    for match in _TAG.finditer(content):
        closing, kind, attributes, empty = match.groups()
        if kind == b"table" and not closing:
            title = _NAME.search(attributes)
            table = _Extent(name, _text(title[1]) if title else "", found)
        elif kind == b"table-row":
            if not closing:
                table.open_row(attributes)
            if closing or empty:
                table.close_row()
        elif kind != b"table" and not closing:
            at = match.end()
            times = table.cell(attributes, content[at : at + 200], closed=bool(empty))
            cells += times
            if times > 1:
                total += times * (len(attributes) + _length(content, at, empty))
    check_cells(name, cells)
    if total > MAX_TEXT:
        raise too_much_text(name)
    return Found({k: v for k, v in found.faults.items() if v}, found.merged)


def _length(content: bytes, at: int, empty: bytes) -> int:
    """Return how many bytes stand inside a cell that begins at ``at``."""
    return 0 if empty else max(content.find(b"</table:", at), at) - at


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1][:9]) if found else 1


def _text(content: bytes) -> str:
    return html.unescape(content.decode("utf-8", "replace")).strip()
