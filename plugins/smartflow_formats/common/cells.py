"""How a typed cell reads in a language, with long or ISO dates; shared by the formats."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from smartflow.report import Amount, Money, cell_words

if TYPE_CHECKING:
    from smartflow.report.table import Cell

__all__ = ["Language", "cell_text", "is_number", "long_date"]

Language = Literal["id", "en"]
"""``id`` or ``en``: what the engine hands to a format."""

_LOCALES = {"id": "id_ID", "en": "en_GB"}


def cell_text(cell: Cell, language: Language) -> str:
    """Return a cell as everybody reads it, but a date in ISO 8601."""
    return cell.isoformat() if isinstance(cell, date) else cell_words(cell, language)


def is_number(cell: Cell) -> bool:
    """Return whether a cell is a number; truth is none, though Python counts it as one."""
    return isinstance(cell, int | Decimal | Money | Amount) and not isinstance(cell, bool)


def long_date(day: date, language: Language) -> str:
    """Return a date as a letter writes it: ``24 November 2026``, ``5 Juli 2023``."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=_LOCALES[language])
