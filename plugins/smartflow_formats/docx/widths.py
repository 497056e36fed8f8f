"""How wide the columns of a table are: as its words ask, within the width of the page.

Word can fit columns itself, but only on opening, each program in a way of its own, and slowly for
a table of many pages. So the widths are set from the words: no word is broken as long as all
columns can have the room of their longest, and what is left goes to those that hold the most. A
table for which that is tight is set in small letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LETTER", "MARGINS", "Fit", "fitted"]

MARGINS: Final = 190
"""What stands left and right of the words of a cell, in twentieths of a point."""

LETTER: Final = 100
_SMALL_LETTER: Final = 84
"""How wide a letter is on average, of nine points and of seven and a half."""

_LONGEST, _BROKEN, _LEAST = 24, 12, 3
"""How many letters of a word are kept together; how many where the page is too narrow; at least."""

_LINE: Final = 60
_SAMPLE: Final = 400
"""How many cells of a column are measured; a table of many pages is much the same on each."""


class Fit(msgspec.Struct, frozen=True):
    """How a table fits its page.

    Attributes:
        widths: The width of each column, in twentieths of a point.
        letters: How many letters a line of each column holds.
        small: Whether its letters are small.
    """

    widths: tuple[int, ...]
    letters: tuple[int, ...]
    small: bool


def fitted(columns: Sequence[Sequence[str]], numeric: Sequence[bool], whole: int) -> Fit:
    """Return how a table fits its page; the widths together are the whole.

    Args:
        columns: The words of each column, its heading first.
        numeric: Whether a column holds numbers; they are not broken where it can be helped.
        whole: The width of the text, in twentieths of a point.
    """
    seen = [[column[0], *column[1 :: len(column) // _SAMPLE + 1]] for column in columns]
    kept = [
        [column[0], *(words.replace(" ", "_") for words in column[1:])] if number else column
        for column, number in zip(seen, numeric, strict=True)
    ]
    lines = [_line(column) for column in seen]
    for letter, words, longest, share in (
        (LETTER, kept, _LONGEST, 75),
        (_SMALL_LETTER, kept, _LONGEST, 100),
        (_SMALL_LETTER, seen, _LONGEST, 100),
        (_SMALL_LETTER, seen, _BROKEN, 100),
    ):
        least = [MARGINS + letter * _longest_word(column, longest) for column in words]
        if sum(least) * 100 <= whole * share:
            wanted = [MARGINS + letter * line for line in lines]
            return _fit(_spread(least, wanted, whole), letter)
    return _fit(_shared(least, whole), _SMALL_LETTER)


def _fit(widths: Sequence[int], letter: int) -> Fit:
    letters = tuple(max(1, (one - MARGINS) // letter) for one in widths)
    return Fit(tuple(widths), letters, letter == _SMALL_LETTER)


def _spread(least: Sequence[int], wanted: Sequence[int], whole: int) -> list[int]:
    more = [max(0, want - room) for want, room in zip(wanted, least, strict=True)]
    extra = _shared(more if any(more) else least, whole - sum(least))
    return [room + one for room, one in zip(least, extra, strict=True)]


def _longest_word(column: Sequence[str], longest: int) -> int:
    """Return how many letters of average width the longest word takes; a heading is bold."""
    head = max((_long(word) * 11 // 10 + 1 for word in column[0].split()), default=0)
    rest = max((_long(word) for words in column[1:] for word in words.split()), default=0)
    return max(min(head, _LONGEST), min(rest, longest), _LEAST)


def _long(word: str) -> int:
    return len(word) + sum(map(str.isupper, word)) // 3


def _line(column: Sequence[str]) -> int:
    """Return how long a line the column would like: nine of ten cells on one line."""
    lengths = sorted(map(len, column[1:] or column))
    return min(lengths[-(-len(lengths) * 9 // 10) - 1], _LINE)


def _shared(parts: Sequence[int], whole: int) -> list[int]:
    """Share the whole out in proportion, to the last unit (the largest remainders get one more)."""
    total = sum(parts)
    shares = [part * whole // total for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (-(parts[at] * whole % total), at))
    for at in order[: whole - sum(shares)]:
        shares[at] += 1
    return shares
