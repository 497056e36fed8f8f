"""The words that a reader sees in what a format has written, where they can be read at all.

For telling which sentences of a book are missing in it. What the file says of itself (a page's
head, a document's properties) does not count. It knows no format: whatever is a zip of XML, markup
or text is read alike, and the rest, such as PDF, is not.
"""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO
from typing import Final

__all__ = ["plain", "printed_words"]

_UNSEEN: Final = re.compile(
    r"<(head|style|script|title|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^>]*>")
_PROPERTIES: Final = "docProps/"
"""Where documents of office programs hold what they say of themselves (ECMA-376, part 2)."""

_BLANKS: Final = re.compile(r"\s+")


def printed_words(content: bytes, media_type: str) -> str | None:
    """Return the words of an output, as :func:`plain` puts words; None where nobody can tell.

    Args:
        content: What a format has written.
        media_type: What it says that it is.
    """
    if zipfile.is_zipfile(BytesIO(content)):
        return _of_zip(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if content.startswith(b"%PDF"):
        return None
    marked = "html" in media_type or "xml" in media_type
    return _of_markup(text) if marked else plain(text)


def plain(words: str) -> str:
    """Return words in the form in which they are compared: one blank between two, no case."""
    return _BLANKS.sub(" ", words).strip().casefold()


def _of_zip(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = [
            name
            for name in archive.namelist()
            if name.endswith((".xml", ".html", ".xhtml")) and not name.startswith(_PROPERTIES)
        ]
        texts = [archive.read(name).decode("utf-8", errors="replace") for name in members]
    return " ".join(_of_markup(text) for text in texts)


def _of_markup(text: str) -> str:
    return plain(html.unescape(_TAG.sub("", _UNSEEN.sub(" ", text))))
