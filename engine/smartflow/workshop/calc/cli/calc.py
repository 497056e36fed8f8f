"""``smartflow calc``: compute and check a table that somebody brings. Needs no workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import FILE

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

METHODS = "usg, apkl, ifas, weights, qspm, saw, wpm, topsis, ahp"
"""Told here so that the help imports no method; a test holds it against the methods."""


@command(
    "calc",
    Text(
        id="Menghitung tabel sebuah metode dan menunjukkan setiap langkah, lalu menyebutkan apa "
        "yang salah di dalamnya. Tidak memerlukan ruang kerja."
        "\n\nBERKAS: TOML, atau tabel .csv, .xlsx, .ods dengan satu baris judul kolom. Di atas "
        "judul boleh ada pengaturan: nama di sel pertama, nilai di sel sebelahnya (skala; 1-5). "
        "Pengaturan yang sama dapat diberikan dengan --set dan didahulukan."
        "\n\nPengaturan: usg, apkl, qspm: scale; ifas: rating_scale, convention, weight_scope, "
        "internal, external, x, y, quadrant; saw, wpm, topsis: normalization; ahp: random_index, "
        "incomplete."
        "\n\nSelesai dengan 0 bila tabel sah, 1 bila ada kesalahan, 2 bila tidak terbaca. Contoh "
        "setiap metode: docs/methods.md.",
        en="Compute the table of a method, show every step, and name what is wrong in it. Needs "
        "no workspace."
        "\n\nFILE: TOML, or a .csv, .xlsx or .ods table with one row of headings. Above the "
        "headings may stand settings: the name in the first cell, the value beside it (scale; "
        "1-5). The same can be given with --set, which goes first."
        "\n\nSettings: usg, apkl, qspm: scale; ifas: rating_scale, convention, weight_scope, "
        "internal, external, x, y, quadrant; saw, wpm, topsis: normalization; ahp: random_index, "
        "incomplete."
        "\n\nEnds with 0 when the table is valid, 1 when it has errors, 2 when it cannot be read. "
        "An example of each method: docs/methods.md.",
    ),
)
@argument(
    "method",
    label=Text(id="METODE", en="METHOD"),
    text=Text(id=f"Salah satu: {METHODS}.", en=f"One of: {METHODS}."),
)
@argument(
    "file",
    label=FILE,
    text=Text(id="Tabelnya: .toml, .csv, .xlsx, .xls atau .ods.", en="The table, in such a file."),
    type=Path,
)
@option(
    "--set",
    "settings",
    text=Text(
        id="Pengaturan tabel, misalnya scale=1-5; boleh diulang.",
        en="A setting of the table, such as scale=1-5; may be repeated.",
    ),
    metavar_text=Text(id="KUNCI=NILAI", en="KEY=VALUE"),
    multiple=True,
)
@formats
def calc(call: Call, method: str, file: Path, settings: tuple[str, ...]) -> int:
    """Compute a table and print it."""
    from smartflow.workshop.calc.calc import calculate

    calculated = calculate(method, file, _pairs(settings))
    if call.format == "json":
        from smartflow.terminal.tables import print_data
        from smartflow.workshop.calc.cli.calc_json import calculated_data

        print_data(call, calculated_data(calculated))
    else:
        from smartflow.workshop.calc.cli.calc_text import print_calculated

        print_calculated(call, calculated)
    for note in calculated.notes:
        call.say(note)
    return 0 if calculated.result.valid else 1


def _pairs(settings: tuple[str, ...]) -> dict[str, str]:
    """Part ``KEY=VALUE``.

    Raises:
        UnknownSetting: there is no ``=`` in one of them.
    """
    from smartflow.workshop.calc.calc import UnreadableSetting

    pairs = {}
    for written in settings:
        key, equals, value = written.partition("=")
        if not equals:
            raise UnreadableSetting(written=written)
        pairs[key] = value
    return pairs


COMMAND = calc
