"""A chart as pixels: as large as it says, with our letters, the same bytes, nothing run."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from smartflow.report.image import size_of
from smartflow_formats.common.raster import DOTS, raster


def chart(inside: str, width: int = 96, height: int = 48) -> str:
    """Return an SVG document."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="Arial, sans-serif">{inside}</svg>'
    )


def pixels(png: bytes) -> bytes:
    """Return the unpacked pixel rows of a PNG."""
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


def test_an_inch_has_its_dots() -> None:
    """Ninety-six of the chart's units are an inch."""
    assert size_of(raster(chart(""))) == (DOTS, DOTS // 2)


def test_words_are_drawn_in_letters_that_are_shipped() -> None:
    """A chart asks for Arial; with no font of the machine it is drawn all the same."""
    empty = raster(chart('<rect width="96" height="48" fill="#fff"/>'))
    said = raster(chart('<rect width="96" height="48" fill="#fff"/><text y="30">Kota</text>'))
    arabic = raster(chart('<rect width="96" height="48" fill="#fff"/><text y="30">سواه</text>'))
    assert len({pixels(one) for one in (empty, said, arabic)}) == 3


def test_equal_charts_are_equal_bytes_in_another_process() -> None:
    """No clock and no font of the machine is in them."""
    svg = chart('<text y="30">Sama</text>')
    words = (
        "import sys; from smartflow_formats.common.raster import raster;"
        "sys.stdout.buffer.write(raster(sys.argv[1]))"
    )
    other = subprocess.run(
        [sys.executable, "-c", words, svg], check=True, capture_output=True, timeout=60
    )
    assert other.stdout == raster(svg)


@pytest.mark.parametrize("words", ['#read("/etc/passwd")', "$ x $", "</text>", '"); panic("'])
def test_what_a_chart_says_is_no_source(words: str) -> None:
    """Typst gets it as a value: what looks like its language is drawn or refused, never run."""
    escaped = words.replace("<", "&lt;").replace('"', "&quot;")
    assert raster(chart(f"<text y='30'>{escaped}</text>")).startswith(b"\x89PNG")


@pytest.mark.parametrize("place", ["/etc/hostname", "../docx.py", "pyproject.toml", "http://a.id/"])
def test_no_chart_fetches_a_file(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture inside a picture that leads elsewhere is refused or left out."""
    (tmp_path / "pyproject.toml").write_bytes(raster(chart("<rect width='9' height='9'/>")))
    monkeypatch.chdir(tmp_path)
    linked = chart(f'<image href="{place}" width="9" height="9"/>')
    try:
        drawn = raster(linked)
    except RuntimeError as error:
        assert "image" in str(error)  # noqa: PT017  either outcome is sound
    else:
        assert pixels(drawn) == pixels(raster(chart("")))


def test_what_is_no_chart_is_an_error() -> None:
    """Typst says so; nothing empty is printed in its place."""
    with pytest.raises(RuntimeError):
        raster("bukan svg")
