"""Reading a plain list out of a CSV, Excel or ODS file: rows of text, headings found by name.

For lists that are not worksheets: agencies to import, attendance. The file passes the same limits
as a workbook does, but nothing here knows columns and types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from smartflow.casework.lookups import folded
from smartflow.errors import BadInput
from smartflow.language import Text

__all__ = ["Header", "UnreadableList", "find_columns", "read_rows"]

HEADER_WITHIN = 30
"""A letterhead may stand above the headings, but not more than this many rows."""


class UnreadableList(BadInput):
    """A list cannot be read as a table."""

    code = "unreadable-list"
    says = Text(
        id="Daftar {path} tidak dapat dibaca: {cause}.",
        en="The list {path} cannot be read: {cause}.",
    )
    next_step = Text(
        id="Perbaiki baris yang disebut, lalu ulangi.",
        en="Mend the line that is named, then try again.",
    )


class Header(msgspec.Struct, frozen=True):
    """Where the headings stand.

    Attributes:
        row: Index of their row, from 0.
        columns: Key to index of the column, from 0.
    """

    row: int
    columns: Mapping[str, int]


def read_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a file's first sheet as stripped text, all equally long.

    Raises:
        BadInput: the file is refused, see :mod:`smartflow.workbook.refusals`.
    """
    from smartflow.workbook.reading.container import open_container

    container = open_container(path)
    rows = [[_words(cell) for cell in row] for row in container.grid(container.sheets[0])]
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def find_columns(
    rows: Sequence[Sequence[str]], names: Mapping[str, Sequence[str]]
) -> Header | None:
    """Return the first row that heads every wanted column, or None.

    Args:
        rows: The rows of a list.
        names: For each column's key, the headings under which it is known, in lower case; of
            several that stand there the first of them counts.
    """
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        titles = [folded(cell) for cell in row]
        found = {
            key: titles.index(title)
            for key, known in names.items()
            for title in reversed(known)
            if title in titles
        }
        if set(found) == set(names):
            return Header(index, found)
    return None


def _words(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).split())
