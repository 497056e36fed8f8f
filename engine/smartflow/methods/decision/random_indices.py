"""Random indices by name: what the consistency index of random judgements is, for n items.

The tables differ, so a consistency ratio means nothing without the name of its table.
``saaty1980``: T. L. Saaty, The Analytic Hierarchy Process (1980), also printed with 1.51 for n =
11 and later values as here. ``saaty``: T. L. Saaty, Theory and Applications of the Analytic
Network Process (2005), p. 31. ``donegan``: H. A. Donegan and F. J. Dodd, A note on Saaty's random
indexes, Mathematical and Computer Modelling 15:10 (1991), 135-137; between its sizes it is
interpolated. Imports nothing.
"""

from __future__ import annotations

from bisect import bisect_left

__all__ = ["DEFAULT_RANDOM_INDEX", "RANDOM_INDICES", "random_index"]

DEFAULT_RANDOM_INDEX = "saaty1980"

_SAATY_1980 = (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
_SAATY_2005 = (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
_DONEGAN = (
    *(0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213),
    *(1.4497, 1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371),
)
_DONEGAN_LARGE = {
    25: 1.5619,
    30: 1.5772,
    40: 1.5976,
    50: 1.6102,
    60: 1.6178,
    70: 1.6237,
    80: 1.6277,
    90: 1.6213,
    100: 1.6339,
}

RANDOM_INDICES: dict[str, dict[int, float]] = {
    "saaty1980": dict(enumerate(_SAATY_1980, start=3)),
    "saaty": dict(enumerate(_SAATY_2005, start=3)),
    "donegan": dict(enumerate(_DONEGAN, start=3)) | _DONEGAN_LARGE,
}
"""By name, then by number of items from 3; one and two items are always consistent."""


def random_index(name: str, size: int) -> float | None:
    """Return the random index of a table for ``size`` items.

    Args:
        name: A key of :data:`RANDOM_INDICES`.
        size: The number of items.

    Returns:
        The index: 0 for one and two items, None beyond the table.

    Raises:
        KeyError: there is no table of that name.
    """
    table = RANDOM_INDICES[name]
    if size < 3:  # noqa: PLR2004  two judgements cannot contradict each other
        return 0.0
    if size in table:
        return table[size]
    sizes = sorted(table)
    above = bisect_left(sizes, size)
    if above == len(sizes):
        return None
    low, high = sizes[above - 1], sizes[above]
    return table[low] + (table[high] - table[low]) * (size - low) / (high - low)
