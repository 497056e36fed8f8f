"""Words in two languages: every sentence that a person reads is a :class:`Text`.

Officials read Indonesian, mentors and auditors may read English, and a stored verdict must be
readable in both for ever. So a sentence is written as a pair, side by side, and the language is
chosen where it is printed. This module is on the lowest floor; numbers are :mod:`.numbers`'s.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.numbers import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Language",
    "MissingValue",
    "Text",
    "day_words",
    "did_you_mean",
    "guess_words",
    "near_words",
    "show",
]

Language = Literal["id", "en"]
"""``id`` (Bahasa Indonesia) or ``en`` (English), as in ISO 639-1."""

LANGUAGES: tuple[Language, ...] = ("id", "en")
DEFAULT_LANGUAGE: Language = "id"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
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
            MissingValue: a placeholder has no value.
            ValueError: the template itself is malformed.
        """
        indonesian: dict[str, str] = {}
        english: dict[str, str] = {}
        for name, value in values.items():
            # What reads alike in both languages is written once: a gate fills in thousands.
            if isinstance(value, str):
                indonesian[name] = english[name] = value
            elif type(value) is int and -_GROUP_FROM < value < _GROUP_FROM:
                indonesian[name] = english[name] = str(value)
            else:
                indonesian[name], english[name] = show(value, "id"), show(value, "en")
        try:
            return Text(id=self.id.format_map(indonesian), en=self.en.format_map(english))
        except KeyError as error:
            raise MissingValue(str(error.args[0]), values) from None

    def __add__(self, other: Text) -> Text:
        """Return this text with another one behind it."""
        return Text(id=self.id + other.id, en=self.en + other.en)

    @staticmethod
    def join(parts: Iterable[Text], separator: str = ", ") -> Text:
        """Return the parts as one text."""
        texts = tuple(parts)
        return Text(
            id=separator.join(text.id for text in texts),
            en=separator.join(text.en for text in texts),
        )

    @staticmethod
    def same(words: str) -> Text:
        """Return a text that reads alike in both languages (a name, a code)."""
        return Text(id=words, en=words)


class MissingValue(KeyError):
    """A template's placeholder has no value.

    Attributes:
        name: The placeholder.
    """

    def __init__(self, name: str, values: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.given = tuple(values)

    def __str__(self) -> str:
        """Say which, and what there is."""
        given = ", ".join(repr(name) for name in self.given) or "none at all"
        return f"the message has no value for {{{self.name}}}; given are {given}"


def show(value: object, language: Language) -> str:
    """Return a value as a reader of ``language`` writes it.

    Numbers are written as :mod:`.numbers` rules (``0,94``, ``1.234,5``), dates as
    :func:`day_words` does; a Text gives its words; a tuple is listed.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, int | Decimal):
        return number_words(value, language)
    if isinstance(value, date):
        return day_words(value, language)
    if isinstance(value, tuple | list):
        return ", ".join(show(item, language) for item in value)
    return "" if value is None else str(value)


def day_words(day: date, language: Language) -> str:
    """Return a date with its month in letters, which nobody can misread: ``5 Jul 2023``."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


_MONTHS: dict[Language, tuple[str, ...]] = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_YES_NO: dict[Language, tuple[str, str]] = {"id": ("ya", "tidak"), "en": ("yes", "no")}
_GROUP_FROM = 10_000  # from here a whole number is grouped


def near_words(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return at most ``most`` of ``known`` that resemble ``word``, the nearest first."""
    import difflib

    lowered: dict[str, str] = {}
    for name in sorted(known):
        lowered.setdefault(name.casefold(), name)
    sought = " ".join(word.split()).casefold()
    likely = [name for name in lowered if _same_family(sought, name)]
    found = difflib.get_close_matches(sought, likely, n=most, cutoff=_NEAR)
    return tuple(lowered[name] for name in found)


def _same_family(word: str, other: str) -> bool:
    """Say whether two codes may be of one family; whatever else is compared as a whole.

    Who mistypes ``WSH001`` writes ``WHS001`` or ``WS001``, not ``OTH001``: the digits of a code
    alone make it no likelier.
    """
    import difflib

    one, two = (_CODE.fullmatch(each) for each in (word, other))
    if one is None or two is None:
        return True
    return difflib.SequenceMatcher(None, one[1], two[1]).ratio() >= _NEAR


def did_you_mean(word: str, known: Iterable[str], *, most: int = 3) -> Text:
    """Return `` Maksud Anda 'x'?`` with a leading blank, or an empty text when nothing is near.

    Args:
        word: What was written.
        known: What could have been meant.
        most: How many are named; one, where several of ``known`` are names of the same thing.
    """
    guess = guess_words(near_words(word, known, most=most))
    return Text(id=f" {guess.id}", en=f" {guess.en}") if guess.id else guess


def guess_words(names: Iterable[str]) -> Text:
    """Return ``Maksud Anda 'x' atau 'y'?``, or an empty text for no names."""
    quoted = [f"'{name}'" for name in names]
    if not quoted:
        return Text(id="", en="")
    return Text(
        id=f"Maksud Anda {' atau '.join(quoted)}?", en=f"Did you mean {' or '.join(quoted)}?"
    )


_NEAR = 0.6  # of difflib; below it a suggestion is a riddle
_CODE = re.compile(r"([a-z]+)[0-9]+")
