"""How ``audit verify`` and one act grow with the entries of a city: 10³ to 10⁶."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from long_history import LOG_CODE, NOW, make_history
from measure import Curve, Timing, as_a_command
from names import VERIFY
from smartflow.casework.casework import read_case
from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from verification import run_verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Measured

__all__ = ["entry_curves"]

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3
FOLD = "reading and folding a city's whole history, as each act does"


def entry_curves(counts: tuple[int, ...] = COUNTS) -> Iterator[Measured]:
    """Measure both over each number of entries."""
    verified: dict[int, Timing] = {}
    folded: dict[int, Timing] = {}
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="smartflow-entries-") as name:
            root = Path(name) / "city"
            make_history(root, count)
            runs = [run_verify("verify", root) for _ in range(ROUNDS)]
            verified[count] = Timing(tuple(run.seconds for run in runs))
            folded[count] = _folded(root)
    yield Curve(VERIFY, "entries", verified)
    yield Curve(FOLD, "entries", folded)


def _folded(root: Path) -> Timing:
    taken = []
    for _ in range(ROUNDS):
        workspace = open_workspace(root, clock=FixedClock(NOW))
        with as_a_command():
            start = time.process_time()
            read_case(workspace, LOG_CODE)
            taken.append(time.process_time() - start)
        workspace.close()
    return Timing(tuple(taken))
