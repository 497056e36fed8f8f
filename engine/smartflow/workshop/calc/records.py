"""Reading a table with a row per thing: issues, factors, means.

Tables of officials are parted by sections (``Kekuatan``), sums and repeated headings, and end with
a legend; those give the categories and the claims of a table, or are told as not read. Imports its
siblings only.
"""

from __future__ import annotations

from collections.abc import Sequence

from smartflow.casework.lookups import folded
from smartflow.language import Text
from smartflow.methods.swot.ifas_table import SIDES, Category, read_category
from smartflow.workshop.calc.form import Form
from smartflow.workshop.calc.grid import (
    NUMBERING,
    Data,
    Grid,
    Read,
    columns_note,
    declare,
    filled_in,
    has_number,
    read_row,
    rows_note,
    words_of,
)
from smartflow.workshop.calc.headings import Heading, columns_of, is_heading
from smartflow.workshop.calc.labels import (
    is_difference,
    is_rank,
    is_remark,
    is_sum,
    section_of,
    side_of,
)
from smartflow.workshop.calc.marks import Marks
from smartflow.workshop.calc.pairs import Strategies, read_strategies

__all__ = ["read_records"]

_SUMS = Text(
    id="Baris jumlah tidak dihitung sebagai isi tabel",
    en="Sums are not taken as rows of the table",
)
_PASSED = Text(
    id="Baris keterangan tidak dihitung sebagai isi tabel",
    en="Remarks are not taken as rows of the table",
)
_UNPARTED = Text(
    id="Kategori ditulis dalam kolom 'Kategori' (S, W, O, T) atau baris 'Kekuatan', 'Kelemahan', "
    "'Peluang', 'Ancaman' di atas faktornya",
    en="The category stands in a column 'Category' (S, W, O, T), or in rows 'Strengths', "
    "'Weaknesses', 'Opportunities', 'Threats' above their factors",
)


def read_records(grid: Grid, form: Form, heading: Heading, marks: Marks) -> Read:
    """Read the rows under a heading.

    Args:
        grid: The cells of the sheet.
        form: The method's form.
        heading: Where the headings stand.
        marks: Settle the ambiguous numbers.

    Returns:
        The table as TOML would hold it, and notes on what was not read.
    """
    reader = _Records(form, marks)
    declare(reader.data, grid[: heading.row], form, marks)
    reader.head(heading, grid[heading.row + 1 :])
    for number, row in enumerate(grid[heading.row + 1 :], start=heading.row + 2):
        reader.read(number, row, grid[number:])
    return reader.table(), reader.notes()


