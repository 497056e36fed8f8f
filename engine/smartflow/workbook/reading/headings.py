"""Finding the table in a sheet: the row that holds the headings, and where each column stands.

Officials put a letterhead and merged titles above the table, move columns about and add their own.
So the heading row is the one that holds the most known headings, looked for in the first rows of
the sheet, and each column is known by its key or by its title in either language, also with a
number before it. Headings may go on in the row below, under one that is merged over several
columns. Imports only the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.workbook.names import fold_name, without_number

if TYPE_CHECKING:
    from smartflow.model import Worksheet

__all__ = ["ID_HEADING", "SEARCHED_ROWS", "Grid", "Headings", "find_headings", "known_headings"]

Grid = Sequence[Sequence[object]]
"""A sheet from its first cell on, row by row; ``""`` is an empty cell."""

ID_HEADING = Text(id="ID baris", en="Row id")
"""The heading of the locked first column, which holds the ids of submitted rows."""

SEARCHED_ROWS = 200
"""How far down the headings are looked for."""

_FEWEST_BELOW = 2
"""A row goes on with the headings above it when it holds at least so many."""

_NUMBER = 6
"""A number before a heading ends within so many characters."""

_ID = ":id"
"""Stands for the id column among column keys; no key holds a colon."""


class Headings(msgspec.Struct, frozen=True):
    """Where a worksheet's table stands in a sheet.

    Attributes:
        row: Index of the heading row, from 0.
        last: Index of the last row that holds headings; ``row`` unless they stand in two rows.
        positions: Column key to column index, from 0.
        id_position: Index of the id column, or -1.
        missing: Keys of the required columns that are not there, in the worksheet's order.
        extra: Headings that are no column of the worksheet.
        repeated: Headings of columns that stand there more than once (the first one is read).
    """

    row: int
    last: int
    positions: dict[str, int]
    id_position: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    repeated: tuple[str, ...]


@lru_cache(maxsize=128)
def known_headings(worksheet: Worksheet) -> Mapping[str, str]:
    """Return every folded heading by which a column may be named, with the column's key.

    Keys come before titles, so that a key is never taken for another column's title.
    """
    known: dict[str, str] = {}
    for column in worksheet.columns:
        known.setdefault(fold_name(column.key), column.key)
    for column in worksheet.columns:
        known.setdefault(fold_name(column.title.id), column.key)
        known.setdefault(fold_name(column.title.en), column.key)
    known.setdefault(fold_name(ID_HEADING.id), _ID)
    known.setdefault(fold_name(ID_HEADING.en), _ID)
    known.setdefault("id", _ID)
    return MappingProxyType(known)


def find_headings(worksheet: Worksheet, grid: Grid) -> Headings | None:
    """Find the row that holds the most headings of ``worksheet``; the upper one of two equals.

    Args:
        worksheet: The worksheet that is looked for.
        grid: The sheet from its first cell on, row by row.

    Returns:
        The headings, or None when no row holds more than one of them (or its only column).
    """
    known = known_headings(worksheet)
    wanted = len(worksheet.columns)
    best, best_count = -1, min(1, wanted - 1)
    for index, row in enumerate(grid[:SEARCHED_ROWS]):
        names = {_key(known, cell) for cell in row if type(cell) is str and cell}
        count = len(names - {None, _ID})
        if count > best_count:
            best, best_count = index, count
            if count == wanted:
                break
    return None if best < 0 else _place(worksheet, known, best, grid)


def _key(known: Mapping[str, str], words: str) -> str | None:
    """Return the key of the column that a heading names, with or without a number before it."""
    key = known.get(fold_name(words))
    if key is None and ("." in words[:_NUMBER] or ")" in words[:_NUMBER]):
        key = known.get(fold_name(without_number(words)))
    return key


def _place(worksheet: Worksheet, known: Mapping[str, str], index: int, grid: Grid) -> Headings:
    positions: dict[str, int] = {}
    extra: list[str] = []
    repeated: list[str] = []
    for position, cell in enumerate(grid[index]):
        words = " ".join(str(cell).split())
        if not words:
            continue
        key = _key(known, words)
        if key is None:
            extra.append(words)
        elif key in positions:
            repeated.append(words)
        else:
            positions[key] = position
    goes_on = index + 1 < len(grid) and len(worksheet.columns) - len(positions) >= _FEWEST_BELOW
    below = _below(known, positions, grid[index + 1]) if goes_on else {}
    positions.update(below)
    id_position = positions.pop(_ID, -1)
    return Headings(
        row=index,
        last=index + bool(below),
        positions=positions,
        id_position=id_position,
        missing=tuple(c.key for c in worksheet.columns if c.required and c.key not in positions),
        extra=tuple(extra),
        repeated=tuple(repeated),
    )


def _below(
    known: Mapping[str, str], positions: Mapping[str, int], row: Sequence[object]
) -> dict[str, int]:
    """Find further headings in the row below, which must hold nothing under those that are known.

    Under a merged heading (``Data`` over ``Angka``, ``Satuan``, ``Tahun data``) the first column
    is known already; a word may stand there.
    """
    found: dict[str, int] = {}
    for position, cell in enumerate(row):
        key = _key(known, cell) if type(cell) is str and cell else None
        if key is not None and key not in positions:
            found.setdefault(key, position)
    known_above = [at for at in positions.values() if row[at] != ""]
    is_merged = all(at + 1 in found.values() for at in known_above)
    return found if len(found) >= _FEWEST_BELOW and is_merged else {}
