"""A table as the data that a Typst template prints, with what it takes to share out the width.

A column of numbers needs less room than one of sentences, and nobody tells. So each column comes
with how wide its widest cell would be on one line, and its longest piece that no line may end in;
the template shares out the page by that. Imports nothing that draws.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from smartflow.report import Amount, Money
from smartflow_formats.common import book_words as said
from smartflow_formats.pdf.letters import Words, breakable, on_a_line, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.report import Cell, Table
    from smartflow_formats.common.cells import Language

__all__ = ["DIGEST", "GROUP", "table_data"]

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
"""What is set as a digest."""

GROUP: Final = 8
"""How many digits of a digest stand together."""

Cellful = Words | dict[str, list[str]]
"""What stands in a cell."""

_LONGEST: Final = (28, 22, 18, 14, 11, 9, 6, 3)
"""So many letters a word may have and stay whole: the most with which the columns fit."""

_PAGE: Final = {False: 67.0, True: 105.0}
"""How wide an upright and a turned page are, in parts of the smallest letter size that is read with
ease: letters become smaller before a word is broken."""

_GAP: Final = 1.25
"""What stands between two columns, likewise."""

_USUAL: Final = 3
_WIDE: Final = 1_000
"""A cell counts as at most so many usual ones and ten letters more: one long remark among short
words takes lines, and not the page."""

_LOW: Final = 400
"""A cell of so many letters is a part of a page, even in a narrow column."""

_NUMBER: Final = 1_200
"""A number that is no wider stays on one line, its unit with it, where the page has the room."""

_SPARE: Final = 106
"""What an estimated width is taken for, in hundredths: letters stand closer or wider in bold."""


class _Column(NamedTuple):
    """What is read in a column.

    Attributes:
        heading: Above it.
        cells: Below that, from top to bottom.
        number: Whether all of them are numbers.
        words: What stands between two blanks anywhere in it, each once.
        natural: How wide its widest cell is on one line, in hundredths of the letter size.
    """

    heading: str
    cells: list[str]
    number: bool
    words: frozenset[str]
    natural: int


def table_data(table: Table, language: Language, *, turned: bool) -> dict[str, object]:
    """Return what is printed of a table's headings and rows.

    Args:
        table: The table; without rows it has neither columns nor cells.
        language: In which it is printed.
        turned: Whether it stands on a turned page.

    Returns:
        ``columns``, each with ``heading``, ``number`` (whether all its cells are numbers),
        ``natural`` and ``least`` (widths in parts of the letter size); and ``cells``, row after
        row in one list, each a string, pieces of one, or an object with a ``digest``; and
        ``whole``, whether every row is low enough to stay on one page.
    """
    if not table.rows:
        return {"columns": [], "cells": [], "whole": True}
    columns = [_column(table, place, language) for place in range(len(table.keys))]
    rooms: list[dict[str, float]] = []
    longest = 0
    for longest, together in ((_LONGEST[0], True), *((one, False) for one in _LONGEST)):
        rooms = [_room(column, longest, together=together) for column in columns]
        if sum(room["least"] + _GAP for room in rooms) <= _PAGE[turned]:
            break
    return {
        "columns": [
            {"heading": _cell(column.heading, longest), "number": column.number} | room
            for column, room in zip(columns, rooms, strict=True)
        ],
        "cells": [
            _cell(words, longest)
            for row in zip(*(column.cells for column in columns), strict=True)
            for words in row
        ],
        "whole": all(len(words) <= _LOW for column in columns for words in column.cells),
    }


def _column(table: Table, place: int, language: Language) -> _Column:
    cells = [row[place] for row in table.rows]
    read = [on_a_line(said.value_text(cell, language)) for cell in cells]
    heading = on_a_line(table.headings[place].in_(language))
    number, distinct = _numeric(cells), {heading, *read}
    # A heading above numbers takes as many lines as it needs.
    widths = [width(words) for words in ({*read} if number else distinct)]
    natural = min(max(widths), _USUAL * sum(widths) // len(widths) + _WIDE)
    words = frozenset(word for words in distinct for word in words.split())
    return _Column(heading, read, number, words, natural)


def _cell(words: str, longest: int) -> Cellful:
    if DIGEST.fullmatch(words):
        return {"digest": re.findall(f".{{{GROUP}}}", words)}
    return breakable(words, longest)


def _room(column: _Column, longest: int, *, together: bool) -> dict[str, float]:
    """Return how wide a column would be on one line each, and how narrow it may become.

    Args:
        column: The column.
        longest: So many letters a word may have and stay whole.
        together: Whether a number keeps its unit on its line.
    """
    pieces = (piece for word in column.words for piece in _pieces(_cell(word, longest)))
    least = max(map(width, pieces), default=0)
    if column.number and together:
        least = max(least, min(column.natural, _NUMBER))
    return {"natural": column.natural * _SPARE / 10_000, "least": least * _SPARE / 10_000}


def _pieces(cell: Cellful) -> list[str]:
    if isinstance(cell, dict):
        return cell["digest"]
    return [cell] if isinstance(cell, str) else cell


def _numeric(column: Sequence[Cell]) -> bool:
    """Whether a column is set to the right, as numbers are."""
    cells = [cell for cell in column if cell is not None]
    return bool(cells) and all(
        isinstance(cell, int | Decimal | Money | Amount) and not isinstance(cell, bool)
        for cell in cells
    )
