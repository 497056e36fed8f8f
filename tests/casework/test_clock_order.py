"""Where the time of a history runs backwards: which steps count, and what is said of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.casework.casework import Draft, perform, read_history
from smartflow.casework.clock_order import (
    CLOCK_SLACK,
    backward_steps,
    examine_clock_order,
    moment_words,
    warn_of_clock,
)
from smartflow.clock import FixedClock, stamp
from smartflow.history.entries.chain import EMPTY_HASH
from smartflow.history.entries.entry import Actor, Entry
from smartflow.store import StoreLocked

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def entry_at(seq: int, moment: datetime) -> Entry:
    """Return an entry that was written at ``moment``."""
    return Entry(
        log="smartflow/w/13.73",
        seq=seq,
        at=stamp(moment),
        occurred=moment.date(),
        zone="WIB",
        act="nil",
        actor=Actor(person="Ani"),
        body={},
        prev=EMPTY_HASH,
    )


@given(st.lists(st.integers(-600, 600), max_size=12))
def test_a_step_back_is_more_than_two_minutes_before_its_neighbour(seconds: list[int]) -> None:
    """The same places as by comparing every two neighbours, and in their order."""
    entries = [entry_at(n, START + timedelta(seconds=s)) for n, s in enumerate(seconds, start=1)]
    expected = [n + 2 for n, (a, b) in enumerate(pairwise(seconds)) if b + 120 < a]
    assert [after.seq for _, after in backward_steps(entries)] == expected
    assert all(before.seq + 1 == after.seq for before, after in backward_steps(entries))


@given(st.lists(st.integers(0, 10**6), max_size=12))
def test_time_that_only_grows_has_no_step_back(seconds: list[int]) -> None:
    """Whatever the distances are."""
    entries = [entry_at(n, START + timedelta(seconds=s)) for n, s in enumerate(sorted(seconds), 1)]
    assert list(backward_steps(entries)) == []


def act_at(workspace: Workspace, moment: datetime) -> Entry:
    """Act while the clock stands at ``moment``."""
    workspace.clock = FixedClock(moment)
    return perform(workspace, "kota", lambda _: Draft("nil", {"agency": "X", "worksheet": "y"}))


def test_the_warning_names_both_moments_in_both_languages(workspace: Workspace) -> None:
    """Who acts sees what this clock says, and what stood there before."""
    act_at(workspace, START + timedelta(days=1))
    workspace.troubles.clear()
    act_at(workspace, START - timedelta(hours=5))
    [told] = workspace.troubles
    for words in (told.id, told.en):
        assert "23 Nov 2026 22:00 UTC" in words
        assert "25 Nov 2026 03:00 UTC" in words


@pytest.mark.parametrize(("behind", "told"), [(CLOCK_SLACK, 0), (CLOCK_SLACK * 1.1, 1)])
def test_the_slack_is_the_limit(workspace: Workspace, behind: timedelta, told: int) -> None:
    """Exactly two minutes are no matter yet."""
    act_at(workspace, START + timedelta(days=1))
    workspace.troubles.clear()
    act_at(workspace, START + timedelta(days=1) - behind)
    assert len(workspace.troubles) == told


def test_doctor_names_the_first_three_places_and_counts_all(workspace: Workspace) -> None:
    """A history of an office with a broken clock does not fill the screen."""
    days = (1, 0, 2, 1, 3, 2, 4, 3)
    entries = [act_at(workspace, START + timedelta(days=one)) for one in days]
    [found] = examine_clock_order(workspace)
    assert (found.state, found.exit_code) == ("look", 0)
    assert found.found.en.startswith("runs backwards 4 times: ")
    named = [entry.seq for entry in entries if f"entry {entry.seq} (" in found.found.en]
    assert named == [entries[n].seq for n in (1, 3, 5)]


def test_a_whole_history_is_good(workspace: Workspace) -> None:
    """The guard: nothing is found where nothing is."""
    act_at(workspace, START + timedelta(days=1))
    [found] = examine_clock_order(workspace)
    assert (found.state, found.hint) == ("good", None)


def test_what_cannot_be_looked_at_undoes_no_act(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is recorded: a store that is locked a moment later is no reason to fail."""
    newest = read_history(workspace, "kota").entries[-1]
    earlier = msgspec.structs.replace(newest, at=stamp(START - timedelta(days=9)))

    refused = StoreLocked(name="smartflow.db")

    def locked() -> None:
        raise refused

    monkeypatch.setattr(workspace.store, "read", locked)
    warn_of_clock(workspace, earlier)
    assert workspace.troubles == []


def test_a_moment_is_read_in_utc() -> None:
    """Wherever the clock is, the words are the same."""
    local = START.astimezone(tz=None)
    assert moment_words(local) == moment_words(START)
    assert moment_words(START).id == "24 Nov 2026 03:00 UTC"


def test_a_first_entry_has_nothing_before_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is not asked, which over a network would be three journeys for each new city."""
    asked: list[str] = []
    monkeypatch.setattr(workspace.store, "read", lambda: asked.append("read"))
    warn_of_clock(workspace, entry_at(1, START))
    assert asked == []
    assert workspace.troubles == []
