"""How big a file may be, and the look at a zip container before anything opens it.

A workbook is a zip of XML, and both can lie: a 5 KB file with two far cells took 6.6 GB in the
reader, and a zip may unpack to a thousand times its size, or to more than it declares. So every
part is unpacked here once, in pieces, and thrown away; its real size must be its declared size,
and the sum must be within the limits. The pieces are shown to a *watcher*, which knows the format
(:mod:`.limits_xlsx`, :mod:`.limits_ods`), so that nothing is unpacked twice. Only zlib is used,
no XML parser.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.workbook.refusals import PasswordProtected, TooLarge, TruncatedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "MAX_CELLS",
    "MAX_CELL_TEXT",
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "MAX_TABLE_TEXT",
    "MAX_TEXT",
    "MAX_UNPACKED_BYTES",
    "check_cells",
    "check_size",
    "far_cell",
    "open_zip",
    "too_much_text",
    "unpack",
    "walk_zip",
]

MAX_ROWS = 20_000
"""The last row, counted from 1, that may hold anything."""

MAX_COLUMNS = 200
"""The last column, counted from 1, that may hold anything."""

MAX_FILE_BYTES = 25 * 1024 * 1024
"""The size of a file as it lies on the disk."""

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
"""The size of all parts of a zip together; 200,000 formatted empty rows take about 100 MB."""

MAX_PARTS = 2_000
"""How many parts a zip may have."""

MAX_TEXT = 64 * 1024 * 1024
"""What all cells together may hold, in bytes: a text that is stored once counts in each cell."""

MAX_CELLS = 1_000_000
"""How many cells may hold something; 20,000 rows of 50 columns."""

MAX_TABLE_TEXT = 16 * 1024 * 1024
"""How many characters a worksheet may hold; 20,000 rows of 800."""

MAX_CELL_TEXT = 32_767
"""The longest text that Excel keeps in a cell; a longer one could not be given back."""

_PIECE = 4 * 1024 * 1024
_SLACK = 1024 * 1024
"""A part that unpacks to no more than this beyond its size is damaged, not a bomb."""

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DEFLATED = 8


def check_size(name: str, size: int) -> None:
    """Refuse a file that is too big before a byte of it is read.

    Raises:
        TooLarge: it has more than :data:`MAX_FILE_BYTES` bytes.
    """
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        what = Text(
            id=f"besarnya {size // (1024 * 1024)} MB (batas {limit} MB)",
            en=f"it has {size // (1024 * 1024)} MB (limit {limit} MB)",
        )
        raise TooLarge(name=name, what=what)


def far_cell(name: str, sheet: str, row: int, column: int) -> TooLarge:
    """Return the refusal of a cell beyond the limits; row and column count from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    what = Text(
        id=f"lembar '{sheet}' terisi sampai sel {letters}{row} (batas {MAX_ROWS} baris, "
        f"{MAX_COLUMNS} kolom)",
        en=f"the sheet '{sheet}' is filled as far as cell {letters}{row} (limits: {MAX_ROWS} "
        f"rows, {MAX_COLUMNS} columns)",
    )
    return TooLarge(name=name, what=what)


def too_much_text(name: str) -> TooLarge:
    """Return the refusal of a file whose cells would fill the memory."""
    return TooLarge(
        name=name,
        what=Text(
            id="teks di dalam selnya terlalu panjang", en="the text in its cells is too long"
        ),
    )


def check_cells(name: str, count: int) -> None:
    """Refuse a file with more filled cells than :data:`MAX_CELLS`.

    Raises:
        TooLarge: there are more.
    """
    if count > MAX_CELLS:
        what = Text(
            id=f"lebih dari {MAX_CELLS} sel terisi",
            en=f"more than {MAX_CELLS} cells are filled",
        )
        raise TooLarge(name=name, what=what)


