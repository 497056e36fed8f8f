"""What an answer or a presentation of the past was bound to, worked out again.

``sign_off`` and ``decide`` hold the digest of what was there to be approved, ``present`` that of
what the dimension then had. Writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.replay.decision_faults import DecisionDisagrees
from smartflow.audit.replay.erased_inputs import erased_inputs
from smartflow.audit.replay.past_decision import case_before
from smartflow.casework.casework import Case, History
from smartflow.casework.lookups import UnknownRoleHere, find_role
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import PluginFault
from smartflow.fold.dossier import MissingBlob
from smartflow.history.acts import Present, StepAnswer, readable_act
from smartflow.history.entries.entry import Entry
from smartflow.journey.answers.answering import NotAsked, asked_of
from smartflow.journey.gate.check import dossier_of
from smartflow.language import Text
from smartflow.workflow.definition import UnknownStage

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.model import Dossier

__all__ = ["BINDING_ACTS", "BindingChange", "MissingWorksheet", "binding_changes"]

BINDING_ACTS = ("decide", "present", "sign_off")


class MissingWorksheet(PluginFault):
    """Nobody brings a worksheet in which a dimension presented."""

    code = "missing-worksheet"
    says = Text(
        id="Paparan pada entri {seq} tidak dapat dihitung ulang: tidak ada plugin yang membawa"
        " kertas kerja {missing}.",
        en="The presentation in entry {seq} cannot be worked out again: no plugin brings the"
        " worksheet {missing}.",
    )
    next_step = Text(id="Lihat: smartflow plugin list", en="See: smartflow plugin list")


class BindingChange(msgspec.Struct, frozen=True):
    """A digest that comes out otherwise today.

    Attributes:
        name: The field of the entry.
        before: What the entry holds.
        after: What comes out.
    """

    name: str
    before: str
    after: str


def binding_changes(
    workspace: Workspace, history: History, entry: Entry
) -> tuple[BindingChange, ...]:
    """Work out again what an entry is bound to.

    Args:
        workspace: Where.
        history: The city's history.
        entry: A ``decide``, ``present`` or ``sign_off``.

    Returns:
        What comes out otherwise for want of the same plugins. That can only be said of a
        presentation: its rows are read by the columns that plugins bring.

    Raises:
        DecisionDisagrees: the entries before it do not add up to what it is bound to.
        ErasedInputs: rows that were presented have been erased since.
        MissingWorksheet: no plugin brings a worksheet that was presented.
    """
    case = case_before(workspace, history, entry)
    act = readable_act(entry)
    if not isinstance(act, Present | StepAnswer) or act.stage != case.state.stage:
        raise DecisionDisagrees(entry, "stage")
    if isinstance(act, StepAnswer):
        _require_same_answer(case, entry, act)
        return ()
    before = act.digest
    try:
        after = _presented(case, entry, act)
    except MissingBlob as missing:
        raise erased_inputs(case, history, entry) or missing from missing
    return () if before == after else (BindingChange("digest", before, after),)


def _require_same_answer(case: Case, entry: Entry, act: StepAnswer) -> None:
    """Raise DecisionDisagrees unless an answer is bound to what was there: no plugin decides it."""
    workflow = pinned_workflow(case)
    try:
        role = find_role(workflow, act.asked)
        asked = asked_of(case, workflow, role, act.to)
    except (NotAsked, UnknownRoleHere, UnknownStage):
        raise DecisionDisagrees(entry, "to") from None
    alike = {
        "subject": act.subject == asked.subject,
        "workflow": act.workflow == asked.workflow,
        "subject_day": act.subject_day in (None, asked.subject_day),
    }
    parts = [name for name, same in alike.items() if not same]
    if parts:
        raise DecisionDisagrees(entry, ", ".join(parts))


def _presented(case: Case, entry: Entry, act: Present) -> str:
    workflow = pinned_workflow(case)
    dossier = dossier_of(case, workflow, registry_of(case, workflow))
    return dossier.dimension_digest(act.dimension, _worksheets(entry, act, dossier))


def _worksheets(entry: Entry, act: Present, dossier: Dossier) -> tuple[str, ...]:
    keys = act.worksheets
    missing = ", ".join(key for key in keys if key not in dossier.worksheet_types)
    if missing:
        raise MissingWorksheet(seq=entry.seq, missing=missing)
    return keys
