"""Promise 2: what it takes to judge and move a whole city, durably."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from city import CITY
from measure import Line, interleave
from names import ADVANCE
from processes import Programs, run

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["advance"]

ROUNDS = 11
RECORD = ("smartflow.db", "history.jsonl")
"""What ``advance`` changes in a workspace."""


def advance(programs: Programs, workspace: Path) -> Line:
    """Measure ``smartflow advance`` over ``python -c pass``.

    Args:
        programs: What is run.
        workspace: The city's workspace, its gate met. It is put back before each run.
    """
    kept = workspace / "before"
    kept.mkdir(exist_ok=True)
    for name in RECORD:
        shutil.copy2(workspace / name, kept / name)

    def put_back() -> None:
        for name in RECORD:
            shutil.copy2(kept / name, workspace / name)

    words = (*programs.smartflow, "--workspace", str(workspace), "advance", CITY)
    pair = interleave(
        lambda: run(*words, stdout=subprocess.DEVNULL),
        lambda: run(*programs.bare),
        rounds=ROUNDS,
        before=put_back,
    )
    put_back()
    ratio = pair.subject.median / pair.peer.median
    return Line(ADVANCE, ratio, 25, at_most=True, pair=pair)
