"""Numbers as people write them: written once and read once, for both languages.

**Writing.** The form is that of *Ejaan Bahasa Indonesia yang Disempurnakan* (EYD V, as PUEBI before
it): the point parts thousands and the comma decimals, ``1.234.567,5``; English has them the other
way round. Three rulings, because one number must read alike in a sentence, a table, a chart and a
book:

- A whole number is grouped from 10,000. EYD groups amounts and leaves years and page numbers alone,
  and a number of four digits does not say which it is; 2026 is hardly ever an amount. With decimals
  behind it, it is no year, and is grouped from 1,000. What says of itself that it is an amount
  (:func:`amount_words`) or money (:func:`money_words`, ``Rp1.250.000`` with no blank, as EYD has
  it) always is.
- Zeros at the end of the decimals are left out, as the record leaves them out: 12.50 is 12.5.
- What a person or a program is to type again (:func:`typed_number`: a CSV file, a suggestion for a
  cell) has nothing between its thousands, because ``1.234`` in a cell may be either.

**Reading.** :func:`read_figure` is the one place that knows what digits with marks between them can
mean. It never guesses: one group of three behind one mark means two numbers, and it gives both.
What stands around the figure (Rp, %, juta, a fraction, an exponent) is its reader's business.

Nothing here is a float. Imports nothing of SmartFlow; :mod:`.language` imports this.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

__all__ = ["Figure", "amount_words", "money_words", "number_words", "read_figure", "typed_number"]

_Language = Literal["id", "en"]

_YEAR = 4
"""Digits of a whole number that may be a year."""

_INDONESIAN_MARKS = str.maketrans(",.", ".,")


def number_words(number: int | Decimal, language: _Language) -> str:
    """Return a number as a reader of ``language`` writes it: ``1.234,5``, ``2026``, ``12.500``."""
    plain = _plain(number)
    if "." not in plain and len(plain.lstrip("-")) <= _YEAR:
        return plain
    return _parted(number, language)


def amount_words(number: int | Decimal, language: _Language) -> str:
    """Return a number that is known to be no year, its thousands parted: ``2.026``."""
    return _parted(number, language)


def money_words(rupiah: int, language: _Language) -> str:
    """Return whole rupiah: ``Rp1.250.000``, ``-Rp5``."""
    sign = "-" if rupiah < 0 else ""
    return f"{sign}Rp{_parted(abs(rupiah), language)}"


def typed_number(number: int | Decimal, language: _Language) -> str:
    """Return a number as it is typed into a cell: ``1234567,5``, with nothing between thousands."""
    plain = _plain(number)
    return plain.translate(_INDONESIAN_MARKS) if language == "id" else plain


def _plain(number: int | Decimal) -> str:
    return _trimmed(format(Decimal(number), "f"))


def _parted(number: int | Decimal, language: _Language) -> str:
    text = _trimmed(format(Decimal(number), ",f"))
    return text.translate(_INDONESIAN_MARKS) if language == "id" else text


def _trimmed(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Figure(NamedTuple):
    """What digits with marks between them can mean.

    Attributes:
        value: The number, when they can mean only one; else None.
        mark: The comma or point that parts its decimals, or ``""`` where none is seen to. Of two
            meanings: the mark of which it is not known what it parts.
        thousands: Of two meanings, the number when the mark parts thousands.
        decimals: Of two meanings, the number when the mark parts decimals.
    """

    value: Decimal | None
    mark: str = ""
    thousands: Decimal | None = None
    decimals: Decimal | None = None


# Compiled by re when the first figure is read: every command imports this module to write.
_WHOLE = r"[0-9]+"
_DECIMAL = r"[0-9]*([.,])[0-9]+"
_GROUP = r"[1-9][0-9]{0,2}([.,])[0-9]{3}"
# No thousands begin with a zero: 0,115 is a decimal, and 0.123.456 is nothing.
_GROUPS = r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})"
_BOTH = r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+(,)|(?:,[0-9]{3})+(\.))[0-9]+"


def read_figure(text: str) -> Figure | None:
    """Read digits, points and commas, in Indonesian or English notation.

    Args:
        text: Nothing but the figure: no sign, blank, unit or exponent. Its length is its
            reader's to bound.

    Returns:
        The one number that it can mean (``0,15``, ``2.38``, ``1.234,5``, ``1,234,567``), both
        where it can mean two (``1.000``, ``2,512``), or None for anything else.
    """
    if re.fullmatch(_WHOLE, text):
        return Figure(Decimal(text))
    group = re.fullmatch(_GROUP, text)
    if group:
        mark = group[1]
        return Figure(None, mark, Decimal(text.replace(mark, "")), Decimal(text.replace(mark, ".")))
    decimal = re.fullmatch(_DECIMAL, text)
    if decimal:
        return Figure(Decimal(text.replace(",", ".")), decimal[1])
    both = re.fullmatch(_BOTH, text)
    if both:
        mark = both[1] or both[2]
        whole, _, places = text.rpartition(mark)
        return Figure(Decimal(f"{re.sub('[.,]', '', whole)}.{places}"), mark)
    if re.fullmatch(_GROUPS, text):
        return Figure(Decimal(re.sub("[.,]", "", text)))
    return None
