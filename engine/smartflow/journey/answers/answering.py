"""What a sign-off or a body's decision is given for: the move, and the digests that it binds."""

from __future__ import annotations

from datetime import date

import msgspec

from smartflow.casework.casework import Case
from smartflow.casework.lookups import need_reason
from smartflow.casework.pinned import find_stage, workflow_ref
from smartflow.errors import BadInput
from smartflow.fold.subject import subject_day, subject_digest
from smartflow.language import Text
from smartflow.workflow.definition import Role, SignOffRequirement, Transition, Workflow

__all__ = [
    "ANSWERS",
    "Answer",
    "Asked",
    "NotAsked",
    "SeveralMovesAsk",
    "SignatureAsked",
    "asked_of",
    "note_earlier_day",
    "signature_asked",
]

ANSWERS = ("approve", "decline", "request_changes")


class Answer(msgspec.Struct, frozen=True):
    """What a person or a body answers.

    Attributes:
        outcome: ``approve``, ``decline`` or ``request_changes``.
        reason: Why; required unless it approves.
        to: The stage to which the move leads, where several moves ask the role.
        day: The day on which it was signed or decided; None means today.
    """

    outcome: str = "approve"
    reason: str = ""
    to: str = ""
    day: date | None = None

    def __post_init__(self) -> None:
        """Refuse an outcome that is none of the three."""
        if self.outcome not in ANSWERS:
            message = f"an outcome is one of {ANSWERS}, not {self.outcome!r}"
            raise ValueError(message)

    def why(self) -> str:
        """Return the reason, stripped.

        Raises:
            EmptyReason: it does not approve and gives none.
        """
        if self.outcome == "approve":
            return self.reason.strip()
        return need_reason(self.reason, Text(id="Penolakan", en="A refusal"))


class NotAsked(BadInput):
    """No move out of the present stage asks this role for an answer."""

    code = "not-asked"
    says = Text(
        id="Di tahap {stage} tidak diminta persetujuan {role}.",
        en="The stage {stage} does not ask for the approval of {role}.",
    )
    next_step = Text.same("{advice}")


class SeveralMovesAsk(NotAsked):
    """Several moves ask the role, and none was named."""

    says = Text(
        id="{role} diminta untuk beberapa langkah.",
        en="{role} is asked for several moves.",
    )
    next_step = Text(id="Sebutkan tujuannya: --to {names}", en="Name one: --to {names}")


class SignatureAsked(BadInput):
    """The workflow asks this role for a signature, and the answer comes without one."""

    code = "signature-asked"
    says = Text(
        id="Di langkah ini {title} menjawab dengan tanda tangan SSH; {subject} tidak dihitung.",
        en="In this step {title} answers with an SSH signature; {subject} would not count.",
    )
    next_step = Text(
        id="Tanda tangani: {signing} {who} --sign-with KUNCI (atau tulis dulu pernyataannya:"
        " --statement BERKAS)",
        en="Sign it: {signing} {who} --sign-with KEY (or write the statement first: --statement"
        " FILE)",
    )


class Asked(msgspec.Struct, frozen=True):
    """What an answer is bound to.

    Attributes:
        transition: The move that asks for it.
        subject: Digest of what is signed, hex sha256.
        workflow: Digest of the workflow, hex sha256.
        subject_day: The day on which the newest part of what is signed was recorded.
        need: What it asks of the role.
    """

    transition: Transition
    need: SignOffRequirement
    subject: str
    workflow: str
    subject_day: date


def asked_of(case: Case, workflow: Workflow, role: Role, to: str = "") -> Asked:
    """Return what ``role`` is asked to answer in the present stage.

    Args:
        case: The city.
        workflow: Its workflow.
        role: The role.
        to: The stage to which the move leads, needed only where several moves ask the role.

    Raises:
        NotAsked: no move out of the present stage asks it, or several do and none is named.
    """
    stage = workflow.stage(case.state.stage)
    target = find_stage(workflow, to).key if to else ""
    leaving = [t for t in workflow.transitions_from(stage.key) if target in ("", t.to)]
    asking = [t for t in leaving if any(need.role == role.key for need in t.sign_offs)]
    if len(asking) == 1:
        return Asked(
            transition=asking[0],
            need=next(need for need in asking[0].sign_offs if need.role == role.key),
            subject=subject_digest(case.state, workflow_ref(case, workflow), stage.key),
            workflow=case.state.workflow.digest,
            subject_day=subject_day(case.state, workflow_ref(case, workflow), stage.key),
        )
    if asking:
        names = ", ".join(t.to for t in asking)
        raise SeveralMovesAsk(role=role.title, names=names)
    raise _nobody_asks(case, workflow, role, leaving)


def signature_asked(case: Case, role: Role, person: str = "") -> SignatureAsked:
    """Return the refusal of an answer without the signature that the workflow asks for.

    Args:
        case: The city.
        role: The role.
        person: Who answers, where it is known; ``""`` for a body's minutes.
    """
    slug, title = case.state.city.slug, role.title
    what = Text(id="jawaban tanpa tanda tangan", en="an answer without a signature")
    if not person:
        what = Text(id="berita acara", en="minutes")
    command = f"smartflow sign-off {slug} --role {role.key} --as"
    who_id, who_en = (f'"{person}"', f'"{person}"') if person else ('"NAMA"', '"NAME"')
    return SignatureAsked(
        title=title, subject=what, signing=command, who=Text(id=who_id, en=who_en)
    )


def note_earlier_day(asked: Asked, day: date, what: Text) -> tuple[Text, ...]:
    """Return a warning when an answer is dated before what it is bound to was recorded.

    Papers are signed before somebody types them in, so this is no fault. But the answer is bound
    to what stands in the record now, and only people can say whether that is what was signed.

    Args:
        asked: What the answer is bound to.
        day: The day of the answer.
        what: The answer, as the sentence begins.
    """
    if day >= asked.subject_day:
        return ()
    template = Text(
        id="Peringatan: {what} bertanggal {day}, padahal isi yang disetujui baru tercatat {newest}."
        " Keduanya dicatat; pastikan isinya memang yang disetujui.",
        en="Warning: {what} is dated {day}, but what was approved was recorded on {newest}. Both"
        " are recorded; make sure that it is what was approved.",
    )
    return (template.fill({"what": what, "day": day, "newest": asked.subject_day}),)


def _nobody_asks(case: Case, workflow: Workflow, role: Role, leaving: list[Transition]) -> NotAsked:
    stage = workflow.stage(case.state.stage)
    slug = case.state.city.slug
    roles = dict.fromkeys(need.role for t in leaving for need in t.sign_offs)
    titles = [workflow.role(key).title for key in roles]
    if titles:
        hint = Text(
            id=f"Yang diminta di tahap ini: {', '.join(t.id for t in titles)}. Lihat: smartflow"
            f" check {slug}",
            en=f"Asked in this stage: {', '.join(t.en for t in titles)}. See: smartflow check"
            f" {slug}",
        )
    else:
        hint = Text(id=f"Lihat: smartflow check {slug}", en=f"See: smartflow check {slug}")
    return NotAsked(stage=stage.title, role=role.title, advice=hint)
