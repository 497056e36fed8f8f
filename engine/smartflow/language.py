"""Words in two languages: every sentence that a person reads is a :class:`Text`.

Officials read Indonesian, mentors and auditors may read English, and a stored verdict must be
readable in both for ever. So a sentence is written as a pair, side by side, and the language is
chosen where it is printed. This module is on the lowest floor and imports nothing of SmartFlow.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Language", "Text", "show"]

Language = Literal["id", "en"]
"""``id`` (Bahasa Indonesia) or ``en`` (English), as in ISO 639-1."""

LANGUAGES: tuple[Language, ...] = ("id", "en")
DEFAULT_LANGUAGE: Language = "id"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence, or one template of a sentence, in both languages.

    Attributes:
        id: The Indonesian words.
        en: The English words.
    """

    id: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words of ``language``."""
        return self.en if language == "en" else self.id

    def fill(self, values: Mapping[str, object]) -> Text:
        """Return the text with its ``{placeholders}`` filled from ``values``.

        Values are written as :func:`show` does for each language, braces in them included.

        Raises:
            KeyError: a placeholder has no value.
            ValueError: the template itself is malformed.
        """
        return Text(
            id=self.id.format_map({key: show(value, "id") for key, value in values.items()}),
            en=self.en.format_map({key: show(value, "en") for key, value in values.items()}),
        )

    @staticmethod
    def same(words: str) -> Text:
        """Return a text that reads alike in both languages (a name, a code)."""
        return Text(id=words, en=words)


def show(value: object, language: Language) -> str:
    """Return a value as a reader of ``language`` writes it.

    Decimals take a comma in Indonesian (``0,94``); whole numbers from 10,000 are grouped; dates
    are written day first in Indonesian and as ISO 8601 in English; a Text gives its words; a
    tuple is listed.
    """
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    if isinstance(value, Decimal):
        whole, _, part = format(value, "f").partition(".")
        part = part.rstrip("0")
        return _grouped(int(whole), language, negative=whole.startswith("-")) + (
            _POINT[language] + part if part else ""
        )
    if isinstance(value, int):
        return _grouped(value, language, negative=value < 0)
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y") if language == "id" else value.isoformat()
    if isinstance(value, tuple | list):
        return ", ".join(show(item, language) for item in value)
    return "" if value is None else str(value)


_YES_NO: dict[Language, tuple[str, str]] = {"id": ("ya", "tidak"), "en": ("yes", "no")}
_POINT: dict[Language, str] = {"id": ",", "en": "."}
_GROUP_FROM = 10_000  # below it a number may be a year, which nobody groups


def _grouped(number: int, language: Language, *, negative: bool) -> str:
    size = abs(number)
    text = f"{size:,}" if size >= _GROUP_FROM else str(size)
    return ("-" if negative else "") + (text.replace(",", ".") if language == "id" else text)
