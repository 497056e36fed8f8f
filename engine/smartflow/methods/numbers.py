"""Numbers as they stand in the cells of a table that somebody brings, read exactly.

A cell may hold an int, a float, a Decimal, a Fraction or a text: ``0.15``, ``0,15``, ``1.234,5``,
``15%``, ``1/3``. All become a Fraction: a float means the decimal that its writer typed, so 0.1 is
one tenth. What may mean two numbers (the text ``1.000``) is not guessed. Weighted sums are then
exact, and two people who add by hand agree. What digits and marks mean is
:func:`smartflow.numbers.read_figure`'s to say.
"""

from __future__ import annotations

import math
import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from smartflow.numbers import read_figure

__all__ = [
    "Cell",
    "NumberProblem",
    "decimals_of",
    "read_list",
    "read_number",
    "read_scale",
    "read_text",
    "shown",
    "written",
]

Cell: TypeAlias = object
"""Whatever stands in a cell; the method that needs it reads it and says what is wrong with it."""

NumberProblem = Literal["missing", "not-a-number", "ambiguous"]

PLACES = 6
"""Decimal places to which results are shown."""

_LARGEST = 10**24
"""Beyond it, or below its reciprocal, stands no score, weight or budget."""

_MOST_BITS = 256
"""Of a fraction's two halves; longer ones are no measurement and would slow every sum."""

_LONGEST = 60
_BLANK = frozenset({"", "-", "–", "—", "−"})  # noqa: RUF001  the dashes that Word puts in
_MINUS = str.maketrans({"−": "-", "–": "-"})  # noqa: RUF001

_FRACTION = re.compile(r"([+-]?[0-9]{1,9})\s*/\s*([0-9]{1,9})")
_SCIENTIFIC = re.compile(r"(?:[0-9]+|[0-9]*[.,][0-9]+)[eE][+-]?[0-9]{1,2}")

_SPAN = re.compile(r"\s*([0-9]{1,4})\s*[-–]\s*([0-9]{1,4})\s*")  # noqa: RUF001  1-5 as typed

_SHOWN = Context(prec=60, rounding=ROUND_HALF_UP)


def read_number(cell: Cell) -> Fraction | NumberProblem:
    """Read a cell as an exact number.

    Args:
        cell: int, float, Decimal, Fraction or text. A bool is no number.

    Returns:
        The number, or why there is none: ``missing`` (None, blank or a dash), ``ambiguous``
        (the text ``1.000`` or ``2,512``: thousands or decimals?) or ``not-a-number``
        (words, infinity, NaN, a size of 10^24 and more or of 10^-24 and less).
    """
    if cell is None:
        return "missing"
    if isinstance(cell, str):
        return _read_words(cell)
    if isinstance(cell, bool):
        return "not-a-number"
    if isinstance(cell, float):
        return _bounded(Decimal(repr(float(cell)))) if math.isfinite(cell) else "not-a-number"
    if isinstance(cell, Decimal):
        return _bounded(cell)
    if isinstance(cell, int | Fraction):
        return _bounded_fraction(Fraction(cell))
    return "not-a-number"


def _read_words(words: str) -> Fraction | NumberProblem:
    if len(words) > _LONGEST and len(words.strip()) > _LONGEST:
        return "not-a-number"
    text = words.strip()
    if text in _BLANK:
        return "missing"
    text = text.translate(_MINUS)
    if text.endswith("%"):
        percent = _read_words(text[:-1].rstrip() or "?")
        return percent / 100 if isinstance(percent, Fraction) else percent
    parts = _FRACTION.fullmatch(text)
    if parts:
        below = int(parts[2])
        return Fraction(int(parts[1]), below) if below else "not-a-number"
    sign = -1 if text.startswith("-") else 1
    digits = text[1:] if text.startswith(("+", "-")) else text
    if _SCIENTIFIC.fullmatch(digits):
        return _bounded(Decimal(digits.replace(",", ".")), sign)
    figure = read_figure(digits)
    if figure is None:
        return "not-a-number"
    return "ambiguous" if figure.value is None else _bounded(figure.value, sign)


def _bounded(number: Decimal, sign: int = 1) -> Fraction | NumberProblem:
    if not number.is_finite() or len(number.as_tuple().digits) > _LONGEST:
        return "not-a-number"
    if number and not -_LONGEST < number.adjusted() < _LONGEST:
        return "not-a-number"
    return _bounded_fraction(sign * Fraction(number))


def _bounded_fraction(number: Fraction) -> Fraction | NumberProblem:
    if not number:
        return number
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    if bits > _MOST_BITS or not Fraction(1, _LARGEST) < abs(number) < _LARGEST:
        return "not-a-number"
    return number


def read_text(cell: Cell) -> str:
    """Read a cell as words: a code or a name. A whole number is its digits; junk is empty."""
    if isinstance(cell, str):
        return cell.strip()
    number = read_number(cell)
    if isinstance(number, Fraction):
        return format(shown(number), "f")
    return ""


def written(cell: Cell) -> str:
    """Return what stood in a cell that could not be read, to quote it in a sentence.

    A number is quoted as a number, a bool, date or time as TOML writes it; what has no short form
    (a list, an int of a thousand digits) by the kind of thing it is.
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str | float | date | time):
        return str(cell)
    if isinstance(cell, Decimal) and not cell.is_finite():
        return str(cell).lower()
    return read_text(cell) or type(cell).__name__


def read_list(cell: Cell) -> tuple[Cell, ...]:
    """Read a cell as a row of cells; one that is no list is a row of itself, None is empty."""
    if isinstance(cell, list | tuple):
        return tuple(cell)
    return () if cell is None else (cell,)


def read_scale(cell: Cell) -> tuple[Fraction, Fraction] | None:
    """Read a declared scale: ``[1, 5]``, or the words ``1-5``.

    Returns:
        Its lower and upper end, None when it is not two numbers in rising order.
    """
    span = _SPAN.fullmatch(cell) if isinstance(cell, str) else None
    ends = tuple(read_number(end) for end in (span.groups() if span else read_list(cell)))
    numbers = tuple(end for end in ends if isinstance(end, Fraction))
    if len(ends) != 2 or len(numbers) != 2 or not numbers[0] < numbers[1]:  # noqa: PLR2004
        return None
    return numbers[0], numbers[1]


def shown(number: Fraction | float, places: int = PLACES) -> Decimal:
    """Round a number to ``places`` decimals, half up as by hand, without trailing zeros."""
    exact = Fraction(number) if isinstance(number, Fraction) else Fraction(Decimal(number))
    scaled = exact * 10**places
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    size = Decimal(whole).scaleb(-places, _SHOWN)
    plain = Decimal(format(size.normalize(_SHOWN), "f"))
    return plain.copy_negate() if exact < 0 and whole else plain


def decimals_of(number: Fraction) -> int:
    """Count the decimal places a number is written with, at most :data:`PLACES`."""
    for places in range(PLACES):
        if (number * 10**places).denominator == 1:
            return places
    return PLACES
