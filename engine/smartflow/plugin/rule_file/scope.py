"""What an expression may name: the columns of a row, or what the dossier holds.

Four scopes, by what a rule is run over: each row, the whole dossier, each dimension or agency, each
value of a column. The variables of a scope are declared from the worksheets as they are known when
the file is read, so that a misspelt column is found then.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from smartflow.model import Column, ColumnType, Worksheet
from smartflow.plugin.cel import DATE, DECIMAL, TEXT, TEXTS, WHOLE, WORDS, Type

__all__ = [
    "AGENCY",
    "CITY",
    "DIMENSION",
    "DOCUMENT",
    "EXTRAS",
    "Scope",
    "dossier_scope",
    "group_scope",
    "row_scope",
]

_TYPES: dict[ColumnType, Type] = {
    "text": TEXT,
    "integer": WHOLE,
    "money": WHOLE,
    "decimal": DECIMAL,
    "date": DATE,
    "codes": TEXTS,
}

EXTRAS = ("agency", "dimension", "filler")
"""What a row has beside its columns; a column of the same name comes first."""

CITY = {"slug": TEXT, "name": TEXT, "kind": TEXT, "region_code": TEXT, "province": TEXT}
AGENCY = {"code": TEXT, "name": TEXT, "kind": TEXT, "dimensions": TEXTS, "main_dimension": TEXT}
DIMENSION = {"key": TEXT, "code": TEXT}
DOCUMENT = {"kind": TEXT, "number": TEXT, "date": DATE, "title": TEXT, "stage": TEXT}

_RECORDS: dict[str, Mapping[str, Type]] = {
    "City": CITY,
    "Agency": AGENCY,
    "Dimension": DIMENSION,
    "Document": DOCUMENT,
}

_ALWAYS = {"city": Type("City"), "stage": TEXT, "as_of": DATE}
_LISTS = {
    "agencies": Type("Agency", many=True),
    "dimensions": Type("Dimension", many=True),
    "records": Type("Document", many=True),
    "selected": Type("Selected"),
}


class Scope(msgspec.Struct, frozen=True):
    """What an expression may name.

    Attributes:
        variables: The names with their types.
        records: The records of which they are, by name.
    """

    variables: Mapping[str, Type]
    records: Mapping[str, Mapping[str, Type]]


def row_scope(worksheet: Worksheet) -> Scope:
    """Return the scope of a rule over each row of a worksheet."""
    itself = {"row": Type(worksheet.key), "written": WORDS}
    own = {**itself, **_row_record(worksheet)}
    return Scope({**_ALWAYS, **own}, {**_RECORDS, worksheet.key: _row_record(worksheet)})


def dossier_scope(worksheets: Mapping[str, Worksheet], one: str = "") -> Scope:
    """Return the scope of a rule over the dossier.

    Args:
        worksheets: All worksheets by key.
        one: ``dimension`` or ``agency`` when it is run for each of them.
    """
    sheets = {key: _row_record(worksheet) for key, worksheet in worksheets.items()}
    selected = {key: Type(key, many=True) for key in worksheets}
    variables = {**selected, **_ALWAYS, **_LISTS}
    if one:
        variables[one] = Type(one.capitalize())
    return Scope(variables, {**sheets, **_RECORDS, "Selected": selected})


def group_scope(worksheet: Worksheet, column: Column) -> Scope:
    """Return the scope of a rule over the rows that have one value in a column."""
    kind = TEXT if column.type == "codes" else _TYPES[column.type]
    variables = {**_ALWAYS, "value": kind, "rows": Type(worksheet.key, many=True)}
    return Scope(variables, {**_RECORDS, worksheet.key: _row_record(worksheet)})


def _fields(worksheet: Worksheet) -> dict[str, Type]:
    return {column.key: _TYPES[column.type] for column in worksheet.columns}


def _row_record(worksheet: Worksheet) -> dict[str, Type]:
    return {**dict.fromkeys(EXTRAS, TEXT), **_fields(worksheet)}
