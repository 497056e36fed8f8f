"""What the words before a row say of it: a section, a sum, a remark, or a thing of its own.

Tables of officials are parted by rows such as ``Kekuatan (Strengths)``, end with ``Jumlah`` and
``Total Internal``, and have ``Sumber: ...`` beneath. Imports the methods only.
"""

from __future__ import annotations

import re
from typing import Literal

from smartflow.methods.swot.ifas_table import SIDES, Category, read_category

__all__ = [
    "is_difference",
    "is_rank",
    "is_remark",
    "is_sum",
    "is_sum_title",
    "section_of",
    "side_of",
]

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 80
"""A longer label is a sentence."""

_SUMS = frozenset(
    {
        "jumlah",
        "total",
        "totals",
        "sub",
        "subtotal",
        "sum",
        "grand",
        "selisih",
        "difference",
        "stas",
    }
)
_DIFFERENCES = frozenset({"selisih", "difference"})
_MINUS = re.compile(
    r"\b(?:s|o|kekuatan|peluang|strengths?|opportunit(?:y|ies))\s*[-–−]\s*"  # noqa: RUF001
    r"(?:w|t|kelemahan|ancaman|weakness(?:es)?|threats?)\b"
)
_SIDES = {
    **dict.fromkeys(("internal", "ifas", "ife"), "internal"),
    **dict.fromkeys(("eksternal", "external", "efas", "efe"), "external"),
}
_FILLING = frozenset(
    {
        *("faktor", "factor", "factors", "strategis", "strategic", "utama", "kunci", "key"),
        *("analisis", "analysis", "matriks", "lingkungan", "dan", "and", "a", "b", "c", "d"),
        *("i", "ii", "iii", "iv", "v"),
    }
)
"""Words that may stand beside the name of a section."""

_SUMMED = frozenset(
    {
        *("bobot", "skor", "score", "scores", "nilai", "weight", "weights", "weighted", "rating"),
        *("tas", "attractiveness", "akhir", "keseluruhan", "kolom", "baris", "x", "of"),
    }
)
"""Words that may stand behind ``Jumlah``."""

_REMARKS = frozenset(
    {"keterangan", "ket", "catatan", "sumber", "note", "notes", "source", "legend", "skala"}
)
_RANKS = frozenset({"peringkat", "ranking", "rangking", "rank", "prioritas", "urutan", "priority"})


def _words(label: str) -> list[str]:
    return _WORD.findall(label.casefold()) if len(label) <= _LONGEST else []


def section_of(label: str) -> Category | Literal[""] | None:
    """Read the heading of a section.

    Returns:
        S, W, O or T; nothing for a section that names none (``Faktor Internal``); None when the
        label is no such heading.
    """
    words = _words(label)
    named = [word for word in words if word not in _FILLING and word not in _SIDES]
    category = read_category(" ".join(named))
    if category is not None:
        return category
    return "" if not named and any(word in _SIDES for word in words) else None


def side_of(label: str) -> str | None:
    """Return the side that a sum is of, if its label says so.

    Returns:
        ``internal`` (also of ``S + W``) or ``external``; None for the sum of one category.
    """
    words = _words(label)
    sides = {_SIDES[word] for word in words if word in _SIDES}
    categories = {read_category(word) for word in words} - {None}
    sides |= {side for side, pair in SIDES.items() if categories == set(pair)}
    return sides.pop() if len(sides) == 1 else None


def is_difference(label: str) -> bool:
    """Say whether a row holds a difference: ``Selisih``, or ``Total (S - W)``."""
    words = _words(label)
    return bool(words) and (words[0] in _DIFFERENCES or _MINUS.search(label.casefold()) is not None)


def is_sum(label: str, *, bare: bool) -> bool:
    """Say whether a row is a sum or a difference of sums.

    Args:
        label: What stands before it.
        bare: Whether the cells that people fill in are blank; ``Jumlah penduduk kecil`` with a
            rating is a factor.
    """
    words = _words(label)
    if bare and is_difference(label):
        return True
    if not words or words[0] not in _SUMS:
        return False
    known = (_SUMS, _SUMMED, _FILLING, _SIDES)
    return bare or all(
        any(word in of for of in known) or read_category(word) is not None for word in words
    )


def is_sum_title(label: str) -> bool:
    """Say whether a column or row of a matrix holds its sums."""
    return is_sum(label, bare=False)


def is_rank(label: str) -> bool:
    """Say whether a row at the foot holds ranks."""
    words = _words(label)
    return bool(words) and words[0] in _RANKS


def is_remark(label: str) -> bool:
    """Say whether a row is a legend or names its source."""
    words = _words(label[:_LONGEST])
    return bool(words) and words[0] in _REMARKS
