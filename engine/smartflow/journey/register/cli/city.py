"""``smartflow city``: register and show cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import city_argument
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.values import OneOf, Whole
from smartflow.terminal.words.wording import KEY, NAME

if TYPE_CHECKING:
    from smartflow.clock import Zone
    from smartflow.report import Table
    from smartflow.report.table import Cell
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]


@command(
    "add",
    Text(
        id="Mendaftarkan kabupaten/kota.\n\nKota terikat pada versi alur kerja yang berlaku"
        " saat didaftarkan.",
        en="Register a city.\n\nA city is pinned to the version of the workflow that holds when"
        " it is registered.",
    ),
    aliases=("tambah",),
)
@argument(
    "slug",
    label=Text(id="SINGKATAN", en="SLUG"),
    text=Text(
        id="Nama pendek untuk perintah lain, misalnya sawahlunto.",
        en="The short name for other commands, such as sawahlunto.",
    ),
)
@option(
    "--name",
    text=Text(id='Nama lengkap: "Kota Sawahlunto".', en='The full name: "Kota Sawahlunto".'),
    metavar_text=NAME,
    required=True,
)
@option(
    "--kind",
    text=Text(id="Jenis daerah.", en="The kind of region."),
    type=OneOf(("kota", "kabupaten"), {"kab": "kabupaten", "city": "kota"}),
    required=True,
)
@option(
    "--region-code",
    text=Text(id="Kode Kemendagri, misalnya 13.73.", en="The Kemendagri code, such as 13.73."),
    metavar_text=Text(id="KODE", en="CODE"),
    required=True,
)
@option(
    "--province",
    text=Text(id="Nama provinsi.", en="The province's name."),
    metavar_text=NAME,
    required=True,
)
@option(
    "--intake",
    text=Text(id="Tahun masuk program.", en="The year of joining the programme."),
    metavar_text=Text(id="TAHUN", en="YEAR"),
    type=Whole(1),
)
@option(
    "--workflow",
    text=Text(
        id="Alur kerja, misalnya masterplan atau masterplan@1.",
        en="The workflow, such as masterplan or masterplan@1.",
    ),
    metavar_text=KEY,
    default="masterplan",
    show_default=True,
)
@option(
    "--zone",
    text=Text(
        id="Zona waktu; tanpa ini menurut kode provinsi.",
        en="The time zone; without it by the province's code.",
    ),
    type=OneOf(("WIB", "WITA", "WIT"), {"wib": "WIB", "wita": "WITA", "wit": "WIT"}),
)
def add(  # noqa: PLR0913  the options of the command
    call: Call,
    slug: str,
    name: str,
    kind: str,
    region_code: str,
    province: str,
    intake: int | None,
    workflow: str,
    zone: Zone | None,
) -> None:
    """Register a city."""
    from smartflow.history.acts import CityAdd, read_as
    from smartflow.journey.register.city_add import city_add
    from smartflow.journey.register.region_remarks import region_remarks
    from smartflow.journey.register.time_zones import zone_of
    from smartflow.model import City

    city = City(
        slug=slug.strip(),
        name=name,
        kind=kind,
        region_code=region_code.strip(),
        province=province,
        zone=zone or zone_of(region_code.strip()),
        intake=intake,
    )
    entry = city_add(call.workspace(), city, workflow)
    for remark in region_remarks(city):
        call.say(remark)
    pinned = read_as(entry, CityAdd).workflow
    version = f"{pinned.key}@{pinned.version}"
    call.done(
        Text(
            id=f"{city.name} terdaftar sebagai '{city.slug}' dengan alur kerja {version}"
            f" (zona {city.zone}).\n"
            f"Langkah berikutnya: smartflow agency import {city.slug} BERKAS  (atau agency add)",
            en=f"{city.name} is registered as '{city.slug}' with the workflow {version}"
            f" (zone {city.zone}).\n"
            f"Next step: smartflow agency import {city.slug} FILE  (or agency add)",
        )
    )


@command(
    "list",
    Text(id="Mendaftar kota di ruang kerja ini.", en="List the cities of this workspace."),
    aliases=("daftar",),
)
@formats
def list_(call: Call) -> None:
    """List the cities."""
    from smartflow.casework.foreign_city import copied_on
    from smartflow.report import Table
    from smartflow.terminal.tables import print_table

    workspace = call.workspace()
    with workspace.reading() as reading:
        cities = workspace.register(reading).cities
        imported = workspace.register(reading).imported
    columns = [
        ("slug", Text(id="Singkatan", en="Slug")),
        ("name", Text(id="Nama", en="Name")),
        ("region_code", Text(id="Kode", en="Code")),
    ]
    rows: list[tuple[Cell, ...]] = [(one.slug, one.name, one.region_code) for one in cities]
    if imported:
        columns.append(("office", Text(id="Dicatat oleh kantor", en="Recorded by the office")))
        columns.append(("copied_until", Text(id="Salinan sampai", en="Copied until")))
        copies = [imported.get(one.log) for one in cities]
        rows = [
            (*row, copy.office if copy else None, copied_on(copy) if copy else None)
            for row, copy in zip(rows, copies, strict=True)
        ]
    table = Table(
        title=Text(id="Kabupaten/kota", en="Cities"),
        keys=tuple(key for key, _ in columns),
        headings=tuple(heading for _, heading in columns),
        rows=tuple(rows),
    )
    print_table(call, table, "cities")


@command(
    "show",
    Text(id="Menampilkan data sebuah kota.", en="Show what is known of a city."),
    aliases=("tampilkan", "lihat"),
)
@city_argument
@formats
def show(call: Call, city: str) -> None:
    """Show a city."""
    from smartflow.terminal.tables import print_table

    print_table(call, _facts(call, city), "city")


def _facts(call: Call, city: str) -> Table:
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow
    from smartflow.report import Table

    case = read_case(call.workspace(), city)
    state, one = case.state, case.state.city
    stage = pinned_workflow(case).stage(state.stage)
    facts = (
        ("slug", Text(id="Singkatan", en="Slug"), one.slug),
        ("name", Text(id="Nama", en="Name"), one.name),
        ("kind", Text(id="Jenis", en="Kind"), one.kind),
        ("region_code", Text(id="Kode Kemendagri", en="Kemendagri code"), one.region_code),
        ("province", Text(id="Provinsi", en="Province"), one.province),
        ("zone", Text(id="Zona waktu", en="Time zone"), one.zone),
        ("intake", Text(id="Tahun masuk", en="Intake"), one.intake),
        (
            "workflow",
            Text(id="Alur kerja", en="Workflow"),
            f"{state.workflow.key}@{state.workflow.version}",
        ),
        ("stage", Text(id="Tahap", en="Stage"), stage.title),
        ("agencies", Text(id="Instansi terdaftar", en="Agencies"), len(state.agencies)),
        ("people", Text(id="Orang terdaftar", en="People"), len(state.people)),
        ("entries", Text(id="Entri riwayat", en="Entries of the history"), case.head.seq),
        ("log", Text(id="Nama log", en="Name of the log"), case.log),
    )
    return Table(
        title=Text.same(one.name),
        keys=("key", "title", "value"),
        headings=(Text(id="Kunci", en="Key"), Text.same(""), Text(id="Isi", en="Value")),
        rows=tuple(facts),
    )


COMMAND = Group(
    "city",
    Text(id="Mendaftarkan dan melihat kabupaten/kota.", en="Register and show cities."),
    (add, list_, show),
)
