"""A worker: it judges in the coordinator's store with the coordinator's plugins, or not at all."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from small_cities import add_small_cities, moves_of

from smartflow.casework.workspace import open_workspace
from smartflow.errors import SmartflowError
from smartflow.journey.gate.advance import advance
from smartflow.ledger.register import ImportedCity
from smartflow.model import PluginFact
from smartflow.offices.portfolio.running import worker
from smartflow.offices.portfolio.running.order import CityTask, WorkOrder, order_for, tasks_of
from smartflow.offices.portfolio.running.results import CityResult, exit_code_of
from smartflow.offices.portfolio.running.worker import WorkReport, adopt, work
from smartflow.offices.portfolio.standing import standings
from smartflow.store.protocol import CommitUnknown, HeadMoved, StoreInterrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Close what a worker has opened in this thread."""
    yield
    kept = worker._HERE.__dict__.pop("kept", None)
    if kept is not None:
        kept[1].workspace.close()


def worked(order: WorkOrder, tasks: tuple[CityTask, ...]) -> WorkReport:
    """Do what an executor does."""
    answer = work(msgspec.msgpack.encode(order), msgspec.msgpack.encode(tasks))
    return msgspec.msgpack.decode(answer, type=WorkReport)


def here(workspace: Workspace, order: WorkOrder, tasks: tuple[CityTask, ...]) -> WorkReport:
    """Do it in the workspace that is open already."""
    with adopt(msgspec.msgpack.encode(order), workspace):
        return worked(order, tasks)


