"""What the acts on a waiver share: whom it is for, which one is meant, who may act.

A waiver (pengecualian) excuses one rule's findings for one subject, for a while. Two people make
one: who asks, and somebody else who approves. Must not write anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from smartflow.casework.fillers import find_agency, find_dimension, workflow_dimensions
from smartflow.casework.lookups import folded
from smartflow.casework.people import holds_role, signatory
from smartflow.errors import BadInput
from smartflow.history.acts import GivenWaiver
from smartflow.language import Text
from smartflow.workflow.waivers import is_approved

if TYPE_CHECKING:
    from datetime import date

    from smartflow.casework.casework import Case
    from smartflow.model import Person, Waiver
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import Workflow

ActOnWaiver = TypeVar("ActOnWaiver", bound=GivenWaiver)

__all__ = [
    "ANYTHING",
    "MayNotWaive",
    "NotInPost",
    "OwnWaiver",
    "SeveralWaivers",
    "Subject",
    "UnknownWaiver",
    "act_on",
    "approving_role",
    "called",
    "named_waiver",
    "require_approver",
    "require_in_post",
    "resolved",
    "waiting",
    "who_acts",
]


class UnknownWaiver(BadInput):
    """There is no such waiver in that state, or several are meant."""

    code = "unknown-waiver"
    says = Text(
        id="Tidak ada pengecualian dari {code} seperti itu.{there}",
        en="There is no such waiver of {code}.{there}",
    )
    next_step = Text(id="Lihat: smartflow check {slug}", en="See: smartflow check {slug}")


class SeveralWaivers(UnknownWaiver):
    """Several waivers fit."""

    says = Text(
        id="Ada beberapa pengecualian dari {code} yang cocok.",
        en="Several waivers of {code} fit.",
    )
    next_step = Text(id="Sebutkan salah satu: {choices}.", en="Name one of them: {choices}.")


class NotInPost(BadInput):
    """Whoever acts is registered, but not in post today."""

    code = "not-in-post"
    says = Text(
        id="{person} ({post}) tidak sedang menjabat pada {today}.",
        en="{person} ({post}) is not in post on {today}.",
    )
    next_step = Text(
        id="Lihat masa jabatannya: smartflow person list {slug}",
        en="See who is in post: smartflow person list {slug}",
    )


class MayNotWaive(BadInput):
    """Whoever acts may not approve or withdraw this waiver."""

    code = "may-not-waive"
    says = Text(
        id="{person} ({post}) tidak dapat menyetujui pengecualian; yang dapat: {titles}.",
        en="{person} ({post}) may not approve a waiver; these may: {titles}.",
    )
    next_step = Text(
        id="Lihat peran setiap orang: smartflow person list {slug}",
        en="See everybody's roles: smartflow person list {slug}",
    )


class OwnWaiver(MayNotWaive):
    """Whoever asked for a waiver does not approve it."""

    says = Text(
        id="{requested_by} sendiri yang meminta pengecualian dari {waiver}; yang menyetujui harus"
        " orang lain.",
        en="{requested_by} asked for the waiver of {waiver}; somebody else must approve it.",
    )
    next_step = Text.same("{advice}")


class Subject(msgspec.Struct, frozen=True):
    """Whom or what a waiver is for; all empty: whatever the rule finds.

    Attributes:
        agency: The agency's code or name.
        dimension: The dimension's key, code or name.
        row: The row's id, or its number in the sheet.
    """

    agency: str = ""
    dimension: str = ""
    row: str = ""


ANYTHING = Subject()
"""Whatever the rule finds."""


def resolved(case: Case, workflow: Workflow, registry: Registry, subject: Subject) -> Subject:
    """Return a subject with the agency by its code and the dimension by its key.

    Raises:
        UnknownAgency: there is no such agency.
        UnknownDimension: there is no such dimension.
    """
    agency, dimension = subject.agency.strip(), subject.dimension.strip()
    dimensions = workflow_dimensions(workflow, registry)
    return Subject(
        agency=find_agency(case.state, agency).code if agency else "",
        dimension=find_dimension(dimensions, dimension).key if dimension else "",
        row=subject.row.strip(),
    )


def called(waiver: Waiver) -> str:
    """Return a waiver's rule and subject: ``ISU001 (living, DINKES)``."""
    parts = ", ".join(part for part in waiver.subject[1:] if part)
    return f"{waiver.rule} ({parts})" if parts else waiver.rule


