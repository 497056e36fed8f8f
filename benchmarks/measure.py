"""Measure two things in turn, so that whatever slows the machine slows both.

A ratio within one run says the same on a fast and on a slow machine; seconds do not.
"""

from __future__ import annotations

import gc
import statistics
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from smartflow.terminal import GARBAGE_THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "Curve",
    "Line",
    "Measured",
    "Pair",
    "Shown",
    "Skipped",
    "Timing",
    "as_a_command",
    "interleave",
    "seconds_of",
]


_FINE = 10
"""Milliseconds below which a tenth is worth telling."""


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
            _milliseconds(value) for value in (min(self.seconds), self.median, max(self.seconds))
        )
        return f"{middle} ({low}-{high})"


def _milliseconds(seconds: float) -> str:
    value = 1000 * seconds
    return f"{value:.0f}" if value >= _FINE else f"{value:.1f}"


class Pair(NamedTuple):
    """Both sides of a comparison, measured in turn."""

    subject: Timing
    peer: Timing


class Line(msgspec.Struct, frozen=True, tag="line"):
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


class Shown(msgspec.Struct, frozen=True, tag="shown"):
    """Numbers that nothing was promised about.

    Attributes:
        what: What was measured.
        numbers: The numbers, by what each is of, its unit included.
    """

    what: str
    numbers: dict[str, float]


class Curve(msgspec.Struct, frozen=True, tag="curve"):
    """How the time of one thing grows with a number.

    Attributes:
        what: What is done, by whom it is timed.
        over: What is counted: ``cities``, ``rows``, ``entries``.
        seconds: For each count, the least counted first, what its rounds took.
    """

    what: str
    over: str
    seconds: dict[int, Timing]


class Skipped(msgspec.Struct, frozen=True, tag="skipped"):
    """A line that cannot be measured here, and why.

    Attributes:
        what: What would be compared with what.
        reason: What is missing.
    """

    what: str
    reason: str


Measured = Line | Shown | Curve | Skipped


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


def seconds_of(action: Callable[[], object], *, rounds: int) -> Timing:
    """Return how long something takes, on the wall's clock, in so many rounds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return Timing(tuple(taken))


@contextmanager
def as_a_command() -> Iterator[None]:
    """Let the interpreter look for garbage as seldom as every command does."""
    usual = gc.get_threshold()
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
