"""The journey of a city: how long it stayed in each stage, and what happened there.

Days are those by which ``status`` counts a stage. Writes nothing and asks no plugin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.audit.history.filter import recorded_day
from smartflow.history.acts import Advance, readable_act
from smartflow.history.entries.entry import Entry
from smartflow.workflow.definition import Stage

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.workflow.definition import Workflow

__all__ = ["Event", "EventKind", "Journey", "Stay", "journey_of"]

EventKind = Literal["refused", "sent_back", "presented", "signed", "decided"]


class Event(msgspec.Struct, frozen=True):
    """Something that a reader of a journey looks for; the like of one day are one event.

    Attributes:
        kind: What it is.
        entries: The entries that tell of it, at least one.
    """

    kind: EventKind
    entries: tuple[Entry, ...]


class Stay(msgspec.Struct, frozen=True):
    """One stay of a city in a stage; a stage that was sent back to has several.

    Attributes:
        stage: The stage.
        entry: The number of the entry by which the city came into it.
        left: The number of the entry by which it left; 0 while it is there.
        since: The day on which it came.
        until: The day on which it left, or None.
        due: The day on which the stage should end, if the workflow says.
        late_by: Days after that day on which it ended, or that have passed by now.
        events: What happened in it.
    """

    stage: Stage
    entry: int
    left: int
    since: date
    until: date | None
    due: date | None
    late_by: int
    events: tuple[Event, ...]

    def count(self, kind: EventKind) -> int:
        """Return how many entries of the stay are of that kind."""
        return sum(len(event.entries) for event in self.events if event.kind == kind)


class Journey(msgspec.Struct, frozen=True):
    """A city's stays, in their order.

    Attributes:
        days: The day on which each entry was recorded, entry 1 first.
        today: The day, in the city's zone.
        stays: The stays, the present one last.
    """

    days: tuple[date, ...]
    today: date
    stays: tuple[Stay, ...]


def journey_of(case: Case, workflow: Workflow, entries: Sequence[Entry]) -> Journey:
    """Return the journey of a city.

    Args:
        case: The city.
        workflow: Its workflow.
        entries: Its whole history.
    """
    moves = case.state.moves
    by_stay: dict[int, list[Entry]] = {move.entry: [] for move in moves}
    for entry in entries:
        begun = max((m.entry for m in moves if m.entry < entry.seq), default=moves[0].entry)
        by_stay[begun].append(entry)
    stays = []
    for move, following in zip(moves, (*moves[1:], None), strict=True):
        stage = workflow.stage(move.to)
        due = move.day + timedelta(days=stage.due_days) if stage.due_days is not None else None
        end = following.day if following else case.today
        stays.append(
            Stay(
                stage=stage,
                entry=move.entry,
                left=following.entry if following else 0,
                since=move.day,
                until=following.day if following else None,
                due=due,
                late_by=max(0, (end - due).days) if due is not None else 0,
                events=tuple(_events(by_stay[move.entry])),
            )
        )
    return Journey(tuple(recorded_day(e) for e in entries), case.today, tuple(stays))


def _events(entries: Sequence[Entry]) -> Iterator[Event]:
    """Yield the events of a stay; presentations of one day, say, are one."""
    told = [(kind, entry) for entry in entries if (kind := _kind(entry)) is not None]
    for (kind, _), group in groupby(told, lambda one: (one[0], recorded_day(one[1]))):
        yield Event(kind, tuple(entry for _, entry in group))


def _kind(entry: Entry) -> EventKind | None:
    act = readable_act(entry)
    if isinstance(act, Advance):
        return "refused" if act.refused else None
    return _KINDS.get(entry.act)


_KINDS: Mapping[str, EventKind] = {
    "send_back": "sent_back",
    "present": "presented",
    "sign_off": "signed",
    "decide": "decided",
}
