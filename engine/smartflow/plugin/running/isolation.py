"""What one rule may not do to everything else: each runs in isolation.

Whatever a rule does to its surroundings is put back when it ends. Its decimals are computed with
28 digits, rounded half to even, whatever another plugin has set. What it prints never reaches
stdout, where the verdict goes. Its time is measured, and limited by :mod:`smartflow.plugin.alarm`.

This is a guard against carelessness. A plugin is a program with all rights of the one that loads
it: one that means harm (``os._exit``, ``ctypes``, threads that go on, memory without end) is kept
out by not installing it.

How long a rule took, and what it printed, is no part of a verdict, which is the same on each run.
Whoever wants to know asks beforehand, with :func:`noting_runs`.
"""

from __future__ import annotations

import decimal
import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Self

import msgspec

from smartflow.language import Text
from smartflow.plugin.alarm import Alarm, rule_seconds, spared
from smartflow.plugin.surroundings import Surroundings

__all__ = ["MOST_PRINTED", "Isolation", "RuleRun", "noting_runs"]

MOST_PRINTED = 2000
"""How many signs of what a rule prints are kept."""

_ARITHMETIC = decimal.Context(
    prec=28,
    rounding=decimal.ROUND_HALF_EVEN,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""The context of every rule: Python's own default, out of reach of whoever changes that."""


class RuleRun(msgspec.Struct, frozen=True, gc=False):
    """One run of one rule or scoring rule.

    Attributes:
        rule: Its code or key.
        plugin: The plugin that brought it.
        seconds: How long it took.
        printed: What it wrote to stdout, cut after :data:`MOST_PRINTED` signs.
        undone: A clause for each thing around it that it changed and that was put back.
    """

    rule: str
    plugin: str
    seconds: float
    printed: str = ""
    undone: tuple[Text, ...] = ()


_RUNS: ContextVar[list[RuleRun] | None] = ContextVar("smartflow_rule_runs", default=None)


@contextmanager
def noting_runs() -> Iterator[list[RuleRun]]:
    """Note every run of a rule until the block ends; of several blocks the innermost notes it.

    Outside of any block, what a rule prints goes to stderr behind its code.

    Yields:
        The list that grows, in the order in which rules end.
    """
    runs: list[RuleRun] = []
    token = _RUNS.set(runs)
    try:
        yield runs
    finally:
        _RUNS.reset(token)


class Isolation:
    """Runs rules one after the other, each in a ``with``, and puts back what they change.

    The surroundings are those of the moment in which this is made: make one for each run of rules.
    It raises nothing of its own but :class:`~smartflow.plugin.alarm.RuleTooSlow` inside a body, and
    swallows nothing::

        isolation = Isolation()
        for rule in rules:
            with isolation.around(rule.code, plugin):
                ...
    """

    __slots__ = ("_alarm", "_began", "_caught", "_context", "_plugin", "_rule", "_surroundings")

    def __init__(self) -> None:
        self._surroundings = Surroundings()
        self._context = decimal.getcontext()
        self._alarm = Alarm(rule_seconds())
        self._caught = _Caught()
        self._rule = self._plugin = ""
        self._began = 0.0

    def around(self, rule: str, plugin: str) -> Self:
        """Return what goes around the next rule.

        Args:
            rule: The rule's code, or the scoring rule's key.
            plugin: The plugin that brought it.
        """
        self._rule = rule
        self._plugin = plugin
        return self

    @spared
    def __enter__(self) -> None:
        """Take stdout and the arithmetic, and set the alarm."""
        sys.stdout = self._caught
        decimal.setcontext(_ARITHMETIC.copy())
        self._began = time.perf_counter()
        self._alarm.set(self._rule, self._plugin)

    @spared
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the alarm, put the surroundings back and note the run."""
        self._alarm.stop()
        seconds = time.perf_counter() - self._began
        decimal.setcontext(self._context)
        undone = self._surroundings.put_back()
        printed = self._caught.getvalue()
        if printed:
            self._caught = _Caught()
        _note(RuleRun(self._rule, self._plugin, seconds, printed, undone))


def _note(run: RuleRun) -> None:
    runs = _RUNS.get()
    if runs is not None:
        runs.append(run)
    elif run.printed and sys.stderr is not None:
        sys.stderr.write(f"{run.rule}: {run.printed!r}\n")


class _Caught(io.StringIO):
    """Stands in for stdout; keeps the beginning of what is written, and cannot be closed."""

    def write(self, words: str, /) -> int:
        """Keep what there is room for."""
        super().write(words[: max(0, MOST_PRINTED - self.tell())])
        return len(words)

    def close(self) -> None:
        """Stay open: what was printed is read later."""
