"""The PostgreSQL adapter: the store as three tables on a server, for many officials at once.

A reading is ``REPEATABLE READ``, so that everything it sees is of one moment; it waits for nobody.
A writing first takes advisory locks: its own log's alone for itself, and those of the logs above it
together with others, so that cities do not wait for each other and an act on the store log, which
may touch every city, waits for all. Then it reads what was committed last (``READ COMMITTED``). The
tables' own keys stand behind the locks: whoever gets past those is told that another was first.

A connection that broke while nothing was under way is made again; inside a transaction it is the
caller's to repeat, for only the caller knows whether what was decided still holds.

Must not import structlog, nor anything of the model: every command opens a store. It imports
psycopg, and so must be imported by :mod:`smartflow.store.opening` alone, when an address asks.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

try:
    import psycopg
except ImportError as _missing:
    from smartflow.store.server_errors import DriverMissing

    raise DriverMissing from _missing
from psycopg.pq import TransactionStatus

from smartflow.errors import SmartflowError
from smartflow.store.errors import StoreLocked
from smartflow.store.postgres.connection import PAUSES, Session, connect
from smartflow.store.postgres.roles import grant, neighbours, rights_of, roles_with_access
from smartflow.store.postgres.schema import MAKING, SCHEMA, check_schema, make_schema
from smartflow.store.postgres.transaction import Transaction, Written
from smartflow.store.postgres.translation import Situation, is_lost, translated
from smartflow.store.protocol import StoreFacts
from smartflow.store.server_errors import (
    CommitUnknown,
    SchemaRightMissing,
    StoreInterrupted,
    StoreRefused,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.store.address import Address
    from smartflow.store.protocol import Neighbour, Reading, RoleAccess, Store, Writing

__all__ = ["LOCK_TIMEOUT", "PostgresStore", "open_postgres"]

LOCK_TIMEOUT = 5.0
"""How long to wait for another process that writes to the same log, in seconds."""

_BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1"
"""The first look fixes the moment that all others see."""

_BEGIN_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT {locks}"

_BEGIN_GRANT = f"BEGIN; SELECT pg_advisory_xact_lock({MAKING})"
"""Two that grant at once would write to the same rows of the server's catalogue."""

_BEGINNINGS = 3
"""How often a transaction is begun anew when the connection turns out to be dead."""

