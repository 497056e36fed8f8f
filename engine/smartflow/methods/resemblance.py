"""Which texts say the same, or nearly so: by the share of words that they have in common.

Two texts resemble each other from a share of all their words on (Jaccard 1912), without regard to
case, order and punctuation. So that 5,000 texts take no longer than twice 2,500, equal ones are
brought together first, then each meets only those that share one of its rarest words (prefix
filtering; Xiao, Wang, Lin and Yu 2008), at most 50 of them. Pure; imports nothing.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

__all__ = ["CANDIDATES", "Words", "near_groups", "resembling", "words_of"]

CANDIDATES = 50
"""With how many others a text is compared at most."""

_LONGEST = 64
"""How many words of a text are compared."""

_SPACES = str.maketrans(dict.fromkeys(string.punctuation, " "))

Words: TypeAlias = frozenset[str]


def resembling(texts: Sequence[str], share: Decimal) -> tuple[tuple[int, ...], ...]:
    """Return which of ``texts`` are the same or nearly so, directly or by way of others.

    Args:
        texts: The texts; one without any word resembles nothing.
        share: From which share of common words on, 0 to 1.

    Returns:
        Groups of two or more places in ``texts``, each in order, sorted.
    """
    places: dict[Words, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        words = words_of(text)
        if words:
            places[words].append(place)
    distinct = tuple(places)
    near = near_groups(distinct, share.as_integer_ratio())
    groups = [[place for one in group for place in places.pop(distinct[one])] for group in near]
    groups += [same for same in places.values() if len(same) > 1]
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def words_of(text: str) -> Words:
    """Return the words of a text, without regard to case, order and punctuation."""
    plain = text.casefold()
    if not plain.replace(" ", "").isalnum():
        plain = plain.translate(_SPACES)
    return frozenset(plain.split()[:_LONGEST])


class _Similarity:
    """From which share of all their words (Jaccard) on two texts are alike, and what follows.

    With a share p/q, texts of m and n words share at least p (m + n) / (p + q) words. So a text
    has one of its rarest words in common with any shorter one that is like it.
    """

    def __init__(self, share: tuple[int, int]) -> None:
        self._above, self._below = share
        self._needed: dict[int, int] = {}

    def needed(self, both: int) -> int:
        """Return how many words two texts share at least that have ``both`` words together."""
        found = self._needed.get(both)
        if found is None:
            found = self._needed[both] = -(-self._above * both // (self._above + self._below))
        return found

    def possible(self, size: int, shorter: int) -> bool:
        """Say whether two texts of these sizes can be alike without being the same."""
        least = self.needed(size + shorter)
        return least <= shorter and not least == shorter == size

    def looked_up(self, size: int) -> int:
        """Return among how many of its rarest words a text meets every shorter one like it."""
        return size - -(-self._above * size // self._below) + 1

    def listed(self, size: int) -> int:
        """Return under how many of its rarest words a text is met by every longer one."""
        return size - self.needed(2 * size) + 1


def near_groups(texts: Sequence[Words], share: tuple[int, int]) -> list[list[int]]:
    """Return which of ``texts`` are alike, directly or by way of others.

    Args:
        texts: The words of each text, no two of them the same.
        share: The least share of common words, as a numerator and a denominator.

    Returns:
        Groups of two or more places in ``texts``, each in order.
    """
    similarity = _Similarity(share)
    ranks = _by_rarity(texts)
    index: dict[int, dict[int, list[int]]] = {}
    leader = list(range(len(texts)))
    for size, same in groupby(sorted(zip(map(len, ranks), ranks, leader, strict=True)), key=_size):
        own = index.setdefault(size, {})
        met = [index[n] for n in sorted(index, reverse=True) if similarity.possible(size, n)]
        looked_up, kept = similarity.looked_up(size), similarity.listed(size)
        for _, rarest, place in same:
            for other in _candidates(rarest[:looked_up], met):
                shared = len(texts[place] & texts[other])
                if shared >= similarity.needed(size + len(texts[other])):
                    _join(leader, place, other)
            for word in rarest[:kept]:
                own.setdefault(word, []).append(place)
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(texts)):
        groups[_leader(leader, place)].append(place)
    return [group for group in groups.values() if len(group) > 1]


def _by_rarity(texts: Sequence[Words]) -> list[list[int]]:
    """Return the words of each text as numbers, the rarest of all first."""
    frequency = Counter(chain.from_iterable(texts))
    by_rarity = sorted(frequency, key=lambda word: (frequency[word], word))
    rank = dict(zip(by_rarity, range(len(by_rarity)), strict=True)).__getitem__
    return [sorted(map(rank, text)) for text in texts]


def _candidates(words: list[int], met: list[dict[int, list[int]]]) -> tuple[int, ...]:
    """Return which texts are listed under any of ``words``, 50 at most."""
    near: dict[int, None] = {}
    for listing in met:
        for word in words:
            if word in listing:
                near.update(dict.fromkeys(listing[word][-CANDIDATES:]))
                if len(near) >= CANDIDATES:
                    return tuple(islice(near, CANDIDATES))
    return tuple(near)


def _size(ranked: tuple[int, list[int], int]) -> int:
    return ranked[0]


def _leader(leader: list[int], place: int) -> int:
    """Return the first of the group in which ``place`` stands, shortening the way to it."""
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place


def _join(leader: list[int], one: int, other: int) -> None:
    first, second = sorted((_leader(leader, one), _leader(leader, other)))
    leader[second] = first
