r"""What the sheets of a workbook are called: what Excel allows, and what a reader finds again.

Excel takes 31 UTF-16 units, none of ``[]:*?/\``, no apostrophe at either end, no two names that
differ in case alone, and not ``History``, which is its own. A name that breaks one of these rules
makes it repair the file, and a repaired file has lost its links.
"""

from __future__ import annotations

import re
import unicodedata

from smartflow_formats.common.letters import plain_line

__all__ = ["LONGEST_NAME", "SheetNames", "units"]

LONGEST_NAME = 31
"""Excel's limit, in UTF-16 units."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"


class SheetNames:
    """The names of one workbook's sheets, given out one by one."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def name(self, title: str, number: str = "") -> str:
        """Return a name for a sheet that no other has.

        Args:
            title: What stands on it; a title that is too long is cut behind a word.
            number: What stands before it and is never cut, such as ``3``.
        """
        front = f"{number} " if number else ""
        plain = _legal(title)
        ending, count = "", 1
        while True:
            name = front + _cut(plain, LONGEST_NAME - units(front + ending)) + ending
            name = name.strip("' ") or str(count)
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
            count += 1
            ending = f" ({count})"


def units(text: str) -> int:
    """Return how long Excel takes a text to be: letters beyond the basic plane count twice."""
    return len(text) + sum(char > "\uffff" for char in text)


def _legal(title: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", plain_line(title)).split()).strip("' ")


def _cut(title: str, room: int) -> str:
    """Return the first words of a title, or the first letters of its first word."""
    if units(title) <= room:
        return title
    end = len(title)
    while units(title[:end]) > room or (end and unicodedata.combining(title[end])):
        end -= 1
    words = title[: end + 1].rpartition(" ")[0].rstrip(" ,;:.-'")
    return words or title[:end]
