"""The real command in a process of its own, and what can be seen of its processes from outside."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = (sys.executable, "-m", "smartflow", "portfolio")


def portfolio(
    root: Path, *words: str, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command over many cities to its end; nobody sits at a terminal."""
    return subprocess.run(
        [*COMMAND, *words, "--workspace", str(root), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        input=stdin or "",
    )


def started(root: Path, *words: str) -> subprocess.Popen[str]:
    """Start such a command in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        [*COMMAND, *words, "--workspace", str(root), "--lang", "en"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def journal_of(root: Path) -> Path:
    """Return the one journal of a workspace."""
    [path] = (root / "portfolio").glob("*.jsonl")
    return path


def lines_of(root: Path) -> int:
    """Return how many results a workspace's journal holds."""
    found = list((root / "portfolio").glob("*.jsonl"))
    return max(0, found[0].read_bytes().count(b"\n") - 1) if found else 0


def children_of(pid: int) -> tuple[int, ...]:
    """Return the processes that a process has started (Linux)."""
    return tuple(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until(done: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it does not.
    """
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            message = "it did not happen in time"
            raise TimeoutError(message)
        time.sleep(0.02)


HAS_PROC = Path("/proc/self/task").exists()
