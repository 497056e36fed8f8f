"""Only what every program shows is taken for a picture, whatever its name says."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.report import BadImage, image_of
from smartflow.report.image import LARGEST, size_of

WORDS = Text(id="Lambang", en="Coat of arms")


def png(width: int, height: int) -> bytes:
    """Return a black PNG, written by the rules of the format."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\0" * width for _ in range(min(height, 50))))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, frame: int = 0xC0, comment: bytes = b"") -> bytes:
    """Return the head of a JPEG: application data, a comment, tables, the frame."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    said = b"\xff\xfe" + struct.pack(">H", 2 + len(comment)) + comment
    huffman = b"\xff\xc4" + struct.pack(">H", 4) + b"\0\0"
    body = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    return (
        b"\xff\xd8"
        + app
        + said
        + huffman
        + b"\xff"
        + bytes([frame])
        + struct.pack(">H", 2 + len(body))
        + body
        + b"\xff\xd9"
    )


SIDES = st.integers(1, LARGEST)


@given(SIDES, SIDES)
def test_the_size_of_a_png_is_read(width: int, height: int) -> None:
    """As it was written."""
    head = png(1, 1)
    content = head[:16] + struct.pack(">II", width, height) + head[24:]
    assert size_of(content) == (width, height)


@given(SIDES, SIDES, st.sampled_from([0xC0, 0xC1, 0xC2]), st.binary(max_size=80))
def test_the_size_of_a_jpeg_is_read(width: int, height: int, frame: int, comment: bytes) -> None:
    """Baseline or progressive, behind whatever stands before the frame."""
    assert size_of(jpeg(width, height, frame, comment)) == (width, height)


def test_the_media_type_follows_the_bytes() -> None:
    """Not the name of a file, which nobody gives here."""
    assert image_of(png(3, 2), WORDS).media_type == "image/png"
    assert image_of(jpeg(3, 2), WORDS).media_type == "image/jpeg"


BAD = {
    "a web page": b"<html><img src=x></html>",
    "an SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "nothing": b"",
    "a GIF": b"GIF89a\1\0\1\0",
    "half a PNG": png(3, 2)[:20],
    "a PNG's head alone": png(3, 2)[:8],
    "a JPEG without a frame": b"\xff\xd8\xff\xe0\0\x10" + b"\0" * 14,
    "a JPEG that ends in its frame": jpeg(3, 2)[:-12],
    "a PNG of no width": png(1, 1)[:16] + struct.pack(">II", 0, 5) + png(1, 1)[24:],
    "a PNG too wide": png(1, 1)[:16] + struct.pack(">II", LARGEST + 1, 5) + png(1, 1)[24:],
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """With a clause in both languages."""
    with pytest.raises(BadImage) as caught:
        image_of(content, WORDS)
    assert caught.value.text.id
    assert caught.value.text.en


@given(st.binary(max_size=200), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]))
def test_any_bytes_are_a_picture_or_refused(content: bytes, start: bytes) -> None:
    """Nothing else is ever raised."""
    try:
        width, height = size_of(start + content)
    except BadImage:
        return
    assert 0 < width <= LARGEST
    assert 0 < height <= LARGEST
