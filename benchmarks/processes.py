"""Real processes: the installed command, and the bare interpreter that it is compared with."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Programs", "environment", "run"]


class Programs(NamedTuple):
    """What is run, in one and the same environment."""

    python: Path

    @property
    def bare(self) -> tuple[str, ...]:
        """The interpreter that does nothing."""
        return (str(self.python), "-c", "pass")

    @property
    def smartflow(self) -> tuple[str, ...]:
        """The command, as its console script starts it."""
        start = "import sys; from smartflow.terminal import main; sys.exit(main())"
        return (str(self.python), "-c", start)


_OWN = "SMARTFLOW_CONFIG"
"""The folder of keys, which the run sets for itself."""


def environment() -> dict[str, str]:
    """Leave out what the person who measures has set: it must not change what is measured."""
    return {
        name: value for name, value in os.environ.items() if "SMARTFLOW" not in name or name == _OWN
    }


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
        env=environment(),
        check=False,
    )
    if done.returncode != expect:
        message = f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)
    return done.stdout or ""
