"""``smartflow template check``: try templates on a sample book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command
from smartflow.terminal.options import formats
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["check"]

REFUSED = 2


@command(
    "check",
    Text(
        id="Menguji templat pada sebuah buku contoh.\n\nBuku contoh memuat setiap jenis isi,"
        " dicetak dalam dua bahasa, sebagai draf dan sebagai buku jadi. Yang dilaporkan: sintaks"
        " yang salah beserta barisnya, isian yang tidak dikenal, dan bagian buku yang hilang."
        " Kode keluar 2 bila ada masalah.",
        en="Try templates on a sample book.\n\nThe sample has every kind of content, and is"
        " printed in both languages, as a draft and as a final book. Told are: wrong syntax with"
        " its line, unknown placeholders, and parts of the book that are lost. Exit code 2 if"
        " there is a problem.",
    ),
    aliases=("periksa", "uji"),
)
@argument(
    "files",
    label=FILE,
    text=Text(
        id="Templat; tanpa ini: semua di folder templates, dan yang bawaan.",
        en="Templates; without any: all in the folder templates, and the shipped ones.",
    ),
    nargs=-1,
    type=PATH,
    required=False,
)
@formats
def check(call: Call, files: tuple[Path, ...]) -> int:
    """Try the templates and tell what is wrong."""
    from smartflow.books.templates.check import template_check
    from smartflow.books.templates.cli.views import (
        check_data,
        check_lines,
        check_table,
        workspace_folder,
    )

    checked = template_check(call.registry().formats, files, workspace_folder(call))
    if call.format == "json":
        from smartflow.terminal.tables import print_data

        print_data(call, check_data(checked))
    elif call.format == "text":
        call.write("\n".join(check_lines(checked, call.language)))
    else:
        from smartflow.terminal.tables import print_table

        print_table(call, check_table(checked), "remarks")
    bad = next((one for one in checked if one.remarks), None)
    if bad is None:
        return 0
    call.say(
        Text(
            id="Perbaiki, lalu uji lagi. Templat bawaan yang utuh:"
            f" smartflow template copy {bad.format} -o BERKAS",
            en="Mend it, then try again. A whole shipped template:"
            f" smartflow template copy {bad.format} -o FILE",
        )
    )
    return REFUSED
