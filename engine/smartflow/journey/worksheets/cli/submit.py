"""``smartflow submit``: bring filled-in workbooks; a bad file is refused, a bad cell is noted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.cells import counted
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.values import EXISTING
from smartflow.terminal.values import FOLDER as FOLDER_TYPE
from smartflow.terminal.words.wording import AGENCY, FILE, FOLDER, NEXT_STEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from smartflow.journey.worksheets.intake import Intake
    from smartflow.journey.worksheets.submit import FileOutcome
    from smartflow.model import Row, Worksheet
    from smartflow.terminal.call import Call
    from smartflow.terminal.words.naming import Names
    from smartflow.workbook.reading.reading import Note

__all__ = ["COMMAND", "intake_lines", "note_lines", "row_names"]

REFUSED = 2
FEW = 5
"""How many files that were passed over are named."""
MOST = 30
"""How many changes, and how many notes, of one file are printed before the rest is counted."""


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
    from smartflow.journey.worksheets.submit import submit as act
    from smartflow.terminal.words.naming import titles_in

    outcomes = act(call.workspace(), city, files, filler=agency, replace=replace, marked=marked)
    names = titles_in(call, city)
    for outcome in outcomes:
        for line in _outcome_lines(call, outcome, names):
            call.write(line)
    refused = sum(1 for outcome in outcomes if outcome.refusal is not None)
    if len(outcomes) > 1:
        call.write("")
        call.done(_summary(outcomes, refused))
    _say_what_was_passed_over(call, files, outcomes)
    _say_how_to_say_nil(call, outcomes, names.slug)
    if not refused:
        call.say(
            Text(
                id=f"Langkah berikutnya: smartflow check {names.slug}",
                en=f"Next step: smartflow check {names.slug}",
            )
        )
    return REFUSED if refused else 0


def _say_what_was_passed_over(
    call: Call, named: Iterable[Path], outcomes: Sequence[FileOutcome]
) -> None:
    """Say which files in the folders are no workbooks: a photo must not vanish unseen."""
    read = {outcome.path for outcome in outcomes} | {outcome.marked for outcome in outcomes}
    inside = (path for folder in named if folder.is_dir() for path in sorted(folder.rglob("*")))
    passed = [p.name for p in inside if p.is_file() and p not in read and p.name[0] not in "~."]
    if passed:
        few = ", ".join(passed[:FEW]) + (", ..." if len(passed) > FEW else "")
        call.say(
            Text(
                id=f"Dilewati, bukan kertas kerja ({len(passed)}): {few}. Foto atau surat"
                " dientri dengan: smartflow worksheet entry",
                en=f"Passed over, no workbooks ({len(passed)}): {few}. Enter a photo or a"
                " letter with: smartflow worksheet entry",
            )
        )


def _summary(outcomes: Sequence[FileOutcome], refused: int) -> Text:
    taken = sum(1 for outcome in outcomes if outcome.entry is not None)
    empty = sum(1 for outcome in outcomes if _is_empty(outcome))
    same = len(outcomes) - taken - refused - empty
    notes = sum(len(outcome.notes) for outcome in outcomes)
    return Text(
        id=f"{len(outcomes)} berkas: {taken} diterima, {same} tidak berubah, {empty} kosong,"
        f" {refused} ditolak; {notes} hal perlu dilihat.",
        en=f"{counted(len(outcomes), 'file')}: {taken} taken, {same} unchanged, {empty} empty,"
        f" {refused} refused;"
        f" {counted(notes, 'remark')}.",
    )


def _is_empty(outcome: FileOutcome) -> bool:
    """Say whether a file was read and holds no row at all."""
    intake = outcome.intake
    if outcome.entry is not None or intake is None:
        return False
    return not intake.unchanged and not intake.left_empty


def _say_how_to_say_nil(call: Call, outcomes: Iterable[FileOutcome], slug: str) -> None:
    """Say that an empty workbook is no answer, and what is one."""
    agencies = [
        outcome.intake.filler.key
        for outcome in outcomes
        if outcome.intake is not None
        and outcome.intake.filler.per == "agency"
        and _is_empty(outcome)
    ]
    if agencies:
        call.say(
            Text(
                id="Berkas kosong belum berarti menjawab. Bila memang tidak ada yang dilaporkan:"
                f" smartflow nil {slug} {agencies[0]} KERTAS_KERJA",
                en="An empty file is no answer. If there is nothing to report: smartflow nil"
                f" {slug} {agencies[0]} WORKSHEET",
            )
        )


def _outcome_lines(call: Call, outcome: FileOutcome, names: Names) -> Iterator[str]:
    name, refusal = outcome.path.name, outcome.refusal
    if refusal is not None:
        yield f"{name}: {call.words(Text(id='DITOLAK', en='REFUSED'))}"
        yield f"  {call.words(refusal.message)}"
        if refusal.hint is not None:
            yield f"  {call.words(NEXT_STEP)}: {call.words(refusal.hint)}"
        return
    who = Text.same(name)
    if outcome.intake is not None:
        recorded = outcome.entry.seq if outcome.entry is not None else 0
        who = names.filler(outcome.intake.filler)
        empty = not outcome.intake.unchanged
        yield f"{name}: {call.words(_headline(who, recorded, empty=empty))}"
        for text in intake_lines(outcome.intake, names):
            yield f"  {call.words(text)}"
    sheets = outcome.intake.sheets if outcome.intake is not None else {}
    for text in note_lines(outcome.notes, who, sheets):
        yield f"  {call.words(text)}"
    if outcome.marked is not None:
        marked = outcome.marked
        yield "  " + call.words(
            Text(id=f"Salinan bertanda: {marked}", en=f"The marked copy: {marked}")
        )


def _headline(who: Text, recorded: int, *, empty: bool) -> Text:
    if recorded:
        return Text(
            id=f"diterima dari {who.id} (entri {recorded})",
            en=f"taken from {who.en} (entry {recorded})",
        )
    if empty:
        return Text(
            id=f"kosong; tidak ada yang dicatat dari {who.id}",
            en=f"empty; nothing was recorded of {who.en}",
        )
    return Text(
        id=f"sama dengan yang sudah dikirim {who.id}; tidak ada yang dicatat",
        en=f"what {who.en} has sent already; nothing was recorded",
    )


def intake_lines(intake: Intake, names: Names) -> Iterator[Text]:
    """Yield what an intake brought: rows, changes, what was left as it is."""
    room = MOST
    for part in intake.taken:
        title, count = part.worksheet.title, len(part.rows)
        yield Text(id=f"{title.id}: {count} baris", en=f"{title.en}: {counted(count, 'row')}")
        if not part.first:
            summary = part.changes.summary()
            yield Text(id=f"  {summary.id}", en=f"  {summary.en}")
            lines = part.changes.lines(part.worksheet, row_names(part.worksheet, part.rows))
            for line in lines[:room]:
                yield Text(id=f"    {line.id}", en=f"    {line.en}")
            more = len(lines) - room
            room = max(0, room - len(lines))
            if more > 0:
                yield Text(
                    id=f"    ... dan {more} perubahan lain",
                    en=f"    ... and {counted(more, 'more change')}",
                )
    if intake.left_empty:
        kept = [names.worksheet(key) for key in intake.left_empty]
        yield Text(
            id=f"Kosong di berkas ini, isi lama dipertahankan: {', '.join(one.id for one in kept)}"
            " (ganti dengan --replace)",
            en=f"Empty in this file, what was there is kept: {', '.join(one.en for one in kept)}"
            " (replace with --replace)",
        )


def row_names(worksheet: Worksheet, rows: Iterable[Row]) -> Mapping[str, str]:
    """Return what the rows of a consolidated sheet are called, ``DINKES:S4``, by their ids."""
    from smartflow.journey.worksheets.consolidated import merged_name

    if not worksheet.consolidates:
        return {}
    return {row.id: merged_name(row) for row in rows}


def note_lines(notes: Sequence[Note], who: Text, sheets: Mapping[str, Worksheet]) -> Iterator[Text]:
    """Yield each note with its place: ``! lembar 'Isu', baris 7, kolom Tahun: ...``.

    Args:
        notes: What the reader noted in a file that was taken; the tail of many is only counted.
        who: Whose it was taken as. A note that asks for ``--agency`` is answered by that.
        sheets: Names of the sheets in the file to their worksheets, for the columns' titles.
    """
    for note in notes[:MOST]:
        if "--agency" in note.message.en:
            yield Text(
                id=f"! Bukan templat SmartFlow; dibaca sebagai isian {who.id}.",
                en=f"! This is not a SmartFlow template; it was read as that of {who.en}.",
            )
            continue
        places = _places(note, sheets)
        where_id = ", ".join(place.id for place in places) + ": " if places else ""
        where_en = ", ".join(place.en for place in places) + ": " if places else ""
        yield Text(id=f"! {where_id}{note.message.id}", en=f"! {where_en}{note.message.en}")
    more = len(notes) - MOST
    if more > 0:
        yield Text(
            id=f"! ... dan {more} hal lain; semuanya tampak pada smartflow check, dan berwarna"
            " merah dalam salinan yang ditulis dengan --marked FOLDER",
            en=f"! ... and {counted(more, 'more remark')}; smartflow check shows them all, and"
            " --marked FOLDER writes a copy with each in red",
        )


def _places(note: Note, sheets: Mapping[str, Worksheet]) -> list[Text]:
    """Return where a note is, from the sheet to the column."""
    places: list[Text] = []
    if note.sheet:
        places.append(Text(id=f"lembar '{note.sheet}'", en=f"sheet '{note.sheet}'"))
    if note.number:
        places.append(Text(id=f"baris {note.number}", en=f"row {note.number}"))
    if note.column:
        sheet = sheets.get(note.sheet)
        columns = sheet.columns if sheet is not None else ()
        own = Text.same(note.column)
        title = next((column.title for column in columns if column.key == note.column), own)
        places.append(Text(id=f"kolom {title.id}", en=f"column {title.en}"))
    return places


COMMAND = submit
