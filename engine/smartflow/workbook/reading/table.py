"""Reading one table: from the rows of a sheet to typed rows and notes.

The grid is what calamine gives (``""`` for an empty cell), so this module neither opens a file nor
knows its kind. Empty rows are passed over wherever they are; what stands in a cell that is not of
its column's type is kept as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.workbook.limits.sizes import MAX_CELL_TEXT, MAX_TABLE_TEXT, too_much_text
from smartflow.workbook.misfits import Odd
from smartflow.workbook.reading.leftover import Leftovers, is_row_id
from smartflow.workbook.reading.merged import fill_merged
from smartflow.workbook.reading.reading import DraftRow, Note
from smartflow.workbook.reading.signature import is_anchor, signature_start
from smartflow.workbook.refusals import LongCell
from smartflow.workbook.shown import written_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.model import Cell
    from smartflow.workbook.reading.cells import Typer
    from smartflow.workbook.reading.container import Faults
    from smartflow.workbook.reading.headings import Headings
    from smartflow.workbook.reading.search import Place

__all__ = ["Table", "read_table"]

_NUMBERED = re.compile(r"^\(?(\d{1,3})\)?\.?$")
_PLAIN_NUMBERS = frozenset({"no", "no.", "nomor", "number", "#"})
_FEW = 2


class Table(msgspec.Struct, frozen=True):
    """The rows of a table, and what is to be said about them."""

    rows: tuple[DraftRow, ...]
    notes: tuple[Note, ...]


def read_table(file: str, place: Place, typers: Mapping[str, Typer], faults: Faults) -> Table:
    """Type every row below the headings.

    Args:
        file: The file's name, for messages.
        place: The worksheet, and where it stands.
        typers: What types the cells of each of its columns.
        faults: Cells that hold an error or a formula without a value.

    Raises:
        LongCell: a text is longer than a cell of Excel can hold.
        TooLarge: the texts together are beyond the limits.
    """
    worksheet, headings = place.worksheet, place.headings
    plan = [
        (column.key, headings.positions[column.key], typers[column.key])
        for column in worksheet.columns
        if column.key in headings.positions
    ]
    start = headings.last + 1
    if start < len(place.grid) and _is_numbering(place.grid[start], headings):
        start += 1
    notes = _heading_notes(place)
    place, faults, filled = _without_gaps(place, faults, start)
    notes.extend(filled)
    stop, below = _end_of_table(place, start)
    notes.extend(below)
    blank: dict[str, Cell] = {column.key: None for column in worksheet.columns}
    by_row = _by_row(faults)
    leftovers = Leftovers(headings, place.grid[headings.row], _required(place))
    rows = []
    at_id = headings.id_position
    for index in range(start, stop):
        row = place.grid[index]
        left_out = leftovers.reason(row)
        if left_out is not None:
            notes.append(_left_out(left_out, place.sheet, index + 1))
            if leftovers.ends_table(left_out):
                break
            continue
        row_id = written_text(row[at_id]) if at_id >= 0 and is_row_id(row[at_id]) else ""
        draft, odd = _typed_row(row, (row_id, index + 1), plan, blank, by_row.get(index))
        if draft is not None:
            rows.append(draft)
            notes += [Note(one.message, place.sheet, index + 1, key) for key, one in odd]
    if place.is_long:
        _check_text(file, place, rows)
    return Table(tuple(rows), tuple(notes))


def _required(place: Place) -> tuple[int, ...]:
    columns = place.worksheet.columns
    return tuple(place.headings.positions[column.key] for column in columns if column.required)


def _without_gaps(place: Place, faults: Faults, start: int) -> tuple[Place, Faults, list[Note]]:
    """Set the value of cells that are merged downwards into every row they cover."""
    worksheet, positions = place.worksheet, place.headings.positions
    columns = {at: worksheet.column(key) for key, at in positions.items()}
    grid, faults, count = fill_merged(place.grid, faults, place.merged, columns, start)
    if not count:
        return place, faults, []
    message = Text(
        id=f"Sel gabungan dibaca untuk setiap baris yang dicakupnya ({count} sel diisi); angka "
        "gabungan hanya pada baris pertamanya.",
        en=f"Merged cells are read for every row that they cover ({count} cells filled); merged "
        "figures only in their first row.",
    )
    filled = msgspec.structs.replace(place, grid=grid)
    return filled, faults, [Note(message, place.sheet)]


def _left_out(what: Text, sheet: str, number: int) -> Note:
    message = Text(
        id=f"Baris {number} tidak dibaca: {what.id}.", en=f"Row {number} is not read: {what.en}."
    )
    return Note(message, sheet, number)


def _check_text(file: str, place: Place, rows: Sequence[DraftRow]) -> None:
    """Refuse a text that a workbook could not give back, and a table that is no table."""
    total = 0
    for row in rows:
        words = [value for value in row.cells.values() if type(value) is str]
        size = sum(map(len, words))
        if row.written:
            size += sum(map(len, row.written.values()))
        total += size
        if size <= MAX_CELL_TEXT:
            continue
        for key, value in (*row.cells.items(), *row.written.items()):
            if type(value) is str and len(value) > MAX_CELL_TEXT:
                title = place.worksheet.column(key).title
                raise LongCell(
                    name=file,
                    sheet=place.sheet,
                    row=row.number,
                    column=title,
                    longest=MAX_CELL_TEXT,
                )
    if total > MAX_TABLE_TEXT:
        raise too_much_text(file)


def _by_row(faults: Faults) -> dict[int, dict[int, Odd]]:
    by_row: dict[int, dict[int, Odd]] = {}
    for (row, column), odd in faults.items():
        by_row.setdefault(row, {})[column] = odd
    return by_row


def _typed_row(
    row: Sequence[object],
    name: tuple[str, int],
    plan: list[tuple[str, int, Typer]],
    blank: dict[str, Cell],
    faults: Mapping[int, Odd] | None,
) -> tuple[DraftRow | None, list[tuple[str, Odd]]]:
    """Type one row, named by id and number; None when every column is empty in it."""
    cells = blank.copy()
    written: dict[str, str] = {}
    odd: list[tuple[str, Odd]] = []
    filled = False
    for key, position, typer in plan:
        raw = row[position]
        value = typer(raw) if raw != "" else None
        if faults and position in faults:
            value = _with_fault(value, faults[position])
        if value is None:
            continue
        filled = True
        if type(value) is not Odd:
            cells[key] = value
            continue
        odd.append((key, value))
        cells[key] = value.value
        if value.value is None:
            written[key] = value.written
    return (DraftRow(*name, cells, written) if filled else None), odd


def _with_fault(value: Cell | Odd, fault: Odd) -> Cell | Odd:
    """Put what the file's bytes say of a cell above what was typed from it.

    An error or formula has no value at all. A per cent format only matters where a number was read.
    """
    if fault.value is None:
        return fault
    if isinstance(value, int | Decimal):
        return Odd(value, "", fault.message)
    return value


# -- where the table begins and ends ----------------------------------------------------------


def _is_numbering(row: Sequence[object], headings: Headings) -> bool:
    """Say whether a row only numbers the columns: ``(1) (2) (3)``, as printed forms do."""
    shown = [written_text(cell) for cell in row if cell != ""]
    if len(shown) < max(_FEW, len(headings.positions) // 2):
        return False
    matches = [_NUMBERED.match(text) for text in shown]
    numbers = [int(match[1]) for match in matches if match]
    return numbers == list(range(numbers[0], numbers[0] + len(shown))) if numbers else False


def _end_of_table(place: Place, start: int) -> tuple[int, list[Note]]:
    """Return the index behind the table's last row, and a note on what was left out below it."""
    grid, headings = place.grid, place.headings
    required = _required(place)
    used = tuple(headings.positions.values())
    last = len(grid)
    while last > start and not _is_full(grid[last - 1], required, used, headings.id_position):
        last -= 1
    end = last + signature_start(grid[last:])
    if end == len(grid):
        return end, []
    message = Text(
        id=f"Mulai baris {end + 1} dianggap blok tanda tangan dan tidak dibaca.",
        en=f"From row {end + 1} on it is taken for a signature block and not read.",
    )
    return end, [Note(message, place.sheet, end + 1)]


