"""What a worker writes down of every act: what it wants before, what it was told after.

The notes are the other side of the comparison, so they owe nothing to the store: one line of JSON
for each, in a file of the worker's own, handed to the kernel in one write before the worker goes
on. A worker that is killed loses no note that it has written. Not a test.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

import msgspec

__all__ = ["DONE", "FAILED", "NOTHING", "REFUSED", "WANTS", "Note", "Notebook", "read_notes"]

WANTS: Final = "wants"
DONE: Final = "done"
NOTHING: Final = "nothing"
REFUSED: Final = "refused"
FAILED: Final = "failed"


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line.

    Attributes:
        word: The act's own word, which no other act bears and which its entry repeats.
        kind: ``wants`` before the act; after it ``done`` (it was told where it is recorded),
            ``nothing`` (there was nothing to record), ``refused`` (a sentence for people) or
            ``failed`` (an exception that is none).
        act: The act's name.
        at: When, in seconds of a clock that all processes of the computer share.
        log: Where it is recorded.
        seq: As which entry.
        leaf: The leaf hash of that entry, in hex.
        code: The code of a refusal.
        exit: Its exit code.
        detail: Its sentence, or the traceback of a failure.
    """

    word: str
    kind: str
    act: str
    at: float
    log: str = ""
    seq: int = 0
    leaf: str = ""
    code: str = ""
    exit: int = 0
    detail: str = ""


class Notebook:
    """The file of one worker, to which every life of it adds."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, word: str, kind: str, act: str, **more: str | int) -> None:
        """Write one note; it is with the kernel when this returns."""
        note = Note(word, kind, act, time.monotonic(), **more)  # type: ignore[arg-type]
        os.write(self._file, msgspec.json.encode(note) + b"\n")


def read_notes(folder: Path) -> list[Note]:
    """Return all notes of all workers, each worker's in the order of writing.

    Args:
        folder: Where the notebooks lie, ``*.notes``.
    """
    decoder = msgspec.json.Decoder(Note)
    return [
        decoder.decode(line)
        for path in sorted(folder.glob("*.notes"))
        for line in path.read_bytes().splitlines()
    ]
