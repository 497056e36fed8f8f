"""Setting a resubmission against what was submitted before: which row is which, and what changed.

A row keeps its id through every resubmission, so that a finding, a waiver or a selection still
means the same row. It is matched by the id in its first column, else by its ``row_key``, else by
equal content, else it is new; each earlier row is taken once. A number that was given is never
given again, not even after its row was deleted.

An id can be wrong: a row is copied with its id, or a table is sorted without its locked first
column. So rows that are whole as they were go first, with their id or, where the id stands at
another row's content, with the id of that content; only then is an id alone believed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from smartflow.language import Text
from smartflow.model import Cell, Row
from smartflow.numbers import typed_number
from smartflow.workbook.date_text import format_date
from smartflow.workbook.reading.reading import DraftRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.model import Worksheet

__all__ = ["CellChange", "RowChanges", "assign_ids", "compare_rows", "shown_cells"]

_Content = tuple[object, ...]


class CellChange(msgspec.Struct, frozen=True):
    """One cell that is not what it was.

    Attributes:
        row: The row's id.
        number: The row's number in the new sheet.
        column: The key of the column.
        before: What stood there, as shown to a person; ``""`` when it was empty.
        after: What stands there now.
    """

    row: str
    number: int
    column: str
    before: str
    after: str


def _plural(things: Sequence[object], one: str) -> str:
    """Return the English word for as many things."""
    return one if len(things) == 1 else f"{one}s"


class RowChanges(msgspec.Struct, frozen=True):
    """What a resubmission changes.

    Attributes:
        added: Ids of new rows, in the order of the sheet.
        removed: Ids of rows that are gone, in their former order.
        changed: Every cell that is different, in the order of the sheet.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[CellChange, ...]

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.added or self.removed or self.changed)

    def summary(self) -> Text:
        """Return one sentence that counts the changes."""
        rows = len({change.row for change in self.changed})
        return Text(
            id=f"{len(self.added)} baris baru, {len(self.removed)} baris dihapus, "
            f"{len(self.changed)} sel berubah pada {rows} baris.",
            en=f"{len(self.added)} new {_plural(self.added, 'row')}, {len(self.removed)} removed, "
            f"{len(self.changed)} {_plural(self.changed, 'cell')} changed in {rows} "
            f"{'row' if rows == 1 else 'rows'}.",
        )

    def lines(
        self, worksheet: Worksheet, names: Mapping[str, str] | None = None
    ) -> tuple[Text, ...]:
        """Return one line for each change, to be printed below the summary.

        Args:
            worksheet: The worksheet.
            names: What rows are called, by id, where people know them by another name.
        """
        called = names or {}
        titles = {column.key: column.title for column in worksheet.columns}
        added = [called.get(row, row) for row in self.added]
        lines = [Text(id=f"+ {row}: baris baru", en=f"+ {row}: new row") for row in added]
        lines.extend(Text(id=f"- {row}: dihapus", en=f"- {row}: removed") for row in self.removed)
        for change in self.changed:
            title = titles.get(change.column, Text.same(change.column))
            before, after = change.before or "-", change.after or "-"
            row = called.get(change.row, change.row)
            lines.append(
                Text(
                    id=f"~ {row} (baris {change.number}), {title.id}: {before} → {after}",
                    en=f"~ {row} (row {change.number}), {title.en}: {before} → {after}",
                )
            )
        return tuple(lines)


# -- which row is which -----------------------------------------------------------------------


