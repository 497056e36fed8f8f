"""Worksheet text made harmless for Markdown.

What stands in a cell was typed by somebody in a hurry: it may hold a pipe, a backtick, a line
break, or a tag. :func:`escape` keeps all of it readable and lets none of it become markup, in any
dialect: HTML is turned into entities because not every reader honours a backslash there. It
escapes only where a character would act, so that the source still reads well in an e-mail.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["code", "escape"]

_ANYWHERE = re.compile(r"[\\`*\[\]|~]")
# An underscore between two letters or digits is never emphasis (CommonMark 0.31, 6.2).
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What opens a block at the start of a line: a heading, a quotation, a rule, a list.
_AT_START = re.compile(r"^(?:#(?=[#\s]|$)|>|-(?=-)|[-+](?=\s|$)|(\d{1,9})(?=[.)](?:\s|$)))")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Return one line of Markdown that shows ``text``, with its white space collapsed.

    Args:
        text: Any text. Line breaks and runs of white space become one space, control
            characters are dropped.
    """
    line = " ".join(_printable(text).split())
    line = _ENTITY.sub("&amp;", line)
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", line)
    line = _UNDERSCORE.sub(r"\\_", line)
    line = line.replace("<", "&lt;")
    return _AT_START.sub(_at_start, line)


def _at_start(found: re.Match[str]) -> str:
    """Keep a line from opening a list, a heading or a quotation."""
    digits = found[1]
    return f"{digits}\\" if digits else f"\\{found[0]}"


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cs"}
    )


def code(text: str) -> str:
    """Return ``text`` as a code span, whatever backticks it holds (CommonMark 0.31, 6.1)."""
    line = " ".join(_printable(text).split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
