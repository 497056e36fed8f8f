"""``submit``: bring filled-in workbooks. A bad file is refused; a bad cell is kept and noted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from smartflow.casework.casework import Case, Draft, actor_of, perform_if, read_case
from smartflow.casework.fillers import Filler, find_filler, workflow_dimensions
from smartflow.casework.lookups import knowing_city
from smartflow.casework.pinned import pinned_workflow
from smartflow.casework.workspace import Workspace
from smartflow.command import Command
from smartflow.errors import BadInput, SmartflowError
from smartflow.history.acts import Submit
from smartflow.history.entries.entry import Entry
from smartflow.journey.worksheets.intake import Intake, draft_of, take_in
from smartflow.language import Text
from smartflow.model import Dimension, Worksheet
from smartflow.workbook.reading.reading import Expectation, Note, WorkbookReading
from smartflow.workflow.allow_list import registry_for
from smartflow.workflow.definition import Workflow

__all__ = [
    "ConsolidatedFile",
    "FileOutcome",
    "NoSuchFile",
    "NoWorkbooks",
    "NothingToSubmit",
    "OtherFiller",
    "SentByAnother",
    "Terms",
    "TwoFiles",
    "WhoseFile",
    "require_no_decisions",
    "require_own_copy",
    "submit",
    "terms_of",
]

MARKED = "-ditandai"
"""What the name of a marked copy ends with."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


class NothingToSubmit(BadInput):
    """No file was found where one was named."""

    code = "nothing-to-submit"


class NoWorkbooks(NothingToSubmit):
    """The folder holds no workbook."""

    says = Text(
        id="Tidak ada berkas kertas kerja di {where}.",
        en="There is no workbook in {where}.",
    )
    next_step = Text(
        id="Buat yang kosong dengan: smartflow worksheet template KOTA -o FOLDER",
        en="Write empty ones with: smartflow worksheet template CITY -o FOLDER",
    )


class NoSuchFile(NothingToSubmit):
    """There is no file of that name."""

    says = Text(id="Berkas '{path}' tidak ditemukan.", en="There is no file '{path}'.")
    next_step = Text(
        id="Periksa nama dan foldernya, lalu ulangi.",
        en="Check its name and folder, then try again.",
    )


class WhoseFile(BadInput):
    """The file does not say who filled it in, or says another than was named."""

    code = "whose-file"
    says = Text(
        id="Berkas ini tidak menyebut siapa yang mengisinya.",
        en="This file does not say who filled it in.",
    )
    next_step = Text(
        id="Sebutkan: smartflow submit {slug} BERKAS --agency KODE",
        en="Name it: smartflow submit {slug} FILE --agency CODE",
    )


class OtherFiller(WhoseFile):
    """The file was filled in by another agency than the one that was named."""

    says = Text(
        id="Berkas ini milik {filler}, bukan {filler_key}.",
        en="This file is {filler}'s, not {filler_key}'s.",
    )
    next_step = Text(
        id="Kirim tanpa --agency, atau pakai buku kerja yang benar.",
        en="Submit without --agency, or use the right workbook.",
    )


class SentByAnother(BadInput):
    """The present copy was sent by somebody else."""

    code = "sent-by-another"
    says = Text(
        id="{worksheet} dari {filler} yang ada sekarang dikirim oleh {by} pada {day}.",
        en="The present {worksheet} of {filler} was sent by {by} on {day}.",
    )
    next_step = Text(
        id="Setelah bersepakat dengan pengirimnya, ulangi dengan --replace.",
        en="When you have agreed with the sender, repeat with --replace.",
    )


class TwoFiles(BadInput):
    """Two files of one command hold the same worksheet of the same filler."""

    code = "two-files"
    says = Text(
        id="{worksheet} dari {filler} sudah dikirim dari {other} dalam perintah yang sama.",
        en="{worksheet} of {filler} was submitted from {other} by the same command.",
    )
    next_step = Text(
        id="Pilih satu; bila {path} yang berlaku, kirim berkas itu sendiri.",
        en="Choose one; if {path} is the right one, submit that file by itself.",
    )


