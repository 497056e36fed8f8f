"""The machine that moves a city: one shared ``transitions`` Machine per workflow.

Each transition of the workflow is a trigger of its own, and so is each way back, so the library
itself refuses what the file does not allow. ``auto_transitions`` is off: its ``to_X()`` shortcuts
would lead past every gate. There are no guards and no callbacks in it: the gate decides first
(``gate``), the machine only knows what is possible, and nothing irreversible happens in it. The
library is imported when the first city moves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from smartflow.command import Command
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from transitions import Machine

    from smartflow.workflow.definition import Stage, Transition, Workflow

__all__ = [
    "IllegalMove",
    "earlier_stages",
    "machine_of",
    "move",
    "next_stages",
    "send_back",
    "transition_for",
]

_ADVANCE = "advance_to_"
_SEND_BACK = "send_back_to_"


class IllegalMove(BadInput):
    """A move that the workflow does not allow."""

    code = "illegal-move"


class _Place:
    """What the machine moves: something that is in a stage."""

    def __init__(self, state: str) -> None:
        self.state = state


def next_stages(workflow: Workflow, stage: str) -> tuple[str, ...]:
    """Return the keys of the stages to which a transition leads from ``stage``.

    Raises:
        UnknownStage: the workflow has no such stage.
    """
    workflow.stage(stage)
    return tuple(way.to for way in workflow.transitions_from(stage))


def earlier_stages(workflow: Workflow, stage: str) -> tuple[str, ...]:
    """Return the keys of the stages that stand before ``stage``, in the workflow's order.

    Raises:
        UnknownStage: the workflow has no such stage.
    """
    workflow.stage(stage)
    keys = workflow.stage_keys
    return keys[: keys.index(stage)]


def transition_for(workflow: Workflow, stage: str, to: str = "") -> Transition:
    """Return the transition from ``stage`` to ``to``.

    Args:
        workflow: The workflow.
        stage: The key of the stage in which the city is.
        to: The key of the stage that is wanted; ``""`` when there is only one way.

    Raises:
        UnknownStage: the workflow has no stage of either name.
        IllegalMove: there is no such transition, or none is named and there are several.
    """
    workflow.stage(stage)
    if to:
        workflow.stage(to)
    ways = workflow.transitions_from(stage)
    fitting = [way for way in ways if to in ("", way.to)]
    if len(fitting) == 1:
        return fitting[0]
    raise _ambiguous(workflow, stage) if fitting else _no_way(workflow, stage, to)


def move(workflow: Workflow, stage: str, to: str) -> str:
    """Move from ``stage`` to ``to`` along a transition and return the new stage.

    Raises:
        UnknownStage: the workflow has no stage of either name.
        IllegalMove: no transition leads there; the message says which ones there are.
    """
    transition_for(workflow, stage, to)
    return _fire(workflow, stage, _ADVANCE + to)


def send_back(workflow: Workflow, stage: str, to: str) -> str:
    """Move from ``stage`` back to the earlier stage ``to`` and return it.

    Raises:
        UnknownStage: the workflow has no stage of either name.
        IllegalMove: ``to`` is not earlier; the message says which ones are.
    """
    workflow.stage(to)
    if to not in earlier_stages(workflow, stage):
        raise _not_earlier(workflow, stage, to)
    return _fire(workflow, stage, _SEND_BACK + to)


# -- the library ------------------------------------------------------------------------------


def machine_of(workflow: Workflow) -> Machine:
    """Return the shared machine of ``workflow``; it is the same for equal stages and ways."""
    ways = tuple((way.from_, way.to) for way in workflow.transitions)
    return _machine(workflow.stage_keys, ways)


@lru_cache(maxsize=16)
def _machine(stages: tuple[str, ...], ways: tuple[tuple[str, str], ...]) -> Machine:
    from transitions import Machine

    machine = Machine(model=None, states=list(stages), initial=None, auto_transitions=False)
    for source, to in ways:
        # A way to a stage that is not there is lint's to name; it can never be asked for here.
        if {source, to} <= set(stages):
            machine.add_transition(_ADVANCE + to, source, to)
    for position, source in enumerate(stages):
        for to in stages[:position]:
            machine.add_transition(_SEND_BACK + to, source, to)
    return machine


def _fire(workflow: Workflow, stage: str, trigger: str) -> str:
    """Pull one trigger. The place is never registered, so that the shared machine stays as is."""
    place = _Place(stage)
    machine_of(workflow).events[trigger].trigger(place)
    return place.state


# -- refusals ---------------------------------------------------------------------------------


def _titles(workflow: Workflow, keys: tuple[str, ...]) -> Text:
    stages: list[Stage] = [workflow.stage(key) for key in keys]
    return Text(
        id=", ".join(f"'{stage.title.id}' ({stage.key})" for stage in stages),
        en=", ".join(f"'{stage.title.en}' ({stage.key})" for stage in stages),
    )


def _no_way(workflow: Workflow, stage: str, to: str) -> IllegalMove:
    here, ways = workflow.stage(stage).title, next_stages(workflow, stage)
    there = workflow.stage(to).title if to else None
    to_id = f" ke '{there.id}'" if there else ""
    to_en = f" to '{there.en}'" if there else ""
    possible = _titles(workflow, ways)
    if not ways:
        return IllegalMove(
            Text(
                id=f"Dari tahap '{here.id}' tidak ada jalan maju{to_id}: ini tahap terakhir.",
                en=f"There is no way forward from '{here.en}'{to_en}: it is the last stage.",
            ),
            _BACK_HINT,
            command=_BACK,
        )
    direct = to not in earlier_stages(workflow, stage)
    return IllegalMove(
        Text(
            id=f"Dari tahap '{here.id}' tidak ada jalan langsung{to_id}. Yang mungkin:"
            f" {possible.id}.",
            en=f"There is no direct way from '{here.en}'{to_en}. Possible: {possible.en}.",
        ),
        _EXAMPLE if direct else _BACK_HINT,
        command=_FORWARD.fill({"stage": ways[0]}) if direct else _BACK,
    )


def _ambiguous(workflow: Workflow, stage: str) -> IllegalMove:
    here, ways = workflow.stage(stage).title, next_stages(workflow, stage)
    possible = _titles(workflow, ways)
    return IllegalMove(
        Text(
            id=f"Dari tahap '{here.id}' ada beberapa jalan: {possible.id}.",
            en=f"There are several ways from '{here.en}': {possible.en}.",
        ),
        _EXAMPLE,
        command=_FORWARD.fill({"stage": ways[0]}),
    )


def _not_earlier(workflow: Workflow, stage: str, to: str) -> IllegalMove:
    here, there = workflow.stage(stage).title, workflow.stage(to).title
    earlier = earlier_stages(workflow, stage)
    if not earlier:
        return IllegalMove(
            Text(
                id=f"Tahap '{here.id}' adalah tahap pertama; tidak ada tahap sebelumnya.",
                en=f"'{here.en}' is the first stage; there is none before it.",
            ),
            Text(id="Lihat keadaannya: smartflow status", en="See where it is: smartflow status"),
        )
    possible = _titles(workflow, earlier)
    return IllegalMove(
        Text(
            id=f"'{there.id}' bukan tahap sebelum '{here.id}'. Yang mungkin: {possible.id}.",
            en=f"'{there.en}' is not before '{here.en}'. Possible: {possible.en}.",
        ),
        _EXAMPLE,
        command=_BACK.fill({"stage": earlier[-1]}),
    )


_EXAMPLE = Text(id="Contoh", en="For example")
_BACK_HINT = Text(id="Untuk kembali ke tahap sebelumnya", en="To go back to an earlier stage")
_FORWARD = Command.of("advance {city} --to {stage}")
_BACK = Command.of("send-back {city} {stage} --reason {reason}")
