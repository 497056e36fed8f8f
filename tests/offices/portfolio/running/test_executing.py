"""Many cities by any executor: every city has one result, and it is the same whoever gave it."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import is_alive
from small_cities import add_small_cities, moves_of

from smartflow.offices.portfolio.running import executing, worker
from smartflow.offices.portfolio.running.executing import run
from smartflow.offices.portfolio.running.order import CityTask, WorkOrder, order_for, tasks_of
from smartflow.offices.portfolio.running.processes import Here, Lent, Processes, usual_size
from smartflow.offices.portfolio.running.results import CityResult
from smartflow.offices.portfolio.running.worker import WorkReport, blank
from smartflow.offices.portfolio.standing import standings
from smartflow.offices.portfolio.worker_faults import WorkersKeepDying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.language import Text
    from smartflow.offices.portfolio.running.executing import Workers

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL")


# -- a worker that dies as it was planned ---------------------------------------------------------


class DyingWorkers:
    """Workers in this process that die over some cities so many times, as a pool does.

    Attributes:
        fatal: How often a worker still dies over a city; one with a negative number always.
        whole: Whether one death breaks the executor, and all that it holds, for good.
    """

    elsewhere = False
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, fatal: dict[str, int], size: int, *, whole: bool) -> None:
        self.fatal = dict(fatal)
        self.size = size
        self.patience = 3 if whole else 1
        self.whole = whole
        self.most = 0

    @contextmanager
    def open(self, order: bytes) -> Iterator[Executor]:
        """Open an executor."""
        yield _Dying(self)

    def watch(self) -> None:
        """Nothing is ever waited for."""
        raise AssertionError


class _Dying(Executor):
    def __init__(self, workers: DyingWorkers) -> None:
        self._workers = workers
        self._broken = False
        self._unseen = workers.size

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[bytes]:
        """Judge at once, or die; what is given before the death was seen dies with it."""
        future: Future[bytes] = Future()
        if self._broken:
            if self._unseen == 0:
                raise BrokenExecutor
            self._unseen -= 1
            future.set_exception(BrokenExecutor())
            return future
        tasks = msgspec.msgpack.decode(args[1], type=tuple[CityTask, ...])
        self._workers.most = max(self._workers.most, len(tasks))
        for task in tasks:
            left = self._workers.fatal.get(task.slug, 0)
            if left:
                self._workers.fatal[task.slug] = left - 1
                self._broken = self._workers.whole
                future.set_exception(BrokenExecutor())
                return future
        results = tuple(blank(task) for task in tasks)
        future.set_result(msgspec.msgpack.encode(WorkReport(results)))
        return future


ORDER = WorkOrder(
    act="check",
    to="",
    reason="",
    run="0" * 16,
    moment="2026-11-24T03:00:00.000000Z",
    root="",
    store="",
    kind="sqlite",
    actor="",
    safe=False,
    config_folder="",
    engine="",
    plugins=(),
)


@given(
    count=st.integers(0, 40),
    size=st.integers(1, 4),
    whole=st.booleans(),
    fatal=st.dictionaries(st.integers(0, 39), st.integers(1, 9), max_size=4),
    always=st.sets(st.integers(0, 39), max_size=2),
)
def test_every_city_has_one_result_whatever_dies(
    *, count: int, size: int, whole: bool, fatal: dict[int, int], always: set[int]
) -> None:
    """None is left out and none is twice; one that kills for ever is lost, the innocent are not."""
    tasks = tuple(CityTask(f"k{n:02}", f"K{n}", "11.01", "Aceh", "satu") for n in range(count))
    planned = {f"k{n:02}": times for n, times in fatal.items()} | {f"k{n:02}": -1 for n in always}
    workers = DyingWorkers(planned, size, whole=whole)
    found: list[CityResult] = []
    try:
        found.extend(run(ORDER, tasks, workers, []))
    except WorkersKeepDying:
        assert len(planned) >= 3
        return
    assert [task.slug for task in tasks] == sorted(one.slug for one in found)
    lost = {one.slug for one in found if one.outcome == "lost"}
    assert {f"k{n:02}" for n in always if n < count} <= lost <= set(planned)
    assert not lost & {slug for slug, times in planned.items() if times == 1}
    assert workers.most <= 4


def test_a_run_in_which_nothing_lives_is_given_up() -> None:
    """Workers that die over every city end the run; it does not go on for hours."""
    tasks = tuple(CityTask(f"k{n:02}", f"K{n}", "11.01", "Aceh", "satu") for n in range(30))
    workers = DyingWorkers({task.slug: -1 for task in tasks}, 2, whole=True)
    found = []
    with pytest.raises(WorkersKeepDying):
        found.extend(run(ORDER, tasks, workers, []))
    assert {one.outcome for one in found} <= {"lost"}
    deaths = -30 - sum(workers.fatal.values())
    assert deaths <= 15


def test_few_cities_wait_in_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand cities only a window is handed out at a time."""
    handed: list[Future[bytes]] = []

    class Slow(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[bytes]:
            future: Future[bytes] = Future()
            tasks = msgspec.msgpack.decode(args[1], type=tuple[CityTask, ...])
            report = WorkReport(tuple(blank(task) for task in tasks))
            handed.append(future)
            unanswered = [one for one in handed if not one.done()]
            assert len(unanswered) <= 2 * workers.size
            if len(unanswered) == 2 * workers.size:
                for one in unanswered:
                    one.set_result(msgspec.msgpack.encode(report))
            return future

    workers = DyingWorkers({}, 3, whole=True)
    monkeypatch.setattr(workers, "open", lambda _: _nothing(Slow()))
    monkeypatch.setattr(workers, "watch", lambda: [one.cancel() for one in handed])
    tasks = tuple(CityTask(f"k{n}", "K", "11.01", "Aceh", "satu") for n in range(9_600))
    assert sum(1 for _ in run(ORDER, tasks, workers, [])) == 9_600


@contextmanager
def _nothing(executor: Executor) -> Iterator[Executor]:
    yield executor


# -- real processes -------------------------------------------------------------------------------


def results(workspace: Workspace, workers: Workers, act: Any = "check") -> list[CityResult]:
    """Do something with every city of a workspace; return the results by slug."""
    troubles: list[Text] = []
    order = order_for(workspace, act)
    found = list(run(order, tasks_of(standings(workspace)), workers, troubles))
    assert troubles == []
    return sorted(found, key=lambda one: one.slug)


@pytest.mark.slow
def test_processes_say_what_this_process_says(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]]
) -> None:
    """Cities in all stages: the bytes of the results are those of one process."""
    put_many(23)
    here = results(workspace, Here(workspace))
    assert len({(one.stage, one.rules) for one in here}) >= 5
    assert msgspec.json.encode(here) == msgspec.json.encode(results(workspace, Processes(2)))


