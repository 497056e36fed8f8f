"""Who is silent: against what was recorded, and to the day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.pinned import pinned_workflow
from smartflow.clock import FixedClock
from smartflow.journey.gate.silence import SOON, Silence, lapsing
from smartflow.journey.gate.standing import standing_of
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.present import present
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Waiver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.casework.workspace import Workspace

TODAY = date(2026, 11, 24)
SIX = ("governance", "branding", "economy", "living", "society", "environment")


def silence(workspace: Workspace) -> Silence:
    """Return the silence of the city as ``status`` shows it."""
    return standing_of(read_case(workspace, "kota"), workspace.built_in_registry).silence


def record(workspace: Workspace, act: str, **body: object) -> int:
    """Record an act, whatever its command would say, and return its number."""
    return perform(workspace, "kota", lambda _: Draft(act, dict(body), reason="sebab")).seq


def to_stage(workspace: Workspace, *stages: str) -> None:
    """Let the city pass some stages, whatever the gate would say."""
    for before, after in pairwise(stages):
        record(workspace, "advance", result="moved", **{"from": before, "to": after})


def test_an_agency_is_silent_until_it_answers(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """Submitted or nil is an answer; an ended agency is never asked."""
    seen = [[filler.key for filler in silence(workspace).agencies]]
    nil(workspace, "kota", "DLH", "issues")
    seen.append([filler.key for filler in silence(workspace).agencies])
    file = table("a.csv", ("dimension", "issue", "location"), ("living", "Isu", "Talawi"))
    submit(workspace, "kota", [file], filler="DINKES")
    seen.append([filler.key for filler in silence(workspace).agencies])
    assert seen == [["DINKES", "DLH"], ["DINKES"], []]


def test_whoever_lacks_several_worksheets_is_named_once(workspace: Workspace) -> None:
    """In a stage with several worksheets each agency stands once."""
    to_stage(workspace, "issue_analysis", "swot_tows")
    fillers = silence(workspace).fillers
    assert len(fillers) == len({filler.key for filler in fillers})
    assert {filler.key for filler in fillers if filler.per == "agency"} == {"DINKES", "DLH"}


def test_nobody_merges_before_there_is_anything_merged(workspace: Workspace) -> None:
    """A consolidated sheet is awaited from nobody yet, every other from all who lack it."""
    to_stage(workspace, "issue_analysis", "swot_tows")
    case = read_case(workspace, "kota")
    sheets = standing_of(case, workspace.built_in_registry).sheets
    merged = [sheet for sheet in sheets if sheet.worksheet.consolidates]
    others = [sheet for sheet in sheets if not sheet.worksheet.consolidates]
    assert [(sheet.awaited, len(sheet.missing)) for sheet in merged] == [((), 6), ((), 6)]
    assert [sheet.awaited for sheet in others] == [sheet.missing for sheet in others]


def test_dimensions_present_where_a_rule_asks_for_it(workspace: Workspace) -> None:
    """Nobody is late where presenting is possible only; in the next stage all are, but one."""
    seen = [silence(workspace).dimensions]
    to_stage(workspace, "issue_analysis", "swot_tows")
    seen.append(silence(workspace).dimensions)
    present(workspace, "kota", "living", by="Ani")
    seen.append(silence(workspace).dimensions)
    assert seen == [(), SIX, tuple(key for key in SIX if key != "living")]


def test_a_presentation_counts_for_its_stage_alone(workspace: Workspace) -> None:
    """In the stage after it every dimension has to present again."""
    to_stage(workspace, "issue_analysis", "swot_tows")
    present(workspace, "kota", "living", by="Ani")
    to_stage(workspace, "swot_tows", "quick_win_selection")
    assert silence(workspace).dimensions == SIX


def test_a_waiver_is_shown_from_two_weeks_before_its_last_day(workspace: Workspace) -> None:
    """Only an approved one, from 14 days before to its last day, and not a day longer."""
    assert isinstance(workspace.clock, FixedClock)
    begun, until = workspace.clock.moment, (TODAY + timedelta(days=20)).isoformat()
    subject = {"rule": "ISU001", "agency": "", "dimension": "living", "row": ""}

    def shown(*ahead: int) -> dict[int, int]:
        found = {}
        for day in ahead:
            workspace.clock.moment = begun + timedelta(days=day)
            found[day] = len(silence(workspace).waivers)
        workspace.clock.moment = begun
        return found

    roles = pinned_workflow(read_case(workspace, "kota")).waiver.roles or ("team",)
    person = {"name": "Cici", "roles": list(roles), "post": "Pejabat"}
    record(workspace, "person_add", person=person)
    workspace.actor_name = "Ani"
    number = record(workspace, "waive", **subject, until=until)
    assert shown(6, 20) == {6: 0, 20: 0}
    workspace.actor_name = "Cici"
    record(workspace, "waive_approve", waiver=number, **subject, until=until)
    assert shown(0, 5, 6, 19, 20, 21) == {0: 0, 5: 0, 6: 1, 19: 1, 20: 1, 21: 0}


@given(st.lists(st.integers(-40, 40)))
def test_lapsing_is_a_window_sorted_by_its_end(offsets: list[int]) -> None:
    """The naive twin: look at each day of the window in turn."""
    waivers = [
        Waiver("R", "sebab", TODAY + timedelta(days=offset), "Ani", entry)
        for entry, offset in enumerate(offsets, start=1)
    ]
    days = [TODAY + timedelta(days=ahead) for ahead in range(SOON + 1)]
    expected = tuple(waiver for day in days for waiver in waivers if waiver.until == day)
    assert lapsing(waivers, TODAY) == expected
