"""``waive --approve``: somebody else than who asked approves a waiver, and it begins to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.history.acts import WaiveApprove
from smartflow.history.entries.entry import read_basis
from smartflow.journey.waivers.waivers import (
    ANYTHING,
    MayNotWaive,
    OwnWaiver,
    Subject,
    act_on,
    approving_role,
    called,
    named_waiver,
    require_approver,
    resolved,
    waiting,
    who_acts,
)
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.model import Waiver
    from smartflow.workflow.definition import Workflow

__all__ = ["waive_approve"]


def waive_approve(
    workspace: Workspace,
    city: str,
    rule: str,
    subject: Subject = ANYTHING,
    *,
    reason: str = "",
) -> Entry:
    """Approve a waiver that waits; one in force for the same subject is replaced.

    That one user of one computer recorded both the request and the approval is said in both
    entries, and warned of: who somebody is, is claimed, not proved.

    Args:
        workspace: Where; its actor is the person who approves.
        city: The city's slug, name or code.
        rule: The rule's code.
        subject: Whom the waiver is for, as far as is needed to tell it from others that wait.
        reason: What there is to say, if anything.

    Raises:
        NobodySigns: no registered person was named.
        NotInPost: the person is not in post today.
        UnknownWaiver: no such waiver waits for an approval, or several do.
        MayNotWaive: the person asked for it, or holds none of the roles that may approve.
    """
    same_user: list[Text] = []

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        person = who_acts(case)
        meant = resolved(case, workflow, registry_of(case, workflow), subject)
        waiver = named_waiver(case, rule, meant, waiting(case, workflow))
        if person.name == waiver.requested_by:
            raise _own(case, workflow, waiver)
        role = require_approver(case, workflow, person)
        same_user[:] = _note_same_user(case, waiver)
        return Draft.of(act_on(waiver, WaiveApprove), reason=reason.strip(), role=role)

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(same_user)
    return entry


def _own(case: Case, workflow: Workflow, waiver: Waiver) -> MayNotWaive:
    others = [
        person.name
        for person in case.state.people.values()
        if person.name != waiver.requested_by
        and approving_role(person, workflow, case.today) is not None
    ]
    slug = case.state.city.slug
    if others:
        hint = Text(
            id=f'Tambahkan: --as "NAMA", misalnya --as "{others[0]}"',
            en=f'Add: --as "NAME", such as --as "{others[0]}"',
        )
    else:
        hint = Text(
            id=f'Daftarkan orang lain dulu: smartflow person add {slug} "NAMA" --role PERAN'
            ' --post "JABATAN"',
            en=f'Register somebody else first: smartflow person add {slug} "NAME" --role ROLE'
            ' --post "POST"',
        )
    return OwnWaiver(requested_by=waiver.requested_by, waiver=called(waiver), advice=hint)


def _note_same_user(case: Case, waiver: Waiver) -> tuple[Text, ...]:
    """Return a warning when one computer user stands behind both people."""
    user = case.workspace.system_user()
    basis = read_basis(waiver.basis)
    if not basis.claimed or basis.account != user:
        return ()
    return (
        Text(
            id="Peringatan: permintaan dan persetujuan pengecualian ini dicatat oleh pengguna"
            f" komputer yang sama ({user}), dan itu tercatat.",
            en=f"Warning: one user of this computer ({user}) recorded both the request and the"
            " approval of this waiver, and that is on record.",
        ),
    )
