"""Near-duplicates: the quick search finds what the slow one finds, and stays linear."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow_masterplan.swot_duplicates import CANDIDATES, near_groups

Words = frozenset[str]

_texts = st.lists(
    st.frozensets(st.sampled_from("abcdefghij"), min_size=1, max_size=8), unique=True, max_size=25
)
_shares = st.sampled_from([(1, 1), (4, 5), (3, 4), (1, 2)])


def naive_groups(texts: list[Words], share: tuple[int, int]) -> list[list[int]]:
    """Compare every text with every other one, and bring together what is alike."""
    group = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        shared, all_ = len(texts[one] & texts[other]), len(texts[one] | texts[other])
        if shared * share[1] >= share[0] * all_:
            kept, gone = sorted((group[one], group[other]))
            group = [kept if label == gone else label for label in group]
    found = [[place for place, label in enumerate(group) if label == each] for each in group]
    return [list(kept) for kept in dict.fromkeys(map(tuple, found)) if len(kept) > 1]


@settings(max_examples=200, deadline=None)
@given(texts=_texts, share=_shares)
def test_it_finds_what_comparing_all_pairs_finds(
    texts: list[Words], share: tuple[int, int]
) -> None:
    """Among fewer texts than the bound on candidates, nothing is overlooked or made up."""
    assert len(texts) <= CANDIDATES
    assert naive_groups(texts, share) == near_groups(texts, share)


@settings(max_examples=50, deadline=None)
@given(texts=_texts, share=_shares, data=st.data())
def test_the_order_of_texts_changes_nothing(
    texts: list[Words], share: tuple[int, int], data: st.DataObject
) -> None:
    """A permutation of the texts gives the same groups of texts."""
    shuffled = data.draw(st.permutations(texts))
    expected = {frozenset(texts[place] for place in group) for group in near_groups(texts, share)}
    found = near_groups(shuffled, share)
    assert expected == {frozenset(shuffled[place] for place in group) for group in found}
