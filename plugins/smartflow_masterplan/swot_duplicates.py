"""SWT006: the same factor, or nearly the same, stands several times in one dimension.

Agencies copy each other, and one that writes a factor twice counts it twice (domain.md 4.3).
Factors of one dimension are compared by their words. So that 5,000 rows take no longer than twice
2,500, equal texts are brought together first, then each text meets only those that share one of
its rarest words (prefix filtering; Xiao, Wang, Lin and Yu 2008), at most 50 of them. Once a
dimension is consolidated only the factors used are compared: what was merged is settled. Imports
the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan import sources
from smartflow_masterplan.factor_table import factor_table
from smartflow_masterplan.judging import finding, listed, number, shortened
from smartflow_masterplan.shared_columns import USED
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Dossier, Finding, Settings
    from smartflow_masterplan.factor_table import Factor

__all__ = ["CANDIDATES", "DUPLICATE_RULES", "near_groups"]

CANDIDATES = 50
"""With how many others a text is compared at most."""

_LONGEST = 64
"""How many words of a text are compared."""

_NAMED = 4
"""How many of the others a finding names."""

_SPACES = str.maketrans(dict.fromkeys(string.punctuation, " "))

Words = frozenset[str]

_REPEATED = Text(
    id="Faktor {code} ({agency}) sama atau hampir sama dengan {others}{more}: '{factor}'.",
    en="Factor {code} ({agency}) is the same as {others}{more}, or nearly so: '{factor}'.",
)


def _words(text: str) -> Words:
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


def factors_are_distinct(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each group of factors of one dimension that say the same."""
    by_dimension = _in_force(dossier)
    if not by_dimension:
        yield NotApplicable()
    share = number(settings, "duplicate_similarity").as_integer_ratio()
    for texts in by_dimension.values():
        distinct = list(texts)
        groups = near_groups(distinct, share)
        for group in groups:
            yield _repeated([factor for place in group for factor in texts[distinct[place]]])
        grouped = {place for group in groups for place in group}
        for place, words in enumerate(distinct):
            if place not in grouped and len(texts[words]) > 1:
                yield _repeated(texts[words])


def _in_force(dossier: Dossier) -> dict[str, dict[Words, list[Factor]]]:
    """Return the factors by dimension and words; of a consolidated dimension, those used."""
    settled = {filler for sheet, filler in dossier.submissions if sheet == "swot_merged"}
    used = {
        row.text("source")
        for row in (dossier.rows("swot_merged") if settled else ())
        if row.text("decision") == USED
    }
    texts: dict[str, dict[Words, list[Factor]]] = defaultdict(lambda: defaultdict(list))
    for factor in factor_table(dossier):
        if factor.dimension not in settled or factor.row.id in used:
            words = _words(factor.row.text("factor"))
            if words:
                texts[factor.dimension][words].append(factor)
    return texts


def _repeated(factors: list[Factor]) -> Finding:
    """Return the finding for factors that say the same, at the first of them."""
    first, *others = sorted(factors, key=lambda given: (given.agency, given.row.number, given.code))
    names = listed(f"{other.code} ({other.agency})" for other in others[:_NAMED])
    rest = len(others) - _NAMED
    more = Text(id=f" dan {rest} lainnya", en=f" and {rest} more") if rest > 0 else Text.same("")
    return finding(
        _REPEATED,
        {
            "code": first.code,
            "agency": first.agency,
            "others": names,
            "more": more,
            "factor": shortened(first.row.text("factor")),
        },
        row=first.row,
        column="factor",
    )


DUPLICATE_RULES = (
    Rule(
        code="SWT006",
        title=Text(
            id="Tidak ada faktor SWOT yang kembar dalam satu dimensi",
            en="No SWOT factor stands twice in a dimension",
        ),
        why=Text(
            id="Faktor yang disalin antarperangkat daerah terhitung berulang kali dan menutupi"
            " keadaan khas masing-masing.",
            en="A factor copied between agencies counts several times and hides what is peculiar"
            " to each.",
        ),
        fix=Text(
            id="Gabungkan pada SWOT gabungan dimensi (smartflow consolidate), atau minta perangkat"
            " daerah menulis keadaannya sendiri.",
            en="Merge them in the dimension's consolidated SWOT (smartflow consolidate), or ask the"
            " agencies to write what is their own.",
        ),
        message=_REPEATED,
        severity="warning",
        stages=(SWOT_TOWS,),
        cites=(sources.MALANG, sources.CIANJUR),
        since="0.1.0",
        reads=("swot", "swot_merged"),
        function=factors_are_distinct,
        passes=Text(
            id="DINKES menulis 'Tenaga gizi belum ada di 6 puskesmas', RSUD menulis 'Dokter"
            " spesialis anak hanya satu orang'.",
            en="DINKES writes 'Tenaga gizi belum ada di 6 puskesmas' (no nutritionist in 6 health"
            " centres), RSUD 'Dokter spesialis anak hanya satu orang' (one paediatrician only).",
        ),
        fails=Text(
            id="DINKES menulis W1 'Terbatasnya SDM', RSUD menulis W3 'Terbatasnya SDM.' pada"
            " dimensi yang sama.",
            en="DINKES writes W1 'Terbatasnya SDM' (too few staff), RSUD writes W3 'Terbatasnya"
            " SDM.' in the same dimension.",
        ),
    ),
)
