"""Did-you-mean, or what there is: the known words beside one that is not known.

Kept apart because reading, lint, settings and the machine all end their refusals with it. Imports
nothing of the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["one_of", "quoted"]


def quoted(names: Iterable[str]) -> str:
    """Return ``'a', 'b'``, in the order given."""
    return ", ".join(f"'{name}'" for name in names)


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
