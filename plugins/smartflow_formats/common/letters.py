"""Letters that would mislead a reader, made visible, in every book.

A name may hold a character that turns the order of the letters after it (U+202E), or one that
takes no room at all. On a paper that is signed nobody may read another name than the record
holds, so such a character is shown by its number. Letters of right-to-left scripts stay as they
are.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["encodable", "lines_of", "plain_line", "visible"]

# Marks, embeddings, overrides and isolates of direction (UAX 9), what takes no room, no letters.
_HIDDEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_HALF = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")


def plain_line(text: str) -> str:
    """Return ``text`` on one line: white space collapsed, controls dropped, hidden letters shown.

    Args:
        text: Any text.
    """
    return " ".join(_shown(text).split())


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` with their blanks, otherwise as :func:`plain_line` does."""
    return [_shown(line.replace("\t", "    ")) for line in text.split("\n")]


def visible(text: str) -> str:
    """Return ``text`` with its own blanks and lines; all that no page can show, by its number.

    Line ends become a line feed. What is left can stand in XML 1.0.
    """
    told = _HIDDEN.sub(_number, _LINE_END.sub("\n", text))
    if told.isprintable():
        return told
    return "".join(
        f"[U+{ord(char):04X}]"
        if char not in "\t\n" and unicodedata.category(char) in {"Cc", "Cs"}
        else char
        for char in told
    )


def encodable(text: str) -> str:
    """Return ``text`` as UTF-8 can hold it: half of a surrogate pair is shown by its number."""
    return _HALF.sub(_number, text)


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def _shown(text: str) -> str:
    told = _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    if told.isprintable():
        return told
    return "".join(
        " " if char.isspace() else char
        for char in told
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cs"}
    )
