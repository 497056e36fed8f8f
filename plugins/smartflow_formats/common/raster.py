"""A chart as pixels, for what cannot hold an SVG: Word before 2016 and LibreOffice's older ones.

Typst draws it, with the fonts that are shipped beside it and no others, so that the same chart is
the same bytes on every machine. The chart is handed over as a value, never as source,
and typst may look nowhere but at its fonts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import typst

__all__ = ["DOTS", "raster"]

DOTS: Final = 200
"""How many to an inch: sharp on paper, and a page of charts stays below a megabyte."""

_FONTS: Final = Path(__file__).parents[1] / "fonts"
_SOURCE: Final = (
    b'#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: "Noto Sans")\n'
    b'#image(bytes(sys.inputs.chart), format: "svg")\n'
)


def raster(svg: str) -> bytes:
    """Return a chart as a PNG of :data:`DOTS` to an inch, 96 of its own units being an inch.

    Args:
        svg: A whole SVG document.

    Raises:
        ModuleNotFoundError: typst is not installed.
        RuntimeError: it is no SVG.
    """
    drawn = _compiler().compile(_SOURCE, format="png", ppi=DOTS, sys_inputs={"chart": svg})
    if not isinstance(drawn, bytes):
        message = "a chart takes one page"
        raise TypeError(message)
    return drawn


@cache
def _compiler() -> typst.Compiler:
    """Return a typst that knows the shipped fonts and may read no other folder."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
    return typst.Compiler(root=_FONTS, font_paths=fonts)
