"""``worksheet entry``: what came as a photo or a letter, typed by the secretariat.

It counts at once, and awaits the agency's confirmation (``worksheet confirm``).
"""

from __future__ import annotations

from pathlib import Path

from smartflow.casework.casework import Case, Draft, perform, read_case
from smartflow.casework.fillers import find_filler
from smartflow.casework.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.history.acts import WorksheetEntry
from smartflow.history.entries.blob import fresh_salt, seal_salted
from smartflow.history.entries.entry import Entry
from smartflow.journey.worksheets.intake import Intake, draft_of, take_in
from smartflow.journey.worksheets.submit import (
    Terms,
    require_no_decisions,
    require_own_copy,
    terms_of,
)
from smartflow.language import Text
from smartflow.workbook.reading.reading import WorkbookReading

__all__ = ["NothingNew", "SourceMissing", "worksheet_entry"]


class SourceMissing(BadInput):
    """The photo or letter cannot be read."""

    code = "source-missing"
    says = Text(
        id="Sumber '{source}' tidak dapat dibaca: {cause}.",
        en="The source '{source}' cannot be read: {cause}.",
    )
    next_step = Text(
        id="Sertakan foto atau suratnya: --source BERKAS",
        en="Give the photo or letter: --source FILE",
    )


class NothingNew(BadInput):
    """The file says what is recorded already."""

    code = "nothing-new"
    says = Text(
        id="Isi berkas ini sudah sama dengan yang tercatat untuk {filler}.",
        en="This file says what is recorded for {filler} already.",
    )
    next_step = Text(id="Tidak ada yang perlu dilakukan.", en="There is nothing to do.")


def worksheet_entry(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    file: Path,
    *,
    on_behalf: str,
    source: Path,
    reason: str = "",
    replace: bool = False,
) -> tuple[Entry, WorkbookReading]:
    """Record a workbook that was typed on an agency's behalf.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        file: The typed workbook.
        on_behalf: The code of the agency.
        source: The photo, scan or letter it was typed from; kept beside it.
        reason: Why, in the person's words.
        replace: Whether what the agency itself sent may be replaced by what was typed for it.

    Returns:
        The entry, and the reading with its notes.

    Raises:
        SourceMissing: ``source`` cannot be read.
        NothingNew: nothing differs from what is recorded.
        ConsolidatedFile: it holds a consolidated sheet, whose decisions another act records.
        SentByAnother: somebody else sent the present copy.
        SmartflowError: the workbook is refused.
    """
    from smartflow.workbook.reading.reader import read_workbook

    try:
        picture = seal_salted(source.read_bytes(), fresh_salt())
    except OSError as error:
        raise SourceMissing(source=source, cause=error.strerror) from error
    terms = terms_of(workspace, read_case(workspace, city))
    reading = read_workbook(file, terms.expectation)

    def plan(case: Case) -> Draft:
        intake = _intake(case, terms, reading, on_behalf)
        if not replace:
            require_own_copy(case, intake)
        return draft_of(WorksheetEntry, intake, reading, file.name, source=picture, reason=reason)

    return perform(workspace, city, plan), reading


def _intake(case: Case, terms: Terms, reading: WorkbookReading, on_behalf: str) -> Intake:
    filler = find_filler(case, terms.dimensions, on_behalf)
    require_no_decisions(case, terms, reading, filler)
    intake = take_in(case, terms.workflow, terms.worksheets, filler, reading)
    if not intake.taken:
        raise NothingNew(filler=filler.key)
    return intake
