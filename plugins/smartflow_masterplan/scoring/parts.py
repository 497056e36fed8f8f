"""What the scores of this plugin are made of: parts in thousandths, and their weighted mean.

Every number that is printed is the number that was used, so that whoever reads a breakdown can
work the score out again. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from smartflow import BreakdownLine, Score

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from smartflow import Text

__all__ = ["HUNDRED", "mean_score", "part", "percent", "thousandths"]

HUNDRED = Decimal(100)
_THOUSANDTH = Decimal("0.001")
_ONE = Decimal(1)
_WIDE = Context(prec=1000)
"""Room for a number that somebody mistyped by many digits: it must not end a score, or a book."""


def thousandths(value: Decimal | Fraction | float) -> Decimal:
    """Return a number rounded half up to three decimals, as by hand."""
    if isinstance(value, Decimal):
        return value.quantize(_THOUSANDTH, rounding=ROUND_HALF_UP, context=_WIDE)
    from smartflow.methods import shown

    return shown(value, 3)


def part(title: Text, value: Decimal | Fraction, weight: Decimal = _ONE) -> BreakdownLine:
    """Return a part in thousandths."""
    return BreakdownLine(title=title, value=thousandths(value), weight=weight)


def percent(count: int, of: int) -> Decimal:
    """Return ``count`` in percent ``of`` a whole; nothing of nothing is 0."""
    return Decimal(count) * HUNDRED / of if of else Decimal(0)


def mean_score(subject: str, parts: Iterable[BreakdownLine]) -> Score:
    """Return the weighted mean of ``parts``, in thousandths; 0 when nothing has a weight.

    Args:
        subject: What is scored.
        parts: Values with their weights.
    """
    lines = tuple(parts)
    weight = sum((line.weight for line in lines), Decimal(0))
    total = sum((line.value * line.weight for line in lines), Decimal(0))
    value = thousandths(total / weight) if weight else Decimal(0)
    return Score(subject=subject, value=value, breakdown=lines)
