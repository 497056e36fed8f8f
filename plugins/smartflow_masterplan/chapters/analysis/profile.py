"""Book 1, the profile of the region: what it is, its agencies, who leads which dimension.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Chapter, Facts, Table
from smartflow_masterplan.chapters.shared import wording as worded
from smartflow_masterplan.chapters.shared.dimensions import (
    DIMENSION_HEADING,
    OTHERS,
    TOTAL,
    counted_rows,
)
from smartflow_masterplan.chapters.shared.parts import nothing_yet, said
from smartflow_masterplan.rules.judging import dimension_title, titles
from smartflow_masterplan.stages import HEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow import Agency, Dossier, Settings
    from smartflow.report import Block, Cell

__all__ = ["by_kind", "profile_chapter"]

_KEY = "analysis_profile"
_IDENTITY = "identity"

_KINDS = {
    "opd": Text(id="Perangkat daerah (OPD)", en="Regional agency (OPD)"),
    "bagian": Text(id="Bagian Sekretariat Daerah", en="Division of the regional secretariat"),
    "upt": Text(id="Unit pelaksana teknis (UPT)", en="Technical unit (UPT)"),
    "kecamatan": Text(id="Kecamatan", en="District (kecamatan)"),
    "kelurahan": Text(id="Kelurahan", en="Urban village (kelurahan)"),
    "desa": Text(id="Desa", en="Village (desa)"),
    "partner": Text(id="Mitra", en="Partner"),
}
"""Kinds of agency in the order in which they are printed; others follow."""

_FACTS = Text(id="Identitas daerah", en="The region")
_NAMES = (
    Text(id="Nama", en="Name"),
    Text(id="Bentuk", en="Form"),
    Text(id="Kode wilayah", en="Region code"),
    Text(id="Provinsi", en="Province"),
    Text(id="Zona waktu", en="Time zone"),
    Text(id="Tahun masuk program", en="Year of joining the programme"),
    Text(id="Kepala daerah", en="Head of the region"),
)
_AREAS = ("kecamatan", "kelurahan", "desa")
"""Kinds of agency of which each is an area of the region."""
_NO_AREA = Text(id="tidak ada yang terdaftar", en="none registered")
_AREAS_NOTE = Text(
    id="Jumlah kecamatan, kelurahan, dan desa adalah yang terdaftar dalam penyusunan masterplan"
    " ini. Jumlah penduduk dan luas wilayah tidak dicatat dalam SmartFlow; daerah menambahkannya"
    " dengan bab profilnya sendiri.",
    en="The numbers of kecamatan, kelurahan and desa are those registered for this masterplan."
    " Population and area are not recorded in SmartFlow; the region adds them with a profile"
    " chapter of its own.",
)
_AGENCIES = (
    Text(
        id="Setiap perangkat daerah memiliki satu dimensi utama dan dapat ikut dalam dimensi lain."
        " Tabel pertama menghitung setiap perangkat daerah satu kali, menurut dimensi utamanya.",
        en="Each agency has one main dimension and may contribute to others. The first table counts"
        " every agency once, by its main dimension.",
    ),
    Text(
        id="Perangkat daerah menurut jenis dan dimensi utama",
        en="Agencies by kind and main dimension",
    ),
    Text(id="Daftar perangkat daerah", en="List of agencies"),
    Text(id="Perangkat daerah yang sudah tidak ada", en="Agencies that exist no longer"),
    Text(id="Belum ada perangkat daerah yang didaftarkan.", en="No agency is registered yet."),
)
_NO_DIMENSION = Text(id="Tanpa dimensi", en="No dimension")
_KIND_HEADING = Text(id="Jenis", en="Kind")
_AGENCY_HEADINGS = (
    Text(id="Kode", en="Code"),
    Text(id="Nama", en="Name"),
    _KIND_HEADING,
    Text(id="Dimensi (utama lebih dahulu)", en="Dimensions (main one first)"),
)
_LEADS = (
    Text(
        id="Perangkat daerah pemimpin dimensi adalah yang ditetapkan daerah; bila belum ada, yang"
        " lazim memimpin dimensi itu dan terdaftar di sini.",
        en="The agencies that lead a dimension are those that the region has appointed; without"
        " any, those registered here that usually lead it.",
    ),
    Text(id="Pemimpin setiap dimensi", en="Who leads each dimension"),
    Text(id="Perangkat daerah", en="Agencies"),
    Text(id="belum ditetapkan", en="not appointed yet"),
)
_RECORDS = (
    Text(id="Identitas yang tercatat", en="Identity as recorded"),
    Text(
        id="Belum ada logo, ikon, atau tagline daerah yang dicatat.",
        en="No logo, icon or tagline of the region is recorded yet.",
    ),
)


def profile_chapter(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return the profile: the region, its agencies, the leads of dimensions, its identity."""
    parts: tuple[tuple[str, Text, Sequence[Block]], ...] = (
        ("region", _FACTS, [_region(dossier), said(_AREAS_NOTE)]),
        ("agencies", Text(id="Perangkat daerah", en="Agencies"), _agencies(dossier)),
        ("leads", _LEADS[1], [said(_LEADS[0]), _leads(dossier)]),
        ("identity", _RECORDS[0], [_identity(dossier)]),
    )
    return Chapter(
        key=_KEY,
        title=Text(id="Profil daerah", en="Profile of the region"),
        parts=tuple(
            Chapter(
                key=f"{_KEY}_{key}",
                title=title,
                blocks=tuple(blocks),
                turned=key == "agencies" and bool(dossier.agencies),
            )
            for key, title, blocks in parts
        ),
        page="new",
    )


