"""Two processes that act at one moment: both have read before either writes, and nothing is lost.

Each waits in front of its write transaction until the other stands there too, so that whoever
comes second decides on what has changed meanwhile.
"""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS, Act, city
from fault_whole import logged, new_acts, read_whole, recorded

from smartflow.casework.casework import read_case
from smartflow.casework.workspace import open_workspace
from smartflow.errors import Conflict

if TYPE_CHECKING:
    from pathlib import Path

CONFLICT = Conflict.exit_code
PAIRED = (
    *("nil", "submit", "person add", "record", "sign-off", "setting set", "advance"),
    *("city add", "audit key rotate", "audit checkpoint"),
)
NOTHING = "nothing was recorded"
"""What is said of a file that was sent already."""

ELSEWHERE = ("nil", "person add", "advance refused")


def meet(nursery: Any, root: Path, *given: tuple[str, ...]) -> list[Any]:
    """Run commands that all wait for each other in front of their writes."""
    meeting = root.parent / "meeting"
    meeting.mkdir()
    orders = [
        nursery.order(root, *words, meet=str(meeting), name=str(number), rivals=len(given))
        for number, words in enumerate(given)
    ]
    ended = nursery.together(*orders)
    # The guard: all of them have stood there at the same time.
    assert len(list(meeting.iterdir())) == len(given)
    assert [one.signal for one in ended] == [0] * len(given)
    return list(ended)


def is_recorded(ended: Any, act: Act) -> bool:
    """Say whether a command that ended so has recorded its act.

    An ``advance`` that judges anew what the other has changed may be refused, which is recorded.
    """
    return ended.code == act.code or (act.acts == ("advance",) and ended.code == 1)


def nothing_is_lost(before: Any, root: Path, ended: list[Any], done: list[Act]) -> None:
    """What ended well is in the history once, what did not is not, and the log file has it all."""
    expected = [
        name
        for one, act in zip(ended, done, strict=True)
        if is_recorded(one, act) and NOTHING not in one.out
        for name in act.acts
    ]
    after = read_whole(root)
    assert sorted(new_acts(before, after)) == sorted(expected)
    assert logged(root) == recorded(after)


@pytest.mark.parametrize(
    ("first", "second"),
    [pair for pair in combinations_with_replacement(PAIRED, 2) if pair[0] != pair[1]],
)
def test_two_acts_at_one_moment(nursery: Any, root: Path, first: str, second: str) -> None:
    """On one city or one store: both are recorded, or one is told to look again (exit code 5)."""
    before, pair = read_whole(root), [ACTS[first], ACTS[second]]
    ended = meet(nursery, root, *(act.words for act in pair))
    refused = [one for one, act in zip(ended, pair, strict=True) if not is_recorded(one, act)]
    assert len(refused) <= 1, ended
    # A city that has moved meanwhile may not ask for that answer any more, which is no conflict.
    allowed = (CONFLICT, 2) if "advance" in (first, second) else (CONFLICT,)
    assert all(one.code in allowed and "Next step:" in one.err for one in refused), ended
    nothing_is_lost(before, root, ended, pair)


@pytest.mark.parametrize("name", PAIRED)
def test_the_same_act_twice_at_one_moment(nursery: Any, root: Path, name: str) -> None:
    """It happens once where a second time would say nothing new, and is never half done."""
    before, act = read_whole(root), ACTS[name]
    ended = meet(nursery, root, act.words, act.words)
    assert all(is_recorded(one, act) or one.code in (2, CONFLICT) for one in ended), ended
    assert any(one.code == act.code for one in ended)
    assert all("Next step:" in one.out + one.err for one in ended if not is_recorded(one, act))
    nothing_is_lost(before, root, ended, [act, act])


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("other", ["submit", "advance", "nil"])
def test_two_cities_do_not_disturb_each_other(
    nursery: Any, root: Path, name: str, other: str
) -> None:
    """They share one file and no history: both are recorded at the first try."""
    act = ACTS[name]
    elsewhere = act._replace(words=tuple("solok" if word == "kota" else word for word in act.words))
    before, pair = read_whole(root), [elsewhere, ACTS[other]]
    ended = meet(nursery, root, *(one.words for one in pair))
    assert [one.code for one in ended] == [one.code for one in pair], ended
    nothing_is_lost(before, root, ended, pair)


def test_two_advances_move_the_city_once(nursery: Any, root: Path) -> None:
    """Both have judged the same city; one moves it, the other is told, and no refusal is added."""
    before = read_whole(root)
    ended = meet(nursery, root, ACTS["advance"].words, ACTS["advance"].words)
    assert sorted(one.code for one in ended) == [0, CONFLICT], ended
    assert new_acts(before, read_whole(root)) == ["advance"]
    workspace = open_workspace(root)
    try:
        state = read_case(workspace, "kota").state
    finally:
        workspace.close()
    assert [move.to for move in state.moves] == ["start", "issue_analysis", "done"]
    assert state.refusals == []


def test_many_at_once(nursery: Any, root: Path) -> None:
    """Eight processes on two cities and the store: each is recorded or told, and all is whole."""
    given = [
        *(ACTS[name] for name in ("nil", "submit", "person add", "record", "sign-off")),
        Act(("person", "add", "solok", "Cici", "--role", "team", "--post", "Tim"), ("person_add",)),
        Act(city("padang", "13.71"), ("city_register", "city_add")),
        ACTS["audit checkpoint"],
    ]
    before = read_whole(root)
    ended = meet(nursery, root, *(act.words for act in given))
    assert all(one.code in (0, CONFLICT) for one in ended), ended
    assert sum(one.code == 0 for one in ended) >= 2
    nothing_is_lost(before, root, ended, given)
