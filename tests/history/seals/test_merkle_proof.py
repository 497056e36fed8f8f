"""A proof shows what it is said to show, and anything else raises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.history.seals.merkle import EMPTY_ROOT, leaf_digest, tree_root
from smartflow.history.seals.merkle_proof import (
    ProofFailed,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
)

# Nodes of the tree over `rfc6962_leaves`.
H0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
H1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
H01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
H23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
H0123 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
H4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
H45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
H4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
H6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
H67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
SIZES = st.integers(1, 70)
Leaves = Callable[[int], list[bytes]]
Root = Callable[[Sequence[bytes]], bytes]


def naive_split(size: int) -> int:
    """Return the largest power of two smaller than ``size``."""
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def naive_path(root: Root, m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return PATH(m, D[n]) as RFC 6962, section 2.1.1, writes it."""
    if len(leaves) == 1:
        return []
    k = naive_split(len(leaves))
    if m < k:
        return [*naive_path(root, m, leaves[:k]), root(leaves[k:])]
    return [*naive_path(root, m - k, leaves[k:]), root(leaves[:k])]


def naive_subproof(root: Root, m: int, leaves: Sequence[bytes], *, complete: bool) -> list[bytes]:
    """Return SUBPROOF(m, D[n], b) as RFC 6962, section 2.1.2, writes it."""
    if m == len(leaves):
        return [] if complete else [root(leaves)]
    k = naive_split(len(leaves))
    if m <= k:
        return [*naive_subproof(root, m, leaves[:k], complete=complete), root(leaves[k:])]
    return [*naive_subproof(root, m - k, leaves[k:], complete=False), root(leaves[:k])]


def changed(digest: bytes, bit: int) -> bytes:
    """Return a hash with one bit of it turned."""
    return (int.from_bytes(digest) ^ (1 << bit)).to_bytes(len(digest))


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [H1, H23, H4567]),
        (5, 8, [H4, H67, H0123]),
        (2, 3, [H01]),
        (1, 5, [H0, H23, H4]),
    ],
)
def test_published_inclusion_proofs(
    rfc6962_leaves: list[bytes], index: int, size: int, path: list[str]
) -> None:
    """The audit paths that were published are ours, and verify."""
    leaves = rfc6962_leaves[:size]
    proof = inclusion_proof(leaves, index)
    assert [digest.hex() for digest in proof] == path
    check_inclusion(index, size, leaves[index], proof, tree_root(leaves))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (1, 1, []),
        (1, 8, [H1, H23, H4567]),
        (6, 8, [H45, H67, H0123]),
        (2, 5, [H23, H4]),
        (6, 7, [H45, H6, H0123]),
    ],
)
def test_published_consistency_proofs(
    rfc6962_leaves: list[bytes], old: int, new: int, path: list[str]
) -> None:
    """The proofs of growth that were published are ours, and verify."""
    proof = consistency_proof(rfc6962_leaves[:new], old)
    assert [digest.hex() for digest in proof] == path
    check_consistency(
        old, new, proof, tree_root(rfc6962_leaves[:old]), tree_root(rfc6962_leaves[:new])
    )


@given(size=SIZES, data=st.data())
def test_a_leaf_is_shown_to_be_in_its_tree(
    leaves_of: Leaves, naive_root: Root, size: int, data: st.DataObject
) -> None:
    """The path is the RFC's, and it verifies for its own place in its own tree."""
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    assert list(proof) == naive_path(naive_root, index, leaves)
    check_inclusion(index, size, leaves[index], proof, tree_root(leaves))