def act_on(waiver: Waiver, kind: type[ActOnWaiver]) -> ActOnWaiver:
    """Return an act on a waiver: which, and what it says, so that it reads alone."""
    return kind(
        waiver=waiver.entry,
        rule=waiver.rule,
        agency=waiver.agency,
        dimension=waiver.dimension,
        row=waiver.row,
        until=waiver.until,
    )


# -- who acts -------------------------------------------------------------------------------------


def who_acts(case: Case) -> Person:
    """Return the registered person who acts, who must be in post today.

    Raises:
        NobodySigns: nobody was named.
        UnknownPerson: nobody of that name is registered.
        NotInPost: the person is not in post today.
    """
    person = signatory(
        case.state,
        case.workspace.actor_name,
        Text(
            id="Pengecualian diminta dan disetujui oleh orang yang terdaftar, dan belum ada yang"
            " disebut.",
            en="Registered people ask for a waiver and approve it, and none was named.",
        ),
    )
    require_in_post(person, case)
    return person


def require_in_post(person: Person, case: Case) -> None:
    """Refuse whoever is not in post today.

    Raises:
        NotInPost: the person is not.
    """
    if person.in_post(case.today):
        return
    slug = case.state.city.slug
    raise NotInPost(person=person.name, post=person.post, today=case.today, slug=slug)


def approving_role(person: Person, workflow: Workflow, day: date) -> str | None:
    """Return the role in which ``person`` may approve waivers on ``day``, today; None if in none.

    It is ``""`` where the workflow names no role: then whoever is in post may.
    """
    roles = workflow.waiver.roles
    if not roles:
        return "" if person.in_post(day) else None
    return next((role for role in roles if holds_role(person, role, day, day)), None)


def require_approver(case: Case, workflow: Workflow, person: Person) -> str:
    """Return the role in which ``person`` approves, as :func:`approving_role` does.

    Unlike a send-back, nobody may while no one holds a role that the workflow names: a waiver
    opens a gate.

    Raises:
        MayNotWaive: the person holds none of the roles.
    """
    role = approving_role(person, workflow, case.today)
    if role is not None:
        return role
    titles = [workflow.role(key).title for key in workflow.waiver.roles]
    raise MayNotWaive(
        person=person.name, post=person.post, titles=Text.join(titles), slug=case.state.city.slug
    )


def waiting(case: Case, workflow: Workflow) -> tuple[Waiver, ...]:
    """Return the waivers that can be approved today: not lapsed, and not approved so as to count.

    An approval by somebody who, as is known by now, did not hold the role leaves one waiting.
    """
    people = case.state.people.values()
    return tuple(
        waiver
        for waiver in case.state.waivers.values()
        if case.today <= waiver.until and not is_approved(waiver, workflow, people)
    )


# -- which waiver ---------------------------------------------------------------------------------


def named_waiver(case: Case, rule: str, subject: Subject, among: Iterable[Waiver]) -> Waiver:
    """Return the one waiver that is meant; of several for one subject, the newest.

    Args:
        case: The city.
        rule: The rule's code, in any case.
        subject: Whom it is for, resolved. What is left out may be anything, as long as only one
            waiver fits; a waiver for exactly what was named goes first.
        among: Those that can be meant.

    Raises:
        UnknownWaiver: none fits, or several do; those that there are are listed.
    """
    known = sorted(among, key=lambda waiver: waiver.entry)
    fitting = [one for one in known if _fits(one, rule, subject)]
    wanted = (subject.agency, subject.dimension, subject.row)
    fitting = [one for one in fitting if one.subject[1:] == wanted] or fitting
    if fitting and len({one.subject for one in fitting}) == 1:
        return fitting[-1]
    slug, code = case.state.city.slug, rule.strip().upper()
    if fitting:
        choices = "; ".join(" ".join(_options(one)) for one in fitting)
        raise SeveralWaivers(code=code, choices=choices)
    there = ", ".join(called(one) for one in known)
    raise UnknownWaiver(
        code=code,
        there=Text(
            id=f" Yang ada: {there}." if there else "", en=f" There are: {there}." if there else ""
        ),
        slug=slug,
    )


def _fits(waiver: Waiver, rule: str, subject: Subject) -> bool:
    return (
        folded(waiver.rule) == folded(rule)
        and subject.agency in ("", waiver.agency)
        and subject.dimension in ("", waiver.dimension)
        and folded(subject.row) in ("", folded(waiver.row))
    )


def _options(waiver: Waiver) -> Iterable[str]:
    names = ("--agency", "--dimension", "--row")
    return (f"{name} {part}" for name, part in zip(names, waiver.subject[1:], strict=True) if part)
