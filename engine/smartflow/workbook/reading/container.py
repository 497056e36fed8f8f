"""What a file really is, by its first bytes and parts, and its sheets as grids.

The suffix is not trusted: a picture renamed to .xlsx is a picture. The limits are checked before
calamine sees a byte, and whatever calamine cannot read becomes a refusal.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from smartflow.language import Text
from smartflow.workbook.limits.ods import scan_ods
from smartflow.workbook.limits.sizes import check_size, open_zip
from smartflow.workbook.limits.xls import OLE_MAGIC, scan_xls
from smartflow.workbook.limits.xlsx import scan_xlsx
from smartflow.workbook.misfits import Odd
from smartflow.workbook.reading.csv_file import read_csv
from smartflow.workbook.reading.headings import Grid
from smartflow.workbook.refusals import (
    EmptyFile,
    NotASpreadsheet,
    PasswordProtected,
    TruncatedFile,
    UnreadableFile,
)

__all__ = ["Container", "Faults", "Merged", "open_container"]

_Read = TypeVar("_Read")

Faults = Mapping[tuple[int, int], Odd]
"""What is to be said of cells that hold an error or a formula without value, by (row, column)."""

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""The first and the last cell of merged ranges, each as (row, column) from 0."""

_LOOKED_AT = 1_000
_ZIP_MAGIC = b"PK\x03\x04"
_TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})
_KINDS = (
    (b"\x89PNG", Text(id="gambar PNG", en="a PNG picture")),
    (b"\xff\xd8\xff", Text(id="foto JPEG", en="a JPEG photo")),
    (b"%PDF", Text(id="dokumen PDF", en="a PDF document")),
    (b"Rar!", Text(id="arsip RAR", en="a RAR archive")),
    (b"7z\xbc\xaf", Text(id="arsip 7z", en="a 7z archive")),
    (b"{\\rtf", Text(id="dokumen RTF", en="an RTF document")),
)
_MARKUP = (
    (b"<html", Text(id="halaman web yang diberi nama lembar kerja", en="a web page so named")),
    (b"<!doctype", Text(id="halaman web yang diberi nama lembar kerja", en="a web page so named")),
    (b"<table", Text(id="halaman web yang diberi nama lembar kerja", en="a web page so named")),
    (b"<?xml", Text(id="XML; buka di Excel lalu simpan ulang", en="XML; save it anew in Excel")),
)
"""What programs of offices export under a spreadsheet's suffix."""

_PLAIN = Text(id="berkas teks; beri akhiran .csv bila memang CSV", en="a text; call it .csv if so")
_PARTS = (
    ("word/document.xml", Text(id="dokumen Word", en="a Word document")),
    ("ppt/presentation.xml", Text(id="paparan PowerPoint", en="a PowerPoint presentation")),
    ("xl/workbook.bin", Text(id="buku kerja biner .xlsb", en="a binary .xlsb workbook")),
)


class Container(msgspec.Struct, frozen=True):
    """A file that has passed the limits.

    Attributes:
        content: The bytes as they came.
        sheets: Names of its sheets, in order.
        grid: Gives the rows of a sheet from its first cell on.
        faults: By sheet name: cells that hold an error or a formula without a value.
        merged: Gives the merged ranges of a sheet whose grid was asked for.
        is_text: Whether it is a CSV file, whose one sheet has no name of its own.
        is_long: Whether its texts may be longer than is allowed, and are to be measured.
    """

    content: bytes
    sheets: tuple[str, ...]
    grid: Callable[[str], Grid]
    faults: Mapping[str, Faults]
    merged: Callable[[str], Merged] = lambda _sheet: ()
    is_text: bool = False
    is_long: bool = True


def open_container(path: Path) -> Container:
    """Read a file, check its limits and open it.

    Raises:
        UnreadableFile: the computer does not let us read it.
        EmptyFile: it holds nothing.
        NotASpreadsheet: it is something else.
        PasswordProtected: it is encrypted.
        TooLarge: it is beyond the limits.
        TruncatedFile: it is damaged.
    """
    name = path.name
    try:
        check_size(name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name=name, why=error.strerror or str(error)) from error
    if not content:
        raise EmptyFile(name=name)
    if content.startswith(_ZIP_MAGIC):
        return _from_zip(name, content)
    if content.startswith(OLE_MAGIC):
        return _opened(name, content, scan_xls(name, content))
    if path.suffix.lower() in _TEXT_SUFFIXES:
        return _from_text(path, content)
    if _ZIP_MAGIC.startswith(content) or OLE_MAGIC.startswith(content):
        raise TruncatedFile(name=name)
    raise NotASpreadsheet(name, _kind(content))


def _kind(content: bytes) -> Text | None:
    """Say what a file is that is no spreadsheet, if that can be told."""
    for magic, words in _KINDS:
        if content.startswith(magic):
            return words
    start = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for tag, words in _MARKUP:
        if start.startswith(tag):
            return words
    try:
        text = start.decode("utf-8", "strict" if len(content) < _LOOKED_AT else "ignore")
    except UnicodeDecodeError:
        return None
    return _PLAIN if text and "".join(text.split()).isprintable() else None


def _from_zip(name: str, content: bytes) -> Container:
    parts = open_zip(name, content)
    names = {part.filename for part in parts}
    if "content.xml" in names:
        found = scan_ods(name, content, parts)
        merged = found.merged
        opened = _opened(name, content, found.faults)
        return msgspec.structs.replace(opened, merged=lambda sheet: merged.get(sheet, ()))
    if "xl/workbook.xml" in names:
        faults, is_long = scan_xlsx(name, content, parts)
        return msgspec.structs.replace(_opened(name, content, faults), is_long=is_long)
    kind = next((words for part, words in _PARTS if part in names), None)
    raise NotASpreadsheet(name, kind)


def _from_text(path: Path, content: bytes) -> Container:
    kind = _kind(content)
    if kind is not None and kind is not _PLAIN:
        raise NotASpreadsheet(path.name, kind)
    rows = read_csv(path.name, path.stem, content)
    if not rows:
        raise EmptyFile(name=path.name)
    return Container(content, (path.stem,), lambda _sheet: rows, {}, is_text=True)


def _opened(name: str, content: bytes, faults: Mapping[str, Faults]) -> Container:
    """Let calamine open what has passed the limits."""
    import python_calamine

    book = _guarded(
        name, lambda: python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    )
    worksheets = tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    )

    ranges: dict[str, Merged] = {}

    def laid_out(sheet: str) -> Grid:
        table = book.get_sheet_by_name(sheet)
        ranges[sheet] = table.merged_cell_ranges or ()
        return table.to_python(skip_empty_area=False)

    def grid(sheet: str) -> Grid:
        rows = _guarded(name, lambda: laid_out(sheet))
        return _stretched(rows, faults[sheet]) if faults.get(sheet) else rows

    return Container(content, worksheets, grid, faults, lambda sheet: ranges.get(sheet, ()))


def _stretched(rows: Grid, faults: Faults) -> Grid:
    """Make room for the cells that calamine takes as empty and that lie behind all others."""
    height = max(row for row, _ in faults) + 1
    width = max(len(rows[0]) if rows else 0, *(column + 1 for _, column in faults))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    return full + [[""] * width for _ in range(height - len(full))]


def _guarded(name: str, read: Callable[[], _Read]) -> _Read:
    """Turn whatever the reader meets into a refusal; a panic of its Rust code as well."""
    import python_calamine

    try:
        return read()
    except python_calamine.PasswordError as error:
        raise PasswordProtected(name=name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise TruncatedFile(name=name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise TruncatedFile(name=name) from error
        raise
