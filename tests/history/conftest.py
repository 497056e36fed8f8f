"""What the tests of the history share: a way to grow a chain."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from smartflow.history import EMPTY_HASH, Actor, Entry, encode_entry, leaf_hash

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


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., Entry]:
    """Give tests :func:`entry`."""
    return entry


@pytest.fixture(scope="session")
def make_chain() -> Callable[..., list[bytes]]:
    """Give tests :func:`chain`."""
    return chain
