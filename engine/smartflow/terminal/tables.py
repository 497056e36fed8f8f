"""Printing: a table, or any data, in the format that was asked for.

``text`` and ``json`` are the engine's own, so that a broken plugin can never hide an answer; any
other format is a plugin's. The text renderer is small on purpose: rich costs more to import than
all that these tables need.
"""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from smartflow.report import cell_words
from smartflow.terminal.cells import table_data

if TYPE_CHECKING:
    from smartflow.language import Language
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = [
    "print_data",
    "print_format",
    "print_table",
    "rendered",
    "text_table",
]

GAP = "  "
LEAST_WIDTH = 12
TERMINAL = 100


def print_data(call: Call, data: object) -> None:
    """Print plain data as JSON."""
    call.write(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(call: Call, table: Table, name: str) -> None:
    """Print a table in the format of the call.

    Args:
        call: The call.
        table: What to print.
        name: The key under which JSON holds the rows, such as ``entries``.
    """
    if call.format == "json":
        print_data(call, {name: table_data(table)})
    elif call.format == "text":
        width = shutil.get_terminal_size((TERMINAL, 24)).columns if sys.stdout.isatty() else None
        call.write(text_table(table, call.language, width))
    else:
        print_format(call, "table", table)


def print_format(call: Call, kind: str, thing: object) -> None:
    """Print something through a format that a plugin registers; see :func:`rendered`."""
    call.write_bytes(rendered(call, kind, thing))


def rendered(call: Call, kind: str, thing: object) -> bytes:
    """Return something as a format that a plugin registers writes it.

    Args:
        call: The call; its format is not ``text`` and not ``json``.
        kind: What it is: ``table``, ``verdict`` or ``book``.
        thing: The table, verdict or book.

    Raises:
        UnknownFormat: no such format renders this kind of thing.
        FormatFailed: the format's function failed.
        MissingLibrary: it needs a library that is not installed.
    """
    from smartflow.casework.printing.rendering import find_format, render, writers_of

    registry = call.built_in_registry()
    if call.format not in writers_of(registry, kind):
        registry = call.registry()
    return render(find_format(registry, kind, call.format), thing, call.language)


def text_table(table: Table, language: Language, width: int | None = None) -> str:
    """Return a table as aligned text: headings, a line, the rows, the note.

    Args:
        table: The table.
        language: The language of headings and cells.
        width: Columns of the terminal; cells are folded to fit it. None folds nothing.
    """
    parts = [table.title.in_(language)]
    if table.rows:
        headings = [heading.in_(language) for heading in table.headings]
        rows = [[cell_words(cell, language) for cell in row] for row in table.rows]
        right = [
            all(
                isinstance(row[i], int | Decimal | None) and not isinstance(row[i], bool)
                for row in table.rows
            )
            for i in range(len(headings))
        ]
        widths = _widths([headings, *rows], width)
        parts.append(_line(headings, widths, right))
        parts.append(GAP.join("-" * size for size in widths))
        parts.extend(_line(row, widths, right) for row in rows)
    else:
        parts.append({"id": "(belum ada)", "en": "(none yet)"}[language])
    if table.note is not None:
        parts.extend(["", table.note.in_(language)])
    return "\n".join(parts)


def display_width(words: str) -> int:
    """Return how many columns of a terminal ``words`` take."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in words
    )


def _widths(rows: Sequence[Sequence[str]], limit: int | None) -> list[int]:
    """Return a width for each column; the widest give way until all fit within ``limit``."""
    widths = [max(_longest(cell) for cell in column) for column in zip(*rows, strict=True)]
    if limit is None:
        return widths
    room = limit - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
    return widths


def _longest(cell: str) -> int:
    """Return the width of the widest line of a cell."""
    return max(map(display_width, cell.splitlines()), default=0)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    folded = [_fold(cell, size) for cell, size in zip(cells, widths, strict=True)]
    lines = zip_longest(*folded, fillvalue="")
    return "\n".join(
        GAP.join(
            _pad(cell, size, right=to_right)
            for cell, size, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def _fold(cell: str, width: int) -> list[str]:
    if display_width(cell) <= width and "\n" not in cell:
        return [cell]
    return [part for line in cell.splitlines() for part in wrap(line, width) or [""]]


def _pad(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * max(0, width - display_width(cell))
    return blanks + cell if right else cell + blanks
