"""A decision of the past, made again: the same entries, the same day, the plugins of today.

An ``advance`` entry, moved or refused, keeps its verdict and the manifest of the dossier that was
judged. The entries before it, folded, are that dossier again. ``plugin impact`` and ``audit
replay`` stand on this. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from smartflow.audit.replay.decision_faults import (
    DecisionDisagrees,
    MissingAttachment,
    NewerDecision,
    OtherInputs,
    UnreadableDecision,
)
from smartflow.audit.replay.erased_inputs import erased_inputs
from smartflow.canonical import canonical_bytes, sha256_hex
from smartflow.casework.casework import Case, History, require_known_acts
from smartflow.casework.pinned import pinned_workflow
from smartflow.fold.dossier import MissingBlob
from smartflow.fold.state import fold
from smartflow.history.acts import Advance, UnreadableEntry, read_as, readable_act
from smartflow.history.entries.entry import Entry
from smartflow.journey.gate.check import Examined, judge
from smartflow.model import Verdict
from smartflow.plugin.discovery import ENGINE
from smartflow.store.protocol import Head
from smartflow.workflow.gate import is_met

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Transition, Workflow

__all__ = [
    "InputChange",
    "PastDecision",
    "case_before",
    "has_verdict",
    "input_changes",
    "judged_again",
    "last_decision",
    "recorded_decision",
    "stored_verdict",
]

Content = TypeVar("Content")

_FORM = 1
"""How a verdict and a manifest are spelt; the field ``form`` of an ``advance``, absent for 1."""

_OF_PLUGINS = ("settings", "dimensions")
"""The parts of a manifest that follow from the plugins of the day, not from the entries alone."""


class PastDecision(msgspec.Struct, frozen=True):
    """An ``advance`` entry with what it keeps.

    Attributes:
        entry: The entry.
        verdict: The verdict that was recorded.
        manifest: The dossier that was judged, by the digests of its parts.
    """

    entry: Entry
    verdict: Verdict
    manifest: Mapping[str, Any]


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


# -- what was recorded ----------------------------------------------------------------------------


def last_decision(history: History) -> Entry | None:
    """Return the newest ``advance`` entry of a city, or None."""
    return next((e for e in reversed(history.entries) if e.act == "advance"), None)


def has_verdict(entry: Entry) -> bool:
    """Say whether an entry is a decision that names its verdict."""
    act = readable_act(entry)
    return isinstance(act, Advance) and bool(act.verdict)


def stored_verdict(workspace: Workspace, entry: Entry) -> Verdict:
    """Return the verdict that a decision keeps.

    Raises:
        NewerDecision: a newer version keeps it otherwise.
        MissingAttachment: the store does not hold it.
        UnreadableDecision: it is no verdict.
    """
    [content] = _attachments(workspace, entry, "verdict")
    return _decoded(entry, content, Verdict)


def recorded_decision(workspace: Workspace, entry: Entry) -> PastDecision:
    """Return what a decision keeps, once its parts are seen to fit together.

    Raises:
        NewerDecision: a newer version keeps them otherwise.
        MissingAttachment: the store does not hold its verdict or its manifest.
        UnreadableDecision: they are no verdict and no manifest.
        DecisionDisagrees: entry, verdict and manifest tell of different decisions.
    """
    judged, content = _attachments(workspace, entry, "verdict", "dossier")
    verdict = _decoded(entry, judged, Verdict)
    decision = PastDecision(entry, verdict, _decoded(entry, content, dict[str, Any]))
    parts = tuple(_disagreements(decision, _decoded(entry, judged, _AsSpelt).plugins))
    if parts:
        raise DecisionDisagrees(entry, ", ".join(parts))
    return decision


class _AsSpelt(msgspec.Struct, frozen=True):
    """The part of a stored verdict of which a later version may know more than this one."""

    plugins: object


def _attachments(workspace: Workspace, entry: Entry, *names: str) -> list[bytes]:
    # No form is told by this version. Whoever changes how these are kept tells a higher one.
    if entry.body.get("form", _FORM) != _FORM:
        raise NewerDecision(entry)
    act = _decided(entry)
    digests = [{"verdict": act.verdict, "dossier": act.dossier}[name] for name in names]
    with workspace.store.read() as reading:
        contents = reading.blobs(digests)
    for name, digest in zip(names, digests, strict=True):
        if digest not in contents:
            raise MissingAttachment(entry, name)
    return [contents[digest] for digest in digests]


def _decided(entry: Entry) -> Advance:
    try:
        return read_as(entry, Advance)
    except UnreadableEntry as error:
        raise UnreadableDecision(entry, error.cause) from error


def _decoded(entry: Entry, content: bytes, type_: type[Content]) -> Content:
    try:
        return msgspec.json.decode(content, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableDecision(entry, error) from error


def _disagreements(decision: PastDecision, facts: object) -> Iterator[str]:
    """Yield the parts in which entry, verdict and manifest contradict one another.

    Args:
        decision: The three.
        facts: The plugins as the verdict spells them.
    """
    act, verdict, manifest = _decided(decision.entry), decision.verdict, decision.manifest
    digests, city = verdict.digests, manifest.get("city")
    slug = city.get("slug") if isinstance(city, dict) else None
    day = decision.entry.occurred.isoformat()
    alike: tuple[tuple[str, object, object], ...] = (
        ("result", act.result, "moved" if verdict.met else "refused"),
        ("met", is_met(verdict.results, verdict.scores, verdict.sign_offs), verdict.met),
        ("from", act.from_, verdict.from_),
        ("to", act.to, verdict.to),
        ("as_of", day, verdict.as_of),
        ("dossier", act.dossier, digests.get("dossier")),
        ("dossier.city", slug, verdict.city),
        ("dossier.stage", manifest.get("stage"), verdict.from_),
        ("dossier.as_of", manifest.get("as_of"), verdict.as_of),
        ("workflow", manifest.get("workflow"), digests.get("workflow")),
        ("settings", _digest(manifest.get("settings")), digests.get("settings")),
        ("plugins", _digest(facts), digests.get("plugins")),
    )
    yield from (name for name, one, other in alike if one != other)


def _digest(value: object) -> str:
    return sha256_hex(canonical_bytes(value))


# -- made again -----------------------------------------------------------------------------------


def case_before(workspace: Workspace, history: History, entry: Entry) -> Case:
    """Return a city as it was just before one of its entries, on the day of that entry.

    Raises:
        UnreadableDecision: it is the city's first entry.
        NewerHistory: an entry before it is an act that this version does not know.
    """
    state = fold(history.entries[: entry.seq - 1])
    if state is None:
        raise UnreadableDecision(entry, "it is the first entry")
    case = Case(workspace, history.log, Head(entry.seq - 1, entry.prev), state, entry.occurred)
    require_known_acts(case)
    return case


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
        ErasedInputs: rows that a rule reads have been erased since.
        SmartflowError: what else it needs is not there (see
            :func:`smartflow.journey.gate.check.judge`).
    """
    case = case_before(workspace, history, entry)
    workflow = pinned_workflow(case)
    transition = _transition(workflow, entry)
    try:
        return judge(case, workflow, transition, registry, mover=entry.actor.person)
    except MissingBlob as missing:
        raise erased_inputs(case, history, entry) or missing from missing


