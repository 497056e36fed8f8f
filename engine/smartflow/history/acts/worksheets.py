"""Acts on worksheets: what was filled in, confirmed, chosen, found to be nothing, erased."""

from __future__ import annotations

import msgspec

from smartflow.history.acts.base import Act

__all__ = [
    "Consolidate",
    "Erase",
    "FiledWorksheet",
    "Filing",
    "NothingToReport",
    "Select",
    "Submit",
    "WorksheetConfirm",
    "WorksheetEntry",
]


class FiledWorksheet(msgspec.Struct, frozen=True, omit_defaults=True):
    """One worksheet of a file.

    Attributes:
        worksheet: The worksheet's key.
        version: The version of the worksheet that was filled in, from 1.
        rows: Digest of the blob that holds the rows as read.
        row_count: How many rows it has.
        decided: Of a consolidation: ``used``, ``merged``, ``not_used`` and ``open`` to numbers of
            rows. Left out of every other worksheet.
    """

    worksheet: str
    version: int
    rows: str
    row_count: int
    decided: dict[str, int] = {}


class Filing(Act, frozen=True, kw_only=True):
    """A file with worksheets was taken in; one act for each file.

    Attributes:
        filler: An agency's code, a dimension's key or the city's slug.
        file: Digest of the blob that holds the file as it came.
        file_name: Its name, without a folder.
        on_behalf: Whether somebody else than the filler has typed it.
        source: Digest of what it was typed from (a photo, a letter), or ``""``.
        worksheets: The worksheets that were in it.
    """

    filler: str
    file: str
    file_name: str = ""
    on_behalf: bool = False
    source: str = ""
    worksheets: tuple[FiledWorksheet, ...]


class Submit(Filing, frozen=True, kw_only=True):
    """A filler has submitted worksheets."""

    act_name = "submit"


class WorksheetEntry(Filing, frozen=True, kw_only=True):
    """Worksheets were typed on behalf of a filler, who is yet to confirm them."""

    act_name = "worksheet_entry"


class Consolidate(Filing, frozen=True, kw_only=True):
    """The worksheets of a dimension were consolidated from those of its agencies."""

    act_name = "consolidate"


class WorksheetConfirm(Act, frozen=True, kw_only=True):
    """A filler has confirmed what was typed on its behalf.

    Attributes:
        filler: The filler's key.
        worksheet: The worksheet's key.
    """

    act_name = "worksheet_confirm"

    filler: str
    worksheet: str


class NothingToReport(Act, frozen=True, kw_only=True):
    """An agency has nothing to report in a worksheet.

    Attributes:
        agency: The agency's code.
        worksheet: The worksheet's key.
    """

    act_name = "nil"

    agency: str
    worksheet: str


class Select(Act, frozen=True, kw_only=True):
    """Rows of a worksheet were chosen, such as the quick wins.

    Attributes:
        worksheet: The worksheet's key.
        rows: Ids of the chosen rows.
    """

    act_name = "select"

    worksheet: str
    rows: tuple[str, ...]


class Erase(Act, frozen=True, kw_only=True):
    """A blob was removed for good; the entry that named it stays.

    Attributes:
        digest: The blob's digest.
        entry: Sequence number of the entry that brought it.
        what: ``rows``, ``file``, ``source`` or ``list``.
        worksheet: Of rows: the worksheet's key; else left out.
        filler: Of rows: who filled them in; else left out.
        next: Of rows: the number of the filler's next new row, from 1; else left out.
    """

    act_name = "erase"
    left_out = ("worksheet", "filler", "next")

    digest: str
    entry: int = 0
    what: str = ""
    worksheet: str = ""
    filler: str = ""
    next: int = 0
