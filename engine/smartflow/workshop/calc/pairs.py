"""The columns of a QSPM sheet: one of AS per strategy, or a pair of AS and TAS.

The names of the strategies stand in the headings themselves (``Strategi A AS``), or above them in
cells that were merged. Imports nothing of SmartFlow but its siblings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

__all__ = ["Strategies", "is_pair_title", "read_strategies"]

_KINDS: tuple[tuple[Literal["tas", "as"], re.Pattern[str]], ...] = (
    ("tas", re.compile(r"\b(?:tas|total attractiveness scores?|total (?:nilai )?daya tarik)\b")),
    ("as", re.compile(r"\b(?:as|attractiveness scores?|(?:nilai )?daya tarik)\b")),
)
_EMPTY = re.compile(r"\(\s*\)")
_LONGEST = 200
_AROUND = " -–:()_./="  # noqa: RUF001  a dash that Word puts in


class Strategies(msgspec.Struct, frozen=True):
    """Where the scores of each strategy stand.

    Attributes:
        names: The strategies.
        scores: The columns of AS, one per strategy.
        products: The columns of TAS, one per strategy, or none at all.
    """

    names: tuple[str, ...] = ()
    scores: tuple[int, ...] = ()
    products: tuple[int, ...] = ()


def is_pair_title(title: str) -> bool:
    """Say whether a heading is of AS or TAS."""
    return _kind(title)[0] is not None


def read_strategies(
    columns: Sequence[int], titles: Sequence[str], groups: Sequence[str]
) -> Strategies:
    """Find the strategies among the columns that are none of the factors'.

    Args:
        columns: Where they stand.
        titles: All headings of the sheet.
        groups: What stands above each heading, across merged cells.

    Returns:
        Pairs of AS and TAS where there are as many of each; else each column is a strategy.
    """
    kinds = [_kind(titles[at]) for at in columns]
    scores = [at for at, (kind, _) in zip(columns, kinds, strict=True) if kind == "as"]
    products = [at for at, (kind, _) in zip(columns, kinds, strict=True) if kind == "tas"]
    if not scores or len(scores) != len(products):
        return Strategies(names=tuple(titles[at] for at in columns), scores=tuple(columns))
    rests = [rest for kind, rest in kinds if kind == "as"]
    names = [
        groups[at] or rest or str(number)
        for number, (at, rest) in enumerate(zip(scores, rests, strict=True), start=1)
    ]
    return Strategies(tuple(names), tuple(scores), tuple(products))


def _kind(title: str) -> tuple[Literal["tas", "as"] | None, str]:
    """Return what a heading is of, and what else stands in it."""
    if len(title) > _LONGEST:
        return None, title
    words = title.casefold()
    kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), None)
    if kind is None or len(words) != len(title):
        return kind, title
    for _, pattern in _KINDS:
        spans = [match.span() for match in pattern.finditer(title.casefold())]
        for start, end in reversed(spans):
            title = title[:start] + title[end:]
    return kind, " ".join(_EMPTY.sub(" ", title).split()).strip(_AROUND)
