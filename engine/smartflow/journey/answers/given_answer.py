"""What a person answers, before it is recorded: who, in which role, to which move, on which day.

Shared by ``sign-off`` and by the statement that is written to be signed, so that the two cannot
differ in a byte. Must not write anything.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import post_of
from smartflow.casework.lookups import find_role, not_in_future
from smartflow.casework.people import holds_role, signatory
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.fold.statement import Statement, earlier_answer
from smartflow.journey.answers.answering import Answer, Asked, asked_of
from smartflow.language import Text
from smartflow.model import Person
from smartflow.workflow.definition import Role

if TYPE_CHECKING:
    from smartflow.casework.casework import Case

__all__ = ["GivenAnswer", "NotInRole", "given_answer", "require_role", "statement_of"]

_NOBODY = Text(
    id="Persetujuan diberikan oleh orang yang terdaftar, dan belum ada yang disebut.",
    en="A registered person signs off, and none was named.",
)


class NotInRole(BadInput):
    """The person does not hold the role on the day of the answer."""

    code = "not-in-role"
    says = Text(
        id="{person} ({post}) tidak terdaftar sebagai {role}.",
        en="{person} ({post}) is not registered as {role}.",
    )
    next_step = Text(
        id="Lihat peran setiap orang: smartflow person list {slug}",
        en="See everybody's roles: smartflow person list {slug}",
    )


class GivenAnswer(msgspec.Struct, frozen=True):
    """An answer with what it is bound to.

    Attributes:
        person: Who answers.
        role: In which role.
        asked: What is answered.
        outcome: ``approve``, ``decline`` or ``request_changes``.
        reason: Why, or ``""``.
        day: The day of the answer.
    """

    person: Person
    role: Role
    asked: Asked
    outcome: str
    reason: str
    day: date


def given_answer(case: Case, role: str, answer: Answer) -> GivenAnswer:
    """Return what the person who acts answers, in the present stage.

    Args:
        case: The city; its workspace's actor is the person.
        role: The role, by key or title.
        answer: What is answered; without a day it is today's.

    Raises:
        NobodySigns: no registered person was named.
        NotAsked: the present stage does not ask this role.
        EmptyReason: it does not approve and gives no reason.
        FutureDay: the day is still to come.
    """
    workflow = pinned_workflow(case)
    one = find_role(workflow, role)
    person = signatory(case.state, case.workspace.actor_name, _NOBODY)
    day = answer.day or case.today
    not_in_future(day, case.today, Text(id="Tanggal tanda tangan", en="The signing of"))
    asked = asked_of(case, workflow, one, answer.to)
    return GivenAnswer(person, one, asked, answer.outcome, answer.why(), day)


def statement_of(case: Case, given: GivenAnswer) -> Statement:
    """Return the statement that an answer comes to."""
    way, role, person = given.asked.transition, given.role.key, given.person.name
    return Statement(
        log=case.log,
        city=case.state.city,
        stage=way.from_,
        to=way.to,
        role=role,
        person=person,
        post=post_of(given.person),
        answer=given.outcome,
        day=given.day,
        workflow=given.asked.workflow,
        subject=given.asked.subject,
        reason=given.reason,
        earlier=earlier_answer(case.state.sign_offs, person, role, way.from_, way.to),
    )


def require_role(case: Case, given: GivenAnswer) -> None:
    """Refuse an answer of somebody who does not hold the role on its day.

    Raises:
        NotInRole: the person is registered, but not in that role on that day.
    """
    person, role, day = given.person, given.role, given.day
    slug = case.state.city.slug
    if holds_role(person, role.key, day, case.today):
        return
    if role.key not in person.roles:
        raise NotInRole(person=person.name, post=person.post, role=role.title, slug=slug)
    first = person.since or person.counts_from
    term = {"since": first or "…", "until": person.until or "…", "day": day}
    raise NotInRole(
        Text(
            id="{who} bukan {role} pada {day} (masa jabatan {since} s.d. {until}).",
            en="{who} was not {role} on {day} ({since} to {until}).",
        ).fill({**term, "who": person.name, "role": role.title}),
        Text(
            id=f'Bila masa jabatannya keliru, perbaiki: smartflow person add {slug} "{person.name}"'
            f' --role {role.key} --post "{person.post}" --since TANGGAL',
            en=f"If those dates are wrong, correct them: smartflow person add {slug}"
            f' "{person.name}" --role {role.key} --post "{person.post}" --since DATE',
        ),
    )
