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
    if entry.body.get("stage") != case.state.stage:
        raise DecisionDisagrees(entry, "stage")
    if entry.act != "present":
        _require_same_answer(case, entry)
        return ()
    before = str(entry.body.get("digest", ""))
    try:
        after = _presented(case, entry)
    except MissingBlob as missing:
        raise erased_inputs(case, history, entry) or missing from missing
    return () if before == after else (BindingChange("digest", before, after),)


def _require_same_answer(case: Case, entry: Entry) -> None:
    """Raise DecisionDisagrees unless an answer is bound to what was there: no plugin decides it."""
    body = entry.body
    workflow = pinned_workflow(case)
    try:
        role = find_role(workflow, str(body.get("role") or body.get("body")))
        asked = asked_of(case, workflow, role, str(body.get("to", "")))
    except (NotAsked, UnknownRoleHere, UnknownStage):
        raise DecisionDisagrees(entry, "to") from None
    bound = {
        "subject": asked.subject,
        "workflow": asked.workflow,
        "subject_day": asked.subject_day.isoformat(),
    }
    parts = [name for name, value in bound.items() if body.get(name, value) != value]
    if parts:
        raise DecisionDisagrees(entry, ", ".join(parts))


def _presented(case: Case, entry: Entry) -> str:
    workflow = pinned_workflow(case)
    dossier = dossier_of(case, workflow, registry_of(case, workflow))
    worksheets = _worksheets(entry, dossier)
    return dossier.dimension_digest(str(entry.body.get("dimension")), worksheets)


def _worksheets(entry: Entry, dossier: Dossier) -> tuple[str, ...]:
    named = entry.body.get("worksheets")
    keys = tuple(str(key) for key in named) if isinstance(named, list) else ()
    missing = ", ".join(key for key in keys if key not in dossier.worksheet_types)
    if missing:
        raise MissingWorksheet(
            Text(
                id=f"Paparan pada entri {entry.seq} tidak dapat dihitung ulang: tidak ada plugin"
                f" yang membawa kertas kerja {missing}.",
                en=f"The presentation in entry {entry.seq} cannot be worked out again: no plugin"
                f" brings the worksheet {missing}.",
            ),
            Text(id="Lihat: smartflow plugin list", en="See: smartflow plugin list"),
        )
    return keys