class ConsolidatedFile(BadInput):
    """The file is a consolidated sheet, whose decisions another act records."""

    code = "consolidated-file"
    says = Text(
        id="'{worksheet}' berisi keputusan atas baris perangkat daerah.",
        en="'{worksheet}' holds decisions on the agencies' rows.",
    )
    next_step = Text(
        id="Kirim dengan: smartflow consolidate {slug} {filler} BERKAS",
        en="Send it with: smartflow consolidate {slug} {filler} FILE",
    )


class FileOutcome(msgspec.Struct, frozen=True):
    """What came of one file.

    Attributes:
        path: The file.
        intake: What it brought; None when it was refused.
        notes: What its sender should know.
        entry: The entry that records it; None when it was refused or changed nothing.
        refusal: Why it was refused.
        marked: The copy with its bad cells in red, if one was asked for and there are any.
    """

    path: Path
    intake: Intake | None = None
    notes: tuple[Note, ...] = ()
    entry: Entry | None = None
    refusal: SmartflowError | None = None
    marked: Path | None = None


class Terms(msgspec.Struct, frozen=True):
    """What a file is read and judged by.

    Attributes:
        workflow: The city's workflow.
        worksheets: Its registered worksheets, regional columns included.
        dimensions: Its dimensions.
        expectation: The same, as the reader wants it.
    """

    workflow: Workflow
    worksheets: dict[str, Worksheet]
    dimensions: tuple[Dimension, ...]
    expectation: Expectation


def terms_of(workspace: Workspace, case: Case) -> Terms:
    """Return what files for a city are read by."""
    workflow = pinned_workflow(case)
    registry = registry_for(workspace.registry, workflow)
    worksheets = registry.worksheets_for(case.state.city)
    dimensions = workflow_dimensions(workflow, registry)
    expectation = Expectation(
        city=case.state.city,
        worksheets=worksheets,
        dimensions=dimensions,
        agencies=tuple(case.state.agencies.values()),
    )
    return Terms(workflow, worksheets, dimensions, expectation)


def submit(  # noqa: PLR0913  the options of the command
    workspace: Workspace,
    city: str,
    paths: Iterable[Path],
    *,
    filler: str = "",
    replace: bool = False,
    marked: Path | None = None,
) -> tuple[FileOutcome, ...]:
    """Submit files and the files in folders; each good file is one act.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        paths: Files and folders.
        filler: Whose files they are, for files that do not say.
        replace: Whether a copy that somebody else sent may be replaced, and a sheet that is empty
            in the file may empty the one in the dossier.
        marked: A folder for copies with the bad cells in red.

    Raises:
        NothingToSubmit: no file was found.
        UnknownCity: there is no such city.
    """
    case = read_case(workspace, city)
    with knowing_city(case.state.city.slug):
        files = _files(paths)
    filing = _Filing(workspace, city, terms_of(workspace, case), filler, replace, marked)
    return tuple(filing.submit(path) for path in files)


