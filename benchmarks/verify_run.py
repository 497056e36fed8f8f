"""One pass over a history, in a process of its own: ``python verify_run.py verify|peer FOLDER``.

``verify`` is ``audit verify`` as the command calls it. ``peer`` does the least that anybody must do
who looks at every entry: scan the table, hash the bytes, decode them into typed entries. Prints
what :mod:`verification` reads.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import time
from pathlib import Path

import msgspec

from smartflow.actions.audit_verify import verify
from smartflow.actions.workspace import open_workspace
from smartflow.history.entry import Entry

__all__ = ["VerifyRun"]


class VerifyRun(msgspec.Struct):
    """What one run took.

    Attributes:
        seconds: On the processor, without the start of Python.
        peak: The most memory that the process had, in bytes; None where it cannot be asked for.
        entries: How many entries it went through.
    """

    seconds: float
    peak: int | None
    entries: int


def _peak() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _verify(root: Path) -> int:
    workspace = open_workspace(root)
    found = verify(workspace)
    workspace.close()
    if found.findings:
        raise RuntimeError(found.findings[0].message.en)
    return sum(one.entries for one in found.logs)


def _peer(root: Path) -> int:
    decode, sha256 = msgspec.json.Decoder(Entry).decode, hashlib.sha256
    database = sqlite3.connect(root / "smartflow.db")
    count = 0
    for (content,) in database.execute("SELECT bytes FROM entry"):
        sha256(content).digest()
        decode(content)
        count += 1
    database.close()
    return count


def main(which: str, root: Path) -> None:
    """Go through the history once and print the run."""
    start = time.process_time()
    entries = {"verify": _verify, "peer": _peer}[which](root)
    seconds = time.process_time() - start
    sys.stdout.write(msgspec.json.encode(VerifyRun(seconds, _peak(), entries)).decode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
