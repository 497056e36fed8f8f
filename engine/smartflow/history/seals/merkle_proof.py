"""Proofs about a Merkle tree: that an entry is in it, and that it only grew.

The proofs are those of RFC 6962, section 2.1. They are checked by the algorithms of RFC 9162, which
say the same of the same tree and are written for a program. What does not verify raises: a
forgotten ``if`` cannot pass.

Pure: imports floor 0 and the tree; knows no store, no key and no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import IntegrityFailure
from smartflow.history.seals.merkle import DIGEST_SIZE, EMPTY_ROOT, node_digest, tree_root
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ProofFailed",
    "check_consistency",
    "check_inclusion",
    "consistency_proof",
    "inclusion_proof",
]


class ProofFailed(IntegrityFailure):
    """A Merkle proof does not show what it is said to show."""

    code = "proof-failed"
    says = Text(
        id="Bukti pohon Merkle tidak cocok: {why}.",
        en="The Merkle proof does not hold: {why}.",
    )
    next_step = Text(
        id="Simpan kedua berkas sebagai bukti, lalu minta seluruh riwayat untuk dihitung ulang.",
        en="Keep both files as evidence and ask for the whole history to recompute it.",
    )

    def __init__(self, why: Text) -> None:
        super().__init__(why=why)
        self.why = why


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of a leaf: PATH(m, D[n]) of RFC 6962, section 2.1.1.

    Args:
        leaves: The leaf hashes of the whole tree.
        index: The leaf's place, from 0.

    Returns:
        The hashes of the siblings on the way from the leaf up to the root.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        message = f"a tree of {len(leaves)} leaves has no leaf {index}"
        raise IndexError(message)
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _left_size(end - start)
        if index < middle:
            path.append(tree_root(leaves[middle:end]))
            end = middle
        else:
            path.append(tree_root(leaves[start:middle]))
            start = middle
    return tuple(reversed(path))


def consistency_proof(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """Return the proof that a tree grew from its first ``size`` leaves.

    It is PROOF(m, D[n]) of RFC 6962, section 2.1.2. Every tree grew from the empty one, about
    which the RFC is silent: that proof is empty.

    Args:
        leaves: The leaf hashes of the tree as it is now.
        size: How many leaves it had.

    Returns:
        The hashes from which both roots can be computed.

    Raises:
        IndexError: the tree has fewer leaves than ``size``.
    """
    if not 0 <= size <= len(leaves):
        message = f"a tree of {len(leaves)} leaves did not grow from one of {size}"
        raise IndexError(message)
    if size == 0:
        return ()
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end != size:
        middle = start + _left_size(end - start)
        if size <= middle:
            path.append(tree_root(leaves[middle:end]))
            end = middle
        else:
            path.append(tree_root(leaves[start:middle]))
            start = middle
    if start:  # the old tree is no subtree of the new one, so its last part has to be told
        path.append(tree_root(leaves[start:end]))
    return tuple(reversed(path))


def check_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that a leaf is in a tree, by the algorithm of RFC 9162, section 2.1.3.2.

    Args:
        index: The leaf's place, from 0.
        size: How many leaves the tree has.
        leaf: The leaf's hash.
        proof: What :func:`inclusion_proof` gives.
        root: The tree's root, as signed.

    Raises:
        ProofFailed: the leaf is not shown to stand at that place of that tree.
    """
    _check_digests((leaf, root, *proof))
    if not 0 <= index < size:
        raise ProofFailed(
            Text(
                id=f"catatan ke-{index + 1} tidak ada dalam pohon berukuran {size}",
                en=f"a tree of {size} has no entry {index + 1}",
            )
        )
    place, last, computed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise _too_long()
        if place & 1 or place == last:
            computed = node_digest(sibling, computed)
            place, last = _rise(place, last)
        else:
            computed = node_digest(computed, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise _too_short()
    if computed != root:
        raise ProofFailed(Text(id="akarnya lain", en="it leads to another root"))


def check_consistency(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Check that a tree only grew, by the algorithm of RFC 9162, section 2.1.4.2.

    Args:
        old_size: How many leaves the tree had.
        new_size: How many it has.
        proof: What :func:`consistency_proof` gives.
        old_root: The root that it had, as signed.
        new_root: The root that it has, as signed.

    Raises:
        ProofFailed: the new tree is not shown to begin with all leaves of the old one.
    """
    _check_digests((old_root, new_root, *proof))
    if not 0 <= old_size <= new_size:
        raise ProofFailed(
            Text(
                id=f"pohon berukuran {new_size} tidak tumbuh dari pohon berukuran {old_size}",
                en=f"a tree of {new_size} did not grow from one of {old_size}",
            )
        )
    if old_size == 0 and old_root != EMPTY_ROOT:
        raise ProofFailed(
            Text(id="pohon kosong berakar lain", en="the empty tree has another root")
        )
    if old_size in (0, new_size):
        if proof:
            raise _too_long()
        if old_size == new_size and old_root != new_root:
            raise ProofFailed(Text(id="satu ukuran dengan dua akar", en="one size with two roots"))
        return
    computed = _grown_roots(old_size, new_size, proof, old_root)
    if computed[0] != old_root:
        raise ProofFailed(Text(id="akar lamanya lain", en="it leads to another old root"))
    if computed[1] != new_root:
        raise ProofFailed(Text(id="akar barunya lain", en="it leads to another new root"))


def _grown_roots(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes
) -> tuple[bytes, bytes]:
    """Return the two roots to which a proof of growth leads: steps 2 to 6 of RFC 9162's list."""
    if not proof:
        raise _too_short()
    is_whole = old_size.bit_count() == 1  # the old tree is a subtree of the new one
    path = (old_root, *proof) if is_whole else tuple(proof)
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise _too_long()
        if place & 1 or place == last:
            old, new = node_digest(sibling, old), node_digest(sibling, new)
            place, last = _rise(place, last)
        else:
            new = node_digest(new, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise _too_short()
    return old, new


def _rise(place: int, last: int) -> tuple[int, int]:
    """Climb the levels at which a rightmost node has no sibling."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _left_size(size: int) -> int:
    """Return the largest power of two below ``size``, at which RFC 6962 splits a tree."""
    return 1 << (size - 1).bit_length() - 1


def _check_digests(digests: Sequence[bytes]) -> None:
    if any(len(digest) != DIGEST_SIZE for digest in digests):
        raise ProofFailed(Text(id="ada yang bukan sidik sha256", en="something in it is no sha256"))


def _too_short() -> ProofFailed:
    return ProofFailed(Text(id="buktinya kurang panjang", en="it is too short"))


def _too_long() -> ProofFailed:
    return ProofFailed(Text(id="buktinya terlalu panjang", en="it is too long"))
