"""Rows that stand in or below a table and are none of it: sums, remarks, headings again.

A row is only left out when it cannot be a complete row of the table (a required cell is empty, it
has no id) and says itself what it is. What is left out is always noted with its row number. The
signature block has its own rules (:mod:`.signature`).
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.workbook.reading.headings import Headings

__all__ = ["Leftovers", "is_row_id"]

_ROW_ID = re.compile(r"[^/\s]+/[a-z0-9_]+/\d+")
_TOTAL = re.compile(
    r"\W*(?:sub\W?|grand\s+)?(?:jumlah|total|rata\W?rata|average)"
    r"(?:\s+(?:total|jumlah|seluruhnya|keseluruhan|anggaran|seluruh\w*))?\s*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\(?\*+\)\s*\S|\W*(?:catatan|keterangan|ket\.?|sumber(?:\s+data)?|nb|notes?|source)\s*:",
    re.IGNORECASE,
)
_LONGEST_TOTAL = 60

_SUM = Text(id="baris jumlah", en="a row of totals")
_FOOTNOTE = Text(id="catatan di bawah tabel", en="a remark below the table")
_HEADING = Text(id="judul kolom yang terulang", en="the headings once more")
_SECOND = Text(
    id="tabel kedua dengan urutan kolom lain; tabel itu tidak dibaca, pindahkan barisnya ke tabel "
    "pertama",
    en="a second table whose columns stand in another order; it is not read, move its rows to the "
    "first table",
)


class Leftovers:
    """Knows the rows of a sheet that are none of its table.

    Args:
        headings: Where the table stands.
        heading_row: The cells of the heading row.
        required: Indexes of the required columns.
    """

    def __init__(
        self, headings: Headings, heading_row: Sequence[object], required: Sequence[int]
    ) -> None:
        self._headings = headings
        self._used = tuple(headings.positions.values())
        self._required = required
        # The first one twice: of a single place alone, no tuple would be made.
        self._required_cells = itemgetter(*required, *required[:1]) if required else tuple
        self._row = {at: heading_row[at] for at in self._used}
        self._words = frozenset(self._row.values())

    def reason(self, row: Sequence[object]) -> Text | None:
        """Say what a row is that is none of the table; None for a row of the table."""
        if not self._required:
            return None
        if row[self._required[0]] in self._words:
            again = self._heading_again(row)
            if again is not None:
                return again
        if "" not in self._required_cells(row):
            return None
        return _sum_or_remark(row)

    @staticmethod
    def ends_table(reason: Text) -> bool:
        """Say whether nothing below such a row can be read."""
        return reason is _SECOND

    def _heading_again(self, row: Sequence[object]) -> Text | None:
        shown = [row[at] for at in self._used if row[at] != ""]
        if len(shown) <= 1 or any(cell not in self._words for cell in shown):
            return None
        same = all(row[at] in ("", words) for at, words in self._row.items())
        return _HEADING if same else _SECOND


def _sum_or_remark(row: Sequence[object]) -> Text | None:
    """Judge an incomplete row by the first cell that holds something."""
    first = next((cell for cell in row if cell != ""), "")
    if type(first) is not str or is_row_id(first):
        return None
    if len(first) <= _LONGEST_TOTAL and _TOTAL.fullmatch(first.strip()):
        return _SUM
    alone = sum(cell != "" for cell in row) == 1
    return _FOOTNOTE if alone and _REMARK.match(first.strip()) else None


def is_row_id(words: object) -> bool:
    """Say whether a cell holds the id of a submitted row, ``DINKES/swot/4``."""
    return type(words) is str and words != "" and _ROW_ID.fullmatch(words.strip()) is not None
