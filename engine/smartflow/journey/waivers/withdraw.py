"""``waive --withdraw``: a waiver, or the request for one, counts no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.history.acts import WaiveWithdraw
from smartflow.journey.waivers.waivers import (
    ANYTHING,
    Subject,
    act_on,
    named_waiver,
    require_approver,
    resolved,
    who_acts,
)

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = ["waive_withdraw"]


def waive_withdraw(
    workspace: Workspace,
    city: str,
    rule: str,
    subject: Subject = ANYTHING,
    *,
    reason: str = "",
) -> Entry:
    """Withdraw a waiver: one that waits, counts, or has lapsed.

    Who asked for it may, and whoever may approve one.

    Args:
        workspace: Where; its actor is the person who withdraws.
        city: The city's slug, name or code.
        rule: The rule's code.
        subject: Whom the waiver is for, as far as is needed to tell it from others; of two for the
            same, the newer request is withdrawn.
        reason: Why, if said.

    Raises:
        NobodySigns: no registered person was named.
        NotInPost: the person is not in post today.
        UnknownWaiver: there is no such waiver, or there are several.
        MayNotWaive: the person neither asked for it nor may approve it.
    """

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        person = who_acts(case)
        meant = resolved(case, workflow, registry_of(case, workflow), subject)
        waiver = named_waiver(case, rule, meant, case.state.waivers.values())
        own = person.name == waiver.requested_by
        role = "" if own else require_approver(case, workflow, person)
        return Draft.of(act_on(waiver, WaiveWithdraw), reason=reason.strip(), role=role)

    return perform(workspace, city, plan)