def test_it_opens_the_workspace_once(
    workspace: Workspace, put_city: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two calls under one order are one opening; another order is another one."""
    put_city("padang")
    opened = []
    monkeypatch.setattr(
        worker, "open_workspace", lambda *a, **k: opened.append(1) or open_workspace(*a, **k)
    )
    tasks = tasks_of(standings(workspace))
    order = order_for(workspace, "check")
    assert worked(order, tasks) == worked(order, tasks)
    assert len(opened) == 1
    worked(order_for(workspace, "check"), tasks)
    assert len(opened) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": "0.9"}, "≠ 0.9 ("),
        ({"fingerprint": "ffffffff" * 8}, "(ffffffff)"),
        ({"state": "blocked"}, "blocked ("),
        ({"notes": ("editable",)}, "editable ("),
        ({"distribution": "lain"}, "masterplan: "),
        (None, "≠ -"),
    ],
)
def test_other_plugins_judge_nothing(
    change: dict[str, Any] | None,
    told: str,
    workspace: Workspace,
    put_city: Callable[..., str],
) -> None:
    """Whatever of a plugin differs, it is named with both sides, and there is no result."""
    put_city("padang")
    order = order_for(workspace, "check")

    def changed(fact: PluginFact) -> tuple[PluginFact, ...]:
        if fact.name != "masterplan":
            return (fact,)
        return () if change is None else (msgspec.structs.replace(fact, **change),)

    plugins = tuple(one for fact in order.plugins for one in changed(fact))
    other = msgspec.structs.replace(order, plugins=plugins)
    report = worked(other, tasks_of(standings(workspace)))
    assert report.results == ()
    assert report.refusal is not None
    assert (report.refusal.code, report.refusal.exit_code) == ("plugins-differ", 3)
    assert "masterplan" in report.refusal.message.en
    assert told in report.refusal.message.en


def test_another_engine_judges_nothing(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """The engine's own version is compared like a plugin's."""
    put_city("padang")
    order = msgspec.structs.replace(order_for(workspace, "check"), engine="0.0.1")
    report = worked(order, tasks_of(standings(workspace)))
    assert report.refusal is not None
    assert "≠ 0.0.1" in report.refusal.message.id


@pytest.mark.parametrize("change", [{"store": "smartflow/" + "0" * 32}, {"kind": "postgresql"}])
def test_another_store_is_not_judged(
    change: dict[str, str], workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """A worker whose folder holds another store takes no part."""
    put_city("padang")
    order = msgspec.structs.replace(order_for(workspace, "check"), **change)
    report = worked(order, tasks_of(standings(workspace)))
    assert report.refusal is not None
    assert report.refusal.code == "stores-differ"


def test_a_worker_elsewhere_has_its_own_folder(
    workspace: Workspace,
    put_city: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its own environment goes before the order on another machine, and only there."""
    put_city("padang")
    order, tasks = order_for(workspace, "check"), tasks_of(standings(workspace))
    monkeypatch.setenv("SMARTFLOW_WORKSPACE", str(tmp_path / "tidak-ada"))
    assert worked(order, tasks).refusal is None
    there = msgspec.structs.replace(order, elsewhere=True)
    refused = worked(there, tasks).refusal
    assert refused is not None
    assert refused.code == "not-a-workspace"
    shutil.copytree(workspace.root, tmp_path / "salinan")
    monkeypatch.setenv("SMARTFLOW_WORKSPACE", str(tmp_path / "salinan"))
    assert worked(there, tasks).results == worked(order, tasks).results


def test_one_fault_does_not_stop_the_others(
    workspace: Workspace, put_city: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown city and a fault of the engine are results of their own."""
    for slug in ("padang", "solok", "bukittinggi"):
        put_city(slug)
    tasks = tasks_of(standings(workspace))
    stranger = msgspec.structs.replace(tasks[0], slug="tidak-ada")
    examine = worker.examine

    def broken(space: Workspace, case: Any, to: str) -> Any:
        if case.state.city.slug == "solok":
            message = "rusak"
            raise ZeroDivisionError(message)
        return examine(space, case, to)

    monkeypatch.setattr(worker, "examine", broken)
    found = here(workspace, order_for(workspace, "check"), (*tasks, stranger)).results
    assert [(one.slug, one.outcome, one.exit_code, one.code) for one in found] == [
        ("bukittinggi", "not_met", 1, ""),
        ("padang", "not_met", 1, ""),
        ("solok", "failed", 70, "engine-fault"),
        ("tidak-ada", "failed", 2, "unknown-city"),
    ]
    assert exit_code_of(found) == 70


def test_a_process_judges_one_at_a_time(
    workspace: Workspace, put_city: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads of one worker, as Dask may have, take turns."""
    put_city("padang")
    order, tasks = order_for(workspace, "check"), tasks_of(standings(workspace))
    inside, most = [0], [0]

    def watched(order: bytes, tasks: Any) -> WorkReport:
        del order, tasks
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.05)
        inside[0] -= 1
        return WorkReport()

    monkeypatch.setattr(worker, "_report", watched)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: worked(order, tasks), range(8)))
    assert most == [1]


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ((), 0),
        ((0, 0), 0),
        ((0, 1), 1),
        ((1, 2), 2),
        ((2, 5, 1), 5),
        ((5, 70), 70),
        ((70, 3), 3),
        ((3, 4, 5), 4),
        ((4, 70), 4),
    ],
)
def test_the_gravest_decides(codes: tuple[int, ...], worst: int) -> None:
    """In the order 4, 3, 70, 5, 2, 1, 0."""
    results = [CityResult("k", "K", "11.01", "A", "s", "", "failed", code) for code in codes]
    assert worst == exit_code_of(results)


# -- advancing ------------------------------------------------------------------------------------


@pytest.fixture
def city(workspace: Workspace, marks: Path) -> CityTask:
    """Return a city that may move, as a run sees it."""
    del marks
    add_small_cities(workspace, 1)
    [task] = tasks_of(standings(workspace))
    return task


def test_an_order_moves_a_city_once(workspace: Workspace, city: CityTask) -> None:
    """Given again, as an executor or a resumed run may, it finds its entry and tells the same."""
    order = order_for(workspace, "advance", reason="SK 1")
    first, second = (here(workspace, order, (city,)).results for _ in range(2))
    assert first == second
    [entry] = moves_of(workspace, city.slug)
    assert (first[0].outcome, first[0].to, first[0].entry) == ("moved", "dua", entry.seq)
    assert (entry.body["run"], entry.reason) == (order.run, "SK 1")


def test_its_entry_is_found_behind_others(workspace: Workspace, city: CityTask) -> None:
    """Somebody wrote to the city before the run asked again."""
    order = order_for(workspace, "advance")
    first = here(workspace, order, (city,)).results
    advance(workspace, city.slug)
    assert here(workspace, order, (city,)).results == first
    assert [one.body["to"] for one in moves_of(workspace, city.slug)] == ["dua", "tiga"]


