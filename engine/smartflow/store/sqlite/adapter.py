"""The SQLite adapter: the store as one file beside ``smartflow.toml``.

Rollback journal (``journal_mode=DELETE``) and ``synchronous=FULL``, so that what was committed
survives a power cut; WAL is not used, for SQLite 3.7.0 to 3.51.2 can lose a commit in it. A
writer takes its lock at once (``BEGIN IMMEDIATE``), so that it never has to give up half-way.
After a crash the next connection rolls a hot journal back, a reader too, which is why no file is
ever opened read-only or immutable.

Must not import structlog, nor anything of the model: every command opens a store.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartflow.history.entries.blob import check_blob
from smartflow.history.entries.chain import Head, leaf_hash
from smartflow.store.errors import CorruptStore, NotAStore, StoreMissing, StoreUnusable
from smartflow.store.protocol import CheckpointSpan, StoreFacts, Totals, check_append
from smartflow.store.server_errors import NoRoles
from smartflow.store.sqlite.schema import check_schema, is_empty, make_schema
from smartflow.store.sqlite.translation import translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from smartflow.store.protocol import Neighbour, Reading, RoleAccess, Row, Store, Writing

__all__ = ["BUSY_TIMEOUT", "SqliteStore", "open_sqlite"]

BUSY_TIMEOUT = 5.0
"""How long to wait for another process, in seconds."""

_PAGE = 256
"""Entries fetched at once, and digests asked for at once."""

_ROWS = 128
"""Rows fetched at once to be verified: what is made of them soon dies, and is never collected."""

_SYNCHRONOUS = {0: "off", 1: "normal", 2: "full", 3: "extra"}

_LOGS = """WITH RECURSIVE found(log) AS (
    SELECT min(log) FROM {table}
    UNION ALL
    SELECT (SELECT min(log) FROM {table} WHERE log > found.log) FROM found WHERE log IS NOT NULL
) SELECT log FROM found WHERE log IS NOT NULL"""
"""The distinct logs by one index look-up each, where DISTINCT would walk over every entry."""


def open_sqlite(
    path: Path,
    *,
    create: bool = False,
    timeout: float = BUSY_TIMEOUT,
    factory: type[sqlite3.Connection] = sqlite3.Connection,
) -> Store:
    """Open the store in a file.

    Args:
        path: The file, ``smartflow.db`` in a workspace.
        create: Make the store if there is none; one that is there already is just opened.
        timeout: How long to wait for another process' lock, in seconds.
        factory: The connection's class; tests pass one that dies at a chosen statement.

    Returns:
        The store; close it when done.

    Raises:
        StoreMissing: there is no such file, and ``create`` is false.
        NotAStore: a folder, an empty file or another program's file stands there.
        NewerStore: a newer SmartFlow made it.
        CorruptStore: its structure is damaged.
        StoreLocked: another process held it for longer than ``timeout``.
        StoreFailed: the computer does not let it be opened.
    """
    try:
        if path.is_dir():
            raise NotAStore(str(path))
        if not create and not path.exists():
            raise StoreMissing(str(path))
    except OSError as error:
        raise StoreUnusable(name=str(path), detail=error.strerror or str(error)) from error
    return SqliteStore(path, create=create, timeout=timeout, factory=factory)


class SqliteStore:
    """A :class:`~smartflow.store.protocol.Store` in one SQLite file.

    Not shared between threads. :func:`open_sqlite` makes one; its arguments are explained there.
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool,
        timeout: float,
        factory: type[sqlite3.Connection],
    ) -> None:
        self._name = str(path)
        self._open: _Transaction | None = None
        with translated(self._name):
            self._connection = sqlite3.connect(
                self._name, timeout=timeout, isolation_level=None, factory=factory
            )
        try:
            with translated(self._name):
                self._prepare(create=create)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        """Recognise the file, or make the store in an empty one."""
        # A mailed database must not be able to run code through its schema.
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute("PRAGMA synchronous = FULL")
        # Erased means gone. Pages keep stale bytes otherwise, also those of rows that only moved,
        # so it holds for every connection that writes and not just for the one that erases.
        self._connection.execute("PRAGMA secure_delete = ON")
        if create and is_empty(self._connection):
            with self._transaction("BEGIN IMMEDIATE"):
                if is_empty(self._connection):  # nobody else made it while we waited
                    make_schema(self._connection)
        check_schema(self._connection, self._name)
        self._connection.execute("PRAGMA journal_mode = DELETE")

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Open a read transaction, or join the one that is open."""
        if self._open is not None:
            yield self._open
            return
        with translated(self._name), self._transaction("BEGIN"):
            # BEGIN alone takes no lock: the first look fixes the moment that all others see.
            self._connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone()
            with self._shown(_Transaction(self._connection, self._name)) as reading:
                yield reading

    @contextmanager
    def write(self, log: str) -> Iterator[Writing]:  # noqa: ARG002  one lock for the whole file
        """Open a write transaction: the only one on this file."""
        if self._open is not None:
            message = "a transaction of this store is still open"
            raise RuntimeError(message)
        with (
            translated(self._name),
            self._transaction("BEGIN IMMEDIATE"),
            self._shown(_Transaction(self._connection, self._name)) as writing,
        ):
            yield writing

    def facts(self) -> StoreFacts:
        """Return what the file is."""
        with translated(self._name):
            schema, pages, page, sync, journal = (
                self._connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in (
                    "user_version",
                    "page_count",
                    "page_size",
                    "synchronous",
                    "journal_mode",
                )
            )
        return StoreFacts(
            kind="sqlite",
            place=self._name,
            schema=schema,
            bytes=pages * page,
            version=sqlite3.sqlite_version,
            durability=f"journal_mode={journal}, synchronous={_SYNCHRONOUS.get(sync, sync)}",
        )

    def roles(self) -> tuple[RoleAccess, ...]:
        """Return nothing: a file knows no roles."""
        return ()

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return nothing: a file does not know who has it open."""
        return ()

    def grant(self, role: str, access: str) -> None:  # noqa: ARG002  a file gives no rights
        """Refuse: a file knows no roles."""
        raise NoRoles(name=self._name)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        try:
            self._connection.execute(begin)
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # SQLite rolls back by itself after some failures, a full disk among them.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _shown(self, transaction: _Transaction) -> Iterator[_Transaction]:
        self._open = transaction
        try:
            yield transaction
        finally:
            self._open = None
            transaction.end()


