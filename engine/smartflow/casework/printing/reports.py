"""Which reports a city has: the books and sheets that its workflow names.

Of some there is one for each stage.

A report's name is what people type and what its file is called: ``analysis``,
``minutes-issue_analysis``. Reads nothing but the workflow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.lookups import folded
from smartflow.command import Command
from smartflow.errors import BadInput
from smartflow.language import Text, did_you_mean
from smartflow.workflow.definition import BookKind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.workflow.definition import Workflow

__all__ = [
    "NoBooks",
    "Report",
    "UnknownReport",
    "UnknownTemplate",
    "find_report",
    "reports_of",
]


class UnknownReport(BadInput):
    """The city's workflow has no such report."""

    code = "unknown-report"
    says = Text(
        id="Laporan '{words}' tidak ada dalam alur kerja {workflow}.{guess}",
        en="The workflow {workflow} has no report '{words}'.{guess}",
    )
    next_step = Text(id="Yang ada: {known}.", en="There is: {known}.")


class UnknownTemplate(UnknownReport):
    """No report of that name can have a template."""

    says = Text(
        id="Tidak ada laporan bernama '{words}'.{near}",
        en="There is no report named '{words}'.{near}",
    )
    next_step = Text(id="Yang ada: {listing}.", en="There are: {listing}.")


class NoBooks(BadInput):
    """The definition that the city follows was written before workflows named their books."""

    code = "no-books"
    says = Text(
        id="Alur kerja {reference} yang diikuti kota ini belum menyebut buku.",
        en="The workflow {reference} that this city follows names no books.",
    )
    next_step = Text(
        id="Pindahkan kota ke definisi yang memuat buku: smartflow workflow migrate KOTA",
        en="Move the city to a definition that has books: smartflow workflow migrate CITY",
    )


class Report(msgspec.Struct, frozen=True):
    """Something that can be printed of a city.

    Attributes:
        book: The book or sheet as the workflow names it.
        stage: The stage that it is about, or None where it is about the city.
    """

    book: BookKind
    stage: Stage | None = None

    @property
    def name(self) -> str:
        """What people type, and what its file is called."""
        return self.book.key if self.stage is None else f"{self.book.key}-{self.stage.key}"

    @property
    def title(self) -> Text:
        """What stands on its cover."""
        if self.stage is None:
            return self.book.title
        return Text(
            id=f"{self.book.title.id} tahap {self.stage.title.id}",
            en=f"{self.book.title.en} of the stage {self.stage.title.en}",
        )


def reports_of(workflow: Workflow) -> tuple[Report, ...]:
    """Return every report of a workflow, in the order of its books and stages.

    Raises:
        NoBooks: the workflow names none.
    """
    found = tuple(_reports(workflow))
    if not found:
        raise NoBooks(
            Text(
                id=f"Alur kerja {workflow.reference} yang diikuti kota ini belum menyebut buku.",
                en=f"The workflow {workflow.reference} that this city follows names no books.",
            ),
            Text(
                id="Pindahkan kota ke definisi yang memuat buku",
                en="Move the city to a definition that has books",
            ),
            command=Command.of("workflow migrate {city}"),
        )
    return found


def _reports(workflow: Workflow) -> Iterator[Report]:
    for book in workflow.books:
        if book.each == "city":
            yield Report(book)
            continue
        for stage in workflow.stages:
            if workflow.transitions_from(stage.key):  # a final stage ends with no sheet
                yield Report(book, stage)


def find_report(workflow: Workflow, words: str) -> Report:
    """Return the report that ``words`` name: its name or its title, in any case.

    Raises:
        UnknownReport: there is none.
        NoBooks: the workflow names none at all.
    """
    reports = reports_of(workflow)
    wanted = folded(words)
    for report in reports:
        names = (report.name, report.name.replace("_", "-"), report.title.id, report.title.en)
        if wanted in {folded(name) for name in names}:
            return report
    guess = did_you_mean(words, (report.name for report in reports), most=1)
    kind = [report.name for report in reports if report.book.key == wanted]
    if kind:
        guess = Text(
            id=f" Ada satu untuk setiap tahap, misalnya '{kind[0]}'.",
            en=f" There is one for each stage, such as '{kind[0]}'.",
        )
    known = ", ".join(report.name for report in reports)
    raise UnknownReport(words=words, workflow=workflow.key, guess=guess, known=known)