def _is_full(
    row: Sequence[object], required: Sequence[int], used: Sequence[int], id_position: int
) -> bool:
    """Say whether a row can only be one of the table's (see :mod:`.signature`)."""
    if id_position >= 0 and is_row_id(row[id_position]) and any(row[at] != "" for at in used):
        return True
    if any(row[at] == "" for at in required):
        return False
    filled = sum(row[at] != "" for at in used)
    return filled >= min(_FEW, len(used)) and not any(map(is_anchor, row))


def _heading_notes(place: Place) -> list[Note]:
    worksheet, sheet, headings = place.worksheet, place.sheet, place.headings
    notes = []
    number = headings.row + 1
    extra = [name for name in headings.extra if name.casefold() not in _PLAIN_NUMBERS]
    if extra:
        names = ", ".join(f"'{name}'" for name in extra)
        message = Text(
            id=f"Kolom tambahan tidak dibaca: {names}.",
            en=f"Extra columns are not read: {names}.",
        )
        notes.append(Note(message, sheet, number))
    if headings.repeated:
        names = ", ".join(f"'{name}'" for name in headings.repeated)
        message = Text(
            id=f"Kolom tertulis lebih dari sekali, hanya yang pertama dibaca: {names}.",
            en=f"Columns stand there more than once, only the first is read: {names}.",
        )
        notes.append(Note(message, sheet, number))
    absent = [
        column.title
        for column in worksheet.columns
        if column.key not in headings.positions and not column.folded
    ]
    if absent:
        message = Text(
            id=f"Kolom tidak ada, dianggap kosong: {', '.join(t.id for t in absent)}.",
            en=f"Columns are absent and taken as empty: {', '.join(t.en for t in absent)}.",
        )
        notes.append(Note(message, sheet, number))
    return notes
