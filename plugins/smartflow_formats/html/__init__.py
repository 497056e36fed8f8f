"""The format ``html``: a book or a table as one page that needs nothing beside it.

The page names its language, has its headings in order, prints on A4 with page numbers, and may ask
no other computer for anything. The frame of a book is a template that an official may change. What
writes it is loaded when a page is written, for plugins are registered by nearly every command.

In this folder:

``blocks``: The blocks of a book as HTML, one function for each kind.
``book``: A book as one page of HTML: it needs nothing beside it and asks no other computer for
    anything.
``style``: How a book looks as a page: on a screen, on a telephone, and on A4 paper with numbered
    pages.
``tables``: The tables of a book as HTML: rows, facts, questions with room for an answer.
``words``: The words of a book as HTML: one door for every word, and what is counted while they
    pass.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import smartflow
from smartflow import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow_formats.common.cells import Language

__all__ = ["FORMAT", "TEMPLATE", "render"]

TEMPLATE: Final = Path(__file__).parents[1] / "templates" / "book.html"
"""The frame of a book: what is handed out, and used where an official gave none."""


def render(thing: object, language: Language, template: bytes | None = None) -> bytes:
    """Write a book or a table as a page.

    Args:
        thing: A :class:`~smartflow.report.Book` or a :class:`~smartflow.report.Table`.
        language: Decides the words, the decimal mark and how a date looks.
        template: The frame of a book in place of :data:`TEMPLATE`; a table has none.

    Returns:
        UTF-8, ending in a line break.

    Raises:
        TypeError: the format cannot write such a thing.
        TemplateFault: something is wrong with the template.
    """
    from smartflow.report import Book, Table
    from smartflow_formats.html.book import book_page, table_page

    if isinstance(thing, Book):
        frame = TEMPLATE.read_bytes() if template is None else template
        return book_page(thing, language, frame).encode("utf-8")
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
    template=TEMPLATE,
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``html``."""
    yield FORMAT