@given(size=SIZES, data=st.data())
def test_a_wrong_inclusion_raises(leaves_of: Leaves, size: int, data: st.DataObject) -> None:
    """Another place, leaf or root, and a proof with anything changed, added or taken off fail."""
    leaves = leaves_of(size)
    index, bit = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 255))
    proof, root = inclusion_proof(leaves, index), tree_root(leaves)
    places = [place for place in range(-1, size + 1) if place != index]
    wrong = [(place, size, leaves[index], proof, root) for place in places]
    wrong += [
        (index, size * 2, leaves[index], proof, root),
        (index, size // 2, leaves[index], proof, root),
        (index, size, changed(leaves[index], bit), proof, root),
        (index, size, leaves[index], proof, changed(root, bit)),
        (index, size, leaves[index], proof, root[:-1]),
        (index, size, leaves[index], (*proof, root), root),
        (index, size, leaves[index], (root, *proof), root),
        (index, size, leaves[index], (*proof, b""), root),
    ]
    for at, digest in enumerate(proof):
        other = (*proof[:at], changed(digest, bit), *proof[at + 1 :])
        wrong.append((index, size, leaves[index], other, root))
        wrong.append((index, size, leaves[index], (*proof[:at], *proof[at + 1 :]), root))
    for arguments in wrong:
        with pytest.raises(ProofFailed):
            check_inclusion(*arguments)


@given(new=SIZES, data=st.data())
def test_a_tree_is_shown_to_have_grown(
    leaves_of: Leaves, naive_root: Root, new: int, data: st.DataObject
) -> None:
    """The proof is the RFC's, and it verifies between the two roots."""
    leaves = leaves_of(new)
    old = data.draw(st.integers(1, new))
    proof = consistency_proof(leaves, old)
    assert list(proof) == naive_subproof(naive_root, old, leaves, complete=True)
    check_consistency(old, new, proof, tree_root(leaves[:old]), tree_root(leaves))


@given(new=st.integers(2, 70), data=st.data())
def test_a_wrong_growth_raises(leaves_of: Leaves, new: int, data: st.DataObject) -> None:
    """Other sizes or roots, and a proof with anything changed, added or taken off fail."""
    leaves = leaves_of(new)
    old, bit = data.draw(st.integers(1, new - 1)), data.draw(st.integers(0, 255))
    proof = consistency_proof(leaves, old)
    roots = tree_root(leaves[:old]), tree_root(leaves)
    wrong = [
        (new, old, proof, *roots),
        (old, new * 2, proof, *roots),
        (old, new, proof, *reversed(roots)),
        (old, new, proof, changed(roots[0], bit), roots[1]),
        (old, new, proof, roots[0], changed(roots[1], bit)),
        (old, new, (), *roots),
        (old, new, (*proof, roots[1]), *roots),
        (old, new, (roots[0], *proof), *roots),
        (old, new, (*proof, b""), *roots),
    ]
    for at, digest in enumerate(proof):
        other = (*proof[:at], changed(digest, bit), *proof[at + 1 :])
        wrong.append((old, new, other, *roots))
        wrong.append((old, new, (*proof[:at], *proof[at + 1 :]), *roots))
    for arguments in wrong:
        with pytest.raises(ProofFailed):
            check_consistency(*arguments)


@given(new=SIZES, data=st.data())
def test_a_rewritten_past_has_no_proof(leaves_of: Leaves, new: int, data: st.DataObject) -> None:
    """Once a leaf of the old tree was changed, the new tree's own proof does not lead to it."""
    leaves = leaves_of(new)
    old = data.draw(st.integers(1, new))
    rewritten = list(leaves)
    rewritten[data.draw(st.integers(0, old - 1))] = leaf_digest(b"rewritten")
    with pytest.raises(ProofFailed):
        check_consistency(
            old,
            new,
            consistency_proof(rewritten, old),
            tree_root(leaves[:old]),
            tree_root(rewritten),
        )


def test_every_tree_grew_from_nothing(rfc6962_leaves: list[bytes]) -> None:
    """From the empty tree the proof is empty, and only the empty tree's root will do."""
    root = tree_root(rfc6962_leaves)
    assert consistency_proof(rfc6962_leaves, 0) == ()
    check_consistency(0, 8, (), EMPTY_ROOT, root)
    check_consistency(0, 0, (), EMPTY_ROOT, EMPTY_ROOT)
    for wrong in ((0, 8, (root,), EMPTY_ROOT, root), (0, 8, (), root, root)):
        with pytest.raises(ProofFailed):
            check_consistency(*wrong)


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_of_what_is_not_there(rfc6962_leaves: list[bytes], index: int) -> None:
    """A leaf that a tree has not has no path."""
    with pytest.raises(IndexError):
        inclusion_proof(rfc6962_leaves, index)


@pytest.mark.parametrize("size", [-1, 9])
def test_there_is_no_proof_from_a_larger_tree(rfc6962_leaves: list[bytes], size: int) -> None:
    """A tree did not grow from one that is larger, or less than empty."""
    with pytest.raises(IndexError):
        consistency_proof(rfc6962_leaves, size)


@given(size=st.integers(2, 70), data=st.data())
def test_bytes_may_not_move_from_one_hash_to_the_next(
    leaves_of: Leaves, size: int, data: st.DataObject
) -> None:
    """What is hashed would be the same bytes, so a hash of another length is refused as such."""
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size // 2 - 1)) * 2  # a left leaf with its sibling
    leaf, (first, *rest) = leaves[index], inclusion_proof(leaves, index)
    moved = (leaf[:-1], (leaf[-1:] + first, *rest))
    check_inclusion(index, size, leaf, (first, *rest), tree_root(leaves))
    with pytest.raises(ProofFailed):
        check_inclusion(index, size, *moved, tree_root(leaves))


@pytest.mark.parametrize("cut", [31, 33])
def test_a_proof_of_growth_has_whole_hashes(rfc6962_leaves: list[bytes], cut: int) -> None:
    """A hash that is too short or too long is told as such, wherever it stands."""
    roots = tree_root(rfc6962_leaves[:3]), tree_root(rfc6962_leaves[:4])
    given_hashes = (*consistency_proof(rfc6962_leaves[:4], 3), *roots)
    check_consistency(3, 4, given_hashes[:3], *roots)
    for place in range(5):
        wrong = list(given_hashes)
        wrong[place] = (wrong[place] + b"x")[:cut]
        with pytest.raises(ProofFailed, match="no sha256"):
            check_consistency(3, 4, wrong[:3], *wrong[3:])