class _Records:
    """Reads row after row, and remembers in which section and side it is."""

    def __init__(self, form: Form, marks: Marks) -> None:
        self.data: Data = {}
        self._form = form
        self._marks = marks
        self._positions: dict[str, int] = {}
        self._strategies = Strategies()
        self._rows: list[Data] = []
        self._unread: list[str] = []
        self._sums: list[int] = []
        self._passed: list[int] = []
        self._category = ""
        self._since_sum: set[Category | None] = set()
        self._since_side: set[Category | None] = set()
        self._side: str | None = None
        self._numbered: int | None = None
        self._ended = False

    def head(self, heading: Heading, body: Grid) -> None:
        """Take the headings, also those that are repeated above another part."""
        form, titles = self._form, heading.titles
        self._positions = columns_of(titles, body, form)
        others = self._others(titles, body)
        if form.rest == "scores":
            self._strategies = read_strategies(others, titles, heading.groups)
        else:
            self._unread.extend(titles[at] for at in others if titles[at] not in self._unread)
        self._category = ""
        self._numbered = _numbered(titles, body)

    def _others(self, titles: Sequence[str], body: Grid) -> list[int]:
        """Return the columns that are none of the method's, settings and numbering left out.

        A setting may be a column of its own, with the same value in each row.
        """
        others = []
        for at, title in enumerate(titles):
            if not title or at in self._positions.values() or folded(title) in NUMBERING:
                continue
            values = {words_of(row[at]) for row in body} - {""}
            key = self._form.setting(title)
            if key is not None and len(values) == 1:
                self._form.declare(self.data, key, list(values))
            else:
                others.append(at)
        return others

    def read(self, number: int, row: Sequence[object], below: Grid) -> None:
        """Take one row; what it is, is told by its label and by which of its cells are blank."""
        cells = filled_in(row)
        if not cells:
            self._ended = True
            return
        if is_heading(row, self._form):
            while self._rows and self._is_bare(self._rows[-1]):
                self._rows.pop()
            titles = tuple(map(words_of, row))
            self.head(Heading(number - 1, titles, ("",) * len(titles)), below)
            return
        read = self._cells(row)
        label = self._label(read, cells)
        bare = self._is_bare(read)
        section = section_of(label) if bare and "category" in self._form.columns else None
        if section is not None:
            self._category = section
        elif is_sum(label, bare=bare):
            self._sum(number, label, read)
        elif self._is_passed(label, row, bare=bare):
            self._pass(number, label, cells)
        else:
            self._keep(read)

    def _cells(self, row: Sequence[object]) -> Data:
        read = read_row(row, self._positions, self._marks)
        if self._form.rest == "scores":
            read["scores"] = [self._marks.read(row[at]) for at in self._strategies.scores]
            if self._strategies.products:
                read["tas"] = [self._marks.read(row[at]) for at in self._strategies.products]
        return read

    @staticmethod
    def _label(read: Data, cells: Sequence[object]) -> str:
        """Return the words before a row: its name, or whatever words stand in it first."""
        for cell in (read.get("name"), read.get("category"), read.get("code"), *cells):
            words = words_of(cell) if isinstance(cell, str) else ""
            if len(words) > 1 and any(map(str.isalpha, words)):
                return words
        return words_of(read.get("name") or read.get("code") or cells[0])

    def _is_bare(self, read: Data) -> bool:
        """Say whether nothing stands where people fill in."""
        cells = [read.get(key) for key in self._form.given]
        return not any(_is_filled(cell) for cell in cells)

    def _is_passed(self, label: str, row: Sequence[object], *, bare: bool) -> bool:
        """Say whether a row is no thing of the table: a legend, a group, words below its end."""
        cells = filled_in(row)
        if is_remark(label):
            return bare
        if self._form.rest == "scores" and is_rank(label):
            return True
        if self._numbered is not None and words_of(row[self._numbered]).isalpha():
            return bare
        alone = len(cells) == 1 or self._form.setting(label) is not None
        return bare and self._ended and alone

    def _pass(self, number: int, label: str, cells: Sequence[object]) -> None:
        """Pass a row over, but for a result that it states: ``Kuadran; I``."""
        key = self._form.setting(label)
        if key in self._form.claims and len(cells) == 2:  # noqa: PLR2004  its name and a value
            self._form.declare(self.data, key, [self._marks.read(cells[1])])
        else:
            self._passed.append(number)

    def _keep(self, read: Data) -> None:
        if self._category and "category" not in self._positions:
            read["category"] = self._category
        category = read_category(read.get("category"))
        self._since_sum.add(category)
        self._since_side.add(category)
        self._rows.append(read)
        self._ended = False

    def _sum(self, number: int, label: str, read: Data) -> None:
        """Take a sum: the totals of a QSPM, or what an IFAS table states as its total."""
        self._sums.append(number)
        self._ended = True
        stated = read.get("tas", read.get("scores"))
        if self._form.rest == "scores" and isinstance(stated, list) and _is_filled(stated):
            self.data["totals"] = stated
        side = side_of(label) or self._side_so_far()
        claim = side
        if is_difference(label):
            side = side or self._side
            claim = {"internal": "x", "external": "y"}.get(side or "")
        if claim in self._form.claims and read.get("score") is not None:
            self._form.declare(self.data, claim, [read["score"]])
        self._since_sum = set()
        if side is not None:
            self._since_side, self._side = set(), side

    def _side_so_far(self) -> str | None:
        """Return the side that a plain sum ends, None for the sum of one category of it."""
        for side, pair in SIDES.items():
            if self._since_side == set(pair) and len(self._since_sum) != 1:
                return side
        return None

    def table(self) -> Data:
        """Return the table as TOML would hold it."""
        _fill_merged(self._rows)
        self.data[self._form.rows] = self._rows
        if self._form.rest == "scores":
            self.data["strategies"] = list(self._strategies.names)
        return self.data

    def notes(self) -> tuple[Text, ...]:
        """Return what was not read."""
        told = [] if self._form.rest == "scores" else self._sums
        told_rows = (*rows_note(_SUMS, told), *rows_note(_PASSED, self._passed))
        category = "category" in self._form.columns and self._form.rest != "scores"
        unparted = category and not any(row.get("category") for row in self._rows)
        return (*columns_note(self._unread), *told_rows, *((_UNPARTED,) if unparted else ()))


def _numbered(titles: Sequence[str], body: Grid) -> int | None:
    """Return the column that counts the rows, so that a letter in it stands before a group."""
    at = next((at for at, title in enumerate(titles) if folded(title) in NUMBERING), None)
    return at if at is not None and has_number([row[at] for row in body]) else None


def _is_filled(cell: object) -> bool:
    if isinstance(cell, list):
        return any(one is not None for one in cell)
    return cell is not None


def _fill_merged(rows: list[Data]) -> None:
    """Give each row the category that stands, in merged cells, before the first of its section.

    Only where no category is written twice and most rows have none: else a blank one is a fault
    and stays one.
    """
    written = [words_of(row["category"]) for row in rows if row.get("category") is not None]
    if not written or len(set(written)) < len(written) or len(written) * 2 > len(rows):
        return
    last: object = None
    for row in rows:
        last = row.get("category") if row.get("category") is not None else last
        row["category"] = last
