"""How the rows of one submission become bytes and come back as typed rows.

The bytes are canonical JSON, so that two equal tables are equal bytes::

    {"filler", "next", "rows": [{"cells", "id", "number", "sheet", "written"}], "version",
     "worksheet"}

``cells`` holds only filled cells: text, a whole number, a decimal as text, a date as ISO text, or
a list of codes. ``written`` holds what stood where it did not fit. ``next`` is the number that
the next new row gets, so that the number of a deleted row is never used again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import msgspec

from smartflow.canonical import canonical_bytes
from smartflow.model.row import Cell, Row
from smartflow.model.worksheet import Worksheet

__all__ = ["StoredRow", "StoredTable", "decode_table", "encode_table", "typed_rows"]

StoredCell = str | int | tuple[str, ...] | None


class StoredRow(msgspec.Struct, frozen=True, gc=False):
    """One row as it is stored."""

    id: str
    number: int
    sheet: str
    cells: dict[str, StoredCell]
    written: dict[str, str] = {}


class StoredTable(msgspec.Struct, frozen=True):
    """The rows of one filler's copy of one worksheet, as stored."""

    worksheet: str
    version: int
    filler: str
    next: int
    rows: tuple[StoredRow, ...]


_DECODER = msgspec.json.Decoder(StoredTable)


def encode_table(worksheet: Worksheet, filler: str, rows: Sequence[Row], next_number: int) -> bytes:
    """Return the canonical bytes of a table.

    Args:
        worksheet: The worksheet that was filled in.
        filler: Who filled it in.
        rows: Its rows.
        next_number: The number of the next new row.
    """
    return canonical_bytes(
        {
            "worksheet": worksheet.key,
            "version": worksheet.version,
            "filler": filler,
            "next": next_number,
            "rows": [
                {
                    "id": row.id,
                    "number": row.number,
                    "sheet": row.sheet,
                    "cells": row.content,
                    "written": dict(row.misfits),
                }
                for row in rows
            ],
        }
    )


def decode_table(content: bytes) -> StoredTable:
    """Return the stored table of ``content``.

    Raises:
        msgspec.DecodeError: the bytes are not a stored table.
    """
    return _DECODER.decode(content)


def typed_rows(table: StoredTable, worksheet: Worksheet) -> tuple[Row, ...]:
    """Return the rows of a stored table with their cells typed by ``worksheet``'s columns.

    A column that the table does not know is empty; a cell whose column changed its type since is
    kept as written.
    """
    texts = frozenset(column.key for column in worksheet.columns if column.type == "text")
    others = {c.key: _CONVERTERS[c.type] for c in worksheet.columns if c.type != "text"}
    empty: dict[str, Cell] = dict.fromkeys(column.key for column in worksheet.columns)
    names_dimension = next((c.key for c in worksheet.columns if c.refers == "dimension"), "")
    agency = table.filler if worksheet.per == "agency" else ""
    own_dimension = table.filler if worksheet.per == "dimension" else ""
    rows: list[Row] = []
    for stored in table.rows:
        cells, written = _typed(stored, texts, others, empty)
        dimension = own_dimension or (cells[names_dimension] if names_dimension else "")
        rows.append(
            Row(
                cells,
                id=stored.id,
                worksheet=worksheet.key,
                filler=table.filler,
                agency=agency,
                dimension=dimension if isinstance(dimension, str) else "",
                sheet=stored.sheet,
                number=stored.number,
                written=written,
                stored=stored.cells,
            )
        )
    return tuple(rows)


Converter = Callable[[StoredCell], Cell]


def _typed(
    stored: StoredRow,
    texts: AbstractSet[str],
    others: Mapping[str, Converter],
    empty: Mapping[str, Cell],
) -> tuple[dict[str, Cell], Mapping[str, str]]:
    """Return a row's cells by column key, and what did not fit."""
    cells = dict(empty)
    written: Mapping[str, str] = stored.written
    for key, value in stored.cells.items():
        if key in texts and isinstance(value, str):
            cells[key] = value  # most cells are text and need no conversion
            continue
        if value is None or (key not in texts and key not in others):
            continue
        try:
            cells[key] = others[key](value)
        except (KeyError, ValueError, TypeError, InvalidOperation):
            written = {**written, key: str(value)}
    return cells, written


def _whole(value: StoredCell) -> Cell:
    if isinstance(value, int):
        return value
    raise TypeError(value)


@lru_cache(maxsize=4096)  # weights and ratings come again and again
def _decimal(value: StoredCell) -> Cell:
    if isinstance(value, str | int):
        return Decimal(value)
    raise TypeError(value)


def _date(value: StoredCell) -> Cell:
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise TypeError(value)


def _codes(value: object) -> Cell:
    if isinstance(value, tuple | list):
        return tuple(value)
    raise TypeError(value)


_CONVERTERS: dict[str, Converter] = {
    "integer": _whole,
    "money": _whole,
    "decimal": _decimal,
    "date": _date,
    "codes": _codes,
}
