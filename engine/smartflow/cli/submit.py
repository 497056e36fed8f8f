"""``smartflow submit``: bring filled-in workbooks; a bad file is refused, a bad cell is noted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cli.arguments import city_argument
from smartflow.cli.command import argument, command, option
from smartflow.cli.values import EXISTING
from smartflow.cli.values import FOLDER as FOLDER_TYPE
from smartflow.cli.wording import AGENCY, FILE, FOLDER, NEXT_STEP
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from smartflow.actions.intake import Intake
    from smartflow.actions.submit import FileOutcome
    from smartflow.cli.call import Call
    from smartflow.workbook.reading import Note

__all__ = ["COMMAND", "intake_lines", "note_lines"]

REFUSED = 2


@command(
    "submit",
    Text(
        id="Mengirim kertas kerja yang sudah diisi: berkas, atau folder berisi berkas.\n\nBerkas"
        " yang tidak dapat dibaca ditolak; sel yang keliru dicatat dan dilaporkan, tanpa menolak"
        " berkasnya. Kode keluar 2 bila ada berkas yang ditolak.",
        en="Submit filled-in worksheets: files, or folders of files.\n\nA file that cannot be read"
        " is refused; a cell that is wrong is kept and reported, and its file is taken. Exit code"
        " 2 if a file was refused.",
    ),
)
@city_argument
@argument(
    "files",
    label=FILE,
    text=Text(id="Berkas atau folder.", en="Files or folders."),
    type=EXISTING,
    nargs=-1,
    required=True,
)
@option(
    "--agency",
    "--dimension",
    "agency",
    text=Text(
        id="Pengisinya, untuk berkas yang tidak menyebutkannya.",
        en="Who filled it in, for files that do not say.",
    ),
    metavar_text=AGENCY,
    default="",
)
@option(
    "--marked",
    text=Text(
        id="Tulis salinan di folder ini dengan sel keliru berwarna merah.",
        en="Write copies to this folder with the bad cells in red.",
    ),
    metavar_text=FOLDER,
    type=FOLDER_TYPE,
)
@option(
    "--replace",
    text=Text(
        id="Ganti salinan yang dikirim orang lain.",
        en="Replace a copy that somebody else sent.",
    ),
    is_flag=True,
)
def submit(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    files: tuple[Path, ...],
    agency: str,
    marked: Path | None,
    *,
    replace: bool,
) -> int:
    """Submit files and say what came of each."""
    from smartflow.actions.submit import submit as act

    outcomes = act(call.workspace(), city, files, filler=agency, replace=replace, marked=marked)
    for outcome in outcomes:
        for line in _outcome_lines(call, outcome):
            call.write(line)
    refused = sum(1 for outcome in outcomes if outcome.refusal is not None)
    if len(outcomes) > 1:
        call.write("")
        call.done(_summary(outcomes, refused))
    if not refused:
        call.say(
            Text(
                id=f"Langkah berikutnya: smartflow check {city}",
                en=f"Next step: smartflow check {city}",
            )
        )
    return REFUSED if refused else 0


def _summary(outcomes: Sequence[FileOutcome], refused: int) -> Text:
    taken = sum(1 for outcome in outcomes if outcome.entry is not None)
    same = len(outcomes) - taken - refused
    notes = sum(len(outcome.notes) for outcome in outcomes)
    return Text(
        id=f"{len(outcomes)} berkas: {taken} diterima, {same} tidak berubah, {refused} ditolak;"
        f" {notes} hal perlu dilihat.",
        en=f"{len(outcomes)} files: {taken} taken, {same} unchanged, {refused} refused; {notes}"
        " remarks.",
    )


def _outcome_lines(call: Call, outcome: FileOutcome) -> Iterator[str]:
    name, refusal = outcome.path.name, outcome.refusal
    if refusal is not None:
        yield f"{name}: {call.words(Text(id='DITOLAK', en='REFUSED'))}"
        yield f"  {call.words(refusal.message)}"
        if refusal.hint is not None:
            yield f"  {call.words(NEXT_STEP)}: {call.words(refusal.hint)}"
        return
    if outcome.intake is not None:
        recorded = outcome.entry.seq if outcome.entry is not None else 0
        yield f"{name}: {call.words(_headline(outcome.intake, recorded))}"
        for text in intake_lines(outcome.intake):
            yield f"  {call.words(text)}"
    for text in note_lines(outcome.notes):
        yield f"  {call.words(text)}"
    if outcome.marked is not None:
        marked = outcome.marked
        yield "  " + call.words(
            Text(id=f"Salinan bertanda: {marked}", en=f"The marked copy: {marked}")
        )


def _headline(intake: Intake, recorded: int) -> Text:
    who = intake.filler.key
    if recorded:
        return Text(
            id=f"diterima dari {who} (entri {recorded})", en=f"taken from {who} (entry {recorded})"
        )
    return Text(
        id=f"sama dengan yang sudah dikirim {who}; tidak ada yang dicatat",
        en=f"what {who} has sent already; nothing was recorded",
    )


def intake_lines(intake: Intake) -> Iterator[Text]:
    """Yield what an intake brought: rows, changes, what was left as it is."""
    for part in intake.taken:
        title, count = part.worksheet.title, len(part.rows)
        yield Text(id=f"{title.id}: {count} baris", en=f"{title.en}: {count} rows")
        if not part.first:
            summary = part.changes.summary()
            yield Text(id=f"  {summary.id}", en=f"  {summary.en}")
            for line in part.changes.lines(part.worksheet):
                yield Text(id=f"    {line.id}", en=f"    {line.en}")
    if intake.left_empty:
        keys = ", ".join(intake.left_empty)
        yield Text(
            id=f"Kosong di berkas ini, isi lama dipertahankan: {keys} (ganti dengan --replace)",
            en=f"Empty in this file, what was there is kept: {keys} (replace with --replace)",
        )


def note_lines(notes: Iterable[Note]) -> Iterator[Text]:
    """Yield each note with its place: ``! lembar 'Isu', baris 7: ...``."""
    for note in notes:
        places_id, places_en = [], []
        if note.sheet:
            places_id.append(f"lembar '{note.sheet}'")
            places_en.append(f"sheet '{note.sheet}'")
        if note.number:
            places_id.append(f"baris {note.number}")
            places_en.append(f"row {note.number}")
        where_id = ", ".join(places_id) + ": " if places_id else ""
        where_en = ", ".join(places_en) + ": " if places_en else ""
        yield Text(id=f"! {where_id}{note.message.id}", en=f"! {where_en}{note.message.en}")


COMMAND = submit
