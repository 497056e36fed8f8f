"""Pictures that people bring, looked at before anything prints them.

A file's name says nothing: what a telephone calls ``lambang.png`` may be a web page. Only the two
kinds that Word, PDF and every browser show are taken, and of those only what is needed is read:
the size. Nothing is decoded, so a broken picture with a sound head passes. Floor 1; pure.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from smartflow.language import Text
from smartflow.report.book import Image

__all__ = ["LARGEST", "BadImage", "image_of", "size_of"]

LARGEST: Final = 10_000
"""The longest side in pixels: what is beyond it exhausts the memory of whoever opens it."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG that give its size (ITU T.81, table B.1)."""


class BadImage(ValueError):
    """Bytes that are no PNG and no JPEG, or one that is too large.

    Attributes:
        text: What is wrong with them, a clause in both languages.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def image_of(content: bytes, words: Text, title: Text | None = None) -> Image:
    """Return a picture, once its bytes are what they should be.

    Args:
        content: A file's bytes.
        words: What it shows.
        title: Its caption, or None.

    Raises:
        BadImage: it is no PNG and no JPEG, or a side is longer than :data:`LARGEST` pixels.
    """
    size_of(content)
    if content.startswith(_PNG):
        return Image(content, "image/png", words, title)
    return Image(content, "image/jpeg", words, title)


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG, in pixels.

    Raises:
        BadImage: see :func:`image_of`.
    """
    if content.startswith(_PNG):
        size = _png_size(content)
    elif content.startswith(_JPEG):
        size = _jpeg_size(content)
    else:
        size = None
    if size is None:
        raise BadImage(
            Text(id="isinya bukan gambar PNG atau JPEG", en="it holds no PNG or JPEG picture")
        )
    width, height = size
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise BadImage(
            Text(
                id=f"ukurannya {width} x {height} piksel; paling besar {LARGEST} x {LARGEST}",
                en=f"it measures {width} x {height} pixels; {LARGEST} x {LARGEST} at most",
            )
        )
    return width, height


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Read the head of a PNG (W3C PNG, section 11.2.2)."""
    if content[12:16] != b"IHDR" or len(content) < 33:  # noqa: PLR2004  the length of the head
        return None
    width, height = struct.unpack(">II", content[16:24])
    return int(width), int(height)


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Read the first frame's head of a JPEG (ITU T.81, section B.2.2)."""
    for marker, at in _segments(content):
        if marker in _FRAMES and at + 9 <= len(content):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
    return None


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield the marker of each segment and where it begins."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  begins a marker
        marker = content[at + 1]
        yield marker, at
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
