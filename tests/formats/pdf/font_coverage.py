"""What the shipped fonts can show, read from the fonts by fontTools.

Run as a program it prints the two tables of ``plugins/smartflow_formats/_pdf_coverage.py``:
``python tests/formats/pdf/font_coverage.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parents[3] / "plugins" / "smartflow_formats" / "fonts"
FAMILIES = {
    "TEXT": ("NotoSans-",),
    "ARABIC": ("NotoSansArabic-",),
    "SIGNS": ("NotoMono-", "NotoSansMath-", "NotoSansSymbols2-"),
}
"""How the files of each part of the table begin; the faces of a family must cover the same."""


def covered(part: str) -> set[int]:
    """Return the code points that the families of a part show, and none before them does."""
    shown: set[int] = set()
    for name, families in FAMILIES.items():
        own = set().union(*map(_shown, families)) - shown
        if name == part:
            return own
        shown |= own
    raise KeyError(part)


def _shown(family: str) -> set[int]:
    """Return the code points that a family shows in each of its faces."""
    faces = [set(_font(path).getBestCmap()) for path in sorted(FONTS.glob(f"{family}*.ttf"))]
    return set.intersection(*faces)


def ranges(points: set[int]) -> list[tuple[int, int]]:
    """Return the same as first and last of each run, in order."""
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found


def advances() -> tuple[int, ...]:
    """Return how far each letter from U+0020 to U+007E advances, in thousandths of the size."""
    font = _font(FONTS / "NotoSans-Regular.ttf")
    names, units = font.getBestCmap(), font["head"].unitsPerEm
    return tuple(round(1000 * font["hmtx"][names[at]][0] / units) for at in range(0x20, 0x7F))


def _font(path: Path) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(path)


def as_words(points: set[int]) -> str:
    """Return code points as the shipped table writes them."""
    return " ".join(
        f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ranges(points)
    )


def points_in(words: str) -> set[int]:
    """Return the code points that the shipped table writes so."""
    runs = (run.partition("-") for run in words.split())
    return {
        point
        for first, _, last in runs
        for point in range(int(first, 16), int(last or first, 16) + 1)
    }


if __name__ == "__main__":
    for one in FAMILIES:
        sys.stdout.write(f"{one}: {as_words(covered(one))}\n\n")
    sys.stdout.write(f"{' '.join(map(str, advances()))}\n")
