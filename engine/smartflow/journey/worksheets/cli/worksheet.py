"""``smartflow worksheet``: templates to fill in, what there is to fill in, entry by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.journey.worksheets.cli.show import show
from smartflow.language import Text
from smartflow.terminal.arguments import (
    agency_argument,
    city_argument,
    optional_city_argument,
    reason_option,
    worksheet_argument,
)
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.values import EXISTING
from smartflow.terminal.values import FOLDER as FOLDER_TYPE
from smartflow.terminal.words.wording import AGENCY, DIMENSION, FILE, FOLDER

if TYPE_CHECKING:
    from smartflow.model import Worksheet
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

PER = {
    "agency": Text(id="setiap instansi", en="each agency"),
    "dimension": Text(id="setiap dimensi", en="each dimension"),
    "city": Text(id="kota", en="the city"),
}


@command(
    "template",
    Text(
        id="Menulis buku kerja Excel untuk diisi.\n\nTanpa pilihan: satu untuk setiap instansi,"
        " setiap dimensi dan kota. Isi yang sudah dikirim ikut tertulis.",
        en="Write Excel workbooks to fill in.\n\nWithout a choice: one for each agency, each"
        " dimension and the city. What was submitted stands in them.",
    ),
    aliases=("templat",),
)
@city_argument
@option(
    "--agency",
    text=Text(id="Hanya untuk instansi ini.", en="Only for this agency."),
    metavar_text=AGENCY,
    default="",
)
@option(
    "--dimension",
    text=Text(id="Hanya untuk dimensi ini.", en="Only for this dimension."),
    metavar_text=DIMENSION,
    default="",
)
@option(
    "--output",
    "-o",
    "folder",
    text=Text(id="Folder tujuan; dibuat bila belum ada.", en="The folder; made if need be."),
    metavar_text=FOLDER,
    type=FOLDER_TYPE,
    required=True,
)
def template(call: Call, city: str, agency: str, dimension: str, folder: Path) -> None:
    """Write the workbooks."""
    from smartflow.journey.worksheets.template import worksheet_template
    from smartflow.terminal.cells import as_word, counted

    files = worksheet_template(
        call.workspace(),
        city,
        folder,
        language=call.language,
        agency=agency,
        dimension=dimension,
    )
    for path in files:
        call.write(str(path))
    call.say(
        Text(
            id=f"{len(files)} buku kerja ditulis di {folder}. Setelah diisi: smartflow submit"
            f" {as_word(city)} {as_word(folder)}",
            en=f"{counted(len(files), 'workbook')} written to {folder}. When filled in: smartflow"
            f" submit {as_word(city)} {as_word(folder)}",
        )
    )


@command(
    "list",
    Text(
        id="Mendaftar kertas kerja, siapa yang mengisi dan di tahap mana.",
        en="List the worksheets, who fills them in and in which stage.",
    ),
    aliases=("daftar",),
)
@optional_city_argument
@formats
def list_(call: Call, city: str | None) -> None:
    """List the worksheets of a city, or all that are registered."""
    from smartflow.terminal.tables import print_table
    from smartflow.terminal.warnings import warn_without_workspace

    print_table(call, _table(call, city), "worksheets")
    warn_without_workspace(call)


def _table(call: Call, city: str | None) -> Table:
    from smartflow.report import Table

    sheets, stages = _sheets(call, city)
    return Table(
        title=Text(id="Kertas kerja", en="Worksheets"),
        keys=("worksheet", "version", "title", "filled_by", "stages", "columns", "plugin"),
        headings=(
            Text(id="Kunci", en="Key"),
            Text(id="Versi", en="Version"),
            Text(id="Judul", en="Title"),
            Text(id="Diisi oleh", en="Filled in by"),
            Text(id="Tahap", en="Stages"),
            Text(id="Kolom", en="Columns"),
            Text.same("Plugin"),
        ),
        rows=tuple(
            (
                sheet.key,
                sheet.version,
                sheet.title,
                PER[sheet.per],
                ", ".join(stages.get(sheet.key, ())),
                len(sheet.columns),
                call.registry().worksheets[sheet.key].origin.plugin,
            )
            for sheet in sheets
        ),
        note=Text(
            id="Kolomnya: smartflow worksheet show KUNCI",
            en="Its columns: smartflow worksheet show KEY",
        ),
    )


def _sheets(call: Call, city: str | None) -> tuple[list[Worksheet], dict[str, list[str]]]:
    """Return the worksheets, and for each the stages of the city's workflow that ask for it."""
    if not city:
        return [owned.value for owned in call.registry().worksheets.values()], {}
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow, registry_of

    case = read_case(call.workspace(), city)
    workflow = pinned_workflow(case)
    stages: dict[str, list[str]] = {}
    for stage in workflow.stages:
        for key in stage.worksheets:
            stages.setdefault(key, []).append(stage.key)
    known = registry_of(case, workflow).worksheets_for(case.state.city)
    return [known[key] for key in stages if key in known], stages


