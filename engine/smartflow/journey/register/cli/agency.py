"""``smartflow agency``: the OPD, kelurahan and partners of a city."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import agency_argument, city_argument, day_option, reason_option
from smartflow.terminal.command import argument, command, option
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.values import EXISTING
from smartflow.terminal.words.wording import AGENCY, DIMENSION, FILE, KIND, NAME

if TYPE_CHECKING:
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

KIND_HELP = Text(
    id="opd, kecamatan, kelurahan, desa, bagian, upt atau partner.",
    en="opd, kecamatan, kelurahan, desa, bagian, upt or partner.",
)


def words(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of repeated options, each of which may hold several after commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@command(
    "add",
    Text(
        id="Mendaftarkan satu OPD, kelurahan atau mitra.",
        en="Register one agency, village or partner.",
    ),
    aliases=("tambah",),
)
@city_argument
@argument(
    "code",
    label=Text(id="KODE", en="CODE"),
    text=Text(id="Singkatan resmi, misalnya DINKES.", en="The short name, such as DINKES."),
)
@argument("name", label=NAME, text=Text(id="Nama resmi.", en="The official name."))
@option("--kind", text=KIND_HELP, metavar_text=KIND, required=True)
@option(
    "--dimensions",
    "--dimension",
    "dimensions",
    text=Text(
        id="Dimensi yang didukung, yang utama lebih dahulu; pisahkan dengan koma.",
        en="Dimensions it contributes to, the main one first; separate with commas.",
    ),
    metavar_text=DIMENSION,
    multiple=True,
)
@option(
    "--leads",
    text=Text(
        id="Dimensi yang dipimpinnya; pisahkan dengan koma.",
        en="Dimensions that it leads; separate with commas.",
    ),
    metavar_text=DIMENSION,
    multiple=True,
)
def add(  # noqa: PLR0913  the options of the command
    call: Call,
    city: str,
    code: str,
    name: str,
    kind: str,
    dimensions: tuple[str, ...],
    leads: tuple[str, ...],
) -> None:
    """Register an agency."""
    from smartflow.journey.register.agency_add import agency_add
    from smartflow.model import Agency

    agency = Agency(
        code=code, name=name, kind=kind, dimensions=words(dimensions), leads=words(leads)
    )
    agency_add(call.workspace(), city, agency)
    call.done(
        Text(id=f"{code.upper()} terdaftar: {name}.", en=f"{code.upper()} is registered: {name}.")
    )


@command(
    "end",
    Text(
        id="Mencatat bahwa sebuah instansi sudah tidak ada.",
        en="Record that an agency exists no longer.",
    ),
    aliases=("akhiri",),
)
@city_argument
@agency_argument
@option(
    "--successor",
    text=Text(id="Instansi penerusnya.", en="The agency that takes over."),
    metavar_text=AGENCY,
    default="",
)
@day_option(
    "--date", "day", text=Text(id="Sejak kapan; bawaan hari ini", en="Since when; default today")
)
@reason_option(Text(id="Dasarnya, misalnya perda.", en="Why, such as the regulation."))
def end(  # noqa: PLR0913  the options of the command
    call: Call, city: str, agency: str, successor: str, day: date | None, reason: str
) -> None:
    """Record the end of an agency."""
    from smartflow.history.acts import AgencyEnd, read_as
    from smartflow.journey.register.agency_end import agency_end
    from smartflow.terminal.cells import day_text

    entry = agency_end(call.workspace(), city, agency, successor=successor, day=day, reason=reason)
    act = read_as(entry, AgencyEnd)
    code, ended = act.code, day_text(act.ended)
    call.done(Text(id=f"{code} berakhir pada {ended.id}.", en=f"{code} ends on {ended.en}."))


@command(
    "import",
    Text(
        id="Mendaftarkan banyak instansi dari satu berkas.\n\nBerkas CSV, XLSX, ODS atau TOML"
        " dengan kolom kode, nama, jenis, dimensi (beberapa: pisahkan dengan koma) dan memimpin."
        " Seluruh daftar diperiksa dahulu; yang sudah terdaftar dilewati.",
        en="Register many agencies from one file.\n\nA CSV, XLSX, ODS or TOML file with the"
        " columns code, name, kind, dimensions (several: with commas) and leads. The whole list"
        " is checked first; what is registered already is passed over.",
    ),
    aliases=("impor",),
)
@city_argument
@argument("file", label=FILE, text=Text(id="Daftarnya.", en="The list."), type=EXISTING)
def import_(call: Call, city: str, file: Path) -> None:
    """Register the agencies of a file."""
    from smartflow.journey.register.agency_add import agency_import
    from smartflow.journey.register.agency_list import read_agencies
    from smartflow.terminal.cells import as_word, counted

    entries, known = agency_import(call.workspace(), city, read_agencies(file))
    call.done(
        Text(
            id=f"{len(entries)} instansi didaftarkan, {len(known)} sudah terdaftar sebelumnya.\n"
            f'Langkah berikutnya: smartflow person add {as_word(city)} "NAMA" --role team'
            ' --post "JABATAN"',
            en=f"Registered: {counted(len(entries), 'agency', 'agencies')}; there before:"
            f" {len(known)}.\n"
            f'Next step: smartflow person add {as_word(city)} "NAME" --role team'
            ' --post "POST"',
        )
    )


@command(
    "list",
    Text(id="Mendaftar instansi sebuah kota.", en="List the agencies of a city."),
    aliases=("daftar",),
)
@city_argument
@formats
def list_(call: Call, city: str) -> None:
    """List the agencies of a city."""
    from smartflow.casework.casework import read_case
    from smartflow.report import Table
    from smartflow.terminal.tables import print_table

    case = read_case(call.workspace(), city)
    agencies = [agency for _, agency in sorted(case.state.agencies.items())]
    table = Table(
        title=Text(id=f"Instansi {case.state.city.name}", en=f"Agencies of {case.state.city.name}"),
        keys=("code", "name", "kind", "dimensions", "leads", "ended", "successor"),
        headings=(
            Text(id="Kode", en="Code"),
            Text(id="Nama", en="Name"),
            Text(id="Jenis", en="Kind"),
            Text(id="Dimensi", en="Dimensions"),
            Text(id="Memimpin", en="Leads"),
            Text(id="Berakhir", en="Ended"),
            Text(id="Penerus", en="Successor"),
        ),
        rows=tuple(
            (
                agency.code,
                agency.name,
                agency.kind,
                ", ".join(agency.dimensions),
                ", ".join(agency.leads),
                agency.ended,
                agency.successor,
            )
            for agency in agencies
        ),
    )
    print_table(call, table, "agencies")


COMMAND = Group(
    "agency",
    Text(id="Mengelola OPD, kelurahan dan mitra sebuah kota.", en="Manage the agencies of a city."),
    (add, end, import_, list_),
)
