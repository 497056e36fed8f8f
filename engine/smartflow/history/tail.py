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
    tail = next(_lines_backwards(file, size), b"")
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
    for line in _lines_backwards(file, file.seek(0, os.SEEK_END)):
        if len(found) == len(logs):
            break
        mark = _mark(line)
        if mark is not None and mark.log in logs:
            found.setdefault(mark.log, mark.seq)
    return found


def _mark(line: bytes) -> _Mark | None:
    try:
        return _DECODER.decode(line)
    except ValueError:
        return None


def _lines_backwards(file: BinaryIO, end: int) -> Iterator[bytes]:
    """Yield the lines before ``end`` from the last to the first, without their newlines.

    The first is what stands after the last newline, so it is empty if the file is whole.
    """
    parts: list[bytes] = []
    while end > 0:
        start = max(0, end - _BLOCK)
        file.seek(start)
        block = file.read(end - start)
        end = start
        head, *lines = block.split(b"\n")
        if lines:
            yield b"".join([lines.pop(), *reversed(parts)])
            yield from reversed(lines)
            parts = []
        parts.append(head)
    yield b"".join(reversed(parts))
