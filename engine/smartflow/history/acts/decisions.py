"""Acts that decide: answers, moves between stages, waivers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import msgspec

from smartflow.history.acts.base import Act

__all__ = [
    "Advance",
    "Decide",
    "GivenWaiver",
    "SendBack",
    "SignOffAnswer",
    "StepAnswer",
    "WaiveApprove",
    "WaiveRequest",
    "WaiveWithdraw",
]


class StepAnswer(Act, frozen=True, kw_only=True):
    """Somebody has answered whether the city may take a step: a person, or a body that met.

    Attributes:
        stage: The key of the stage that was to end.
        to: The key of the stage to which the step leads.
        subject: Digest of what the answer is about (submissions, records and selections).
        subject_day: The day on which the newest part of it was recorded. Early entries do not say
            it.
        workflow: Digest of the workflow.
        file: Digest of the blob that holds the signed paper, or ``""``.
    """

    left_out: ClassVar[tuple[str, ...]] = ("subject_day",)

    stage: str
    to: str = ""
    subject: str
    subject_day: date | None = None
    workflow: str
    file: str = ""

    @property
    def asked(self) -> str:
        """The key of the role that was asked."""
        raise NotImplementedError

    @property
    def choice(self) -> str:
        """What was answered: ``approve``, ``decline`` or ``request_changes``."""
        raise NotImplementedError


class SignOffAnswer(StepAnswer, frozen=True, kw_only=True):
    """A person has answered in a role whether the city may take a step.

    Attributes:
        role: The role, such as ``team``.
        person: The person's name.
        post: The person's post.
        answer: ``approve``, ``decline`` or ``request_changes``.
        signature: Of a signed answer: digest of the blob with the SSH signature; else left out.
        statement: Of a signed answer: digest of the blob with the statement; else left out.
    """

    act_name = "sign_off"
    left_out = ("subject_day", "signature", "statement")

    role: str
    person: str
    post: str
    answer: str
    to: str
    signature: str = ""
    statement: str = ""

    @property
    def asked(self) -> str:
        """The key of the role that was asked."""
        return self.role

    @property
    def choice(self) -> str:
        """What was answered."""
        return self.answer


class Decide(StepAnswer, frozen=True, kw_only=True):
    """A body has met and decided whether the city may take a step.

    Attributes:
        body: A role of the workflow that is a body, such as ``council``.
        outcome: ``approve``, ``decline`` or ``request_changes``.
        present: How many members were present, from 1.
        members: How many members the body has.
        day: The day of the meeting.
        number: The number of the minutes (berita acara), or ``""``.
        file: Digest of the blob that holds the minutes.
    """

    act_name = "decide"

    body: str
    outcome: str
    present: int
    members: int
    day: date = msgspec.field(name="date")
    number: str
    file: str

    @property
    def asked(self) -> str:
        """The key of the role that was asked."""
        return self.body

    @property
    def choice(self) -> str:
        """What was answered."""
        return self.outcome


class Advance(Act, frozen=True, kw_only=True):
    """The gate was asked, and the city has moved or not.

    Attributes:
        result: ``moved`` or ``refused``.
        from_: The key of the stage in which the city was.
        to: The key of the stage to which the step leads.
        verdict: Digest of the blob that holds the verdict.
        dossier: Digest of the blob that holds the manifest of what was judged.
        run: The number of the run over many cities of which it is a part; else left out.
    """

    act_name = "advance"
    left_out = ("run",)

    result: str
    from_: str = msgspec.field(name="from")
    to: str
    verdict: str = ""
    dossier: str = ""
    run: str = ""

    @property
    def moved(self) -> bool:
        """Whether the city has moved."""
        return self.result == "moved"

    @property
    def refused(self) -> bool:
        """Whether the gate was not met."""
        return self.result == "refused"


class SendBack(Act, frozen=True, kw_only=True):
    """The city was sent back to an earlier stage.

    Attributes:
        from_: The key of the stage in which the city was.
        to: The key of the stage in which it is now.
    """

    act_name = "send_back"

    from_: str = msgspec.field(name="from")
    to: str


class WaiveRequest(Act, frozen=True, kw_only=True):
    """A waiver was asked for; the entry's reason says why.

    Attributes:
        rule: The rule's code.
        agency: The agency it is for, or ``""``.
        dimension: The dimension it is for, or ``""``.
        row: The id of the row it is for, or ``""``.
        until: The last day on which it counts (inclusive).
    """

    act_name = "waive"

    rule: str
    agency: str = ""
    dimension: str = ""
    row: str = ""
    until: date


class GivenWaiver(Act, frozen=True, kw_only=True):
    """An act on a waiver that was asked for, with what that one says, so that it reads alone.

    Attributes:
        waiver: Sequence number of the request.
        rule: The rule's code.
        agency: The agency it is for, or ``""``.
        dimension: The dimension it is for, or ``""``.
        row: The id of the row it is for, or ``""``.
        until: The last day on which it counts (inclusive).
    """

    waiver: int
    rule: str = ""
    agency: str = ""
    dimension: str = ""
    row: str = ""
    until: date | None = None


class WaiveApprove(GivenWaiver, frozen=True, kw_only=True):
    """A waiver was approved, and begins to count."""

    act_name = "waive_approve"


class WaiveWithdraw(GivenWaiver, frozen=True, kw_only=True):
    """A waiver was withdrawn."""

    act_name = "waive_withdraw"
