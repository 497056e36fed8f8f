"""The format ``docx``: a book as a Word file that an official can restyle.

The template holds the frame (cover, contents, heads and feet, styles) and docxtpl fills it in
Jinja's sandbox; the body is written here, in the template's styles, and put in its place. What
does that is loaded when a book is written, for plugins are registered by nearly every command.
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
    """Write a book as a Word file.

    Args:
        thing: A :class:`~smartflow.report.Book`.
        language: Decides the words, the decimal mark and how a date looks.
        template: The Word file that gives it its look.

    Returns:
        The same bytes for the same book, language and template.

    Raises:
        ModuleNotFoundError: docxtpl or typst is not installed.
        TemplateFault: the template cannot be filled.
        TypeError: the format cannot write such a thing.
    """
    from smartflow.report import Book

    if not isinstance(thing, Book):
        message = f"docx cannot write a {type(thing).__name__}"
        raise TypeError(message)
    from smartflow_formats.docx.book import book_file

    return book_file(thing, language, template)


FORMAT = OutputFormat(
    key="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffix=".docx",
    renders=("book",),
    function=render,
    template=Path(__file__).parents[1] / "templates" / "book.docx",
)


@smartflow.hookimpl
def smartflow_register_formats() -> Iterator[OutputFormat]:
    """Register the format ``docx``."""
    yield FORMAT
