"""Reading a history for the views of ``smartflow history``: entries, titles, and the city.

Asks the built-in plugins for titles and nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smartflow.history.acts import ACT_TYPES
from smartflow.language import Text
from smartflow.terminal.catalogue import find

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.history.entries.entry import Entry
    from smartflow.report import Table
    from smartflow.terminal.call import Call
    from smartflow.terminal.words.naming import Names
    from smartflow.workflow.definition import Workflow

__all__ = ["ReadHistory", "acts_named", "entry_data", "entry_table", "read_history"]


class ReadHistory(NamedTuple):
    """A history as it was read.

    Attributes:
        entries: All of it, the oldest first.
        titles: What the keys in it are called.
        case: The city; None for the history of the workspace.
        workflow: The city's workflow; likewise ``names``.
        names: What is called how in the city.
    """

    entries: tuple[Entry, ...]
    titles: Mapping[str, Text] = {}
    case: Case | None = None
    workflow: Workflow | None = None
    names: Names | None = None

    @property
    def city(self) -> tuple[Case, Workflow] | None:
        """The city with its workflow, if it is the history of one."""
        if self.case is None or self.workflow is None:
            return None
        return self.case, self.workflow


def read_history(call: Call, city: str | None) -> ReadHistory:
    """Read the history of a city, or of the store.

    Raises:
        UnknownCity: there is no such city.
        IntegrityFailure: the history is not as it was written.
    """
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow
    from smartflow.history.entries.entry import decode_entry
    from smartflow.terminal.words.naming import names_of

    workspace = call.workspace()
    # A city's log was compared with the log file when the case was read; the store's own is now.
    if not city:
        with workspace.reading() as reading:
            contents = reading.entries(workspace.register(reading).own)
            return ReadHistory(tuple(decode_entry(content) for content in contents))
    case = read_case(workspace, city)
    workflow = pinned_workflow(case)
    names = names_of(case.state.city, workflow, workspace.built_in_registry)
    with workspace.reading() as reading:
        contents = reading.entries(case.log)
        entries = tuple(decode_entry(content) for content in contents)[: case.head.seq]
    return ReadHistory(entries, names.all(), case, workflow, names)


def acts_named(words: Iterable[str], read: ReadHistory) -> tuple[str, ...]:
    """Return the acts that words name: an act, its command, or another word for that command.

    Raises:
        UnknownAct: one names no act.
    """
    from smartflow.audit.history.filter import find_act

    known = (*ACT_TYPES, *(entry.act for entry in read.entries))

    def act(word: str) -> str:
        listed = find(word)
        name = listed.name.replace("-", "_") if listed is not None else ""
        return name if name in known else find_act(word, known)

    return tuple(act(word) for word in words)


def entry_data(entry: Entry) -> dict[str, object]:
    """Return an entry as plain data for JSON."""
    import msgspec

    data: dict[str, object] = msgspec.to_builtins(entry)
    return data


def entry_table(call: Call, told: Sequence[tuple[Entry, Text]]) -> Table:
    """Return entries as a table, each with its sentence."""
    from smartflow.report import Table
    from smartflow.terminal.cells import moment_words

    return Table(
        title=Text(id="Riwayat", en="History"),
        keys=("seq", "at", "act", "person", "post", "what", "reason"),
        headings=(
            Text(id="No", en="No"),
            Text(id="Waktu", en="Time"),
            Text(id="Tindakan", en="Act"),
            Text(id="Oleh", en="By"),
            Text(id="Jabatan", en="Post"),
            Text(id="Apa", en="What"),
            Text(id="Alasan", en="Reason"),
        ),
        rows=tuple(
            (
                entry.seq,
                moment_words(entry.at, entry.zone, call.language),
                entry.act,
                entry.actor.person,
                entry.actor.post,
                what,
                entry.reason,
            )
            for entry, what in told
        ),
    )
