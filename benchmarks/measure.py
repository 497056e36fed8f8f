"""Measure two things in turn, so that whatever slows the machine slows both.

A ratio within one run says the same on a fast and on a slow machine; seconds do not.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Line", "Pair", "Skipped", "Timing", "interleave"]


class Timing(NamedTuple):
    """Seconds of one side, one number per round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        """Print median and range in milliseconds."""
        low, middle, high = (
            1000 * value for value in (min(self.seconds), self.median, max(self.seconds))
        )
        return f"{middle:.0f} ({low:.0f}-{high:.0f})"


class Pair(NamedTuple):
    """Both sides of a comparison, measured in turn."""

    subject: Timing
    peer: Timing


class Line(NamedTuple):
    """One line of the table.

    Attributes:
        what: What is compared with what.
        ratio: The number that was promised about.
        limit: The promised bound.
        at_most: Whether the bound is an upper one; else a lower one.
        pair: Both sides; None where no time was taken.
    """

    what: str
    ratio: float
    limit: float
    at_most: bool
    pair: Pair | None = None

    @property
    def kept(self) -> bool:
        """Whether the promise was kept in this run."""
        return self.ratio <= self.limit if self.at_most else self.ratio >= self.limit

    @property
    def promise(self) -> str:
        """The promise in words."""
        return f"at {'most' if self.at_most else 'least'} {self.limit:g}"


class Skipped(NamedTuple):
    """A line that cannot be measured here, and why.

    Attributes:
        what: What would be compared with what.
        reason: What is missing.
    """

    what: str
    reason: str


def interleave(
    subject: Callable[[], object],
    peer: Callable[[], object],
    *,
    rounds: int,
    before: Callable[[], None] | None = None,
) -> Pair:
    """Run both sides in turn, after one round that is not counted.

    Args:
        subject: What is judged.
        peer: What it is compared with.
        rounds: How many counted rounds.
        before: Called before each run of the subject, outside the clock.

    Returns:
        The seconds of both sides.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for side, action in enumerate((subject, peer)):
            if side == 0 and before is not None:
                before()
            start = time.perf_counter()
            action()
            taken[side].append(time.perf_counter() - start)
    return Pair(Timing(tuple(taken[0][1:])), Timing(tuple(taken[1][1:])))
