"""One command in a store of many cities: ``python city_run.py WARM ROOT CONFIG WORDS...``.

The command runs once in a small store, so that everything is loaded, and once in the store that
is measured. Prints what :mod:`city_curves` reads: the seconds of the second run on the processor,
without the start of Python, and the peak of the memory. A word ``@`` stands for a new one in each
run: an act is recorded once.
"""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import sys
import time

import msgspec

from peak import peak
from smartflow.terminal import main as smartflow

__all__ = ["CityRun"]


class CityRun(msgspec.Struct):
    """What one run took.

    Attributes:
        seconds: On the processor.
        peak: The most memory that the process had, in bytes; None where it cannot be asked for.
    """

    seconds: float
    peak: int | None


def _seconds(root: str, words: list[str]) -> float:
    os.environ["SMARTFLOW_CONFIG"] = f"{root}-key"
    own = [secrets.token_hex(8) if word == "@" else word for word in words]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        start = time.process_time()
        code = smartflow(["--workspace", root, *own])
        seconds = time.process_time() - start
    if code not in (0, 1):  # 1: a gate is not met
        message = f"{words} ended with {code}: {said.getvalue()[-2000:]}"
        raise RuntimeError(message)
    return seconds


def main(warm: str, root: str, words: list[str]) -> None:
    """Run the command in both stores and print what the second run took."""
    _seconds(warm, words)
    run = CityRun(_seconds(root, words), peak())
    sys.stdout.write(msgspec.json.encode(run).decode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
