"""``smartflow worksheet show``: the columns of one worksheet, by the keys that rules call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.arguments import worksheet_argument
from smartflow.terminal.command import command
from smartflow.terminal.options import formats

if TYPE_CHECKING:
    from smartflow.model import Column, Worksheet
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["show"]

_TYPES = {
    "text": Text(id="teks", en="text"),
    "integer": Text(id="bilangan bulat", en="whole number"),
    "decimal": Text(id="desimal", en="decimal"),
    "money": Text(id="rupiah utuh", en="whole rupiah"),
    "date": Text(id="tanggal", en="date"),
    "codes": Text(id="daftar kode", en="list of codes"),
}
_REFERS = {
    "dimension": Text(id="kunci dimensi", en="key of a dimension"),
    "agency": Text(id="kode instansi", en="code of an agency"),
}
_MUST = Text(id="ya", en="yes")


@command(
    "show",
    Text(
        id="Menampilkan kolom sebuah kertas kerja: kunci, judul, jenis dan pilihannya.",
        en="Show the columns of a worksheet: key, heading, type and choices.",
    ),
    aliases=("lihat",),
)
@worksheet_argument
@formats
def show(call: Call, worksheet: str) -> None:
    """Show one worksheet, with the columns that plugins add to it anywhere."""
    from smartflow.casework.lookups import worksheet_named
    from smartflow.terminal.tables import print_table
    from smartflow.terminal.warnings import warn_of_plugins

    registry = call.registry()
    sheet = worksheet_named(
        {key: owned.value for key, owned in registry.worksheets.items()}, worksheet
    )
    added = (owned.value for owned in registry.columns if owned.value.worksheet == sheet.key)
    print_table(call, _table(sheet.with_columns(tuple(added))), "columns")
    if call.opened is None:
        warn_of_plugins(call, registry)


def _table(sheet: Worksheet) -> Table:
    from smartflow.report import Table

    return Table(
        title=sheet.title,
        keys=("column", "title", "type", "required", "choices", "regions"),
        headings=(
            Text(id="Kunci", en="Key"),
            Text(id="Judul", en="Heading"),
            Text(id="Jenis", en="Type"),
            Text(id="Wajib", en="Required"),
            Text(id="Pilihan", en="Choices"),
            Text(id="Wilayah", en="Regions"),
        ),
        rows=tuple(
            (
                column.key,
                column.title,
                _type(column),
                _MUST if column.required else "",
                ", ".join(column.choices),
                ", ".join(column.regions),
            )
            for column in sheet.columns
        ),
    )


def _type(column: Column) -> Text:
    return _REFERS.get(column.refers) or _TYPES[column.type]
