"""Letters that would mislead a reader, made visible, in every book.

A name may hold a character that turns the order of the letters after it (U+202E), or one that
takes no room at all. On a paper that is signed nobody may read another name than the record
holds, so such a character is shown by its number. Letters of right-to-left scripts stay as they
are.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["lines_of", "plain_line"]

# Marks, embeddings, overrides and isolates of direction (UAX 9), what takes no room, no letters.
_HIDDEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def plain_line(text: str) -> str:
    """Return ``text`` on one line: white space collapsed, controls dropped, hidden letters shown.

    Args:
        text: Any text.
    """
    return " ".join(_shown(text).split())


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` with their blanks, otherwise as :func:`plain_line` does."""
    return [_shown(line.replace("\t", "    ")) for line in text.split("\n")]


def _shown(text: str) -> str:
    told = _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    return "".join(
        " " if char.isspace() else char
        for char in told
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cs"}
    )
