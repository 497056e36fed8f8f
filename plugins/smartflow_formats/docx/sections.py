"""Upright and turned pages: what Word calls sections, made from the one of the template.

A section's looks stand behind it. So the pages before a turned chapter are closed by a paragraph
that no one sees, and the last section of the file is that of the last chapter.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from smartflow_formats.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Sections"]

_A4: Final = {"w": "11906", "h": "16838"}
_INCH: Final = "1440"


class Sections:
    """The sections of a book.

    Args:
        last: The ``w:sectPr`` at the end of the template's body; :meth:`end` changes it.

    Attributes:
        upright: How wide and how high the text of a page is, in twentieths of a point.
        turned: How wide and how high it is on a turned page.
    """

    def __init__(self, last: _Element) -> None:
        self._last = last
        self._closed = 0
        wide, high = _side(last, "w"), _side(last, "h")
        beside, above = _margins(last, "left", "right"), _margins(last, "top", "bottom")
        self.upright = (wide - beside, high - above)
        self.turned = (max(wide, high) - beside, min(wide, high) - above)

    def closing(self, *, turned: bool) -> str:
        """Return the paragraph that closes the pages before it.

        Args:
            turned: How those pages stand.
        """
        from lxml import etree

        section = etree.tostring(self._section(turned=turned), encoding="unicode")
        self._closed += 1
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{thin}{section}</w:pPr></w:p>"

    def end(self, *, turned: bool) -> None:
        """Set the template's own section to how the last pages stand."""
        above = self._last.getparent()
        if above is not None:
            above.replace(self._last, self._section(turned=turned))

    def _section(self, *, turned: bool) -> _Element:
        made = deepcopy(self._last)
        made.tail = None
        for kind in made.findall(f"{W}type"):
            made.remove(kind)
        if self._closed:
            for first in made.findall(f"{W}titlePg"):
                made.remove(first)
        if turned:
            _turn(made)
        return made


def _turn(section: _Element) -> None:
    size = section.find(f"{W}pgSz")
    wide, high = _side(section, "w"), _side(section, "h")
    if size is not None and wide < high:
        size.set(f"{W}w", str(high))
        size.set(f"{W}h", str(wide))
        size.set(f"{W}orient", "landscape")


def _side(section: _Element, name: str) -> int:
    size = section.find(f"{W}pgSz")
    return int((None if size is None else size.get(f"{W}{name}")) or _A4[name])


def _margins(section: _Element, *names: str) -> int:
    margins = section.find(f"{W}pgMar")
    return sum(int((None if margins is None else margins.get(f"{W}{n}")) or _INCH) for n in names)
