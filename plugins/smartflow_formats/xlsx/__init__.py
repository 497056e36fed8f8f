"""The format ``xlsx``: the tables of a book, or one table, as a workbook to filter and to add up.

Cells keep their types: money and amounts add up, dates sort, a Decimal shows all its digits, and a
text stays text whatever it begins with. What Excel cannot hold is told in :mod:`._xlsx_cells` and
:mod:`._xlsx_plan`. XlsxWriter is loaded when a workbook is written, for plugins are registered by
nearly every command.

In this folder:

``book``: A book's tables as a workbook: contents with links first, then a sheet for each table.
``cells``: Typed cells as Excel's own: numbers that add up, dates that sort, text that stays text.
``names``: What the sheets of a workbook are called: what Excel allows, and what a reader finds
    again.
``plan``: Which sheets a workbook has: one for each table of a book, in the order of reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow_formats.common.cells import Language

__all__ = ["FORMAT", "render"]


def render(thing: object, language: Language) -> bytes:
    """Write the tables of a book, or one table, as a workbook.

    Args:
        thing: A :class:`~smartflow.report.Book` or a :class:`~smartflow.report.Table`.
        language: Decides the words and how a date looks; the marks in numbers are those of
            whoever opens the file.

    Returns:
        An Office Open XML workbook (ECMA-376).

    Raises:
        TypeError: the format cannot write such a thing.
        ValueError: a table has more columns than a sheet.
    """
    from smartflow.report import Book, Table
    from smartflow_formats.xlsx.book import book_workbook, table_workbook

    if isinstance(thing, Book):
        return book_workbook(thing, language)
    if isinstance(thing, Table):
        return table_workbook(thing, language)
    message = f"xlsx cannot write a {type(thing).__name__}"
    raise TypeError(message)


FORMAT = OutputFormat(
    key="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    renders=("book", "table"),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``xlsx``."""
    yield FORMAT
