"""Dates as officials write them: day first, with Indonesian or English month names, or ISO 8601.

A date whose order cannot be day first (``12/31/2026``) or whose century is left out is not read
but gets a suggestion. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

__all__ = ["DateReading", "format_date", "read_date", "serial_date"]

_MONTHS = {
    "jan": 1,
    "feb": 2,
    "peb": 2,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "agu": 8,
    "ags": 8,
    "agt": 8,
    "agst": 8,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "nop": 11,
    "des": 12,
    "dec": 12,
}
"""By the first three letters, old spellings (Pebruari, Nopember) included."""

_FULL = frozenset(
    [
        "januari",
        "january",
        "februari",
        "february",
        "pebruari",
        "maret",
        "march",
        "april",
        "mei",
        "may",
        "juni",
        "june",
        "juli",
        "july",
        "agustus",
        "august",
        "september",
        "oktober",
        "october",
        "november",
        "nopember",
        "desember",
        "december",
        "sept",
    ]
)
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b\s*,?\s*", re.IGNORECASE
)
_ISO = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$", re.ASCII)
_CLOCK = re.compile(
    r"(?<=\d)[ ,]+(?:pukul\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*(?:wib|wita|wit))?$",
    re.IGNORECASE | re.ASCII,
)
"""A time of day behind a date, which the record does not hold."""

_NUMERIC = re.compile(r"^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$", re.ASCII)
_WORDED = re.compile(r"^(\d{1,2})[\s/.-]*([A-Za-z]{3,9})\.?[\s/.,-]*(\d{4}|\d{2})$", re.ASCII)

_SERIAL = re.compile(r"^\d{5}$", re.ASCII)

_SERIALS = range(36_526, 73_051)
"""Excel's day numbers of the years 2000 to 2099 (1900 date system)."""

_LONGEST = 60
"""A longer text is a sentence, not a date."""

_CENTURY = 100


class DateReading(msgspec.Struct, frozen=True):
    """What a text means as a date.

    Attributes:
        value: The date when the text is one, day first, else None.
        suggestion: The likelier date when the text is not clear, else None.
        swappable: Whether the text would be another date with the month first.
    """

    value: date | None = None
    suggestion: date | None = None
    swappable: bool = False


_NONE = DateReading()


def read_date(text: str) -> DateReading:
    """Read a date.

    Args:
        text: What stood in the cell: ``31/12/2026``, ``31 Desember 2026``, ``2026-12-31``.

    Returns:
        The date when it exists and is clear, else at most a suggestion.
    """
    if len(text) > _LONGEST:
        return _NONE
    rest = _CLOCK.sub("", _WEEKDAY.sub("", text.strip()))
    iso = _ISO.match(rest)
    if iso:
        return DateReading(value=_day(int(iso[1]), int(iso[3]), int(iso[4])))
    if _SERIAL.match(rest):
        return DateReading(suggestion=serial_date(int(rest)))
    numeric = _NUMERIC.match(rest)
    if numeric:
        return _numeric(int(numeric[1]), int(numeric[2]), int(numeric[3]))
    worded = _WORDED.match(rest)
    if worded is None:
        return _NONE
    month = _month(worded[2])
    found = _day(_whole_year(int(worded[3])), month, int(worded[1])) if month else None
    if int(worded[3]) < _CENTURY:
        return DateReading(suggestion=found)
    return DateReading(value=found)


def _numeric(first: int, second: int, year: int) -> DateReading:
    day_first = _day(_whole_year(year), second, first)
    month_first = _day(_whole_year(year), first, second)
    if year < _CENTURY:
        return DateReading(suggestion=day_first)
    if day_first is None:
        return DateReading(suggestion=month_first)
    return DateReading(
        value=day_first, swappable=month_first is not None and month_first != day_first
    )


def _whole_year(year: int) -> int:
    return year + 2000 if year < _CENTURY else year


def _month(word: str) -> int:
    """Return the month's number, or 0: a short form of three letters or a whole name."""
    name = word.lower()
    known = name in _FULL or len(name) == len("jan")
    return _MONTHS.get(name) or (_MONTHS.get(name[:3], 0) if known else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def serial_date(number: float) -> date | None:
    """Return the day that Excel counts as ``number``, if that is in 2000 to 2099."""
    whole = int(number)
    return date(1899, 12, 30) + timedelta(days=whole) if whole in _SERIALS else None


def format_date(day: date) -> str:
    """Write a date day first: ``31/12/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
