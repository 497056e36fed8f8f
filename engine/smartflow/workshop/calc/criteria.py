"""The criteria of a decision table: what each is called, whether more is better, its weight.

They stand in two rows of the table itself (``Jenis``, ``Bobot``), in remarks behind their names
(``Biaya (cost)``), or in a table of their own above it. Imports its siblings and the methods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from smartflow.casework.lookups import folded
from smartflow.methods.decision.table import read_type
from smartflow.workshop.calc.form import Form, column_of
from smartflow.workshop.calc.grid import (
    HEADER_WITHIN,
    NUMBERING,
    Data,
    Grid,
    filled_in,
    has_number,
    positions_of,
    read_row,
    words_of,
)
from smartflow.workshop.calc.labels import is_sum_title
from smartflow.workshop.calc.marks import Marks

__all__ = ["CriteriaTable", "criteria_table", "row_kind", "type_behind"]

_FORM = Form(
    method="",
    shape="records",
    columns={
        "code": ("kode", "kode kriteria"),
        "name": ("kriteria", "nama kriteria", "criterion", "criteria", "nama"),
        "weight": ("bobot", "bobot kriteria", "nilai bobot", "weights"),
        "type": ("jenis", "tipe", "atribut", "sifat", "jenis kriteria", "attribute", "kategori"),
    },
)
_TYPES = frozenset(
    {"type", "types", "jenis", "tipe", "atribut", "attribute", "sifat", "jenis kriteria"}
)
_WEIGHTS = frozenset(
    {"weight", "weights", "bobot", "bobot kriteria", "nilai bobot", "kepentingan", "w"}
)
_BEHIND = re.compile(r"\(([^()]*)\)\s*$")


class CriteriaTable(msgspec.Struct, frozen=True):
    """A table of criteria above the table of alternatives.

    Attributes:
        end: The first row below it.
        by_name: What it says of a criterion, by code and by name.
        heading: Its row of headings.
        others: Columns of numbers that are none of its own: alternatives, when it is the whole.
        positions: Where its own columns stand.
    """

    end: int = 0
    by_name: dict[str, Data] = {}
    heading: int = 0
    others: tuple[int, ...] = ()
    positions: dict[str, int] = {}

    def read(self, row: Sequence[object], marks: Marks) -> Data:
        """Return the criterion that stands in a row of the table."""
        read = read_row(row, self.positions, marks)
        name = words_of(read.get("name")) or words_of(read.get("code"))
        return {"name": name or None, "type": read["type"], "weight": read["weight"]}


def row_kind(label: str, cells: Sequence[object]) -> Literal["type", "weight"] | None:
    """Say whether a row gives the types or the weights of the criteria.

    Args:
        label: What stands before it.
        cells: Its other cells.
    """
    word = folded(re.sub(r"\([^()]*\)", "", label)).strip(" :")
    if word in _TYPES:
        return "type"
    if word in _WEIGHTS:
        return "weight"
    filled = filled_in(cells)
    if not word and filled and all(read_type(cell) is not None for cell in filled):
        return "type"
    return None


def type_behind(name: str) -> str | None:
    """Return the type that stands in parentheses behind a criterion's name."""
    match = _BEHIND.search(name[-40:])
    return match[1].strip() if match and read_type(match[1]) is not None else None


def criteria_table(grid: Grid, form: Form, marks: Marks) -> CriteriaTable:
    """Read the table of criteria that stands above the alternatives, if there is one."""
    for index, row in enumerate(grid[:HEADER_WITHIN]):
        positions = positions_of(row, _FORM)
        alternatives = any(
            column_of(words_of(cell), {"name": form.columns["name"][1:]}) for cell in row
        )
        if alternatives or not {"weight", "type"} <= set(positions) or has_number(row):
            continue
        if "name" not in positions and "code" not in positions:
            continue
        return _read(grid, index, marks)
    return CriteriaTable()


def _read(grid: Grid, heading: int, marks: Marks) -> CriteriaTable:
    positions = positions_of(grid[heading], _FORM)
    by_name: dict[str, Data] = {}
    end = heading + 1
    for row in grid[heading + 1 :]:
        read = read_row(row, positions, marks)
        labels = [words_of(read.get(key)) for key in ("code", "name")]
        if read["weight"] is None and read["type"] is None:
            break
        if any(map(is_sum_title, labels)):
            break
        end += 1
        said = {"type": read["type"], "weight": read["weight"]}
        by_name.update({folded(label): said for label in labels if label})
    others = tuple(
        at
        for at, title in enumerate(grid[heading])
        if at not in positions.values()
        and folded(words_of(title)) not in NUMBERING
        and has_number([row[at] for row in grid[heading + 1 : end]])
    )
    return CriteriaTable(end, by_name, heading, others, positions)
