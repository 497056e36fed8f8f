"""What runs in a worker: it opens the workspace once, loads the plugins once, and judges cities.

An executor calls :func:`work` with bytes and gets bytes: the order, some cities, their results. A
worker whose store or plugins are not the coordinator's judges nothing. Must not import an executor.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow import __version__
from smartflow.casework.casework import read_case
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import Clock, FixedClock, SystemClock
from smartflow.errors import SmartflowError
from smartflow.journey.gate.check import JourneyEnded, examine, require_sound_plugins
from smartflow.language import Text
from smartflow.offices.portfolio.running.advance import advance_once, rehearse
from smartflow.offices.portfolio.running.order import CityTask, WorkOrder
from smartflow.offices.portfolio.running.results import CityResult, failure, judged
from smartflow.offices.portfolio.worker_faults import (
    EngineFault,
    PluginsDiffer,
    Refusal,
    StoresDiffer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.model import PluginFact

__all__ = ["WorkReport", "adopt", "blank", "work"]

_HERE: Final = threading.local()
_TURN: Final = threading.Lock()
"""One city at a time in a process, whatever threads it has: what a rule prints or changes around
it is watched for the process as a whole."""


class WorkReport(msgspec.Struct, frozen=True):
    """What a worker sends back.

    Attributes:
        results: A result for each city that it was given; none where it refuses.
        troubles: What went wrong beside an act without undoing it.
        refusal: Why it takes no part, if it does not.
    """

    results: tuple[CityResult, ...] = ()
    troubles: tuple[Text, ...] = ()
    refusal: Refusal | None = None


class _Desk(msgspec.Struct, frozen=True):
    """A workspace that is open for one order."""

    order: WorkOrder
    workspace: Workspace


def work(order: bytes, tasks: bytes) -> bytes:
    """Judge some cities under an order.

    Args:
        order: A :class:`~smartflow.offices.portfolio.running.order.WorkOrder` in MessagePack.
        tasks: A tuple of its ``CityTask``, in MessagePack.

    Returns:
        A :class:`WorkReport` in MessagePack.
    """
    with _TURN:
        return msgspec.msgpack.encode(
            _report(order, msgspec.msgpack.decode(tasks, type=tuple[CityTask, ...]))
        )


@contextmanager
def adopt(order: bytes, workspace: Workspace) -> Iterator[None]:
    """Let :func:`work` use a workspace that is open already, in this thread, for this order."""
    known = msgspec.msgpack.decode(order, type=WorkOrder)
    clock = workspace.clock
    workspace.clock = _clock(known, clock)
    _HERE.kept = (order, _Desk(known, workspace))
    try:
        yield
    finally:
        workspace.clock = clock
        del _HERE.kept


def blank(task: CityTask) -> CityResult:
    """Return what is known of a city before it was judged."""
    return CityResult(
        slug=task.slug,
        name=task.name,
        region_code=task.region_code,
        province=task.province,
        stage=task.stage,
        to="",
        outcome="failed",
        exit_code=0,
    )


def _report(order: bytes, tasks: tuple[CityTask, ...]) -> WorkReport:
    try:
        desk = _desk(order)
    except SmartflowError as error:
        return WorkReport(refusal=Refusal.of(error, _host()))
    results = tuple(_result(desk, task) for task in tasks)
    troubles = tuple(desk.workspace.troubles)
    desk.workspace.troubles.clear()
    return WorkReport(results, troubles)


def _result(desk: _Desk, task: CityTask) -> CityResult:
    known = blank(task)
    try:
        return _ACTS[desk.order.act](desk.workspace, desk.order, task, known)
    except JourneyEnded:
        return msgspec.structs.replace(known, outcome="final")
    except SmartflowError as error:
        return failure(known, error)
    except Exception as error:  # noqa: BLE001  one city's fault must not take the others along
        return failure(known, EngineFault(error))


def _check(workspace: Workspace, order: WorkOrder, task: CityTask, known: CityResult) -> CityResult:
    return judged(known, examine(workspace, read_case(workspace, task.slug), order.to).verdict)


_ACTS: Final[dict[str, Callable[[Workspace, WorkOrder, CityTask, CityResult], CityResult]]] = {
    "check": _check,
    "rehearse": rehearse,
    "advance": advance_once,
}


# -- opening -------------------------------------------------------------------------------------


def _desk(order: bytes) -> _Desk:
    """Return the desk for an order: the one that stands, or a new one.

    Raises:
        StoresDiffer: the store is not the coordinator's.
        PluginsDiffer: the plugins are not.
        SmartflowError: the workspace cannot be opened.
    """
    kept = getattr(_HERE, "kept", None)
    if kept is not None and kept[0] == order:
        desk: _Desk = kept[1]
        return desk
    if kept is not None:
        del _HERE.kept
        kept[1].workspace.close()
    made = _opened(msgspec.msgpack.decode(order, type=WorkOrder))
    _HERE.kept = (order, made)
    return made


def _opened(order: WorkOrder) -> _Desk:
    workspace = open_workspace(
        _root(order),
        actor_name=order.actor,
        clock=_clock(order, SystemClock()),
        safe=order.safe,
        config_folder=_config_folder(order),
    )
    try:
        _require_same_store(order, workspace)
        _require_same_plugins(order, workspace)
        require_sound_plugins(workspace.registry)
    except BaseException:
        workspace.close()
        raise
    return _Desk(order, workspace)


def _clock(order: WorkOrder, clock: Clock) -> Clock:
    """Return the clock of an order: a check is of one moment, an act of the moment it happens."""
    if order.act == "advance":
        return clock
    return FixedClock(datetime.fromisoformat(order.moment))


def _root(order: WorkOrder) -> Path:
    own = os.environ.get("SMARTFLOW_WORKSPACE") if order.elsewhere else None
    return Path(own or order.root)


def _config_folder(order: WorkOrder) -> Path | None:
    own = os.environ.get("SMARTFLOW_CONFIG") if order.elsewhere else None
    named = own or order.config_folder
    return Path(named) if named else None


def _host() -> str:
    return Workspace.system_user().rpartition("@")[2]


def _require_same_store(order: WorkOrder, workspace: Workspace) -> None:
    with workspace.reading() as reading:
        own = workspace.register(reading).own
    kind = workspace.store.facts().kind
    if (own, kind) == (order.store, order.kind):
        return
    raise StoresDiffer(host=_host(), own=own, kind=kind, store=order.store, order_kind=order.kind)


def _require_same_plugins(order: WorkOrder, workspace: Workspace) -> None:
    faults = []
    if order.engine != __version__:
        faults.append(f"smartflow {__version__} ≠ {order.engine}")
    here = {fact.name: fact for fact in workspace.registry.facts()}
    there = {fact.name: fact for fact in order.plugins}
    faults += [
        f"{name}: {_told(here.get(name))} ≠ {_told(there.get(name))}"
        for name in sorted(here.keys() | there.keys())
        if here.get(name) != there.get(name)
    ]
    if not faults:
        return
    listed = "; ".join(faults)
    raise PluginsDiffer(host=_host(), listed=listed)


def _told(fact: PluginFact | None) -> str:
    """Return a plugin as a difference names it: its version, state and the first of its digest."""
    if fact is None:
        return "-"
    parts = (fact.version, "" if fact.state == "loaded" else fact.state, *fact.notes)
    return f"{' '.join(part for part in parts if part)} ({fact.fingerprint[:8]})"
