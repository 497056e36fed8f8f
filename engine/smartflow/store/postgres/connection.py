"""One connection to the server: asked for patiently, and refused where a commit could be lost.

libpq gives no code for a connection that failed, only words, and the server's may be in any
language. So the words decide little: whether the server is there is asked with ``PQping``, whether
a password was asked for is a property of the failed connection, and libpq's own words (about TLS)
are always English. No error here holds what was given to connect.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from smartflow.store.server_errors import (
    ConnectionTurnedDown,
    NotDurable,
    NoTrustedTls,
    StoreFull,
    StoreTooOld,
    StoreUnreachable,
    WrongPassword,
)

if TYPE_CHECKING:
    from smartflow.errors import SmartflowError
    from smartflow.store.address import Address

__all__ = ["LEAST_VERSION", "PAUSES", "Session", "connect"]

LEAST_VERSION: Final = 14
"""The oldest server that is supported.

Older ones are no longer mended by their makers, and do not know functions in ``BEGIN ATOMIC``,
whose names are bound when they are made. The tests run with 16 and 18."""

PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 4.0, 5.0)
"""How long to wait between two attempts to connect, in seconds: 15 in all, a server's restart."""

_TIMEOUT = "10"
_KEPT_ALIVE = {
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}

_GOOD = {"synchronous_commit": "on (remote_apply, remote_write, local)"}

_BUSY_WORDS = (
    *("starting up", "shutting down"),
    *("not yet accepting", "not accepting", "recovery mode"),
    *("SSL SYSCALL", "unexpected eof", "unexpectedly"),
)
_FULL_WORDS = ("too many", "remaining connection slots")
_TLS_WORDS = ("SSL", "certificate", "GSSAPI")
_PASSWORD_WORDS = ("password", "SCRAM", "28P01")

# A client that vanished in the middle of a transaction must not hold the lock of a log for hours:
# the server looks after it by TCP, and ends a transaction in which nothing was asked for long.
_SESSION = """SET search_path = pg_catalog, pg_temp;
SET lock_timeout = {lock_timeout};
SET idle_in_transaction_session_timeout = '5min';
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false);
SELECT current_user::text, current_setting('server_version'),
    (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()),
    current_setting('synchronous_commit'), current_setting('fsync'),
    current_setting('full_page_writes')"""
"""The third last line pins what was found: a later change of the server's settings does not reach
this session, so that what was checked stays true."""


class Session(NamedTuple):
    """A connection whose server was looked at.

    Attributes:
        connection: The connection, in autocommit: transactions are begun by name.
        role: As whom.
        version: The server's version, in its own words.
        durability: The settings on which it rests that a commit survives.
        process: The server's process behind it, and when that began.
    """

    connection: psycopg.Connection[Any]
    role: str
    version: str
    durability: str
    process: tuple[int, str]


def connect(
    address: Address, *, lock_timeout: float, pauses: tuple[float, ...] = PAUSES
) -> Session:
    """Connect to the server, and make sure that what it confirms is on its disk.

    Args:
        address: Where.
        lock_timeout: How long a lock is waited for, in seconds.
        pauses: How long to wait before each further attempt, in seconds.

    Raises:
        StoreUnreachable: the server does not answer, or is full, after all attempts.
        StoreRefused: it let nobody in.
        StoreTooOld: it is older than :data:`LEAST_VERSION`.
        NotDurable: it confirms what can still be lost.
    """
    for pause in pauses:
        found = _tried(address, lock_timeout)
        if isinstance(found, Session):
            return found
        if not isinstance(found, StoreUnreachable):
            raise found
        time.sleep(pause)
    found = _tried(address, lock_timeout)
    if isinstance(found, Session):
        return found
    raise found


def _tried(address: Address, lock_timeout: float) -> Session | SmartflowError:
    """Try once."""
    found = _attempt(address)
    if isinstance(found, psycopg.Connection):
        return _session_on(found, address, lock_timeout)
    return found


def _session_on(
    connection: psycopg.Connection[Any], address: Address, lock_timeout: float
) -> Session | SmartflowError:
    """Return the session on a new connection, or what stood in its way; then it is closed."""
    try:
        return _checked(connection, address, lock_timeout)
    except psycopg.Error as error:
        connection.close()
        detail = error.diag.message_primary or str(error)
        if isinstance(error, psycopg.OperationalError):
            return StoreUnreachable(address.shown, detail)
        return ConnectionTurnedDown(name=address.shown, detail=detail)
    except BaseException:
        connection.close()
        raise


def _attempt(address: Address) -> psycopg.Connection[Any] | SmartflowError:
    """Return a connection, or what stood in its way: as a value, so that no traceback holds it."""
    words = {
        "application_name": "smartflow",
        "connect_timeout": _TIMEOUT,
        **_KEPT_ALIVE,
        **address.words,
        "client_encoding": "UTF8",
    }
    try:
        return psycopg.connect(**words, autocommit=True)  # type: ignore[arg-type]
    except psycopg.Error as error:
        return _reason(address, error)


def _reason(address: Address, error: psycopg.Error) -> SmartflowError:
    detail = _detail(str(error), address.password)
    if error.pgconn is not None and error.pgconn.needs_password:
        return WrongPassword(address.shown, address.pgpass_line)
    if any(word in detail for word in _FULL_WORDS):
        return StoreFull(name=address.shown, detail=detail)
    if any(word in detail for word in _BUSY_WORDS):
        return StoreUnreachable(address.shown, detail)
    if any(word in detail for word in _TLS_WORDS):
        by_server = "FATAL" in detail
        refused = ConnectionTurnedDown if by_server else NoTrustedTls
        return refused(name=address.shown, detail=detail)
    answer = _ping(address)
    if answer == pq.Ping.OK and any(word in detail for word in _PASSWORD_WORDS):
        return WrongPassword(address.shown, address.pgpass_line)
    if answer in {pq.Ping.OK, pq.Ping.NO_ATTEMPT}:
        return ConnectionTurnedDown(name=address.shown, detail=detail)
    return StoreUnreachable(address.shown, detail)


def _ping(address: Address) -> pq.Ping:
    words = {"connect_timeout": _TIMEOUT, **address.words}
    words.pop("password", None)
    try:
        return pq.Ping(pq.PGconn.ping(make_conninfo(**words).encode()))
    except psycopg.Error:
        return pq.Ping.NO_ATTEMPT


def _detail(text: str, password: str) -> str:
    """Return the line of an error that says why, unless it holds the password."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "failed:" in line] or lines
    why = telling[0].removeprefix("connection failed: ") if telling else "-"
    return "-" if password and password in why else why.rstrip(".")


def _checked(connection: psycopg.Connection[Any], address: Address, lock_timeout: float) -> Session:
    """Set the session up and look at the server's version and settings."""
    number = connection.info.server_version
    if number < LEAST_VERSION * 10_000:
        raise StoreTooOld(name=address.shown, found=f"{number // 10000}", least=LEAST_VERSION)
    milliseconds = max(1, round(lock_timeout * 1000))
    cursor = connection.execute(_SESSION.format(lock_timeout=milliseconds), prepare=False)
    while cursor.nextset():
        pass
    role, version, since, commit, fsync, pages = cursor.fetchone() or ("",) * 6
    named = {"synchronous_commit": commit, "fsync": fsync, "full_page_writes": pages}
    for setting, value in named.items():
        if value == "off":
            raise NotDurable(name=address.shown, setting=setting, good=_GOOD.get(setting, "on"))
    durability = ", ".join(f"{setting}={value}" for setting, value in named.items())
    process = (connection.info.backend_pid, since)
    return Session(connection, role, version, durability, process)
