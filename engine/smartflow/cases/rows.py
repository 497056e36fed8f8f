"""The rows of a case: cells checked against their columns, then typed as stored rows are.

A cell is written as a person would write it in TOML: text in quotes, a number, a date, a list of
codes. It becomes the stored form and is read back by the engine's own reader of stored rows, so
that a rule is given exactly what it would be given in a city.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from smartflow.canonical import decimal_text
from smartflow.cases.faults import (
    CaseFault,
    refuse_unknown,
    require_known,
    require_list,
    require_table,
)
from smartflow.cases.ground import Ground
from smartflow.language import Text
from smartflow.model import Column, Row, Worksheet
from smartflow.model.row_table import StoredRow, StoredTable, typed_rows

__all__ = ["NOBODY", "rows_of"]

NOBODY = "DINAS"
"""The agency that has filled in a row when the case names none."""

_HEADINGS = 4
"""The row of the headings in a template; the first row of the table comes next."""

_RESERVED = ("filler", "written")

Given = Mapping[str, Any]


def rows_of(given: object, ground: Ground, agencies: tuple[str, ...]) -> dict[str, tuple[Row, ...]]:
    """Return the typed rows of a case by worksheet, in the order of fillers and row ids.

    Args:
        given: Worksheet key to a list of rows. A row's ``filler`` says who has filled it in, and
            ``written`` what stood in cells that are not of their column's type.
        ground: The worksheets and dimensions.
        agencies: Codes of the agencies that the case lists; the first is the usual filler.

    Raises:
        CaseFault: a worksheet, column, filler or cell cannot be.
    """
    made: dict[str, tuple[Row, ...]] = {}
    for key, rows in require_table(given, "rows").items():
        what = Text(id="kertas kerja", en="worksheet")
        worksheet = ground.worksheets[require_known(key, ground.worksheets, f"rows.{key}", what)]
        made[key] = _sheet(worksheet, require_list(rows, f"rows.{key}"), ground, agencies)
    return made


def _sheet(
    worksheet: Worksheet, rows: tuple[object, ...], ground: Ground, agencies: tuple[str, ...]
) -> tuple[Row, ...]:
    """Return the rows of one worksheet, numbered within each filler."""
    stored: dict[str, list[StoredRow]] = {}
    for position, given in enumerate(rows, start=1):
        where = f"rows.{worksheet.key}[{position}]"
        row = require_table(given, where)
        filler = _filler(row, worksheet, ground, agencies, where)
        own = stored.setdefault(filler, [])
        number = len(own) + 1
        own.append(
            StoredRow(
                id=f"{filler}/{worksheet.key}/{number}",
                number=_HEADINGS + number,
                sheet=worksheet.title.id,
                cells=_cells(row, worksheet, ground, where),
                written=_written(row, worksheet, where),
            )
        )
    made: list[Row] = []
    for filler, own in sorted(stored.items()):
        table = StoredTable(worksheet.key, worksheet.version, filler, len(own) + 1, tuple(own))
        made.extend(typed_rows(table, worksheet))
    return tuple(made)


def _filler(
    row: Given, worksheet: Worksheet, ground: Ground, agencies: tuple[str, ...], where: str
) -> str:
    """Return who has filled in a row, by who fills in the worksheet."""
    path = f"{where}.filler"
    if worksheet.per == "city":
        what = Text(id="pengisi", en="filler")
        return require_known(row.get("filler", ground.city.slug), (ground.city.slug,), path, what)
    if worksheet.per == "dimension":
        keys = (*(dimension.key for dimension in ground.dimensions), *ground.known_dimensions)
        what = Text(id="dimensi", en="dimension")
        return require_known(row.get("filler", keys[0] if keys else ""), keys, path, what)
    filler = row.get("filler", agencies[0] if agencies else NOBODY)
    if not isinstance(filler, str) or not filler:
        raise CaseFault(Text(id="harus kode perangkat.", en="it must be an agency's code."), path)
    return filler


def _written(row: Given, worksheet: Worksheet, where: str) -> dict[str, str]:
    given = require_table(row.get("written", {}), f"{where}.written")
    refuse_unknown(given, (column.key for column in worksheet.columns), f"{where}.written")
    return {key: str(value) for key, value in given.items()}


def _cells(row: Given, worksheet: Worksheet, ground: Ground, where: str) -> dict[str, Any]:
    columns = {column.key: column for column in worksheet.columns}
    refuse_unknown(row, (*columns, *_RESERVED), where)
    return {
        key: _stored(value, columns[key], ground, f"{where}.{key}")
        for key, value in row.items()
        if key in columns and key not in _RESERVED and value is not None
    }


# -- one cell -------------------------------------------------------------------------------------


def _stored(value: object, column: Column, ground: Ground, where: str) -> object:
    """Return a cell as it is stored, or refuse what its column cannot hold."""
    stored = _STORED[column.type](value)
    if stored is None:
        asked = _ASKED[column.type]
        raise CaseFault(
            Text(
                id=f"{value!r} bukan {asked.id}; sel yang salah isi ditulis dengan"
                f" written = {{ {column.key} = '...' }}.",
                en=f"{value!r} is not {asked.en}; a cell that does not fit is written as"
                f" written = {{ {column.key} = '...' }}.",
            ),
            where,
        )
    if column.choices:
        words = (stored,) if isinstance(stored, str) else tuple(require_list(stored, where))
        for word in words:
            require_known(word, column.choices, where, Text(id="pilihan", en="choice"))
    if column.refers == "dimension":
        what = Text(id="dimensi", en="dimension")
        require_known(stored, ground.known_dimensions, where, what)
    return stored


def _text(value: object) -> object:
    return value if isinstance(value, str) else None


def _whole(value: object) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _decimal(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return decimal_text(number) if number.is_finite() else None


def _day(value: object) -> object:
    if type(value) is date:
        return value.isoformat()
    return None


def _codes(value: object) -> object:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    return None


_STORED = {
    "text": _text,
    "integer": _whole,
    "money": _whole,
    "decimal": _decimal,
    "date": _day,
    "codes": _codes,
}
_ASKED = {
    "text": Text(id="teks (dalam tanda kutip)", en="text (in quotes)"),
    "integer": Text(id="bilangan bulat", en="a whole number"),
    "money": Text(id="bilangan bulat rupiah", en="a whole number of rupiah"),
    "decimal": Text(id="bilangan, seperti 12.5", en="a number, such as 12.5"),
    "date": Text(
        id="tanggal, seperti 2026-03-02 tanpa tanda kutip",
        en="a date, such as 2026-03-02 without quotation marks",
    ),
    "codes": Text(id="daftar kode, seperti ['S1']", en="a list of codes, such as ['S1']"),
}
