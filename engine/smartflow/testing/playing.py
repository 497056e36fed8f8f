"""What a city in words becomes on its way through the commands: the workbooks of its fillers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartflow.model import Cell, Dossier, Row, Worksheet

__all__ = ["sheets_by_filler", "write_workbook"]

_SHEET_NAME = 31
"""How long the name of a sheet may be, by Excel's own rule."""

_HEADINGS = 3
"""The row of the headings, from 0: where a template has them."""


def sheets_by_filler(dossier: Dossier) -> dict[str, dict[str, list[Row]]]:
    """Return what each filler has submitted: worksheet to rows, an empty worksheet included."""
    found: dict[str, dict[str, list[Row]]] = {}
    for worksheet, filler in dossier.submissions:
        rows = [row for row in dossier.rows(worksheet) if row.filler == filler]
        found.setdefault(filler, {})[worksheet] = rows
    return found


def write_workbook(
    path: Path, sheets: Mapping[str, Sequence[Row]], worksheets: Mapping[str, Worksheet]
) -> None:
    """Write rows as a workbook: a sheet for each worksheet, headings and rows as in a template.

    Args:
        path: The file, ``.xlsx``.
        sheets: Rows by worksheet.
        worksheets: The worksheets with the columns of the city.
    """
    from xlsxwriter import Workbook

    with Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for key, rows in sheets.items():
            worksheet = worksheets[key]
            sheet = book.add_worksheet(worksheet.title.id[:_SHEET_NAME])
            for place, column in enumerate(worksheet.columns):
                sheet.write_string(_HEADINGS, place, column.title.id)
                for number, row in enumerate(rows, start=_HEADINGS + 1):
                    written = row.written(column.key)
                    cell = row[column.key] if written is None else written
                    _write(sheet, number, place, cell)


def _write(sheet: Any, number: int, place: int, cell: Cell) -> None:  # noqa: ANN401  untyped there
    if isinstance(cell, Decimal):
        sheet.write_number(number, place, float(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(number, place, cell)
    elif isinstance(cell, int):
        sheet.write_number(number, place, cell)
    elif cell is not None:
        sheet.write_string(number, place, cell if isinstance(cell, str) else ", ".join(cell))