def open_zip(name: str, content: bytes) -> tuple[zipfile.ZipInfo, ...]:
    """Return the parts of a zip, after a look at what it declares.

    Raises:
        TruncatedFile: its directory is missing or damaged.
        PasswordProtected: a part is encrypted.
        TooLarge: it declares more than the limits, or too many parts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = tuple(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, UnicodeDecodeError) as error:
        raise TruncatedFile(name=name) from error
    except NotImplementedError as error:
        raise TruncatedFile(name=name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise PasswordProtected(name=name)
    if len(parts) > MAX_PARTS:
        raise TooLarge(
            name=name,
            what=Text(id=f"terdiri atas {len(parts)} bagian", en=f"it has {len(parts)} parts"),
        )
    _check_unpacked(name, sum(part.file_size for part in parts))
    return parts


def _check_unpacked(name: str, size: int) -> None:
    if size > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // (1024 * 1024)
        what = Text(
            id=f"isinya {size // (1024 * 1024)} MB setelah dibuka (batas {limit} MB)",
            en=f"it unpacks to {size // (1024 * 1024)} MB (limit {limit} MB)",
        )
        raise TooLarge(name=name, what=what)


def unpack(name: str, content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of one part in pieces, and see that they are as many as it declares.

    The standard library stops at the declared size, and the reader does not; so the raw stream is
    unpacked here.

    Raises:
        TruncatedFile: the part ends early or is damaged.
        TooLarge: it goes on behind its declared size.
    """
    data = _packed(name, content, part)
    if part.compress_type == zipfile.ZIP_STORED:
        if len(data) != part.file_size:
            raise TruncatedFile(name=name)
        yield bytes(data)
        return
    if part.compress_type != _DEFLATED:
        raise TruncatedFile(name=name)
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    total = checksum = 0
    pending: bytes | memoryview = data
    while not stream.eof:
        try:
            piece = stream.decompress(pending, _PIECE)
        except zlib.error as error:
            raise TruncatedFile(name=name) from error
        pending = stream.unconsumed_tail
        total += len(piece)
        if total > part.file_size:
            raise _overrun(name, part, total)
        if not piece and not pending:
            break
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if total != part.file_size or checksum != part.CRC or not stream.eof:
        raise TruncatedFile(name=name)


def _overrun(name: str, part: zipfile.ZipInfo, total: int) -> TooLarge | TruncatedFile:
    """Tell a part that hides its size from one that is merely damaged."""
    if total - part.file_size <= _SLACK:
        return TruncatedFile(name=name)
    what = Text(
        id=f"bagian {part.filename} lebih besar daripada yang dinyatakan",
        en=f"its part {part.filename} is bigger than it declares",
    )
    return TooLarge(name=name, what=what)


def _packed(name: str, content: bytes, part: zipfile.ZipInfo) -> memoryview:
    """Return the packed bytes of a part, found through its local header."""
    start = part.header_offset
    header = content[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise TruncatedFile(name=name)
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    begin = start + _LOCAL_HEADER.size + name_length + extra_length
    data = memoryview(content)[begin : begin + part.compress_size]
    if len(data) != part.compress_size:
        raise TruncatedFile(name=name)
    return data


def walk_zip(
    name: str,
    content: bytes,
    parts: tuple[zipfile.ZipInfo, ...],
    watch: Callable[[zipfile.ZipInfo, bytes], None],
) -> None:
    """Unpack every part once and show its pieces to ``watch(part, piece)``.

    All parts are shown, whatever their names, because a workbook may call its sheets what it likes.
    A piece ends at a tag's end (``>``) where there is one.

    Raises:
        TruncatedFile: a part is damaged.
        TooLarge: a part is bigger than it declares.
    """
    for part in parts:
        rest = b""
        for piece in unpack(name, content, part):
            joined = rest + piece if rest else piece
            cut = joined.rfind(b">") + 1 or len(joined)
            rest = joined[cut:]
            watch(part, joined[:cut])
        if rest:
            watch(part, rest)
