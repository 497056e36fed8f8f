"""The alarm: ends a rule that runs for longer than it may, where the operating system has one.

It is set in the same way around all other code of a plugin that the engine runs: its import, its
hooks, its formats and its observers.

It needs ``signal.setitimer``, so it rings on Linux and macOS, and only for rules that run in the
main thread; elsewhere a rule's time is measured and not limited. It rings between two steps of
Python: a loop inside a C library that never looks at signals is not ended by it.

The first ring raises :class:`RuleTooSlow` inside the rule. A rule that catches even that hears it
again and again, and after :data:`PATIENCE` rings the process ends with the exit code of a plugin's
fault: none of this code runs while anything is being written, so nothing is lost.

Imports nothing of SmartFlow but the texts and the errors.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import threading

# That of the module "signal" makes enums of handlers, which takes twenty times as long.
from _signal import signal as set_handler  # type: ignore[import-not-found]
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, TypeVar

from smartflow.errors import PluginFault
from smartflow.language import Text

__all__ = [
    "LIMIT",
    "PATIENCE",
    "VARIABLE",
    "Alarm",
    "RuleTooSlow",
    "given_limit",
    "rule_seconds",
    "spared",
]

Function = TypeVar("Function", bound=Callable[..., object])

VARIABLE = "SMARTFLOW_RULE_SECONDS"
"""The environment variable that holds another limit, in seconds."""

LIMIT = 60.0
"""Seconds that one rule may take; all rules of a gate over 5,000 rows together need one or two."""

AGAIN = 0.1
"""Seconds between two rings."""

PATIENCE = 50
"""How many rings a rule may swallow before the process ends."""


class RuleTooSlow(BaseException):
    """A rule took longer than it may.

    Not an ``Exception``, so that a rule's own ``except Exception`` does not take it for one of its
    own troubles.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it was stopped after {seconds:g} seconds ({VARIABLE})")


def given_limit() -> float | None:
    """Return the limit that the environment names; None when it names none, or no such number."""
    words = os.environ.get(VARIABLE)
    if not words:
        return None
    try:
        seconds = float(words)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def rule_seconds() -> float:
    """Return how many seconds a rule may take here."""
    return given_limit() or LIMIT


def spared(function: Function) -> Function:
    """Mark a function in whose own steps no alarm rings: there a rule has not begun, or has ended.

    A ring there would leave half of a rule's surroundings as the rule left them.
    """
    _SPARED.add(function.__code__)
    return function


_SPARED: set[CodeType] = set()


class Alarm:
    """An alarm for one rule after the other.

    Where it cannot ring it does nothing: on Windows, outside of the main thread, and beside an
    alarm that the host has set for itself, which is not to be lost.

    Args:
        seconds: How long each rule may take.
    """

    __slots__ = ("_before", "_can_ring", "_is_set", "_plugin", "_rings", "_rule", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._rule = self._plugin = ""
        self._is_set = False
        self._rings = 0
        self._before: Any = None
        self._can_ring = (
            sys.platform != "win32"
            and threading.current_thread() is threading.main_thread()
            and not signal.getitimer(signal.ITIMER_REAL)[0]
        )

    @spared
    def set(self, rule: str, plugin: str) -> None:
        """Set it for a rule.

        Args:
            rule: The rule's code or key, or what else of the plugin runs; it is named when the
                process has to end.
            plugin: The plugin that brought it.
        """
        if sys.platform == "win32" or not self._can_ring:
            return
        self._rule = rule
        self._plugin = plugin
        self._rings = 0
        self._before = set_handler(signal.SIGALRM, self._ring)
        self._is_set = True
        signal.setitimer(signal.ITIMER_REAL, self._seconds, AGAIN)

    @spared
    def stop(self) -> None:
        """Stop it; it may be set again."""
        if sys.platform == "win32" or not self._is_set:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._is_set = False
        set_handler(signal.SIGALRM, self._before or int(signal.SIG_DFL))

    def _ring(self, _signal: int, frame: FrameType | None) -> None:
        if not self._is_set or (frame is not None and frame.f_code in _SPARED):
            return  # what rings again comes soon enough if the rule does go on
        self._rings += 1
        if self._rings > PATIENCE:
            self._end()
        raise RuleTooSlow(self._seconds)

    def _end(self) -> None:
        """End the process: the rule lets nothing else do it. Its streams may be the rule's own."""
        text = Text(
            id=f"{self._rule} dari plugin '{self._plugin}' tidak berhenti dan tidak dapat"
            f" dihentikan setelah {self._seconds:g} detik. Yang sudah tercatat aman. Blokir:"
            f" smartflow plugin block {self._plugin}",
            en=f"{self._rule} of the plugin '{self._plugin}' does not end and cannot be ended after"
            f" {self._seconds:g} seconds. What was recorded is safe. Block it:"
            f" smartflow plugin block {self._plugin}",
        )
        os.write(2, f"{text.id}\n{text.en}\n".encode())
        os._exit(PluginFault.exit_code)
