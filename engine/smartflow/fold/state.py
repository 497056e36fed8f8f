"""What a city's entries add up to, without any plugin.

One function per act, named after it, changes the state. An act that this version does not know
is remembered by name and changes nothing, so that a newer engine's history still reads; whoever
acts must look at ``unknown`` first, for what is true now is then known in part only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
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
    SettingValue,
    SignOff,
    Submission,
    Waiver,
)

__all__ = ["CityState", "ErasedCopy", "Move", "UnreadableEntry", "WorkflowPin", "fold"]


class UnreadableEntry(IntegrityFailure):
    """An entry's body does not hold what its act needs."""

    code = "unreadable-entry"


class WorkflowPin(msgspec.Struct, frozen=True):
    """The workflow to which a city is pinned, by the digest of its resolved definition."""

    key: str
    version: int
    digest: str


class Move(msgspec.Struct, frozen=True):
    """One change of stage.

    Attributes:
        act: ``city_add``, ``advance`` or ``send_back``.
        from_: The stage that was left; ``""`` at the beginning.
        to: The stage that was entered.
        entry: Sequence number of the entry.
        day: The day.
        by: The person.
        reason: Why, if said.
    """

    act: str
    from_: str
    to: str
    entry: int
    day: date
    by: str
    reason: str = ""


class ErasedCopy(msgspec.Struct, frozen=True):
    """A present copy of a worksheet whose rows were erased: it must be submitted again.

    Attributes:
        submission: What was submitted.
        entry: Sequence number of the entry that erased it.
        next: The number of the filler's next new row.
    """

    submission: Submission
    entry: int
    next: int


class CityState(msgspec.Struct):
    """A city as its history tells it; filled by :func:`fold` and only read afterwards."""

    city: City
    workflow: WorkflowPin
    stage: str
    moves: list[Move]
    agencies: dict[str, Agency] = {}
    people: dict[str, Person] = {}
    submissions: dict[tuple[str, str], Submission] = {}
    copies: dict[tuple[str, str], list[Submission]] = {}
    """Every copy by (worksheet, filler), oldest first; the last one is in ``submissions``."""
    nils: dict[tuple[str, str], Nil] = {}
    records: list[Record] = []
    presentations: list[Presentation] = []
    attendance: list[Attendance] = []
    decisions: list[Decision] = []
    sign_offs: list[SignOff] = []
    selections: list[Selection] = []
    issued: list[Issued] = []
    waivers: dict[int, Waiver] = {}
    """What was asked for and is neither withdrawn nor replaced, by the number of the request."""
    settings: dict[str, dict[str, SettingValue]] = {}
    refusals: list[int] = []
    """Sequence numbers of the ``advance`` entries that were refused."""
    recorded: dict[int, date] = {}
    """The days on which the entries in ``records`` were made, by their sequence numbers."""
    erased: dict[tuple[str, str], ErasedCopy] = {}
    """Worksheets whose present copy was erased and that have not come again since."""
    unknown: dict[int, str] = {}
    """Sequence numbers and names of acts that this version does not know."""

    @property
    def entered(self) -> Move:
        """The move by which the city came into its present stage."""
        return self.moves[-1]


