"""Near-duplicates: the quick search finds what the slow one finds."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.methods.resemblance import CANDIDATES, near_groups, resembling, words_of

Words = frozenset[str]

_words = st.frozensets(st.sampled_from("abcdefghij"), min_size=1, max_size=8)
_distinct = st.lists(_words, unique=True, max_size=25)
_shares = st.sampled_from([(1, 1), (4, 5), (3, 4), (1, 2)])
_texts = st.lists(
    st.lists(st.sampled_from(["Guru", "guru", "SD", "kurang,", "-", ""]), max_size=4).map(" ".join),
    max_size=12,
)


def naive_groups(texts: list[Words], share: tuple[int, int]) -> list[list[int]]:
    """Compare every text with every other one, and bring together what is alike."""
    group = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        shared, all_ = len(texts[one] & texts[other]), len(texts[one] | texts[other])
        if all_ and shared * share[1] >= share[0] * all_:
            kept, gone = sorted((group[one], group[other]))
            group = [kept if label == gone else label for label in group]
    found = [[place for place, label in enumerate(group) if label == each] for each in group]
    return [list(kept) for kept in dict.fromkeys(map(tuple, found)) if len(kept) > 1]


@settings(max_examples=200, deadline=None)
@given(texts=_distinct, share=_shares)
def test_it_finds_what_comparing_all_pairs_finds(
    texts: list[Words], share: tuple[int, int]
) -> None:
    """Among fewer texts than the bound on candidates, nothing is overlooked or made up."""
    assert len(texts) <= CANDIDATES
    assert naive_groups(texts, share) == near_groups(texts, share)


@settings(max_examples=50, deadline=None)
@given(texts=_distinct, share=_shares, data=st.data())
def test_the_order_of_texts_changes_nothing(
    texts: list[Words], share: tuple[int, int], data: st.DataObject
) -> None:
    """A permutation of the texts gives the same groups of texts."""
    shuffled = data.draw(st.permutations(texts))
    expected = {frozenset(texts[place] for place in group) for group in near_groups(texts, share)}
    found = near_groups(shuffled, share)
    assert expected == {frozenset(shuffled[place] for place in group) for group in found}


@settings(max_examples=200, deadline=None)
@given(texts=_texts, share=_shares)
def test_equal_texts_are_alike_and_empty_ones_are_not(
    texts: list[str], share: tuple[int, int]
) -> None:
    """Sentences are grouped as their words are, copies included, and nothing resembles nothing."""
    expected = naive_groups([words_of(text) for text in texts], share)
    found = resembling(texts, Decimal(share[0]) / share[1])
    assert sorted(map(tuple, expected)) == list(found)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Terbatasnya SDM", "terbatasnya  SDM.", True),
        ("SDM terbatas di puskesmas kota ini", "SDM terbatas di puskesmas kota", True),
        ("Terbatasnya SDM", "Terbatasnya anggaran", False),
    ],
    ids=["punctuation", "one word more of six", "one word of three in common"],
)
def test_four_words_of_five(one: str, other: str, *, alike: bool) -> None:
    """At a share of 0.8, a copy with another full stop counts and another subject does not."""
    assert alike is (resembling([one, other], Decimal("0.8")) == ((0, 1),))
