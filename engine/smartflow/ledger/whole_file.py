"""Writing a small text file so that nobody ever reads half of it, and the disk has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str) -> None:
    """Write a text file whole, in UTF-8 with plain line ends.

    Raises:
        OSError: it cannot be written; what stood there stands there still.
    """
    from smartflow.workbook.writing.placing import put_in_place

    put_in_place(path, content.encode("utf-8"), durable=True)
