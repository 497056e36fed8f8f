"""What a store holds, in a few digests: two stores with equal ones hold the same bytes.

A copy is compared with what it was copied from by reading both to their ends, with nothing but the
reads that every adapter has. So the comparison does not trust the copy's own count of what it
wrote. Must not import an act.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from smartflow.history.entries.chain import leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow.store.protocol import Reading

__all__ = ["LogDigest", "StoreDigest", "digest_of"]

_LENGTH = 8
"""Bytes in which the length of each piece is written before it, so that no two lists are alike."""


class LogDigest(msgspec.Struct, frozen=True):
    """What one log holds.

    Attributes:
        log: Its name.
        entries: How many entries.
        leaf: The leaf hash of the newest, hex; ``""`` where there are only checkpoints.
        bytes: The digest over the bytes of all entries, in their order.
        checkpoints: How many checkpoints.
        notes: The digest over their sizes and notes, in their order.
    """

    log: str
    entries: int
    leaf: str
    bytes: str
    checkpoints: int
    notes: str


class StoreDigest(msgspec.Struct, frozen=True):
    """What a whole store holds.

    Attributes:
        logs: Its logs, by name.
        blobs: How many blobs.
        blob_digests: The digest over the digests of all blobs, sorted; each was computed anew.
    """

    logs: tuple[LogDigest, ...]
    blobs: int
    blob_digests: str

    @property
    def entries(self) -> int:
        """How many entries all logs have."""
        return sum(one.entries for one in self.logs)

    @property
    def checkpoints(self) -> int:
        """How many checkpoints all logs have."""
        return sum(one.checkpoints for one in self.logs)


def digest_of(reading: Reading) -> StoreDigest:
    """Read a store from its first byte to its last.

    Args:
        reading: An open transaction.

    Raises:
        AlteredBlob: the bytes of a blob do not have its digest.
    """
    names = sorted({*reading.logs(), *reading.checkpoint_logs()})
    blobs, digests = _over(_blobs(reading))
    return StoreDigest(tuple(_log(reading, name) for name in names), blobs, digests)


def _log(reading: Reading, log: str) -> LogDigest:
    leaf = ""

    def contents() -> Iterator[bytes]:
        nonlocal leaf
        content = b""
        for content in reading.entries(log):
            yield content
        leaf = leaf_hash(content) if content else ""

    entries, contents_digest = _over(contents())
    pieces = (b"%d\n%b" % (size, note) for size, note in reading.checkpoints(log))
    checkpoints, notes = _over(pieces)
    return LogDigest(log, entries, leaf, contents_digest, checkpoints, notes)


def _blobs(reading: Reading) -> Iterator[bytes]:
    """Yield the digest of each blob, once its bytes were fetched and found to have it."""
    for digest in reading.digests():
        if reading.blob(digest) is not None:
            yield digest.encode()


def _over(pieces: Iterable[bytes]) -> tuple[int, str]:
    """Return how many pieces there are, and one digest over them."""
    count, digest = 0, hashlib.sha256()
    for piece in pieces:
        count += 1
        digest.update(len(piece).to_bytes(_LENGTH, "big"))
        digest.update(piece)
    return count, digest.hexdigest()
