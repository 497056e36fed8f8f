"""The chain: every entry names the leaf hash of the entry before it.

The leaf hash is that of RFC 6962 (Certificate Transparency), section 2.1, so that one hash serves
the chain today and the Merkle tree of checkpoints later. A chain makes an edit, a removal, an
insertion or a swap visible, and this module names the first entry at which it shows. What a chain
alone cannot show is a cut tail or a last entry rewritten whole: for that it is compared with a
head that was kept elsewhere (``held``).

Imports nothing but the entry; knows no store.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from smartflow.history.entries.entry import (
    Entry,
    MalformedEntry,
    NewerEntry,
    decode_entry,
    newer_outline,
)
from smartflow.history.entries.fault import (
    BrokenChain,
    Fault,
    Link,
    Place,
    blame_link,
    blame_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "EMPTY_HASH",
    "BrokenChain",
    "Chain",
    "Fault",
    "Head",
    "check_chain",
    "leaf_hash",
    "read_chain",
]

EMPTY_HASH: Final = hashlib.sha256(b"").hexdigest()
"""Hash of the tree without entries: sha256 of nothing (RFC 6962, 2.1). ``prev`` of entry 1."""


class Head(msgspec.Struct, frozen=True):
    """How far a log has come.

    Attributes:
        seq: The number of its newest entry.
        leaf: The leaf hash of that entry, lower-case hex.
    """

    seq: int
    leaf: str


def leaf_hash(content: bytes) -> str:
    """Return the RFC 6962 leaf hash of an entry's bytes: sha256(0x00 || content), in hex."""
    return hashlib.sha256(b"\x00" + content).hexdigest()


def check_chain(log: str, contents: Iterable[bytes], *, held: Head | None = None) -> Head:
    """Check that ``contents`` are the whole history of ``log``, from its first entry on.

    Memory stays flat while the chain is whole: three entries are held at a time.

    Args:
        log: The log's name, which every entry must carry.
        contents: The bytes of its entries, in the order in which they are kept.
        held: A head of this log that was kept elsewhere; the history must reach and contain it.

    Returns:
        The head of the history.

    Raises:
        BrokenChain: the first bad entry, by its position (from 1) and the kind of fault. An empty
            history is a fault too, for nothing was checked.
        NewerEntry: the chain holds, and an entry has a shape that only a newer version knows.
    """
    newer: list[NewerEntry] = []
    links = _links(contents, newer)
    before: Link | None = None
    link = next(links, None)
    while link is not None:
        following = next(links, None)
        expected = before.leaf if before else EMPTY_HASH
        _check_place(Place(log, expected, before, link, following), links, held)
        before, link = link, following
    if before is None:
        raise BrokenChain(Fault.EMPTY, log, 0)
    if held is not None and before.position < held.seq:
        raise BrokenChain(Fault.TRUNCATED, log, before.position + 1)
    if newer:
        raise newer[0]
    return Head(seq=before.seq, leaf=before.leaf)


class Chain(NamedTuple):
    """A log that was read whole, its chain checked.

    Attributes:
        entries: Its entries, the oldest first.
        leaves: Their leaf hashes in hex, in the same order.
    """

    entries: tuple[Entry, ...]
    leaves: tuple[str, ...]


def read_chain(log: str, contents: Sequence[bytes], *, after: Head | None = None) -> Chain:
    """Return the entries and leaves of a log that is read whole, or say where its chain breaks.

    Every command that reads a city comes here, so that nothing is shown or decided on a history
    that is not as it was written. Reading and checking are one pass: the check costs one hash for
    each entry. An empty log has no entries and no fault; what it means is the caller's to say.

    Args:
        log: The log's name, which every entry must carry.
        contents: The bytes of its entries, in the order in which they are kept.
        after: The entry that the first of them follows, where its beginning was read before.

    Raises:
        BrokenChain: the first bad entry, as :func:`check_chain` names it; behind ``after`` only
            that it is one.
        NewerEntry: the chain holds, and this version cannot read all of it.
    """
    entries: list[Entry] = []
    leaves: list[str] = []
    first, prev = (after.seq + 1, after.leaf) if after else (1, EMPTY_HASH)
    for position, content in enumerate(contents, start=first):
        try:
            entry = decode_entry(content)
        except MalformedEntry:
            entry = None
        if entry is None or (entry.log, entry.seq, entry.prev) != (log, position, prev):
            if after is not None:
                raise BrokenChain(Fault.EDITED, log, position)
            raise _blamed(log, contents, position)
        entries.append(entry)
        prev = leaf_hash(content)
        leaves.append(prev)
    return Chain(tuple(entries), tuple(leaves))


def _blamed(log: str, contents: Iterable[bytes], position: int) -> BrokenChain | NewerEntry:
    """Return what the careful check says of a chain that is broken, or newer than this version."""
    try:
        check_chain(log, contents)
    except (BrokenChain, NewerEntry) as found:
        return found
    return BrokenChain(Fault.EDITED, log, position)


def _links(contents: Iterable[bytes], newer: list[NewerEntry]) -> Iterator[Link]:
    """Yield the places of entries; those of a newer shape are told in ``newer`` besides."""
    for position, content in enumerate(contents, start=1):
        leaf = leaf_hash(content)
        try:
            entry = decode_entry(content)
        except MalformedEntry:
            outline = newer_outline(content)
            if outline is None:
                yield Link(position, leaf)
                continue
            newer.append(NewerEntry(outline.log, outline.seq, outline.v))
            yield Link(position, leaf, outline.log, outline.seq, outline.prev)
        else:
            yield Link(position, leaf, entry.log, entry.seq, entry.prev)


def _check_place(place: Place, rest: Iterator[Link], held: Head | None) -> None:
    link, following = place.link, place.following
    if link.seq == 0:
        raise place.broken(Fault.EDITED)
    if link.log != place.log:
        raise place.broken(Fault.FOREIGN)
    if link.seq != link.position:
        raise blame_number(place, rest)
    held_leaf = held.leaf if held is not None and held.seq == link.seq else None
    if link.prev != place.expected:
        raise blame_link(place, following.prev if following else held_leaf)
    if held_leaf is not None and held_leaf != link.leaf:
        raise place.broken(Fault.EDITED)
