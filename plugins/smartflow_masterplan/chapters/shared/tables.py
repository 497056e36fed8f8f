"""What the chapters of the plan share: rows by dimension, further columns, records as a table.

A row whose dimension the workflow has not is printed all the same, behind the others, because
nothing that somebody wrote may vanish from a book. Imports the public names of ``smartflow`` only;
pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Amount, Table
from smartflow_masterplan.chapters.shared.dimensions import OTHERS, Group, dimension_name
from smartflow_masterplan.chapters.shared.parts import cell
from smartflow_masterplan.chapters.shared.wording import ENTRY
from smartflow_masterplan.rules.judging import dimension_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartflow import Dossier, Row, Worksheet
    from smartflow.report import Cell

__all__ = [
    "AGENCY_ENDED",
    "NOT_FILLED",
    "activity_words",
    "agency_title",
    "by_dimension",
    "count",
    "dimension_cell",
    "distinct",
    "filled_cell",
    "further_columns",
    "record_table",
    "sheet_rows",
]

NOT_FILLED = Text(id="belum diisi", en="not filled in")
AGENCY_ENDED = Text(id="{agency} (sudah tidak ada)", en="{agency} (exists no longer)")


def by_dimension(dossier: Dossier, rows: Iterable[Row]) -> tuple[Group, ...]:
    """Return rows by dimension: every dimension of the workflow, and last the rest if there is any.

    Each row is in one group, once.
    """
    found: dict[str, list[Row]] = {dimension.key: [] for dimension in dossier.dimensions}
    rest: list[Row] = []
    for row in rows:
        found.get(row.dimension, rest).append(row)
    groups = [
        Group(dimension.key, dimension.title, tuple(found[dimension.key]))
        for dimension in dossier.dimensions
    ]
    return (*groups, Group("", OTHERS, tuple(rest))) if rest else tuple(groups)


def sheet_rows(dossier: Dossier, worksheet: str) -> tuple[Row, ...]:
    """Return the rows of a worksheet; none where no plugin registers it."""
    return dossier.rows(worksheet) if worksheet in dossier.worksheet_types else ()


def further_columns(dossier: Dossier, own: Worksheet) -> tuple[str, ...]:
    """Return the keys of the columns that a region has added to a worksheet of this plugin."""
    sheet = dossier.worksheet_types.get(own.key)
    known = {column.key for column in own.columns}
    return tuple(
        column.key for column in (sheet.columns if sheet else ()) if column.key not in known
    )


def count(things: int | Sequence[object]) -> Amount:
    """Return how many there are, as a cell."""
    return Amount(things if isinstance(things, int) else len(things))


def filled_cell(value: Cell) -> Cell:
    """Return a cell, or the words that nothing was filled in."""
    return NOT_FILLED if value is None or value == "" else value


def distinct(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Return what stands in a column, each wording once, with its rows; what is empty is not."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        words = row.text(column) or (row.written(column) or "").strip()
        if words:
            found.setdefault(words, []).append(row)
    return found


def agency_title(dossier: Dossier, code: str) -> Text:
    """Return an agency's code with its name; that it has ended is said, an unknown one stays."""
    agency = dossier.agency(code)
    if agency is None:
        return Text.same(code)
    named = Text.same(code if agency.name == code else f"{code}, {agency.name}")
    if agency.ended is None or dossier.as_of < agency.ended:
        return named
    return AGENCY_ENDED.fill({"agency": named})


def activity_words(row: Row) -> str:
    """Return what an action is called, on one line and whole."""
    return " ".join((row.text("activity") or row.text("programme")).split())


def dimension_cell(dossier: Dossier, row: Row) -> Cell:
    """Return a dimension's name for a row's cell; of none of the workflow's, what was written."""
    if not row.dimension:
        return cell(dossier, row, "dimension")
    return dimension_name(dimension_title(dossier.dimensions, row.dimension))


def record_table(dossier: Dossier, title: Text, kind: str) -> Table | None:
    """Return the recorded documents of one kind as a table, None where there is none.

    Its last column is the number of the entry by which a document was recorded.
    """
    records = dossier.records_of(kind)
    if not records:
        return None
    return Table(
        title=title,
        keys=("number", "title", "date", "entry"),
        headings=(
            Text(id="Nomor", en="Number"),
            Text(id="Judul", en="Title"),
            Text(id="Tanggal", en="Date"),
            ENTRY,
        ),
        rows=tuple((one.number, one.title, one.date, one.entry) for one in records),
    )
