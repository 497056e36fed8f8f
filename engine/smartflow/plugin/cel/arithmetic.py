"""What the functions of expressions compute: exact decimals, sums and days.

A decimal travels through CEL as a double, and a double holds every decimal of 15 significant
digits without loss: the shortest way of writing it gives the decimal back. So each operation here
takes doubles back to decimals, computes in decimals, rounds to 15 significant digits and returns
the double. 0.1 + 0.2 is 0.3, as on paper; Excel keeps 15 digits too. A cell with more digits is
refused, never rounded.

Dates travel as ISO text, which sorts as dates do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import (
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    Subnormal,
)

__all__ = ["DIGITS", "TooManyDigits", "decimal_of", "double_of", "functions"]

DIGITS = 15
"""Significant digits that a decimal may have, in a cell and in every result."""

_ROUNDED = Context(prec=DIGITS, traps=[DivisionByZero, InvalidOperation, Overflow])

_POWERS = 300  # of ten, that a double surely holds
_EXACT = Context(
    prec=DIGITS,
    Emin=-_POWERS,
    Emax=_POWERS,
    traps=[Inexact, InvalidOperation, Overflow, Subnormal],
)

Number = int | float


class TooManyDigits(ValueError):
    """A decimal that cannot be computed with exactly."""


def double_of(number: Decimal) -> float:
    """Return the double that stands for a decimal.

    Raises:
        TooManyDigits: it has more than 15 significant digits, or is beyond all measure.
    """
    try:
        return float(_EXACT.plus(number))
    except (Overflow, Subnormal):
        message = f"{number} is too large or too small"
        raise TooManyDigits(message) from None
    except Inexact:
        message = f"{number} has more than {DIGITS} significant digits"
        raise TooManyDigits(message) from None


def decimal_of(double: Number) -> Decimal:
    """Return the decimal for which a double stands."""
    return Decimal(repr(double))


def _exact(operation: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Number, Number], float]:
    def compute(left: Number, right: Number) -> float:
        return float(operation(Decimal(repr(left)), Decimal(repr(right))))

    return compute


def _sum_whole(numbers: Iterable[int | None]) -> int:
    return sum(number for number in numbers if number is not None)


def _sum_decimal(numbers: Iterable[Number | None]) -> float:
    exact = sum((decimal_of(number) for number in numbers if number is not None), Decimal(0))
    return float(_ROUNDED.plus(exact))


def _year(day: str) -> int:
    return date.fromisoformat(day).year


def _month(day: str) -> int:
    return date.fromisoformat(day).month


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


_Signature = tuple[str, Callable[..., object]]


def functions() -> dict[str, tuple[_Signature, ...]]:
    """Return the functions that the library must call back, by name.

    Each is given as signatures of what it is called with at run time (``d`` a double, ``i`` an
    integer, ``s`` text, ``l`` a list), the letter of what it returns first.
    """
    operations = {
        "decimal_add": _ROUNDED.add,
        "decimal_subtract": _ROUNDED.subtract,
        "decimal_multiply": _ROUNDED.multiply,
        "decimal_divide": _ROUNDED.divide,
    }
    made: dict[str, tuple[_Signature, ...]] = {
        "sum_whole": (("il", _sum_whole),),
        "sum_decimal": (("dl", _sum_decimal),),
        "lower": (("ss", str.lower),),
        "year": (("is", _year),),
        "month": (("is", _month),),
        "days": (("iss", _days),),
    }
    for name, operation in operations.items():
        compute = _exact(operation)
        made[name] = tuple((f"d{given}", compute) for given in ("dd", "di", "id", "ii"))
    return made
