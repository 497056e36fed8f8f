"""Brings the columns of a decision table to one size, exactly.

``max``: benefit x / max, cost min / x. ``sum``: benefit x, cost 1 / x, each divided by its
column's sum. ``vector``: x / sqrt(sum of x^2), for a cost 1 minus that. ``minmax``: benefit (x -
min) / (max - min), cost (max - x) / (max - min). All results are "more is better" and lie between
0 and 1 for positive values. A square root, and a column's sum of reciprocals, are taken to 50
digits, which changes no rank as it scales the whole column. Source: C.-L. Hwang and K. Yoon,
Multiple Attribute Decision Making (1981). Imports nothing of SmartFlow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction

__all__ = ["normalize", "vector_norm"]

_DIGITS = Context(prec=50)

_Column = Sequence[Fraction]
_Row = tuple[Fraction, ...]


def normalize(
    rows: Sequence[_Row | None], benefit: Sequence[bool], method: str
) -> tuple[_Row | None, ...]:
    """Normalise a table column by column.

    Args:
        rows: The values by alternative; None takes no part.
        benefit: For each criterion whether more is better.
        method: ``max``, ``sum``, ``vector`` or ``minmax``.

    Returns:
        The normalised values by alternative; None for one that took no part or would need a
        division by zero.
    """
    whole = [row for row in rows if row is not None]
    if not whole:
        return (None,) * len(rows)
    columns = [
        _METHODS[method](column, more)
        for column, more in zip(zip(*whole, strict=True), benefit, strict=True)
    ]
    done = iter(zip(*columns, strict=True))
    result: list[_Row | None] = []
    for row in rows:
        if row is None:
            result.append(None)
            continue
        cells = next(done)
        known = tuple(cell for cell in cells if cell is not None)
        result.append(known if len(known) == len(cells) else None)
    return tuple(result)


def vector_norm(column: _Column) -> Fraction:
    """Return the Euclidean length of a column, to 50 digits."""
    squares = Decimal(0)
    for value in column:
        number = _decimal(value)
        squares = _DIGITS.add(squares, _DIGITS.multiply(number, number))
    return Fraction(_DIGITS.sqrt(squares))


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _by_max(column: _Column, more: bool) -> list[Fraction | None]:  # noqa: FBT001  one of a table
    if more:
        top = max(column)
        return [value / top if top else None for value in column]
    bottom = min(column)
    return [bottom / value if value else None for value in column]


def _by_sum(column: _Column, more: bool) -> list[Fraction | None]:  # noqa: FBT001
    parts = [value if more else (1 / value if value else None) for value in column]
    total = Decimal(0)
    for part in parts:
        total = _DIGITS.add(total, _decimal(part or Fraction(0)))
    whole = Fraction(total)
    return [part / whole if part is not None and whole else None for part in parts]


def _by_vector(column: _Column, more: bool) -> list[Fraction | None]:  # noqa: FBT001
    norm = vector_norm(column)
    if not norm:
        return [None for _ in column]
    return [value / norm if more else 1 - value / norm for value in column]


def _by_range(column: _Column, more: bool) -> list[Fraction | None]:  # noqa: FBT001
    low, high = min(column), max(column)
    if low == high:
        # No alternative is better here; any constant leaves the ranks alone.
        return [Fraction(1) for _ in column]
    width = high - low
    return [(value - low) / width if more else (high - value) / width for value in column]


_METHODS: dict[str, Callable[[_Column, bool], list[Fraction | None]]] = {
    "max": _by_max,
    "sum": _by_sum,
    "vector": _by_vector,
    "minmax": _by_range,
}
