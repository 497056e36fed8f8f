"""From whom nothing has come in the present stage, and which waivers are about to lapse.

``status`` shows it in the morning, beside the due day. Runs no rule and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.fillers import Filler
from smartflow.model import Waiver
from smartflow.workflow.waivers import is_approved

if TYPE_CHECKING:
    from smartflow.casework.casework import Case
    from smartflow.plugin.objects import Rule
    from smartflow.workflow.definition import Workflow

__all__ = ["SOON", "Silence", "lapsing", "silence_of"]

SOON = 14
"""Days before its last day from when on a waiver is said to lapse soon."""

_RECORD_ONE = "present"
"""The command that records a presentation."""


class Silence(msgspec.Struct, frozen=True):
    """What has not come in a stage.

    Attributes:
        fillers: Who must answer and lacks at least one worksheet of the stage, each once.
        dimensions: Keys of the dimensions that have not presented in the stage; none where no
            rule of the stage asks for a presentation.
        waivers: The waivers in force that lapse within :data:`SOON` days, the first one first.
    """

    fillers: tuple[Filler, ...] = ()
    dimensions: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def agencies(self) -> tuple[Filler, ...]:
        """Those of ``fillers`` that are agencies."""
        return tuple(filler for filler in self.fillers if filler.per == "agency")


def silence_of(
    case: Case,
    workflow: Workflow,
    awaited: Iterable[tuple[Filler, ...]],
    rules: Iterable[Rule],
    waivers: Iterable[Waiver],
) -> Silence:
    """Return what has not come in the present stage.

    Args:
        case: The city.
        workflow: Its workflow.
        awaited: For each worksheet of the stage, who must still answer.
        rules: The rules of the stage. It asks for presentations where the command of one is to
            record them: what a stage ``presents`` may be presented, and need not be.
        waivers: The waivers of the city.
    """
    stage = workflow.stage(case.state.stage)
    asked = stage.presents and any(_RECORD_ONE in rule.fix_command.split()[:1] for rule in rules)
    heard = {one.dimension for one in case.state.presentations if one.stage == stage.key}
    return Silence(
        fillers=tuple(dict.fromkeys(filler for fillers in awaited for filler in fillers)),
        dimensions=tuple(key for key in workflow.dimensions if asked and key not in heard),
        waivers=lapsing(
            (one for one in waivers if is_approved(one, workflow, case.state.people.values())),
            case.today,
        ),
    )


def lapsing(waivers: Iterable[Waiver], today: date) -> tuple[Waiver, ...]:
    """Return the waivers whose last day is today or at most :data:`SOON` days off, by that day.

    Args:
        waivers: Approved waivers.
        today: The day, in the city's zone.
    """
    soon = (waiver for waiver in waivers if 0 <= (waiver.until - today).days <= SOON)
    return tuple(sorted(soon, key=lambda waiver: (waiver.until, waiver.entry)))
