"""One thing in a history that an auditor should not overlook, with the entries that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from smartflow.language import Text

__all__ = ["Remarkable", "remark"]


class Remarkable(msgspec.Struct, frozen=True):
    """Something that should not be overlooked.

    Attributes:
        key: What kind of thing it is.
        words: A sentence.
        entries: The numbers of the entries that show it.
    """

    key: str
    words: Text
    entries: tuple[int, ...]


def remark(
    key: str,
    entries: Iterable[int],
    indonesian: str,
    english: str,
    values: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[Remarkable]:
    """Yield one remark about some entries, if there are any; ``{n}`` is how many."""
    numbers = tuple(sorted(set(entries)))
    if numbers:
        words = Text(id=indonesian, en=english).fill({"n": len(numbers), **values})
        yield Remarkable(key, words, numbers)
