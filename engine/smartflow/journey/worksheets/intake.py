"""Taking in a worksheet: what every act that brings rows has in common.

``submit``, ``worksheet_entry`` and ``consolidate`` differ in who brings the file and why; here the
rows get their ids, are compared with what is there, and become the parts of one entry.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smartflow.casework.casework import Case, Draft
from smartflow.casework.fillers import Filler
from smartflow.command import Command
from smartflow.errors import BadInput
from smartflow.fold.dossier import submitted_rows
from smartflow.history.acts import FiledWorksheet, Filing
from smartflow.history.entries.blob import Blob, fresh_salt, seal_salted
from smartflow.language import Text
from smartflow.model import Row, Worksheet
from smartflow.model.row_table import encode_table
from smartflow.workbook.matching import RowChanges, assign_ids, compare_rows
from smartflow.workbook.reading.reading import SheetReading, WorkbookReading
from smartflow.workflow.definition import Workflow

__all__ = [
    "Intake",
    "NotForNil",
    "StageClosed",
    "TakenSheet",
    "WorksheetUnused",
    "WrongFiller",
    "draft_of",
    "require_open",
    "take_in",
]


class WrongFiller(BadInput):
    """The file holds a worksheet that this filler does not fill in."""

    code = "wrong-filler"
    says = Text(
        id="'{worksheet}' diisi oleh {who}, bukan oleh {filler}.",
        en="'{worksheet}' is filled in by {who}, not by {filler}.",
    )
    next_step = Text(
        id="Pakai buku kerja yang benar: smartflow worksheet template KOTA -o FOLDER",
        en="Use the right workbook: smartflow worksheet template CITY -o FOLDER",
    )


class NotForNil(WrongFiller):
    """Only an agency says nil, and only for a worksheet of agencies."""

    says = Text(
        id="Laporan nihil hanya untuk perangkat daerah dan kertas kerja yang diisinya; {sheet}"
        " tidak diisi oleh {who}.",
        en="Only an agency says nil, for a worksheet that agencies fill in; {sheet} is not filled"
        " in by {who}.",
    )
    next_step = Text(
        id="Lihat siapa mengisi apa: smartflow worksheet list {slug}",
        en="See who fills in what: smartflow worksheet list {slug}",
    )


class StageClosed(BadInput):
    """The worksheet belongs to a stage that has ended."""

    code = "stage-closed"
    says = Text(
        id="'{worksheet}' milik tahap '{last}' yang sudah selesai; {city} kini di tahap '{now}'.",
        en="'{worksheet}' belongs to the stage '{last}', which has ended; {city} is in the stage"
        " '{now}'.",
    )
    next_step = Text(
        id="Kembalikan dulu: smartflow send-back {slug} {own} --reason ALASAN",
        en="Send it back first: smartflow send-back {slug} {own} --reason REASON",
    )


class WorksheetUnused(StageClosed):
    """The workflow does not use the worksheet."""

    says = Text(
        id="'{worksheet}' tidak dipakai dalam alur kerja {workflow}.",
        en="The workflow {workflow} does not use '{worksheet}'.",
    )
    next_step = Text(
        id="Hapus lembar itu dari berkas lalu kirim lagi.",
        en="Take that sheet out of the file and submit again.",
    )


class TakenSheet(msgspec.Struct, frozen=True):
    """One worksheet of a file as it will be recorded.

    Attributes:
        worksheet: The worksheet.
        rows: Its rows with their ids.
        changes: What differs from the present copy.
        content: The rows as they are stored.
        first: Whether there was no copy before.
    """

    worksheet: Worksheet
    rows: tuple[Row, ...]
    changes: RowChanges
    content: bytes
    first: bool


class Intake(msgspec.Struct, frozen=True):
    """What a file brings.

    Attributes:
        filler: Who filled it in.
        taken: The worksheets that are new or differ.
        unchanged: Keys of worksheets that are as they were.
        left_empty: Keys of worksheets that are empty in the file but not in the dossier.
        sheets: Names of the sheets in the file to the worksheets that they are.
    """

    filler: Filler
    taken: tuple[TakenSheet, ...]
    unchanged: tuple[str, ...]
    left_empty: tuple[str, ...]
    sheets: Mapping[str, Worksheet]


def take_in(  # noqa: PLR0913  what an intake depends on, and nothing more
    case: Case,
    workflow: Workflow,
    worksheets: Mapping[str, Worksheet],
    filler: Filler,
    reading: WorkbookReading,
    *,
    empty_replaces: bool = False,
) -> Intake:
    """Compare a file with what the filler has submitted so far.

    A worksheet that is empty in the file and filled in the dossier is left as it is, unless
    ``empty_replaces``: an official who fills in one sheet of several has not withdrawn the rest.

    Raises:
        WrongFiller: a sheet is not this filler's to fill in.
        StageClosed: a worksheet of an earlier stage differs from what was submitted.
    """
    taken: list[TakenSheet] = []
    unchanged: list[str] = []
    left_empty: list[str] = []
    for sheet in reading.sheets:
        worksheet = worksheets[sheet.worksheet]
        if worksheet.per != filler.per:
            who = _WHO[worksheet.per]
            raise WrongFiller(worksheet=worksheet.title, who=who, filler=filler.title)
        before, next_number = submitted_rows(case.state, worksheet, filler.key, case.read_blobs)
        known = (worksheet.key, filler.key) in case.state.submissions
        empties = empty_replaces and not worksheet.consolidates  # decisions are never wiped unseen
        if not sheet.rows and not (before and empties):
            if before:
                left_empty.append(worksheet.key)
            continue
        part = _take_sheet(worksheet, filler, sheet, before, next_number, first=not known)
        if known and not part.changes:
            unchanged.append(worksheet.key)
            continue
        require_open(case, workflow, worksheet)
        taken.append(part)
    sheets = {sheet.sheet: worksheets[sheet.worksheet] for sheet in reading.sheets}
    return Intake(filler, tuple(taken), tuple(unchanged), tuple(left_empty), sheets)


def _take_sheet(  # noqa: PLR0913  see take_in
    worksheet: Worksheet,
    filler: Filler,
    sheet: SheetReading,
    before: tuple[Row, ...],
    next_number: int,
    *,
    first: bool,
) -> TakenSheet:
    named, next_number = assign_ids(worksheet, filler.key, sheet.rows, before, next_number)
    rows = tuple(
        Row(
            draft.cells,
            id=row_id,
            worksheet=worksheet.key,
            filler=filler.key,
            sheet=sheet.sheet,
            number=draft.number,
            written=draft.written,
        )
        for row_id, draft in named
    )
    return TakenSheet(
        worksheet=worksheet,
        rows=rows,
        changes=compare_rows(worksheet, before, rows),
        content=encode_table(worksheet, filler.key, rows, next_number),
        first=first,
    )


def draft_of(  # noqa: PLR0913  the parts of one entry
    act: type[Filing],
    intake: Intake,
    reading: WorkbookReading,
    file_name: str,
    *,
    source: Blob | None = None,
    reason: str = "",
    decided: Mapping[str, Mapping[str, int]] | None = None,
) -> Draft:
    """Return the entry that records an intake.

    Rows and files may hold personal data, so both are salted.

    Args:
        act: Which of the acts that take in a file.
        intake: What is recorded; it takes at least one worksheet.
        reading: The file.
        file_name: Its name, without a folder.
        source: What the entry was typed from (a photo, a letter), for ``worksheet_entry``.
        reason: Why, in the person's words.
        decided: Of consolidated worksheets: how many rows were used, merged and not used.
    """
    file = seal_salted(reading.content, fresh_salt())
    tables = [seal_salted(part.content, fresh_salt()) for part in intake.taken]
    parts = tuple(
        FiledWorksheet(
            worksheet=part.worksheet.key,
            version=part.worksheet.version,
            rows=table.digest,
            row_count=len(part.rows),
            decided=dict((decided or {}).get(part.worksheet.key, {})),
        )
        for part, table in zip(intake.taken, tables, strict=True)
    )
    return Draft.of(
        act(
            filler=intake.filler.key,
            file=file.digest,
            file_name=file_name,
            on_behalf=source is not None,
            source=source.digest if source else "",
            worksheets=parts,
        ),
        blobs=(file, *tables, *((source,) if source else ())),
        reason=reason,
    )


def require_open(case: Case, workflow: Workflow, worksheet: Worksheet) -> None:
    """Refuse a worksheet that the workflow does not use, or whose last stage has ended.

    Raises:
        StageClosed: naming the stage to send back to.
    """
    stages = [stage.key for stage in workflow.stages]
    own = [stage.key for stage in workflow.stages if worksheet.key in stage.worksheets]
    if any(stages.index(key) >= stages.index(case.state.stage) for key in own):
        return
    city = case.state.city
    if not own:
        raise WorksheetUnused(worksheet=worksheet.title, workflow=workflow.key)
    last, now = workflow.stage(own[-1]).title, workflow.stage(case.state.stage).title
    raise StageClosed(
        worksheet=worksheet.title, last=last, city=city.name, now=now, slug=city.slug, own=own[-1]
    )


_WHO = {
    "agency": Text(id="perangkat daerah", en="an agency"),
    "dimension": Text(id="kelompok kerja dimensi", en="a dimension's working group"),
    "city": Text(id="pemerintah daerah", en="the city"),
}


def _wrong_filler(filler: Filler, worksheet: Worksheet) -> WrongFiller:
    who = _WHO[worksheet.per]
    return WrongFiller(
        Text(
            id=f"'{worksheet.title.id}' diisi oleh {who.id}, bukan oleh {filler.title}.",
            en=f"'{worksheet.title.en}' is filled in by {who.en}, not by {filler.title}.",
        ),
        Text(id="Pakai buku kerja yang benar", en="Use the right workbook"),
        command=Command.of("worksheet template {city} -o {folder}"),
    )
