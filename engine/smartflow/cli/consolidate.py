"""``smartflow consolidate``: merge the agencies' rows of a dimension."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.cli.arguments import city_argument, dimension_argument
from smartflow.cli.cells import as_word, counted
from smartflow.cli.command import argument, command, option
from smartflow.cli.submit import intake_lines, note_lines
from smartflow.cli.usage import UsageFault
from smartflow.cli.values import EXISTING
from smartflow.cli.values import FOLDER as PATH
from smartflow.cli.wording import FILE
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.cli.call import Call

__all__ = ["COMMAND"]


@command(
    "consolidate",
    Text(
        id="Menggabungkan kertas kerja OPD menjadi milik dimensi.\n\nDengan -o BERKAS: tulis"
        " lembar berisi semua baris OPD. Tandai setiap baris dipakai, digabung atau tidak dipakai"
        " beserta alasannya, lalu jalankan lagi dengan berkas itu.",
        en="Merge the agencies' worksheets into the dimension's own.\n\nWith -o FILE: write the"
        " sheet with every agency's row. Mark each as used, merged or not used with a reason, and"
        " run it again with that file.",
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
def consolidate(
    call: Call, city: str, dimension: str, file: Path | None, output: Path | None
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
        _read(call, city, dimension, file)


def _write(call: Call, city: str, dimension: str, output: Path) -> None:
    from smartflow.actions.consolidate import consolidation_sheet

    count = consolidation_sheet(call.workspace(), city, dimension, output, language=call.language)
    call.done(
        Text(
            id=f"{count} baris ditulis ke {output}. Setelah ditandai: smartflow consolidate"
            f" {as_word(city)} {as_word(dimension)} {as_word(output)}",
            en=f"{counted(count, 'row')} written to {output}. When marked: smartflow consolidate"
            f" {as_word(city)} {as_word(dimension)} {as_word(output)}",
        )
    )


def _read(call: Call, city: str, dimension: str, file: Path) -> None:
    from smartflow.actions.consolidate import consolidate as act
    from smartflow.cli.naming import titles_in

    outcome = act(call.workspace(), city, dimension, file)
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
    for line in note_lines(outcome.notes, who, outcome.intake.sheets):
        call.say(line)


COMMAND = consolidate
