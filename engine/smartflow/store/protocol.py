"""The store as the rest of the engine sees it: a few reads and writes, in transactions.

A store keeps bytes and knows no meaning: entries and checkpoints in their logs, blobs by digest.
Two adapters stand behind this protocol, SQLite and PostgreSQL; nothing above floor 2 may know
which. A :class:`Reading` sees one moment from its beginning to its end; a :class:`Writing` is
the only writer of its log and leaves all or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from smartflow.history.entries.chain import EMPTY_HASH, Head
from smartflow.history.entries.entry import decode_entry
from smartflow.store.errors import (
    CorruptStore,
    HeadMoved,
    NewerStore,
    NotAStore,
    StoreFailed,
    StoreLocked,
    StoreMissing,
)
from smartflow.store.server_errors import CommitUnknown, StoreInterrupted, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

__all__ = [
    "CheckpointSpan",
    "CommitUnknown",
    "CorruptStore",
    "Head",
    "HeadMoved",
    "Neighbour",
    "NewerStore",
    "NotAStore",
    "Reading",
    "RoleAccess",
    "Row",
    "Store",
    "StoreFacts",
    "StoreFailed",
    "StoreInterrupted",
    "StoreLocked",
    "StoreMissing",
    "StoreUnreachable",
    "Totals",
    "Writing",
    "check_append",
]


class CheckpointSpan(NamedTuple):
    """Which checkpoints of a log are kept.

    Attributes:
        notes: How many.
        least: The fewest entries that one of them covers.
        most: The most.
    """

    notes: int
    least: int
    most: int


Row = tuple[object, object, object]
"""An entry as it is kept: the number and the ``prev`` under which it stands, and its bytes."""


class Totals(NamedTuple):
    """How much a store keeps.

    Attributes:
        entries: Entries of all logs.
        checkpoints: Checkpoints of all logs.
    """

    entries: int
    checkpoints: int


class StoreFacts(msgspec.Struct, frozen=True):
    """What a store is, for whoever looks after it.

    Attributes:
        kind: ``sqlite`` or ``postgresql``.
        place: Where it is, without a password.
        schema: Its schema number.
        bytes: How much room it takes, in bytes.
        version: The version of SQLite, or of the server.
        durability: The settings on which it rests that a commit survives a power cut.
        role: The role as which the server knows this process; ``""`` for a file.
        access: What that role may do: ``owner``, ``application``, ``auditor`` or ``none``; the
            owner for a file.
        rights: That role's rights one by one, such as ``entry: select, insert``.
        superuser: Whether no right and no trigger holds for that role.
    """

    kind: str
    place: str
    schema: int
    bytes: int
    version: str
    durability: str
    role: str = ""
    access: str = "owner"
    rights: tuple[str, ...] = ()
    superuser: bool = False


class RoleAccess(msgspec.Struct, frozen=True):
    """A role of the server, and what it may do in the store.

    Attributes:
        role: Its name.
        access: ``owner``, ``application``, ``auditor`` or ``none``; who belongs to the owner, or
            is a superuser, may do what the owner may.
        superuser: Whether no right and no trigger holds for it.
        owns: Whether it is the owner itself.
    """

    role: str
    access: str
    superuser: bool = False
    owns: bool = False


class Neighbour(msgspec.Struct, frozen=True):
    """Another connection of SmartFlow to the same database, as the server tells of it.

    Attributes:
        role: Its role.
        client: The computer that it comes from; ``""`` for the server itself, or where the server
            does not tell.
        since: When it began, UTC; ``""`` where the server does not tell.
        state: What it does now, in the server's word, such as ``idle``.
    """

    role: str
    client: str = ""
    since: str = ""
    state: str = ""


class Reading(Protocol):
    """A read transaction: everything it returns is of one moment.

    Keep it short: while it is open, a writer of the same file waits before its commit.

    Whatever is asked may raise :class:`StoreInterrupted`, if the store is on a server.
    """

    def head(self, log: str) -> Head | None:
        """Return how far ``log`` has come, or None if it has no entry."""
        ...

    def entries(self, log: str, after: int = 0) -> Iterator[bytes]:
        """Yield the bytes of the entries of ``log`` whose number is above ``after``, in order.

        The iterator ends with the transaction: use it up inside.
        """
        ...

    def rows(self, log: str) -> Iterator[Sequence[Row]]:
        """Yield the entries of ``log`` as they stand, in the order of their numbers, some at once.

        For whoever verifies: nothing is checked, not even that a number is one. The iterator ends
        with the transaction: use it up inside.
        """
        ...

    def totals(self) -> Totals:
        """Return how many entries and checkpoints are kept in all, be it under no log's name."""
        ...

    def logs(self) -> tuple[str, ...]:
        """Return the names of all logs that have entries, sorted by their bytes."""
        ...

    def blob(self, digest: str) -> bytes | None:
        """Return the stored bytes of a blob (a salted one with its salt), or None.

        Raises:
            AlteredBlob: the bytes no longer have that digest.
        """
        ...

    def blobs(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return the stored bytes of those blobs that exist, by digest.

        Raises:
            AlteredBlob: the bytes of one no longer have its digest.
        """
        ...

    def digests(self, after: str = "") -> Iterator[str]:
        """Yield the digests of all blobs that sort behind ``after``, in the order of their bytes.

        The iterator ends with the transaction: use it up inside.
        """
        ...

    def checkpoint(self, log: str) -> tuple[int, bytes] | None:
        """Return the newest checkpoint of ``log``: how many entries it covers, and its note."""
        ...

    def checkpoints(self, log: str, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield the checkpoints of ``log`` that cover more than ``after`` entries, by their size.

        The iterator ends with the transaction: use it up inside.
        """
        ...

    def checkpoint_span(self, log: str) -> CheckpointSpan | None:
        """Return how many checkpoints of ``log`` there are, and between which sizes, or None."""
        ...

    def checkpoint_logs(self) -> tuple[str, ...]:
        """Return the names of all logs that have checkpoints, sorted."""
        ...


class Writing(Reading, Protocol):
    """A write transaction; it reads what it has written."""

    def append(self, log: str, seq: int, prev: str, content: bytes) -> None:
        """Add an entry to the end of ``log``.

        Args:
            log: The log's name.
            seq: The entry's number: that of the head plus one.
            prev: The head's leaf hash; the empty hash for the first entry.
            content: The entry's canonical bytes, which name the same log, seq and prev.

        Raises:
            HeadMoved: ``seq`` and ``prev`` do not follow the present head.
            MalformedEntry: ``content`` is not a canonical entry.
            ValueError: ``content`` names another log, seq or prev.
        """
        ...

    def put_blob(self, digest: str, content: bytes) -> None:
        """Keep a blob; one that is there already stays as it is.

        Raises:
            AlteredBlob: ``digest`` is not the sha256 of ``content``.
        """
        ...

    def erase_blob(self, digest: str) -> bool:
        """Remove a blob for good, so that its bytes are nowhere in the store's file afterwards.

        A server keeps what was deleted in its files for a while, and in its backups; see
        docs/postgresql.md.

        Returns:
            Whether it was there.
        """
        ...

    def put_checkpoint(self, log: str, size: int, note: bytes) -> None:
        """Keep the checkpoint of ``log`` at ``size``, in the place of the one that is there.

        A note only ever grows, by lines at its end: signatures of further keys. What is signed is
        the signer's to check; a store on a server refuses whatever does not grow.
        """
        ...


class Store(Protocol):
    """A place that keeps logs, their checkpoints, and blobs."""

    def read(self) -> AbstractContextManager[Reading]:
        """Open a read transaction; within an open transaction, join it.

        Raises:
            StoreLocked: another process holds the store for too long.
            StoreUnreachable: the server does not answer.
        """
        ...

    def write(self, log: str) -> AbstractContextManager[Writing]:
        """Open a write transaction for ``log``: commits on leaving, rolls back on an exception.

        Entries of other logs may be written too (a city's first entry and the store log's note of
        it belong together); ``log`` is the one for which writers queue. Who writes to a log waits
        for whoever writes to one above it (``a`` is above ``a/b``), and the other way round: while
        the store log is written, no city is.

        Raises:
            StoreLocked: another process holds the store for too long.
            StoreFailed: the disk is full or read-only.
            StoreUnreachable: the server does not answer.
            StoreInterrupted: the connection broke, and nothing was committed.
            CommitUnknown: it broke, and whether it was committed cannot be told.
            HeadMoved: another transaction was first; the database refused this one.
            RuntimeError: a transaction of this store is still open.
        """
        ...

    def facts(self) -> StoreFacts:
        """Return what the store is: kind, place, size, version, durability, rights."""
        ...

    def roles(self) -> tuple[RoleAccess, ...]:
        """Return the roles of the server with their access, sorted by name; none for a file."""
        ...

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return the other connections of SmartFlow to this database; none for a file."""
        ...

    def grant(self, role: str, access: str) -> None:
        """Give a role exactly the rights of an access, and take all others from it.

        Args:
            role: The role, which exists.
            access: ``application``, ``auditor`` or ``none``.

        Raises:
            NoRoles: the store is a file.
            StoreRefused: this connection may not grant.
        """
        ...

    def close(self) -> None:
        """Let go of the file or connection. Closing twice is harmless."""
        ...


def check_append(head: Head | None, log: str, seq: int, prev: str, content: bytes) -> None:
    """Check, for any adapter, that an entry follows ``head`` and is what it is said to be.

    Raises:
        HeadMoved: it does not follow.
        MalformedEntry: ``content`` is not a canonical entry.
        ValueError: ``content`` names another log, seq or prev.
    """
    expected = (head.seq + 1, head.leaf) if head else (1, EMPTY_HASH)
    if (seq, prev) != expected:
        raise HeadMoved(log=log)
    entry = decode_entry(content)
    if (entry.log, entry.seq, entry.prev) != (log, seq, prev):
        message = "the entry's bytes name another log, seq or prev than it is stored under"
        raise ValueError(message)
