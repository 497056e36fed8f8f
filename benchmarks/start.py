"""Promise 1: what a command costs before it does anything."""

from __future__ import annotations

import subprocess

from measure import Line, interleave
from processes import Programs, run

__all__ = ["version"]

ROUNDS = 31


def version(programs: Programs) -> Line:
    """Measure ``smartflow --version`` over ``python -c pass``."""
    pair = interleave(
        lambda: run(*programs.smartflow, "--version", stdout=subprocess.DEVNULL),
        lambda: run(*programs.bare),
        rounds=ROUNDS,
    )
    ratio = pair.subject.median / pair.peer.median
    return Line("smartflow --version / python -c pass", ratio, 5, at_most=True, pair=pair)