@pytest.mark.slow
def test_a_killed_worker_changes_nothing(workspace: Workspace, marks: Path) -> None:
    """Workers die over three cities once or twice; the results are those of a quiet run."""
    cities = add_small_cities(workspace, 20)
    quiet = results(workspace, Here(workspace))
    for city, number in ((0, 1), (7, 1), (7, 2), (19, 1)):
        (marks / f"judge-{cities[city].region_code}-{number}").touch()
    assert quiet == results(workspace, Processes(2))
    assert not list(marks.iterdir())


@pytest.mark.slow
def test_a_city_that_always_kills_is_lost_and_no_other(workspace: Workspace, marks: Path) -> None:
    """The cause is told apart from the cities that were given out beside it."""
    cities = add_small_cities(workspace, 20)
    (marks / f"judge-{cities[4].region_code}").touch()
    found = results(workspace, Processes(2))
    assert {one.slug: one.outcome for one in found} == {
        one.slug: "lost" if one is cities[4] else "met" for one in cities
    }
    assert found[4].exit_code == 3


@pytest.mark.slow
def test_a_worker_killed_behind_its_commit_moves_nobody_twice(
    workspace: Workspace, marks: Path
) -> None:
    """The entry is there and nobody told so: the second try finds it and makes no other."""
    cities = add_small_cities(workspace, 12)
    for city in (cities[2], cities[9]):
        (marks / f"told-{city.region_code}-1").touch()
    found = results(workspace, Processes(2), "advance")
    # At least one was killed; the other may have ended with the pool, between commit and mark.
    assert len(list(marks.iterdir())) < 2
    assert [(one.slug, one.outcome, one.entry) for one in found] == [
        (one.slug, "moved", 2) for one in cities
    ]
    assert {one.slug: [e.body["to"] for e in moves_of(workspace, one.slug)] for one in cities} == {
        one.slug: ["dua"] for one in cities
    }


@pytest.mark.slow
@pytest.mark.usefixtures("marks")
def test_a_run_that_ends_early_leaves_no_process(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops listening to a run, as Ctrl-C does, has ended its processes at once."""
    monkeypatch.setenv("KILLER_SLEEP", "4")
    add_small_cities(workspace, 4)
    order = order_for(workspace, "check")
    course = run(order, tasks_of(standings(workspace)), Processes(2), [])
    next(course)
    import multiprocessing

    children = multiprocessing.active_children()
    assert children
    before = time.monotonic()
    course.close()
    assert time.monotonic() - before < 2
    # By their numbers: two threads wait for them, and the module's own answer may lag behind.
    assert not [one for one in children if is_alive(one.pid or 0)]


def test_any_executor_will_do(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]]
) -> None:
    """One that was lent, here of threads, says the same and is still of use afterwards."""
    put_many(10)
    with ThreadPoolExecutor(2) as lent:
        found = results(workspace, Lent(lent, 2))
        lent.submit(_let_go).result()
        lent.submit(_let_go).result()
    assert results(workspace, Here(workspace)) == found


def _let_go() -> None:
    kept = worker._HERE.__dict__.pop("kept", None)
    if kept is not None:
        kept[1].workspace.close()


def test_a_lent_executor_that_breaks_is_not_replaced() -> None:
    """There is no other one: the run ends, and says how to go on."""
    tasks = tuple(CityTask(f"k{n}", "K", "11.01", "Aceh", "satu") for n in range(8))
    broken = _Dying(DyingWorkers({"k0": -1}, 1, whole=True))
    with pytest.raises(WorkersKeepDying):
        list(run(ORDER, tasks, Lent(broken, 1), []))


def test_a_process_pays_for_itself() -> None:
    """A few cities start no process; many start no more than there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert [usual_size(number) for number in (0, 1, 11)] == [1, 1, 1]
    assert usual_size(100_000) == cores


def test_the_window_is_what_it_says() -> None:
    """The tests above hold for the sizes that are in use."""
    assert (executing._BATCH, executing._WINDOW) == (4, 2)
