"""Run one smartflow command that waits, just before its write, until its rivals are there too.

Called as ``racing.py FOLDER NAME RIVALS WORDS...``. Not a test: ``test_killed.py`` starts it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from smartflow.actions import advance
from smartflow.cli import main

PATIENCE = 30.0


def meet(folder: Path, name: str, rivals: int) -> None:
    """Leave a mark and wait until as many as ``rivals`` have left theirs."""
    (folder / f"{name}.ready").touch()
    end = time.monotonic() + PATIENCE
    while len(list(folder.glob("*.ready"))) < rivals:
        if time.monotonic() > end:
            sys.exit("the rival never came")
        time.sleep(0.005)


def race(folder: Path, name: str, rivals: int, words: list[str]) -> int:
    """Make the write of ``advance`` wait for the others, then run the command."""
    write = advance.write

    def together(*args: Any) -> Any:
        meet(folder, name, rivals)
        return write(*args)

    advance.write = together
    return main(words)


if __name__ == "__main__":
    sys.exit(race(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:]))
