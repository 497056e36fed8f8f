"""The end of a JSON Lines file: mended after a crash, and read from back to front.

A line ends with a newline or it was torn. Reading starts at the end, because the last line of a
log is nearly always among the newest, however long the file has grown.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["last_numbers", "mend_tail"]

_BLOCK = 1 << 16
"""Bytes read at once."""

_BEGINNING = b'{"act":"'
"""How every line of a history log begins: what begins otherwise was not torn off one."""


class _Mark(msgspec.Struct, frozen=True):
    """What a line says of its place."""

    log: str
    seq: int


_DECODER = msgspec.json.Decoder(_Mark)


def mend_tail(file: BinaryIO) -> None:
    """Make the file end with a whole line.

    A whole line that lacks only its newline is given one; a torn one is cut off, for its entry
    will be written again.

    Args:
        file: Open for reading and appending.

    Raises:
        OSError: it ends with something that was never part of such a line.
    """
    size = file.seek(0, os.SEEK_END)
    tail = next(_stretches_backwards(file, size), b"").rpartition(b"\n")[2]
    if not tail:
        return
    if _mark(tail) is not None:
        file.write(b"\n")
        file.flush()
    elif _BEGINNING.startswith(tail[: len(_BEGINNING)]):
        file.truncate(size - len(tail))
    else:
        raise OSError(errno.EINVAL, "its last line is none of a history log")


def last_numbers(file: BinaryIO, logs: frozenset[str]) -> dict[str, int]:
    """Return the number of the last line of each of ``logs`` that has one.

    Lines that are no JSON, or not of a log, are passed over: the file is not the record.

    Args:
        file: Open for reading.
        logs: The names of the logs to look for; reading ends with the last one found.
    """
    found: dict[str, int] = {}
    missing = {b'"log":"%b"' % log.encode(): log for log in logs}
    for stretch in _stretches_backwards(file, file.seek(0, os.SEEK_END)):
        if not missing:
            break
        # A log that was quiet for long lies far back: what does not name it is not taken apart.
        if any(name in stretch for name in missing):
            for line in reversed(stretch.split(b"\n")):
                mark = _mark(line)
                if mark is not None and mark.log in logs:
                    found.setdefault(mark.log, mark.seq)
            missing = {name: log for name, log in missing.items() if log not in found}
    return found


def _mark(line: bytes) -> _Mark | None:
    try:
        return _DECODER.decode(line)
    except ValueError:
        return None


def _stretches_backwards(file: BinaryIO, end: int) -> Iterator[bytes]:
    """Yield the lines before ``end`` in stretches of whole lines, the last stretch first.

    What stands after the last newline is the end of the first stretch, empty if the file is whole.
    """
    parts: list[bytes] = []
    while end > 0:
        start = max(0, end - _BLOCK)
        file.seek(start)
        head, newline, lines = file.read(end - start).partition(b"\n")
        end = start
        if newline:
            yield b"".join([lines, *reversed(parts)])
            parts = []
        parts.append(head)
    yield b"".join(reversed(parts))
