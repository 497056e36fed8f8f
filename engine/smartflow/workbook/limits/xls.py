"""The limits of an .xls file: its records walked once before the reader opens it.

An .xls file is an OLE container (MS-CFB) that holds a stream of BIFF records (MS-XLS). The reader
lays out each sheet as a full rectangle, so that a sheet with two far cells costs half a gigabyte;
here only the row and column at the head of each cell record are looked at. The same walk finds an
encrypted workbook (an ``EncryptedPackage`` stream or a FILEPASS record) and the cells that show an
error, which the reader gives as empty. Imports nothing but its neighbours.
"""

from __future__ import annotations

import struct
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from smartflow.workbook.limits.sizes import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    check_cells,
    far_cell,
    too_much_text,
)
from smartflow.workbook.limits.xls_styles import CONTINUE, PercentStyles, text_lengths
from smartflow.workbook.misfits import Odd, error_cell, percent_cell
from smartflow.workbook.refusals import NotASpreadsheet, PasswordProtected, TruncatedFile

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["OLE_MAGIC", "scan_xls"]

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on mean: end of chain, free, or part of the FAT."""

_DIRECTORY_ENTRY = 128
_BOUNDSHEET, _FILEPASS, _BOF = 0x0085, 0x002F, 0x0809
_BOOLERR, _FORMULA = 0x0205, 0x0006
_ONE_CELL = frozenset({0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, 0x0006, 0x0406})
"""NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK and FORMULA: row and column come first."""

_MULRK, _RK, _NUMBER = 0x00BD, 0x027E, 0x0203
_SST, _LABELSST = 0x00FC, 0x00FD
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

Found = dict[str, dict[tuple[int, int], Odd]]


class _Stream(msgspec.Struct, frozen=True):
    """One stream of the container."""

    name: str
    start: int
    size: int


def scan_xls(name: str, content: bytes) -> Found:
    """Check the limits of an .xls file and find its cells that show an error.

    Args:
        name: The file's name, for messages.
        content: The file, which begins with :data:`OLE_MAGIC`.

    Returns:
        By sheet name, and by (row, column) from 0: what is to be said of the cell.

    Raises:
        PasswordProtected: the workbook, of the old or the new kind, is encrypted.
        NotASpreadsheet: the container holds something else (a .doc, a .ppt).
        TooLarge: a used cell lies beyond the limits.
        TruncatedFile: the container is damaged.
    """
    try:
        book = _workbook_stream(name, content)
        return _scan_records(name, book)
    except (struct.error, LookupError) as error:
        raise TruncatedFile(name=name) from error


# -- the container (MS-CFB) -------------------------------------------------------------------


def _workbook_stream(name: str, content: bytes) -> bytes:
    if len(content) < _HEADER:
        raise TruncatedFile(name=name)
    sector = 1 << struct.unpack_from("<H", content, 30)[0]
    if sector not in (512, 4096):
        raise TruncatedFile(name=name)
    fat = _allocation_table(name, content, sector)
    first_directory = struct.unpack_from("<I", content, 48)[0]
    directory = _chain(name, content, sector, fat, first_directory)
    streams = {stream.name: stream for stream in _streams(directory)}
    if "EncryptedPackage" in streams:
        raise PasswordProtected(name=name)
    book = streams.get("Workbook") or streams.get("Book")
    if book is None:
        raise NotASpreadsheet(name)
    cutoff = struct.unpack_from("<I", content, 56)[0]
    if book.size >= cutoff:
        stream = _chain(name, content, sector, fat, book.start)
    else:
        root = streams["Root Entry"]
        mini = _chain(name, content, sector, fat, root.start)[: root.size]
        stream = _mini_chain(name, content, sector, fat, mini, book)
    if len(stream) < book.size:
        raise TruncatedFile(name=name)
    return stream[: book.size]


def _allocation_table(name: str, content: bytes, sector: int) -> tuple[int, ...]:
    """Return the FAT: for each sector the one that follows it."""
    per_sector = sector // 4
    places = list(struct.unpack_from("<109I", content, 76))
    more, seen = struct.unpack_from("<I", content, 68)[0], 0
    while more < _LAST_SECTOR and seen <= len(content) // sector:
        block = struct.unpack_from(f"<{per_sector}I", content, (more + 1) * sector)
        places.extend(block[:-1])
        more, seen = block[-1], seen + 1
    fat: list[int] = []
    for place in places:
        if place < _LAST_SECTOR:
            if (place + 2) * sector > len(content) + sector:
                raise TruncatedFile(name=name)
            fat.extend(struct.unpack_from(f"<{per_sector}I", content, (place + 1) * sector))
    return tuple(fat)


def _chain(name: str, content: bytes, sector: int, fat: tuple[int, ...], start: int) -> bytes:
    """Join the sectors of a chain; the last one of a file may be cut short."""
    pieces: list[bytes] = []
    at = start
    while at < _LAST_SECTOR:
        piece = content[(at + 1) * sector : (at + 2) * sector]
        if at >= len(fat) or not piece or len(pieces) > len(fat):
            raise TruncatedFile(name=name)
        pieces.append(piece)
        at = fat[at]
    return b"".join(pieces)


def _mini_chain(  # noqa: PLR0913  the container's parts
    name: str, content: bytes, sector: int, fat: tuple[int, ...], mini: bytes, book: _Stream
) -> bytes:
    """Join the 64-byte sectors of a small stream, which lies inside the root's stream."""
    first = struct.unpack_from("<I", content, 60)[0]
    table = _chain(name, content, sector, fat, first)
    mini_fat = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    pieces: list[bytes] = []
    at = book.start
    while at < _LAST_SECTOR:
        if at >= len(mini_fat) or len(pieces) > len(mini_fat):
            raise TruncatedFile(name=name)
        pieces.append(mini[at * 64 : at * 64 + 64])
        at = mini_fat[at]
    return b"".join(pieces)


