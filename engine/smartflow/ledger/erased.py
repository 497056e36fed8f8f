"""Which blobs were erased on purpose: told from the entries alone.

An act ``erase`` names the digest of what it removed, so an erased blob is told from a lost one by
whoever has the history, with no store at hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartflow.history.acts import Erase, acts_of

if TYPE_CHECKING:
    from smartflow.history.entries.entry import Entry

__all__ = ["ERASE", "erased_digests"]

ERASE = Erase.act_name
"""The act's name."""


def erased_digests(entries: Iterable[Entry]) -> dict[str, int]:
    """Return by digest the number of the entry that erased it.

    Args:
        entries: A city's entries, the oldest first.
    """
    found: dict[str, int] = {}
    for entry, act in acts_of(entries, Erase):
        found.setdefault(act.digest, entry.seq)
    return found
