"""A table: the one shape in which every reading command prints."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from smartflow.language import Text

__all__ = ["Cell", "Table"]

Cell = str | int | Decimal | date | bool | Text | None
"""A cell is typed; the format decides how a number or a date looks in the reader's language."""


class Table(msgspec.Struct, frozen=True):
    """Rows under headings.

    Attributes:
        title: What the table shows.
        keys: The stable names of the columns, used by JSON and CSV.
        headings: The headings, one per key.
        rows: The rows, each as long as ``keys``.
        note: A sentence below the table, or None.
    """

    title: Text
    keys: tuple[str, ...]
    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text | None = None
