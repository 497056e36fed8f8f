"""``smartflow portfolio import``: register the cities of a list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.options import formats
from smartflow.terminal.printable import printable
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.values import EXISTING, FOLDER, Whole
from smartflow.terminal.words.wording import FILE, KEY, NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.model import City
    from smartflow.offices.portfolio.importing.city_list import CityLine
    from smartflow.offices.portfolio.importing.import_plan import ImportPlan
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["import_"]

STATES = {
    "new": Text(id="baru", en="new"),
    "there": Text(id="sudah terdaftar", en="there already"),
}


@command(
    "import",
    Text(
        id="Mendaftarkan banyak kabupaten/kota dari satu daftar.\n\nBerkas CSV, XLSX atau ODS;"
        " hanya kolom kode yang wajib. Boleh ada: nama, singkatan, jenis, provinsi, tahun masuk,"
        " alur kerja, zona. Sisanya dari daftar Kemendagri. Kode yang dirusak Excel (13.1, 13:10)"
        " dibaca bila pasti, atau bila namanya menentukan.\n\nSeluruh daftar diperiksa dahulu; bila"
        " ada yang salah, tidak satu pun didaftarkan. Yang sudah terdaftar dilewati, jadi impor"
        " yang terputus cukup diulang.\n\nKota yang dicatat kantornya sendiri jangan didaftarkan di"
        " sini: terima bundelnya dengan smartflow bundle import.",
        en="Register many cities from one list.\n\nA CSV, XLSX or ODS file; only the column code is"
        " required. There may be: name, slug, kind, province, intake, workflow, zone. The"
        " ministry's list says the rest. A code that Excel has damaged (13.1, 13:10) is read where"
        " it is certain, or where the name decides.\n\nThe whole list is checked first; if"
        " anything is wrong, nothing is registered. What is registered already is passed over, so"
        " an import that was interrupted is simply run again.\n\nDo not register a city that an"
        " office of its own records: take its bundle, with smartflow bundle import.",
    ),
    aliases=("impor",),
)
@argument(
    "file", label=FILE, text=Text(id="Daftarnya.", en="The list."), type=EXISTING, required=False
)
@option(
    "--all",
    "everything",
    text=Text(
        id="Semua daerah otonom, tanpa berkas; dengan --province hanya provinsi itu.",
        en="All autonomous regions, without a file; with --province those of it.",
    ),
    is_flag=True,
)
@option(
    "--province",
    "provinces",
    text=Text(
        id="Untuk --all dan --template; boleh diulang.",
        en="For --all and --template; may be repeated.",
    ),
    metavar_text=NAME,
    multiple=True,
)
@option(
    "--template",
    text=Text(
        id="Menulis daftar siap isi ke BERKAS baru, tanpa mendaftarkan apa pun.",
        en="Write a prepared list to a new FILE, and register nothing.",
    ),
    metavar_text=FILE,
    type=FOLDER,
)
@option(
    "--intake",
    text=Text(
        id="Tahun masuk untuk baris yang tidak menyebutnya.",
        en="The intake of rows that do not say one.",
    ),
    metavar_text=Text(id="TAHUN", en="YEAR"),
    type=Whole(1),
)
@option(
    "--workflow",
    text=Text(
        id="Alur kerja untuk baris yang tidak menyebutnya; bawaan masterplan.",
        en="The workflow of rows that do not say one; by default masterplan.",
    ),
    metavar_text=KEY,
    default="",
)
@option(
    "--dry-run",
    text=Text(id="Hanya tunjukkan apa yang akan terjadi.", en="Only show what would happen."),
    is_flag=True,
)
@formats
def import_(  # noqa: PLR0913  the options of the command
    call: Call,
    file: Path | None,
    provinces: tuple[str, ...],
    template: Path | None,
    intake: int | None,
    workflow: str,
    *,
    everything: bool,
    dry_run: bool,
) -> None:
    """Register the cities of a list, or write one."""
    from smartflow.offices.portfolio.importing.city_row import Defaults
    from smartflow.offices.portfolio.importing.import_cities import import_cities
    from smartflow.offices.portfolio.importing.import_plan import plan_import
    from smartflow.terminal.tables import print_table

    _require_one_source(file, template, provinces, everything=everything)
    if template is not None:
        _write_template(call, template, provinces)
        return
    lines = _lines(call, file, provinces)
    plan = plan_import(call.workspace(), lines, Defaults(workflow, intake))
    for warning in plan.warnings:
        call.say(Text(id=f"Peringatan, {warning.id}", en=f"Warning, {warning.en}"))
    if not dry_run:
        import_cities(call.workspace(), plan, _progress_of(len(plan.new)))
        _progress("")
    if dry_run or call.format != "text":
        print_table(call, _table(plan), "cities")
        call.say(_summary(plan, dry_run=dry_run))
    else:
        call.done(_summary(plan, dry_run=dry_run))


def _require_one_source(
    file: Path | None,
    template: Path | None,
    provinces: tuple[str, ...],
    *,
    everything: bool,
) -> None:
    """Refuse more than one of file, ``--all`` and ``--template``, or none of them."""
    said = [file is not None, everything, template is not None]
    if said.count(True) == 1 and not (provinces and file is not None):
        return
    raise UsageFault(
        Text(
            id="Sebutkan satu saja: BERKAS, --all atau --template BERKAS; --province hanya untuk"
            " --all dan --template.",
            en="Name just one: a FILE, --all or --template FILE; --province is for --all and"
            " --template only.",
        ),
        _all_of(provinces) if provinces and not any(said) else _BEGIN,
    )


_BEGIN = Text(
    id="Semua daerah otonom: smartflow portfolio import --all --intake TAHUN. Daftar siap isi:"
    " smartflow portfolio import --template daftar.csv",
    en="All autonomous regions: smartflow portfolio import --all --intake YEAR. A prepared list:"
    " smartflow portfolio import --template cities.csv",
)


def _all_of(provinces: tuple[str, ...]) -> Text:
    """Return the command that whoever named only provinces had in mind."""
    from smartflow.terminal.cells import as_word

    named = " ".join(f"--province {as_word(words)}" for words in provinces)
    return Text(
        id=f"Semua daerah provinsi itu: smartflow portfolio import --all {named} --intake TAHUN",
        en=f"All regions of it: smartflow portfolio import --all {named} --intake YEAR",
    )


def _write_template(call: Call, path: Path, provinces: tuple[str, ...]) -> None:
    from smartflow.offices.portfolio.importing.city_list import write_city_list
    from smartflow.offices.portfolio.importing.import_cities import regions_of
    from smartflow.terminal.cells import as_word, counted

    regions = regions_of(provinces)
    write_city_list(path, regions)
    call.done(
        Text(
            id=f"{path} berisi {len(regions)} kabupaten/kota. Hapus yang tidak ikut, isi tahun"
            f" masuknya, lalu: smartflow portfolio import {as_word(path)}",
            en=f"{path} holds {counted(len(regions), 'city', 'cities')}. Delete those that do not"
            f" take part, fill in the intakes, then: smartflow portfolio import {as_word(path)}",
        )
    )


def _lines(call: Call, file: Path | None, provinces: tuple[str, ...]) -> tuple[CityLine, ...]:
    """Return the lines of the file, or those of ``--all``."""
    from smartflow.offices.portfolio.importing.city_list import lines_of, read_city_list
    from smartflow.offices.portfolio.importing.import_cities import regions_of

    if file is None:
        if not provinces:
            call.say(
                Text(
                    id="Enam wilayah administrasi DKI Jakarta tidak termasuk, karena bukan daerah"
                    ' otonom. Bila ikut: --all --province "DKI Jakarta"',
                    en="The six administrative areas of DKI Jakarta are not among them, for they"
                    ' are no autonomous regions. If they take part: --all --province "DKI Jakarta"',
                )
            )
        return lines_of(regions_of(provinces))
    listed = read_city_list(file)
    if listed.ignored:
        names = ", ".join(f"'{name}'" for name in listed.ignored)
        call.say(
            Text(
                id=f"Kolom yang tidak dipakai: {names}.", en=f"Columns that are not used: {names}."
            )
        )
    return listed.lines


def _progress_of(count: int) -> Callable[[int, City], None]:
    """Return what shows on a terminal how far an import is."""
    return lambda done, city: _progress(f"{done + 1}/{count} {city.name}")


def _progress(note: str) -> None:
    """Show a note on a terminal; an empty one wipes the line."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{printable(note):<60}\r")
        sys.stderr.flush()


