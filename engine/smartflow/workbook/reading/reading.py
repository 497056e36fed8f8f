"""What a file says, once it is read: typed rows, what did not fit, and notes to the reader.

These are the values that the reader gives to the acts. They are frozen and hold no calamine or
spreadsheet object, so that a reading can be compared, stored and tested without a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from smartflow.language import Text
from smartflow.model import Agency, Cell, City, Dimension, Worksheet
from smartflow.workbook.names import agency_directory, dimension_directory
from smartflow.workbook.reading.cells import Typer, typer_for

__all__ = ["DraftRow", "Expectation", "Note", "SheetReading", "WorkbookReading"]


class Expectation(msgspec.Struct, frozen=True, dict=True):
    """What the reader may find in a file for a city.

    Attributes:
        city: The city for which the file must be.
        worksheets: The worksheets by key, regional columns included.
        dimensions: The dimensions of the city's workflow.
        agencies: All agencies of the city, also ended ones.
    """

    city: City
    worksheets: Mapping[str, Worksheet]
    dimensions: tuple[Dimension, ...] = ()
    agencies: tuple[Agency, ...] = ()

    @cached_property
    def typers(self) -> Mapping[str, Mapping[str, Typer]]:
        """What types the cells, by worksheet and column; made once for all files of a city."""
        directories = (dimension_directory(self.dimensions), agency_directory(self.agencies))
        return {
            key: {column.key: typer_for(column, *directories) for column in worksheet.columns}
            for key, worksheet in self.worksheets.items()
        }


class Note(msgspec.Struct, frozen=True):
    """One thing that the person who sent the file should know.

    Attributes:
        message: The sentence.
        sheet: The name of the sheet in the file, or ``""`` for the whole file.
        number: The row's number as Excel shows it, from 1; 0 when it is about the sheet.
        column: The key of the column; ``""`` when it is about the row or sheet.
    """

    message: Text
    sheet: str = ""
    number: int = 0
    column: str = ""


class DraftRow(msgspec.Struct, frozen=True, gc=False):
    """A row as read, before it has got an id of its own.

    Attributes:
        id: The id that stood in its first column; ``""`` for a new row.
        number: The row's number in the sheet, from 1.
        cells: Every column of the worksheet by key; None where empty or not of its type.
        written: What stood in the cells that are not of their column's type.
    """

    id: str
    number: int
    cells: dict[str, Cell]
    written: dict[str, str] = {}


class SheetReading(msgspec.Struct, frozen=True):
    """One worksheet of a file.

    Attributes:
        worksheet: The worksheet's key.
        version: The version of the worksheet that was filled in, as the template said it; the
            present version when the file does not say.
        sheet: The name of the sheet in the file.
        rows: The rows, in the order of the sheet, without empty ones.
        header: The number of the row that holds the headings, from 1.
        positions: Where each column stands: key to column index from 0.
    """

    worksheet: str
    version: int
    sheet: str
    rows: tuple[DraftRow, ...]
    header: int = 0
    positions: Mapping[str, int] = {}


class WorkbookReading(msgspec.Struct, frozen=True):
    """A whole file.

    Attributes:
        filler: Who filled it in according to the file; ``""`` when the file does not say.
        city: The slug of the city according to the file; ``""`` when the file does not say.
        sheets: The worksheets that it holds, in the order of the file's sheets.
        notes: What the sender should know.
        content: The bytes of the file as it came.
        entry: The city's newest entry when the file was written; 0 when the file does not say.
    """

    filler: str
    city: str
    sheets: tuple[SheetReading, ...]
    notes: tuple[Note, ...]
    content: bytes
    entry: int = 0
