"""Reading a list of agencies: TOML with ``[[agency]]``, or a table with headings.

A table's headings may be Indonesian or English; several dimensions stand in one cell, divided by
commas or semicolons.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from smartflow.casework.tabular import UnreadableList, find_columns, read_rows
from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.model import Agency

__all__ = ["BadAgencyList", "read_agencies"]

REQUIRED = {
    "code": ("kode", "code", "singkatan", "kode opd", "kode instansi"),
    "name": ("nama", "name", "nama opd", "nama instansi", "instansi"),
}
OPTIONAL = {
    "kind": ("jenis", "kind"),
    "dimensions": ("dimensi", "dimensions", "dimension"),
    "leads": ("memimpin", "leads", "pengampu", "koordinator"),
}
KEYS = ("code", "name", "kind", "dimensions", "leads", "kecamatan")
"""What may stand in a table; the kecamatan of a kelurahan is for readers and is not kept."""


class BadAgencyList(BadInput):
    """A list of agencies has no agency, or not in the form that is asked for."""

    code = "bad-agency-list"
    says = Text(id="Daftar instansi {path}: {reason}.", en="The list of agencies {path}: {reason}.")
    next_step = Text(
        id="Kolom: kode, nama, jenis, dimensi, memimpin. Lihat: smartflow agency import --help",
        en="Columns: code, name, kind, dimensions, leads. See: smartflow agency import --help",
    )


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """Return the agencies of a file, as they are written there; nothing is looked up.

    Args:
        path: CSV, XLSX, ODS, or TOML with a table ``[[agency]]`` for each. Without a column of
            kinds an agency is an OPD.

    Raises:
        BadAgencyList: there is no agency in it, or a column or key is missing or unknown.
        UnreadableList: it cannot be read at all.
    """
    agencies = _from_toml(path) if path.suffix.casefold() == ".toml" else _from_table(path)
    if not agencies:
        raise BadAgencyList(
            path=path.name, reason=Text(id="tidak ada satu instansi pun", en="it names no agency")
        )
    return agencies


def _from_toml(path: Path) -> tuple[Agency, ...]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableList(path=path.name, cause=error) from error
    tables: object = content.get("agency", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise BadAgencyList(
            path=path.name,
            reason=Text(id="'agency' harus ditulis [[agency]]", en="write [[agency]]"),
        )
    return tuple(_from_mapping(path, number, t) for number, t in enumerate(tables, start=1))


def _from_mapping(path: Path, number: int, table: Mapping[str, Any]) -> Agency:
    unknown = sorted(set(table) - set(KEYS))
    missing = sorted({"code", "name"} - set(table))
    if unknown or missing:
        raise BadAgencyList(
            path=path.name,
            reason=Text(
                id=f"[[agency]] ke-{number}: kunci tidak dikenal {unknown}, kunci hilang {missing}",
                en=f"[[agency]] number {number}: unknown keys {unknown}, missing keys {missing}",
            ),
        )
    return Agency(
        code=str(table["code"]),
        name=str(table["name"]),
        kind=str(table.get("kind", "opd")),
        dimensions=_parts(table.get("dimensions", ())),
        leads=_parts(table.get("leads", ())),
    )


def _parts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in re.split(r"[,;]", value) if part.strip())
    return tuple(str(part) for part in value) if isinstance(value, list | tuple) else ()


def _from_table(path: Path) -> tuple[Agency, ...]:
    rows = read_rows(path)
    header = find_columns(rows, REQUIRED)
    if header is None:
        raise BadAgencyList(
            path=path.name,
            reason=Text(id="kolom Kode dan Nama tidak ditemukan", en="no columns Code and Name"),
        )
    more = {key: _optional(rows, header.row, names) for key, names in OPTIONAL.items()}
    columns: dict[str, int | None] = {**header.columns, **more}

    def cell(row: Sequence[str], key: str) -> str:
        index = columns[key]
        return row[index] if index is not None else ""

    return tuple(
        Agency(
            code=cell(row, "code"),
            name=cell(row, "name"),
            kind=cell(row, "kind") or "opd",
            dimensions=_parts(cell(row, "dimensions")),
            leads=_parts(cell(row, "leads")),
        )
        for row in rows[header.row + 1 :]
        if cell(row, "code") or cell(row, "name")
    )


def _optional(rows: Sequence[Sequence[str]], row: int, names: Sequence[str]) -> int | None:
    found = find_columns(rows[row : row + 1], {"it": names})
    return found.columns["it"] if found else None
