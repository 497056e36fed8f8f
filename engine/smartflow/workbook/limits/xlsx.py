"""The limits of an .xlsx file, and its cells that hold no value: found in its bytes, unparsed.

One cheap search looks at every sheet for a cell that does not surely lie within the limits. Only a
sheet with such a cell (two hundred thousand formatted empty rows, say) is looked at tag by tag, to
see whether a cell beyond the limits holds anything. In the same pass it is seen whether there are
errors (``#N/A``), formulas or per cent styles; only then are their cells looked for
(:mod:`.faults_xlsx`). What only a sheet of a megabyte can have too much of is counted in none that
is smaller.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.workbook.limits.sizes import (
    MAX_CELL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TABLE_TEXT,
    MAX_TEXT,
    check_cells,
    far_cell,
    too_much_text,
    unpack,
    walk_zip,
)
from smartflow.workbook.limits.xlsx_faults import (
    ADDRESS,
    ATTRIBUTES,
    Found,
    column_number,
    find_faults,
    percent_styles,
    sheet_names,
)
from smartflow.workbook.refusals import TooLarge

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable

__all__ = ["scan_xlsx"]

_SUSPECT = re.compile(rb"""<c(?! r="[A-Z]1?[0-9]{1,4}"| r="(?:[A-F][A-Z]|G[A-R])1?[0-9]{1,4}")""")
"""A cell that does not begin with an address in the columns up to GR (200), rows up to 19,999."""

_UNPLACED = re.compile(rb"<(?:\w+:)?(?:c|row)(?=[\s>/])(?!\s+r\s*=)")
"""A row or cell that does not begin with its address, so that it must be counted."""

_MAX_STYLES = 32 * 1024 * 1024
"""The size of the part that holds the styles; Excel itself writes at most 65,490 of them."""

_MAX_MERGED = 100_000
"""How many merged ranges a file may have."""

_LEAST = len(b"<c><v>0</v>")
"""How many bytes of a sheet a filled cell or a merged range takes at least."""

_REFERENCE = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<v>\s*(\d{1,9})\s*</v>""")
"""A cell that shows a shared text, up to the text's number."""

_SHARED_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")

_OPEN = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>])" + ATTRIBUTES + rb"()>")
_OPEN_OR_EMPTY = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])" + ATTRIBUTES + rb"(/?)>")


class _Watcher:
    """Looks at every piece of a workbook as it is unpacked."""

    def __init__(self) -> None:
        self.suspects: dict[str, zipfile.ZipInfo] = {}
        self.faulty: dict[str, zipfile.ZipInfo] = {}
        self.tables: dict[str, zipfile.ZipInfo] = {}
        self.styles = bytearray()
        self.shared: dict[str, zipfile.ZipInfo] = {}
        self.inline = False
        self.texts = 0
        self.longest_text = 0
        self._text = 0
        self._part = ""
        self._in_table = False

    def __call__(self, part: zipfile.ZipInfo, piece: bytes) -> None:
        name = part.filename
        if name != self._part:
            self._part, self._text, self._in_table = name, 0, False
        start = piece.find(b"sheetData")
        self._in_table = self._in_table or start >= 0
        if self._in_table:
            self.tables[name] = part
            self._look_at_table(part, piece, max(start, 0))
            self.inline = self.inline or b"is>" in piece
        elif name.endswith("styles.xml") and len(self.styles) <= _MAX_STYLES:
            self.styles += piece
        self._measure_shared_texts(part, piece)

    def _look_at_table(self, part: zipfile.ZipInfo, piece: bytes, start: int) -> None:
        """See whether a cell may lie too far out, and whether there are errors or formulas.

        A prefix or a comment, which no spreadsheet program writes here, has the sheet looked at tag
        by tag. A cell with an address stands there, whatever that of its row may be.
        """
        prefixed = b":sheetData" in piece
        before, table = piece[:start], piece[start:].rpartition(b"</sheetData")
        rows = table[0] or table[2]
        if prefixed or b"<!--" in before or _has(rows, b"<!--", b"!") or _SUSPECT.search(rows):
            self.suspects[part.filename] = part
        if prefixed or b"<f" in rows or _has_errors(rows):
            self.faulty[part.filename] = part

    def _measure_shared_texts(self, part: zipfile.ZipInfo, piece: bytes) -> None:
        """Follow the length of the present shared text (``<si>``), also from piece to piece."""
        first, *others = piece.split(b"si>") if b"si>" in piece else (piece,)
        self._text += len(first)
        if others:
            self.shared[part.filename] = part
            self.texts += len(others)
            longest = max(self._text, *map(len, others))
            self.longest_text = max(self.longest_text, longest)
            self._text = len(others[-1])


def _has_errors(rows: bytes) -> bool:
    return b'"e"' in rows or _has(rows, b"'e'", b"'")


