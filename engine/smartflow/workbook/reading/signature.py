"""Telling the signature block below a table from the table's own rows.

Printed forms end with a place and date, ``Mengetahui``, a post, a name and an NIP. The heuristic
is cautious, because a row that is thrown away is worse than one too many:

1. A row with an id, or with every required column filled, is a row of the table wherever it stands;
   only what is below the last such row (the tail) can be a signature block.
2. The tail falls into blocks of rows that are parted by empty rows. A block is a signature when one
   of its cells is an *anchor* (``Mengetahui``, ``NIP ...``, ``ttd``, ...), or when it stands before
   such a block and one of its cells is a *companion* (``Sawahlunto, 5 Juli 2023``, ``Kepala ...``).
   A place and date alone in its row, right above a post alone in its row, is an anchor as well.
3. The first signature block, and all below it, is left out. In a block that follows the last full
   row without an empty row between, only the rows from its first anchor or companion on are.

What is left out is always noted with its row number. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_anchor", "is_companion", "signature_start"]

_POSTS = r"(?:plt|plh|pj|kepala|lurah|camat|sekretaris|wali\s?kota|bupati|ketua)"
_ANCHOR = re.compile(
    r"^\W*(?:turut\s+)?(?:mengetahui|menyetujui|mengesahkan|disetujui|diketahui|dibuat|diperiksa"
    r"|yang\s+membuat|ttd|t\.t\.d|tanda\s+tangan|approved\s+by|prepared\s+by|signed)"
    rf"(?:\W+(?:oleh|menyetujui|mengesahkan|{_POSTS})\b|\W*$)"
    r"|^\W*nip\b[\s\d./:-]*$"
    r"|\bnip[\s.:]+\d{8}",
    re.IGNORECASE,
)
_POST = re.compile(rf"^\W*(?:a\.?n\b\.?\s*)?{_POSTS}\b", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(
    r"^[^\W\d][\w .'-]*,\s*(?:tanggal\s*)?[\d .…_]*"
    r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|ag[us]|aug|sep|okt|oct|nov|nop|des|dec)\w*\s*"
    r"[\d .…_]*$",
    re.IGNORECASE,
)
_LONGEST = 100
"""A cell that holds more characters is a sentence of somebody's, not a line above a signature."""


def is_anchor(cell: object) -> bool:
    """Say whether a cell can only stand in a signature block."""
    return _matches(_ANCHOR, cell)


def is_companion(cell: object) -> bool:
    """Say whether a cell is usual above a signature: a place and date, or a post."""
    return _matches(_POST, cell) or _matches(_PLACE_AND_DATE, cell)


def _matches(pattern: re.Pattern[str], cell: object) -> bool:
    return type(cell) is str and len(cell) <= _LONGEST and pattern.search(cell.strip()) is not None


def signature_start(tail: Sequence[Sequence[object]]) -> int:
    """Return the index in ``tail`` at which the signature block begins.

    Args:
        tail: The rows below the last full row of the table, whole sheet rows, empty ones too.

    Returns:
        The index of the block's first row; ``len(tail)`` when there is no signature block.
    """
    anchors = {index for index, row in enumerate(tail) if any(map(is_anchor, row))}
    anchors |= _dated_posts(tail)
    if not anchors:
        return len(tail)
    last_anchor = max(anchors)
    for first, last in _blocks(tail):
        marked = [
            index
            for index in range(first, last)
            if index in anchors or (index <= last_anchor and any(map(is_companion, tail[index])))
        ]
        if marked:
            return first if first > 0 else marked[0]
    return len(tail)


def _dated_posts(tail: Sequence[Sequence[object]]) -> set[int]:
    """Return the rows with a place and date alone, right above a row with a post alone."""
    found: set[int] = set()
    dated = -2
    for index, row in enumerate(tail):
        filled = [cell for cell in row if cell != ""]
        if len(filled) != 1:
            continue
        if _matches(_PLACE_AND_DATE, filled[0]):
            dated = index
        elif dated == index - 1 and _matches(_POST, filled[0]):
            found.add(dated)
    return found


def _blocks(tail: Sequence[Sequence[object]]) -> list[tuple[int, int]]:
    """Return the runs of rows that hold something, as (first, behind the last)."""
    runs: list[tuple[int, int]] = []
    start = -1
    for index, row in enumerate(tail):
        filled = any(cell != "" for cell in row)
        if filled and start < 0:
            start = index
        elif not filled and start >= 0:
            runs.append((start, index))
            start = -1
    if start >= 0:
        runs.append((start, len(tail)))
    return runs
