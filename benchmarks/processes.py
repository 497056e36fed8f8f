"""Real processes: the installed command, and the bare interpreter that it is compared with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["BARE", "SMARTFLOW", "run"]

BARE = (sys.executable, "-c", "pass")
SMARTFLOW = (str(Path(sys.executable).with_name("smartflow")),)

# What the person who measures has set for SmartFlow must not change what is measured.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if "SMARTFLOW" not in name}


def run(*words: str, expect: int = 0, stdout: int | None = subprocess.PIPE) -> str:
    """Run a program to its end.

    Args:
        words: The program and its arguments.
        expect: The exit code that it must end with.
        stdout: Where its output goes; by default it is returned.

    Returns:
        What it printed, if that was kept.

    Raises:
        RuntimeError: it ended otherwise, so that its time would mean nothing.
    """
    done = subprocess.run(
        words,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=_ENVIRONMENT,
        check=False,
    )
    if done.returncode != expect:
        message = f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)
    return done.stdout or ""
