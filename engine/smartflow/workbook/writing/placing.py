"""Putting a finished file in its place: whole or not at all.

The bytes go to a file of another name in the same folder first, which then takes the place of what
was there. Its name cannot be guessed and nothing may stand there yet, so nobody can have laid a
link in its way, and several may write at once. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["placed", "put_in_place"]


def put_in_place(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part.

    Args:
        path: Where to; a file that is there is replaced.
        content: Its bytes.
        durable: As of :func:`placed`.

    Raises:
        OSError: it cannot be written there; what was there is as it was.
    """
    with placed(path, durable=durable) as file:
        file.write(content)


@contextmanager
def placed(path: Path, *, durable: bool) -> Iterator[BinaryIO]:
    """Open a file beside its place; it takes the place when the block has succeeded.

    Args:
        path: The place; what is there stays there if the block raises.
        durable: Whether to wait until the disk has it; what can be made again at any time need
            not.

    Raises:
        OSError: it cannot be written there.
    """
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with waiting.open("xb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        waiting.replace(path)
    except OSError as error:
        # Named by the file that was asked for, not by the one that nobody knows of.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
