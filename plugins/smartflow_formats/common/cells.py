"""How a typed cell reads in a language: decimal comma or point, yes or ya, long or ISO dates.

Shared by the formats. Whole numbers get no thousands separator, because a cell does not say
whether 2023 is an amount or a year.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from smartflow import Text
from smartflow.report import Amount, Money

if TYPE_CHECKING:
    from smartflow.report.table import Cell

__all__ = ["Language", "cell_text", "is_number", "long_date"]

Language = Literal["id", "en"]
"""``id`` or ``en``: what the engine hands to a format."""

_YES_NO = {"id": ("ya", "tidak"), "en": ("yes", "no")}
_LOCALES = {"id": "id_ID", "en": "en_GB"}


def cell_text(cell: Cell, language: Language) -> str:
    """Return a cell as text.

    Args:
        cell: A typed cell of a :class:`~smartflow.report.Table`.
        language: The reader's language.

    Returns:
        Decimals in plain notation with the language's decimal mark and all their digits, whole
        numbers as digits, dates in ISO 8601, truth as yes or no, an empty cell as ``""``.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        yes, no = _YES_NO[language]
        return yes if cell else no
    if isinstance(cell, Text):
        return cell.in_(language)
    if isinstance(cell, Money | Amount):
        return _counted(cell, language)
    if isinstance(cell, Decimal):
        plain = format(cell, "f")
        return plain.replace(".", ",") if language == "id" else plain
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def is_number(cell: Cell) -> bool:
    """Return whether a cell is a number; truth is none, though Python counts it as one."""
    return isinstance(cell, int | Decimal | Money | Amount) and not isinstance(cell, bool)


def _counted(cell: Money | Amount, language: Language) -> str:
    """Return money or an amount with its thousands parted: ``Rp 1.250.000``, ``12,50 %``."""
    if isinstance(cell, Amount):
        return f"{_parted(cell.number, language)} {cell.unit}".rstrip()
    sign = "-" if cell.rupiah < 0 else ""
    return f"{sign}Rp {_parted(abs(cell.rupiah), language)}"


def _parted(number: int | Decimal, language: Language) -> str:
    """Return every digit of a number; Babel itself rounds one, and refuses one of 26 digits."""
    return format(Decimal(number), ",f").translate(_signs(language))


@cache
def _signs(language: Language) -> dict[int, str]:
    """Return what Babel's locale data put between thousands and before decimals."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _LOCALES[language]
    return {ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale)}


def long_date(day: date, language: Language) -> str:
    """Return a date as a letter writes it: ``24 November 2026``, ``5 Juli 2023``."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=_LOCALES[language])
