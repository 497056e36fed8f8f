"""Putting a finished file in its place: whole or not at all.

The bytes go to a file of another name in the same folder first, which then takes the place of what
was there. The disk is not waited for: what is put here can be made again at any time. Imports
nothing of SmartFlow.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["put_in_place"]


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part.

    Args:
        path: Where to; a file that is there is replaced.
        content: Its bytes.

    Raises:
        OSError: it cannot be written there; what was there is as it was.
    """
    waiting = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        waiting.write_bytes(content)
        waiting.replace(path)
    except OSError as error:
        # Named by the file that was asked for, not by the one that nobody knows of.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
