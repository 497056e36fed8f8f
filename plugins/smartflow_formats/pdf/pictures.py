"""Charts and photographs made ready for paper: letters a chart may hold, and how large each is.

A chart is an SVG that names the fonts of screens; on paper it is set in ours, with the letters
that they have. Imports nothing that draws.
"""

from __future__ import annotations

import html
import re
from typing import Final

from smartflow.report.image import size_of
from smartflow_formats.pdf.letters import drawable

__all__ = ["chart", "chart_size", "picture_size"]

_FAMILY: Final = re.compile(r"""\bfont-family\s*=\s*("[^"]*"|'[^']*')""")
_ENTITY: Final = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});")
_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_SIDE: Final = re.compile(r"""\s(width|height)\s*=\s*["']([0-9]{1,6}(?:\.[0-9]+)?)(px|mm|)["']""")
_POINTS: Final = {"px": 0.75, "": 0.75, "mm": 72 / 25.4}
"""How many points are one of an SVG's units (CSS Values and Units 3, section 6.2)."""

_POINTS_OF_A_DOT: Final = 72 / 150
"""A photograph is printed with 150 dots to the inch, where the page is large enough."""

_USUAL: Final = 450.0


def chart(svg: str) -> str:
    """Return a chart in our fonts, with every letter that they cannot draw shown by its number."""
    named = _FAMILY.sub('font-family="Noto Sans"', svg)
    return drawable(_ENTITY.sub(_letter, named))


def _letter(found: re.Match[str]) -> str:
    letter = html.unescape(found[0])
    return found[0] if letter.isascii() else letter


def chart_size(svg: str) -> tuple[float, float]:
    """Return how wide and high a chart is by itself, in points."""
    root = _ROOT.search(svg)
    found = _SIDE.findall(root[0]) if root else []
    sides = {side: float(number) * _POINTS[unit] for side, number, unit in found}
    return sides.get("width", _USUAL), sides.get("height", _USUAL)


def picture_size(content: bytes) -> tuple[float, float]:
    """Return how wide and high a PNG or JPEG is by itself, in points.

    Raises:
        BadImage: it is neither.
    """
    wide, high = size_of(content)
    return wide * _POINTS_OF_A_DOT, high * _POINTS_OF_A_DOT
