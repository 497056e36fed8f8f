"""A list of cities as an official keeps it: a CSV file, or the first sheet of a workbook.

Only the column with the codes is needed; the others may be left out and may stand in any order,
under their Indonesian or English headings. Every cell is text here: what a code must have been, and
whether a year is one, is for :mod:`.city_row`. Must not import the store, a workflow or a plugin.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.lookups import folded
from smartflow.casework.tabular import find_columns, read_rows
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.ledger.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.regions import Region

__all__ = [
    "BadCityList",
    "CityLine",
    "CityList",
    "CityListThere",
    "lines_of",
    "read_city_list",
    "write_city_list",
]

_CODE = (
    "kode",
    "code",
    "kode kemendagri",
    "kemendagri code",
    "kode wilayah",
    "kode daerah",
    "region code",
    "region_code",
    "kode kabupaten/kota",
    "kode kab/kota",
)
_OTHERS = {
    "name": (
        "nama",
        "name",
        "nama daerah",
        "nama kabupaten/kota",
        "nama kab/kota",
        "kabupaten/kota",
        "kab/kota",
        "nama kota/kabupaten",
        "kota/kabupaten",
        "daerah",
        "city",
    ),
    "slug": ("singkatan", "slug"),
    "kind": ("jenis", "kind"),
    "province": ("provinsi", "province", "nama provinsi", "propinsi", "nama propinsi"),
    "intake": ("tahun masuk", "intake", "tahun", "year", "tahun masuk program"),
    "workflow": ("alur kerja", "workflow"),
    "zone": ("zona waktu", "time zone", "zona", "zone"),
}
_HEADINGS = ("kode", "nama", "jenis", "provinsi", "tahun masuk")


class BadCityList(BadInput):
    """A list of cities has no column of codes, or no city."""

    code = "bad-city-list"
    says = Text(id="Daftar kota {path}: {reason}.", en="The list of cities {path}: {reason}.")
    next_step = Text(
        id="Kolom: kode (wajib), nama, singkatan, jenis, provinsi, tahun masuk, alur kerja, zona."
        " Daftar siap isi: smartflow portfolio import --template BERKAS",
        en="Columns: code (required), name, slug, kind, province, intake, workflow, zone. A"
        " prepared list: smartflow portfolio import --template FILE",
    )


class CityListThere(BadCityList):
    """A list is there already, and is not overwritten."""

    says = Text(
        id="Berkas {path} sudah ada, jadi tidak ditimpa.",
        en="The file {path} is there already, and is not overwritten.",
    )
    next_step = Text(
        id="Sebutkan nama berkas yang baru: smartflow portfolio import --template BERKAS",
        en="Name a new file: smartflow portfolio import --template FILE",
    )


class CityLine(msgspec.Struct, frozen=True):
    """One city of a list, as it is written there.

    Attributes:
        row: The number of its row, the first row of the file being 1; 0 for a city of no file.
        code: The Kemendagri code, in whatever form a spreadsheet left it.
        name: The name, or ``""`` as in every other cell that says nothing.
        slug: What commands are to call it.
        kind: ``kota`` or ``kabupaten``.
        province: The province.
        intake: The year of joining the programme.
        workflow: The workflow to follow.
        zone: The time zone.
    """

    row: int
    code: str
    name: str = ""
    slug: str = ""
    kind: str = ""
    province: str = ""
    intake: str = ""
    workflow: str = ""
    zone: str = ""


class CityList(msgspec.Struct, frozen=True):
    """A list that was read.

    Attributes:
        lines: Its cities, in order.
        ignored: Headings of columns that say nothing to an import.
    """

    lines: tuple[CityLine, ...]
    ignored: tuple[str, ...] = ()


def read_city_list(path: Path) -> CityList:
    """Read a list of cities; nothing in it is looked up.

    Args:
        path: CSV (comma, semicolon or tab; any of the encodings that Excel writes), XLSX or ODS.

    Raises:
        BadCityList: it has no column of codes, or no city.
        BadInput: it cannot be read at all.
    """
    try:
        rows = read_rows(path)
    except BadInput as refusal:
        refusal.hint = _AGAIN
        raise
    header = find_columns(rows, {"code": _CODE})
    if header is None:
        raise _bad(
            path,
            Text(id="tidak ada kolom berjudul 'kode'", en="no column is headed 'code'"),
        )
    titles = [folded(title) for title in rows[header.row]]
    columns = {"code": header.columns["code"], **_other_columns(titles)}
    lines = tuple(
        CityLine(row=number, **{key: row[at] for key, at in columns.items()})
        for number, row in enumerate(rows[header.row + 1 :], start=header.row + 2)
        if any(row[at] for at in columns.values())
    )
    if not lines:
        raise _bad(path, Text(id="tidak ada satu kota pun", en="it names no city"))
    read = set(columns.values())
    ignored = (title for at, title in enumerate(rows[header.row]) if at not in read and title)
    return CityList(lines, tuple(ignored))


def lines_of(regions: Sequence[Region]) -> tuple[CityLine, ...]:
    """Return the lines of a list that names just these regions."""
    return tuple(CityLine(row=0, code=region.code) for region in regions)


def write_city_list(path: Path, regions: Sequence[Region]) -> None:
    """Write a list to begin with: delete what is not wanted, fill in the years, import it.

    A code is written as ``="13.10"``: Excel shows 13.10 and leaves it a text.

    Raises:
        BadCityList: the file is there already.
        OSError: it cannot be written.
    """
    if path.exists():
        raise CityListThere(path=path.name)
    rows = (
        (f'"=""{region.code}"""', region.name, region.kind, region.province, "")
        for region in regions
    )
    lines = (";".join(row) for row in (_HEADINGS, *rows))
    write_whole(path, "\ufeff" + "".join(f"{line}\n" for line in lines))


_AGAIN = Text(
    id="Simpan daftar itu sebagai CSV atau XLSX, atau mulai dari daftar siap isi: smartflow"
    " portfolio import --template BERKAS",
    en="Save the list as CSV or XLSX, or begin with a prepared one: smartflow portfolio import"
    " --template FILE",
)


def _other_columns(titles: Sequence[str]) -> dict[str, int]:
    """Return the columns besides the codes that are there, by their keys."""
    return {
        key: titles.index(known)
        for key, names in _OTHERS.items()
        for known in reversed(names)
        if known in titles
    }


def _bad(path: Path, why: Text) -> BadCityList:
    return BadCityList(path=path.name, reason=why)
