"""What another definition asks of a stage is told, and nothing else is."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from smartflow.language import Text
from smartflow.workflow.definition import (
    Role,
    SignOffRequirement,
    Skip,
    Stage,
    Transition,
    Workflow,
)
from smartflow.workflow.transition_difference import stage_differences

T = Text.same("x")
WAY = Transition("a", "b", rules=("ISU",), sign_offs=(SignOffRequirement("team"),))
OLD = Workflow(
    key="w",
    version=1,
    title=T,
    initial="a",
    final=("b",),
    stages=(Stage("a", T, worksheets=("issues",)), Stage("b", T)),
    transitions=(WAY,),
    roles=(Role("team", T),),
)


def with_way(**changes: object) -> Workflow:
    """Return the definition with another transition."""
    way = msgspec.structs.replace(WAY, **changes)
    return msgspec.structs.replace(OLD, transitions=(way,))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (OLD, ()),
        (with_way(rules=("ISU", "RDY")), ("rule RDY is asked for now",)),
        (with_way(rules=()), ("rule ISU is not asked for any more",)),
        (with_way(skip=(Skip("ISU005", T),)), ("rule ISU005 is skipped now",)),
        (with_way(sign_offs=()), ("sign-off by team: 1 person → none",)),
        (
            with_way(sign_offs=(SignOffRequirement("team", 2, signed=True),)),
            ("sign-off by team: 1 person → 2 people, SSH-signed",),
        ),
        (with_way(minimum_score={"r": Decimal(3)}), ("least score r: - → 3",)),
        (with_way(to="c"), ("no way to b any more", "a new way to c")),
        (
            msgspec.structs.replace(
                OLD, stages=(Stage("a", T, worksheets=("swot",)), OLD.stages[1])
            ),
            ("worksheet swot is judged now", "worksheet issues is not judged any more"),
        ),
    ],
)
def test_each_change_is_told_once(new: Workflow, told: tuple[str, ...]) -> None:
    """In words, in both languages; turned round, the same things are told the other way."""
    found = stage_differences(OLD, "a", new, "a")
    assert tuple(one.en for one in found) == told
    assert all(one.id and one.id != one.en for one in found)
    assert len(stage_differences(new, "a", OLD, "a")) == len(told)


def test_a_renamed_target_is_the_same_way() -> None:
    """A way to a stage that is called otherwise neither comes nor goes."""
    new = with_way(to="c", sign_offs=(SignOffRequirement("team", 2),))
    found = stage_differences(OLD, "a", new, "a", {"b": "c"})
    assert [one.en for one in found] == ["sign-off by team: 1 person → 2 people"]


def test_minutes_in_place_of_a_signature_are_told() -> None:
    """What changes never reads the same before and after."""
    signed = with_way(sign_offs=(SignOffRequirement("team", signed=True),))
    either = with_way(sign_offs=(SignOffRequirement("team", signed=True, minutes=True),))
    (found,) = stage_differences(signed, "a", either, "a")
    assert found.en == "sign-off by team: 1 person, SSH-signed → 1 person, SSH-signed or by minutes"
