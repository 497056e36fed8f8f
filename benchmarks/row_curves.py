"""How the gate grows with the rows of a city: 100, 1,000, 10,000 and 100,000."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gate_memory import run_gate, store_rows
from gate_run import STAGE
from measure import Curve, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Measured

__all__ = ["row_curves"]

COUNTS = (100, 1_000, 10_000, 100_000)
ROUNDS = 3
GATE = f"gate of {STAGE}"


def row_curves(counts: tuple[int, ...] = COUNTS) -> Iterator[Measured]:
    """Measure the gate over each number of rows, each run in a process of its own."""
    seconds: dict[int, Timing] = {}
    with tempfile.TemporaryDirectory(prefix="smartflow-rows-") as name:
        for count in counts:
            folder = Path(name) / str(count)
            store_rows(folder, count)
            runs = [run_gate(folder) for _ in range(ROUNDS)]
            seconds[count] = Timing(tuple(run.seconds for run in runs))
    yield Curve(GATE, "rows", seconds)
