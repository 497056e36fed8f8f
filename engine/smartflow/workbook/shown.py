"""What a spreadsheet's number is, exactly, and how a person sees a cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from smartflow.numbers import typed_number
from smartflow.workbook.date_text import format_date
from smartflow.workbook.number_text import MAX_DIGITS

__all__ = ["EXACT_WHOLE", "HUGE", "clean_text", "exact_decimal", "shortened", "written_text"]

HUGE = 10.0**MAX_DIGITS
"""A number from here on is no figure that a worksheet asks for."""

EXACT_WHOLE = 2.0**53
"""Up to here a double holds every whole number."""

_DOUBLE_DIGITS = 15
"""Significant digits that Excel keeps of what is typed, and shows."""


def exact_decimal(number: float) -> Decimal:
    """Return a spreadsheet's number as the decimal that was typed, in plain notation.

    The shortest text that gives the same double is taken; where that needs more than the 15 digits
    that Excel keeps (the cached ``=1-0.85`` is 0.15000000000000002), it is rounded to those.
    """
    if number.is_integer() and -EXACT_WHOLE <= number <= EXACT_WHOLE:
        return Decimal(int(number))
    shortest = repr(number)
    if len(shortest) > _DOUBLE_DIGITS + 1 or "e" in shortest:
        shortest = format(Decimal(format(number, f".{_DOUBLE_DIGITS}g")), "f")
        if "." in shortest:
            shortest = shortest.rstrip("0").rstrip(".")
    return Decimal(shortest)


_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
"""Characters without a width, which come along from web pages and Word."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Characters that no cell can hold (XML) and that would steer a terminal."""

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c]")
"""Line ends of other programs; Word's own line break is a vertical tab."""

_QUOTED = 80


def clean_text(text: str) -> str:
    """Return a text without blanks around it, seen or unseen, and without control characters."""
    text = text.strip()
    if text.isprintable() and text.isascii():
        return text
    text = text.strip(_UNSEEN).strip()
    if text.isprintable():
        return text
    return _CONTROL.sub("", _LINE_END.sub("\n", text)).strip()


def shortened(text: str) -> str:
    """Return what a sentence quotes of a cell: one line, and not more than a line holds."""
    line = " ".join(text[: 4 * _QUOTED].split())
    return line if len(line) <= _QUOTED and len(text) <= 4 * _QUOTED else line[:_QUOTED] + "..."


def written_text(raw: object) -> str:
    """Return what a person sees in a cell: text as it is, numbers and dates in Indonesian form."""
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return typed_number(exact_decimal(float(raw)), "id") if -HUGE < raw < HUGE else repr(raw)
    if isinstance(raw, datetime):
        return f"{format_date(raw)} {raw:%H:%M}" if raw.hour or raw.minute else format_date(raw)
    if isinstance(raw, date):
        return format_date(raw)
    if isinstance(raw, time):
        return f"{raw:%H:%M:%S}" if raw.second else f"{raw:%H:%M}"
    if isinstance(raw, timedelta):
        minutes = round(raw.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(raw)
