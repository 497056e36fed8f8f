"""One city of many advanced, once: also if the worker dies behind the commit and it is tried again.

Every entry of a run carries the run's number. Before a city is judged, and again whenever the write
did not go through, its history is looked through for an entry of this run; one that is there is
the answer. So an executor may repeat a city as often as it likes, and a run may be resumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.audit.replay.past_decision import stored_verdict
from smartflow.casework.casework import Case, MovedSincePlanned, read_case, write
from smartflow.casework.foreign_city import require_own
from smartflow.casework.telling import extend_log, tell
from smartflow.errors import Conflict
from smartflow.history.acts import Advance, read_as, readable_act
from smartflow.history.entries.entry import Entry, decode_entry
from smartflow.journey.gate.advance import advance_draft, signed_examination
from smartflow.offices.portfolio.running.results import CityResult, judged
from smartflow.store.protocol import CommitUnknown, HeadMoved, StoreInterrupted, StoreLocked

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.model import Verdict
    from smartflow.offices.portfolio.running.order import CityTask, WorkOrder

__all__ = ["advance_once", "rehearse"]

_TRIES: Final = 5
"""How often a city is read and judged when the store did not take the entry before."""

_AGAIN: Final[tuple[type[Conflict], ...]] = (
    HeadMoved,
    StoreInterrupted,
    CommitUnknown,
    StoreLocked,
)
"""What may be followed by another look, for that look tells what was kept."""


def rehearse(
    workspace: Workspace, order: WorkOrder, task: CityTask, known: CityResult
) -> CityResult:
    """Judge a city as ``advance`` would, and write nothing.

    Raises:
        CityMoved: it has left the stage in which the run found it.
        SmartflowError: see :func:`smartflow.journey.gate.advance.advance`.
    """
    case = read_case(workspace, task.slug)
    require_own(case.imported)
    _require_stage(case, task)
    return judged(known, signed_examination(workspace, case, order.to).verdict)


def advance_once(
    workspace: Workspace, order: WorkOrder, task: CityTask, known: CityResult
) -> CityResult:
    """Advance a city under an order, unless an entry of this run is there already.

    Args:
        workspace: Where.
        order: The order.
        task: The city, as the run found it.
        known: What is known of it.

    Returns:
        The result, ``moved`` or ``refused``, which an entry records.

    Raises:
        ForeignCity: another office writes the city.
        CityMoved: it has left the stage in which the run found it, or others kept writing to it.
        SmartflowError: see :func:`smartflow.journey.gate.advance.advance`.
    """
    trouble: Conflict | None = None
    for _ in range(_TRIES):
        case = read_case(workspace, task.slug)
        require_own(case.imported)
        done = _entry_of(case, order.run)
        if done is not None:
            # Its observers are told by whoever wrote it, or by nobody, as after any other act.
            extend_log(workspace, (done.log,))
            return _recorded(known, stored_verdict(workspace, done), done)
        _require_stage(case, task)
        examined = signed_examination(workspace, case, order.to)
        try:
            entry = write(case, advance_draft(examined, order.reason, order.run))
        except _AGAIN as conflict:
            trouble = conflict
            continue
        tell(workspace, entry)
        return _recorded(known, examined.verdict, entry)
    raise trouble or MovedSincePlanned(
        task=task.name, stage=task.stage, task_stage=task.stage, slug=task.slug
    )


def _entry_of(case: Case, run: str) -> Entry | None:
    """Return the entry that this run has written to a city, or None."""
    mark = run.encode()
    for content in reversed(case.contents):
        if mark in content:
            entry = decode_entry(content)
            act = readable_act(entry)
            if isinstance(act, Advance) and act.run == run:
                return entry
    return None


def _recorded(known: CityResult, verdict: Verdict, entry: Entry) -> CityResult:
    act = read_as(entry, Advance)
    return msgspec.structs.replace(
        judged(known, verdict),
        to=act.to,
        outcome="moved" if act.moved else "refused",
        entry=entry.seq,
    )


def _require_stage(case: Case, task: CityTask) -> None:
    if task.stage and case.state.stage != task.stage:
        raise MovedSincePlanned(
            task=task.name, stage=case.state.stage, task_stage=task.stage, slug=task.slug
        )