def _files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that are named, and those with a known suffix in the folders.

    Our own marked copies are left out of folders: an official may keep them beside the originals,
    and an old one must not take the place of what was mended since.
    """
    from smartflow.workbook.reading.reader import is_lock_file

    named = tuple(paths)
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.suffix.lower() in SUFFIXES)
            found.extend(
                p
                for p in inside
                if p.is_file() and not is_lock_file(p) and not p.stem.endswith(MARKED)
            )
        elif path.is_file():
            found.append(path)
        else:
            raise NoSuchFile(path=path)
    if not found:
        where = ", ".join(str(path) for path in named)
        raise NothingToSubmit(
            Text(
                id=f"Tidak ada berkas kertas kerja di {where}.",
                en=f"There is no workbook in {where}.",
            ),
            Text(id="Buat yang kosong dengan", en="Write empty ones with"),
            command=Command.of("worksheet template {city} -o {folder}"),
        )
    return tuple(dict.fromkeys(found))


class _Filing:
    """One command: its files are submitted one after the other, none of them twice."""

    def __init__(  # noqa: PLR0913  the options of the command
        self,
        workspace: Workspace,
        city: str,
        terms: Terms,
        filler: str,
        replace: bool,  # noqa: FBT001  an option of the command
        marked: Path | None,
    ) -> None:
        self._workspace = workspace
        self._city = city
        self._marked = marked
        self.terms = terms
        self.filler = filler
        self.replace = replace
        self.brought: dict[tuple[str, str], Path] = {}

    def submit(self, path: Path) -> FileOutcome:
        """Submit one file."""
        from smartflow.workbook.reading.reader import read_workbook

        try:
            reading = read_workbook(path, self.terms.expectation)
            act = _Submission(self, reading, path)
            entry = perform_if(self._workspace, self._city, act.plan)
        except SmartflowError as refusal:
            if refusal.exit_code != BadInput.exit_code:
                raise
            return FileOutcome(path=path, refusal=refusal)
        if act.intake is not None:
            for part in act.intake.taken:
                self.brought[part.worksheet.key, act.intake.filler.key] = path
        copy = _mark(path, reading, self._marked) if self._marked is not None else None
        return FileOutcome(
            path=path, intake=act.intake, notes=reading.notes, entry=entry, marked=copy
        )


class _Submission:
    """One file on its way into the history; ``plan`` may be asked more than once."""

    def __init__(self, filing: _Filing, reading: WorkbookReading, path: Path) -> None:
        self._filing = filing
        self._reading = reading
        self._path = path
        self.intake: Intake | None = None

    def plan(self, case: Case) -> Draft | None:
        """Return the entry of this file, or None when it changes nothing."""
        filing = self._filing
        filler = _whose(case, filing.terms, self._reading, filing.filler)
        require_no_decisions(case, filing.terms, self._reading, filler)
        intake = take_in(
            case,
            filing.terms.workflow,
            filing.terms.worksheets,
            filler,
            self._reading,
            empty_replaces=filing.replace,
        )
        self.intake = intake
        if not intake.taken:
            return None
        self._require_one_file(intake)
        if not filing.replace:
            require_own_copy(case, intake)
        return draft_of(Submit, intake, self._reading, self._path.name)

    def _require_one_file(self, intake: Intake) -> None:
        """Refuse a second copy in one command: which of the two counts, only a person knows."""
        for part in intake.taken:
            other = self._filing.brought.get((part.worksheet.key, intake.filler.key))
            if other is not None:
                raise TwoFiles(
                    worksheet=part.worksheet.title,
                    filler=intake.filler.key,
                    other=other.name,
                    path=self._path.name,
                )


def _whose(case: Case, terms: Terms, reading: WorkbookReading, named: str) -> Filler:
    city = case.state.city
    if not named and not reading.filler:
        if all(terms.worksheets[sheet.worksheet].per == "city" for sheet in reading.sheets):
            return find_filler(case, terms.dimensions, city.slug)
        raise WhoseFile(slug=city.slug)
    filler = find_filler(case, terms.dimensions, named or reading.filler)
    if reading.filler and filler.key != reading.filler:
        raise OtherFiller(filler=reading.filler, filler_key=filler.key)
    return filler


def require_no_decisions(
    case: Case, terms: Terms, reading: WorkbookReading, filler: Filler
) -> None:
    """Refuse a consolidated sheet: ``consolidate`` sees to it that no agency's row gets lost.

    Raises:
        ConsolidatedFile: the file holds one with rows.
    """
    for sheet in reading.sheets:
        worksheet = terms.worksheets[sheet.worksheet]
        if worksheet.consolidates and sheet.rows:
            slug = case.state.city.slug
            raise ConsolidatedFile(worksheet=worksheet.title, slug=slug, filler=filler.key)


def require_own_copy(case: Case, intake: Intake) -> None:
    """Refuse to replace what somebody else sent, unless that was typed on the filler's behalf.

    Raises:
        SentByAnother: somebody else sent the present copy of a worksheet.
    """
    person = actor_of(case).person
    for part in intake.taken:
        present = case.state.submissions.get((part.worksheet.key, intake.filler.key))
        if present is None or present.on_behalf or present.by == person:
            continue
        raise SentByAnother(
            worksheet=part.worksheet.title, filler=intake.filler.key, by=present.by, day=present.day
        )


def _mark(path: Path, reading: WorkbookReading, folder: Path) -> Path | None:
    """Write a copy with the bad cells in red; None when there are none."""
    from smartflow.workbook.writing.marking import mark_workbook, marks_of

    marks = marks_of(reading)
    if not marks:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    # A name of its own, so that DIR may be the folder in which the file itself lies.
    target = folder / f"{path.stem}{MARKED}.xlsx"
    mark_workbook(path, target, marks)
    return target
