"""A connection that breaks half-way: the act is done once, or refused with nothing recorded.

The store is a real one, behind a connection that breaks where a test wants it to: before a
transaction, behind one that only read, or in front of a commit. What was in it is rolled back, as
a server would.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from smartflow.audit.witness.checkpoint import CheckpointUnread, checkpoint
from smartflow.canonical import plain
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.repeating import INTERRUPTIONS, repeated
from smartflow.journey.gate.advance import advance
from smartflow.journey.gate.record import record
from smartflow.journey.register.city_add import city_add
from smartflow.journey.worksheets.nil import nil
from smartflow.model import Agency, City
from smartflow.store import CommitUnknown, HeadMoved, StoreInterrupted, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.casework.workspace import Workspace
    from smartflow.store import Reading, Store, Writing

AGENCY = Agency("DINKES", "Dinas Kesehatan", "opd", ("living",))
SOLOK = City("solok", "Kota Solok", "kota", "13.72", "Sumatera Barat")

ACTS: dict[str, Callable[[Workspace], object]] = {
    "nil": lambda w: nil(w, "kota", "DINKES", "swot"),
    "record": lambda w: record(w, "kota", "mou", number="1", day=date(2026, 1, 5), title="Nota"),
    "advance": lambda w: advance(w, "kota"),
    "city_add": lambda w: city_add(w, SOLOK, "masterplan"),
    "checkpoint": checkpoint,
}
ENTRIES = {"city_add": 2}
"""How many entries an act comes to, where it is more than one."""


class Breaking:
    """A store whose connection breaks at chosen moments, until something is committed.

    Args:
        store: The real one.
        breaks: Says of each moment, by its number from 1 on, whether it breaks there.
    """

    def __init__(self, store: Store, breaks: Callable[[int], bool]) -> None:
        self.store = store
        self.breaks = breaks
        self.moment = 0
        self.committed = False

    def step(self) -> None:
        """Come to the next moment."""
        if self.committed:
            return
        self.moment += 1
        if self.breaks(self.moment):
            place = "db"
            raise StoreInterrupted(place)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Break before, or when all was read."""
        self.step()
        with self.store.read() as reading:
            yield reading
            self.step()

    @contextmanager
    def write(self, log: str) -> Iterator[Writing]:
        """Break before, or in front of the commit."""
        self.step()
        with self.store.write(log) as writing:
            yield writing
            self.step()
        self.committed = True

    def close(self) -> None:
        """Close the real one."""
        self.store.close()


@contextmanager
def breaking(workspace: Workspace, breaks: Callable[[int], bool]) -> Iterator[Breaking]:
    """Let the connection of a workspace break."""
    real = workspace.store
    workspace.store = Breaking(real, breaks)
    try:
        yield workspace.store
    finally:
        workspace.store = real


@pytest.fixture
def begun(office: Workspace) -> Workspace:
    """Return a signed workspace in whose city every act can be done."""
    perform(office, "kota", lambda _: Draft("agency_add", {"agency": plain(AGENCY)}))
    return office


def recorded(workspace: Workspace) -> list[bytes]:
    """Return the bytes of all entries."""
    with workspace.store.read() as reading:
        return [content for log in reading.logs() for content in reading.entries(log)]


def lines(workspace: Workspace) -> int:
    """Return how many lines the stage history log has."""
    return len(workspace.log_file.read_bytes().splitlines())


@pytest.mark.parametrize("name", ACTS)
def test_broken_as_often_as_it_outlives_an_act_happens_once(begun: Workspace, name: str) -> None:
    """However a try ends before the last: one act more, and one line for each entry."""
    before, told = recorded(begun), lines(begun)
    due = [1, 3, 4, 6][:INTERRUPTIONS]  # at the first moment of a try, or at its second
    with breaking(begun, due.__contains__) as store:
        ACTS[name](begun)
    assert (store.committed, store.moment > due[-1]) == (True, True)
    new = [one for one in recorded(begun) if one not in before]
    assert (len(new), lines(begun) - told) == (ENTRIES.get(name, 1),) * 2
    assert read_case(begun, "kota").state.city.slug == "kota"


MOMENTS = {"city_add": 2}
"""How often an act asks the store, at least, where that is less than four times."""


@pytest.mark.parametrize("name", ACTS)
def test_broken_once_at_any_moment_it_happens_once(begun: Workspace, name: str) -> None:
    """At the first moment, the second … until the act needs no further one."""
    before = recorded(begun)
    for moment in count(1):
        with breaking(begun, moment.__eq__) as store, pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "write", _taken_back(store))
            with pytest.raises(TakenBack):
                ACTS[name](begun)
        # The guard: it has come to its commit, and nothing was kept on the way there.
        assert recorded(begun) == before
        if store.moment < moment:
            break
    assert moment > MOMENTS.get(name, 4)


class TakenBack(Exception):
    """An act has come to its commit, and is not to happen."""


def _taken_back(store: Breaking) -> Callable[[str], Any]:
    write = store.write

    @contextmanager
    def taken_back(log: str) -> Iterator[Writing]:
        with write(log) as writing:
            yield writing
            store.step()
            raise TakenBack

    return taken_back


@pytest.mark.parametrize(
    ("name", "first"),
    [(name, first) for name in ACTS for first in (1, 2, 3, 4) if first <= MOMENTS.get(name, 4)],
)
def test_broken_for_good_it_is_refused_and_nothing_recorded(
    begun: Workspace, name: str, first: int
) -> None:
    """From some moment on it always breaks: a conflict, exit code 5, after a bounded time."""
    before, told = recorded(begun), lines(begun)
    with breaking(begun, lambda moment: moment >= first) as store:
        with pytest.raises(StoreInterrupted) as refused:
            ACTS[name](begun)
        assert store.moment <= first + (INTERRUPTIONS + 1) ** 2
    assert refused.value.exit_code == 5
    assert (recorded(begun), lines(begun)) == (before, told)


def test_a_recorded_checkpoint_is_not_called_unrecorded(begun: Workspace) -> None:
    """The store goes away behind the commit: what is said names the entry that stands."""
    real = begun.store

    class GoneAfterwards(Breaking):
        def step(self) -> None:
            if self.committed:
                place = "db"
                raise StoreUnreachable(place, "x")

    begun.store = GoneAfterwards(real, lambda _: False)
    with pytest.raises(CheckpointUnread) as told:
        checkpoint(begun)
    begun.store = real
    assert f"entry {len(recorded(begun)) - 3}," in told.value.message.en


@pytest.mark.parametrize(
    "error",
    [CommitUnknown(name="db"), StoreUnreachable("db", "x"), HeadMoved(log="log"), KeyError("x")],
)
def test_what_may_not_be_repeated_is_not(error: Exception) -> None:
    """Where it is not known what was kept, or the store was waited for already."""
    calls = []

    def attempt() -> None:
        calls.append(1)
        raise error

    with pytest.raises(type(error)):
        repeated(attempt)
    assert calls == [1]


@pytest.mark.parametrize("times", range(INTERRUPTIONS + 2))
def test_it_is_repeated_as_often_as_is_said(times: int) -> None:
    """And not once more."""
    calls = []

    def attempt() -> str:
        calls.append(1)
        if len(calls) <= times:
            place = "db"
            raise StoreInterrupted(place)
        return "done"

    if times <= INTERRUPTIONS:
        assert repeated(attempt) == "done"
    else:
        with pytest.raises(StoreInterrupted):
            repeated(attempt)
    assert len(calls) == min(times, INTERRUPTIONS) + 1
