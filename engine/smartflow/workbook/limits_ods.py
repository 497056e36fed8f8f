"""The limits of an .ods file: repeated cells and rows, counted in its bytes before it is opened.

OpenDocument says "the same again, a million times" in one attribute; empty repetitions are usual
(LibreOffice ends every sheet with one) and harmless, filled ones are not. ``content.xml`` is looked
at tag by tag with one pattern, without an XML parser.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from smartflow.workbook.limits import MAX_COLUMNS, MAX_ROWS, far_cell, unpack, walk_zip
from smartflow.workbook.refusals import PasswordProtected, TruncatedFile

if TYPE_CHECKING:
    import zipfile

__all__ = ["scan_ods"]

_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])"
    rb"""((?:[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*+)(/?)>"""
)
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"'](\d+)")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"'](\d+)")
_NAME = re.compile(rb"table:name\s*=\s*[\"']([^\"']*)")


class _Extent:
    """Counts rows and columns of one table as its tags go by."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.sheet = sheet
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

    def cell(self, attributes: bytes, *, closed: bool) -> None:
        self.column += _number(_COLUMNS, attributes)
        if not closed or b"office:value-type" in attributes:
            self.last_column = self.column


def scan_ods(name: str, content: bytes, parts: tuple[zipfile.ZipInfo, ...]) -> None:
    """Check the limits of an OpenDocument spreadsheet.

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
        raise PasswordProtected(name)
    if body is None:
        raise TruncatedFile(name)
    _check_tables(name, b"".join(unpack(name, content, body)))


def _check_tables(name: str, content: bytes) -> None:
    table = _Extent(name, "")
    for match in _TAG.finditer(content):
        closing, kind, attributes, empty = match.groups()
        if kind == b"table" and not closing:
            found = _NAME.search(attributes)
            table = _Extent(
                name, html.unescape(found[1].decode("utf-8", "replace")) if found else ""
            )
        elif kind == b"table-row":
            if not closing:
                table.open_row(attributes)
            if closing or empty:
                table.close_row()
        elif kind != b"table" and not closing:
            table.cell(attributes, closed=bool(empty))


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1][:9]) if found else 1