def _has(rows: bytes, sign: bytes, rare: bytes) -> bool:
    """Look for a sign; first for that byte of it which is rare, because one is found far faster."""
    return rare in rows and sign in rows


def scan_xlsx(name: str, content: bytes, parts: tuple[zipfile.ZipInfo, ...]) -> tuple[Found, bool]:
    """Check the limits of a workbook and find its cells without a value.

    Args:
        name: The file's name, for messages.
        content: The file.
        parts: Its parts.

    Returns:
        By sheet name, and by (row, column) from 0: what is to be said of the cell. And whether its
        texts may be longer than the reader allows, so that they are to be measured.

    Raises:
        TooLarge: a part is bigger than it declares, or a used cell lies beyond the limits.
        TruncatedFile: a part is damaged.
    """
    watcher = _Watcher()
    walk_zip(name, content, parts, watcher)
    is_long = _check_amounts(name, content, watcher)
    percents = percent_styles(bytes(watcher.styles))
    faulty = watcher.tables if percents else watcher.faulty
    if not watcher.suspects and not faulty:
        return {}, is_long
    names = sheet_names(name, content, parts)
    for path, part in watcher.suspects.items():
        _check_extent(name, names.get(path, path), b"".join(unpack(name, content, part)))
    found: Found = {}
    for path, part in faulty.items():
        if path in names:
            found[names[path]] = find_faults(b"".join(unpack(name, content, part)), percents)
    return {sheet: faults for sheet, faults in found.items() if faults}, is_long


def _check_amounts(name: str, content: bytes, watcher: _Watcher) -> bool:
    """Refuse what is small in the file and would be big in the memory.

    Returns:
        Whether a cell or a table may hold more text than the reader allows.
    """
    values = merged = sum(part.file_size for part in watcher.tables.values()) // _LEAST
    if values > _MAX_MERGED or watcher.longest_text * values > MAX_TABLE_TEXT:
        values, merged = _counted(name, content, watcher.tables.values())
    check_cells(name, values)
    if watcher.texts > 4 * MAX_CELLS or merged > _MAX_MERGED or len(watcher.styles) > _MAX_STYLES:
        what = Text(
            id="terlalu banyak teks, gaya, atau gabungan sel",
            en="there are too many texts, styles or merged cells",
        )
        raise TooLarge(name=name, what=what)
    if watcher.longest_text * values > MAX_TEXT:
        _check_shared_texts(name, content, watcher)
    return (
        watcher.inline
        or watcher.longest_text > MAX_CELL_TEXT
        or watcher.longest_text * values > MAX_TABLE_TEXT
    )


def _counted(name: str, content: bytes, tables: Iterable[zipfile.ZipInfo]) -> tuple[int, int]:
    """Count the values and the merged ranges of all sheets by their opening tags."""
    values = merged = 0
    for part in tables:
        sheet = b"".join(unpack(name, content, part))
        values += sum(map(sheet.count, (b"<v", b":v", b"<is", b":is")))
        merged += sheet.count(b"mergeCell ")
    return values, merged


def _check_shared_texts(name: str, content: bytes, watcher: _Watcher) -> None:
    """Add up the shared texts over all cells that show them."""
    lengths: list[int] = []
    for part in watcher.shared.values():
        at = 0
        shared = b"".join(unpack(name, content, part))
        for end in _SHARED_END.finditer(shared):
            lengths.append(end.start() - at)
            at = end.end()
    total = 0
    for part in watcher.tables.values():
        sheet = b"".join(unpack(name, content, part))
        numbers = [int(one[1]) for one in _REFERENCE.finditer(sheet)]
        total += sum(lengths[number] for number in numbers if number < len(lengths))
        hidden = sheet.count(b'"s"') + sheet.count(b"'s'") - len(numbers)
        total += max(hidden, 0) * watcher.longest_text
    if total > MAX_TEXT:
        raise too_much_text(name)


def _check_extent(name: str, sheet: str, content: bytes) -> None:
    """Refuse the sheet when a cell that is not empty lies beyond the limits.

    Empty cells are self-closing (``<c r="A9" s="1"/>``) and do not count. A row or cell without an
    address stands behind the one before it, as the reader counts.
    """
    row = column = 0
    tags = _OPEN_OR_EMPTY if _UNPLACED.search(content) else _OPEN
    for match in tags.finditer(content):
        address = ADDRESS.search(match[2])
        if match[1] == b"row":
            row = int(address[2] or 0) if address and address[2] else row + 1
            column = 0
            continue
        column += 1
        if address and address[1]:
            column = column_number(address[1])
            row = int(address[2] or row)
        if (row > MAX_ROWS or column > MAX_COLUMNS) and not match[3]:
            raise far_cell(name, sheet, row, column)
