"""A table: the one shape in which every reading command prints, and the cells that it holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from smartflow.language import Language, Text, show
from smartflow.numbers import amount_words, money_words

__all__ = ["Amount", "Cell", "Money", "Table", "cell_words"]


class Money(msgspec.Struct, frozen=True):
    """An amount of money.

    Attributes:
        rupiah: Whole rupiah.
    """

    rupiah: int


class Amount(msgspec.Struct, frozen=True):
    """How much of something: a number that reads with its thousands parted.

    A plain ``int`` of up to four digits reads as its digits, because it may be a year.

    Attributes:
        number: The number; it is never rounded.
        unit: What stands behind it, as officials write it: ``%``, ``orang``; or ``""``.
    """

    number: int | Decimal
    unit: str = ""


Cell = str | int | Decimal | date | bool | Text | Money | Amount | None
"""A cell is typed; the format decides how a number or a date looks in the reader's language."""


def cell_words(cell: Cell, language: Language) -> str:
    """Return a cell as a person reads it, numbers as in every sentence, table, chart and book.

    ``1.234,5``, ``2026``, ``Rp1.250.000``, ``12,5 %``, ``5 Jul 2023``, ``ya``; an empty cell is
    ``""``.
    """
    if isinstance(cell, Money):
        return money_words(cell.rupiah, language)
    if isinstance(cell, Amount):
        return f"{amount_words(cell.number, language)} {cell.unit}".rstrip()
    return show(cell, language)


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
