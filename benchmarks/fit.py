"""The exponent of growth: least squares on the logarithms, with its interval.

``seconds = a * count ** b`` is a straight line between logarithms. 1 is linear, 2 quadratic, 0 does
not depend on the count. A fixed cost lowers the exponent of small counts, so the exponent between
the two greatest counts stands beside it: that is the one to reckon on with.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Fit", "fit"]

_T_95 = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306}
"""Student's t for a two-sided interval of 95 %, by degrees of freedom."""
_AT_LEAST = 3


class Fit(NamedTuple):
    """A fitted exponent.

    Attributes:
        exponent: The slope of the line through all points.
        margin: Half of its 95 % interval.
        r_squared: The share of the variance that the line explains; 1 where nothing varies.
        last: The slope between the two greatest counts.
    """

    exponent: float
    margin: float
    r_squared: float
    last: float


def fit(points: Mapping[int, float]) -> Fit:
    """Fit a power law.

    Args:
        points: Seconds (above 0) by count (above 0); three to ten of them.

    Raises:
        ValueError: there are too few points or too many.
    """
    freedom = len(points) - 2
    if len(points) < _AT_LEAST or freedom not in _T_95:
        message = f"{len(points)} points: an exponent with an interval needs 3 to 10"
        raise ValueError(message)
    pairs = sorted((math.log(count), math.log(seconds)) for count, seconds in points.items())
    mean_x, mean_y = (math.fsum(side) / len(pairs) for side in zip(*pairs, strict=True))
    spread = math.fsum((x - mean_x) ** 2 for x, _ in pairs)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs) / spread
    missed = math.fsum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in pairs)
    total = math.fsum((y - mean_y) ** 2 for _, y in pairs)
    (x, y), (x_last, y_last) = pairs[-2:]
    return Fit(
        slope,
        _T_95[freedom] * math.sqrt(missed / freedom / spread),
        1 - missed / total if total else 1.0,
        (y_last - y) / (x_last - x),
    )
