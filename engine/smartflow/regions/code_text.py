"""Reading a region's code in whatever form a spreadsheet left it.

``13.10`` looks like a number, a time or a day, and a spreadsheet that takes it for one writes
``13.1``, ``13,10``, ``13:10``, ``13-Oct`` or ``1310``. Each form is turned back here into every
code that it may have been. Only codes of the list count; one that is left is the code, several are
for the row's name to decide, and nothing is guessed. What stands there as it should (``13.73``) is
taken at its word. Must not import anything but the list itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from smartflow.regions.code_day import codes_of_day
from smartflow.regions.region import find_region

__all__ = ["CodeReading", "read_code"]

_AS_IT_SHOULD_BE = re.compile(r"\d\d\.\d\d")
_QUOTES = "[\"'`\u2018\u2019\u201c\u201d]*"
_PACKED = re.compile(rf"=?\s*{_QUOTES}(.*?){_QUOTES}", re.DOTALL)
_PREFIX = re.compile(r"(?:ID|kode|code)[\s:.-]*(?=\d)", re.IGNORECASE)
_APART = re.compile(r"(\d\d)\s*[-/\\_· ]\s*(\d\d)")
_DIGITS = re.compile(r"(\d\d)(\d\d)(?:[.,]0*)?")
_SHORT_DIGITS = re.compile(r"(\d\d)(\d)(?:[.,]0*)?")
_GROUPED = re.compile(r"(\d)[.,](\d)(\d\d)")
_NUMBER = re.compile(r"(\d\d)[.,](\d+)")
_SCIENTIFIC = re.compile(r"\d[.,]\d{3,}E\+?0*[13]", re.IGNORECASE)
_FRACTION = re.compile(r"\d[.,]\d+")
_TIME = re.compile(r"(\d\d):(\d\d)(?::00(?:[.,]0+)?)?|(\d\d)\.(\d\d)\.00")
_HALF_DAY = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.]00)? ?([AP])\.?M\.?", re.IGNORECASE)
_DURATION = re.compile(r"(\d+) days?, (\d{1,2}):(\d\d):00")
_MOMENT = re.compile(r"(19\d\d-\d\d-\d\d)[T ](\d\d):(\d\d)(?::00)?")
_CLOSE = Decimal("0.000001")
_HUNDREDTH = Decimal("0.01")
_MINUTES = 24 * 60
_HOUR = 60
_NOON = 12
_BEFORE_DAY_ONE = date(1899, 12, 31)
"""Spreadsheets count days from here when they show a long time as a moment."""


class CodeReading(msgspec.Struct, frozen=True):
    """What a cell may say of a region's code.

    Attributes:
        text: What stands in the cell, blanks trimmed.
        codes: Every code of the list that it may have been, sorted.
        exact: Whether it stands there as a code is written; then it is that code and no other.
    """

    text: str
    codes: tuple[str, ...]
    exact: bool = False

    @property
    def code(self) -> str:
        """The code, if it can only have been one; else ``""``."""
        return self.codes[0] if len(self.codes) == 1 else ""


def read_code(text: str) -> CodeReading:
    """Return what a cell says of a region's code.

    Args:
        text: The cell as text, from a CSV file or a workbook.

    Returns:
        The reading. Without any ``codes`` it names no region, in whatever form. A time that a
        computer shows with a point (13.73 as 14.13) cannot be told from a code: there only the
        name beside it can.
    """
    shown = " ".join(unicodedata.normalize("NFKC", text).split())
    packed = _PACKED.fullmatch(shown)
    bare = _PREFIX.sub("", packed[1].strip() if packed else shown, count=1).strip()
    if _AS_IT_SHOULD_BE.fullmatch(bare):
        return CodeReading(shown, (bare,) if find_region(bare) else (), exact=True)
    found = {code for code in _may_be(bare) if find_region(code)}
    return CodeReading(shown, tuple(sorted(found)))


def _may_be(bare: str) -> Iterator[str]:
    """Yield whatever the text can have been; most of it is no region's code."""
    for form in (_APART, _DIGITS):
        if found := form.fullmatch(bare):
            yield f"{found[1]}.{found[2]}"
    if found := _GROUPED.fullmatch(bare):
        yield f"{found[1]}{found[2]}.{found[3]}"
    if found := _SHORT_DIGITS.fullmatch(bare):
        yield from _one_digit(found[1], found[2])
    yield from _from_number(_plain(bare))
    yield from _from_time(bare)
    yield from codes_of_day(bare)


def _one_digit(province: str, digit: str) -> Iterator[str]:
    """Yield both codes that lose a zero so: the last one of 13.10, the first one of 13.01."""
    yield f"{province}.{digit}0"
    yield f"{province}.0{digit}"


def _plain(bare: str) -> str:
    """Return a number without its exponent, if no digit is lost; any other text as it is."""
    if not _SCIENTIFIC.fullmatch(bare):
        return bare
    return format(Decimal(bare.replace(",", ".")), "f")


def _from_number(bare: str) -> Iterator[str]:
    """Yield the codes of a number: its zeros dropped, or its last digits a computer's noise."""
    if found := _DIGITS.fullmatch(bare):
        yield f"{found[1]}.{found[2]}"
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return
    if len(found[2]) == 1:
        yield from _one_digit(found[1], found[2])
        return
    number = Decimal(f"{found[1]}.{found[2]}")
    rounded = number.quantize(_HUNDREDTH)
    if abs(number - rounded) < _CLOSE:
        yield str(rounded)


def _from_time(bare: str) -> Iterator[str]:
    """Yield the codes of a time of day, or of the part of a day that a time is to a computer."""
    if found := _TIME.fullmatch(bare):
        yield from _at(int(found[1] or found[3]), int(found[2] or found[4]))
    elif found := _HALF_DAY.fullmatch(bare):
        afternoon = _NOON if found[3] in "pP" else 0
        yield from _at(int(found[1]) % _NOON + afternoon, int(found[2]))
    elif found := _DURATION.fullmatch(bare):
        yield from _at(int(found[1]) * 24 + int(found[2]), int(found[3]))
    elif found := _MOMENT.fullmatch(bare):
        days = (_day(found[1]) - _BEFORE_DAY_ONE) // timedelta(days=1)
        yield from _at(days * 24 + int(found[2]), int(found[3]))
    elif _FRACTION.fullmatch(bare):
        minutes = Decimal(bare.replace(",", ".")) * _MINUTES
        whole = round(minutes)
        if abs(minutes - whole) < _HUNDREDTH:
            yield from _at(whole // _HOUR, whole % _HOUR)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _BEFORE_DAY_ONE


def _at(hours: int, minutes: int) -> Iterator[str]:
    """Yield the codes of an hour and a minute.

    A spreadsheet takes 13.73 for the 73rd minute after one o'clock, and shows 14:13.
    """
    yield f"{hours:02}.{minutes:02}"
    if minutes < _HOUR:
        yield f"{hours - 1:02}.{minutes + _HOUR:02}"
