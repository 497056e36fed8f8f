"""What the tests of the history share: a way to grow a chain."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from smartflow.history import EMPTY_HASH, Actor, Entry, encode_entry, leaf_hash
from smartflow.history.seals.merkle import leaf_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def entry(seq: int, prev: str, body: dict[str, object], log: str = "smartflow/w/13.73") -> Entry:
    """Return an entry with everything but its place and body fixed."""
    return Entry(
        log=log,
        seq=seq,
        at="2023-07-05T02:00:00.000000Z",
        occurred=date(2023, 7, 5),
        zone="WIB",
        act="submit",
        actor=Actor(person="Rina", role="team", post="Kabid", basis="claimed: rina@laptop"),
        body=body,
        reason="",
        prev=prev,
    )


def chain(bodies: Sequence[dict[str, object]], log: str = "smartflow/w/13.73") -> list[bytes]:
    """Return the bytes of a whole chain with those bodies."""
    contents: list[bytes] = []
    prev = EMPTY_HASH
    for seq, body in enumerate(bodies, start=1):
        contents.append(encode_entry(entry(seq, prev, body, log)))
        prev = leaf_hash(contents[-1])
    return contents


def mth(leaves: Sequence[bytes]) -> bytes:
    """Return MTH(D[n]) word for word as RFC 6962, section 2.1, defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def leaves(size: int, kind: str = "leaf") -> list[bytes]:
    """Return that many leaf hashes, no two alike."""
    return [leaf_digest(f"{kind} {number}".encode()) for number in range(size)]


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., Entry]:
    """Give tests :func:`entry`."""
    return entry


@pytest.fixture(scope="session")
def make_chain() -> Callable[..., list[bytes]]:
    """Give tests :func:`chain`."""
    return chain


@pytest.fixture(scope="session")
def cryptography() -> None:
    """Leave out what needs the library where it is not installed; in CI it must be there."""
    if os.environ.get("CI") == "true" and find_spec("cryptography") is None:
        pytest.fail("cryptography must be there in CI (make test installs it)")
    pytest.importorskip("cryptography", reason="cryptography is not installed (make test does it)")


@pytest.fixture(scope="session")
def naive_root() -> Callable[[Sequence[bytes]], bytes]:
    """Give tests :func:`mth`, the twin of the fast tree."""
    return mth


@pytest.fixture(scope="session")
def leaves_of() -> Callable[..., list[bytes]]:
    """Give tests :func:`leaves`."""
    return leaves


@pytest.fixture(scope="session")
def rfc6962_leaves() -> list[bytes]:
    """Give tests the leaves with which implementations of Certificate Transparency are tested."""
    contents = "", "00", "10", "2021", "3031", "40414243", "5051525354555657"
    last = "606162636465666768696a6b6c6d6e6f"
    return [leaf_digest(bytes.fromhex(content)) for content in (*contents, last)]
