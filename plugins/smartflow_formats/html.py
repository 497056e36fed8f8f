"""The format ``html``: a book or a table as one page that needs nothing beside it.

The page names its language, has its headings in order, prints on A4 with page numbers, and may ask
no other computer for anything. What writes it is loaded when a page is written, for plugins are
registered by nearly every command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow_formats._cells import Language

__all__ = ["FORMAT", "render"]


def render(thing: object, language: Language) -> bytes:
    """Write a book or a table as a page.

    Args:
        thing: A :class:`~smartflow.report.Book` or a :class:`~smartflow.report.Table`.
        language: Decides the words, the decimal mark and how a date looks.

    Returns:
        UTF-8, ending in a line break.

    Raises:
        TypeError: the format cannot write such a thing.
    """
    from smartflow.report import Book, Table
    from smartflow_formats._book_html import book_page, table_page

    if isinstance(thing, Book):
        return book_page(thing, language).encode("utf-8")
    if isinstance(thing, Table):
        return table_page(thing, language).encode("utf-8")
    message = f"html cannot write a {type(thing).__name__}"
    raise TypeError(message)


FORMAT = OutputFormat(
    key="html",
    media_type="text/html",
    suffix=".html",
    renders=("book", "table"),
    function=render,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``html``."""
    yield FORMAT
