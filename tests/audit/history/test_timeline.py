"""The journey: its stays are the whole history, and late as ``status`` would have said."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from smartflow.audit.history.timeline import Journey, journey_of
from smartflow.casework.casework import Draft, perform, read_case, read_history
from smartflow.casework.pinned import pinned_workflow
from smartflow.clock import FixedClock
from smartflow.journey.gate.standing import standing_of

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace


def _same(draft: Draft, _: object) -> Draft:
    return draft


def act(workspace: Workspace, name: str, **body: object) -> None:
    """Record an act, whatever its command would say."""
    perform(workspace, "kota", partial(_same, Draft(name, dict(body))))


def move(workspace: Workspace, from_: str, to: str, result: str = "moved") -> None:
    """Advance, or be refused."""
    act(workspace, "advance", result=result, **{"from": from_, "to": to})


def wait(workspace: Workspace, days: int) -> None:
    """Let some days pass."""
    assert isinstance(workspace.clock, FixedClock)
    workspace.clock.moment += timedelta(days=days)


def journey(workspace: Workspace) -> Journey:
    """Return the city's journey up to now."""
    case = read_case(workspace, "kota")
    return journey_of(case, pinned_workflow(case), read_history(workspace, "kota").entries)


def travelled(workspace: Workspace) -> Journey:
    """Let the city go forth, be refused, be sent back and go forth again."""
    wait(workspace, 40)
    move(workspace, "issue_analysis", "swot_tows", "refused")
    move(workspace, "issue_analysis", "swot_tows")
    for dimension in ("living", "economy"):
        shown = {"dimension": dimension, "stage": "swot_tows", "by": "Ani", "worksheets": []}
        act(workspace, "present", **shown, digest="d")
    wait(workspace, 3)
    act(workspace, "send_back", **{"from": "swot_tows", "to": "issue_analysis"})
    wait(workspace, 30)
    return journey(workspace)


def test_the_stays_are_the_whole_history(workspace: Workspace) -> None:
    """Each begins where the one before ended, and the last is the present one."""
    found = travelled(workspace)
    assert [stay.stage.key for stay in found.stays] == [
        "issue_analysis", "swot_tows", "issue_analysis",
    ]  # fmt: skip
    assert [stay.left for stay in found.stays] == [*(s.entry for s in found.stays[1:]), 0]
    assert [stay.until for stay in found.stays] == [*(s.since for s in found.stays[1:]), None]
    assert len(found.days) == read_case(workspace, "kota").head.seq


def test_lateness_is_counted_to_the_end_of_each_stay(workspace: Workspace) -> None:
    """30 days are due: 40 were 10 too many, 3 are early, and on day 30 there is time."""
    assert [stay.late_by for stay in travelled(workspace).stays] == [10, 0, 0]
    wait(workspace, 1)
    last = journey(workspace).stays[-1]
    standing = standing_of(read_case(workspace, "kota"), workspace.built_in_registry)
    assert (last.late_by, last.since, last.due) == (1, standing.since, standing.due)
    assert standing.late_by == 1


def test_what_happened_stands_in_the_stay_in_which_it_did(workspace: Workspace) -> None:
    """A refusal before the move, presentations of one day as one event, the return at the end."""
    found = [
        [(event.kind, len(event.entries)) for event in stay.events]
        for stay in travelled(workspace).stays
    ]
    assert found == [[("refused", 1)], [("presented", 2), ("sent_back", 1)], []]
    assert journey(workspace).stays[1].count("presented") == 2
