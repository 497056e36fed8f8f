"""``smartflow plugin check``: try a plugin on all sides before it judges a city."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import EXISTING
from smartflow.terminal.values import FOLDER as PATH
from smartflow.terminal.words.wording import FILE, FOLDER

if TYPE_CHECKING:
    from smartflow.terminal.call import Call
    from smartflow.workshop.examining import Report, Subject

__all__ = ["check"]

WRITTEN = ("text", "json", "junit")
"""The formats that the command writes itself; any other is a plugin's, for tables."""


@command(
    "check",
    Text(
        id="Memeriksa sebuah plugin dari segala sisi, di proses tersendiri.\n\nKode, teks dua"
        " bahasa, sumber, pengaturan; lalu setiap ketentuan dijalankan atas contohnya sendiri dan"
        " atas kota-kota buatan: tanpa jam, jaringan atau berkas, tidak bergantung pada urutan,"
        " dan secepat apa. Kode keluar: 0 tanpa kesalahan, 1 ada kesalahan, 2 plugin tidak"
        " dikenal, 3 plugin tidak dapat dimuat.\n\n--format junit menulis XML untuk CI.",
        en="Check a plugin from all sides, in a process of its own.\n\nCodes, texts in both"
        " languages, sources, settings; then every rule is run on its own examples and on made-up"
        " cities: no clock, network or file, independent of order, and how fast. Exit code: 0 no"
        " errors, 1 errors, 2 unknown plugin, 3 the plugin cannot be loaded.\n\n--format junit"
        " writes XML for CI.",
    ),
    aliases=("periksa",),
)
@argument(
    "plugin",
    label=Text(id="PLUGIN", en="PLUGIN"),
    text=Text(
        id="Nama plugin, berkas rules/*.toml atau rules/*.py, atau folder proyek.",
        en="A plugin's name, a file rules/*.toml or rules/*.py, or a project's folder.",
    ),
)
@option(
    "--cases",
    text=Text(
        id="Folder contoh-contohnya, bila bukan tests/cases atau rules/NAMA/cases.",
        en="The folder of its cases, if not tests/cases or rules/NAME/cases.",
    ),
    metavar_text=FOLDER,
    type=EXISTING,
)
@option(
    "--output",
    "-o",
    text=Text(id="Tulis laporannya ke berkas ini.", en="Write the report into this file."),
    metavar_text=FILE,
    type=PATH,
)
@formats
def check(call: Call, plugin: str, cases: Path | None, output: Path | None) -> int:
    """Check a plugin and print the report."""
    from smartflow.workshop.examining import check_plugin

    if output is not None and call.format not in WRITTEN:
        raise UsageFault(
            Text(
                id=f"-o hanya untuk --format {', '.join(WRITTEN)}.",
                en=f"-o is for --format {', '.join(WRITTEN)} only.",
            )
        )
    report = check_plugin(_subject(call, plugin, cases))
    if call.format in WRITTEN:
        _write(call, _written(call, report), output)
    else:
        from smartflow.terminal.tables import print_table
        from smartflow.workshop.plugins.cli.check_data import flat_table

        print_table(call, flat_table(report), "remarks")
    return report.exit_code


def _subject(call: Call, words: str, cases: Path | None) -> Subject:
    """Return what is meant; a workspace is looked for, and none is needed."""
    from smartflow.casework.workspace import NotAWorkspace, find_workspace, read_configuration
    from smartflow.ledger.trusted_files import read_trusted
    from smartflow.workshop.examining import find_subject

    try:
        root = find_workspace(call.folder)
    except NotAWorkspace:
        root = None
    trusted = (one.sha256 for one in read_trusted(call.config_folder))
    blocked = read_configuration(root).plugins.blocked if root is not None else ()
    return find_subject(words, root=root, trusted=trusted, blocked=blocked, cases=cases)


def _written(call: Call, report: Report) -> str:
    if call.format == "json":
        from smartflow.workshop.plugins.cli.check_data import report_data

        return json.dumps(report_data(report), ensure_ascii=False, indent=2)
    if call.format == "junit":
        from smartflow.workshop.plugins.cli.check_junit import junit

        return junit(report, call.language)
    from smartflow.workshop.plugins.cli.check_text import report_text

    return report_text(report, call.language)


def _write(call: Call, text: str, output: Path | None) -> None:
    if output is None:
        call.write(text)
        return
    from smartflow.ledger.whole_file import write_whole

    write_whole(output, f"{text}\n")
    call.say(Text(id=f"Laporan ditulis di {output}.", en=f"The report is written to {output}."))
