"""From sqlite3's exceptions to the store's own, by SQLite's result code.

The codes are SQLite's primary result codes (the low eight bits of the extended one), see
https://www.sqlite.org/rescode.html. An exception without a code is a programming error and stays.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartflow.store.errors import (
    CorruptStore,
    DiskFull,
    NotAStore,
    ReadOnlyStore,
    StoreLocked,
    StoreUnusable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow.errors import SmartflowError

__all__ = ["translated"]

_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT)
"""Every statement is a fixed one that fits the schema, and an entry is checked before it is
appended: if a table or column is missing, or a row is in the way, somebody changed the file."""
_PRIMARY = 0xFF


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn what sqlite3 raises inside into errors that a person can read.

    Args:
        name: How the file is named to a person.

    Raises:
        StoreLocked: another process held the file for too long.
        NotAStore: it is no SQLite file.
        CorruptStore: its structure is damaged, or was changed by hand.
        StoreFailed: the disk is full, the file read-only, or the computer refused otherwise.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite's own message quotes the damaged schema, and the module cannot read that.
        raise CorruptStore(name=name, detail=str(error)) from error
    except sqlite3.Error as error:
        code: int | None = getattr(error, "sqlite_errorcode", None)
        if code is None and isinstance(error, sqlite3.OperationalError):
            # The module's own: a text in the file is not UTF-8, which no statement of ours wrote.
            raise CorruptStore(name=name, detail=str(error)) from error
        if code is None:
            raise
        raise _translation(name, code & _PRIMARY, str(error)) from error


def _translation(name: str, code: int, detail: str) -> SmartflowError:
    if code in _LOCKED:
        return StoreLocked(name=name)
    if code == sqlite3.SQLITE_NOTADB:
        return NotAStore(name)
    if code in _DAMAGED:
        return CorruptStore(name=name, detail=detail)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(name=name)
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyStore(name=name)
    return StoreUnusable(name=name, detail=detail)
