"""What a city has recorded besides its worksheets: each value is one act of the history.

All of them carry ``entry``, the sequence number of the history entry that made them, so that
every printed fact can be traced to its line.
"""

from __future__ import annotations

from datetime import date

import msgspec

__all__ = [
    "Attendance",
    "Decision",
    "Issued",
    "Nil",
    "Presentation",
    "Record",
    "Selection",
    "SignOff",
    "Submission",
    "Waiver",
]


class Submission(msgspec.Struct, frozen=True):
    """One filler's present copy of one worksheet.

    Attributes:
        worksheet: The worksheet's key.
        version: The version of the worksheet that was filled in.
        filler: An agency's code, a dimension's key or the city's slug.
        rows: Digest of the blob that holds the rows as read.
        file: Digest of the blob that holds the file as it came.
        row_count: How many rows it has.
        on_behalf: Whether somebody else entered it (from a photo, a letter).
        confirmed: Whether the filler has confirmed what was entered on its behalf.
        entry: Sequence number of the history entry.
        by: The person who sent it.
        day: The day on which it was sent.
    """

    worksheet: str
    version: int
    filler: str
    rows: str
    file: str
    row_count: int
    entry: int
    by: str
    day: date
    on_behalf: bool = False
    confirmed: bool = True


class Nil(msgspec.Struct, frozen=True):
    """An agency's word that it has nothing to report in a worksheet."""

    agency: str
    worksheet: str
    entry: int
    day: date


class Issued(msgspec.Struct, frozen=True):
    """A book that was made official: its file is known by its digest.

    Attributes:
        report: The report's name, such as ``analysis`` or ``minutes-issue_analysis``.
        title: What stood on its cover, in the language in which it was printed.
        format: The key of the format.
        language: ``id`` or ``en``.
        file: Digest of the file.
        stage: The stage in which it was issued.
        day: The day.
        by: Who issued it.
        entry: Sequence number of the history entry.
    """

    report: str
    title: str
    format: str
    language: str
    file: str
    stage: str
    day: date
    by: str
    entry: int


class Record(msgspec.Struct, frozen=True):
    """A document that exists: a decree, an MoU, a book, the regulation.

    Attributes:
        kind: A record kind of the workflow, such as ``decree_team`` or ``regulation``.
        number: The official number.
        date: The date on the document.
        title: Its title.
        signed_by: Names of the registered people who signed.
        file: Digest of the file, or ``""``.
        stage: The stage in which it was recorded.
        entry: Sequence number of the history entry.
    """

    kind: str
    number: str
    date: date
    title: str
    stage: str
    entry: int
    signed_by: tuple[str, ...] = ()
    file: str = ""


class Presentation(msgspec.Struct, frozen=True):
    """A dimension's presentation of its work.

    Attributes:
        dimension: The dimension's key.
        stage: The stage in which it was recorded, for which alone it counts.
        by: Who presented.
        worksheets: Keys of the worksheets that were presented.
        digest: What the dimension had in those worksheets (:meth:`Dossier.dimension_digest`).
        day: When.
        entry: Sequence number of the history entry.
        notes: What was remarked.
        mentor: Who guided it.
    """

    dimension: str
    stage: str
    by: str
    worksheets: tuple[str, ...]
    digest: str
    day: date
    entry: int
    notes: str = ""
    mentor: str = ""


class Attendance(msgspec.Struct, frozen=True):
    """An attendance list of one session.

    Attributes:
        session: The session's title.
        day: The day of the session.
        agencies: Codes of the agencies that were present.
        people: How many people signed.
        stage: The stage in which it was recorded.
        entry: Sequence number of the history entry.
    """

    session: str
    day: date
    agencies: tuple[str, ...]
    people: int
    stage: str
    entry: int


class Decision(msgspec.Struct, frozen=True):
    """What a body decided in a meeting, recorded from its minutes.

    Attributes:
        body: A role of the workflow that is a body, such as ``council``.
        outcome: ``approve``, ``decline`` or ``request_changes``.
        present: How many members were present.
        members: How many members the body has.
        day: The day of the meeting.
        number: The number of the minutes (berita acara).
        file: Digest of the minutes.
        stage: The stage in which it was recorded.
        subject: The subject digest that it binds.
        workflow: The workflow digest that it binds.
        entry: Sequence number of the history entry.
        to: The stage to which the move leads that was decided on.
    """

    body: str
    outcome: str
    present: int
    members: int
    day: date
    number: str
    file: str
    stage: str
    subject: str
    workflow: str
    entry: int
    to: str = ""


class SignOff(msgspec.Struct, frozen=True):
    """A person's answer in a role, bound to what it was given for.

    Attributes:
        role: The role, such as ``team`` or ``head``.
        person: The person's name.
        post: The person's post.
        answer: ``approve``, ``decline`` or ``request_changes``.
        stage: The stage that was to end.
        to: The stage to which the transition leads.
        subject: Digest of what was signed (submissions, records and selections).
        workflow: Digest of the workflow.
        day: The day on which it was given.
        entry: Sequence number of the history entry.
        reason: Why, if said.
        file: Digest of the signed paper, or ``""``.
        basis: How the signatory is known: ``signed with SHA256:…``, or ``claimed by user@host``.
        subject_day: The day on which the newest part of what was signed was recorded; later than
            ``day`` where a paper was signed before its content was entered.
        signature: Digest of the blob with the SSH signature, or ``""``.
        statement: Digest of the statement that it is over, or ``""``.
        key: Fingerprint of the SSH key by which the answer is signed; ``""`` where it is not. It
            is folded from the history and stands in no act: the key that was registered when the
            answer was recorded, if the statement is the one that the answer comes to.
    """

    role: str
    person: str
    post: str
    answer: str
    stage: str
    to: str
    subject: str
    workflow: str
    day: date
    entry: int
    reason: str = ""
    file: str = ""
    basis: str = ""
    subject_day: date | None = None
    signature: str = ""
    statement: str = ""
    key: str = ""


class Selection(msgspec.Struct, frozen=True):
    """The choice of quick wins (or of anything that is chosen from rows of a worksheet).

    Attributes:
        worksheet: The worksheet whose rows were chosen.
        rows: Ids of the chosen rows.
        reason: Why, where the choice departs from the ranking.
        stage: The stage in which it was made.
        day: When.
        entry: Sequence number of the history entry.
    """

    worksheet: str
    rows: tuple[str, ...]
    reason: str
    stage: str
    day: date
    entry: int


class Waiver(msgspec.Struct, frozen=True):
    """A reasoned, expiring exception to one rule for one subject.

    Attributes:
        rule: The rule's code.
        reason: Why.
        until: The last day on which it counts (inclusive).
        agency: The agency it is for, or ``""``.
        dimension: The dimension it is for, or ``""``.
        row: The row it is for, or ``""``.
        requested_by: Who asked.
        approved_by: Who approved; ``""`` while nobody has.
        entry: Sequence number of the request.
        approval: Sequence number of the approval; 0 while there is none.
        approved_on: The day of the approval.
        basis: How it is known who asked: ``claimed by user@host`` today.
    """

    rule: str
    reason: str
    until: date
    requested_by: str
    entry: int
    agency: str = ""
    dimension: str = ""
    row: str = ""
    approved_by: str = ""
    approval: int = 0
    approved_on: date | None = None
    basis: str = ""

    @property
    def subject(self) -> tuple[str, str, str, str]:
        """What it is for: the rule, agency, dimension and row."""
        return (self.rule, self.agency, self.dimension, self.row)
