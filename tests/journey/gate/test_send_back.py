"""Tests of the act send_back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.lookups import EmptyReason
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.gate.send_back import MayNotSendBack, send_back
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import person_add
from smartflow.journey.register.person_end import person_end
from smartflow.model import City, Person
from smartflow.offices.storage.init import init
from smartflow.workflow.definition import UnknownStage
from smartflow.workflow.machine import IllegalMove

if TYPE_CHECKING:
    from collections.abc import Iterator


def _same(draft: Draft, _: object) -> Draft:
    return draft


@pytest.fixture
def ahead(workspace: Workspace) -> Workspace:
    """Return a workspace whose city is in the third stage."""
    for here, there in (("issue_analysis", "swot_tows"), ("swot_tows", "quick_win_selection")):
        draft = Draft("advance", {"result": "moved", "from": here, "to": there})
        perform(workspace, "kota", partial(_same, draft))
    return workspace


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace whose city is in the third stage and has no people."""
    clock = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    init(tmp_path / "tanpa", clock=clock, language="id")
    opened = open_workspace(tmp_path / "tanpa", clock=clock)
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "masterplan")
    for here, there in (("issue_analysis", "swot_tows"), ("swot_tows", "quick_win_selection")):
        draft = Draft("advance", {"result": "moved", "from": here, "to": there})
        perform(opened, "kota", partial(_same, draft))
    yield opened
    opened.close()


def test_a_role_of_the_workflow_sends_back_with_a_reason(ahead: Workspace) -> None:
    """The city is in the earlier stage, and the entry names role and reason."""
    ahead.actor_name = "Ani"
    entry = send_back(ahead, "kota", "Analisis isu daerah", reason=" Isu kurang ")
    assert (entry.actor.role, entry.reason) == ("team", "Isu kurang")
    assert read_case(ahead, "kota").state.stage == "issue_analysis"


def test_nobody_else_may(ahead: Workspace) -> None:
    """Neither the system's user nor somebody in another role."""
    for actor in ("", "Budi"):
        ahead.actor_name = actor
        with pytest.raises(MayNotSendBack) as refused:
            send_back(ahead, "kota", "issue_analysis", reason="x")
        assert refused.value.hint is not None
        assert "Ani" in refused.value.hint.id


def test_once_somebody_held_such_a_role_nobody_else_may(ahead: Workspace) -> None:
    """All who might have left: a successor is registered first, and the refusal says how."""
    person_end(ahead, "kota", "Ani", until=date(2026, 11, 23))
    for actor in ("", "Ani", "Budi"):
        ahead.actor_name = actor
        with pytest.raises(MayNotSendBack) as refused:
            send_back(ahead, "kota", "swot_tows", reason="x")
        assert refused.value.hint is not None
        assert "smartflow person add kota" in refused.value.hint.en
    person_add(ahead, "kota", Person("Cici", ("team",), "Ketua Tim"))
    ahead.actor_name = "Cici"
    assert send_back(ahead, "kota", "swot_tows", reason="x").actor.role == "team"


def test_while_nobody_ever_held_such_a_role_anybody_may(bare: Workspace) -> None:
    """A city that has just begun has no people yet."""
    assert send_back(bare, "kota", "swot_tows", reason="x").actor.role == ""


def test_who_lost_the_role_this_morning_sends_nothing_back(ahead: Workspace) -> None:
    """Of the day of a change both registrations count later, but who acts acts as what they are."""
    ahead.actor_name = "Ani"
    person_add(ahead, "kota", Person("Ani", ("secretariat",), "Sekretariat"))
    with pytest.raises(MayNotSendBack):
        send_back(ahead, "kota", "swot_tows", reason="x")


def test_only_to_an_earlier_stage_and_with_a_reason(ahead: Workspace) -> None:
    """The present stage, a later one, an unknown one and an empty reason are refused."""
    ahead.actor_name = "Ani"
    for stage in ("quick_win_selection", "adopted"):
        with pytest.raises(IllegalMove):
            send_back(ahead, "kota", stage, reason="x")
    with pytest.raises(UnknownStage):
        send_back(ahead, "kota", "entah", reason="x")
    with pytest.raises(EmptyReason):
        send_back(ahead, "kota", "swot_tows", reason="  ")
