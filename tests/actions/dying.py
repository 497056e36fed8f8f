"""Run one smartflow command in this process, which kills itself at its n-th write.

A write is: a statement that changes the database, a COMMIT, or an fsync (the log file's). Called
as ``dying.py N WORDS...``; with an N beyond the last write the command ends as usual. Not a test:
``test_killed.py`` starts it.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from typing import Any

WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT", "BEGIN IMMEDIATE", "CREATE", "PRAGMA")
REAL_CONNECT, REAL_FSYNC = sqlite3.connect, os.fsync


class Countdown:
    """Counts writes, and ends the process without a word at the last one."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> None:
        """Come one write nearer to the end."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> int:
    """Patch what writes, then run the command."""
    countdown = Countdown(int(sys.argv[1]))

    class Dying(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            if sql.lstrip().upper().startswith(WRITES):
                countdown.step()
            return super().execute(sql, *more)

    def connect(*args: Any, **options: Any) -> sqlite3.Connection:
        return REAL_CONNECT(*args, **{**options, "factory": Dying})

    def fsync(descriptor: int) -> None:
        countdown.step()
        REAL_FSYNC(descriptor)

    sqlite3.connect = connect
    os.fsync = fsync
    from smartflow.cli import main as smartflow

    return smartflow(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
