"""Chapters that are loaded when they are printed.

Plugins are registered by nearly every command, and few commands print a book. Imports the public
names of ``smartflow`` only.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from smartflow import Chapter

if TYPE_CHECKING:
    from smartflow import Dossier, Settings

__all__ = ["Place", "printed"]

Place = tuple[str, int, str, str]
"""A chapter's key and position, then the module of this package and the function that makes it."""


def printed(book: str, *places: Place) -> tuple[Chapter, ...]:
    """Return the chapters of a book.

    Args:
        book: The key of the book.
        places: Its chapters.
    """
    return tuple(
        Chapter(key=key, book=book, position=position, function=partial(_made, module, name))
        for key, position, module, name in places
    )


def _made(module: str, name: str, dossier: Dossier, settings: Settings) -> object:
    """Load a chapter's module, and make the chapter."""
    made: object = getattr(import_module(f"smartflow_masterplan.chapters.{module}"), name)(
        dossier, settings
    )
    return made
