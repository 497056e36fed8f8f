"""A picture in a line of a Word file: as large as it is, or as the page allows, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.report.image import size_of
from smartflow_formats.docx.manuscript import EMU

if TYPE_CHECKING:
    from smartflow_formats.docx.manuscript import Picture

__all__ = ["DRAWING", "drawing"]

DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_TWIPS: Final = EMU // 1440
"""How many of Word's units of drawing are a twentieth of a point."""


def drawing(picture: Picture, shown: str, dots: int, room: tuple[int, int], number: int) -> str:
    """Return the run that draws a picture.

    Args:
        picture: The picture.
        shown: What it shows, escaped, for those who cannot see it.
        dots: How many of its pixels are an inch.
        room: How wide and how high it may be, in twentieths of a point.
        number: Which drawing of the document it is.
    """
    wide, high = _fitted(size_of(picture.content), dots, room)
    name = f'id="{number}" name="{picture.file}" descr="{shown}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0"'
        f' distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr {name}/><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData'
        f' uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
        f"<pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{picture.link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _fitted(size: tuple[int, int], dots: int, room: tuple[int, int]) -> tuple[int, int]:
    """Return width and height in units of drawing, the shape kept."""
    wide, high = (pixels * EMU // dots for pixels in size)
    most_wide, most_high = (side * _TWIPS for side in room)
    if wide > most_wide:
        wide, high = most_wide, max(1, high * most_wide // wide)
    if high > most_high:
        wide, high = max(1, wide * most_high // high), most_high
    return wide, high
