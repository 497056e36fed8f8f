"""The template's styles by the names that officials see, whatever Word calls them inside.

An Indonesian Word saves ``heading 1`` as ``Judul1`` and LibreOffice leaves out what no line uses:
so a style is looked up by its name, and one that is missing is taken from the shipped template.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartflow_formats.docx.xml import W, parsed, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from smartflow_formats.common.cells import Language

__all__ = ["NAMES", "Styles", "shipped_styles"]

NAMES: Final = {
    "paragraph": (
        "Normal",
        "Emblem",
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "toc 1",
        "toc 2",
        "toc 3",
        "caption",
        "Figure",
        "Figure Caption",
        "Note",
        "Warning",
        "List Bullet",
        "List Number",
        "Code Block",
        "Table Text",
        "Table Number",
        "Table Head",
        "Table Text Small",
        "Table Number Small",
        "Table Head Small",
        "Table End",
        "Signature Place",
        "header",
        "footnote text",
    ),
    "character": ("footnote reference", "Hyperlink", "Code"),
    "table": ("Book Table", "Book Facts", "Book Signatures"),
}
"""Every style that the body of a book is written in, by kind."""

_SHIPPED: Final = Path(__file__).parents[1] / "templates" / "book.docx"
_SPACED: Final = {"".join(name.split()): name for names in NAMES.values() for name in names}
"""The name of a style of the shipped template by its identifier, for those that others rest on;
they come first in :data:`NAMES`."""

_TAGS: Final = {"id": "id-ID", "en": "en-GB"}


def shipped_styles() -> bytes:
    """Return ``word/styles.xml`` of the shipped template."""
    with zipfile.ZipFile(_SHIPPED) as pack:
        return pack.read("word/styles.xml")


class Styles:
    """The styles of a template, those that it lacks added.

    Args:
        content: Its ``word/styles.xml``.
        shipped: That of the shipped template.
    """

    def __init__(self, content: bytes, shipped: bytes) -> None:
        self._root = parsed(content)
        self._ids: dict[str, str] = {}
        ours: dict[tuple[str, str], _Element] | None = None
        there = dict(_named(self._root))
        for kind, names in NAMES.items():
            for name in names:
                style = there.get((kind, name.lower()))
                if style is None:
                    ours = dict(_named(parsed(shipped))) if ours is None else ours
                    style = self._graft(ours[kind, name.lower()])
                self._ids[name] = style.get(f"{W}styleId", "")

    def __getitem__(self, name: str) -> str:
        """Return the identifier of a style of :data:`NAMES`."""
        return self._ids[name]

    def numbering_of(self, name: str) -> str | None:
        """Return the number of the list that a paragraph style counts in, or None."""
        for style in self._root.iter(f"{W}style"):
            if style.get(f"{W}styleId") == self._ids[name]:
                number = style.find(f"{W}pPr/{W}numPr/{W}numId")
                return None if number is None else number.get(f"{W}val")
        return None

    def content(self, language: Language) -> bytes:
        """Return ``word/styles.xml`` with the language named in which everything is written."""
        from lxml import etree

        root = deepcopy(self._root)
        place = root
        for name in ("docDefaults", "rPrDefault", "rPr"):
            found = place.find(f"{W}{name}")
            if found is None:
                found = etree.Element(f"{W}{name}")
                place.insert(0, found)
            place = found
        tag = place.find(f"{W}lang")
        if tag is None:
            tag = etree.SubElement(place, f"{W}lang")
        tag.set(f"{W}val", _TAGS[language])
        return written(root)

    def _graft(self, style: _Element) -> _Element:
        """Add a style of the shipped template; what it rests on may be called otherwise here.

        A list that it counts in is not here at all, so the signs are written instead.
        """
        taken = {one.get(f"{W}styleId") for one in self._root.iter(f"{W}style")}
        new = deepcopy(style)
        for above in new.findall(f"{W}basedOn"):
            above.set(f"{W}val", self._ids[_SPACED[above.get(f"{W}val")]])
        for count in new.findall(f"{W}pPr/{W}numPr"):
            count.getparent().remove(count)
        key = new.get(f"{W}styleId", "")
        while key in taken:
            key += "0"
        new.set(f"{W}styleId", key)
        self._root.append(new)
        return new


def _named(root: _Element) -> Iterator[tuple[tuple[str, str], _Element]]:
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            kind = style.get(f"{W}type", "paragraph")
            yield (kind, (name.get(f"{W}val") or "").lower()), style
