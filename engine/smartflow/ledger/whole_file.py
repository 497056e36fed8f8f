"""Writing a small file so that nobody ever reads half of it."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str) -> None:
    """Write a file whole: a temporary file first, then renamed into place.

    Args:
        path: The file.
        content: Its content; written in UTF-8 with plain line ends.

    Raises:
        OSError: it cannot be written; what stood there stands there still.
    """
    # A name of its own: several may write at once, and each renames what it wrote.
    temporary = path.with_suffix(f"{path.suffix}.{secrets.token_hex(4)}.new")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
