"""``sign-off``: a person answers in a role, bound to exactly what was there to be signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.casework.casework import Case, Draft, perform, post_of
from smartflow.casework.lookups import seal_file
from smartflow.casework.people import NobodySigns
from smartflow.history.acts import SignOffAnswer
from smartflow.journey.answers.answering import Answer, note_earlier_day, signature_asked
from smartflow.journey.answers.given_answer import (
    GivenAnswer,
    NotInRole,
    given_answer,
    require_role,
)
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.blob import Blob
    from smartflow.history.entries.entry import Entry
    from smartflow.journey.answers.signed_statement import Pen, Proof

__all__ = ["NobodySigns", "NotInRole", "sign_off"]


def sign_off(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    role: str,
    answer: Answer,
    *,
    file: Path | None = None,
    pen: Pen | None = None,
) -> Entry:
    """Record an answer of the person who acts.

    Args:
        workspace: Where; its actor is the person who answers.
        city: The city's slug, name or code.
        role: The role in which the person answers, by key or title.
        answer: What the person answers; its day is that of the signature on paper. A paper may
            have been signed before its content was entered here; that is recorded, and warned of.
        file: The signed paper.
        pen: What signs the answer's statement with the person's SSH key.

    Raises:
        NobodySigns: no registered person was named.
        NotInRole: the person does not hold the role on that day.
        NotAsked: the present stage does not ask this role.
        EmptyReason: it does not approve and gives no reason.
        FutureDay: the day is still to come.
        SignatureAsked: the workflow asks for a signature, and nothing signs.
        SmartflowError: the signature does not prove the answer; see
            :func:`smartflow.journey.answers.signed_statement.prove`.
    """
    blob = seal_file(file) if file is not None else None
    early: list[Text] = []

    def plan(case: Case) -> Draft:
        given = given_answer(case, role, answer)
        proof: Proof | None = None
        if pen is not None:
            from smartflow.journey.answers.signed_statement import prove

            proof = prove(case, given, pen, day_said=answer.day is not None)
            given = proof.given
        require_role(case, given)
        if given.asked.need.signed and proof is None:
            raise signature_asked(case, given.role, given.person.name)
        early[:] = note_earlier_day(
            given.asked, given.day, Text(id="Tanda tangan", en="The signature")
        )
        return _draft(case, given, blob, proof)

    entry = perform(workspace, city, plan)
    workspace.troubles.extend(early)
    return entry


def _draft(case: Case, given: GivenAnswer, file: Blob | None, proof: Proof | None) -> Draft:
    """Return the entry; an answer without a signature keeps the shape it always had."""
    signed = (proof.signature, proof.statement) if proof else ()
    return Draft.of(
        SignOffAnswer(
            role=given.role.key,
            person=given.person.name,
            post=post_of(given.person),
            answer=given.outcome,
            stage=case.state.stage,
            to=given.asked.transition.to,
            subject=given.asked.subject,
            workflow=given.asked.workflow,
            subject_day=given.asked.subject_day,
            file=file.digest if file else "",
            signature=proof.signature.digest if proof else "",
            statement=proof.statement.digest if proof else "",
        ),
        blobs=(*((file,) if file else ()), *signed),
        reason=given.reason,
        occurred=given.day,
        role=given.role.key,
        basis=proof.basis if proof else "",
    )
