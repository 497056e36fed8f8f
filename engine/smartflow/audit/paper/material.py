"""What an auditor's working paper is made of: a city's history, read once, at one moment.

The paper is made from the entries themselves, not from what plugins say of them; only titles of
worksheets and dimensions come from the built-in plugins. So it is printed also where a plugin is
broken, and an act that this version does not know is named. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from smartflow.audit.history.filter import recorded_day
from smartflow.audit.paper.files import NamedFile, named_files
from smartflow.casework.casework import Case, read_history
from smartflow.casework.pinned import MissingWorkflow, pinned_workflow
from smartflow.clock import day_in
from smartflow.fold.state import Move, fold
from smartflow.history.acts import (
    Act,
    Advance,
    Attend,
    Decide,
    RecordDocument,
    acts_of,
    readable_act,
)
from smartflow.history.entries.blob import AlteredBlob
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
from smartflow.model import Verdict

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.workflow.definition import Workflow

__all__ = ["Material", "Stay", "Teller", "gather", "late_days"]

AnAct = TypeVar("AnAct", bound=Act)

Teller = Callable[[Entry, Mapping[str, Text]], Text]
"""Tells an entry as a sentence, given the titles of keys."""


class Stay(msgspec.Struct, frozen=True):
    """One stay of the city in a stage.

    Attributes:
        number: Which, from 1.
        stage: The key of the stage.
        came: The move by which the city came.
        left: The move by which it left, or None.
        entries: The entries that were recorded in it, its last move included.
    """

    number: int
    stage: str
    came: Move
    left: Move | None
    entries: tuple[Entry, ...]

    def acts(self, *names: str) -> tuple[Entry, ...]:
        """Return the entries of the stay whose act is one of ``names``."""
        return tuple(entry for entry in self.entries if entry.act in names)

    def done(self, kind: type[AnAct]) -> tuple[tuple[Entry, AnAct], ...]:
        """Return the entries of the stay of one kind of act, each with what was done."""
        return tuple(acts_of(self.entries, kind))


class Material(msgspec.Struct, frozen=True):
    """Everything that the paper tells.

    Attributes:
        case: The city.
        entries: Its whole history, entry 1 first.
        titles: What keys are called; a key without a title stands for itself.
        tell: Tells an entry as a sentence.
        now: The moment of printing, in UTC.
        stays: The stays in stages, the present one last.
        files: Every file that the history names.
        verdicts: By number of ``advance`` entry the verdict, or None where it cannot be read.
    """

    case: Case
    entries: tuple[Entry, ...]
    titles: Mapping[str, Text]
    tell: Teller
    now: datetime
    stays: tuple[Stay, ...]
    files: tuple[NamedFile, ...]
    verdicts: Mapping[int, Verdict | None]

    @property
    def today(self) -> date:
        """The day of printing, in the city's zone."""
        return day_in(self.case.state.city.zone, self.now)

    def title(self, key: object) -> Text:
        """Return what a key is called."""
        return self.titles.get(str(key), Text.same(str(key)))

    def sentence(self, entry: Entry) -> Text:
        """Return what an entry says happened."""
        return self.tell(entry, self.titles)

    def acts(self, *names: str) -> tuple[Entry, ...]:
        """Return all entries whose act is one of ``names``."""
        return tuple(entry for entry in self.entries if entry.act in names)

    def done(self, kind: type[AnAct]) -> tuple[tuple[Entry, AnAct], ...]:
        """Return all entries of one kind of act, each with what was done."""
        return tuple(acts_of(self.entries, kind))


def gather(workspace: Workspace, city: str, tell: Teller) -> Material:
    """Read everything that the paper tells.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        tell: Tells an entry as a sentence.

    Raises:
        UnknownCity: there is none of that name.
        IntegrityFailure: its history cannot be read, or is not as it was written.
    """
    history = read_history(workspace, city)
    state = fold(history.entries)
    assert state is not None  # noqa: S101  a history that was read has entries
    now = workspace.clock.now()
    today, whose = day_in(state.city.zone, now), history.imported
    case = Case(workspace, history.log, history.head, state, today, imported=whose)
    return Material(
        case=case,
        entries=history.entries,
        titles=_titles(case),
        tell=tell,
        now=now,
        stays=tuple(_stays(state.moves, history.entries)),
        files=named_files(workspace, history.entries),
        verdicts={e.seq: _verdict(case, act) for e, act in acts_of(history.entries, Advance)},
    )


def _stays(moves: list[Move], entries: tuple[Entry, ...]) -> Iterator[Stay]:
    for number, move in enumerate(moves, start=1):
        left = moves[number] if number < len(moves) else None
        first = move.entry if number > 1 else 0
        last = left.entry if left else len(entries)
        held = entries[first:last]
        yield Stay(number, move.to, move, left, held)


def _verdict(case: Case, act: Advance) -> Verdict | None:
    try:
        content = case.read_blobs((act.verdict,)).get(act.verdict)
        return msgspec.json.decode(content, type=Verdict) if content is not None else None
    except (AlteredBlob, msgspec.DecodeError):
        return None


def _titles(case: Case) -> dict[str, Text]:
    registry = case.workspace.built_in_registry
    titles = {key: owned.value.title for key, owned in registry.worksheets.items()}
    titles |= {key: owned.value.title for key, owned in registry.dimensions.items()}
    workflow = _workflow(case)
    if workflow is not None:
        titles |= {kind.key: kind.title for kind in workflow.records}
        titles |= {role.key: role.title for role in workflow.roles}
        titles |= {stage.key: stage.title for stage in workflow.stages}
    city = case.state.city
    return {**titles, city.slug: Text.same(city.name)}


def _workflow(case: Case) -> Workflow | None:
    try:
        return pinned_workflow(case)
    except (MissingWorkflow, AlteredBlob):
        return None


def late_days(entry: Entry) -> int:
    """Return how many days after it happened an entry was recorded; for a document, its own day."""
    act, happened = readable_act(entry), entry.occurred
    if isinstance(act, RecordDocument | Attend | Decide):
        happened = act.day
    return (recorded_day(entry) - happened).days
