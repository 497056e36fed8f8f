"""The format ``pdf``: a book as PDF/A-2b, tagged, with bookmarks and contents.

Typst sets it, with the fonts shipped here and no others, from a template that an official can
change; the book goes to it as JSON and never as source. What does that is loaded when a book is
written, for plugins are registered by nearly every command.

In this folder:

``book``: A book as the data that a Typst template prints: JSON, and the pictures beside it.
``coverage``: Which letters the shipped fonts can show, and how wide the commonest are.
``faults``: What Typst says of a template, in an official's words, with the line.
``letters``: Words made ready for paper: letters without a shape shown by number, long words made to
    break.
``pictures``: Charts and photographs made ready for paper: letters a chart may hold, and how large
    each is.
``press``: Where a book becomes a PDF: Typst, shut into a folder that holds fonts and nothing else.
``table``: A table as the data that a Typst template prints, with what it takes to share out the
    width.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import smartflow
from smartflow import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow_formats.common.cells import Language

__all__ = ["FORMAT", "render"]


def render(thing: object, language: Language, template: bytes) -> bytes:
    """Write a book as a PDF.

    Args:
        thing: A :class:`~smartflow.report.Book`.
        language: Decides the words, the decimal mark and how a date looks.
        template: The Typst file that gives it its look.

    Returns:
        The same bytes for the same book, language and template, with the same version of Typst.

    Raises:
        BadImage: a picture or chart of the book cannot be drawn.
        ModuleNotFoundError: typst is not installed.
        TemplateFault: the template cannot be filled.
        TypeError: the format cannot write such a thing.
    """
    from smartflow.report import Book

    if not isinstance(thing, Book):
        message = f"pdf cannot write a {type(thing).__name__}"
        raise TypeError(message)
    from smartflow_formats.pdf.book import laid_out
    from smartflow_formats.pdf.press import printed

    return printed(laid_out(thing, language), template)


FORMAT = OutputFormat(
    key="pdf",
    media_type="application/pdf",
    suffix=".pdf",
    renders=("book",),
    function=render,
    template=Path(__file__).parents[1] / "templates" / "book.typ",
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``pdf``."""
    yield FORMAT
