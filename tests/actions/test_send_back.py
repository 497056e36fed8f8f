"""Tests of the act send_back."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from smartflow.actions.casework import Draft, perform, read_case
from smartflow.actions.lookups import EmptyReason
from smartflow.actions.person_end import person_end
from smartflow.actions.send_back import MayNotSendBack, send_back
from smartflow.actions.workspace import Workspace
from smartflow.workflow.definition import UnknownStage
from smartflow.workflow.machine import IllegalMove


def _same(draft: Draft, _: object) -> Draft:
    return draft


@pytest.fixture
def ahead(workspace: Workspace) -> Workspace:
    """Return a workspace whose city is in the third stage."""
    for here, there in (("issue_analysis", "swot_tows"), ("swot_tows", "quick_win_selection")):
        draft = Draft("advance", {"result": "moved", "from": here, "to": there})
        perform(workspace, "kota", partial(_same, draft))
    return workspace


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


def test_while_nobody_holds_such_a_role_anybody_may(ahead: Workspace) -> None:
    """A city whose only team member has left is not stuck."""
    person_end(ahead, "kota", "Ani", until=date(2026, 11, 23))
    assert send_back(ahead, "kota", "swot_tows", reason="x").actor.role == ""


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
