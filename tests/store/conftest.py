"""What the tests of the store share: a store in a folder, and a way to add to it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from smartflow.history import EMPTY_HASH, Actor, Entry, encode_entry, seal
from smartflow.store import Head, open_sqlite
from smartflow.store.address import is_url, read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.store import Store, Writing

CITY = "smartflow/w/13.73"


def open_at(place: str, folder: Path, *, create: bool = False, timeout: float = 5.0) -> Store:
    """Open a store with a waiting time of its own."""
    if not is_url(place):
        return open_sqlite(folder / place, create=create, timeout=timeout)
    from smartflow.store.postgres.adapter import open_postgres

    return open_postgres(read_address(place), create=create, timeout=timeout)


def content_after(head: Head | None, log: str = CITY, blobs: tuple[str, ...] = ()) -> bytes:
    """Return the bytes of an entry that follows ``head``."""
    entry = Entry(
        log=log,
        seq=head.seq + 1 if head else 1,
        at="2023-07-05T02:00:00.000000Z",
        occurred=date(2023, 7, 5),
        zone="WIB",
        act="submit",
        actor=Actor(person="Rina"),
        body={"rows": list(blobs)},
        prev=head.leaf if head else EMPTY_HASH,
    )
    return encode_entry(entry)


def append_to(writing: Writing, head: Head | None, log: str = CITY) -> bytes:
    """Append an entry with one blob after ``head`` and return its bytes."""
    seq, prev = (head.seq + 1, head.leaf) if head else (1, EMPTY_HASH)
    blob = seal(f"rows of {log} {seq}".encode())
    content = content_after(head, log, (blob.digest,))
    writing.put_blob(blob.digest, blob.content)
    writing.append(log, seq, prev, content)
    return content


def add_to(store: Store, log: str = CITY, count: int = 1) -> list[bytes]:
    """Append ``count`` entries to ``log``, each in a transaction of its own."""
    added = []
    for _ in range(count):
        with store.write(log) as writing:
            added.append(append_to(writing, writing.head(log), log))
    return added


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "smartflow.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> str:
    """Where a store is: the same tests run for a file and for a database on a server.

    A module that is about one of them has a fixture of this name of its own.
    """
    if request.param == "sqlite":
        return "smartflow.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def opening_at(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Open a store anywhere, with little patience; all that were opened are closed at the end."""
    opened: list[Store] = []

    def one(place: str, *, create: bool = False, timeout: float = 0.2) -> Store:
        opened.append(open_at(place, tmp_path, create=create, timeout=timeout))
        return opened[-1]

    yield one
    for store in opened:
        store.close()


@pytest.fixture
def opening(place: str, opening_at: Callable[..., Store]) -> Callable[..., Store]:
    """Open the store, as often as is asked."""
    return partial(opening_at, place)


@pytest.fixture
def store(opening: Callable[..., Store]) -> Store:
    """A new, empty store."""
    return opening(create=True)


@pytest.fixture
def again(opening: Callable[..., Store], store: Store) -> Store:
    """The same store, as another process would have it open."""
    assert store is not None
    return opening()


@pytest.fixture(scope="session")
def append() -> Callable[..., bytes]:
    """Give tests :func:`append_to`."""
    return append_to


@pytest.fixture(scope="session")
def add() -> Callable[..., list[bytes]]:
    """Give tests :func:`add_to`."""
    return add_to


@pytest.fixture(scope="session")
def content() -> Callable[..., bytes]:
    """Give tests :func:`content_after`."""
    return content_after
