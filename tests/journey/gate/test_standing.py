"""Tests of how a city stands, of reminders, rankings, scores and the doctor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.workspace import Workspace
from smartflow.clock import FixedClock
from smartflow.journey.gate.remind import remind
from smartflow.journey.gate.standing import standing_of
from smartflow.journey.ranking.scores import rank, scores
from smartflow.journey.ranking.select import select
from smartflow.journey.worksheets.nil import nil
from smartflow.journey.worksheets.submit import submit
from smartflow.offices.doctor.doctor import doctor
from smartflow.plugin.registry import Registry

if TYPE_CHECKING:
    import pytest


def _same(draft: Draft, _: object) -> Draft:
    return draft


def test_ended_agencies_are_not_awaited(workspace: Workspace) -> None:
    """The stage's worksheet is awaited from the agencies that exist and have not answered."""
    nil(workspace, "kota", "DLH", "issues")
    standing = standing_of(read_case(workspace, "kota"), workspace.registry)
    sheet = standing.sheets[0]
    assert [filler.key for filler in sheet.missing] == ["DINKES"]
    assert [filler.key for filler in sheet.nil] == ["DLH"]
    assert (standing.since, standing.due) == (date(2026, 11, 24), date(2026, 12, 24))


def test_lateness_is_counted_from_the_due_day(workspace: Workspace) -> None:
    """On the due day there is time; the day after it is late by one."""
    assert isinstance(workspace.clock, FixedClock)
    begun = workspace.clock.moment
    late = []
    for days in (30, 31):
        workspace.clock.moment = begun + timedelta(days=days)
        late.append(standing_of(read_case(workspace, "kota"), workspace.registry).late_by)
    assert late == [0, 1]


def test_a_city_stands_without_any_plugin(workspace: Workspace) -> None:
    """With no plugin at all the stage, the sign-offs and the sheets' keys are known."""
    standing = standing_of(read_case(workspace, "kota"), Registry())
    assert (standing.stage.key, standing.unknown, standing.sheets) == (
        "issue_analysis", ("issues",), (),
    )  # fmt: skip
    assert [(move.to, [s.role for s in move.sign_offs]) for move in standing.moves] == [
        ("swot_tows", ["team"])
    ]


def test_a_dimension_of_a_plugin_that_is_not_run_is_awaited_too(workspace: Workspace) -> None:
    """Every dimension of the workflow is counted; one that nobody here knows goes by its key."""
    known = workspace.registry
    issues = known.worksheets["issues"]
    registry = replace(
        known,
        dimensions={key: one for key, one in known.dimensions.items() if key != "living"},
        worksheets={"issues": replace(issues, value=replace(issues.value, per="dimension"))},
    )
    standing = standing_of(read_case(workspace, "kota"), registry)
    (sheet,) = standing.sheets
    assert tuple(filler.key for filler in sheet.missing) == standing.workflow.dimensions
    assert [f.title for f in sheet.missing if f.key == "living"] == ["living"]


def test_refusals_count_for_the_present_stage_only(workspace: Workspace) -> None:
    """What was refused before the city moved on is past."""
    refused = {"result": "refused", "from": "issue_analysis", "to": "swot_tows"}
    moved = {**refused, "result": "moved"}
    seen = []
    for body in (refused, refused, moved):
        draft = Draft("advance", dict(body))
        perform(workspace, "kota", partial(_same, draft))
        seen.append(standing_of(read_case(workspace, "kota"), workspace.registry).refusals)
    assert seen == [1, 2, 0]


def test_the_reminder_names_people_of_the_agency(workspace: Workspace) -> None:
    """Those who must answer come first, with whoever speaks for them today."""
    person = {"person": {"name": "Cici", "roles": ["team"], "post": "Kadis", "agencies": ["DLH"]}}
    perform(workspace, "kota", lambda _: Draft("person_add", person))
    late = remind(workspace, "kota").late
    assert [(one.key, one.required, one.people) for one in late] == [
        ("DINKES", True, ()),
        ("DLH", True, ("Cici",)),
    ]


def test_candidates_are_ranked_by_score_and_shown_as_chosen(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """The best is first, equal scores share a place, and the choice is marked."""
    file = table("qw.csv", ("Kode", "Nama program"), ("QW1", "Satu"), ("QW2", "Dua"))
    submit(workspace, "kota", [file], filler="living")
    select(workspace, "kota", "quick_wins", ("living/2",))
    ranking = rank(workspace, "kota", "quick_wins")
    values = [
        one.score.value for one in ranking.ranked if one.score and one.score.value is not None
    ]
    assert values == sorted(values, reverse=True)
    assert {one.row.id: one.selected for one in ranking.ranked} == {
        "living/quick_wins/1": False,
        "living/quick_wins/2": True,
    }
    assert {one.place for one in ranking.ranked} == {1}
    assert ranking.faults == ()


def test_scores_are_those_of_the_stage(workspace: Workspace) -> None:
    """Each dimension has its readiness, and no rule failed."""
    found = scores(workspace, "kota").scores
    assert {score.subject for score in found} >= {"living", "environment"}
    assert [score.fault for score in found if score.fault] == []


def test_the_doctor_examines_without_writing(workspace: Workspace) -> None:
    """A sound workspace is good throughout, and its files are as they were."""
    before = {p.name: p.read_bytes() for p in workspace.root.iterdir() if p.is_file()}
    found = doctor(workspace.root, clock=workspace.clock)
    assert [(one.subject.en, one.found.en) for one in found if one.state != "good"] == []
    assert {p.name: p.read_bytes() for p in workspace.root.iterdir() if p.is_file()} == before


def test_the_doctor_names_what_is_no_workspace(tmp_path: Path) -> None:
    """A folder that was named and is no workspace is a fault; the rest is examined all the same."""
    found = doctor(tmp_path, clock=FixedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    assert [one.exit_code for one in found if one.state == "fault"] == [2]
    assert len(found) >= 3


def test_the_doctor_outside_any_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    """Without a workspace around it that is only worth a look."""
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    states = {one.state for one in doctor(None, clock=workspace.clock)}
    assert states == {"good", "look"}
