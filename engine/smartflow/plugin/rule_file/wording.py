"""The one sentence that most faults of a rule file are: a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from smartflow.language import Text, did_you_mean

__all__ = ["not_there"]


def not_there(what: Text, name: str, known: Iterable[str]) -> Text:
    """Return that there is no such thing, and what was probably meant, or what there is.

    Args:
        what: What the name should name, such as ``column``.
        name: The name.
        known: The names there are.
    """
    names = tuple(known)
    guess = did_you_mean(name, names)
    if not names:
        return Text(
            id=f"{what.id} '{name}' tidak ada; belum ada satu pun.",
            en=f"there is no {what.en} '{name}'; there is none at all.",
        )
    words = ", ".join(names)
    return Text(
        id=f"{what.id} '{name}' tidak ada.{guess.id or f' Yang ada: {words}.'}",
        en=f"there is no {what.en} '{name}'.{guess.en or f' There is: {words}.'}",
    )
