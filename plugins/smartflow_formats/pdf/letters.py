"""Words made ready for paper: letters without a shape shown by number, long words made to break.

A PDF/A may hold no letter that its fonts cannot draw. Such a letter is printed as ``[U+1F600]``,
so that whoever reads the paper sees that something stands there and can look up what. Imports the
table of the fonts, and nothing that draws.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from smartflow_formats.common.letters import lines_of, plain_line
from smartflow_formats.pdf.coverage import ADVANCES, ARABIC, SIGNS, TEXT

__all__ = ["Words", "breakable", "drawable", "in_lines", "on_a_line", "width"]

Words = str | list[str]
"""What is printed: a string, or pieces of one between which a line may end."""

_GROUP: Final = 8
"""Of so many letters at most is a piece of a word that has no better place to end a line."""

_HEAP: Final = 4
"""More marks than these above one letter would be drawn over the lines around it."""

_SEAM: Final = re.compile(r"(?<=[/_.,:;|=&?\\@#+-])(?=.)|(?=\[U\+)|(?<=\])")
"""Where a long word may end a line: behind a mark, and around a letter shown by number."""


def _class(ranges: str) -> str:
    """Return what stands between brackets in a pattern for letters of all ranges."""
    runs = (run.partition("-") for run in ranges.split())
    return "".join(rf"\U{first:0>8}-\U{last or first:0>8}" for first, _, last in runs)


_NAMED: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
"""The name of a row, such as ``DINKES/quick_wins/3``."""

_STEP: Final = re.compile(r"(?<=[/_])(?=.)")
"""Where such a name may end a line, and nowhere else as long as its parts are words."""

_LEAST, _WHOLE = 9, 14
"""The parts of such a name stay whole up to so many letters, where words of nine letters do."""

_UNKNOWN: Final = re.compile(rf"[^\t\n\r{_class(TEXT)}{_class(ARABIC)}{_class(SIGNS)}]")
_HOMES: Final = (re.compile(f"[{_class(TEXT)}]"), re.compile(f"[{_class(ARABIC)}]"))
_ADVANCE: Final = bytes(32) + bytes(int(advance) // 10 for advance in ADVANCES.split())
_WIDE: Final = 60


def on_a_line(text: str) -> str:
    """Return ``text`` on one line, with all that the fonts can draw.

    Args:
        text: Any text.
    """
    return drawable(plain_line(text))


def in_lines(text: str) -> list[str]:
    """Return the lines of ``text`` with their blanks, with all that the fonts can draw."""
    return [drawable(line) for line in lines_of(text)]


def drawable(text: str) -> str:
    """Return ``text`` with every letter that the fonts cannot draw shown by its number."""
    return text if text.isascii() else _UNKNOWN.sub(_number, _cleared(text))


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def _cleared(text: str) -> str:
    """Return ``text`` with only such marks above letters as can be drawn there, others by number.

    A mark is drawn in the font of its letter, and no more than :data:`_HEAP` above one.
    """
    shown, heap, below = [], 0, " "
    for letter in text:
        if not _is_mark(letter):
            heap, below = 0, letter
            shown.append(letter)
            continue
        heap += 1
        at_home = any(home.match(letter) and home.match(below) for home in _HOMES)
        shown.append(letter if at_home and heap <= _HEAP else f"[U+{ord(letter):04X}]")
    return "".join(shown)


def _is_mark(letter: str) -> bool:
    return letter > "\u02ff" and unicodedata.category(letter).startswith("M")


def breakable(text: str, longest: int) -> Words:
    """Return ``text`` with places to end a line in every word that has more letters.

    The name of a row may end a line behind its slashes, however short it is.

    Args:
        text: What the fonts can draw.
        longest: So many letters a word may have and stay whole.
    """
    if len(text) <= longest and "/" not in text:
        return text
    pieces = [""]
    for word in re.split(r"(?<= )", text):
        first, *more = _parts(word, longest)
        pieces[-1] += first
        pieces.extend(more)
    return pieces if len(pieces) > 1 else text


def _parts(word: str, longest: int) -> list[str]:
    if _NAMED.fullmatch(word.rstrip()):
        steps = _STEP.split(word)
        if max(map(len, steps)) <= (max(longest, _WHOLE) if longest >= _LEAST else longest):
            return steps
    return _cut(word, longest) if len(word.rstrip()) > longest else [word]


def _cut(word: str, longest: int) -> list[str]:
    """Return the pieces of a long word, none of which begins with a mark above a letter."""
    cut = [""]
    for part in _SEAM.split(word):
        bare = part.lstrip(_marks(part))
        cut[-1] += part[: len(part) - len(bare)]
        cut.extend([bare] if len(bare) <= longest else _groups(bare, min(longest, _GROUP)))
    return [piece for piece in cut if piece]


def _marks(part: str) -> str:
    """Return the marks that stand above letters in a piece."""
    return "" if part.isascii() else "".join(filter(_is_mark, part))


def _groups(part: str, many: int) -> list[str]:
    """Return pieces of so many letters, none of which begins with a mark above a letter."""
    groups = [""]
    for letter in part:
        if len(groups[-1]) >= many and not _is_mark(letter):
            groups.append("")
        groups[-1] += letter
    return groups


def width(text: str) -> int:
    """Return how wide ``text`` is when set in Noto Sans, in hundredths of the letter size.

    Letters beyond ASCII count as wide ones.
    """
    if text.isascii():
        return sum(map(_ADVANCE.__getitem__, text.encode("ascii").replace(b"\x7f", b"")))
    return sum(_ADVANCE[ord(letter)] if " " <= letter < "\x7f" else _WIDE for letter in text)
