"""``advance``: move a city to its next stage, if the gate is met; record it either way."""

from __future__ import annotations

import msgspec

from smartflow.canonical import canonical_bytes
from smartflow.casework.casework import Case, CityMoved, Draft, perform, read_case
from smartflow.casework.workspace import Workspace
from smartflow.history.acts import Advance
from smartflow.history.entries.blob import seal
from smartflow.history.entries.entry import Entry
from smartflow.journey.gate.check import Examined, examine, require_sound_plugins
from smartflow.language import Text
from smartflow.workflow.machine import move

__all__ = ["Advanced", "advance", "advance_draft", "signed_examination", "verdict_bytes"]


class Advanced(msgspec.Struct, frozen=True):
    """What came of an ``advance``.

    Attributes:
        examined: The city as it was judged, with the verdict.
        entry: The entry that records it; None after a dry run.
    """

    examined: Examined
    entry: Entry | None


def advance(
    workspace: Workspace, city: str, to: str = "", *, reason: str = "", dry_run: bool = False
) -> Advanced:
    """Judge a city and, if the gate is met, move it.

    Before the entry is written the city's newest entry must still be the one that was read; if it
    is not and the stage is the same, the city is judged again.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        to: The stage to move to, needed only where several can follow.
        reason: Why, in the person's words.
        dry_run: Whether to stop before the write.

    Raises:
        FaultyPlugins: a plugin is broken; looked at before the city's name is.
        ForeignCity: another office writes the city; it can be judged here, not moved.
        BadAnswer: a signature that the workflow asks for does not prove its answer.
        CityMoved: somebody else moved the city, or kept writing to it.
        SmartflowError: see :func:`smartflow.journey.gate.check.check`.
    """
    require_sound_plugins(workspace.registry)
    if dry_run:
        return Advanced(signed_examination(workspace, read_case(workspace, city), to), None)
    examinations: list[Examined] = []

    def plan(case: Case) -> Draft:
        # The rules run with no lock held, and perform() plans again when the city changed
        # meanwhile. A city that somebody moved meanwhile is not judged for a step nobody asked for.
        if examinations and case.state.stage != examinations[-1].case.state.stage:
            raise _moved(examinations[-1], case.state.stage)
        examinations.append(signed_examination(workspace, case, to))
        return advance_draft(examinations[-1], reason)

    entry = perform(workspace, city, plan)
    return Advanced(examined=examinations[-1], entry=entry)


def verdict_bytes(examined: Examined) -> bytes:
    """Return the canonical bytes by which a verdict is stored."""
    return canonical_bytes(examined.verdict)


def signed_examination(workspace: Workspace, case: Case, to: str) -> Examined:
    """Judge a city; where signatures are asked for, only by answers whose signatures are good.

    Raises:
        BadAnswer: a signature that the workflow asks for does not prove its answer.
        SmartflowError: see :func:`smartflow.journey.gate.check.examine`.
    """
    examined = examine(workspace, case, to)
    if any(asked.signed for asked in examined.transition.sign_offs):
        from smartflow.journey.answers.signed_answers import require_good_signatures

        require_good_signatures(case, examined.transition)
    return examined


def advance_draft(examined: Examined, reason: str, run: str = "") -> Draft:
    """Return the entry that a judged city's ``advance`` becomes, moved or refused.

    Args:
        examined: The city as it was judged.
        reason: Why, in the person's words.
        run: The number of the run over many cities of which it is a part; ``""`` for none.
    """
    transition, verdict = examined.transition, examined.verdict
    stage = examined.case.state.stage
    # The machine, not this module, knows where a met gate leads.
    to = move(examined.workflow, stage, transition.to) if verdict.met else transition.to
    decided, dossier = seal(verdict_bytes(examined)), seal(examined.manifest)
    return Draft.of(
        Advance(
            result="moved" if verdict.met else "refused",
            from_=stage,
            to=to,
            verdict=decided.digest,
            dossier=dossier.digest,
            run=run,
        ),
        blobs=(decided, dossier),
        reason=reason,
    )


def _moved(examined: Examined, stage: str) -> CityMoved:
    city = examined.case.state.city
    return CityMoved(
        Text(
            id=f"{city.name} berubah saat diperiksa (kini di tahap {stage}); tidak ada yang"
            " dicatat oleh perintah ini.",
            en=f"{city.name} changed while it was judged (it is now in {stage}); this command"
            " recorded nothing.",
        ),
        Text(
            id=f"Lihat keadaannya: smartflow status {city.slug}",
            en=f"See how it stands: smartflow status {city.slug}",
        ),
    )
