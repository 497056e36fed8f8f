"""``sign-off``: a person answers in a role, bound to exactly what was there to be signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.actions.answering import Answer, asked_of, note_earlier_day
from smartflow.actions.casework import Case, Draft, perform, post_of
from smartflow.actions.lookups import find_role, not_in_future, seal_file
from smartflow.actions.people import NobodySigns, signatory
from smartflow.actions.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace
    from smartflow.history.entry import Entry
    from smartflow.model import Person
    from smartflow.workflow.definition import Role

__all__ = ["NobodySigns", "NotInRole", "sign_off"]

_NOBODY = Text(
    id="Persetujuan diberikan oleh orang yang terdaftar, dan belum ada yang disebut.",
    en="A registered person signs off, and none was named.",
)


class NotInRole(BadInput):
    """The person does not hold the role on the day of the answer."""

    code = "not-in-role"


def sign_off(
    workspace: Workspace, city: str, role: str, answer: Answer, *, file: Path | None = None
) -> Entry:
    """Record an answer of the person who acts.

    Args:
        workspace: Where; its actor is the person who answers.
        city: The city's slug, name or code.
        role: The role in which the person answers, by key or title.
        answer: What the person answers; its day is that of the signature on paper. A paper may
            have been signed before its content was entered here; that is recorded, and warned of.
        file: The signed paper.

    Raises:
        NobodySigns: no registered person was named.
        NotInRole: the person does not hold the role on that day.
        NotAsked: the present stage does not ask this role.
        EmptyReason: it does not approve and gives no reason.
        FutureDay: the day is still to come.
    """
    blob = seal_file(file) if file is not None else None
    early: list[Text] = []

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        one = find_role(workflow, role)
        person = signatory(case.state, case.workspace.actor_name, _NOBODY)
        day = answer.day or case.today
        not_in_future(day, case.today, Text(id="Tanggal tanda tangan", en="The signing of"))
        _require_role(case, person, one, day)
        asked = asked_of(case, workflow, one, answer.to)
        early[:] = note_earlier_day(asked, day, Text(id="Tanda tangan", en="The signature"))
        return Draft(
            "sign_off",
            {
                "role": one.key,
                "person": person.name,
                "post": post_of(person),
                "answer": answer.outcome,
                "stage": case.state.stage,
                "to": asked.transition.to,
                "subject": asked.subject,
                "workflow": asked.workflow,
                "subject_day": asked.subject_day.isoformat(),
                "file": blob.digest if blob else "",
            },
            blobs=(blob,) if blob else (),
            reason=answer.why(),
            occurred=day,
            role=one.key,
        )

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(early)
    return entry


def _require_role(case: Case, person: Person, role: Role, day: date) -> None:
    slug = case.state.city.slug
    # Who was re-registered today signs today as what they are now, whatever they were this morning.
    changed_today = day == case.today == person.counts_from
    if person.held(role.key, day) and (role.key in person.roles or not changed_today):
        return
    if role.key not in person.roles:
        raise NotInRole(
            Text(
                id=f"{person.name} ({person.post}) tidak terdaftar sebagai {role.title.id}.",
                en=f"{person.name} ({person.post}) is not registered as {role.title.en}.",
            ),
            Text(
                id=f"Lihat peran setiap orang: smartflow person list {slug}",
                en=f"See everybody's roles: smartflow person list {slug}",
            ),
        )
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