def _streams(directory: bytes) -> Iterator[_Stream]:
    for at in range(0, len(directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        title = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        if title:
            yield _Stream(title, start, size)


# -- the records (MS-XLS) ---------------------------------------------------------------------


def _scan_records(name: str, book: bytes) -> Found:
    sheets: dict[int, str] = {}
    found: Found = {}
    percents, shared, references = PercentStyles(), list[bytes](), list[int]()
    at = before = cells = 0
    sheet = ""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + size]
        if kind == _FILEPASS:
            raise PasswordProtected(name=name)
        if kind == _BOUNDSHEET:
            offset, title = _sheet_title(body)
            sheets[offset] = title
        elif kind == _BOF:
            sheet = sheets.get(at, sheet)
        elif kind in _ONE_CELL or kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, size - 2)[0] if kind == _MULRK else column
            if row >= MAX_ROWS or last >= MAX_COLUMNS:
                raise far_cell(name, sheet, row + 1, last + 1)
            cells += last - column + 1
            if kind == _LABELSST:
                references.append(struct.unpack_from("<I", body, 6)[0])
            for place, fault in _faults(kind, body, percents):
                found.setdefault(sheet, {})[row, column + place] = fault
        elif kind == _SST or (kind == CONTINUE and before == _SST):
            shared.append(body)
            kind = _SST
        else:
            percents.learn(kind, body)
        before = kind
        at += 4 + size
    check_cells(name, cells)
    _check_texts(name, shared, references)
    return found


def _check_texts(name: str, shared: list[bytes], references: list[int]) -> None:
    """Add up the shared texts over all cells that show them."""
    if sum(map(len, shared)) * len(references) <= MAX_TEXT:
        return
    lengths = text_lengths(shared)
    if sum(lengths[one] for one in references if one < len(lengths)) > MAX_TEXT:
        raise too_much_text(name)


def _faults(kind: int, body: bytes, percents: PercentStyles) -> Iterator[tuple[int, Odd]]:
    """Yield what is to be said of the cells of a record, by their place in it."""
    shown = _error_shown(kind, body)
    if shown:
        yield 0, error_cell(shown)
    elif kind == _NUMBER and struct.unpack_from("<H", body, 4)[0] in percents:
        yield 0, percent_cell(Decimal(repr(struct.unpack_from("<d", body, 6)[0])))
    elif kind in (_RK, _MULRK):
        for place, at in enumerate(range(4, len(body) - 5, 6)):
            style, packed = struct.unpack_from("<Hi", body, at)
            if style in percents:
                yield place, percent_cell(Decimal(repr(_unpacked(packed))))


def _unpacked(packed: int) -> float:
    """Return the number of an RK value: 30 bits of a double or of a whole number."""
    number: float = (
        packed >> 2
        if packed & 2
        else struct.unpack("<d", struct.pack("<q", (packed & 0xFFFFFFFC) << 32 & (2**63 - 1)))[0]
    )
    if not packed & 2 and packed < 0:
        number = -number
    return number / 100 if packed & 1 else number


def _sheet_title(body: bytes) -> tuple[int, str]:
    """Read a BOUNDSHEET record of BIFF8: where the sheet begins, and its name."""
    offset, _flags, length, wide = struct.unpack_from("<IHBB", body)
    if wide & 1:
        return offset, body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return offset, body[8 : 8 + length].decode("latin-1")


def _error_shown(kind: int, body: bytes) -> str:
    """Return the error that a cell shows, or ``""``."""
    if kind == _BOOLERR and body[7] == 1:
        return _ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:  # noqa: PLR2004  MS-XLS
        return _ERRORS.get(body[8], "#N/A")
    return ""
