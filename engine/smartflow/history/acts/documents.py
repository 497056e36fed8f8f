"""Acts on what exists on paper: sessions, presentations, documents, issued books."""

from __future__ import annotations

from datetime import date

import msgspec

from smartflow.history.acts.base import Act

__all__ = ["Attend", "Issue", "Present", "RecordDocument"]


class Attend(Act, frozen=True, kw_only=True):
    """The attendance list of a session was recorded.

    Attributes:
        session: The session's title.
        day: The day of the session.
        sheet: Digest of the blob that holds the list.
        agencies: Codes of the agencies that were present.
        people: How many people signed.
    """

    act_name = "attend"

    session: str
    day: date = msgspec.field(name="date")
    sheet: str = msgspec.field(default="", name="list")
    agencies: tuple[str, ...]
    people: int


class Present(Act, frozen=True, kw_only=True):
    """A dimension has presented its work.

    Attributes:
        dimension: The dimension's key.
        stage: The key of the stage for which it counts.
        by: Who presented.
        worksheets: Keys of the worksheets that were presented.
        digest: Digest of what the dimension had in them.
        content_day: The day on which the newest of it was sent, as ``2026-01-31``; ``""`` where
            there was nothing. Early entries do not say it.
        notes: What was remarked, or ``""``.
        mentor: Who guided it, or ``""``.
    """

    act_name = "present"

    dimension: str
    stage: str
    by: str
    worksheets: tuple[str, ...]
    digest: str
    content_day: str = ""
    notes: str = ""
    mentor: str = ""

    @property
    def content_date(self) -> date | None:
        """The day of the content, where the entry says one."""
        try:
            return date.fromisoformat(self.content_day)
        except ValueError:
            return None


class RecordDocument(Act, frozen=True, kw_only=True):
    """A document was recorded: a decree, an MoU, a book, the regulation.

    Attributes:
        kind: A record kind of the workflow, such as ``decree_team``.
        number: The official number, or ``""``.
        day: The date on the document.
        title: Its title.
        signed_by: Names of the registered people who signed.
        file: Digest of the blob that holds the file, or ``""``.
    """

    act_name = "record"

    kind: str
    number: str
    day: date = msgspec.field(name="date")
    title: str
    signed_by: tuple[str, ...] = ()
    file: str = ""


class Issue(Act, frozen=True, kw_only=True):
    """A book was made official.

    Attributes:
        report: The report's name, such as ``analysis``.
        title: What stood on its cover, in the language in which it was printed.
        format: The key of the format, such as ``pdf``.
        language: ``id`` or ``en``.
        file: Digest of the blob that holds the file.
        dossier: Digest of the blob that holds the manifest of what it was made from.
        template: Digest of the template, or ``""`` where the format has none.
    """

    act_name = "issue"

    report: str
    title: str
    format: str
    language: str
    file: str
    dossier: str = ""
    template: str = ""