_END_PROCESS = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE pid = %s AND backend_start = %s::timestamptz AND usename = current_user"""
"""A process of the server that lost its client may not know yet; it is ended, its locks with it."""

_LOOKS = 3
"""How often it is looked whether a commit in doubt came through, while its lock is held."""


def open_postgres(
    address: Address,
    *,
    create: bool = False,
    timeout: float = LOCK_TIMEOUT,
    pauses: tuple[float, ...] = PAUSES,
) -> Store:
    """Open the store in a database on a server.

    Args:
        address: Where.
        create: Make the store if there is none; one that is there already is just opened.
        timeout: How long to wait for whoever writes to the same log, in seconds.
        pauses: How long to wait before each further attempt to connect, in seconds.

    Returns:
        The store; close it when done.

    Raises:
        StoreUnreachable: the server does not answer.
        StoreRefused: it let nobody in, or the role lacks a right.
        StoreTooOld: the server is too old.
        NotDurable: it confirms what can still be lost.
        StoreMissing: there is no store in it, and ``create`` is false.
        NotAStore: another program's schema has its name.
        NewerStore: a newer SmartFlow made it.
        CorruptStore: a part of it is missing.
    """
    return PostgresStore(address, create=create, timeout=timeout, pauses=pauses)


class PostgresStore:
    """A :class:`~smartflow.store.protocol.Store` in one database on a server.

    Not shared between threads, nor with a child process. :func:`open_postgres` makes one.
    """

    def __init__(
        self, address: Address, *, create: bool, timeout: float, pauses: tuple[float, ...]
    ) -> None:
        self._address = address
        self._name = address.shown
        self._timeout = timeout
        self._pauses = pauses
        self._open: Transaction | None = None
        self._closed = False
        self._session = self._connected()
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        if create:
            try:
                with translated(self._situation()), self._session.connection.transaction():
                    make_schema(self._session.connection)
            except StoreRefused as refused:
                raise SchemaRightMissing(
                    name=self._name,
                    role=self._session.role,
                    detail=str(refused.__cause__).splitlines()[0],
                ) from refused.__cause__
        with translated(self._situation()):
            check_schema(self._session.connection, self._name)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Open a read transaction, or join the one that is open."""
        if self._open is not None:
            yield self._open
            return
        with translated(self._situation()), self._transaction(_BEGIN_READ) as reading:
            yield reading
        with suppress(psycopg.OperationalError):  # what was read was read
            self._session.connection.execute("COMMIT")

    @contextmanager
    def write(self, log: str) -> Iterator[Writing]:
        """Open a write transaction: the only one on this log."""
        self._require_free()
        begin = _BEGIN_WRITE.format(locks=_locks(log))
        with translated(self._situation(log)):
            with self._transaction(begin) as writing:
                yield writing
            self._commit(begin, writing.written)

    @contextmanager
    def administration(self) -> Iterator[psycopg.Connection[Any]]:
        """Open a transaction in which the store's owner gives and takes rights.

        Raises:
            StoreRefused: the role is not the owner.
            SmartflowError: whatever else the server refuses.
        """
        self._require_free()
        with translated(self._situation()):
            with self._transaction(_BEGIN_GRANT):
                yield self._session.connection
            self._commit(_BEGIN_GRANT, Written())

    def facts(self) -> StoreFacts:
        """Return what the database is."""
        with self.read(), translated(self._situation()):
            connection = self._session.connection
            schema, taken = connection.execute(
                "SELECT (SELECT max(schema) FROM smartflow.store),"
                " (SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = 'smartflow' AND c.relkind = 'r')"
            ).fetchone() or (SCHEMA, 0)
            role = self._session.role
            mine = next(one for one in roles_with_access(connection) if one.role == role)
            return StoreFacts(
                kind="postgresql",
                place=self._name,
                schema=schema,
                bytes=taken,
                version=self._session.version,
                durability=self._session.durability,
                role=role,
                access=mine.access,
                rights=rights_of(connection, role),
                superuser=mine.superuser,
            )

    def roles(self) -> tuple[RoleAccess, ...]:
        """Return the roles of the server with their access, sorted by name."""
        with self.read(), translated(self._situation()):
            return roles_with_access(self._session.connection)

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return the other connections of SmartFlow to this database."""
        with self.read(), translated(self._situation()):
            return neighbours(self._session.connection)

    def grant(self, role: str, access: str) -> None:
        """Give a role exactly the rights of an access, and take all others from it.

        Raises:
            StoreRefused: this connection may not grant.
        """
        with self.administration() as connection:
            grant(connection, role, access)

    def close(self) -> None:
        """Close the connection."""
        self._closed = True
        self._session.connection.close()

    def _situation(self, log: str = "") -> Situation:
        return Situation(self._name, self._session.role, log)

    def _require_free(self) -> None:
        if self._open is not None:
            message = "a transaction of this store is still open"
            raise RuntimeError(message)

    def _connected(self) -> Session:
        return connect(self._address, lock_timeout=self._timeout, pauses=self._pauses)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Transaction]:
        """Begin, show, and end on an exception; whoever calls commits."""
        self._begin(begin)
        self._open = Transaction(self._session.connection, self._name)
        try:
            yield self._open
        except BaseException:
            self._give_up()
            raise
        finally:
            self._open.end()
            self._open = None

    def _begin(self, begin: str) -> None:
        """Begin a transaction, on a new connection if the old one has died meanwhile."""
        if self._closed:
            message = "this store is closed"
            raise RuntimeError(message)
        for left in reversed(range(_BEGINNINGS)):
            if self._session.connection.closed:
                self._session = self._connected()
            try:
                self._session.connection.execute(begin, prepare=False)
            except psycopg.Error as error:
                self._give_up()
                if not is_lost(error) or not left:
                    raise
                self._session.connection.close()
            except BaseException:
                self._give_up()
                raise
            else:
                return

    def _give_up(self) -> None:
        """Roll back; a connection on which that fails is of no further use."""
        connection = self._session.connection
        try:
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute("ROLLBACK", prepare=False)
        except psycopg.Error:
            connection.close()

    def _commit(self, begin: str, written: Written) -> None:
        """Commit, and look afterwards if the answer was lost.

        Raises:
            StoreInterrupted: nothing was committed.
            CommitUnknown: whether it was cannot be told.
            psycopg.Error: the server refused it; nothing was committed.
        """
        try:
            done = self._session.connection.execute("COMMIT", prepare=False)
        except psycopg.Error as error:
            self._give_up()
            if not is_lost(error):
                raise
            lost = True
        except BaseException:
            self._give_up()
            raise
        else:
            lost = False
        if lost:
            self._settle(begin, written)
        elif done.statusmessage != "COMMIT":  # a statement had failed, and somebody went on
            raise StoreInterrupted(self._name)

    def _settle(self, begin: str, written: Written) -> None:
        """Find out whether a commit came through whose answer was lost.

        The transaction held its locks to its end. Whoever holds them next sees whether what it
        wrote is there. Its number would say less: a server that crashed gives it to another.
        """
        self._session.connection.close()
        lost = self._session.process
        for _ in range(_LOOKS):
            try:
                self._begin("BEGIN")
                self._session.connection.execute(_END_PROCESS, lost)
                self._give_up()
                with translated(self._situation()), self._transaction(begin):
                    there = written.stands(self._session.connection)
            except StoreLocked:
                continue
            except (SmartflowError, psycopg.Error):
                break
            self._give_up()
            if there:
                return
            raise StoreInterrupted(self._name)
        raise CommitUnknown(name=self._name)


def _locks(log: str) -> str:
    """Return the calls that lock a log for one writer, and the logs above it for several."""
    parts = log.split("/")
    above = ["/".join(parts[:length]) for length in range(1, len(parts))]
    shared = [f"pg_advisory_xact_lock_shared({_key(name)})" for name in above]
    return ", ".join((*shared, f"pg_advisory_xact_lock({_key(log)})"))


def _key(log: str) -> int:
    """Return the number of a log's lock: 64 bits of a digest of its name, signed."""
    return int.from_bytes(sha256(log.encode()).digest()[:8], "big", signed=True)
