"""The few strokes of which every chart is made, as escaped SVG text.

Coordinates are pixels, y downwards, rounded to hundredths so that the same data give the same
bytes everywhere. Imports the lowest floor only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from smartflow.numbers import number_words

if TYPE_CHECKING:
    from smartflow.language import Language

__all__ = [
    "BLACK",
    "GRID",
    "LIGHT",
    "MUTED",
    "circle",
    "document",
    "legend_height",
    "line",
    "numbered",
    "polygon",
    "rect",
    "shortened",
    "spoken",
    "text",
    "wrapped",
]

BLACK = "#000000"
MUTED = "#555555"
GRID = "#bbbbbb"
LIGHT = "#e6e6e6"
_FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_SIZE = 13
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""
_DIGITS = 80
"""More digits than any cell has: a mistyped weight must not end a book."""

_WIDTH_OF_A_LETTER = 0.6
"""In parts of the size; a cautious mean, as no font is measured."""


def document(title: str, description: str, size: tuple[int, int], parts: Iterable[str]) -> str:
    """Return a whole SVG document with its heading drawn at the top.

    Args:
        title: What it shows; drawn, and read out.
        description: The data in words, for those who cannot see the picture.
        size: Width and height in pixels.
        parts: What is drawn, from back to front.
    """
    width, height = size
    head = text(width / 2, 26, shortened(title, 70), size=16, anchor="middle", bold=True)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title description"'
        f' font-family="{html.escape(_FONT)}" font-size="{_SIZE}">'
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        opening,
        f'<title id="title">{_escaped(title)}</title>',
        f'<desc id="description">{_escaped(description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        head,
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def text(  # noqa: PLR0913  what a piece of text is, all but the first three named
    x: float,
    y: float,
    words: str,
    *,
    size: int = _SIZE,
    anchor: str = "start",
    colour: str = BLACK,
    bold: bool = False,
    turned: bool = False,
) -> str:
    """Return words whose base line is at (x, y); ``turned`` reads upwards."""
    weight = ' font-weight="bold"' if bold else ""
    turn = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if turned else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}"'
        f' fill="{colour}"{weight}{turn}>{_escaped(words)}</text>'
    )


def line(  # noqa: PLR0913  two ends and a look
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    colour: str = BLACK,
    width: float = 1,
    dashed: bool = False,
) -> str:
    """Return a straight line."""
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        f' stroke="{colour}" stroke-width="{_n(width)}"{dash}/>'
    )


def rect(  # noqa: PLR0913  a corner, a size and a look
    x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str = "none"
) -> str:
    """Return a rectangle whose upper left corner is at (x, y)."""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        f' fill="{fill}" stroke="{stroke}"/>'
    )


def circle(x: float, y: float, radius: float, *, fill: str, stroke: str = BLACK) -> str:
    """Return a circle."""
    return (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" stroke="{stroke}"'
        ' stroke-width="1.5"/>'
    )


def polygon(points: Sequence[tuple[float, float]], *, fill: str, stroke: str, width: float) -> str:
    """Return a closed figure."""
    path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return (
        f'<polygon points="{path}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="{_n(width)}" stroke-linejoin="round"/>'
    )


def numbered(x: float, y: float, number: str, *, solid: bool) -> str:
    """Return a marker with a number in it: white on black when ``solid``, else the reverse."""
    fill, ink = (BLACK, "#ffffff") if solid else ("#ffffff", BLACK)
    size = 11 if len(number) < 3 else 9  # noqa: PLR2004  three digits need smaller ones
    return circle(x, y, 11, fill=fill) + text(
        x, y + 4, number, size=size, anchor="middle", colour=ink, bold=True
    )


def legend_height(lines: int) -> int:
    """Return how many pixels a legend of so many lines needs, headings included."""
    return 80 + 20 * lines


def shortened(words: str, letters: int) -> str:
    """Return words on one line, cut to so many letters."""
    whole = " ".join(words.split())
    return whole if len(whole) <= letters else whole[: letters - 1].rstrip() + "…"


def wrapped(words: str, pixels: float, size: int = _SIZE, most: int = 2) -> tuple[str, ...]:
    """Return words in lines that fit within so many pixels; the last is cut when there are more."""
    letters = max(4, int(pixels / (size * _WIDTH_OF_A_LETTER)))
    lines = [""]
    rest = words.split()
    while rest:
        longer = f"{lines[-1]} {rest[0]}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
            rest.pop(0)
        elif len(lines) < most:
            lines.append("")
        else:
            lines[-1] = f"{lines[-1]} {' '.join(rest)}"
            break
    return tuple(shortened(one, letters) for one in lines)


def spoken(number: Decimal, language: Language, places: int = 2) -> str:
    """Return a number as a reader of ``language`` writes it, with at most so many decimals."""
    with localcontext(prec=_DIGITS):
        return number_words(round(number, places), language)


def _escaped(words: str) -> str:
    """Escape markup, and drop what XML cannot hold."""
    return html.escape(_ILLEGAL.sub("", words), quote=True)


def _n(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    plain = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain
