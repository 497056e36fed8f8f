"""The glossary: one official term for one thing, read once from ``glossary.toml``.

Chapters print a term by its key, so that no two books call one thing by two names, and a term that
an official mends is mended everywhere. It is read when the first chapter asks for a term: plugins
are registered by nearly every command, and few of those print a book. Imports the public names of
``smartflow`` only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from smartflow import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Term", "UnknownTerm", "heading", "term", "terms"]


class Term(msgspec.Struct, frozen=True):
    """A term of the glossary.

    Attributes:
        key: Its key, by which chapters ask for it.
        name: The term, as it stands in the middle of a sentence.
        abbreviation: How officials shorten it, in both languages, or ``""``.
        meaning: What it means, in a sentence or two.
        avoid_id: Other Indonesian ways of saying it that no heading uses.
        avoid_en: Other English ways of saying it that no heading uses.
    """

    key: str
    name: Text
    meaning: Text
    abbreviation: str = ""
    avoid_id: tuple[str, ...] = ()
    avoid_en: tuple[str, ...] = ()


class UnknownTerm(KeyError):
    """A chapter asks for a term that the glossary has not.

    Attributes:
        key: What was asked for.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        """Say which, and where terms are written."""
        return f"the glossary has no term {self.key!r}; terms are written in glossary.toml"


def term(key: str) -> Text:
    """Return a term as it stands in the middle of a sentence, such as ``kesiapan``.

    Raises:
        UnknownTerm: the glossary has none of that key.
    """
    return _term(key).name


def heading(key: str) -> Text:
    """Return a term as a heading has it: with a capital letter, ``Kesiapan``.

    Raises:
        UnknownTerm: the glossary has none of that key.
    """
    name = term(key)
    return Text(id=_capital(name.id), en=_capital(name.en))


def terms() -> tuple[Term, ...]:
    """Return every term, sorted by its Indonesian name as a dictionary sorts."""
    return tuple(sorted(_glossary().values(), key=lambda one: (one.name.id.casefold(), one.key)))


def _term(key: str) -> Term:
    try:
        return _glossary()[key]
    except KeyError:
        raise UnknownTerm(key) from None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _glossary() -> dict[str, Term]:
    import tomllib

    source = Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8")
    return {key: _read(key, given) for key, given in tomllib.loads(source).items()}


def _read(key: str, given: Mapping[str, Any]) -> Term:
    return Term(
        key=key,
        name=Text(id=given["id"], en=given["en"]),
        meaning=Text(id=given["means_id"], en=given["means_en"]),
        abbreviation=given.get("abbreviation", ""),
        avoid_id=tuple(given.get("avoid_id", ())),
        avoid_en=tuple(given.get("avoid_en", ())),
    )