def _transition(workflow: Workflow, entry: Entry) -> Transition:
    act = _decided(entry)
    ends = (act.from_, act.to)
    for transition in workflow.transitions:
        if (transition.from_, transition.to) == ends:
            return transition
    raise UnreadableDecision(entry, f"the workflow has no move from {ends[0]} to {ends[1]}")


# -- what was judged, and what is judged again ----------------------------------------------------


def input_changes(decision: PastDecision, examined: Examined) -> tuple[InputChange, ...]:
    """Compare the dossier that was put together again with the one that was judged.

    Args:
        decision: What was recorded.
        examined: The city, judged again.

    Returns:
        Settings and dimensions that differ, sorted by name: plugins bring them. Nothing when the
        manifests are equal.

    Raises:
        DecisionDisagrees: something differs that plugins do not bring, and the engine is the same:
            the entries do not add up to what the decision says that it judged.
        OtherInputs: likewise, and the decision names another version of the engine, which may have
            put it together otherwise. Whoever forges may write that: it is never ``same``.
    """
    after: dict[str, Any] = msgspec.json.decode(examined.manifest)
    others = [
        name
        for name, part in decision.manifest.items()
        if name not in _OF_PLUGINS and not _holds(after.get(name), part)
    ]
    if decision.verdict.digests.get("subject") != examined.verdict.digests["subject"]:
        others.append("subject")
    if others:
        kind = DecisionDisagrees if _same_engine(decision, examined) else OtherInputs
        raise kind(decision.entry, ", ".join(others))
    return tuple(_differences(decision.manifest, after))


def _same_engine(decision: PastDecision, examined: Examined) -> bool:
    """Say whether the built-in plugins, which have the engine's version, are of one version."""
    then, today = (
        {fact.version for fact in verdict.plugins if fact.distribution == ENGINE}
        for verdict in (decision.verdict, examined.verdict)
    )
    return then == today


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
