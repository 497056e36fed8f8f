"""Promise 1: what a command costs before it does anything."""

from __future__ import annotations

import subprocess

from measure import Line, interleave
from processes import BARE, SMARTFLOW, run

__all__ = ["version"]

ROUNDS = 31


def version() -> Line:
    """Measure ``smartflow --version`` over ``python -c pass``."""
    pair = interleave(
        lambda: run(*SMARTFLOW, "--version", stdout=subprocess.DEVNULL),
        lambda: run(*BARE),
        rounds=ROUNDS,
    )
    ratio = pair.subject.median / pair.peer.median
    return Line("smartflow --version / python -c pass", ratio, 5, at_most=True, pair=pair)
