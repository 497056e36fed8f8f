"""``send-back``: return a city to an earlier stage, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import need_reason
from smartflow.casework.people import find_person, holds_role
from smartflow.casework.pinned import find_stage, pinned_workflow
from smartflow.errors import BadInput
from smartflow.history.acts import SendBack
from smartflow.language import Text
from smartflow.workflow import machine

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Person
    from smartflow.workflow.definition import Workflow

__all__ = [
    "MayNotSendBack",
    "NobodySendsBack",
    "send_back",
]


class MayNotSendBack(BadInput):
    """The person who acts holds none of the roles that may send back."""

    code = "may-not-send-back"
    says = Text(
        id="{who} tidak dapat mengembalikan kota; yang dapat: {titles}.",
        en="{who} may not send a city back; these may: {titles}.",
    )
    next_step = Text.same("{advice}")


class NobodySendsBack(MayNotSendBack):
    """The workflow lets nobody send a city back."""

    says = Text(
        id="Alur kerja {workflow} tidak memberi siapa pun wewenang mengembalikan kota.",
        en="The workflow {workflow} lets nobody send a city back.",
    )
    next_step = Text(
        id="Lihat: smartflow workflow show {workflow}",
        en="See: smartflow workflow show {workflow}",
    )


def send_back(workspace: Workspace, city: str, stage: str, *, reason: str) -> Entry:
    """Return a city to an earlier stage.

    As long as nobody has ever been registered in a role that may send back, anybody may: a city
    that has just begun has no people yet. Once somebody has, only who holds such a role may; when
    all have left, a successor is registered first.

    Args:
        workspace: Where; its actor is the person who sends back.
        city: The city's slug, name or code.
        stage: The earlier stage, by key or title.
        reason: Why.

    Raises:
        UnknownStage: the workflow has no such stage.
        IllegalMove: the stage is not an earlier one.
        MayNotSendBack: the person holds none of the roles.
        EmptyReason: no reason was given.
    """
    why = need_reason(reason, Text(id="Mengembalikan kota", en="Sending a city back"))

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        target = find_stage(workflow, stage).key
        role = _role(case, workflow)
        to = machine.send_back(workflow, case.state.stage, target)
        return Draft.of(SendBack(from_=case.state.stage, to=to), reason=why, role=role)

    return perform(workspace, city, plan)


def _role(case: Case, workflow: Workflow) -> str:
    """Return the role in which the person sends back; ``""`` while nobody ever held one."""
    roles = workflow.send_back.roles
    if not roles:
        raise NobodySendsBack(workflow=workflow.key)
    people = tuple(case.state.people.values())
    if not any(_was(person, role) for person in people for role in roles):
        return ""
    name = case.workspace.actor_name
    person = find_person(case.state, name) if name else None
    if person is not None:
        for role in roles:
            if holds_role(person, role, case.today, case.today):
                return role
    raise _may_not(case, workflow, person.name if person else case.workspace.system_user())


def _was(person: Person, role: str) -> bool:
    """Say whether somebody is or was registered in a role, at whatever time."""
    return role in person.roles or any(role in before.roles for before in person.earlier)


def _may_not(case: Case, workflow: Workflow, who: str) -> MayNotSendBack:
    roles, slug = workflow.send_back.roles, case.state.city.slug
    titles = [workflow.role(role).title for role in roles]
    holders = [
        person.name
        for person in case.state.people.values()
        if any(holds_role(person, role, case.today, case.today) for role in roles)
    ]
    if holders:
        hint = Text(
            id=f'Tambahkan: --as "NAMA", misalnya --as "{holders[0]}"',
            en=f'Add: --as "NAME", such as --as "{holders[0]}"',
        )
    else:
        hint = Text(
            id="Semua yang berwenang sudah tidak menjabat; daftarkan penggantinya: smartflow person"
            f' add {slug} "NAMA" --role {roles[0]} --post "JABATAN"',
            en="All who might have left their posts; register a successor: smartflow person add"
            f' {slug} "NAME" --role {roles[0]} --post "POST"',
        )
    return MayNotSendBack(who=who, titles=Text.join(titles), advice=hint)
