"""Reading a decision table: alternatives in rows, criteria in columns.

Two rows give the type and the weight of each criterion, above the headings or below them. The other
way round, criteria in rows beside their type and weight, it is read as well. Imports its siblings
only.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from smartflow.casework.lookups import folded
from smartflow.language import Text
from smartflow.workshop.calc.criteria import (
    CriteriaTable,
    criteria_table,
    row_kind,
    type_behind,
)
from smartflow.workshop.calc.form import Form, column_of
from smartflow.workshop.calc.grid import (
    HEADER_WITHIN,
    NUMBERING,
    Data,
    Grid,
    Read,
    columns_note,
    declare,
    filled_in,
    has_number,
    no_heading,
    positions_of,
    read_row,
    rows_note,
    words_of,
)
from smartflow.workshop.calc.labels import is_remark, is_sum_title
from smartflow.workshop.calc.marks import Marks

__all__ = ["read_decision_table"]

_FEWEST = 2
_FOOT = frozenset(
    {"max", "maks", "maksimum", "maximum", "min", "minimum", "pembagi", "rata-rata", "average"}
)
"""Rows that somebody computed under the alternatives."""

_OVER = frozenset({"kriteria", "criteria", "criterion"})
"""What stands in a merged cell above all criteria."""

_PASSED = Text(
    id="Baris yang bukan alternatif tidak dibaca", en="Rows that are no alternatives are not read"
)


_UNTYPED = Text(
    id="Jenis dan bobot kriteria ditulis dalam baris 'Jenis' (keuntungan atau biaya) dan 'Bobot' "
    "di bawah judul kolom",
    en="The type and weight of the criteria stand in a row 'Type' (benefit or cost) and a row "
    "'Weight' under the headings",
)


class _Columns(msgspec.Struct, frozen=True):
    """Where things stand: the row of headings, the column of names, claims, and the criteria."""

    heading: int
    label: int
    positions: dict[str, int]
    used: tuple[int, ...]


def read_decision_table(name: str, grid: Grid, form: Form, marks: Marks) -> Read:
    """Read alternatives in rows.

    Args:
        name: The file's name.
        grid: The cells of the sheet.
        form: The method's form.
        marks: Settle the ambiguous numbers.

    Raises:
        UnreadableTable: no row heads the columns, or no alternative has a number.
    """
    criteria = criteria_table(grid, form, marks)
    if _is_sideways(grid, form, criteria):
        return _read_sideways(grid, form, criteria, marks)
    columns = _columns(name, grid, form, criteria.end)
    data: Data = {}
    declare(data, grid[: columns.heading], form, marks)
    rows: list[Data] = []
    passed: list[int] = []
    described = _described(grid, columns, criteria, marks)
    body = _Body(columns, form)
    for number, row in enumerate(grid[columns.heading + 1 :], start=columns.heading + 2):
        kind = body.kind(row)
        if kind == "alternative":
            values = [marks.read(row[at]) for at in columns.used]
            rows.append({**read_row(row, columns.positions, marks), "values": values})
        elif kind == "passed":
            passed.append(number)
    if not any(has_number(values) for values in map(_values, rows)):
        raise no_heading(name, form)
    data["criterion"] = described
    data["alternative"] = rows
    untyped = all(criterion["type"] is None for criterion in described)
    titles = [words_of(cell) for cell in grid[columns.heading]]
    notes = (*columns_note(list(filter(is_sum_title, titles))), *rows_note(_PASSED, passed))
    return data, (*notes, *((_UNTYPED,) if untyped else ()))


def _is_sideways(grid: Grid, form: Form, criteria: CriteriaTable) -> bool:
    """Say whether the criteria stand in rows, and the alternatives are the columns beside them."""
    if len(criteria.others) < _FEWEST:
        return False
    below = (cell for row in grid[criteria.end : HEADER_WITHIN] for cell in row)
    return not any(column_of(words_of(cell), form.columns) == "name" for cell in below)


def _read_sideways(grid: Grid, form: Form, criteria: CriteriaTable, marks: Marks) -> Read:
    data: Data = {}
    declare(data, grid[: criteria.heading], form, marks)
    rows = grid[criteria.heading + 1 : criteria.end]
    data["criterion"] = [criteria.read(row, marks) for row in rows]
    data["alternative"] = [
        {
            "name": words_of(grid[criteria.heading][at]) or None,
            "values": [marks.read(row[at]) for row in rows],
        }
        for at in criteria.others
    ]
    return data, ()


def _values(row: Data) -> list[object]:
    values = row["values"]
    return values if isinstance(values, list) else []


def _columns(name: str, grid: Grid, form: Form, start: int) -> _Columns:
    heading = _heading(name, grid, form, start)
    headings = grid[heading]
    positions = positions_of(headings, form)
    free = [at for at, cell in enumerate(headings) if folded(words_of(cell)) not in NUMBERING]
    label = positions.setdefault("name", free[0] if free else 0)
    body = grid[heading + 1 :]
    used = tuple(
        at
        for at in free
        if at not in positions.values()
        and not is_sum_title(words_of(headings[at]))
        and (headings[at] is not None or any(row[at] is not None for row in body))
    )
    return _Columns(heading, label, positions, used)


def _heading(name: str, grid: Grid, form: Form, start: int) -> int:
    """Return the row of headings: one that names the alternatives, else the first of several.

    Raises:
        UnreadableTable: there is none.
    """
    rows = list(enumerate(grid[:HEADER_WITHIN]))[start:]
    for index, row in rows:
        keys = {column_of(words_of(cell), form.columns) for cell in row}
        if "name" in keys and len(filled_in(row)) >= _FEWEST:
            return index
    for index, row in rows:
        described = row_kind(words_of(row[0]), row[1:]) is not None
        setting = form.setting(words_of(row[0])) is not None
        if len(filled_in(row)) >= _FEWEST and not described and not setting:
            return index
    raise no_heading(name, form)


def _described(grid: Grid, columns: _Columns, criteria: CriteriaTable, marks: Marks) -> list[Data]:
    """Return name, type and weight of each criterion."""
    names = [words_of(grid[columns.heading][at]) for at in columns.used]
    described: list[Data] = []
    for name in names:
        known = criteria.by_name.get(folded(name), {})
        described.append({"name": name or None, "type": type_behind(name), **known})
    below = grid[columns.heading + 1 :]
    if below and _is_second_heading(below[0], columns):
        for criterion, at in zip(described, columns.used, strict=True):
            words = words_of(below[0][at])
            above = "" if folded(words_of(criterion["name"])) in _OVER else criterion["name"]
            criterion["name"] = f"{words_of(above)} {words}".strip() or None
    for row in grid[criteria.end :]:
        kind = row_kind(words_of(row[columns.label]), [row[at] for at in columns.used])
        if kind is not None and row is not grid[columns.heading]:
            for criterion, at in zip(described, columns.used, strict=True):
                criterion[kind] = marks.read(row[at])
    return described


def _is_second_heading(row: Sequence[object], columns: _Columns) -> bool:
    """Say whether a row names the criteria once more: their codes above, their words here."""
    cells = [row[at] for at in columns.used]
    words = filled_in(cells)
    described = row_kind(words_of(row[columns.label]), cells) is not None
    return row[columns.label] is None and bool(words) and not has_number(words) and not described


class _Body:
    """Says what each row below the headings is, in order."""

    def __init__(self, columns: _Columns, form: Form) -> None:
        self._columns = columns
        self._form = form
        self._first = True
        self._blank = False
        self._over = False

    def kind(self, row: Sequence[object]) -> str:
        """Return ``alternative``, ``passed`` for a row that is told as not read, or nothing."""
        cells = [row[at] for at in self._columns.used]
        label = words_of(row[self._columns.label])
        first, self._first = self._first, False
        if not filled_in((*cells, row[self._columns.label])):
            self._blank = self._blank or not filled_in(row)
            return ""
        if row_kind(label, cells) or (first and _is_second_heading(row, self._columns)):
            return ""
        alone = len(filled_in(row)) == 1
        if alone and column_of(label, self._form.columns) == "name":
            return ""
        self._over = self._over or (self._blank and self._is_next_table(row))
        foot = folded(label) in _FOOT or is_sum_title(label) or (alone and is_remark(label))
        passed = self._over or foot or (alone and self._blank)
        return "passed" if passed else "alternative"

    def _is_next_table(self, row: Sequence[object]) -> bool:
        """Say whether another table begins, such as the normalised values."""
        keys = {column_of(words_of(cell), self._form.columns) for cell in row}
        return "name" in keys and len(filled_in(row)) >= _FEWEST and not has_number(row)
