"""The machine: only what the file allows, and never past a gate."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transitions import MachineError

from smartflow.workflow import (
    Catalogue,
    IllegalMove,
    Transition,
    UnknownStage,
    Workflow,
    earlier_stages,
    move,
    next_stages,
    send_back,
    transition_for,
)
from smartflow.workflow.machine import machine_of

KEYS = ("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval", "approved")


@pytest.fixture
def national(shipped: Catalogue) -> Workflow:
    """The national workflow."""
    return shipped.find("masterplan")


def test_every_pair_of_stages_moves_only_along_a_transition(national: Workflow) -> None:
    """Of all pairs exactly the transitions move; every other one is refused."""
    moved = set()
    for stage in national.stage_keys:
        for to in national.stage_keys:
            try:
                assert move(national, stage, to) == to
                moved.add((stage, to))
            except IllegalMove:
                continue
    assert moved == {(way.from_, way.to) for way in national.transitions}


def test_every_pair_of_stages_goes_back_only_to_an_earlier_one(national: Workflow) -> None:
    """Send-back leads to each earlier stage, the final one included, and nowhere else."""
    keys = national.stage_keys
    for place, stage in enumerate(keys):
        assert earlier_stages(national, stage) == keys[:place]
        for to in keys[:place]:
            assert send_back(national, stage, to) == to
        for to in keys[place:]:
            with pytest.raises(IllegalMove):
                send_back(national, stage, to)


def test_the_library_has_no_shortcut_past_a_gate(national: Workflow) -> None:
    """There is no ``to_X`` trigger, and every trigger is a way of the file or a way back."""
    events = machine_of(national).events
    assert [name for name in events if name.startswith("to_")] == []
    forward = {f"advance_to_{way.to}" for way in national.transitions}
    back = {f"send_back_to_{key}" for key in KEYS}
    assert set(events) == forward | back


def test_the_library_itself_refuses_a_wrong_trigger(national: Workflow) -> None:
    """Even past our own checks the machine does not move from a wrong stage."""

    class Place:
        state = "issue_analysis"

    place = Place()
    with pytest.raises(MachineError):
        machine_of(national).events["advance_to_approved"].trigger(place)
    assert place.state == "issue_analysis"


def test_one_machine_serves_all_cities(national: Workflow) -> None:
    """Moving cities leaves no trace in the shared machine."""
    machine = machine_of(national)
    for _ in range(3):
        move(national, "issue_analysis", "swot_tows")
    assert machine_of(national) is machine
    assert machine.models == []


def test_a_refusal_names_what_is_possible(national: Workflow) -> None:
    """The sentence says where one can go, the hint gives the command."""
    with pytest.raises(IllegalMove) as caught:
        move(national, "issue_analysis", "approved")
    assert caught.value.message.en == (
        "There is no direct way from 'Issue analysis' to 'Approved'."
        " Possible: 'SWOT-TOWS analysis' (swot_tows)."
    )
    assert caught.value.hint is not None
    assert "smartflow advance KOTA --to swot_tows" in caught.value.hint.id
    assert (caught.value.code, caught.value.exit_code) == ("illegal-move", 2)


def test_going_back_by_advance_points_to_send_back(national: Workflow) -> None:
    """Whoever advances to an earlier stage learns the right command."""
    with pytest.raises(IllegalMove) as caught:
        move(national, "swot_tows", "issue_analysis")
    assert caught.value.hint is not None
    assert "smartflow send-back" in caught.value.hint.en


def test_the_last_stage_has_no_way_forward(national: Workflow) -> None:
    """A city that has arrived is told so."""
    with pytest.raises(IllegalMove, match="it is the last stage"):
        transition_for(national, "adopted")


def test_the_first_stage_has_none_before_it(national: Workflow) -> None:
    """Sending back from the first stage is refused with that reason."""
    with pytest.raises(IllegalMove, match="is the first stage"):
        send_back(national, "issue_analysis", "issue_analysis")


def test_send_back_forward_names_the_earlier_ones(national: Workflow) -> None:
    """A later stage is no stage to send back to."""
    with pytest.raises(IllegalMove, match=r"Possible: 'Issue analysis' \(issue_analysis\)\."):
        send_back(national, "swot_tows", "approved")


@pytest.mark.parametrize("function", [move, send_back])
def test_an_unknown_stage_gets_a_suggestion(
    national: Workflow, function: Callable[[Workflow, str, str], str]
) -> None:
    """A slip in a stage's name is not an illegal move."""
    with pytest.raises(UnknownStage, match="Did you mean 'swot_tows'"):
        function(national, "approved", "swot_tow")


def test_several_ways_must_be_named(make_workflow: Callable[..., Workflow]) -> None:
    """With one way none need be named, with two the refusal lists both."""
    ways = (Transition(from_="a", to="b"), Transition(from_="a", to="c"))
    workflow = make_workflow("a", "b", "c", transitions=ways)
    assert transition_for(workflow, "a", "c") == ways[1]
    with pytest.raises(IllegalMove) as caught:
        transition_for(workflow, "a")
    assert "'B' (b), 'C' (c)" in caught.value.message.en


STAGES = ("a", "b", "c", "d", "e")
WAYS = st.sets(st.tuples(st.sampled_from(STAGES), st.sampled_from(STAGES)), max_size=8)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=WAYS, walk=st.lists(st.sampled_from(STAGES), max_size=10))
def test_a_walk_is_a_path_of_the_graph(
    make_workflow: Callable[..., Workflow], ways: set[tuple[str, str]], walk: list[str]
) -> None:
    """Whatever is tried, the stages passed form a path of the file's graph (the naive twin)."""
    transitions = tuple(Transition(from_=a, to=b) for a, b in sorted(ways))
    workflow = make_workflow(*STAGES, transitions=transitions)
    place = twin = "a"
    for to in walk:
        try:
            place = move(workflow, place, to)
        except IllegalMove:
            assert to not in next_stages(workflow, place)
        twin = to if (twin, to) in ways else twin
        assert place == twin
