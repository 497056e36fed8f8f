"""``waive``: ask for a waiver, an exception to one rule for one subject and for a while.

It counts for nothing until somebody else approves it (``waive_approve``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import folded, need_reason
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import BadInput
from smartflow.fold.dossier import row_source
from smartflow.history.acts import WaiveRequest
from smartflow.journey.waivers.waivers import ANYTHING, Subject, called, resolved, waiting, who_acts
from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Row
    from smartflow.plugin.objects import Rule
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Workflow

__all__ = [
    "AlreadyWaiting",
    "FamilyNotRule",
    "NoSuchRow",
    "NothingToWaive",
    "PastDay",
    "SeveralRows",
    "UnknownRule",
    "waive",
]

_NAMED = 5
"""How many rows are named that may be meant."""


class UnknownRule(BadInput):
    """No plugin that takes part in the city brings a rule of that code."""

    code = "unknown-rule"
    says = Text(
        id="Tidak ada ketentuan '{words}' yang berlaku untuk {city}.{guess}",
        en="No rule '{words}' judges {city}.{guess}",
    )
    next_step = Text.same("{advice}")


class FamilyNotRule(UnknownRule):
    """A waiver is for one rule and not for its family."""

    says = Text(
        id="'{words}' adalah kelompok ketentuan; pengecualian berlaku untuk satu ketentuan,"
        " misalnya {family}.",
        en="'{words}' is a family of rules; a waiver is for one rule, such as {family}.",
    )
    next_step = Text.same("{advice}")


class NothingToWaive(BadInput):
    """The rule only warns, so that it keeps nobody from moving."""

    code = "nothing-to-waive"
    says = Text(
        id="{rule_code} hanya perlu diperhatikan dan tidak menahan kota, jadi tidak ada yang perlu"
        " dikecualikan.",
        en="{rule_code} is only worth a look and keeps no city back, so there is nothing to waive.",
    )
    next_step = Text(
        id="Lihat: smartflow rule explain {rule_code}",
        en="See: smartflow rule explain {rule_code}",
    )


class NoSuchRow(BadInput):
    """No submitted row has that id, or several have that number."""

    code = "unknown-row"
    says = Text(
        id="Tidak ada baris '{words}' yang diperiksa ketentuan itu.{guess}",
        en="That rule looks at no row '{words}'.{guess}",
    )
    next_step = Text(
        id="Lihat barisnya: smartflow check {slug} --format json",
        en="See its rows: smartflow check {slug} --format json",
    )


class SeveralRows(NoSuchRow):
    """Several rows have that number."""

    says = Text(
        id="Ada {count} baris bernomor {words}.",
        en="There are {count} rows of the number {words}.",
    )
    next_step = Text(
        id="Sebutkan perangkat daerahnya (--agency) atau ID barisnya (--row): {ids}.",
        en="Name the agency (--agency) or the id of the row (--row): {ids}.",
    )


class PastDay(BadInput):
    """The last day of a waiver lies in the past."""

    code = "past-day"
    says = Text(
        id="Hari terakhir pengecualian ({until}) sudah lewat: hari ini {today}.",
        en="The last day of the waiver ({until}) has passed: today is {today}.",
    )
    next_step = Text(
        id="Sebutkan hari terakhirnya: --until TANGGAL (hari dahulu: 5-7-2027 berarti 5 Juli"
        " 2027).",
        en="Name its last day: --until DATE (day first: 5-7-2027 is 5 July 2027).",
    )


class AlreadyWaiting(BadInput):
    """A waiver of the same rule for the same subject waits for its approval."""

    code = "already-waiting"
    says = Text(
        id="Pengecualian dari {waiver} sudah diminta {requested_by} (entri {entry}) dan menunggu"
        " persetujuan.",
        en="{requested_by} has asked for a waiver of {waiver} (entry {entry}), and it waits for"
        " its approval.",
    )
    next_step = Text(
        id="Setujui dengan --approve, atau tarik dulu dengan --withdraw; lihat: smartflow check"
        " {slug}",
        en="Approve it with --approve, or withdraw it first with --withdraw; see: smartflow check"
        " {slug}",
    )


def waive(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    rule: str,
    subject: Subject = ANYTHING,
    *,
    reason: str,
    until: date,
) -> Entry:
    """Ask for a waiver.

    One that is in force stays so until this one is approved, and is replaced by it then.

    Args:
        workspace: Where; its actor is the person who asks.
        city: The city's slug, name or code.
        rule: The rule's code.
        subject: Whom it is for; empty: whatever the rule finds in the city.
        reason: Why.
        until: The last day on which it is to count, inclusive, in the city's zone.

    Raises:
        EmptyReason: no reason was given.
        NobodySigns: no registered person was named.
        NotInPost: the person is not in post today.
        UnknownRule: no such rule judges the city.
        NothingToWaive: the rule only warns.
        UnknownAgency: there is no such agency.
        UnknownDimension: there is no such dimension.
        NoSuchRow: there is no such row, or several.
        PastDay: the last day has passed.
        AlreadyWaiting: the same was asked for and is neither approved nor withdrawn.
    """
    why = need_reason(reason, Text(id="Pengecualian", en="A waiver"))

    def plan(case: Case) -> Draft:
        who_acts(case)
        workflow = pinned_workflow(case)
        registry = registry_of(case, workflow)
        one = _rule(case, registry, rule)
        meant = resolved(case, workflow, registry, subject)
        row = _row(case, registry, one, meant) if meant.row else ""
        _require_day(case, until)
        _require_first(case, workflow, (one.code, meant.agency, meant.dimension, row))
        act = WaiveRequest(
            rule=one.code,
            agency=meant.agency,
            dimension=meant.dimension,
            row=row,
            until=until,
        )
        return Draft.of(act, reason=why)

    return perform(workspace, city, plan)


# -- the rule -------------------------------------------------------------------------------------


def _rule(case: Case, registry: Registry, words: str) -> Rule:
    """Return the rule that judges the city and may be waived."""
    wanted = folded(words)
    rules = [
        owned.value
        for owned in registry.rules.values()
        if case.state.city.in_region(owned.value.regions)
    ]
    rule = next((rule for rule in rules if folded(rule.code) == wanted), None)
    if rule is None:
        raise _unknown_rule(case, rules, words)
    if rule.severity == "error":
        return rule
    raise NothingToWaive(rule_code=rule.code)


def _unknown_rule(case: Case, known: Sequence[Rule], words: str) -> UnknownRule:
    family = [rule.code for rule in known if folded(rule.family) == folded(words)]
    hint = Text(id="Lihat semuanya: smartflow rule list", en="See all: smartflow rule list")
    if family:
        return UnknownRule(
            Text(
                id=f"'{words}' adalah kelompok ketentuan; pengecualian berlaku untuk satu"
                f" ketentuan, misalnya {family[0]}.",
                en=f"'{words}' is a family of rules; a waiver is for one rule, such as"
                f" {family[0]}.",
            ),
            hint,
        )
    guess = did_you_mean(words, (rule.code for rule in known), most=1)
    return UnknownRule(
        Text(
            id=f"Tidak ada ketentuan '{words}' yang berlaku untuk {case.state.city.name}."
            f"{guess.id}",
            en=f"No rule '{words}' judges {case.state.city.name}.{guess.en}",
        ),
        hint,
    )


# -- the row --------------------------------------------------------------------------------------


def _row(case: Case, registry: Registry, rule: Rule, subject: Subject) -> str:
    """Return the id of the row that is meant: by its id, or by its number in the sheet."""
    rows = [row for row in _rows(case, registry, rule) if subject.agency in ("", row.agency)]
    wanted = folded(subject.row)
    for row in rows:
        if folded(row.id) == wanted:
            return row.id
    numbered = [row.id for row in rows if str(row.number) == wanted]
    if len(numbered) == 1:
        return numbered[0]
    raise _no_such_row(case, subject.row, numbered, [row.id for row in rows])


def _rows(case: Case, registry: Registry, rule: Rule) -> Iterator[Row]:
    """Yield the rows of the worksheets that a rule looks at; of all, where it names none."""
    worksheets = registry.worksheets_for(case.state.city)
    named = {key for key in (*rule.reads, rule.each) if key in worksheets}
    read = row_source(case.state, worksheets, case.read_blobs)
    for key in dict.fromkeys(key for key, _ in sorted(case.state.submissions)):
        if key in worksheets and (not named or key in named):
            yield from read(key)


def _no_such_row(
    case: Case, words: str, numbered: Sequence[str], known: Sequence[str]
) -> NoSuchRow:
    if numbered:
        ids = ", ".join(numbered[:_NAMED])
        return NoSuchRow(
            Text(
                id=f"Ada {len(numbered)} baris bernomor {words}.",
                en=f"There are {len(numbered)} rows of the number {words}.",
            ),
            Text(
                id=f"Sebutkan perangkat daerahnya (--agency) atau ID barisnya (--row): {ids}.",
                en=f"Name the agency (--agency) or the id of the row (--row): {ids}.",
            ),
        )
    guess = did_you_mean(words, known, most=1)
    slug = case.state.city.slug
    return NoSuchRow(words=words, guess=guess, slug=slug)


# -- the day, and what was asked for before -------------------------------------------------------


def _require_day(case: Case, until: date) -> None:
    if until >= case.today:
        return
    raise PastDay(until=until, today=case.today)


def _require_first(case: Case, workflow: Workflow, subject: tuple[str, str, str, str]) -> None:
    """Refuse a second request while the first waits: what is approved is what was read."""
    slug = case.state.city.slug
    for waiver in waiting(case, workflow):
        if waiver.subject != subject:
            continue
        raise AlreadyWaiting(
            waiver=called(waiver), requested_by=waiver.requested_by, entry=waiver.entry, slug=slug
        )