def assign_ids(
    worksheet: Worksheet,
    filler: str,
    drafts: Sequence[DraftRow],
    previous: Sequence[Row],
    next_number: int,
) -> tuple[tuple[tuple[str, DraftRow], ...], int]:
    """Give every row its id.

    Args:
        worksheet: The worksheet.
        filler: Who fills it in.
        drafts: The rows as read, in the order of the sheet.
        previous: The rows of the filler's present copy.
        next_number: The next number never given to a row of this filler and worksheet, from 1.

    Returns:
        Each draft with its id, in the order of ``drafts``, and the number that is next then.
    """
    keys = tuple(column.key for column in worksheet.columns)
    ids: dict[int, str] = {}
    free = {row.id: row for row in previous}
    _match(
        drafts,
        ids,
        free,
        lambda row: (row.id, _content(keys, row, row.misfits)),
        lambda draft: (draft.id, _content(keys, draft.cells, draft.written)),
    )
    _match(
        drafts,
        ids,
        free,
        lambda row: _content(keys, row, row.misfits),
        lambda draft: _content(keys, draft.cells, draft.written) if draft.id else None,
    )
    _match(drafts, ids, free, lambda row: row.id, lambda draft: draft.id or None)
    if worksheet.row_key:
        _match(
            drafts,
            ids,
            free,
            lambda row: _row_key(worksheet, row),
            lambda draft: _row_key(worksheet, draft.cells),
        )
    _match(
        drafts,
        ids,
        free,
        lambda row: _content(keys, row, row.misfits),
        lambda draft: _content(keys, draft.cells, draft.written),
    )
    given = (_number_of(row.id) for row in previous)
    number = max(next_number, 1, *(one + 1 for one in given))
    for index in range(len(drafts)):
        if index not in ids:
            ids[index] = f"{filler}/{worksheet.key}/{number}"
            number += 1
    return tuple((ids[index], draft) for index, draft in enumerate(drafts)), number


def _match(
    drafts: Sequence[DraftRow],
    ids: dict[int, str],
    free: dict[str, Row],
    of_row: Callable[[Row], object],
    of_draft: Callable[[DraftRow], object],
) -> None:
    """Match the drafts that have no id yet with the rows that are free, in order."""
    waiting: defaultdict[object, deque[str]] = defaultdict(deque)
    for row in free.values():
        waiting[of_row(row)].append(row.id)
    for index, draft in enumerate(drafts):
        if index in ids:
            continue
        mark = of_draft(draft)
        if mark is not None and waiting.get(mark):
            ids[index] = waiting[mark].popleft()
            del free[ids[index]]


def _row_key(worksheet: Worksheet, cells: Mapping[str, Cell]) -> _Content | None:
    """Return what names the row, without regard to case and blanks; None when a part is empty."""
    parts = tuple(cells.get(key) for key in worksheet.row_key)
    if any(part is None or part in ("", ()) for part in parts):
        return None
    return tuple(
        " ".join(part.split()).casefold() if isinstance(part, str) else part for part in parts
    )


def _content(
    keys: tuple[str, ...], cells: Mapping[str, Cell], written: Mapping[str, str]
) -> _Content:
    return tuple((cells.get(key), written.get(key)) for key in keys)


def _number_of(row_id: str) -> int:
    last = row_id.rpartition("/")[2]
    return int(last) if last.isdecimal() else 0


# -- what changed -----------------------------------------------------------------------------


def compare_rows(
    worksheet: Worksheet,
    before: Iterable[Row],
    after: Iterable[Row | tuple[str, DraftRow]],
) -> RowChanges:
    """Compare two copies of a worksheet, row by id and cell by cell.

    Args:
        worksheet: The worksheet.
        before: The rows of the former copy.
        after: The rows of the new copy, or what :func:`assign_ids` returned.
    """
    former = {row.id: row for row in before}
    added: list[str] = []
    changed: list[CellChange] = []
    for one in after:
        row_id, number, cells, written = _parts(one)
        old = former.pop(row_id, None)
        if old is None:
            added.append(row_id)
            continue
        for column in worksheet.columns:
            was = (old.get(column.key), old.written(column.key))
            now = (cells.get(column.key), written.get(column.key))
            if was != now:
                changed.append(CellChange(row_id, number, column.key, _shown(was), _shown(now)))
    return RowChanges(tuple(added), tuple(former), tuple(changed))


def shown_cells(worksheet: Worksheet, row: Row) -> dict[str, str]:
    """Return what stands in the filled cells of a row, as shown to a person, by column key."""
    shown = {
        column.key: _shown((row.get(column.key), row.written(column.key)))
        for column in worksheet.columns
    }
    return {key: words for key, words in shown.items() if words}


def _parts(
    one: Row | tuple[str, DraftRow],
) -> tuple[str, int, Mapping[str, Cell], Mapping[str, str]]:
    if isinstance(one, Row):
        return one.id, one.number, one, one.misfits
    row_id, draft = one
    return row_id, draft.number, draft.cells, draft.written


def _shown(cell: tuple[Cell, str | None]) -> str:
    value, written = cell
    if written is not None:
        return written
    if isinstance(value, int | Decimal):
        return typed_number(value, "id")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return value or ""
