"""The codes that a day of the calendar may have been, before a spreadsheet took them for one.

``13.10`` becomes the 13th of October of this year, ``11.73`` November 1973, ``73.01`` January 1973,
and where the month stands first ``12.11`` becomes the 11th of December. Must not import anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

__all__ = ["codes_of_day"]

_MONTHS = (
    ("jan",),
    ("feb", "peb"),
    ("mar",),
    ("apr",),
    ("mei", "may"),
    ("jun",),
    ("jul",),
    ("agu", "ags", "aug"),
    ("sep",),
    ("okt", "oct"),
    ("nov", "nop"),
    ("des", "dec"),
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?: 00[:.]00(?:[:.]00)?)?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
_TWO = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_WORD = r"([A-Za-z]{3,9})\.?"
_DAY_MONTH = re.compile(rf"(\d{{1,2}})[-/. ]{_WORD}(?:[-/. ](\d{{4}}|\d\d))?")
_MONTH_NUMBER = re.compile(rf"{_WORD}[-/. ](\d{{4}}|\d{{1,2}})")
_COUNTED = re.compile(r"(\d{5})(?:[.,]0+)?")
_LAST_MONTH, _LAST_DAY = 12, 31
_DAY_ZERO = date(1899, 12, 30)
"""From here spreadsheets count the days (Lotus's leap day of 1900 included)."""


def codes_of_day(text: str) -> Iterator[str]:
    """Yield every pair of a province's and a city's number that a day may have been.

    Args:
        text: A day in the forms in which spreadsheets write it, in digits or with a month's name;
            or the number by which they count it. Anything else yields nothing.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        yield from _day(found[1], int(found[2]), int(found[3]))
    elif found := _YEAR_LAST.fullmatch(text):
        yield from _day(found[3], int(found[2]), int(found[1]))
        yield from _day(found[3], int(found[1]), int(found[2]))
    elif found := _MONTH_AND_YEAR.fullmatch(text):
        yield from _either(int(found[1]), int(found[2][2:]))
    elif found := _TWO.fullmatch(text):
        yield from _either(int(found[1]), int(found[2]))
    elif found := _DAY_MONTH.fullmatch(text):
        yield from _in_words(found[2], found[1], found[3])
    elif found := _MONTH_NUMBER.fullmatch(text):
        yield from _in_words(found[1], found[2][-2:], None)
    elif found := _COUNTED.fullmatch(text):
        day = _DAY_ZERO + timedelta(days=int(found[1]))
        yield from _day(str(day.year), day.month, day.day)


def _in_words(month: str, number: str, year: str | None) -> Iterator[str]:
    """Yield the codes of a month's name and a number beside it, which is a day or a year."""
    which = _month(month)
    if which and year is None:
        yield from _either(which, int(number))
    elif which and year is not None:
        yield from _day(year, which, int(number))


def _day(year: str, month: int, day: int) -> Iterator[str]:
    """Yield the codes of a day: of two of its three parts, in whatever order they were typed."""
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return
    short = int(year[-2:])
    yield from _either(month, day)
    yield from _either(month, short)
    yield from _either(day, short)


def _either(one: int, other: int) -> Iterator[str]:
    yield f"{one:02}.{other:02}"
    yield f"{other:02}.{one:02}"


def _month(name: str) -> int:
    start = name[:3].casefold()
    return next((at for at, names in enumerate(_MONTHS, start=1) if start in names), 0)
