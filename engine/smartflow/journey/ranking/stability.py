"""How far each weight of a ranking can move before the first place changes.

Where a score is the weighted mean of its parts, the lead of the first over another is linear in
each weight, so the limit is a quotient of whole differences and exact: with lead C + w d (C from
the other criteria), it holds while C + w d >= 0. Any other method is asked again and again with
another weight, and its limits are whole weights. Pure: no store, no plugin of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

import msgspec

__all__ = ["Margin", "exact_margins", "searched_margin"]

_THOUSANDTHS = 1000
_FARTHEST = 20
"""A weight is moved up to so many times the sum of all weights; beyond it nothing changes."""


class Margin(msgspec.Struct, frozen=True):
    """How far one weight can move while the first stays first (a tie for first included).

    Attributes:
        low: The least weight, at least 0; rounded up to thousandths.
        high: The greatest weight, rounded down to thousandths; None when there is no limit.
        heir_low: Who is first below ``low``; ``""`` when nobody can be.
        heir_high: Who is first above ``high``; ``""`` when nobody is.
    """

    low: Decimal
    high: Decimal | None
    heir_low: str = ""
    heir_high: str = ""


def exact_margins(
    weights: Sequence[Decimal], parts: Mapping[str, Sequence[Decimal]], first: str
) -> tuple[Margin, ...]:
    """Return the margin of each weight of a weighted mean, all other weights fixed.

    Args:
        weights: The weights, at least 0.
        parts: For each alternative its parts, one per weight.
        first: The alternative that is first.
    """
    return tuple(_margin(weights, parts, first, moved) for moved in range(len(weights)))


def _margin(
    weights: Sequence[Decimal], parts: Mapping[str, Sequence[Decimal]], first: str, moved: int
) -> Margin:
    low, high = Fraction(0), None
    heir_low = heir_high = ""
    for name, others in sorted(parts.items()):
        leads = [Fraction(a) - Fraction(b) for a, b in zip(parts[first], others, strict=True)]
        rest = sum(
            (
                Fraction(weight) * lead
                for position, (weight, lead) in enumerate(zip(weights, leads, strict=True))
                if position != moved
            ),
            Fraction(0),
        )
        slope = leads[moved]
        if slope > 0 and -rest / slope > low:
            low, heir_low = -rest / slope, name
        elif slope < 0 and (high is None or rest / -slope < high):
            high, heir_high = rest / -slope, name
    return Margin(
        low=_rounded(low, ROUND_CEILING),
        high=None if high is None else _rounded(high, ROUND_FLOOR),
        heir_low=heir_low,
        heir_high=heir_high,
    )


def _rounded(value: Fraction, towards: str) -> Decimal:
    """Round to thousandths, inwards, so that the printed weight still keeps the first place."""
    scaled = value * _THOUSANDTHS
    whole = -(-scaled.numerator // scaled.denominator)
    if towards == ROUND_FLOOR:
        whole = scaled.numerator // scaled.denominator
    return Decimal(whole) / _THOUSANDTHS


def searched_margin(
    weight: Decimal, total: Decimal, leaders: Callable[[Decimal], Sequence[str]], first: str
) -> Margin:
    """Return the margin of one weight of any method, by trying other weights.

    Args:
        weight: The weight now.
        total: The sum of all weights.
        leaders: Who is first under another weight; nobody when nothing can be ranked.
        first: Who is first now.

    Returns:
        Limits that are whole weights (or the weight itself); a limit farther than twenty times
        the sum of all weights counts as none.
    """
    low, heir_low = _last_good(weight, Decimal(0), leaders, first)
    farthest = weight + total * _FARTHEST
    high, heir_high = _last_good(weight, farthest, leaders, first)
    return Margin(
        low=low,
        high=high if heir_high else None,
        heir_low=heir_low,
        heir_high=heir_high,
    )


def _last_good(
    start: Decimal, end: Decimal, leaders: Callable[[Decimal], Sequence[str]], first: str
) -> tuple[Decimal, str]:
    """Return the farthest weight towards ``end`` that keeps the first, and who is first beyond.

    Steps double until one fails, then the gap is halved down to one whole weight.
    """
    sign = 1 if end >= start else -1
    good, step, bad, heir = start, Decimal(1), None, ""
    while good != end:
        trial = good + sign * step
        if (end - trial) * sign < 0:
            trial = end
        found = leaders(trial)
        if found and first not in found:
            bad, heir = trial, found[0]
            break
        good, step = trial, step * 2
    while bad is not None and abs(bad - good) > 1:
        middle = (good + (bad - good) / 2).to_integral_value()
        if middle in (good, bad):
            break
        found = leaders(middle)
        if found and first not in found:
            bad, heir = middle, found[0]
        else:
            good = middle
    return good, heir
