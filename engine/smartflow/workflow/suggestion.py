"""Did-you-mean: the known words that are nearest to one that is not known.

Kept apart because reading, lint, settings and the machine all end their refusals with it. Imports
nothing of the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["did_you_mean", "one_of", "quoted"]

_NEAR = 0.6
_MOST = 3


def near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three of ``known`` that resemble ``word``, the nearest first."""
    import difflib

    lowered: dict[str, str] = {}
    for name in sorted(known):
        lowered.setdefault(name.casefold(), name)
    found = difflib.get_close_matches(word.casefold(), list(lowered), n=_MOST, cutoff=_NEAR)
    return tuple(lowered[name] for name in found)


def quoted(names: Iterable[str]) -> str:
    """Return ``'a', 'b'``, in the order given."""
    return ", ".join(f"'{name}'" for name in names)


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """Return `` Maksud Anda 'x'?`` with a leading blank, or an empty text when nothing is near."""
    names = near(word, known)
    if not names:
        return Text(id="", en="")
    words = "', '".join(names)
    return Text(id=f" Maksud Anda '{words}'?", en=f" Did you mean '{words}'?")


def one_of(word: str, known: Iterable[str]) -> Text:
    """Return the nearest known words, or all of them when nothing is near."""
    names = tuple(known)
    guess = did_you_mean(word, names)
    if guess.id:
        return guess
    if not names:
        return Text(id=" Belum ada satu pun.", en=" There is none yet.")
    return Text(
        id=f" Yang ada: {quoted(names)}.",
        en=f" There is: {quoted(names)}.",
    )
