"""From psycopg's exceptions to the store's own, by SQLSTATE.

The codes are those of https://www.postgresql.org/docs/current/errcodes-appendix.html. The server's
words may be in any language, so nothing is decided by them. An exception without a code whose
connection still stands is a programming error and stays.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from smartflow.store.errors import (
    CorruptStore,
    DiskFull,
    HeadMoved,
    ServerRefused,
    StandbyServer,
    StoreLocked,
)
from smartflow.store.postgres.schema import REFUSED
from smartflow.store.server_errors import (
    ChangeRefused,
    RightMissing,
    StoreInterrupted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.errors import SmartflowError

__all__ = ["Situation", "is_lost", "translated"]

_LOST = ("08", "57P0", "57014", "25P02", "25P03", "25P04")
"""The connection or the statement was ended: by a shutdown, a crash, an administrator, a time
limit. 25P02 is what a transaction says once a statement of it has failed."""

_RACED = ("23505", "40001", "40P01")
"""The database's own keys and checks saw the other transaction first."""

_DAMAGED = ("XX", "22", "23", "42P01", "42703", "42883", "42804", "3F000")
"""Every statement is a fixed one that fits the schema: a missing table, column or function, a
value that does not fit, a broken page or index is somebody's doing or the disk's."""

_READ_ONLY = ("25006",)
_FULL = ("53100",)


class Situation(NamedTuple):
    """What a message needs to know.

    Attributes:
        name: How the database is named to a person.
        role: As whom.
        log: The log that is written; ``""`` while reading.
    """

    name: str
    role: str
    log: str


@contextmanager
def translated(situation: Situation) -> Iterator[None]:
    """Turn what psycopg raises inside into errors that a person can read.

    Raises:
        StoreInterrupted: the connection broke.
        StoreLocked: another process wrote to the log for too long.
        HeadMoved: another process was first.
        StoreRefused: the role lacks a right, or a trigger refused.
        CorruptStore: the schema or the data is damaged.
        StoreFailed: the disk is full, the server read-only, or it refused otherwise.
    """
    try:
        yield
    except psycopg.Error as error:
        found = _translation(situation, error)
        if found is None:
            raise
        raise found from error


def is_lost(error: psycopg.Error) -> bool:
    """Say whether an error means that the connection, or the transaction on it, is gone."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate.startswith(_LOST)


def _translation(situation: Situation, error: psycopg.Error) -> SmartflowError | None:
    name, role, log = situation
    code, detail = error.sqlstate, error.diag.message_primary or str(error)
    if is_lost(error):
        return StoreInterrupted(name)
    if code is None:
        return None
    if code == REFUSED:
        return ChangeRefused(name=name, detail=detail)
    if code == "55P03":
        return StoreLocked(name=name)
    if code.startswith(_RACED):
        # A reading races with nobody; a server that follows another may have to end one.
        return HeadMoved(log=log) if log else StoreInterrupted(name)
    if code == "42501":
        return RightMissing(name=name, role=role, detail=detail)
    if code.startswith(_READ_ONLY):
        return StandbyServer(name=name)
    if code.startswith(_FULL):
        return DiskFull(name=name)
    if code.startswith(_DAMAGED):
        return CorruptStore(name=name, detail=detail)
    return ServerRefused(name=name, detail=detail)
