"""A table: the one shape in which every reading command prints, and the cells that it holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from smartflow.language import Text

__all__ = ["Amount", "Cell", "Money", "Table"]


class Money(msgspec.Struct, frozen=True):
    """An amount of money.

    Attributes:
        rupiah: Whole rupiah.
    """

    rupiah: int


class Amount(msgspec.Struct, frozen=True):
    """How much of something: a number that reads with its thousands parted.

    A plain ``int`` in a cell reads as its digits, because a year, a rank or a number of an entry
    is none.

    Attributes:
        number: The number; a Decimal keeps all its digits.
        unit: What stands behind it, as officials write it: ``%``, ``orang``; or ``""``.
    """

    number: int | Decimal
    unit: str = ""


Cell = str | int | Decimal | date | bool | Text | Money | Amount | None
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
