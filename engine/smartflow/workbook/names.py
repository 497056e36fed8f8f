"""Names that a cell may hold: headings, choices, dimensions and agencies, in any spelling of case.

Two names are the same when they agree in letters and digits: case, spaces, punctuation and a
trailing star do not count. Imports only the model.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.model import Agency, Dimension

__all__ = [
    "Directory",
    "agency_directory",
    "dimension_directory",
    "fold_name",
    "without_number",
]

_SHORT = 80
"""Only names up to this length are remembered; headings and choices come again in every file."""

_NOT_WORD = re.compile(r"[\W_]+")


def fold_name(words: str) -> str:
    """Return the form in which two names are compared: letters and digits in lower case.

    A name without any letter or digit (``%``) is compared as it stands.
    """
    return _folded(words) if len(words) <= _SHORT else _folded.__wrapped__(words)


@lru_cache(maxsize=4096)
def _folded(words: str) -> str:
    folded = words.casefold()
    return _NOT_WORD.sub("", folded) or "".join(folded.split())


_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[A-Za-z]|[IVXivx]{1,4})\s*[.)]\s*(?=\w{2})")


def without_number(words: str) -> str:
    """Return a name without the number or letter that somebody put before it (``1. Dimensi``)."""
    return _NUMBERED.sub("", words)


class Directory(msgspec.Struct, frozen=True):
    """Who is meant by a name.

    Attributes:
        names: The folded name to the stored key, for proper names.
        aliases: The folded name to the stored key, for names that are accepted with a note.
        titles: The stored key to what officials call it.
    """

    names: dict[str, str]
    aliases: dict[str, str]
    titles: dict[str, str]

    def find(self, words: str) -> tuple[str, bool] | None:
        """Return the key and whether ``words`` are an alias only, or None."""
        for spelling in dict.fromkeys((words, without_number(words))):
            name = fold_name(spelling)
            key = self.names.get(name)
            if key is not None:
                return key, False
            key = self.aliases.get(name)
            if key is not None:
                return key, True
        return None


def dimension_directory(dimensions: Iterable[Dimension]) -> Directory:
    """Know dimensions by key, code and title, and by their aliases."""
    names: dict[str, str] = {}
    aliases: dict[str, str] = {}
    titles: dict[str, str] = {}
    for one in dimensions:
        for words in (one.key, one.code, one.title.id, one.title.en):
            names.setdefault(fold_name(words), one.key)
        for words in one.aliases:
            aliases.setdefault(fold_name(words), one.key)
        titles[one.key] = one.title.id
    return Directory(names, aliases, titles)


def agency_directory(agencies: Iterable[Agency]) -> Directory:
    """Know agencies by code and name; the two together (``DINKES - Dinas Kesehatan``) as well."""
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    ordered = sorted(agencies, key=lambda agency: (agency.ended is not None, agency.code))
    for one in ordered:
        names.setdefault(fold_name(one.code), one.code)
    for one in ordered:
        names.setdefault(fold_name(one.name), one.code)
        names.setdefault(fold_name(one.code + one.name), one.code)
        titles[one.code] = one.name
    return Directory(names, {}, titles)
