"""When and on what a run measured: the day, the commit, Python, the class of the machine.

No name of a machine and no folder: whoever reads the results needs neither.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

__all__ = ["Facts", "facts_of_now"]

ROOT = Path(__file__).resolve().parent.parent
_MEMINFO = Path("/proc/meminfo")
_KB_IN_GB = 1024 * 1024


class Facts(msgspec.Struct, frozen=True):
    """One run.

    Attributes:
        day: The day, ISO 8601, UTC.
        commit: The commit that was measured, with a remark if files differed from it.
        python: The interpreter and its version, and that of SQLite.
        machine: The system, its architecture, processors and memory.
        full: Whether what takes long was measured as well.
    """

    day: str
    commit: str
    python: str
    machine: str
    full: bool = False

    @property
    def words(self) -> str:
        """All of it in one line."""
        full = "; with what takes long" if self.full else ""
        return f"{self.day}; {self.commit}; {self.python}; {self.machine}{full}"


def facts_of_now(*, full: bool) -> Facts:
    """Return the facts of a run that begins now."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return Facts(
        day=datetime.now(UTC).date().isoformat(),
        commit=_commit(),
        python=f"{python}, SQLite {sqlite3.sqlite_version}",
        machine=f"{platform.system()} {platform.machine()}, {_cores()} cores{_memory()}",
        full=full,
    )


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> str:
    """Return the memory in whole gigabytes, where the system tells it."""
    if not _MEMINFO.is_file():
        return ""
    for line in _MEMINFO.read_text(encoding="ascii").splitlines():
        name, _, words = line.partition(":")
        if name == "MemTotal":
            return f", {round(int(words.split()[0]) / _KB_IN_GB)} GB of memory"
    return ""


def _commit() -> str:
    """Return the short name of the commit, and whether what was measured is that commit."""
    name = _git("rev-parse", "--short", "HEAD")
    if not name:
        return "no commit known"
    # What the run itself writes is no part of what it measures.
    changed = _git(
        "status", "--porcelain", "--", "engine", "plugins", "workflows", "benchmarks/*.py"
    )
    return f"commit {name}{' with changes since' if changed else ''}"


def _git(*words: str) -> str:
    try:
        done = subprocess.run(  # whichever git there is; without one no commit is named
            ("git", *words),  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