def test_a_city_that_somebody_moved_is_left_alone(workspace: Workspace, city: CityTask) -> None:
    """The run saw it in another stage: a conflict, and nothing is recorded."""
    order = order_for(workspace, "advance")
    advance(workspace, city.slug)
    [found] = here(workspace, order, (city,)).results
    assert (found.outcome, found.code, found.exit_code) == ("failed", "city-moved", 5)
    assert len(moves_of(workspace, city.slug)) == 1


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    "error", [HeadMoved(log="x"), StoreInterrupted("x"), CommitUnknown(name="x")]
)
def test_a_write_in_doubt_is_looked_up(
    error: SmartflowError,
    kept: bool,  # noqa: FBT001  whether the server had committed
    workspace: Workspace,
    city: CityTask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether or not the commit was kept, there is one entry in the end."""
    from smartflow.offices.portfolio.running import advance as module

    write, failed = module.write, []

    def doubtful(case: Any, draft: Any) -> Any:
        if failed:
            return write(case, draft)
        failed.append(1)
        if kept:
            write(case, draft)
        raise error

    monkeypatch.setattr(module, "write", doubtful)
    [found] = here(workspace, order_for(workspace, "advance"), (city,)).results
    assert found.outcome == "moved"
    assert [one.seq for one in moves_of(workspace, city.slug)] == [found.entry]


def test_a_store_that_never_takes_it_is_a_conflict(
    workspace: Workspace, city: CityTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried some times, not for ever."""
    from smartflow.offices.portfolio.running import advance as module

    tries = []

    def never(case: Any, draft: Any) -> Any:
        del draft
        tries.append(1)
        raise HeadMoved(log=case.log)

    monkeypatch.setattr(module, "write", never)
    [found] = here(workspace, order_for(workspace, "advance"), (city,)).results
    assert (found.code, found.exit_code, len(tries)) == ("head-moved", 5, 5)


@pytest.mark.parametrize("act", ["advance", "rehearse", "check"])
def test_a_copy_of_another_office_is_only_looked_at(
    act: Any, workspace: Workspace, city: CityTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is checked here, and neither advanced nor rehearsed."""
    from smartflow.offices.portfolio.running import advance as module

    read = module.read_case

    def copied(space: Workspace, slug: str) -> Any:
        case = read(space, slug)
        whose = ImportedCity(
            slug=case.state.city.slug,
            name=case.state.city.name,
            region_code=case.state.city.region_code,
            log=case.log,
            size=case.head.seq,
            leaf=case.head.leaf,
            root="",
            at="2026-11-20T03:00:00.000000Z",
            keys=(),
            bundle="",
        )
        return msgspec.structs.replace(case, imported=whose)

    for one in (module, worker):
        monkeypatch.setattr(one, "read_case", copied)
    [found] = here(workspace, order_for(workspace, act), (city,)).results
    assert found.outcome == ("met" if act == "check" else "failed")
    assert found.exit_code == (0 if act == "check" else 2)
    assert moves_of(workspace, city.slug) == []


def test_a_rehearsal_writes_nothing(workspace: Workspace, city: CityTask) -> None:
    """It says what would be, and the history is as long as before."""
    [found] = here(workspace, order_for(workspace, "rehearse"), (city,)).results
    assert (found.outcome, found.to, found.entry) == ("met", "dua", 0)
    assert moves_of(workspace, city.slug) == []


def test_a_city_at_its_end_is_no_fault(workspace: Workspace, city: CityTask) -> None:
    """There is no gate to judge: ``final``, exit code 0."""
    for _ in range(2):
        advance(workspace, city.slug)
    tasks = tasks_of(standings(workspace))
    [found] = here(workspace, order_for(workspace, "advance"), tasks).results
    assert (found.outcome, found.exit_code) == ("final", 0)


def test_a_check_is_of_the_moment_at_which_the_run_began(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """A worker's own clock does not matter to it; an act is stamped when it happens."""
    put_city("padang")
    order = order_for(workspace, "check")
    moved = msgspec.structs.replace(order, moment="2031-01-02T03:00:00.000000Z")
    with adopt(msgspec.msgpack.encode(moved), workspace):
        assert workspace.clock.now().year == 2031
    acting = msgspec.structs.replace(moved, act="advance")
    with adopt(msgspec.msgpack.encode(acting), workspace):
        assert workspace.clock.now().year == 2026
