"""The gate over 100,000 rows: it stays under 500 MB, and takes four times as long as over 25,000.

Every run is a process of its own, so that its memory is that of one command and nothing else's.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import msgspec

from gate_run import STAGE, GateRun
from growth import SHEETS, made_rows
from measure import Line, Pair, Skipped, Timing
from peak import SHELL
from processes import run
from smartflow.model.row_table import encode_table

__all__ = ["gate_memory", "run_gate", "store_rows"]

FEW, MANY = 25_000, 100_000
SHARES = {"issues": 0.1, "swot": 0.6, "tows": 0.3}
"""The agencies' worksheets, and their shares of the rows, as in the city of 38 agencies."""
ROUNDS = 3
MEGABYTES, MOST = 1_000_000, 500
_RUN = (sys.executable, str(Path(__file__).with_name("gate_run.py")))


def gate_memory() -> list[Line | Skipped]:
    """Measure the gate over 100,000 rows and over 25,000, in turn."""
    with tempfile.TemporaryDirectory(prefix="smartflow-gate-") as name:
        folders = {count: Path(name) / str(count) for count in (FEW, MANY)}
        for count, folder in folders.items():
            store_rows(folder, count)
        runs: dict[int, list[GateRun]] = {FEW: [], MANY: []}
        for _ in range(ROUNDS):
            for count, folder in folders.items():
                runs[count].append(run_gate(folder))
    return [_memory(runs[MANY]), _growth(runs)]


def store_rows(folder: Path, count: int) -> None:
    """Write ``count`` rows in all as they are stored, a file for each filler and worksheet."""
    folder.mkdir()
    for key, share in SHARES.items():
        rows = made_rows(key, round(count * share))
        for filler, own in groupby(rows, attrgetter("filler")):
            table = encode_table(SHEETS[key], filler, tuple(own), 1)
            (folder / f"{key}.{filler}.json").write_bytes(table)


def run_gate(folder: Path) -> GateRun:
    """Judge the rows of a folder in a process of its own."""
    return msgspec.json.decode(run(*SHELL, *_RUN, str(folder)), type=GateRun)


def _memory(runs: list[GateRun]) -> Line | Skipped:
    what = f"MB of memory, gate of {STAGE} over {MANY:,} rows ({runs[0].results:,} results)"
    peaks = [run.peak for run in runs if run.peak is not None]
    if not peaks:
        return Skipped(what, "this system does not tell the peak of a process")
    return Line(what, max(peaks) / MEGABYTES, MOST, at_most=True)


def _growth(runs: dict[int, list[GateRun]]) -> Line:
    many, few = (Timing(tuple(run.seconds for run in runs[count])) for count in (MANY, FEW))
    ratio = min(many.seconds) / min(few.seconds)
    what = f"gate of {STAGE} over {MANY:,} rows / {FEW:,} rows (linear: 4)"
    return Line(what, ratio, 6, at_most=True, pair=Pair(many, few))
