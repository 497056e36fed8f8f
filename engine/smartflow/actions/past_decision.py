"""A decision of the past, made again: the same entries, the same day, the plugins of today.

An ``advance`` entry, moved or refused, keeps its verdict and the manifest of the dossier that was
judged. The entries before it, folded, are that dossier again. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from smartflow.actions.casework import Case, History, require_known_acts
from smartflow.actions.check import Examined, judge
from smartflow.actions.pinned import pinned_workflow
from smartflow.canonical import sha256_hex
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.fold.state import fold
from smartflow.history.entry import Entry
from smartflow.language import Text
from smartflow.model import Verdict
from smartflow.store.protocol import Head

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Transition, Workflow

__all__ = [
    "InputChange",
    "MissingAttachment",
    "OtherInputs",
    "UnreadableDecision",
    "input_changes",
    "judged_again",
    "last_decision",
    "stored_verdict",
]

_OF_PLUGINS = ("settings", "dimensions")
"""The parts of a manifest that follow from the plugins of the day, not from the entries alone."""


class MissingAttachment(IntegrityFailure):
    """The store lacks the verdict or the manifest that a decision names."""

    code = "missing-attachment"


class UnreadableDecision(IntegrityFailure):
    """An ``advance`` entry, or what it names, does not hold what a decision holds."""

    code = "unreadable-decision"


class OtherInputs(BadInput):
    """The entries no longer add up to the dossier that was judged."""

    code = "other-inputs"


class InputChange(msgspec.Struct, frozen=True):
    """A part of the dossier that plugins bring and that is not what it was.

    Attributes:
        name: A setting as ``plugin.key``, or ``dimensions``.
        before: Its value then, plain; None when there was none.
        after: Its value today, likewise.
    """

    name: str
    before: object
    after: object


def last_decision(history: History) -> Entry | None:
    """Return the newest ``advance`` entry of a city, or None."""
    return next((e for e in reversed(history.entries) if e.act == "advance"), None)


def stored_verdict(workspace: Workspace, entry: Entry) -> Verdict:
    """Return the verdict that a decision keeps.

    Raises:
        MissingAttachment: the store does not hold it.
        UnreadableDecision: it is no verdict.
    """
    content = _attachment(workspace, entry, "verdict")
    try:
        return msgspec.json.decode(content, type=Verdict)
    except msgspec.DecodeError as error:
        raise _unreadable(entry, error) from error


def judged_again(
    workspace: Workspace, history: History, entry: Entry, registry: Registry
) -> Examined:
    """Judge a city as it was just before one of its ``advance`` entries, on that day.

    Args:
        workspace: Where.
        history: The city's history.
        entry: The decision.
        registry: The plugins by which to judge.

    Raises:
        SmartflowError: what it needs is not there (see :func:`smartflow.actions.check.judge`).
    """
    state = fold(history.entries[: entry.seq - 1])
    if state is None:
        raise _unreadable(entry, "it is the first entry")
    case = Case(workspace, history.log, Head(entry.seq - 1, entry.prev), state, entry.occurred)
    require_known_acts(case)
    workflow = pinned_workflow(case)
    transition = _transition(workflow, entry)
    return judge(case, workflow, transition, registry, mover=entry.actor.person)


def input_changes(examined: Examined, entry: Entry) -> tuple[InputChange, ...]:
    """Compare the dossier that was put together again with the one that was judged.

    Args:
        examined: The city, judged again.
        entry: The decision.

    Returns:
        Settings and dimensions that differ, sorted by name: plugins bring them. Nothing when the
        digests are equal.

    Raises:
        MissingAttachment: they are not equal, and the manifest is gone, so nobody can say how.
        OtherInputs: something differs that plugins do not bring.
    """
    if sha256_hex(examined.manifest) == entry.body.get("dossier"):
        return ()
    content = _attachment(examined.case.workspace, entry, "dossier")
    try:
        before: dict[str, Any] = msgspec.json.decode(content, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise _unreadable(entry, error) from error
    after: dict[str, Any] = msgspec.json.decode(examined.manifest)
    others = [
        name
        for name, part in before.items()
        if name not in _OF_PLUGINS and not _holds(after.get(name), part)
    ]
    if others:
        raise _other(entry, ", ".join(others))
    return tuple(_differences(before, after))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[InputChange]:
    if before.get("dimensions") != after.get("dimensions"):
        yield InputChange("dimensions", before.get("dimensions"), after.get("dimensions"))
    then, today = _flat(before.get("settings", {})), _flat(after.get("settings", {}))
    for name in sorted(then.keys() | today.keys()):
        if then.get(name) != today.get(name):
            yield InputChange(name, then.get(name), today.get(name))


def _flat(settings: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    return {
        f"{plugin}.{key}": value for plugin, own in settings.items() for key, value in own.items()
    }


def _holds(today: object, then: object) -> bool:
    """Say whether a part of a manifest is what it was; a later version may know more of it."""
    if isinstance(then, dict):
        return isinstance(today, dict) and all(
            _holds(today.get(name), part) for name, part in then.items()
        )
    if isinstance(then, list):
        return isinstance(today, list) and len(today) == len(then) and all(map(_holds, today, then))
    return today == then


def _transition(workflow: Workflow, entry: Entry) -> Transition:
    ends = (entry.body.get("from"), entry.body.get("to"))
    for transition in workflow.transitions:
        if (transition.from_, transition.to) == ends:
            return transition
    raise _unreadable(entry, f"the workflow has no move from {ends[0]} to {ends[1]}")


def _attachment(workspace: Workspace, entry: Entry, name: str) -> bytes:
    digest = str(entry.body.get(name, ""))
    with workspace.store.read() as reading:
        content = reading.blob(digest)
    if content is not None:
        return content
    what = _CALLED[name]
    raise MissingAttachment(
        Text(
            id=f"{what.id} dari keputusan pada entri {entry.seq} tidak ada di penyimpanan.",
            en=f"The {what.en} of the decision in entry {entry.seq} is not in the store.",
        ),
        _RESTORE,
    )


def _unreadable(entry: Entry, why: object) -> UnreadableDecision:
    return UnreadableDecision(
        Text(
            id=f"Keputusan pada entri {entry.seq} tidak dapat dibaca: {why}.",
            en=f"The decision in entry {entry.seq} cannot be read: {why}.",
        ),
        _RESTORE,
    )


def _other(entry: Entry, parts: str) -> OtherInputs:
    return OtherInputs(
        Text(
            id=f"Berkas yang dinilai pada entri {entry.seq} tidak dapat disusun lagi seperti semula"
            f" (berbeda: {parts}).",
            en=f"What was judged in entry {entry.seq} cannot be put together again as it was"
            f" (different: {parts}).",
        ),
        Text(
            id="Pakai versi SmartFlow yang mencatat keputusan itu.",
            en="Use the version of SmartFlow that recorded the decision.",
        ),
    )


_CALLED = {
    "verdict": Text(id="Hasil pemeriksaan", en="verdict"),
    "dossier": Text(id="Daftar isi berkas", en="manifest of the dossier"),
}
_RESTORE = Text(
    id="Pulihkan smartflow.db dari cadangan; jangan mengubahnya dengan tangan.",
    en="Restore smartflow.db from a backup; do not change it by hand.",
)
