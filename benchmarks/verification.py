"""``audit verify`` of a long history: its speed beside the least that must be done, and its memory.

The promise is for 1,000,000 entries; ``make bench`` takes 100,000 and ``FULL=1`` a million. All
sides run in turn, each in a process of its own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import msgspec

from long_history import make_history
from measure import Line, Pair, Skipped, Timing
from peak import SHELL
from processes import run
from verify_run import VerifyRun

__all__ = ["run_verify", "verification"]

FEWER = 4
"""The memory is compared with that over a history which is so many times shorter."""
ROUNDS = 3
LEAST_PERCENT, ALONE_PERCENT, MOST_MEMORY = 50, 25, 1.25
_RUN = (sys.executable, str(Path(__file__).with_name("verify_run.py")))


def verification(count: int) -> list[Line | Skipped]:
    """Measure ``audit verify`` over a history of ``count`` entries, and over a shorter one."""
    with tempfile.TemporaryDirectory(prefix="smartflow-verify-") as name:
        long, short = Path(name) / "long", Path(name) / "short"
        make_history(long, count)
        make_history(short, count // FEWER)
        runs: dict[str, list[VerifyRun]] = {"verify": [], "standalone": [], "peer": []}
        for _ in range(ROUNDS):
            for which, own in runs.items():
                own.append(run_verify(which, long))
        brief = run_verify("verify", short)
    return [
        _speed("audit verify", LEAST_PERCENT, count, runs["verify"], runs["peer"]),
        _memory(count, runs["verify"], brief),
        _speed("the standalone verifier", ALONE_PERCENT, count, runs["standalone"], runs["peer"]),
    ]


def run_verify(which: str, root: Path) -> VerifyRun:
    """Go through the history of a workspace once, in a process of its own.

    Args:
        which: ``verify``, ``peer`` or ``standalone``.
        root: The workspace, made by :func:`make_history`.
    """
    return msgspec.json.decode(run(*SHELL, *_RUN, which, str(root)), type=VerifyRun)


def _speed(who: str, least: int, count: int, ours: list[VerifyRun], peers: list[VerifyRun]) -> Line:
    """Return our speed in percent of the peer's."""
    pair = Pair(
        Timing(tuple(one.seconds for one in ours)), Timing(tuple(one.seconds for one in peers))
    )
    percent = 100 * pair.peer.median / pair.subject.median
    what = f"{who} of {count:,} entries, in % of the speed of scan + sha256 + typed decode"
    return Line(what, percent, least, at_most=False, pair=pair)


def _memory(count: int, ours: list[VerifyRun], brief: VerifyRun) -> Line | Skipped:
    what = f"memory of audit verify, {count:,} entries / {count // FEWER:,} (flat: 1)"
    peaks = [one.peak for one in ours if one.peak is not None]
    if not peaks or brief.peak is None:
        return Skipped(what, "this system does not tell the peak of a process")
    return Line(what, max(peaks) / brief.peak, MOST_MEMORY, at_most=True)
