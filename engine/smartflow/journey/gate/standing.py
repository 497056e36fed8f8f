"""How a city stands: its stage, what has come in, who is late, who has signed.

Needs only what the history holds and, for the titles and fillers of worksheets, the built-in
plugins: ``status`` works beside any broken plugin.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.fillers import Filler, fillers_of
from smartflow.casework.outside import Outside, outside_of
from smartflow.casework.pinned import pinned_workflow, workflow_ref
from smartflow.casework.watching import tell_of_erased
from smartflow.fold.subject import subject_digest
from smartflow.journey.gate.check import dossier_of
from smartflow.journey.gate.silence import Silence, silence_of
from smartflow.language import Text
from smartflow.model import Dimension, Dossier, Result, SignOffStatus, Worksheet
from smartflow.plugin.registry import Registry
from smartflow.plugin.running.guard import run_rules
from smartflow.workflow.definition import Stage, Transition, Workflow
from smartflow.workflow.sign_offs import Bound, sign_off_status

if TYPE_CHECKING:
    from smartflow.casework.casework import Case

__all__ = ["Move", "SheetStanding", "Standing", "standing_of"]


class SheetStanding(msgspec.Struct, frozen=True):
    """How one worksheet of the present stage stands.

    Attributes:
        worksheet: The worksheet.
        submitted: Who has submitted it.
        nil: Which agencies said nil.
        unconfirmed: For whom it was typed and not yet confirmed.
        missing: Who must still answer.
        silent: Who has not answered and need not (their silence is at most a warning).
    """

    worksheet: Worksheet
    submitted: tuple[Filler, ...]
    nil: tuple[Filler, ...]
    unconfirmed: tuple[Filler, ...]
    missing: tuple[Filler, ...]
    silent: tuple[Filler, ...]

    @property
    def awaited(self) -> tuple[Filler, ...]:
        """Who is asked for it now: nobody merges before there is anything merged at all."""
        return () if self.worksheet.consolidates and not self.submitted else self.missing


class Move(msgspec.Struct, frozen=True):
    """One move out of the present stage and how its sign-offs stand."""

    to: str
    sign_offs: tuple[SignOffStatus, ...]


class Standing(msgspec.Struct, frozen=True):
    """How a city stands.

    Attributes:
        workflow: The workflow to which it is pinned.
        stage: The stage it is in.
        since: The day on which it came into it.
        due: The day on which the stage should end, if the workflow says.
        late_by: Days after that day; 0 while there is time.
        sheets: The worksheets of the stage.
        unknown: Keys of worksheets of the stage that no built-in plugin registers.
        moves: The moves out of the stage; none in a final one.
        refusals: How often a move out of this stage was refused.
        remarks: In a final stage, what rules find there; no gate asks them any more.
        silence: From whom nothing has come, and which waivers are about to lapse.
        outside: How much of the history somebody outside has seen; None if it is not signed.
    """

    workflow: Workflow
    stage: Stage
    since: date
    due: date | None
    late_by: int
    sheets: tuple[SheetStanding, ...]
    unknown: tuple[str, ...]
    moves: tuple[Move, ...]
    refusals: int
    remarks: tuple[Result, ...] = ()
    silence: Silence = Silence()
    outside: Outside | None = None


def standing_of(case: Case, registry: Registry) -> Standing:
    """Return how a city stands today.

    Args:
        case: The city as it was read.
        registry: What knows the worksheets; the built-in plugins are enough.
    """
    tell_of_erased(case)
    workflow = pinned_workflow(case)
    stage = workflow.stage(case.state.stage)
    since = case.state.entered.day
    due = since + timedelta(days=stage.due_days) if stage.due_days is not None else None
    worksheets = registry.worksheets_for(case.state.city)
    fillers = fillers_of(case, _dimensions(workflow, registry))
    sheets = tuple(
        _sheet(case, worksheets[key], fillers) for key in stage.worksheets if key in worksheets
    )
    dossier = dossier_of(case, workflow, Registry())  # no plugin is asked
    return Standing(
        workflow=workflow,
        stage=stage,
        since=since,
        due=due,
        late_by=max(0, (case.today - due).days) if due is not None else 0,
        sheets=sheets,
        unknown=tuple(key for key in stage.worksheets if key not in worksheets),
        moves=_moves(case, workflow, dossier),
        refusals=sum(1 for seq in case.state.refusals if seq > case.state.entered.entry),
        remarks=_remarks(case, workflow, registry),
        silence=silence_of(
            case,
            workflow,
            (sheet.awaited for sheet in sheets),
            (owned.value for owned in registry.rules_for(case.state.city, stage.key)),
            dossier.waivers,
        ),
        outside=_outside(case),
    )


def _outside(case: Case) -> Outside | None:
    with case.workspace.store.read() as reading:
        return outside_of(reading, case.log)


def _dimensions(workflow: Workflow, registry: Registry) -> tuple[Dimension, ...]:
    """Return the dimensions of a workflow; one that no plugin here brings goes by its key.

    Else the working group of a region's own dimension would not be counted among the awaited.
    """
    known = registry.dimensions
    return tuple(
        known[key].value if key in known else Dimension(key=key, code="", title=Text.same(key))
        for key in workflow.dimensions
    )


def _remarks(case: Case, workflow: Workflow, registry: Registry) -> tuple[Result, ...]:
    """Return what the rules of a final stage find: a plan that has grown old, for one."""
    stage = case.state.stage
    if workflow.transitions_from(stage):
        return ()
    rules = registry.rules_for(case.state.city, stage)
    results = run_rules(rules, dossier_of(case, workflow, registry)) if rules else ()
    return tuple(result for result in results if result.status in ("fail", "warn", "error"))


def _sheet(case: Case, worksheet: Worksheet, fillers: Iterable[Filler]) -> SheetStanding:
    submitted: list[Filler] = []
    nil: list[Filler] = []
    unconfirmed: list[Filler] = []
    missing: list[Filler] = []
    silent: list[Filler] = []
    for filler in fillers:
        if filler.per != worksheet.per:
            continue
        submission = case.state.submissions.get((worksheet.key, filler.key))
        if submission is not None:
            submitted.append(filler)
            if not submission.confirmed:
                unconfirmed.append(filler)
        elif (filler.key, worksheet.key) in case.state.nils:
            nil.append(filler)
        elif _must(case, worksheet, filler):
            missing.append(filler)
        else:
            silent.append(filler)
    return SheetStanding(
        worksheet=worksheet,
        submitted=tuple(submitted),
        nil=tuple(nil),
        unconfirmed=tuple(unconfirmed),
        missing=tuple(missing),
        silent=tuple(silent),
    )


def _must(case: Case, worksheet: Worksheet, filler: Filler) -> bool:
    if filler.per != "agency":
        return True
    return case.state.agencies[filler.key].kind in worksheet.required_from


def _moves(case: Case, workflow: Workflow, dossier: Dossier) -> tuple[Move, ...]:
    """Return how the sign-offs of each move stand; no plugin is asked for them."""
    subject = subject_digest(case.state, workflow_ref(case, workflow), case.state.stage)

    def statuses(transition: Transition) -> tuple[SignOffStatus, ...]:
        bound = Bound(transition, subject, case.state.workflow.digest)
        return tuple(
            sign_off_status(need, workflow, dossier, bound) for need in transition.sign_offs
        )

    return tuple(Move(t.to, statuses(t)) for t in workflow.transitions_from(case.state.stage))
