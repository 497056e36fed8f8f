"""How the sign-offs of a transition stand: who has approved what is there now, and who has not.

An answer counts while what it was given for is unchanged: it binds the transition, the workflow
and the subject by their digests. Of each person only the newest answer in a role is looked at.
Nothing here voids an answer; it is only compared. Pure, and blind to what the roles mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.model import SignOffStatus
from smartflow.workflow.definition import SignOffRequirement, Transition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from smartflow.model import Decision, Dossier, Person, SignOff
    from smartflow.workflow.definition import Workflow

__all__ = ["Bound", "QuorumGap", "quorum_gaps", "sign_off_status"]


class Bound(msgspec.Struct, frozen=True):
    """What an answer must have been given for, to count now.

    Attributes:
        transition: The move that is asked about.
        subject: Digest of what is signed.
        workflow: Digest of the workflow.
        mover: The person who advances, whose own approval does not count; ``""`` for nobody.
    """

    transition: Transition
    subject: str
    workflow: str
    mover: str = ""


def sign_off_status(
    requirement: SignOffRequirement, workflow: Workflow, dossier: Dossier, bound: Bound
) -> SignOffStatus:
    """Say how one sign-off stands.

    It is met when nobody's newest answer is a refusal of what is there now, and either the body
    has approved that in its newest decision or at least ``quorum`` different people have. An
    answer counts only from somebody who held the role on the day of the answer. A body's approval
    needs as many members present as the quorum asks for; a body that decides has heard its
    members: what one of them refused before does not stand against it. Nor does the refusal of
    somebody who has left the role since, once a later approval answers it.

    Where signatures are asked for, an approval counts only by a key, one for each key, and minutes
    only if the workflow says so. A refusal counts without one too: it can only keep a gate shut.

    Args:
        requirement: The role, and how many people of it.
        workflow: Gives the role its title.
        dossier: The answers, decisions and people.
        bound: What they must have been given for.
    """
    role = next((role for role in workflow.roles if role.key == requirement.role), None)
    answers = [
        answer
        for answer in _newest(dossier.sign_offs, requirement.role, bound)
        if _held(answer, dossier.people)
    ]
    current = [answer for answer in answers if _is_current(answer, bound)]
    old = [answer for answer in answers if not _is_current(answer, bound)]
    accepted = [answer for answer in current if answer.key or not requirement.signed]
    approvals = [answer for answer in _approvals(accepted) if answer.person != bound.mover]
    if requirement.signed:
        approvals = _one_of_each_key(approvals)
    approved = tuple(answer.person for answer in approvals)
    word = _word_of_body(dossier.decisions, requirement, bound)
    declined = word.declined + tuple(
        f"{answer.person}: {answer.reason}" if answer.reason else answer.person
        for answer in current
        if answer.answer != "approve"
        and answer.entry > word.entry
        and not _succeeded(answer, approvals, dossier)
    )
    enough = word.entry > 0 or len(approved) >= requirement.quorum
    return SignOffStatus(
        role=requirement.role,
        title=role.title if role is not None else Text.same(requirement.role),
        quorum=requirement.quorum,
        approved=approved,
        outdated=tuple(answer.person for answer in _approvals(old)) + word.outdated,
        declined=declined,
        decision=word.entry,
        # A quorum below 1 is a fault of the file (lint says so); it never opens a gate.
        met=enough and not declined and requirement.quorum >= 1,
        body=role is not None and role.body and requirement.by_minutes,
        entries=tuple(answer.entry for answer in approvals),
        signed=requirement.signed,
        unsigned=tuple(a.person for a in _approvals(current) if a not in accepted),
    )


def _one_of_each_key(answers: Iterable[SignOff]) -> list[SignOff]:
    """Return the first answer by each key: one key is one person, whatever the names say."""
    first: dict[str, SignOff] = {}
    for answer in sorted(answers, key=lambda answer: answer.entry):
        first.setdefault(answer.key, answer)
    return sorted(first.values(), key=lambda answer: answer.person)


class _Word(msgspec.Struct, frozen=True):
    """What a body says in its newest decision: an entry, or minutes."""

    entry: int = 0
    outdated: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()


def _word_of_body(
    decisions: Iterable[Decision], requirement: SignOffRequirement, bound: Bound
) -> _Word:
    body, way = requirement.role, bound.transition
    newest = max(
        (d for d in decisions if (d.body, d.stage, d.to) == (body, way.from_, way.to)),
        key=lambda decision: decision.entry,
        default=None,
    )
    if newest is None:
        return _Word()
    minutes = (newest.number or body,)
    if not _is_current(newest, bound):
        return _Word(outdated=minutes if newest.outcome == "approve" else ())
    if newest.outcome == "approve" and not requirement.by_minutes:
        return _Word()
    if newest.outcome == "approve" and newest.present < requirement.quorum:
        # Fewer were there than must approve: minutes cannot speak for people who were not.
        return _Word(declined=(f"{minutes[0]} ({newest.present}/{requirement.quorum})",))
    return _Word(entry=newest.entry) if newest.outcome == "approve" else _Word(declined=minutes)


def _succeeded(refusal: SignOff, approvals: Iterable[SignOff], dossier: Dossier) -> bool:
    """Say whether whoever refused has left the role and somebody in it has approved since.

    Nobody can take back an answer in a role that they no longer hold; the successor's word counts.
    """
    still = any(
        person.name == refusal.person and person.held(refusal.role, dossier.as_of)
        for person in dossier.people
    )
    return not still and any(answer.entry > refusal.entry for answer in approvals)


def _approvals(answers: Iterable[SignOff]) -> list[SignOff]:
    return [answer for answer in answers if answer.answer == "approve"]


class QuorumGap(msgspec.Struct, frozen=True):
    """A sign-off that cannot be met by the people who are registered.

    Attributes:
        transition: The move that asks for it.
        requirement: The role, and how many people of it.
        title: The role's title.
        people: How many people hold the role on the day.
    """

    transition: Transition
    requirement: SignOffRequirement
    title: Text
    people: int


def quorum_gaps(workflow: Workflow, people: Iterable[Person], day: date) -> tuple[QuorumGap, ...]:
    """Return the sign-offs whose quorum exceeds the people who hold the role on ``day``.

    A body whose minutes count is left out: it can decide in a meeting, whoever is registered.
    """
    roles = {role.key: role for role in workflow.roles}
    known = tuple(people)
    held = {role: sum(person.held(role, day) for person in known) for role in roles}
    return tuple(
        QuorumGap(way, asked, roles[asked.role].title, held[asked.role])
        for way in workflow.transitions
        for asked in way.sign_offs
        if asked.role in roles
        and not (roles[asked.role].body and asked.by_minutes)
        and held[asked.role] < asked.quorum
    )


def _newest(answers: Iterable[SignOff], role: str, bound: Bound) -> list[SignOff]:
    """Return each person's newest answer in a role to this transition, sorted by name."""
    newest: dict[str, SignOff] = {}
    for answer in answers:
        if (answer.role, answer.stage, answer.to) != (
            role,
            bound.transition.from_,
            bound.transition.to,
        ):
            continue
        known = newest.get(answer.person)
        if known is None or known.entry < answer.entry:
            newest[answer.person] = answer
    return [newest[person] for person in sorted(newest)]


def _held(answer: SignOff, people: Iterable[Person]) -> bool:
    return any(
        person.name == answer.person and person.held(answer.role, answer.day) for person in people
    )


def _is_current(answer: SignOff | Decision, bound: Bound) -> bool:
    return answer.subject == bound.subject and answer.workflow == bound.workflow
