"""What judging one whole city costs: 38 agencies, 5,016 rows; reading and folding included.

Shown without a promise: the cost per city from which docs/scale.md reasons.
"""

from __future__ import annotations

import gc
import time
from functools import _lru_cache_wrapper
from pathlib import Path

from city import CITY
from measure import Shown, Timing, as_a_command
from names import WHOLE
from smartflow.casework.casework import read_case
from smartflow.casework.workspace import open_workspace
from smartflow.journey.gate.check import check

__all__ = ["whole_city"]

ROUNDS = 7
_FEW = 1_000
"""A cache that holds more is one of texts; smaller ones hold what every city shares."""


def whole_city(root: Path) -> Shown:
    """Measure the processor's time of one check, as a worker does it for each city.

    Args:
        root: The city's workspace.
    """
    workspace = open_workspace(root)
    taken = []
    with as_a_command():
        check(workspace, CITY)
        for _ in range(ROUNDS):
            _forget()
            start = time.process_time()
            check(workspace, CITY)
            taken.append(time.process_time() - start)
    entries = len(read_case(workspace, CITY).contents)
    workspace.close()
    return Shown(WHOLE, {"ms": 1000 * Timing(tuple(taken)).median, "entries": entries})


def _forget() -> None:
    """Empty the caches of texts and numbers: the next city of a worker holds others."""
    for found in gc.get_objects():
        if (
            isinstance(found, _lru_cache_wrapper)
            and (found.cache_parameters()["maxsize"] or 0) > _FEW
        ):
            found.cache_clear()
