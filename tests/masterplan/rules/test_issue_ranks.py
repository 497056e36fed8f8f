"""ISU004: reading ranks, and the order of totals against a pairwise twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow import Dossier
from smartflow.testing import run_rule
from smartflow_masterplan.rules.issues.ranks import rank_value

BuildDossier = Callable[[Mapping[str, Any]], Dossier]

_ranked = st.lists(st.tuples(st.integers(3, 7), st.integers(1, 4)), min_size=1, max_size=5)


def _roman(number: int) -> str:
    """Write a number below 90 in roman numerals, the slow way."""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")):
        if number >= value:
            return letters + _roman(number - value)
    return "I" * number


@given(st.integers(1, 89))
def test_ranks_are_read_in_both_ways(number: int) -> None:
    """Arabic and roman numerals mean the same rank."""
    assert number == rank_value(str(number))
    assert number == rank_value(f" {_roman(number).lower()}. ")


@pytest.mark.parametrize("words", ["", "0", "IIII", "VX", "IC", "satu", "-1", "1,5", "²"])
def test_what_is_no_rank_is_not_guessed(words: str) -> None:
    """Malformed numerals and words are no ranks."""
    assert rank_value(words) is None


@settings(max_examples=80, deadline=None)
@given(table=_ranked)
def test_ranks_are_judged_as_pair_by_pair(
    build: BuildDossier, table: list[tuple[int, int]]
) -> None:
    """The table passes exactly when each pair of issues agrees."""
    rows = [
        {
            "filler": "DINKES",
            "dimension": "living",
            "issue": f"Isu {n}",
            "total": total,
            "rank": str(rank),
        }
        for n, (total, rank) in enumerate(table)
    ]
    agrees = all(
        (one[0] == two[0]) == (one[1] == two[1]) and (one[0] > two[0]) == (one[1] < two[1])
        for one, two in combinations(table, 2)
    )
    results = run_rule("ISU004", build({"stage": "issue_analysis", "rows": {"issues": rows}}))
    assert agrees == all(result.status != "fail" for result in results)
