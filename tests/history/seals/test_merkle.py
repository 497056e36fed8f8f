"""The tree is the one of RFC 6962: published roots, and the RFC's own recursion as the twin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.history.seals import merkle
from smartflow.history.seals.merkle import (
    EMPTY_ROOT,
    Frontier,
    FrontierUnfit,
    leaf_digest,
    node_digest,
    tree_root,
)

# The roots over `rfc6962_leaves`.
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = st.integers(0, 130)
Leaves = Callable[[int], list[bytes]]
Root = Callable[[list[bytes]], bytes]


def test_published_hashes() -> None:
    """Empty tree, empty leaf, a leaf and a node have their published hashes."""
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_digest(b"").hex() == (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
    assert leaf_digest(b"L123456").hex() == (
        "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    assert node_digest(b"N123", b"N456").hex() == (
        "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )


def test_published_roots(rfc6962_leaves: list[bytes], naive_root: Root) -> None:
    """The tree of each of the first sizes has its published root; so has the naive twin."""
    tree = Frontier()
    for size, root in enumerate(ROOTS, start=1):
        tree.append(rfc6962_leaves[size - 1])
        assert tree.root().hex() == root
        assert naive_root(rfc6962_leaves[:size]).hex() == root


@given(size=SIZES)
def test_a_growing_tree_is_the_tree_of_the_definition(
    leaves_of: Leaves, naive_root: Root, size: int
) -> None:
    """Appending one leaf after another gives the root that the RFC's recursion gives."""
    leaves = leaves_of(size)
    tree = Frontier()
    assert tree.root() == naive_root([])
    for count, leaf in enumerate(leaves, start=1):
        tree.append(leaf)
        assert tree.size == count
    assert tree.root() == tree_root(leaves) == naive_root(leaves)


@given(before=SIZES, after=SIZES)
def test_a_tree_goes_on_from_its_edge(
    leaves_of: Leaves, naive_root: Root, before: int, after: int
) -> None:
    """What was kept of a tree, one hash per bit of its size, is enough to let it grow."""
    leaves = leaves_of(before + after)
    first = Frontier()
    first.extend(leaves[:before])
    again = Frontier(first.size, first.nodes)
    again.extend(leaves[before:])
    assert len(first.nodes) == before.bit_count()
    assert again.root() == naive_root(leaves)
    assert first.root() == naive_root(leaves[:before])


@given(size=SIZES)
def test_a_copy_grows_alone(leaves_of: Leaves, size: int) -> None:
    """A leaf added to a copy does not show in the tree that was copied."""
    tree = Frontier()
    tree.extend(leaves_of(size))
    root = tree.root()
    copy = tree.copy()
    copy.append(leaf_digest(b"one more"))
    assert (tree.size, tree.root()) == (size, root)
    assert copy.size == size + 1


@given(size=st.integers(0, 40), nodes=st.integers(0, 8))
def test_an_edge_of_another_size_is_refused(leaves_of: Leaves, size: int, nodes: int) -> None:
    """A tree takes exactly the number of nodes that its size has bits."""
    if nodes == size.bit_count():
        assert Frontier(size, leaves_of(nodes)).size == size
    else:
        with pytest.raises(FrontierUnfit):
            Frontier(size, leaves_of(nodes))


@pytest.mark.parametrize(("size", "nodes"), [(1, [b"short"]), (-1, [bytes(32)])])
def test_an_edge_that_cannot_be_is_refused(size: int, nodes: list[bytes]) -> None:
    """A node that is no sha256, or a size below nothing, is no tree."""
    with pytest.raises(FrontierUnfit):
        Frontier(size, nodes)


def test_an_append_costs_at_most_the_height(
    leaves_of: Leaves, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An append computes as many nodes as it completes subtrees: n - bits(n) for n leaves."""
    counted = 0

    def counting(left: bytes, right: bytes) -> bytes:
        nonlocal counted
        counted += 1
        return node_digest(left, right)

    monkeypatch.setattr(merkle, "node_digest", counting)
    tree = Frontier()
    for size, leaf in enumerate(leaves_of(300), start=1):
        before = counted
        tree.append(leaf)
        assert counted - before <= size.bit_length()
        assert counted == size - size.bit_count()
