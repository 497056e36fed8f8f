"""What a city's entries add up to, without any plugin.

One function per act, named after it, changes the state. An act that this version does not know
is remembered by name and changes nothing, so that a newer engine's history still reads; whoever
acts must look at ``unknown`` first, for what is true now is then known in part only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import msgspec

from smartflow.fold.city_state import CityState, ErasedCopy, Move
from smartflow.history.acts import (
    Act,
    Advance,
    AgencyAdd,
    AgencyEnd,
    Attend,
    CityAdd,
    Consolidate,
    Decide,
    Erase,
    Filing,
    Issue,
    NothingToReport,
    PersonAdd,
    PersonEnd,
    Present,
    RecordDocument,
    Select,
    SendBack,
    SettingChange,
    SignOffAnswer,
    Submit,
    UnreadableEntry,
    WaiveApprove,
    WaiveRequest,
    WaiveWithdraw,
    WorkflowMigrate,
    WorkflowPin,
    WorksheetConfirm,
    WorksheetEntry,
    read_act,
)
from smartflow.history.entries.entry import Entry
from smartflow.model import (
    Agency,
    Attendance,
    City,
    Decision,
    Issued,
    Nil,
    Person,
    Presentation,
    Record,
    Selection,
    SignOff,
    Submission,
    Waiver,
)

__all__ = ["CityState", "ErasedCopy", "Move", "UnreadableEntry", "WorkflowPin", "fold"]


def fold(entries: Iterable[Entry]) -> CityState | None:
    """Add up a city's entries, oldest first; None when there are none.

    Raises:
        UnreadableEntry: an entry lacks what its act needs.
    """
    state: CityState | None = None
    for entry in entries:
        act = read_act(entry)
        try:
            if state is None:
                state = _begin(entry, act)
            else:
                _CHANGES.get(type(act), _unknown)(state, entry, act)
        except (KeyError, ValueError) as error:
            raise UnreadableEntry(entry, error) from error
    return state


InStage = TypeVar("InStage", Record, Presentation, Attendance, Selection, Issued)


def _begin(entry: Entry, act: Act) -> CityState:
    if not isinstance(act, CityAdd):
        message = "a city's history begins with city_add"
        raise ValueError(message)  # noqa: TRY004  the entry is wrong, not the call
    return CityState(
        city=msgspec.convert(act.city, City, from_attributes=True),
        workflow=act.workflow,
        stage=act.stage,
        moves=[Move(entry.act, "", act.stage, entry.seq, entry.occurred, entry.actor.person)],
    )


def _city_add(_state: CityState, _entry: Entry, _act: CityAdd) -> None:
    message = "a city is added once"
    raise ValueError(message)


def _unknown(state: CityState, entry: Entry, _act: Act) -> None:
    state.unknown[entry.seq] = entry.act


def _agency_add(state: CityState, _entry: Entry, act: AgencyAdd) -> None:
    new = act.agency
    state.agencies[new.code] = Agency(
        new.code, new.name, new.kind, new.dimensions, new.leads, new.ended, new.successor
    )


def _agency_end(state: CityState, _entry: Entry, act: AgencyEnd) -> None:
    state.agencies[act.code] = msgspec.structs.replace(
        state.agencies[act.code], ended=act.ended, successor=act.successor
    )


def _person_add(state: CityState, entry: Entry, act: PersonAdd) -> None:
    facts = act.person
    person = Person(
        name=facts.name,
        roles=facts.roles,
        post=facts.post,
        agencies=facts.agencies,
        status=facts.status,
        since=facts.since,
        until=facts.until,
        decree=facts.decree,
        ssh_key=facts.ssh_key,
    )
    before = state.people.get(person.name)
    state.people[person.name] = before.followed_by(person, entry.occurred) if before else person


def _person_end(state: CityState, _entry: Entry, act: PersonEnd) -> None:
    state.people[act.name] = state.people[act.name].ended(act.until)


def _filing(state: CityState, entry: Entry, act: Filing) -> None:
    for part in act.worksheets:
        submission = Submission(
            worksheet=part.worksheet,
            version=part.version,
            filler=act.filler,
            rows=part.rows,
            file=act.file,
            row_count=part.row_count,
            entry=entry.seq,
            by=entry.actor.person,
            day=entry.occurred,
            on_behalf=act.on_behalf,
            confirmed=not act.on_behalf,
        )
        key = (part.worksheet, act.filler)
        state.submissions[key] = submission
        state.erased.pop(key, None)
        state.copies.setdefault(key, []).append(submission)
        state.nils.pop((act.filler, part.worksheet), None)


def _worksheet_confirm(state: CityState, _entry: Entry, act: WorksheetConfirm) -> None:
    key = (act.worksheet, act.filler)
    state.submissions[key] = msgspec.structs.replace(state.submissions[key], confirmed=True)


def _nil(state: CityState, entry: Entry, act: NothingToReport) -> None:
    state.nils[act.agency, act.worksheet] = Nil(
        act.agency, act.worksheet, entry=entry.seq, day=entry.occurred
    )


def _attend(state: CityState, entry: Entry, act: Attend) -> None:
    state.attendance.append(
        Attendance(act.session, act.day, act.agencies, act.people, state.stage, entry.seq)
    )


def _present(state: CityState, entry: Entry, act: Present) -> None:
    state.presentations.append(
        Presentation(
            dimension=act.dimension,
            stage=act.stage,
            by=act.by,
            worksheets=act.worksheets,
            digest=act.digest,
            day=entry.occurred,
            entry=entry.seq,
            notes=act.notes,
            mentor=act.mentor,
        )
    )


def _record(state: CityState, entry: Entry, act: RecordDocument) -> None:
    state.records.append(
        Record(
            kind=act.kind,
            number=act.number,
            date=act.day,
            title=act.title,
            stage=state.stage,
            entry=entry.seq,
            signed_by=act.signed_by,
            file=act.file,
        )
    )
    state.recorded[entry.seq] = entry.occurred


def _decide(state: CityState, entry: Entry, act: Decide) -> None:
    state.decisions.append(
        Decision(
            body=act.body,
            outcome=act.outcome,
            present=act.present,
            members=act.members,
            day=act.day,
            number=act.number,
            file=act.file,
            stage=act.stage,
            subject=act.subject,
            workflow=act.workflow,
            entry=entry.seq,
            to=act.to,
        )
    )


def _sign_off(state: CityState, entry: Entry, act: SignOffAnswer) -> None:
    state.sign_offs.append(
        SignOff(
            role=act.role,
            person=act.person,
            post=act.post,
            answer=act.answer,
            stage=act.stage,
            to=act.to,
            subject=act.subject,
            workflow=act.workflow,
            day=entry.occurred,
            entry=entry.seq,
            reason=entry.reason,
            file=act.file,
            basis=entry.actor.basis,
            subject_day=act.subject_day,
            signature=act.signature,
            statement=act.statement,
            key=_signing_key(state, entry, act),
        )
    )


def _signing_key(state: CityState, entry: Entry, act: SignOffAnswer) -> str:
    """Return by which key an answer is signed, ``""`` where it is not.

    Whether the signature is good was seen by the act, and is seen again by ``audit verify``; here
    it must be over what the entry says, by a key that was registered at this point.
    """
    person = state.people.get(act.person)
    if not act.signature or person is None or not person.ssh_key:
        return ""
    # Loaded for signed answers only: most cities have none, and every command folds a city.
    from smartflow.fold.statement import earlier_answer, entry_statement, statement_digest
    from smartflow.history.ssh.key import ssh_fingerprint

    earlier = earlier_answer(state.sign_offs, act.person, act.role, act.stage, act.to)
    statement = entry_statement(entry, act, state.city, earlier)
    signed = statement_digest(statement) == act.statement
    return ssh_fingerprint(person.ssh_key) if signed else ""


def _setting(state: CityState, _entry: Entry, act: SettingChange) -> None:
    value: Any = tuple(act.value) if isinstance(act.value, list) else act.value
    state.settings.setdefault(act.plugin, {})[act.key] = value


def _select(state: CityState, entry: Entry, act: Select) -> None:
    state.selections.append(
        Selection(
            act.worksheet, act.rows, entry.reason, state.stage, day=entry.occurred, entry=entry.seq
        )
    )


def _issue(state: CityState, entry: Entry, act: Issue) -> None:
    state.issued.append(
        Issued(
            report=act.report,
            title=act.title,
            format=act.format,
            language=act.language,
            file=act.file,
            stage=state.stage,
            day=entry.occurred,
            by=entry.actor.person,
            entry=entry.seq,
        )
    )


def _waive(state: CityState, entry: Entry, act: WaiveRequest) -> None:
    waiver = Waiver(
        rule=act.rule,
        reason=entry.reason,
        until=act.until,
        requested_by=entry.actor.person,
        entry=entry.seq,
        agency=act.agency,
        dimension=act.dimension,
        row=act.row,
        basis=entry.actor.basis,
    )
    # Only a request that waited beyond its own last day can still be there.
    _replace_waiver(state, waiver, approved=False)


def _waive_approve(state: CityState, entry: Entry, act: WaiveApprove) -> None:
    waiver = msgspec.structs.replace(
        state.waivers[act.waiver],
        approved_by=entry.actor.person,
        approval=entry.seq,
        approved_on=entry.occurred,
    )
    _replace_waiver(state, waiver, approved=True)


def _replace_waiver(state: CityState, waiver: Waiver, *, approved: bool) -> None:
    """Put ``waiver`` in the place of those for the same subject that stand where it does now."""
    for entry, other in tuple(state.waivers.items()):
        if other.subject == waiver.subject and bool(other.approved_by) == approved:
            del state.waivers[entry]
    state.waivers[waiver.entry] = waiver


def _waive_withdraw(state: CityState, _entry: Entry, act: WaiveWithdraw) -> None:
    del state.waivers[act.waiver]


def _erase(state: CityState, entry: Entry, act: Erase) -> None:
    for key, submission in tuple(state.submissions.items()):
        if submission.rows == act.digest:
            del state.submissions[key]
            state.erased[key] = ErasedCopy(submission, entry.seq, act.next or 1)


def _advance(state: CityState, entry: Entry, act: Advance) -> None:
    if act.moved:
        _move(state, entry, act)
    else:
        state.refusals.append(entry.seq)


def _move(state: CityState, entry: Entry, act: Advance | SendBack) -> None:
    if act.from_ != state.stage:
        message = f"it leaves {act.from_}, and the city is in {state.stage}"
        raise ValueError(message)
    state.stage = act.to
    state.moves.append(
        Move(
            entry.act,
            act.from_,
            act.to,
            entry.seq,
            entry.occurred,
            entry.actor.person,
            entry.reason,
        )
    )


def _workflow_migrate(state: CityState, _entry: Entry, act: WorkflowMigrate) -> None:
    """Follow another definition; what was done in a renamed stage belongs to it under its new name.

    Answers and decisions stay as they were given: they are bound to the old definition.
    """
    renamed = act.stages
    if (act.from_, act.stage_from) != (state.workflow, state.stage):
        message = "it leaves another workflow or stage than the city has"
        raise ValueError(message)
    state.workflow = act.workflow
    state.stage = act.stage
    state.moves = [
        msgspec.structs.replace(
            move,
            from_=renamed.get(move.from_, move.from_),
            to=renamed.get(move.to, move.to),
        )
        for move in state.moves
    ]
    state.records = _in_renamed(state.records, renamed)
    state.presentations = _in_renamed(state.presentations, renamed)
    state.attendance = _in_renamed(state.attendance, renamed)
    state.selections = _in_renamed(state.selections, renamed)
    state.issued = _in_renamed(state.issued, renamed)


def _in_renamed(things: list[InStage], renamed: dict[str, str]) -> list[InStage]:
    """Return what belongs to a stage, under that stage's new name."""
    return [msgspec.structs.replace(one, stage=renamed.get(one.stage, one.stage)) for one in things]


_CHANGES: Final[dict[type[Act], Callable[[CityState, Entry, Any], None]]] = {
    CityAdd: _city_add,
    AgencyAdd: _agency_add,
    AgencyEnd: _agency_end,
    PersonAdd: _person_add,
    PersonEnd: _person_end,
    Submit: _filing,
    WorksheetEntry: _filing,
    Consolidate: _filing,
    WorksheetConfirm: _worksheet_confirm,
    NothingToReport: _nil,
    Attend: _attend,
    Present: _present,
    RecordDocument: _record,
    Decide: _decide,
    SignOffAnswer: _sign_off,
    SettingChange: _setting,
    Select: _select,
    Issue: _issue,
    WaiveRequest: _waive,
    WaiveApprove: _waive_approve,
    WaiveWithdraw: _waive_withdraw,
    Erase: _erase,
    Advance: _advance,
    SendBack: _move,
    WorkflowMigrate: _workflow_migrate,
}
"""What each act changes; acts of the store log change no city."""
