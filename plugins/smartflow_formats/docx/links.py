"""Which file of a Word document leads to which, and of what kind each is.

A file that nothing leads to is not there for Word, and one whose kind is not named makes the whole
document "damaged": so both are kept here, together with the files.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from smartflow_formats.docx.xml import parsed, written

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["OFFICE", "Document"]

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Document:
    """The files of a Word document, with the links between them.

    Args:
        files: The content of each by its name; changed in place.

    Attributes:
        files: The same.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self._links = parsed(files[_LINKS])
        self._types = parsed(files[_TYPES])

    def named(self, kind: str) -> list[str]:
        """Return the files that the document leads to as that kind: ``styles``, ``header``."""
        return [
            posixpath.normpath(posixpath.join("word", link.get("Target", ""))).removeprefix("/")
            if not link.get("Target", "").startswith("/")
            else link.get("Target", "")[1:]
            for link in self._links
            if link.get("Type") == f"{OFFICE}/{kind}"
        ]

    def link_of(self, name: str) -> str | None:
        """Return the name of the link that leads to a file, or None."""
        for link in self._links:
            if link.get("Target") in (name.removeprefix("word/"), f"/{name}"):
                found: str | None = link.get("Id")
                return found
        return None

    def add(self, kind: str, name: str, content: bytes, link: str = "") -> str:
        """Add a file of Word's own XML and return the name of the link to it.

        Args:
            kind: ``footnotes``, ``header`` and the like; a picture is an ``image``.
            name: The file's name, such as ``word/footnotes.xml``.
            content: Its bytes.
            link: The name of the link, or ``""`` for one made from the file's.
        """
        link = link or f"rId{name.removeprefix('word/').split('.')[0].replace('/', '')}Book"
        self.files[name] = content
        target = name.removeprefix("word/")
        _child(self._links, "Relationship", Id=link, Type=f"{OFFICE}/{kind}", Target=target)
        if kind == "image":
            self._default(name.rsplit(".", 1)[1])
        else:
            _child(self._types, "Override", PartName=f"/{name}", ContentType=f"{_WORD}.{kind}+xml")
        return link

    def write_properties(self, content: bytes) -> None:
        """Write title, language and the like, where the document keeps them."""
        for link in parsed(self.files["_rels/.rels"]):
            if (link.get("Type") or "").endswith("/metadata/core-properties"):
                self.files[(link.get("Target") or "").removeprefix("/")] = content

    def close(self) -> None:
        """Write links and kinds back into the files."""
        self.files[_LINKS] = written(self._links)
        self.files[_TYPES] = written(self._types)

    def _default(self, suffix: str) -> None:
        for kind in self._types:
            if (kind.get("Extension") or "").lower() == suffix:
                return
        new = _child(self._types, "Default", Extension=suffix, ContentType=f"image/{suffix}")
        self._types.insert(0, new)


def _child(above: _Element, name: str, **attributes: str) -> _Element:
    from lxml import etree

    return etree.SubElement(above, f"{above.tag.partition('}')[0]}}}{name}", attributes)
