"""Numbers as Indonesian officials write them, read without ever guessing.

The decimal mark is a comma and thousands are parted by dots (``1.234,5``), yet the same table also
holds plain notation (``2.38``) from calculators and foreign software. Each text has one of three
fates: it can mean one number only and is read; it can mean two (``1.000`` is one thousand or one,
``2,512`` likewise) or leaves something out (``1,2 M``, ``150 jt``) and gets a suggestion; or it is
no number. Nothing here is ever a float. What digits and marks mean is
:func:`smartflow.numbers.read_figure`'s to say; here is what officials put around them.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from smartflow.numbers import read_figure

__all__ = ["MAX_DIGITS", "NumberReading", "read_number", "read_whole"]

MAX_DIGITS = 30
"""More digits than this are no figure that a worksheet asks for."""

_LONGEST = 100
"""A longer text is a sentence; it is not looked at, which also keeps the patterns fast."""

_SIMPLE = re.compile(
    r"^(?:[0-9]{1,30}|(?:0|[0-9]{4,15})[.,][0-9]{1,15}|[0-9]{1,3}[.,](?:[0-9]{1,2}|[0-9]{4,15}))\Z"
)
"""By far the most figures: digits with at most one mark, which cannot part thousands."""

_CURRENCY = re.compile(r"^(?:rp|idr)(?![a-z])\.?\s*", re.IGNORECASE)
_ROUND_RUPIAH = re.compile(r"\s*[.,]\s*(?:-|--|–|=)\s*$")  # noqa: RUF001  officials type either dash
_SIGN = re.compile(r"^\s*([-+−–])\s*")  # noqa: RUF001  minus signs that Word puts in
_PERCENT = re.compile(r"\s*(?:%|persen)$", re.IGNORECASE)
_SCALED = re.compile(
    r"^(?P<figure>[0-9][0-9.,]*)\s*(?P<word>rb|ribu|k|jt|juta|m|mlr|mil[iy]ard?|t|tn|tril[iy]+un)"
    r"\.?$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?P<figure>[0-9][0-9.,]*[0-9]|[0-9])(?:\s+|(?=[/°]))[^\s0-9][^0-9]*$")
"""A figure with words behind it, in which no other figure stands."""

_ABOUT = re.compile(
    r"^(?:±|\+/-|~|≈|[<>≤≥]=?|kurang lebih|lebih dari|kurang dari|sekitar|hampir|th\.?|tahun)\s*",
    re.IGNORECASE,
)
_SPACED = re.compile(r"^[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?$")
_SMALL = re.compile(r"^[0-9]*[.,]?[0-9]+$")
"""What stands before juta: a figure with one mark at most, which parts its decimals."""

_SCIENTIFIC = re.compile(r"^[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]{1,2}$", re.IGNORECASE)

_SCALES = {"r": 1_000, "k": 1_000, "j": 1_000_000, "m": 1_000_000_000, "t": 1_000_000_000_000}
"""By the first letter of the word; in Indonesian ``M`` is miliar, a thousand million."""


class NumberReading(msgspec.Struct, frozen=True):
    """What a text means as a number.

    Attributes:
        value: The number when the text can mean only one, else None.
        suggestion: The likelier number when the text is ambiguous, else None.
        percent: Whether a percent sign stood behind it; ``85%`` has the value 85.
    """

    value: Decimal | None = None
    suggestion: Decimal | None = None
    percent: bool = False


_NONE = NumberReading()


def read_number(text: str) -> NumberReading:
    """Read a number in Indonesian or plain notation.

    Args:
        text: What stood in the cell, such as ``Rp 1.500.000``, ``0,15``, ``2.38``, ``85%``.

    Returns:
        The value when only one number can be meant, else at most a suggestion.
    """
    if _SIMPLE.match(text):
        return NumberReading(value=Decimal(text.replace(",", ".")))
    if len(text) > _LONGEST:
        return _NONE
    rest = text.strip().strip("'")
    about = _ABOUT.match(rest)
    if about:
        inner = read_number(rest[about.end() :])
        return NumberReading(suggestion=_likeliest(inner), percent=inner.percent)
    rest, negative = _sign(rest)
    currency = _CURRENCY.match(rest)
    if currency:
        rest = _ROUND_RUPIAH.sub("", rest[currency.end() :])
        rest, negative_after = _sign(rest)
        negative = negative or negative_after
    percent = _PERCENT.search(rest)
    if percent:
        rest = rest[: percent.start()]
    reading = _unsigned(rest, rupiah=currency is not None)
    if reading is _NONE:
        return _NONE
    return NumberReading(
        value=_negate(reading.value, negative),
        suggestion=_negate(reading.suggestion, negative),
        percent=percent is not None,
    )


def read_whole(text: str) -> NumberReading:
    """Read a number where none has a fraction: a single group of three can only be thousands.

    Args:
        text: What stood in the cell and :func:`read_number` could not read.

    Returns:
        ``1.500.000,-`` has a value (the mark behind says: round); ``2.022`` and ``2,022`` the
        suggestion 2022, because a year is often written with a mark by mistake.
    """
    if len(text) > _LONGEST:
        return _NONE
    rounded = _ROUND_RUPIAH.sub("", text)
    if rounded != text:
        reading = _figure(rounded.strip(), rupiah=True)
        if reading.value is not None:
            return NumberReading(value=reading.value)
    reading = read_number(text)
    number = reading.suggestion
    if number is None or number == number.to_integral_value():
        return reading
    figure = read_figure(text.strip())
    return NumberReading(suggestion=figure.thousands) if figure else _NONE


def _sign(text: str) -> tuple[str, bool]:
    sign = _SIGN.match(text)
    if sign is None:
        return text, False
    return text[sign.end() :], sign.group(1) != "+"


def _negate(number: Decimal | None, negative: bool) -> Decimal | None:  # noqa: FBT001
    return number.copy_negate() if number and negative else number


def _unsigned(text: str, *, rupiah: bool) -> NumberReading:
    if sum(map(text.count, "0123456789")) > MAX_DIGITS:
        return _NONE
    scaled = _SCALED.match(text)
    if scaled:
        return _scaled(scaled)
    if _SCIENTIFIC.match(text):
        return NumberReading(suggestion=_only(Decimal(text.replace(",", "."))))
    if text.startswith("(") and text.endswith(")"):
        inner = _figure(text[1:-1], rupiah=rupiah)
        return NumberReading(suggestion=_negate(_likeliest(inner), negative=True))
    figure = _figure(text, rupiah=rupiah)
    if figure is not _NONE:
        return figure
    leading = _LEADING.match(text)
    if leading:
        inner = _figure(leading["figure"], rupiah=rupiah)
        return NumberReading(suggestion=_likeliest(inner))
    return _NONE


def _likeliest(reading: NumberReading) -> Decimal | None:
    return reading.suggestion if reading.value is None else reading.value


def _scaled(match: re.Match[str]) -> NumberReading:
    """Suggest what ``1,2 M`` or ``150 jt`` means; the figure in front is a small one."""
    figure = match["figure"]
    if not _SMALL.match(figure):
        return _NONE
    number = Decimal(figure.replace(",", ".")) * _SCALES[match["word"][0].lower()]
    return NumberReading(suggestion=_only(number))


def _only(number: Decimal) -> Decimal:
    """Return ``number`` in plain notation, without an exponent or trailing zeros behind it."""
    return Decimal(format(number.normalize(), "f"))


def _figure(text: str, *, rupiah: bool) -> NumberReading:
    """Read digits, points and commas: of two meanings, the likelier is suggested."""
    if _SPACED.match(text):
        joined = re.sub(r"[ \u00a0\u202f]", "", text)
        return NumberReading(value=Decimal(joined.replace(",", ".")))
    figure = read_figure(text)
    if figure is None:
        return _NONE
    if figure.value is not None:
        return NumberReading(value=figure.value)
    if rupiah and figure.mark == ".":
        return NumberReading(value=figure.thousands)
    if figure.mark == "," and not text.endswith("000"):
        return NumberReading(suggestion=figure.decimals)
    return NumberReading(suggestion=figure.thousands)