@command(
    "entry",
    Text(
        id="Mengentri kertas kerja yang datang sebagai foto atau surat, atas nama instansi.\n\n"
        "Langsung berlaku, dan menunggu konfirmasi instansi itu.",
        en="Enter what came as a photo or a letter, on an agency's behalf.\n\nIt counts at once"
        " and awaits the agency's confirmation.",
    ),
    aliases=("entri",),
)
@city_argument
@argument(
    "file",
    label=FILE,
    text=Text(id="Buku kerja yang diketik.", en="The typed workbook."),
    type=EXISTING,
)
@option(
    "--on-behalf",
    text=Text(id="Instansi pemiliknya.", en="Whose it is."),
    metavar_text=AGENCY,
    required=True,
)
@option(
    "--source",
    text=Text(id="Foto atau surat aslinya; ikut disimpan.", en="The photo or letter; kept."),
    metavar_text=FILE,
    type=EXISTING,
    required=True,
)
@reason_option(Text(id="Keterangannya.", en="Why."))
@option(
    "--replace",
    text=Text(
        id="Gantikan kiriman orang lain, setelah bersepakat.",
        en="Replace what somebody else sent, once agreed.",
    ),
    is_flag=True,
)
def entry(  # noqa: PLR0913  the options of the command
    call: Call, city: str, file: Path, on_behalf: str, source: Path, reason: str, *, replace: bool
) -> None:
    """Record a workbook that was typed on an agency's behalf."""
    from smartflow.history.acts import WorksheetEntry, read_as
    from smartflow.journey.worksheets.cli.submit import note_lines
    from smartflow.journey.worksheets.entry import worksheet_entry
    from smartflow.terminal.words.naming import titles_in

    made, reading = worksheet_entry(
        call.workspace(),
        city,
        file,
        on_behalf=on_behalf,
        source=source,
        reason=reason,
        replace=replace,
    )
    filed = read_as(made, WorksheetEntry)
    filler, keys = filed.filler, [part.worksheet for part in filed.worksheets]
    names = titles_in(call, city)
    titles = [names.worksheet(key) for key in keys]
    call.done(
        Text(
            id=f"{', '.join(title.id for title in titles)} atas nama {filler} tercatat (entri"
            f" {made.seq}); menunggu konfirmasi:",
            en=f"{', '.join(title.en for title in titles)} on behalf of {filler} is recorded"
            f" (entry {made.seq}); to be confirmed:",
        )
    )
    for key in keys:
        call.write(f"  smartflow worksheet confirm {names.slug} {filler} {key}")
    known = call.registry().worksheets
    sheets = {one.sheet: known[one.worksheet].value for one in reading.sheets}
    for line in note_lines(reading.notes, Text.same(filler), sheets):
        call.say(line)


@command(
    "confirm",
    Text(
        id="Mengonfirmasi isi yang dientri atas nama sebuah instansi.",
        en="Confirm what was entered on an agency's behalf.",
    ),
    aliases=("konfirmasi",),
)
@city_argument
@agency_argument
@worksheet_argument
def confirm(call: Call, city: str, agency: str, worksheet: str) -> None:
    """Record an agency's confirmation."""
    from smartflow.history.acts import WorksheetConfirm, read_as
    from smartflow.journey.worksheets.confirm import worksheet_confirm
    from smartflow.terminal.words.naming import titles_in

    made = worksheet_confirm(call.workspace(), city, agency, worksheet)
    confirmed = read_as(made, WorksheetConfirm)
    filler, sheet = confirmed.filler, titles_in(call, city).worksheet(confirmed.worksheet)
    call.done(
        Text(
            id=f"{sheet.id} dari {filler} dikonfirmasi (entri {made.seq}).",
            en=f"{sheet.en} of {filler} is confirmed (entry {made.seq}).",
        )
    )


COMMAND = Group(
    "worksheet",
    Text(
        id="Templat, daftar, entri dan konfirmasi kertas kerja.",
        en="Worksheets: templates, list, entry, confirmation.",
    ),
    (template, list_, show, entry, confirm),
)
