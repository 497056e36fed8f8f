"""Words made safe to print: what stands in a workbook must not command the terminal.

A cell, a name or a file name may hold control characters (an escape sequence that clears the
screen, a mark that reverses the reading direction). They are shown as a replacement character.
"""

from __future__ import annotations

__all__ = ["printable"]

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_KEPT = frozenset(map(ord, "\n\t"))
_TABLE = dict.fromkeys(
    (code for code in _CONTROLS if code not in _KEPT), "\N{REPLACEMENT CHARACTER}"
)


def printable(words: str) -> str:
    """Return ``words`` with every control character replaced, line ends and tabs excepted."""
    return words.translate(_TABLE)
