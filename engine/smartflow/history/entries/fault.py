"""What went wrong with a chain, and where: from a mismatch to the entry to blame.

A mismatch shows between two entries; which of them is bad is read from their neighbours. An entry
that the next one still names by its leaf hash stands as it was written, so the fault lies before
it. Only a chain that is already broken comes here, so that a whole one pays nothing.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BrokenChain", "Fault", "Link", "Place", "blame_link", "blame_number"]


class Fault(StrEnum):
    """The kinds of fault that a chain shows."""

    EDITED = "edited"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    FOREIGN = "foreign"
    EMPTY = "empty"


_WORDS = {
    Fault.EDITED: Text(id="isinya telah diubah", en="it was edited"),
    Fault.REMOVED: Text(id="catatan ini hilang", en="it was removed"),
    Fault.INSERTED: Text(id="catatan ini disisipkan", en="it was inserted"),
    Fault.REORDERED: Text(id="urutannya ditukar", en="it was moved out of its order"),
    Fault.TRUNCATED: Text(
        id="riwayat terpotong mulai di sini", en="the history is cut from here on"
    ),
    Fault.FOREIGN: Text(id="catatan ini milik riwayat lain", en="it belongs to another log"),
    Fault.EMPTY: Text(id="tidak ada catatan untuk diperiksa", en="there is nothing to check"),
}


class BrokenChain(IntegrityFailure):
    """A history that is not as it was written.

    Args:
        kind: What was done to it.
        log: The log's name.
        position: The first bad entry, counted from 1 (0 for an empty history).
    """

    code = "broken-chain"
    says = Text(
        id="Riwayat {log} tidak utuh pada catatan nomor {position}: {words}.",
        en="The history {log} is not whole at entry {position}: {words}.",
    )
    next_step = Text(
        id="Simpan berkas ini sebagai bukti, lalu pulihkan dari cadangan terakhir.",
        en="Keep this file as evidence, then restore the last backup.",
    )

    def __init__(self, kind: Fault, log: str, position: int) -> None:
        words = _WORDS[kind]
        super().__init__(log=log, position=position, words=words)
        self.kind = kind
        self.log = log
        self.position = position


class Link(msgspec.Struct, frozen=True):
    """What the chain needs of one entry.

    Attributes:
        position: Where it stands, from 1.
        leaf: Its leaf hash.
        log: The log that it names.
        seq: The number that it names; 0 if the bytes are no entry.
        prev: The leaf hash that it names.
    """

    position: int
    leaf: str
    log: str = ""
    seq: int = 0
    prev: str = ""


class Place(msgspec.Struct, frozen=True):
    """An entry between its neighbours.

    Attributes:
        log: The name of the log that is checked.
        expected: The leaf hash that ``link`` ought to name.
        before: The entry before, None at the start.
        link: The entry in question.
        following: The entry after, None at the end.
    """

    log: str
    expected: str
    before: Link | None
    link: Link
    following: Link | None

    def broken(self, kind: Fault, position: int | None = None) -> BrokenChain:
        """Return the error that blames ``position``, or the entry in question."""
        return BrokenChain(kind, self.log, position or self.link.position)


def blame_link(place: Place, vouched: str | None) -> BrokenChain:
    """Blame one of two entries that do not link: ``place.link`` or the one before it.

    Args:
        place: Where the mismatch shows.
        vouched: The leaf hash that what comes after expects of ``place.link``; None if nothing
            comes after, in which case the earlier entry is the likelier one.

    Returns:
        The error to raise.
    """
    as_written = vouched is None or vouched == place.link.leaf
    if place.before is not None and as_written:
        return place.broken(Fault.EDITED, place.before.position)
    return place.broken(Fault.EDITED)


def blame_number(place: Place, rest: Iterator[Link]) -> BrokenChain:
    """Say why the entry at a position carries another number than its position.

    Args:
        place: Where it shows.
        rest: The entries after ``place.following``; they are used up.

    Returns:
        The error to raise.
    """
    link, before, following = place.link, place.before, place.following
    stands_later, is_twice, top = _seen_later(link, following, rest)
    # Where two claim one number, the one that the next entry names is the original.
    is_original = following is not None and following.prev == link.leaf
    if before is not None and link.seq == before.seq and is_original:
        return place.broken(Fault.INSERTED, before.position)
    if stands_later:
        moved = link.position < link.seq <= top + 1 and not is_twice
        return place.broken(Fault.REORDERED if moved else Fault.INSERTED)
    if link.prev == place.expected or (following and following.seq == link.position + 1):
        return place.broken(Fault.EDITED)
    return place.broken(Fault.REMOVED if link.seq > link.position else Fault.INSERTED)


def _seen_later(link: Link, following: Link | None, rest: Iterator[Link]) -> tuple[bool, bool, int]:
    """Look through all that comes after an entry, and hold none of it.

    Returns:
        Whether the number of its position comes later, whether its own does, and the largest.
    """
    stands, twice, top = False, False, 0
    for other in chain((following,) if following is not None else (), rest):
        stands |= other.seq == link.position
        twice |= other.seq == link.seq
        top = max(top, other.seq)
    return stands, twice, top
