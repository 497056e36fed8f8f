"""Reading and writing a city: nothing is decided on what has changed meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import (
    Case,
    CityMoved,
    Draft,
    actor_of,
    perform,
    perform_if,
    post_of,
    read_case,
)
from smartflow.casework.people import UnknownPerson
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.register.city_add import city_add
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# 18:30 in UTC is already tomorrow in Sawahlunto (WIB, UTC+7).
EVENING = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with one city."""
    clock = FixedClock(EVENING)
    init(tmp_path, clock=clock, language="id")
    opened = open_workspace(tmp_path, clock=clock)
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "masterplan")
    yield opened
    opened.close()


def nil(worksheet: str) -> Draft:
    """Return an act that stands for any."""
    return Draft(act="nil", body={"agency": "A", "worksheet": worksheet})


def acts(workspace: Workspace) -> list[str]:
    """Return the worksheets for which nil was recorded, in order."""
    return [worksheet for _, worksheet in read_case(workspace, "kota").state.nils]


def test_the_day_is_the_citys_own(workspace: Workspace) -> None:
    """An act at 18:30 UTC happens on the next day in WIB; its moment stays in UTC."""
    entry = perform(workspace, "kota", lambda case: nil("issues"))
    assert (entry.occurred.isoformat(), entry.at) == ("2026-11-24", "2026-11-23T18:30:00.000000Z")


@pytest.mark.parametrize("name", ["kota", "KOTA", "Kota Contoh", "kota  contoh", "13.73"])
def test_a_city_is_named_by_slug_name_or_code(workspace: Workspace, name: str) -> None:
    """All of them mean the same city, in any case."""
    assert read_case(workspace, name).state.city.slug == "kota"


def test_an_act_is_planned_again_when_the_city_changed(workspace: Workspace) -> None:
    """The plan sees the newer city, and both acts are recorded in turn."""
    seen: list[int] = []

    def plan(case: Case) -> Draft:
        seen.append(case.head.seq)
        if len(seen) == 1:
            perform(workspace, "kota", lambda _: nil("swot"))
        return nil("issues")

    perform(workspace, "kota", plan)
    assert seen == [1, 2]
    assert acts(workspace) == ["swot", "issues"]


def test_an_act_gives_up_when_others_never_stop(workspace: Workspace) -> None:
    """It ends as a conflict (exit 5) that says that nothing was recorded."""

    def plan(case: Case) -> Draft:
        perform(workspace, "kota", lambda _: nil(f"other{case.head.seq}"))
        return nil("mine")

    with pytest.raises(CityMoved) as caught:
        perform(workspace, "kota", plan)
    assert caught.value.exit_code == 5
    assert "mine" not in acts(workspace)


def test_a_plan_that_wants_nothing_writes_nothing(workspace: Workspace) -> None:
    """No entry, no line in the log file."""
    before = workspace.log_file.read_bytes()
    assert perform_if(workspace, "kota", lambda case: None) is None
    assert workspace.log_file.read_bytes() == before


def test_an_act_without_a_name_is_the_system_users(workspace: Workspace) -> None:
    """It is recorded as claimed, with user and host."""
    actor = actor_of(read_case(workspace, "kota"))
    assert actor.person == workspace.system_user()
    assert actor.basis == f"claimed by {workspace.system_user()}"


def test_who_acts_must_be_registered(workspace: Workspace) -> None:
    """``--as`` with an unknown name is refused with the command that registers it."""
    workspace.actor_name = "Entah Siapa"
    with pytest.raises(UnknownPerson) as caught:
        perform(workspace, "kota", lambda case: nil("issues"))
    assert caught.value.hint is not None
    assert "person add kota" in caught.value.hint.en


@pytest.mark.parametrize(
    ("status", "post"),
    [("definitif", "Wali Kota"), ("pj", "Pj. Wali Kota"), ("plt", "Plt. Wali Kota")],
)
def test_an_acting_official_is_written_as_on_paper(status: str, post: str) -> None:
    """Pj., Plt. and Plh. stand before the post."""
    assert post_of(Person("X", ("head",), "Wali Kota", status=status)) == post


def test_a_log_file_that_cannot_be_written_undoes_nothing(workspace: Workspace) -> None:
    """The act stands, a warning says so, and the next act completes the file."""
    whole = workspace.log_file
    whole.unlink()
    whole.mkdir()
    perform(workspace, "kota", lambda case: nil("issues"))
    assert acts(workspace) == ["issues"]
    assert len(workspace.troubles) == 1
    whole.rmdir()
    perform(workspace, "kota", lambda case: nil("swot"))
    assert [line.count(b'"nil"') for line in whole.read_bytes().splitlines()] == [0, 1, 1]
