"""``smartflow consolidate``: merge the agencies' rows of a dimension."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.journey.worksheets.cli.submit import intake_lines, note_lines
from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, dimension_argument
from smartflow.terminal.cells import as_word, counted
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import EXISTING
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.history import decided_words
from smartflow.terminal.words.wording import FILE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "consolidate",
    Text(
        id="Menggabungkan kertas kerja OPD menjadi milik dimensi.\n\nDengan -o BERKAS: tulis"
        " lembar berisi semua baris OPD, yang mirip berdampingan. Tandai setiap baris dipakai,"
        " digabung atau tidak dipakai beserta alasannya, lalu jalankan lagi dengan berkas itu.",
        en="Merge the agencies' worksheets into the dimension's own.\n\nWith -o FILE: write the"
        " sheet with every agency's row, near-duplicates side by side. Mark each as used, merged"
        " or not used with a reason, and run it again with that file.",
    ),
)
@city_argument
@dimension_argument
@argument(
    "file",
    label=FILE,
    text=Text(id="Lembar yang sudah ditandai.", en="The marked sheet."),
    type=EXISTING,
    required=False,
)
@option(
    "--output",
    "-o",
    text=Text(id="Tulis lembarnya ke berkas ini.", en="Write the sheet to this file."),
    metavar_text=FILE,
    type=PATH,
)
@option(
    "--replace",
    text=Text(
        id="Ganti keputusan yang dicatat orang lain sesudah lembar ini ditulis.",
        en="Replace what somebody else decided after this sheet was written.",
    ),
    is_flag=True,
)
def consolidate(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    dimension: str,
    file: Path | None,
    output: Path | None,
    *,
    replace: bool,
) -> None:
    """Write the sheet, or read it back."""
    if (file is None) == (output is None):
        raise UsageFault(
            Text(
                id="Sebutkan salah satu: -o BERKAS untuk menulis lembar, atau BERKAS yang sudah"
                " ditandai.",
                en="Name one: -o FILE to write the sheet, or the marked FILE.",
            ),
            Text(
                id=f"smartflow consolidate {as_word(city)} {as_word(dimension)} -o BERKAS.xlsx",
                en=f"smartflow consolidate {as_word(city)} {as_word(dimension)} -o FILE.xlsx",
            ),
        )
    if output is not None:
        _write(call, city, dimension, output)
    elif file is not None:
        _read(call, city, dimension, file, replace=replace)


def _write(call: Call, city: str, dimension: str, output: Path) -> None:
    from smartflow.casework.printing.files import keep_off
    from smartflow.journey.merging.consolidate import consolidation_sheet

    keep_off(call.workspace(), output)
    sheet = consolidation_sheet(call.workspace(), city, dimension, output, language=call.language)
    alike_id = f", {sheet.alike} di antaranya mirip baris lain" if sheet.alike else ""
    alike_en = f", {sheet.alike} of them nearly the same as another" if sheet.alike else ""
    call.done(
        Text(
            id=f"{sheet.rows} baris ditulis ke {output}{alike_id}. Setelah ditandai: smartflow"
            f" consolidate {as_word(city)} {as_word(dimension)} {as_word(output)}",
            en=f"{counted(sheet.rows, 'row')} written to {output}{alike_en}. When marked:"
            f" smartflow consolidate {as_word(city)} {as_word(dimension)} {as_word(output)}",
        )
    )
    if sheet.reworded:
        names = ", ".join(sheet.reworded)
        call.say(
            Text(
                id=f"Diubah perangkat daerahnya sesudah diputuskan: {names}. Isinya kini yang baru;"
                " periksa apakah keputusannya masih tepat.",
                en=f"Changed by their agencies after they were decided on: {names}. The sheet has"
                " what they say now; see whether the decisions still fit.",
            )
        )
    if sheet.withdrawn:
        names = ", ".join(sheet.withdrawn)
        call.say(
            Text(
                id=f"Sudah ditarik perangkat daerahnya: {names}. Hapus barisnya, atau tandai tidak"
                " dipakai beserta alasannya.",
                en=f"Taken back by their agencies: {names}. Delete those rows, or mark them as not"
                " used with the reason.",
            )
        )


def _read(call: Call, city: str, dimension: str, file: Path, *, replace: bool) -> None:
    from smartflow.journey.merging.consolidate import consolidate as act
    from smartflow.terminal.words.naming import titles_in

    outcome = act(call.workspace(), city, dimension, file, replace=replace)
    names = titles_in(call, city)
    who = names.filler(outcome.intake.filler)
    if outcome.entry is None:
        call.done(
            Text(
                id="Sama dengan yang sudah tercatat; tidak ada yang berubah.",
                en="It is what is recorded already; nothing changed.",
            )
        )
    else:
        seq = outcome.entry.seq
        call.done(
            Text(
                id=f"Konsolidasi {who.id} tercatat (entri {seq}).",
                en=f"The consolidation of {who.en} is recorded (entry {seq}).",
            )
        )
        for line in intake_lines(outcome.intake, names):
            call.write(f"  {call.words(line)}")
        for key, counts in outcome.counts.items():
            title, decided = names.worksheet(key), decided_words(counts)
            call.write(
                "  "
                + call.words(Text(id=f"{title.id}: {decided.id}.", en=f"{title.en}: {decided.en}."))
            )
    for line in note_lines(outcome.notes, who, outcome.intake.sheets):
        call.say(line)
    call.say(
        Text(
            id=f"Langkah berikutnya: smartflow check {names.slug}",
            en=f"Next step: smartflow check {names.slug}",
        )
    )


COMMAND = consolidate
