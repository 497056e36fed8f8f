"""The format ``docx``: a book as a Word file that an official can restyle.

The template holds the frame (cover, contents, heads and feet, styles) and docxtpl fills it in
Jinja's sandbox; the body is written here, in the template's styles, and put in its place. What
does that is loaded when a book is written, for plugins are registered by nearly every command.

In this folder:

``blocks``: The blocks of a book as Word's paragraphs: one function for each kind.
``book``: A book as the bytes of a Word file: the frame is filled, the body written, both put
    together.
``chapters``: The chapters of a book one after the other, each on pages that stand as it asks, and
    contents.
``door``: The one door through which words reach a Word file: what somebody typed leaves it as text.
``frame``: The frame of a book: the template filled by docxtpl in the sandbox, with places for the
    rest.
``guard``: A template looked at before anything opens it: somebody may have damaged it, or meant
    harm.
``links``: Which file of a Word document leads to which, and of what kind each is.
``manuscript``: What gathers while the body of a Word file is written: notes, pictures, numbers,
    bookmarks.
``package``: The files of a Word document put into one archive: the same bytes whenever and
    wherever.
``paragraphs``: Where in a Word file a fault of its template stands: the words of the paragraph.
``parts``: The files beside the body: notes at the foot, lists that count anew, heads, settings.
``pictures``: A picture in a line of a Word file: as large as it is, or as the page allows, with its
    words.
``sections``: Upright and turned pages: what Word calls sections, made from the one of the template.
``signatures``: Places for signatures in a Word file, side by side, as an official letter has them.
``styles``: The template's styles by the names that officials see, whatever Word calls them inside.
``tables``: What stands in rows and columns: tables, facts, questions to tick.
``watermark``: The word across every page of a draft, as Word itself makes it: a shape in each
    page's head.
``widths``: How wide the columns of a table are: as its words ask, within the width of the page.
``xml``: Reading and writing the XML inside a Word file, without ever looking outside it.
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
