"""The Merkle tree over a log's entries, as RFC 6962 (Certificate Transparency) defines it.

A chain tells whoever has all of a log that it is whole. A tree's root says it in 32 bytes that can
be signed and sent (:mod:`.checkpoint`), and lets a few hashes prove what is in the tree and that it
only grew (:mod:`.merkle_proof`). The leaves are the chain's own hashes.

Pure: imports nothing but floor 0 and the chain's two hashes; knows no store, no key and no file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from smartflow.errors import IntegrityFailure
from smartflow.history.entries.chain import EMPTY_HASH, leaf_hash
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DIGEST_SIZE",
    "EMPTY_ROOT",
    "Frontier",
    "FrontierUnfit",
    "leaf_digest",
    "node_digest",
    "tree_root",
]

DIGEST_SIZE: Final = 32
"""Length of every hash here in bytes: sha256."""

_PAIR: Final = 2 * DIGEST_SIZE
_SHA256: Final = hashlib.sha256  # looked up once: it is called for every entry of a log

EMPTY_ROOT: Final = bytes.fromhex(EMPTY_HASH)
"""Root of the tree without leaves: sha256 of nothing (RFC 6962, section 2.1)."""


class FrontierUnfit(IntegrityFailure):
    """The kept edge of a tree cannot belong to a tree of its size."""

    code = "frontier-unfit"
    says = Text(
        id="Tepi pohon yang tersimpan ({nodes} simpul) bukan milik pohon berukuran {size}.",
        en="The kept edge of the tree ({nodes} nodes) is not one of a tree of {size}.",
    )
    next_step = Text(
        id="Hitung ulang pohon itu dari seluruh catatan.",
        en="Compute the tree anew from all the entries.",
    )


def leaf_digest(content: bytes) -> bytes:
    """Return the leaf hash of an entry's bytes: sha256(0x00 || content) (RFC 6962, 2.1)."""
    return bytes.fromhex(leaf_hash(content))


def node_digest(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: sha256(0x01 || left || right) (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows, held by its right edge alone.

    The edge has one node for each bit that is set in the size: the roots of the perfect subtrees
    into which the leaves fall from the left, the largest first. So 200,000 leaves are held in at
    most 18 hashes, and a tree goes on from where it was kept.

    Args:
        size: How many leaves the tree has already.
        nodes: Its edge, as :attr:`nodes` gave it.

    Raises:
        FrontierUnfit: a tree of ``size`` leaves has another number of nodes at its edge, or a
            node is not 32 bytes long.
    """

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self._size = size
        self._nodes = list(nodes)
        fits = size >= 0 and len(self._nodes) == size.bit_count()
        if not fits or any(len(node) != DIGEST_SIZE for node in self._nodes):
            raise FrontierUnfit(size=size, nodes=len(self._nodes))

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return self._size

    @property
    def nodes(self) -> tuple[bytes, ...]:
        """The roots of the perfect subtrees, the largest (and leftmost) first."""
        return tuple(self._nodes)

    def copy(self) -> Frontier:
        """Return a tree of its own that stands where this one does."""
        return Frontier(self._size, self._nodes)

    def append(self, leaf: bytes) -> None:
        """Add a leaf on the right: one node hash on average, log2(size) at the most.

        Args:
            leaf: The leaf's hash (:func:`leaf_digest`), 32 bytes.
        """
        node, size = leaf, self._size
        while size & 1:
            node = node_digest(self._nodes.pop(), node)
            size >>= 1
        self._nodes.append(node)
        self._size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves on the right, in their order: the same tree as by :meth:`append`, faster.

        Level by level: the node that waits at the edge of a level is put in front of the new
        ones, each pair becomes a node of the next level, and one that is left over waits there.
        """
        row = list(leaves)
        size, grown = self._size, self._size + len(row)
        waiting = self._nodes
        kept: list[bytes] = []
        while row:
            if size & 1:
                row.insert(0, waiting.pop())
            if len(row) & 1:
                kept.append(row.pop())
            joined = b"".join(row)
            row = [
                _SHA256(b"\x01" + joined[at : at + _PAIR]).digest()
                for at in range(0, len(joined), _PAIR)
            ]
            size >>= 1
        self._nodes = [*waiting, *reversed(kept)]
        self._size = grown

    def root(self) -> bytes:
        """Return the Merkle tree hash of all leaves so far, MTH of RFC 6962, section 2.1."""
        if not self._nodes:
            return EMPTY_ROOT
        root = self._nodes[-1]
        for node in reversed(self._nodes[:-1]):
            root = node_digest(node, root)
        return root


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """Return the Merkle tree hash of ``leaves``, which are leaf hashes (RFC 6962, 2.1)."""
    tree = Frontier()
    tree.extend(leaves)
    return tree.root()
