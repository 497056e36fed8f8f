"""The word across every page of a draft, as Word itself makes it: a shape in each page's head.

It does not come from the template: whoever restyles one cannot lose it, and a book that is
official has none, even where somebody saved one in the template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow_formats.docx.door import words
from smartflow_formats.docx.xml import W, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["mark", "unmark"]

_NAME: Final = "PowerPlusWaterMarkObject"
"""How Word calls its own watermarks; by this name it finds them again to take them away."""

_V: Final = "{urn:schemas-microsoft-com:vml}"
_STYLE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:430pt;height:160pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def mark(head: _Element, word: str, number: int) -> None:
    """Put the word across every page that has this head.

    Args:
        head: A ``w:hdr``.
        word: What is printed.
        number: Tells the shapes of a document apart.
    """
    from lxml import etree

    line = head.find(f"{W}p")
    if line is None:
        line = etree.SubElement(head, f"{W}p")
    line.append(parsed(_shape(words(word), number).encode()))


def unmark(head: _Element) -> None:
    """Take every watermark away that the template has."""
    for shape in list(head.iter(f"{_V}shape")):
        if (shape.get("id") or "").startswith(_NAME):
            _take_away(shape)


def _take_away(shape: _Element) -> None:
    place = shape
    while place is not None and place.tag != f"{W}r":
        place = place.getparent()
    above = None if place is None else place.getparent()
    if above is not None:
        above.remove(place)


def _shape(word: str, number: int) -> str:
    return (
        f'<w:r xmlns:w="{W[1:-1]}" xmlns:v="{_V[1:-1]}"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
        ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="{_NAME}{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136"'
        f' alt="{word}" style="{_STYLE}" o:allowincell="f" fillcolor="#c8c8c8" stroked="f">'
        '<v:fill opacity=".4"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{word}"/>'
        "</v:shape></w:pict></w:r>"
    )
