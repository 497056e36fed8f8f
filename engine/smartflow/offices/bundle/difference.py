"""A bundle held against what this store has of the same city: newer, older, the same, or a fork.

Two histories of one city that part cannot both be true, and nothing here decides which one is: both
heads are shown, with the last entry that they share, and nothing is merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.casework.foreign_city import require_as_imported
from smartflow.clock import day_in
from smartflow.errors import Conflict
from smartflow.history.entries.chain import BrokenChain, Fault, Head, leaf_hash, read_chain
from smartflow.history.entries.entry import Entry, decode_entry
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.ledger.register import ImportedCity
    from smartflow.offices.bundle.contents import Bundle
    from smartflow.store.protocol import Reading

__all__ = ["Difference", "ForkedHistory", "LogEnd", "difference"]

Relation = Literal["new", "longer", "same", "shorter"]


class LogEnd(msgspec.Struct, frozen=True):
    """An entry at which a history ends, or until which two are one.

    Attributes:
        seq: Its number; 0 before the first.
        leaf: Its leaf hash, hex.
        act: Its act.
        at: When it was written, UTC.
        zone: The zone of its day.
    """

    seq: int
    leaf: str = ""
    act: str = ""
    at: str = ""
    zone: str = "WIB"

    @property
    def words(self) -> Text:
        """The entry in a few words."""
        if not self.seq:
            return Text(id="tidak ada", en="none")
        from datetime import datetime

        day = day_in(self.zone, datetime.fromisoformat(self.at))
        return Text(
            id="entri {seq}, {day}, {act}, {leaf}", en="entry {seq}, {day}, {act}, {leaf}"
        ).fill({"seq": self.seq, "day": day, "act": self.act, "leaf": f"{self.leaf[:16]}…"})


class ForkedHistory(Conflict):
    """The bundle's history and the one that is held are two that part.

    Attributes:
        held: Where the one that is held ends.
        brought: Where the bundle's ends.
        common: The last entry that both have.
    """

    code = "forked-history"
    says = Text(
        id="Ada dua riwayat {name} yang berbeda. Di sini: {held}. Di bundel: {brought}. Entri"
        " terakhir yang sama: {common}. Tidak ada yang diimpor atau digabung.",
        en="There are two histories of {name} that part. Here: {held}. In the bundle: {brought}."
        " The last entry of both: {common}. Nothing was imported or merged.",
    )
    next_step = Text(
        id="Simpan berkas ini dan salinan penyimpanan sebagai bukti, lalu tanyakan kepada kantor"
        " itu riwayat mana yang benar; di kedua tempat: smartflow audit verify",
        en="Keep this file and a copy of the store as evidence, and ask that office which history"
        " is right; in both places: smartflow audit verify",
    )

    def __init__(self, name: str, held: LogEnd, brought: LogEnd, common: LogEnd) -> None:
        super().__init__(name=name, held=held.words, brought=brought.words, common=common.words)
        self.held = held
        self.brought = brought
        self.common = common


class Difference(msgspec.Struct, frozen=True):
    """How a bundle stands to what is held.

    Attributes:
        relation: ``new`` if nothing is held, ``longer`` if the bundle goes on from it, ``same``,
            or ``shorter`` if what is held goes further.
        held: How many entries are held.
    """

    relation: Relation
    held: int


def difference(reading: Reading, bundle: Bundle, imported: ImportedCity | None) -> Difference:
    """Return how a bundle stands to what a store has of its log.

    Args:
        reading: An open transaction.
        bundle: The bundle, verified.
        imported: What this store has recorded of the copy that it holds; None where it holds none,
            or where the city is its own.

    Raises:
        BrokenChain: what is held was changed here: a newer bundle must not cover that up.
        ForkedHistory: the two part.
    """
    log, leaves = bundle.opened.manifest.log, bundle.leaves
    head = _held(reading, log, imported)
    if head is None:
        return Difference("new", 0)
    if head.seq <= len(leaves):
        if leaves[head.seq - 1] != head.leaf:
            raise _fork(reading, bundle)
        return Difference("same" if head.seq == len(leaves) else "longer", head.seq)
    there = next(iter(reading.entries(log, len(leaves) - 1)), b"")
    if leaf_hash(there) != leaves[-1]:
        raise _fork(reading, bundle)
    return Difference("shorter", head.seq)


def _held(reading: Reading, log: str, imported: ImportedCity | None) -> Head | None:
    """Return where the history that is held ends, read whole and as it was recorded."""
    contents = tuple(reading.entries(log))
    if not contents:
        if imported is not None:
            raise BrokenChain(Fault.TRUNCATED, log, 1)
        return None
    head = Head(len(contents), read_chain(log, contents).leaves[-1])
    if imported is not None:
        require_as_imported(imported, head)
    return head


def _fork(reading: Reading, bundle: Bundle) -> ForkedHistory:
    log = bundle.opened.manifest.log
    common = 0
    last: bytes = b""
    for content in reading.entries(log):
        last = content
        if common < len(bundle.leaves) and leaf_hash(content) == bundle.leaves[common]:
            common += 1
    shared = _end(bundle.entries[common - 1], bundle.leaves[common - 1]) if common else LogEnd(0)
    return ForkedHistory(
        bundle.opened.manifest.city.name,
        _end(decode_entry(last), leaf_hash(last)),
        _end(bundle.entries[-1], bundle.leaves[-1]),
        shared,
    )


def _end(entry: Entry, leaf: str) -> LogEnd:
    return LogEnd(entry.seq, leaf, entry.act, entry.at, entry.zone)
