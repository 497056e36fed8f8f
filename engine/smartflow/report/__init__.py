"""Floor 1: what is written down, as a neutral tree; formats decide how it looks.

Most commands print a table and no book, so the book's names are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.lazily import loading
from smartflow.report.table import Cell, Table

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
        Listing,
        Paragraph,
        Reference,
        Run,
        Signature,
        Verbatim,
    )

__all__ = [
    "Block",
    "Book",
    "Cell",
    "Chapter",
    "Check",
    "Checklist",
    "Code",
    "Facts",
    "Figure",
    "Listing",
    "Paragraph",
    "Reference",
    "Run",
    "Signature",
    "Table",
    "Verbatim",
]

__getattr__ = loading(
    __name__, {name: "smartflow.report.book" for name in __all__ if name not in ("Cell", "Table")}
)
