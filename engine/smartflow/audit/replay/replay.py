"""``audit replay``: past decisions made again on their stored inputs, and what comes out.

A decision is *same*, *differs* (each difference with its cause, as far as that is known), or
*cannot* be made again (what is missing). One that does not even agree with the entries before it
*disagrees*. An ``advance`` is judged again by those of today's plugins that judged it then, as of
its day; what ``sign_off``, ``decide`` and ``present`` are bound to is worked out again. Writes
nothing, and loads plugins only when a rule has to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.replay.causes import (
    Cause,
    PluginChange,
    causes_of,
    later_plugins,
    plugin_changes,
    registry_then,
)
from smartflow.audit.replay.decision_record import decision_record
from smartflow.audit.replay.outcome import CityReplay, Difference, Replay, Replays
from smartflow.audit.replay.past_binding import BINDING_ACTS, binding_changes
from smartflow.audit.replay.past_decision import input_changes, judged_again, recorded_decision
from smartflow.audit.replay.verdict_comparison import compare_verdicts, standing_changes
from smartflow.canonical import sha256_hex
from smartflow.casework.casework import History, read_history
from smartflow.casework.cities import city_named
from smartflow.errors import BadInput, PluginFault, SmartflowError
from smartflow.history.acts import Advance, read_as
from smartflow.history.entries.entry import Entry
from smartflow.journey.gate.advance import verdict_bytes
from smartflow.language import Text
from smartflow.ledger.register import RegisteredCity
from smartflow.model import Verdict

if TYPE_CHECKING:
    from smartflow.audit.replay.past_decision import PastDecision
    from smartflow.casework.workspace import Workspace
    from smartflow.journey.gate.check import Examined

__all__ = [
    "MissingJudges",
    "NothingDecided",
    "record_of",
    "replay_all",
    "replay_city",
    "replay_entries",
]

_ACTS = ("advance", *BINDING_ACTS)


class NothingDecided(BadInput):
    """The history has no such entry, or the entry decides nothing and is bound to nothing."""

    code = "nothing-decided"
    says = Text(id="Entri {number} {reason}.", en="Entry {number} {reason}.")
    next_step = Text(
        id="Lihat keputusannya: smartflow history {slug} {options}",
        en="See what was decided: smartflow history {slug} {options}",
    )


class MissingJudges(PluginFault):
    """Plugins that judged then cannot judge today, and without them it comes out otherwise."""

    code = "missing-judges"
    says = Text(
        id="Keputusan pada entri {seq} tidak dapat dinilai lagi: plugin yang dahulu ikut menilai"
        " kini tidak dimuat: {named}.",
        en="The decision in entry {seq} cannot be judged again: plugins that judged it are not"
        " loaded today: {named}.",
    )
    next_step = Text(
        id="Pasang kembali, percayai, atau buka blokirnya: smartflow plugin list",
        en="Install, trust or unblock them again: smartflow plugin list",
    )


def replay_entries(workspace: Workspace, city: str, numbers: Iterable[int]) -> Replays:
    """Make some decisions of a city again.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        numbers: The numbers of their entries.

    Raises:
        UnknownCity: there is no such city.
        NothingDecided: one of them is no entry, or none that decides.
        IntegrityFailure: its history is not as it was written.
    """
    known, history = _read(workspace, city)
    entries = tuple(_decision(history, number, known.slug) for number in numbers)
    return Replays((_city_replay(workspace, known, history, entries),))


def replay_city(workspace: Workspace, city: str) -> Replays:
    """Make every decision of a city again; see :func:`replay_entries`."""
    known, history = _read(workspace, city)
    return Replays((_city_replay(workspace, known, history, _decisions(history)),))


def replay_all(workspace: Workspace) -> Replays:
    """Make every decision of every city again; a history that cannot be read is told in place."""
    with workspace.reading() as reading:
        cities = workspace.register(reading).cities
    return Replays(tuple(_whole_city(workspace, city) for city in cities))


def record_of(workspace: Workspace, city: str, number: int) -> dict[str, object]:
    """Return one decision as it was recorded, as a verification summary; no rule runs.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        number: The number of an ``advance`` entry.

    Raises:
        UnknownCity: there is no such city.
        NothingDecided: there is no such entry, or it is no ``advance``.
        IntegrityFailure: the record is not as it was written.
    """
    known, history = _read(workspace, city)
    entry = _decision(history, number, known.slug, ("advance",))
    return decision_record(recorded_decision(workspace, entry), history.contents)


def _whole_city(workspace: Workspace, city: RegisteredCity) -> CityReplay:
    try:
        history = read_history(workspace, city.slug)
    except SmartflowError as trouble:
        return CityReplay(city, trouble=trouble)
    return _city_replay(workspace, city, history, _decisions(history))


def _read(workspace: Workspace, city: str) -> tuple[RegisteredCity, History]:
    with workspace.reading() as reading:
        known = city_named(workspace.register(reading), city)
    return known, read_history(workspace, known.slug)


def _decisions(history: History) -> tuple[Entry, ...]:
    return tuple(entry for entry in history.entries if entry.act in _ACTS)


def _decision(history: History, number: int, slug: str, acts: tuple[str, ...] = _ACTS) -> Entry:
    if number <= len(history.entries):
        entry = history.entries[number - 1]
        if entry.act in acts:
            return entry
        why = Text(
            id=f"ialah '{entry.act}', bukan yang dicari", en=f"is '{entry.act}', not what is wanted"
        )
    else:
        why = Text(id="tidak ada", en="is not there")
    options = " ".join(f"--act {act}" for act in acts)
    raise NothingDecided(number=number, reason=why, slug=slug, options=options)


def _city_replay(
    workspace: Workspace, city: RegisteredCity, history: History, entries: Iterable[Entry]
) -> CityReplay:
    return CityReplay(city, tuple(_replay(workspace, history, entry) for entry in entries))


def _replay(workspace: Workspace, history: History, entry: Entry) -> Replay:
    if entry.act == "advance":
        return _judged(workspace, history, entry)
    try:
        changes = binding_changes(workspace, history, entry)
    except SmartflowError as trouble:
        return Replay(entry, trouble=_alone(trouble))
    differences = tuple(Difference(change, ()) for change in changes)
    return Replay(entry, identical=not changes, differences=differences)


def _judged(workspace: Workspace, history: History, entry: Entry) -> Replay:
    titles: Mapping[str, Text] = {}
    try:
        decision = recorded_decision(workspace, entry)
        titles = decision.verdict.titles
        registry = registry_then(workspace.registry, decision.verdict)
        examined = judged_again(workspace, history, entry, registry)
        left_out = later_plugins(workspace.registry, decision.verdict)
        return msgspec.structs.replace(_compared(decision, examined), left_out=left_out)
    except SmartflowError as trouble:
        return Replay(entry, titles, trouble=_alone(trouble))


def _alone(trouble: SmartflowError) -> SmartflowError:
    """Return a refusal without the way to it.

    The frames of each would keep a whole dossier with its rows, and there may be thousands.
    """
    trouble.__cause__ = trouble.__context__ = None
    return trouble.with_traceback(None)


def _compared(decision: PastDecision, examined: Examined) -> Replay:
    """Compare a decision with itself made again: by its bytes, then part by part.

    Raises:
        MissingJudges: it comes out otherwise, and not by all who judged then.
        DecisionDisagrees: what was judged is not what the entries add up to.
        OtherInputs: likewise, and another version of the engine decided.
    """
    entry, then, today = decision.entry, decision.verdict, examined.verdict
    if sha256_hex(verdict_bytes(examined)) == read_as(entry, Advance).verdict:
        return Replay(entry, then.titles, today.met, identical=True)
    plugins = plugin_changes(then, today)
    changed: tuple[Cause, ...] = (*plugins, *input_changes(decision, examined))
    differences = tuple(_differences(then, today, changed))
    lost = tuple(one for one in plugins if not one.judges)
    if differences and lost:
        raise _missing(entry, lost)
    return Replay(
        entry,
        then.titles,
        today.met,
        differences=differences,
        changed=changed,
        crashed=bool(_crashes(today) - _crashes(then)),
    )


def _crashes(verdict: Verdict) -> set[str]:
    """Return what did not run to its end: codes of rules, keys of scoring rules."""
    rules = {result.rule for result in verdict.results if result.status == "error"}
    return rules | {score.rule for score in verdict.scores if score.fault}


def _differences(then: Verdict, today: Verdict, changed: tuple[Cause, ...]) -> Iterator[Difference]:
    change = compare_verdicts(then, today)
    for rule in change.rules:
        yield Difference(rule, causes_of(rule.plugin, changed))
    for score in change.scores:
        yield Difference(score, causes_of(score.plugin, changed))
    for standing in standing_changes(then, today):
        yield Difference(standing, causes_of("", changed))


def _missing(entry: Entry, lost: tuple[PluginChange, ...]) -> MissingJudges:
    named = ", ".join(one.named for one in lost)
    return MissingJudges(seq=entry.seq, named=named)