def by_kind(dossier: Dossier) -> list[tuple[Text, list[Agency]]]:
    """Return the agencies that exist by kind, each kind with its title; empty kinds are not there.

    Every agency is in exactly one.
    """
    found: dict[str, list[Agency]] = {kind: [] for kind in _KINDS}
    for agency in dossier.present_agencies:
        found.setdefault(agency.kind, []).append(agency)
    return [(_kind(kind), agencies) for kind, agencies in found.items() if agencies]


def _kind(kind: str) -> Text:
    return _KINDS.get(kind, Text.same(kind))


def _region(dossier: Dossier) -> Facts:
    city = dossier.city
    heads = [Text.same(f"{one.name}, {worded.post_words(one)}") for one in dossier.people_in(HEAD)]
    values: tuple[Cell, ...] = (
        city.name,
        city.kind,
        city.region_code,
        city.province,
        city.zone,
        city.intake,
        titles(heads) if heads else None,
    )
    areas = tuple((_kind(kind), _registered(dossier, kind)) for kind in _AREAS)
    return Facts(title=_FACTS, rows=(*zip(_NAMES, values, strict=True), *areas))


def _registered(dossier: Dossier, area: str) -> Cell:
    """Return how many areas of a kind are registered, by kind or by name.

    A kecamatan is often registered as an agency like the others; its name says what it is.
    """
    found = sum(
        area in (agency.kind, agency.name.partition(" ")[0].casefold())
        for agency in dossier.present_agencies
    )
    return Amount(found) if found else _NO_AREA


def _agencies(dossier: Dossier) -> list[Block]:
    present = dossier.present_agencies
    ended = [agency for agency in dossier.agencies if agency not in present]
    if not dossier.agencies:
        return [nothing_yet(_AGENCIES[4])]
    blocks: list[Block] = []
    if present:
        blocks += [said(_AGENCIES[0]), _crossed(dossier), _listed(dossier, present)]
    if ended:
        blocks.append(
            Table(
                title=_AGENCIES[3],
                keys=("code", "name", "ended", "successor"),
                headings=(
                    *_AGENCY_HEADINGS[:2],
                    Text(id="Sejak", en="Since"),
                    Text(id="Diteruskan oleh", en="Taken over by"),
                ),
                rows=tuple((one.code, one.name, one.ended, one.successor or None) for one in ended),
            )
        )
    return blocks


def _crossed(dossier: Dossier) -> Table:
    """Return how many agencies of each kind have which main dimension."""
    keys = [dimension.key for dimension in dossier.dimensions]
    rows: list[tuple[Text, tuple[int, ...]]] = []
    for title, agencies in by_kind(dossier):
        mains = [one.main_dimension for one in agencies]
        counts = [mains.count(key) for key in keys]
        without = mains.count("")
        others = len(mains) - sum(counts) - without
        rows.append((title, (*counts, others, without, len(mains))))
    headings = {
        "kind": _KIND_HEADING,
        **{dimension.key: dimension.title for dimension in dossier.dimensions},
        "others": OTHERS,
        "none": _NO_DIMENSION,
        "all": TOTAL,
    }
    return counted_rows(_AGENCIES[1], headings, rows)


def _listed(dossier: Dossier, agencies: Sequence[Agency]) -> Table:
    return Table(
        title=_AGENCIES[2],
        keys=("code", "name", "kind", "dimensions"),
        headings=_AGENCY_HEADINGS,
        rows=tuple(
            (
                one.code,
                one.name,
                _kind(one.kind),
                titles(dimension_title(dossier.dimensions, key) for key in one.dimensions),
            )
            for one in agencies
        ),
    )


def _leads(dossier: Dossier) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for dimension in dossier.dimensions:
        leading = dossier.lead_agencies(dimension.key)
        named = ", ".join(f"{one.name} ({one.code})" for one in leading)
        rows.append((dimension.title, named or _LEADS[3]))
    return Table(
        title=_LEADS[1],
        keys=("dimension", "agencies"),
        headings=(DIMENSION_HEADING, _LEADS[2]),
        rows=tuple(rows),
    )


def _identity(dossier: Dossier) -> Block:
    records = dossier.records_of(_IDENTITY)
    if not records:
        return nothing_yet(_RECORDS[1])
    return Table(
        title=_RECORDS[0],
        keys=("title", "number", "date", "entry"),
        headings=(
            Text(id="Judul", en="Title"),
            Text(id="Nomor", en="Number"),
            Text(id="Tanggal", en="Date"),
            worded.ENTRY,
        ),
        rows=tuple((one.title, one.number or None, one.date, one.entry) for one in records),
    )