def _table(plan: ImportPlan) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Daftar kabupaten/kota", en="The list of cities"),
        keys=("row", "region_code", "slug", "name", "province", "intake", "workflow", "state"),
        headings=(
            Text(id="Baris", en="Row"),
            Text(id="Kode", en="Code"),
            Text(id="Singkatan", en="Slug"),
            Text(id="Nama", en="Name"),
            Text(id="Provinsi", en="Province"),
            Text(id="Tahun masuk", en="Intake"),
            Text(id="Alur kerja", en="Workflow"),
            Text(id="Keadaan", en="State"),
        ),
        rows=tuple(
            (
                one.row or None,
                one.city.region_code,
                one.city.slug,
                one.city.name,
                one.city.province,
                one.city.intake,
                one.workflow,
                STATES[one.state],
            )
            for one in plan.cities
        ),
    )


def _summary(plan: ImportPlan, *, dry_run: bool) -> Text:
    from smartflow.terminal.cells import counted

    new = len(plan.new)
    there = len(plan.cities) - new
    if dry_run:
        return Text(
            id=f"Akan didaftarkan: {new}; sudah terdaftar: {there}. Belum ada yang dicatat.",
            en=f"To be registered: {new}; there already: {there}. Nothing was recorded.",
        )
    return Text(
        id=f"{new} kabupaten/kota didaftarkan, {there} sudah terdaftar sebelumnya.\n"
        "Langkah berikutnya: smartflow portfolio status",
        en=f"Registered: {counted(new, 'city', 'cities')}; there before: {there}.\n"
        "Next step: smartflow portfolio status",
    )
