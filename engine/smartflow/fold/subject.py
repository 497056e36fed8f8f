"""What a sign-off, a decision and a stored verdict are bound to."""

from __future__ import annotations

from datetime import date

from smartflow.canonical import canonical_bytes, plain, sha256_hex
from smartflow.fold.state import CityState
from smartflow.model import Dossier, SignOff, WorkflowRef

__all__ = ["dossier_manifest", "subject_day", "subject_digest"]


def subject_digest(state: CityState, workflow: WorkflowRef, stage: str) -> str:
    """Return the digest of what is signed when ``stage`` is to end, hex sha256.

    It covers the submissions and nil declarations for worksheets of the stages up to ``stage``,
    and the records and selections made in them; not sign-offs, decisions, waivers, presentations,
    attendance, settings or the date. An answer counts as long as this digest stays what it was.
    """
    stages, worksheets = _up_to(workflow, stage)
    subject = {
        "submissions": sorted(
            [s.worksheet, s.filler, s.rows]
            for s in state.submissions.values()
            if s.worksheet in worksheets
        ),
        "nils": sorted(
            [nil.worksheet, nil.agency]
            for nil in state.nils.values()
            if nil.worksheet in worksheets
        ),
        "records": [record for record in state.records if record.stage in stages],
        "selections": [[s.worksheet, list(s.rows)] for s in state.selections if s.stage in stages],
    }
    return sha256_hex(canonical_bytes(subject))


def subject_day(state: CityState, workflow: WorkflowRef, stage: str) -> date:
    """Return the day on which the newest part of what is signed was recorded.

    A record counts with the day of its entry, not with the date on the document; while nothing is
    there, it is the day on which the city was added.
    """
    stages, worksheets = _up_to(workflow, stage)
    days = [state.moves[0].day]
    days += [s.day for s in state.submissions.values() if s.worksheet in worksheets]
    days += [nil.day for nil in state.nils.values() if nil.worksheet in worksheets]
    days += [state.recorded[record.entry] for record in state.records if record.stage in stages]
    days += [chosen.day for chosen in state.selections if chosen.stage in stages]
    return max(days)


def _up_to(workflow: WorkflowRef, stage: str) -> tuple[tuple[str, ...], set[str]]:
    """Return the stages from the first to ``stage``, and the worksheets that are judged in them."""
    stages = workflow.stages[: workflow.stages.index(stage) + 1]
    return stages, {key for name in stages for key in workflow.worksheets.get(name, ())}


def dossier_manifest(dossier: Dossier) -> bytes:
    """Return the canonical bytes by which a dossier is stored: digests, never copied rows.

    Together with the blobs it names, and the resolved workflow, it is all that a replay needs.
    """
    told = {
        "city": dossier.city,
        "stage": dossier.stage,
        "as_of": dossier.as_of,
        "workflow": dossier.workflow.digest,
        "settings": dossier.settings,
        "dimensions": [dimension.key for dimension in dossier.dimensions],
        "agencies": dossier.agencies,
        "people": dossier.people,
        "submissions": [dossier.submissions[key] for key in sorted(dossier.submissions)],
        "nils": dossier.nils,
        "records": dossier.records,
        "presentations": dossier.presentations,
        "attendance": dossier.attendance,
        "decisions": dossier.decisions,
        "sign_offs": [_plain_answer(answer) for answer in dossier.sign_offs],
        "waivers": dossier.waivers,
        "selections": dossier.selections,
    }
    if dossier.issued:  # a manifest from before books were issued keeps its digest
        told["issued"] = dossier.issued
    return canonical_bytes(told)


def _plain_answer(answer: SignOff) -> object:
    """Return an answer as a manifest holds it: one that is not signed as before there were keys."""
    told = plain(answer)
    if not answer.signature and isinstance(told, dict):
        for field in ("signature", "statement", "key"):
            del told[field]
    return told
