"""The row of headings of a table whose columns are known, also when it is several rows high.

``No | Isu | Kriteria | Jumlah`` above ``U | S | G``: what is blank in the lower row is taken from
the upper one. Imports its siblings only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from smartflow.casework.lookups import folded
from smartflow.methods.swot.ifas_table import read_category
from smartflow.workshop.calc.form import Form, column_of
from smartflow.workshop.calc.grid import (
    HEADER_WITHIN,
    NUMBERING,
    Grid,
    filled_in,
    has_number,
    positions_of,
    words_of,
)
from smartflow.workshop.calc.labels import is_sum
from smartflow.workshop.calc.pairs import is_pair_title

__all__ = ["Heading", "columns_of", "find_heading", "is_heading"]

_FEWEST = 2
"""A row of headings has at least two of them."""

_HIGHEST = 3
"""Headings with merged cells are up to three rows high."""


_CODED = re.compile(r"[A-Za-z]\W?[0-9]")
"""A letter and a number: a code, such as ``S1``."""


class Heading(msgspec.Struct, frozen=True):
    """The headings of a table.

    Attributes:
        row: Their row, the lower one of two.
        titles: The heading of each column.
        groups: What stands above each of them, across merged cells.
    """

    row: int
    titles: tuple[str, ...]
    groups: tuple[str, ...]


def find_heading(grid: Grid, form: Form) -> Heading | None:
    """Return the first headings that have all needed ones, else those with most of the wanted."""
    best: Heading | None = None
    most = _FEWEST - 1
    for index in range(min(len(grid), HEADER_WITHIN)):
        heading, count = _heading_at(grid, index, form)
        if count <= most:
            continue
        best, most = heading, count
        if _has_needed(heading.titles, form):
            return _deepest(grid, heading, count, form)
    return best


def _deepest(grid: Grid, heading: Heading, count: int, form: Form) -> Heading:
    """Go down to the lowest row of headings that are two or three rows high."""
    best, most = heading, count
    for index in range(heading.row + 1, min(heading.row + _HIGHEST, len(grid))):
        lower, more = _heading_at(grid, index, form)
        if more > most and not has_number(grid[index]):
            best, most = lower, more
    return best


def _heading_at(grid: Grid, index: int, form: Form) -> tuple[Heading, int]:
    """Read a row as headings, with or without the rows above it, and count the wanted ones."""
    row = grid[index]
    joined = list(row)
    for above in reversed(grid[max(0, index - _HIGHEST + 1) : index]):
        if not filled_in(above) or has_number(above):
            break
        joined = [over if cell is None else cell for cell, over in zip(joined, above, strict=True)]
    counts = [_count(cells, form) if filled_in(row) else 0 for cells in (row, joined)]
    cells = joined if counts[1] > counts[0] else row
    titles = tuple(words_of(cell) for cell in cells)
    upper = grid[index - 1] if index and not has_number(grid[index - 1]) else [None] * len(row)
    return Heading(index, titles, _groups(upper)), max(counts)


def _has_needed(titles: Sequence[str], form: Form) -> bool:
    keys = {column_of(title, form.columns) for title in titles}
    return all(key in keys for key in form.needed)


def is_heading(row: Sequence[object], form: Form) -> bool:
    """Say whether a row heads another part of the table."""
    return not has_number(row) and _count(row, form) >= _FEWEST


def _count(cells: Sequence[object], form: Form) -> int:
    """Count the wanted headings; none when a needed one is not among them."""
    keys = {column_of(words_of(cell), form.columns) for cell in cells} - {None}
    if not any(key in keys for key in form.needed):
        return 0
    pairs = form.rest == "scores" and any(is_pair_title(words_of(cell)) for cell in cells)
    named = "name" not in keys and any(_names(words_of(cell), form) for cell in cells)
    return len(keys) + pairs + named


def _groups(upper: Sequence[object]) -> tuple[str, ...]:
    """Fill the names of merged cells to the right."""
    groups: list[str] = []
    for cell in upper:
        groups.append(words_of(cell) or (groups[-1] if groups else ""))
    return tuple(groups)


def _names(title: str, form: Form) -> bool:
    words = folded(title).replace("-", " ").split()
    return any(word in form.named_by or word.rstrip("s") in form.named_by for word in words)


def columns_of(titles: Sequence[str], body: Grid, form: Form) -> dict[str, int]:
    """Return where each column stands; names and categories are also told by what they hold."""
    positions = positions_of(titles, form)
    if "category" in form.columns and "category" not in positions:
        found = next((at for at in range(len(titles)) if _holds_categories(body, at)), None)
        if found is not None:
            positions = {key: at for key, at in positions.items() if at != found}
            positions["category"] = found
    taken = set(positions.values())
    free = [
        at for at, title in enumerate(titles) if at not in taken and folded(title) not in NUMBERING
    ]
    if "name" in form.columns and "name" not in positions:
        named = [at for at in free if _names(titles[at], form)]
        coded = "code" in positions and folded(titles[positions["code"]]) not in NUMBERING
        if not named and not coded:
            named = [at for at in free if titles[at] and _holds_words(body, at)]
        if named:
            positions["name"] = named[0]
    code = positions.get("code")
    counts = code is not None and folded(titles[code]) in NUMBERING
    if counts and "name" in positions and not _holds_codes(body, positions["code"]):
        # A number that only counts the rows says less than their names.
        del positions["code"]
    return positions


def _holds_codes(body: Grid, at: int) -> bool:
    return any(_CODED.search(words_of(row[at])) for row in body)


def _holds_categories(body: Grid, at: int) -> bool:
    """Say whether a column says S, W, O or T and nothing else, sums apart."""
    cells = [words_of(row[at]) for row in body if row[at] is not None]
    categories = [read_category(cell) for cell in cells if not is_sum(cell, bare=True)]
    return bool(categories) and None not in categories


def _holds_words(body: Grid, at: int) -> bool:
    cells = [row[at] for row in body if row[at] is not None]
    return sum(isinstance(cell, str) and not has_number([cell]) for cell in cells) * 2 > len(cells)
