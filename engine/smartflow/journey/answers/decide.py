"""``decide``: a body has met and decided; its signed minutes are recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import find_role, not_in_future, seal_file
from smartflow.casework.pinned import pinned_workflow
from smartflow.errors import BadInput
from smartflow.history.acts import Decide
from smartflow.journey.answers.answering import Answer, asked_of, note_earlier_day, signature_asked
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.workflow.definition import Workflow

__all__ = ["BadCount", "Meeting", "NotABody", "decide"]


class NotABody(BadInput):
    """The role is not a body that decides in meetings."""

    code = "not-a-body"
    says = Text(
        id="{title} bukan badan yang memutuskan dalam rapat.",
        en="{title} is not a body that decides in meetings.",
    )
    next_step = Text(
        id="Badan dalam alur kerja ini: {bodies}. Orang memberi persetujuan dengan: smartflow"
        " sign-off",
        en="The bodies of this workflow: {bodies}. A person answers with: smartflow sign-off",
    )


class BadCount(BadInput):
    """More members are said to have been present than there are, or none."""

    code = "bad-count"
    says = Text(
        id="Yang hadir {present} dari {members} anggota: tidak mungkin.",
        en="{present} of {members} members present: that cannot be.",
    )
    next_step = Text(
        id="Periksa --present dan --of pada berita acara.",
        en="Check --present and --of in the minutes.",
    )


class Meeting(msgspec.Struct, frozen=True):
    """What the minutes say of a meeting.

    Attributes:
        present: How many members were present.
        members: How many members the body has.
        number: The number of the minutes (berita acara).
    """

    present: int
    members: int
    number: str = ""


def decide(  # noqa: PLR0913  what the minutes hold, and where they are recorded
    workspace: Workspace, city: str, body: str, meeting: Meeting, answer: Answer, *, file: Path
) -> Entry:
    """Record what a body decided; an approval satisfies the body's sign-off.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        body: A role of the workflow that is a body, by key or title.
        meeting: Who was there, and the number of the minutes.
        answer: What was decided; its day is that of the meeting.
        file: The signed minutes.

    Raises:
        NotABody: the role is not a body.
        BadCount: nobody was present, or more than there are members.
        NotAsked: the present stage does not ask this body.
        SignatureAsked: the workflow asks its members for signatures, and lets no minutes count.
        EmptyReason: it does not approve and gives no reason.
        FutureDay: the meeting is still to come.
    """
    blob = seal_file(file)
    early: list[Text] = []

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        role = find_role(workflow, body)
        if not role.body:
            raise _not_a_body(workflow, role.title)
        _require_count(meeting)
        day = answer.day or case.today
        not_in_future(day, case.today, Text(id="Rapat tanggal", en="The meeting of"))
        asked = asked_of(case, workflow, role, answer.to)
        if not asked.need.by_minutes:
            raise signature_asked(case, role)
        early[:] = note_earlier_day(asked, day, Text(id="Rapat", en="The meeting"))
        return Draft.of(
            Decide(
                body=role.key,
                outcome=answer.outcome,
                present=meeting.present,
                members=meeting.members,
                day=day,
                number=" ".join(meeting.number.split()),
                file=blob.digest,
                stage=case.state.stage,
                to=asked.transition.to,
                subject=asked.subject,
                workflow=asked.workflow,
                subject_day=asked.subject_day,
            ),
            blobs=(blob,),
            reason=answer.why(),
            occurred=day,
        )

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(early)
    return entry


def _require_count(meeting: Meeting) -> None:
    present, members = meeting.present, meeting.members
    if not 1 <= present <= members:
        raise BadCount(present=present, members=members)


def _not_a_body(workflow: Workflow, title: Text) -> NotABody:
    bodies = ", ".join(role.key for role in workflow.roles if role.body) or "-"
    return NotABody(title=title, bodies=bodies)