def fold(entries: Iterable[Entry]) -> CityState | None:
    """Add up a city's entries, oldest first; None when there are none.

    Raises:
        UnreadableEntry: an entry lacks what its act needs.
    """
    state: CityState | None = None
    for entry in entries:
        try:
            if state is None:
                state = _begin(entry)
            else:
                _CHANGES.get(entry.act, _unknown)(state, entry)
        except (KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
            raise UnreadableEntry(
                Text(
                    id=f"Entri nomor {entry.seq} ({entry.act}) tidak dapat dibaca: {error}.",
                    en=f"Entry number {entry.seq} ({entry.act}) cannot be read: {error}.",
                ),
                Text(
                    id="Simpan salinan penyimpanan, lalu pasang versi SmartFlow yang menulisnya.",
                    en="Keep a copy of the store, then install the version that wrote it.",
                ),
            ) from error
    return state


Body = dict[str, Any]
Value = TypeVar("Value")
InStage = TypeVar("InStage", Record, Presentation, Attendance, Selection, Issued)


def _as(type_: type[Value], body: object, **more: object) -> Value:
    """Convert a part of a body into a value, with ``more`` fields beside it."""
    fields: Body = dict(body) if isinstance(body, dict) else {}
    return msgspec.convert({**fields, **more}, type_)


def _begin(entry: Entry) -> CityState:
    if entry.act != "city_add":
        message = "a city's history begins with city_add"
        raise ValueError(message)
    body: Body = entry.body
    stage = str(body["stage"])
    return CityState(
        city=_as(City, body["city"]),
        workflow=_as(WorkflowPin, body["workflow"]),
        stage=stage,
        moves=[Move(entry.act, "", stage, entry.seq, entry.occurred, entry.actor.person)],
    )


def _city_add(_state: CityState, _entry: Entry) -> None:
    message = "a city is added once"
    raise ValueError(message)


def _unknown(state: CityState, entry: Entry) -> None:
    state.unknown[entry.seq] = entry.act


def _agency_add(state: CityState, entry: Entry) -> None:
    agency = _as(Agency, entry.body["agency"])
    state.agencies[agency.code] = agency


def _agency_end(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    code = str(body["code"])
    state.agencies[code] = msgspec.structs.replace(
        state.agencies[code],
        ended=date.fromisoformat(body["ended"]),
        successor=body.get("successor", ""),
    )


def _person_add(state: CityState, entry: Entry) -> None:
    person = _as(Person, entry.body["person"])
    person = msgspec.structs.replace(person, counts_from=None, earlier=())
    before = state.people.get(person.name)
    state.people[person.name] = before.followed_by(person, entry.occurred) if before else person


def _person_end(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    name = str(body["name"])
    state.people[name] = state.people[name].ended(date.fromisoformat(body["until"]))


def _submit(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    on_behalf = bool(body.get("on_behalf"))
    for part in body["worksheets"]:
        submission = _as(
            Submission,
            part,
            filler=body["filler"],
            file=body["file"],
            entry=entry.seq,
            by=entry.actor.person,
            day=entry.occurred,
            on_behalf=on_behalf,
            confirmed=not on_behalf,
        )
        state.submissions[submission.worksheet, submission.filler] = submission
        state.erased.pop((submission.worksheet, submission.filler), None)
        state.copies.setdefault((submission.worksheet, submission.filler), []).append(submission)
        state.nils.pop((submission.filler, submission.worksheet), None)


def _worksheet_confirm(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    key = (str(body["worksheet"]), str(body["filler"]))
    state.submissions[key] = msgspec.structs.replace(state.submissions[key], confirmed=True)


def _nil(state: CityState, entry: Entry) -> None:
    nil = _as(Nil, entry.body, entry=entry.seq, day=entry.occurred)
    state.nils[nil.agency, nil.worksheet] = nil


def _attend(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    state.attendance.append(
        _as(Attendance, body, day=body["date"], stage=state.stage, entry=entry.seq)
    )


def _present(state: CityState, entry: Entry) -> None:
    state.presentations.append(_as(Presentation, entry.body, entry=entry.seq, day=entry.occurred))


def _record(state: CityState, entry: Entry) -> None:
    state.records.append(_as(Record, entry.body, entry=entry.seq, stage=state.stage))
    state.recorded[entry.seq] = entry.occurred


def _decide(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    state.decisions.append(_as(Decision, body, entry=entry.seq, day=body["date"]))


def _sign_off(state: CityState, entry: Entry) -> None:
    state.sign_offs.append(
        _as(
            SignOff,
            entry.body,
            entry=entry.seq,
            day=entry.occurred,
            reason=entry.reason,
            basis=entry.actor.basis,
            key=_signing_key(state, entry),
        )
    )


def _signing_key(state: CityState, entry: Entry) -> str:
    """Return by which key an answer is signed, ``""`` where it is not.

    Whether the signature is good was seen by the act, and is seen again by ``audit verify``; here
    it must be over what the entry says, by a key that was registered at this point.
    """
    body: Body = entry.body
    person = state.people.get(str(body["person"]))
    if not body.get("signature") or person is None or not person.ssh_key:
        return ""
    # Loaded for signed answers only: most cities have none, and every command folds a city.
    from smartflow.fold.statement import earlier_answer, entry_statement, statement_digest
    from smartflow.history.ssh.key import ssh_fingerprint

    question = (str(body[field]) for field in ("person", "role", "stage", "to"))
    earlier = earlier_answer(state.sign_offs, *question)
    statement = entry_statement(entry, state.city, earlier)
    signed = statement_digest(statement) == body.get("statement")
    return ssh_fingerprint(person.ssh_key) if signed else ""


def _setting(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    value = body["value"]
    state.settings.setdefault(str(body["plugin"]), {})[str(body["key"])] = (
        tuple(value) if isinstance(value, list) else value
    )


def _select(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    state.selections.append(
        _as(
            Selection,
            body,
            reason=entry.reason,
            stage=state.stage,
            day=entry.occurred,
            entry=entry.seq,
        )
    )


def _issue(state: CityState, entry: Entry) -> None:
    state.issued.append(
        _as(
            Issued,
            entry.body,
            stage=state.stage,
            day=entry.occurred,
            by=entry.actor.person,
            entry=entry.seq,
        )
    )


def _waive(state: CityState, entry: Entry) -> None:
    waiver = _as(
        Waiver,
        entry.body,
        reason=entry.reason,
        requested_by=entry.actor.person,
        entry=entry.seq,
        basis=entry.actor.basis,
    )
    # Only a request that waited beyond its own last day can still be there.
    _replace_waiver(state, waiver, approved=False)


def _waive_approve(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    waiver = msgspec.structs.replace(
        state.waivers[int(body["waiver"])],
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


def _waive_withdraw(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    del state.waivers[int(body["waiver"])]


def _erase(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    for key, submission in tuple(state.submissions.items()):
        if submission.rows == body["digest"]:
            del state.submissions[key]
            state.erased[key] = ErasedCopy(submission, entry.seq, int(body.get("next", 1)))


def _advance(state: CityState, entry: Entry) -> None:
    if entry.body["result"] == "moved":
        _move(state, entry)
    else:
        state.refusals.append(entry.seq)


def _move(state: CityState, entry: Entry) -> None:
    body: Body = entry.body
    if body["from"] != state.stage:
        message = f"it leaves {body['from']}, and the city is in {state.stage}"
        raise ValueError(message)
    state.stage = str(body["to"])
    state.moves.append(
        Move(
            entry.act,
            str(body["from"]),
            state.stage,
            entry.seq,
            entry.occurred,
            entry.actor.person,
            entry.reason,
        )
    )


def _workflow_migrate(state: CityState, entry: Entry) -> None:
    """Follow another definition; what was done in a renamed stage belongs to it under its new name.

    Answers and decisions stay as they were given: they are bound to the old definition.
    """
    body: Body = entry.body
    before, renamed = _as(WorkflowPin, body["from"]), dict(body["stages"])
    if before != state.workflow or body["stage_from"] != state.stage:
        message = "it leaves another workflow or stage than the city has"
        raise ValueError(message)
    state.workflow = _as(WorkflowPin, body["workflow"])
    state.stage = str(body["stage"])
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


_CHANGES: dict[str, Callable[[CityState, Entry], None]] = {
    "city_add": _city_add,
    "agency_add": _agency_add,
    "agency_end": _agency_end,
    "person_add": _person_add,
    "person_end": _person_end,
    "submit": _submit,
    "worksheet_entry": _submit,
    "consolidate": _submit,
    "worksheet_confirm": _worksheet_confirm,
    "nil": _nil,
    "attend": _attend,
    "present": _present,
    "record": _record,
    "decide": _decide,
    "sign_off": _sign_off,
    "setting": _setting,
    "select": _select,
    "issue": _issue,
    "waive": _waive,
    "waive_approve": _waive_approve,
    "waive_withdraw": _waive_withdraw,
    "erase": _erase,
    "advance": _advance,
    "send_back": _move,
    "workflow_migrate": _workflow_migrate,
}
