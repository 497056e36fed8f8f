"""What an expression is given: cells and facts of the dossier, as plain values.

Only what an expression reads is prepared, because that is done for every row. A date is ISO text
and a decimal a double (``cel.arithmetic`` says why that is exact); an empty text is ``""``, an
empty list ``[]``, and an empty number or date None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from smartflow.model import Agency, Dimension, Dossier, Record, Row, Worksheet
from smartflow.plugin.cel import Expression
from smartflow.plugin.cel.arithmetic import double_of
from smartflow.plugin.rule_file.scope import EXTRAS

__all__ = [
    "Reader",
    "Rows",
    "agency_values",
    "dimension_values",
    "dossier_values",
    "plain",
    "records_of",
    "row_readers",
]

Read = Callable[[Row], object]
"""Reads something off a row."""

Reader = tuple[str, Read]
"""A name, and what reads its value off a row."""

Rows = Callable[[str], Iterable[Row]]
"""Gives the rows of a worksheet."""


def plain(cell: object) -> object:
    """Return a cell as an expression is given it.

    Raises:
        TooManyDigits: a decimal has more than 15 significant digits.
    """
    if isinstance(cell, Decimal):
        return double_of(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return list(cell)
    return cell


def row_readers(
    worksheet: Worksheet, names: Iterable[str], fields: Iterable[str] = ()
) -> tuple[Reader, ...]:
    """Return what reads ``names`` off a row of a worksheet; other names are left out.

    Args:
        worksheet: The worksheet.
        names: Columns, what a row has beside them, ``written``, or ``row`` for the row itself.
        fields: What is read of the row itself.
    """
    kinds = {column.key: column.type for column in worksheet.columns}
    found: list[Reader] = []
    for name in sorted(names):
        if name in kinds:
            found.append((name, _READERS[kinds[name]](name)))
        elif name in EXTRAS:
            found.append((name, _attribute(name)))
        elif name == "written":
            found.append((name, lambda row: dict(row.misfits)))
        elif name == "row":
            found.append((name, partial(_itself, row_readers(worksheet, fields))))
    return tuple(found)


def _itself(readers: tuple[Reader, ...], row: Row) -> object:
    return {name: read(row) for name, read in readers}


def _text(key: str) -> Read:
    return lambda row: row.text(key)


def _cell(key: str, convert: Callable[[Any], object], empty: object = None) -> Read:
    """Return what reads a cell; a column that this city does not have is empty."""

    def read(row: Row) -> object:
        try:
            cell = row[key]  # not .get: that is a detour of a mapping, and this is a hot line
        except KeyError:
            return empty
        return empty if cell is None else convert(cell)

    return read


def _attribute(name: str) -> Read:
    return attrgetter(name)


_READERS: dict[str, Callable[[str], Read]] = {
    "text": _text,
    "integer": partial(_cell, convert=int),
    "money": partial(_cell, convert=int),
    "decimal": partial(_cell, convert=double_of),
    "date": partial(_cell, convert=date.isoformat),
    "codes": partial(_cell, convert=list, empty=[]),
}


def records_of(
    rows: Iterable[Row], worksheet: Worksheet, fields: Iterable[str]
) -> list[dict[str, object]]:
    """Return rows as records that have ``fields``."""
    readers = row_readers(worksheet, fields)
    return [{name: read(row) for name, read in readers} for row in rows]


def dossier_values(
    dossier: Dossier, worksheets: Mapping[str, Worksheet], expression: Expression, rows: Rows
) -> dict[str, object]:
    """Return what an expression reads of the dossier.

    Args:
        dossier: The dossier.
        worksheets: The worksheets that the expression may name.
        expression: Whose names and fields they are.
        rows: Gives the rows of a worksheet: all of them, or those of one dimension or agency.
    """
    given: dict[str, object] = {}
    for name in expression.names:
        if name in _FACTS:
            given[name] = _FACTS[name](dossier)
        elif name == "selected":
            given[name] = {
                key: records_of(dossier.selected(key), worksheets[key], expression.fields)
                for key in expression.fields
                if key in worksheets
            }
        elif name in worksheets:
            given[name] = records_of(rows(name), worksheets[name], expression.fields)
    return given


def agency_values(agency: Agency) -> dict[str, object]:
    """Return an agency as a record."""
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": agency.kind,
        "dimensions": list(agency.dimensions),
        "main_dimension": agency.main_dimension,
    }


def dimension_values(dimension: Dimension) -> dict[str, object]:
    """Return a dimension as a record."""
    return {"key": dimension.key, "code": dimension.code}


def _document_values(record: Record) -> dict[str, object]:
    return {
        "kind": record.kind,
        "number": record.number,
        "date": record.date.isoformat(),
        "title": record.title,
        "stage": record.stage,
    }


def _city_values(dossier: Dossier) -> dict[str, object]:
    city = dossier.city
    return {
        "slug": city.slug,
        "name": city.name,
        "kind": city.kind,
        "region_code": city.region_code,
        "province": city.province,
    }


_FACTS: dict[str, Callable[[Dossier], object]] = {
    "city": _city_values,
    "stage": lambda dossier: dossier.stage,
    "as_of": lambda dossier: dossier.as_of.isoformat(),
    "agencies": lambda dossier: [agency_values(a) for a in dossier.present_agencies],
    "dimensions": lambda dossier: [dimension_values(d) for d in dossier.dimensions],
    "records": lambda dossier: [_document_values(record) for record in dossier.records],
}
"""Facts of the dossier, by the name of their variable."""
