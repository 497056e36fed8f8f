"""Narrowing a history: by act, person, stage, day and rule. All that is asked must hold.

Each word is looked up first, so that a misspelt one is refused and never looks like an empty
answer. Writes nothing; asks no plugin but the built-in ones for the codes of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.replay.past_decision import stored_verdict
from smartflow.casework.people import NotInHistory, meant, name_key
from smartflow.casework.pinned import find_stage
from smartflow.clock import day_in
from smartflow.errors import BadInput
from smartflow.history.acts import Advance, Present, SignOffAnswer, acts_of, readable_act
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.casework.workspace import Workspace
    from smartflow.fold.state import Move
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Verdict
    from smartflow.workflow.definition import Workflow

__all__ = [
    "BackwardDays",
    "Filter",
    "UnknownAct",
    "UnknownRule",
    "find_act",
    "narrowed",
    "recorded_day",
    "stage_at",
    "who_acted",
]

_REMARKS = ("fail", "error", "warn")
"""The statuses of a result that blocks or warns."""


class UnknownAct(BadInput):
    """There is no act of that name."""

    code = "unknown-act"
    says = Text(
        id="Tindakan '{words}' tidak dikenal.{guess}",
        en="There is no act '{words}'.{guess}",
    )
    next_step = Text(id="Pilih dari: {acts}.", en="Choose from: {acts}.")


class UnknownRule(BadInput):
    """No rule has that code, and no decision of the city names it."""

    code = "unknown-rule"
    says = Text(
        id="Ketentuan '{words}' tidak dikenal.{guess}",
        en="There is no rule '{words}'.{guess}",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow rule list",
        en="See the list: smartflow rule list",
    )


class BackwardDays(BadInput):
    """The last day lies before the first."""

    code = "backward-days"
    says = Text(
        id="Hari terakhir {until} mendahului hari pertama {since}.",
        en="The last day {until} lies before the first day {since}.",
    )
    next_step = Text(id="Tukar --since dan --until.", en="Exchange --since and --until.")


class Filter(msgspec.Struct, frozen=True):
    """What is asked for; whatever is empty asks nothing.

    Attributes:
        acts: Any of these acts, as stored.
        person: Who acted, signed or presented.
        stage: In which stage the city was, by key or title.
        since: The first day; likewise ``until`` the last, both inclusive.
        until: See ``since``.
        occurred: Whether the days are those on which it happened; else, was recorded.
        rule: The code of a rule that blocked or warned in the entry's verdict.
    """

    acts: tuple[str, ...] = ()
    person: str = ""
    stage: str = ""
    since: date | None = None
    until: date | None = None
    occurred: bool = False
    rule: str = ""


def narrowed(
    workspace: Workspace,
    entries: Sequence[Entry],
    asked: Filter,
    city: tuple[Case, Workflow] | None = None,
) -> tuple[Entry, ...]:
    """Return the entries for which all holds that is asked, in their order.

    Args:
        workspace: Where.
        entries: The whole history.
        asked: What is asked.
        city: The city and its workflow; needed to ask for a stage or a rule.

    Raises:
        UnknownPerson: nobody of that name acted or is registered.
        UnknownStage: the workflow has no such stage.
        UnknownRule: there is no such rule.
        BackwardDays: ``until`` lies before ``since``.
        IntegrityFailure: a verdict that must be read is not there.
    """
    tests = [
        *_day_tests(asked),
        *_person_test(entries, asked, city),
        *_city_tests(workspace, entries, asked, city),
    ]
    if asked.acts:
        tests.insert(0, lambda entry: entry.act in asked.acts)
    return tuple(entry for entry in entries if all(test(entry) for test in tests))


def find_act(words: str, known: Iterable[str]) -> str:
    """Return the act that ``words`` name, in any case, with hyphens or blanks as one likes.

    Raises:
        UnknownAct: there is none.
    """
    acts = tuple(dict.fromkeys(known))
    wanted = "_".join(words.replace("-", " ").replace("_", " ").split()).casefold()
    if wanted in acts:
        return wanted
    guess = did_you_mean(wanted, acts)
    raise UnknownAct(words=words, guess=guess, acts=", ".join(acts))


def recorded_day(entry: Entry) -> date:
    """Return the day on which an entry was written, on the calendar of its zone."""
    return day_in(entry.zone, entry.moment)


def who_acted(entry: Entry) -> tuple[str, ...]:
    """Return who acted, and who is said to have signed or presented, each as written."""
    act, names = readable_act(entry), [entry.actor.person]
    if isinstance(act, SignOffAnswer):
        names.append(act.person)
    elif isinstance(act, Present):
        names.append(act.by)
    return tuple(dict.fromkeys(filter(None, names)))


def stage_at(moves: Sequence[Move], seq: int) -> str:
    """Return the key of the stage in which a city was when an entry was made.

    A move belongs to the stage that it ends; the first entry to the first stage.
    """
    before = [move.to for move in moves if move.entry < seq]
    return before[-1] if before else moves[0].to


_Test = Callable[["Entry"], bool]


def _day_tests(asked: Filter) -> Iterator[_Test]:
    since, until = asked.since, asked.until
    if since is not None and until is not None and until < since:
        raise BackwardDays(until=str(until), since=str(since))

    def day(entry: Entry) -> date:
        return entry.occurred if asked.occurred else recorded_day(entry)

    if since is not None:
        yield lambda entry: since <= day(entry)
    if until is not None:
        yield lambda entry: day(entry) <= until


def _person_test(
    entries: Sequence[Entry], asked: Filter, city: tuple[Case, Workflow] | None
) -> Iterator[_Test]:
    if not asked.person:
        return
    wanted = name_key(asked.person)
    names = {name_key(name): name for entry in entries for name in who_acted(entry)}
    if city is not None:
        names |= {name_key(name): name for name in city[0].state.people}
    if wanted not in names:
        raise NotInHistory(
            person=asked.person,
            advice=meant(wanted, names)
            or Text(
                id="Tulis nama seperti dalam riwayat, tanpa jabatan.",
                en="Write the name as in the history, without the post.",
            ),
        )
    yield lambda entry: wanted in {name_key(name) for name in who_acted(entry)}


def _city_tests(
    workspace: Workspace,
    entries: Sequence[Entry],
    asked: Filter,
    city: tuple[Case, Workflow] | None,
) -> Iterator[_Test]:
    if city is None:
        return
    case, workflow = city
    if asked.stage:
        stage, moves = find_stage(workflow, asked.stage).key, case.state.moves
        yield lambda entry: stage_at(moves, entry.seq) == stage
    if asked.rule:
        wanted = asked.rule.strip().casefold()
        verdicts = {
            e.seq: stored_verdict(workspace, e)
            for e, act in acts_of(entries, Advance)
            if act.verdict
        }
        known = {code for verdict in verdicts.values() for code in _codes(verdict)}
        _require_rule(asked.rule, known | set(workspace.built_in_registry.rules))
        named = {
            seq
            for seq, verdict in verdicts.items()
            if wanted in {code.casefold() for code in _codes(verdict, _REMARKS)}
        }
        yield lambda entry: entry.seq in named


def _codes(verdict: Verdict, statuses: tuple[str, ...] = ()) -> Iterator[str]:
    for result in verdict.results:
        if not statuses or result.status in statuses:
            yield result.rule


def _require_rule(words: str, known: Iterable[str]) -> None:
    codes = tuple(sorted(known))
    if words.strip().casefold() in {code.casefold() for code in codes}:
        return
    guess = did_you_mean(words.strip().upper(), codes)
    raise UnknownRule(words=words, guess=guess)
