"""The hidden ``_meta`` sheet: who a template was made for, and which columns it had.

It is written by the template and read back by the reader; both sides of the agreement stand here.
Everything in it is plain text in two columns, so that it survives any spreadsheet program. A file
without it is read all the same, only the filler must then be asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from smartflow.canonical import canonical_bytes, sha256_hex

if TYPE_CHECKING:
    from smartflow.model import City, Worksheet

__all__ = [
    "META_SHEET",
    "Meta",
    "SheetMeta",
    "meta_rows",
    "read_meta",
    "sheet_metas",
    "template_digest",
]

META_SHEET = "_meta"
_FORMAT = "smartflow/workbook/1"


class SheetMeta(msgspec.Struct, frozen=True):
    """One worksheet of a template.

    Attributes:
        worksheet: The worksheet's key.
        version: Its version when the template was made.
        digest: What its columns were (:func:`template_digest`).
        sheet: The sheet's name.
    """

    worksheet: str
    version: int
    digest: str
    sheet: str


class Meta(msgspec.Struct, frozen=True):
    """What ``_meta`` says.

    Attributes:
        city: The city's slug.
        region_code: The city's Kemendagri code.
        filler: An agency's code, a dimension's key or the city's slug.
        sheets: The worksheets.
        entry: The city's newest entry when the workbook was written; 0 when it does not say.
    """

    city: str
    region_code: str
    filler: str
    sheets: tuple[SheetMeta, ...]
    entry: int = 0


@lru_cache(maxsize=128)
def template_digest(worksheet: Worksheet) -> str:
    """Return a digest of the columns of ``worksheet``: keys, types, choices; not of its wording."""
    columns = [
        [column.key, column.type, column.required, column.choices, column.refers]
        for column in worksheet.columns
    ]
    return sha256_hex(canonical_bytes([worksheet.key, columns]))[:16]


def meta_rows(
    city: City, filler: str, sheets: Sequence[tuple[Worksheet, str]], entry: int = 0
) -> list[tuple[str, ...]]:
    """Return the rows of the ``_meta`` sheet.

    Args:
        city: The city.
        filler: Who is to fill in the workbook.
        sheets: Each worksheet with the name of its sheet.
        entry: The city's newest entry, where it matters what the workbook was written after.
    """
    rows: list[tuple[str, ...]] = [
        ("format", _FORMAT),
        ("city", city.slug),
        ("region_code", city.region_code),
        ("filler", filler),
    ]
    if entry:
        rows.append(("entry", str(entry)))
    rows.extend(
        ("worksheet", worksheet.key, str(worksheet.version), template_digest(worksheet), sheet)
        for worksheet, sheet in sheets
    )
    return rows


def read_meta(grid: Sequence[Sequence[object]]) -> Meta | None:
    """Read the ``_meta`` sheet; None when it is not one of ours or says nothing."""
    single: dict[str, str] = {}
    sheets: list[SheetMeta] = []
    for row in grid:
        name, *values = [str(cell).strip() for cell in row] + [""] * 5
        if name == "worksheet":
            sheets.append(SheetMeta(values[0], _whole(values[1]), values[2], values[3]))
        elif name:
            single[name] = values[0]
    if not single.get("format", "").startswith("smartflow/workbook/"):
        return None
    return Meta(
        city=single.get("city", ""),
        region_code=single.get("region_code", ""),
        filler=single.get("filler", ""),
        sheets=tuple(sheets),
        entry=_whole(single.get("entry", "")),
    )


def _whole(text: str) -> int:
    """Read a version, which a spreadsheet program may have turned into ``2.0``."""
    digits = text.partition(".")[0]
    return int(digits) if digits.isdecimal() else 0


def sheet_metas(meta: Meta | None) -> Mapping[str, SheetMeta]:
    """Return the worksheets of a template by key."""
    return {} if meta is None else {one.worksheet: one for one in meta.sheets}
