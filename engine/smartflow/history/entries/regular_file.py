"""Opening a file beside a store: a plain one, never what only stands under its name.

A workspace may have come by mail. A link under the name of the log file would have its reader
write into a file of his own; a pipe would have him wait for ever. So neither is opened, for reading
or for writing.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["append_to", "read_from"]

_PLAINLY: Final = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_MODE: Final = 0o666


def read_from(path: Path) -> BinaryIO:
    """Open a plain file for reading.

    Raises:
        OSError: there is none, or it is a link, a pipe, a folder or a device.
    """
    return _opened(path, os.O_RDONLY, "rb")


def append_to(path: Path) -> BinaryIO:
    """Open a plain file for reading and appending; it is made if nothing is there.

    Raises:
        OSError: it is a link, a pipe, a folder or a device, or cannot be written.
    """
    return _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, "a+b")


def _opened(path: Path, flags: int, mode: str) -> BinaryIO:
    if path.is_symlink():  # also where the system cannot refuse to follow
        raise OSError(errno.ELOOP, "it is a link and not a file", str(path))
    descriptor = os.open(path, flags | _PLAINLY, _MODE)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no plain file", str(path))
    file: BinaryIO = os.fdopen(descriptor, mode)  # type: ignore[assignment]
    return file
