"""Which findings a waiver covers, and how every waiver of a city stands.

A waiver is for one rule and one subject; it counts from its approval by somebody else to the end
of its last day. It never covers an ``error``: nobody knows what a rule that did not run would
have found. Pure, and the one place in which a waiver is applied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.model import Waiver, WaiverStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from smartflow.model import Dossier, Person, Result, WaiverState
    from smartflow.workflow.definition import Workflow

__all__ = ["is_approved", "waive"]


def waive(
    results: Iterable[Result], workflow: Workflow, dossier: Dossier
) -> tuple[tuple[Result, ...], tuple[WaiverStatus, ...]]:
    """Apply the waivers of a city to what its rules found.

    Args:
        results: What the rules said.
        workflow: Says who may approve a waiver.
        dossier: The waivers, the people and the day.

    Returns:
        The results in the same order, those that a waiver in force covers as ``waived``; and how
        each waiver stands, in the order of their requests.
    """
    found = tuple(results)
    if not dossier.waivers:
        return found, ()
    in_force = [one for one in dossier.waivers if _in_force(one, workflow, dossier)]
    statuses = [
        _status(one, found, dossier.as_of, in_force=one in in_force) for one in dossier.waivers
    ]
    statuses.sort(key=lambda status: status.entry)
    return tuple(_waived(result, in_force) for result in found), tuple(statuses)


def is_approved(waiver: Waiver, workflow: Workflow, people: Iterable[Person]) -> bool:
    """Say whether somebody else has approved a waiver, in a role that the workflow asks for.

    Args:
        waiver: The waiver.
        workflow: Where it names roles, the approval must be by somebody who held one of them on
            the day of the approval, by what is known of the people now.
        people: Everybody who was ever registered.
    """
    if waiver.approved_by in ("", waiver.requested_by):
        return False
    roles, day = workflow.waiver.roles, waiver.approved_on
    return not roles or any(
        person.name == waiver.approved_by and day is not None and person.held(role, day)
        for person in people
        for role in roles
    )


def _in_force(waiver: Waiver, workflow: Workflow, dossier: Dossier) -> bool:
    return dossier.as_of <= waiver.until and is_approved(waiver, workflow, dossier.people)


def _waived(result: Result, in_force: Sequence[Waiver]) -> Result:
    covering = [waiver for waiver in in_force if _covers(waiver, result)]
    if not covering:
        return result
    lasting = max(covering, key=lambda waiver: (waiver.until, waiver.entry))
    return msgspec.structs.replace(result, status="waived", waiver=lasting.entry)


def _covers(waiver: Waiver, result: Result) -> bool:
    return (
        result.status == "fail"
        and waiver.rule == result.rule
        and waiver.agency in ("", result.agency)
        and waiver.dimension in ("", result.dimension)
        and waiver.row in ("", result.row)
    )


def _status(
    waiver: Waiver, results: Iterable[Result], as_of: date, *, in_force: bool
) -> WaiverStatus:
    covers = sum(1 for result in results if _covers(waiver, result))
    state: WaiverState = "used" if covers else "unused"
    if as_of > waiver.until:
        state, covers = "lapsed", 0
    elif not in_force:
        state = "waiting"
    return WaiverStatus(
        rule=waiver.rule,
        state=state,
        until=waiver.until.isoformat(),
        reason=waiver.reason,
        requested_by=waiver.requested_by,
        entry=waiver.entry,
        agency=waiver.agency,
        dimension=waiver.dimension,
        row=waiver.row,
        approved_by=waiver.approved_by,
        approval=waiver.approval,
        covers=covers,
    )
