"""What is kept of very many findings: enough, always the same, and the gate decides alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.language import Text
from smartflow.model import PluginRef, Result
from smartflow.plugin.running.plenty import Endless, at_most, keep_most

WORDS = Text(id="kata", en="words")


def result(number: int, status: Literal["fail", "warn"] = "fail", agency: str = "A") -> Result:
    """Return a finding at a row."""
    return Result(
        rule="TST001",
        status=status,
        severity="error" if status == "fail" else "warning",
        title=WORDS,
        message=Text.same(f"row {number}"),
        fix=WORDS,
        plugin=PluginRef("regional", "1"),
        agency=agency,
        worksheet="things",
        row=f"{agency}/things/{number}",
        row_number=number,
    )


def test_few_are_kept_as_they_come() -> None:
    """Up to the limit nothing is sorted, dropped or added."""
    found = [result(2), result(1)]
    assert keep_most(iter(found), 2) == found


def test_the_rest_is_counted_in_one_note() -> None:
    """The note stands behind the kept ones, has no place, and says how many there are."""
    *kept, note = keep_most((result(n) for n in range(5000)), 3)
    assert [one.row_number for one in kept] == [0, 1, 2]
    assert (note.status, note.severity, note.row, note.agency) == ("fail", "error", "", "")
    assert "4997 catatan lain" in note.message.id
    assert "4997 more findings" in note.message.en


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["fail", "warn"])), max_size=12),
    st.randoms(use_true_random=False),
    st.integers(1, 5),
)
def test_the_order_changes_nothing_and_the_gate_decides_alike(
    made: list[tuple[int, Literal["fail", "warn"]]], random: object, most: int
) -> None:
    """Whatever comes first, the same is kept; and something blocks exactly if something did."""
    found = [result(number, status) for number, status in made]
    other = list(found)
    random.shuffle(other)  # type: ignore[attr-defined]
    kept = keep_most(found, most)
    if len(found) > most:
        assert kept == keep_most(other, most)
    assert any(one.blocks for one in kept) == any(one.blocks for one in found)
    assert len(kept) <= most + 1


def test_a_hidden_failure_blocks_even_if_all_that_is_shown_is_waived() -> None:
    """Waivers come later and are for places; what is hidden has none, so its note fails."""
    *_, note = keep_most([result(n) for n in range(3)], 2)
    assert note.blocks
    *_, note = keep_most([result(1), *(result(n, "warn") for n in range(3))], 2)
    assert not note.blocks


def test_what_has_no_end_is_stopped_and_closed() -> None:
    """The generator's own ``finally`` runs at once, not when the memory is swept."""
    closed: list[bool] = []

    def endless() -> Iterator[int]:
        try:
            yield from count()
        finally:
            closed.append(True)

    taken: list[int] = []
    with pytest.raises(Endless, match="TST001 yields more than 5 things"):
        taken.extend(at_most(endless(), "TST001", 5))
    assert closed == [True]


@pytest.mark.parametrize("given_back", [[1, 2], (1, 2), iter([1, 2])])
def test_what_ends_in_time_passes_through(given_back: Iterable[int]) -> None:
    """Exactly as much as is allowed is not too much."""
    assert list(at_most(given_back, "TST001", 2)) == [1, 2]
