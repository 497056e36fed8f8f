"""``audit verify`` of a long history: its speed beside the least that must be done, and its memory.

The promise is for 1,000,000 entries; ``make bench`` takes 100,000, and another number stands in
``SMARTFLOW_BENCH_ENTRIES``. Both sides run in turn, each in a process of its own. Alone:
``python benchmarks/verification.py``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import msgspec

from long_history import make_history
from measure import Line, Pair, Skipped, Timing
from processes import run
from verify_run import VerifyRun

__all__ = ["verification"]

FEWER = 4
"""The memory is compared with that over a history which is so many times shorter."""
ROUNDS = 3
LEAST_PERCENT, MOST_MEMORY = 50, 1.25
_SHELL = ("sh", "-c", '"$@"; exit $?', "sh")  # a process starts with the peak of its parent
_RUN = (sys.executable, str(Path(__file__).with_name("verify_run.py")))


def verification() -> list[Line | Skipped]:
    """Measure ``audit verify`` over a long history, and over a shorter one."""
    count = int(os.environ.get("SMARTFLOW_BENCH_ENTRIES", "100000"))
    with tempfile.TemporaryDirectory(prefix="smartflow-verify-") as name:
        long, short = Path(name) / "long", Path(name) / "short"
        make_history(long, count)
        make_history(short, count // FEWER)
        ours, peers = [], []
        for _ in range(ROUNDS):
            ours.append(_run_in("verify", long))
            peers.append(_run_in("peer", long))
        brief = _run_in("verify", short)
    return [_speed(count, ours, peers), _memory(count, ours, brief)]


def _run_in(which: str, root: Path) -> VerifyRun:
    shell = () if sys.platform == "win32" else _SHELL
    return msgspec.json.decode(run(*shell, *_RUN, which, str(root)), type=VerifyRun)


def _speed(count: int, ours: list[VerifyRun], peers: list[VerifyRun]) -> Line:
    """Return our speed in percent of the peer's."""
    pair = Pair(
        Timing(tuple(one.seconds for one in ours)), Timing(tuple(one.seconds for one in peers))
    )
    percent = 100 * pair.peer.median / pair.subject.median
    what = f"audit verify of {count:,} entries, in % of the speed of scan + sha256 + typed decode"
    return Line(what, percent, LEAST_PERCENT, at_most=False, pair=pair)


def _memory(count: int, ours: list[VerifyRun], brief: VerifyRun) -> Line | Skipped:
    what = f"memory of audit verify, {count:,} entries / {count // FEWER:,} (flat: 1)"
    peaks = [one.peak for one in ours if one.peak is not None]
    if not peaks or brief.peak is None:
        return Skipped(what, "this system does not tell the peak of a process")
    return Line(what, max(peaks) / brief.peak, MOST_MEMORY, at_most=True)


if __name__ == "__main__":
    for line in verification():
        print(line, *(line.pair or () if isinstance(line, Line) else ()), sep="\n  ")