class _Transaction:
    """What can be read and written while a transaction is open."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._name = name
        self._written: dict[str, Head] = {}

    def end(self) -> None:
        """Refuse every further look: it would see another moment."""
        self._connection = None

    @property
    def _live(self) -> sqlite3.Connection:
        if self._connection is None:
            message = "this transaction has ended"
            raise RuntimeError(message)
        return self._connection

    def head(self, log: str) -> Head | None:
        live = self._live
        if (written := self._written.get(log)) is not None:
            return written
        row = live.execute(
            "SELECT seq, bytes FROM entry WHERE log = ? ORDER BY seq DESC LIMIT 1", (log,)
        ).fetchone()
        return None if row is None else Head(seq=row[0], leaf=leaf_hash(self._bytes(row[1])))

    def entries(self, log: str, after: int = 0) -> Iterator[bytes]:
        # Page by page: a statement left half-read would keep its lock beyond the transaction.
        while True:
            rows = self._live.execute(
                "SELECT seq, bytes FROM entry WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?",
                (log, after, _PAGE),
            ).fetchall()
            for _, content in rows:
                yield self._bytes(content)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def rows(self, log: str) -> Iterator[Sequence[Row]]:
        after: object = 0
        while True:
            rows: list[Row] = self._live.execute(
                "SELECT seq, prev, bytes FROM entry WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?",
                (log, after, _ROWS),
            ).fetchall()
            if rows:
                yield rows
            if len(rows) < _ROWS:
                return
            after = rows[-1][0]

    def totals(self) -> Totals:
        return Totals(
            *self._live.execute(
                "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM checkpoint)"
            ).fetchone()
        )

    def logs(self) -> tuple[str, ...]:
        return self._logs_in("entry")

    def _logs_in(self, table: str) -> tuple[str, ...]:
        return tuple(log for (log,) in self._live.execute(_LOGS.format(table=table)).fetchall())

    def blob(self, digest: str) -> bytes | None:
        return self.blobs((digest,)).get(digest)

    def blobs(self, digests: Iterable[str]) -> dict[str, bytes]:
        wanted = sorted(set(digests))
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), _PAGE):
            some = wanted[start : start + _PAGE]
            marks = ",".join("?" * len(some))
            statement = f"SELECT digest, bytes FROM blob WHERE digest IN ({marks})"  # noqa: S608
            found.update(self._live.execute(statement, some).fetchall())
        for digest, content in found.items():
            check_blob(digest, self._bytes(content))
        return found

    def digests(self, after: str = "") -> Iterator[str]:
        while True:
            rows = self._live.execute(
                "SELECT digest FROM blob WHERE digest > ? ORDER BY digest LIMIT ?", (after, _PAGE)
            ).fetchall()
            for (digest,) in rows:
                yield digest
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def checkpoint(self, log: str) -> tuple[int, bytes] | None:
        row = self._live.execute(
            "SELECT size, note FROM checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1", (log,)
        ).fetchone()
        return None if row is None else (row[0], self._bytes(row[1]))

    def checkpoints(self, log: str, after: int = 0) -> Iterator[tuple[int, bytes]]:
        while True:
            rows = self._live.execute(
                "SELECT size, note FROM checkpoint WHERE log = ? AND size > ? ORDER BY size"
                " LIMIT ?",
                (log, after, _PAGE),
            ).fetchall()
            for size, note in rows:
                yield size, self._bytes(note)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def checkpoint_span(self, log: str) -> CheckpointSpan | None:
        row = self._live.execute(
            "SELECT count(DISTINCT size), min(size), max(size) FROM checkpoint WHERE log = ?",
            (log,),
        ).fetchone()
        return CheckpointSpan(*row) if row[0] else None

    def checkpoint_logs(self) -> tuple[str, ...]:
        return self._logs_in("checkpoint")

    def _bytes(self, content: object) -> bytes:
        """Return a stored value that must be bytes; the table's checks can be switched off."""
        if isinstance(content, bytes):
            return content
        raise CorruptStore(name=self._name, detail=f"a {type(content).__name__} where bytes belong")

    def append(self, log: str, seq: int, prev: str, content: bytes) -> None:
        check_append(self.head(log), log, seq, prev, content)
        self._live.execute(
            "INSERT INTO entry (log, seq, prev, bytes) VALUES (?, ?, ?, ?)",
            (log, seq, prev, content),
        )
        self._written[log] = Head(seq=seq, leaf=leaf_hash(content))

    def put_blob(self, digest: str, content: bytes) -> None:
        check_blob(digest, content)
        self._live.execute(
            "INSERT INTO blob (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
            (digest, content),
        )

    def erase_blob(self, digest: str) -> bool:
        return self._live.execute("DELETE FROM blob WHERE digest = ?", (digest,)).rowcount > 0

    def put_checkpoint(self, log: str, size: int, note: bytes) -> None:
        self._live.execute(
            "INSERT INTO checkpoint (log, size, note) VALUES (?, ?, ?)"
            " ON CONFLICT (log, size) DO UPDATE SET note = excluded.note",
            (log, size, note),
        )
