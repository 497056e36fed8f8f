"""One pass over a history, in a process of its own: ``python verify_run.py WHICH FOLDER``.

``verify`` is ``audit verify`` as the command calls it. ``standalone`` is ``history/verify.py`` as
an auditor starts it, on the log file with the newest checkpoint. ``peer`` does the least that
anybody must do who looks at every entry: scan the table, hash the bytes, decode them into typed
entries. Prints what :mod:`verification` reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import sqlite3
import sys
import time
from pathlib import Path

import msgspec

from peak import peak
from smartflow.audit.verify.verify import verify
from smartflow.casework.workspace import LOG_NAME, open_workspace
from smartflow.history import verify as standalone
from smartflow.history.entries.entry import Entry

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


def _verify(root: Path) -> int:
    workspace = open_workspace(root)
    found = verify(workspace)
    workspace.close()
    if found.findings:
        raise RuntimeError(found.findings[0].message.en)
    return sum(one.entries for one in found.logs)


def _standalone(root: Path) -> int:
    workspace = open_workspace(root)
    with workspace.reading() as reading:
        register = workspace.register(reading)
        [log] = [city.log for city in register.cities]
        newest, key = reading.checkpoint(log), register.keys.current
    workspace.close()
    if newest is None or key is None:
        message = "the history is not signed"
        raise RuntimeError(message)
    note = root / "newest.note"
    note.write_bytes(newest[1])
    words = (str(root / LOG_NAME), "--key", key.encode(), "--checkpoint", str(note), "--log", log)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = standalone.main(words)
    if code:
        raise RuntimeError(said.getvalue())
    return newest[0]


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
    entries = {"verify": _verify, "standalone": _standalone, "peer": _peer}[which](root)
    seconds = time.process_time() - start
    sys.stdout.write(msgspec.json.encode(VerifyRun(seconds, peak(), entries)).decode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
