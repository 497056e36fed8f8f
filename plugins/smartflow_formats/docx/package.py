"""The files of a Word document put into one archive: the same bytes whenever and wherever.

No date but one that never changes, the files in a fixed order, and the properties of the document
written anew: docxtpl would leave the time of the day in them.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from smartflow_formats.docx.door import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.report import Book
    from smartflow_formats.common.cells import Language

__all__ = ["packed", "properties"]

_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold."""

_LONGEST: Final = 255
"""How many letters Word takes for a property."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the archive.

    Args:
        files: The content of each file by its name.
    """
    rest = sorted(name for name in files if name not in _FIRST)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack:
        for name in (*_FIRST, *rest):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 0, 0
            pack.writestr(entry, files[name])
    return target.getvalue()


def properties(book: Book, language: Language) -> bytes:
    """Return ``docProps/core.xml``: title, subject, language, and no time but the book's day."""
    title = words(book.title.in_(language)[:_LONGEST])
    subject = words(book.subtitle.in_(language)[:_LONGEST])
    day = "" if book.day is None else _days(book.day.isoformat())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>SmartFlow</dc:creator>{day}"
        f"<dc:language>{'id-ID' if language == 'id' else 'en-GB'}</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def _days(day: str) -> str:
    return "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
