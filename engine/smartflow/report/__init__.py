"""Floor 1: what is written down, as a neutral tree; formats decide how it looks.

Most commands print a table and no book, so the book's names are loaded when they are first used.

In this folder:

``book``: The neutral tree of what is written on many pages: a book of chapters, a chapter of
    blocks.
``book_data``: A book as plain JSON data, the schema ``smartflow/book/1``, and the book back from
    them.
``charts``: Charts as SVG: pure functions from plain data to text.
``image``: Pictures that people bring, looked at before anything prints them.
``junit``: Test results as JUnit XML, which CI systems show: suites of cases, and how they are
    written.
``sample``: A book with every kind of block, to try a template or a format on.
``table``: A table: the one shape in which every reading command prints, and the cells that it
    holds.
``template_fault``: What a template has wrong with it, as the format that fills it tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading
from smartflow.numbers import typed_number
from smartflow.report.table import Amount, Cell, Money, Table, cell_words

if TYPE_CHECKING:
    from smartflow.report.book import (
        Block,
        Book,
        Chapter,
        Check,
        Checklist,
        Code,
        Facts,
        Figure,
        Image,
        Listing,
        Note,
        Paragraph,
        Reference,
        Run,
        Signature,
        Signer,
        Verbatim,
    )
    from smartflow.report.image import BadImage, image_of
    from smartflow.report.junit import JUnitCase, JUnitSuite, junit_xml
    from smartflow.report.template_fault import TemplateFault

__all__ = [
    "Amount",
    "BadImage",
    "Block",
    "Book",
    "Cell",
    "Chapter",
    "Check",
    "Checklist",
    "Code",
    "Facts",
    "Figure",
    "Image",
    "JUnitCase",
    "JUnitSuite",
    "Listing",
    "Money",
    "Note",
    "Paragraph",
    "Reference",
    "Run",
    "Signature",
    "Signer",
    "Table",
    "TemplateFault",
    "Verbatim",
    "cell_words",
    "image_of",
    "junit_xml",
    "typed_number",
]

_TABLE = ("Amount", "Cell", "Money", "Table", "cell_words", "typed_number")
_ROOMS = {
    "BadImage": "image",
    "JUnitCase": "junit",
    "JUnitSuite": "junit",
    "TemplateFault": "template_fault",
    "image_of": "image",
    "junit_xml": "junit",
}

__getattr__ = loading(
    __name__,
    {
        name: f"smartflow.report.{_ROOMS.get(name, 'book')}"
        for name in __all__
        if name not in _TABLE
    },
)
