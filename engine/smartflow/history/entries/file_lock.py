"""A lock between processes, held on a file of its own, on Windows as on POSIX.

The lock belongs to the open file, so the operating system lets go of it when a process dies; the
file itself stays (deleting it would let two processes lock two different files of one name).
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartflow.history.entries.regular_file import append_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["locked"]

_PAUSE = 0.02
"""Seconds between two tries."""

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _release(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock while the body runs.

    Args:
        path: The lock's file; made if missing.
        timeout: How long to wait for another process, in seconds.

    Raises:
        TimeoutError: another process held it for longer.
        OSError: the file cannot be made or locked.
    """
    # "r+" would need the file and "w" would empty it; "a" starts at byte 0 of an empty file.
    with append_to(path) as handle:
        deadline = time.monotonic() + timeout
        while not _take(handle.fileno()):
            if time.monotonic() >= deadline:
                message = f"{path} is locked by another process"
                raise TimeoutError(message)
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release(handle.fileno())
