"""What is done again when the connection to the store breaks half-way.

A store on a server can go away in the midst of a transaction: it is restarted, or the network is.
It says so only when nothing was kept (``StoreInterrupted``), so the same thing may be done once
more, from its first look at the store. What is done again must tell nobody before it has ended.

A store that does not answer at all has been waited for already and is not asked again here, and
where it is not known what was kept (``CommitUnknown``) nothing may be repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from smartflow.store.protocol import StoreInterrupted

__all__ = ["INTERRUPTIONS", "repeated"]

INTERRUPTIONS: Final = 4
"""How many broken connections one act outlives."""

_T = TypeVar("_T")


def repeated(attempt: Callable[[], _T]) -> _T:
    """Return what ``attempt`` returns, called again while the connection breaks.

    Args:
        attempt: What is done; it begins with reading, and its only write is its last step.

    Raises:
        StoreInterrupted: the connection broke more often than :data:`INTERRUPTIONS`.
    """
    for _ in range(INTERRUPTIONS):
        try:
            return attempt()
        except StoreInterrupted:
            continue
    return attempt()
