"""The SQLite file: three tables, made from the first version on, and how a file is recognised.

``application_id`` marks the file as a SmartFlow store, so that another program's database is never
taken for one; ``user_version`` is the one schema number. Both stand in the header and are written
in the transaction that makes the tables, so that a half-made store does not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.store.errors import CorruptStore, NewerStore, NotAStore

if TYPE_CHECKING:
    import sqlite3

__all__ = ["APPLICATION_ID", "SCHEMA", "check_schema", "is_empty", "make_schema"]

APPLICATION_ID: Final = 0x534D464C
"""``SMFL`` in ASCII; bytes 68 to 71 of the file."""

SCHEMA: Final = 1
"""The schema number that this version makes and knows."""

_TABLES = (
    """CREATE TABLE entry (
        log TEXT NOT NULL CHECK (typeof(log) = 'text'),
        seq INTEGER NOT NULL CHECK (typeof(seq) = 'integer' AND seq >= 1),
        prev TEXT NOT NULL CHECK (length(prev) = 64),
        bytes BLOB NOT NULL CHECK (typeof(bytes) = 'blob'),
        PRIMARY KEY (log, seq),
        UNIQUE (log, prev)
    )""",
    """CREATE TABLE blob (
        digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
        bytes BLOB NOT NULL CHECK (typeof(bytes) = 'blob')
    )""",
    """CREATE TABLE checkpoint (
        log TEXT NOT NULL CHECK (typeof(log) = 'text'),
        size INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND size >= 0),
        note BLOB NOT NULL CHECK (typeof(note) = 'blob'),
        PRIMARY KEY (log, size)
    )""",
)

_COLUMNS = {
    "entry": ("log", "seq", "prev", "bytes"),
    "blob": ("digest", "bytes"),
    "checkpoint": ("log", "size", "note"),
}
_FIND_COLUMNS = """SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.name IN ('entry', 'blob', 'checkpoint') ORDER BY t.name, c.cid"""


def is_empty(connection: sqlite3.Connection) -> bool:
    """Say whether nothing was ever made in the file: no mark, no schema number, no table."""
    marks = (
        connection.execute("PRAGMA application_id").fetchone()[0],
        connection.execute("PRAGMA user_version").fetchone()[0],
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0],
    )
    return marks == (0, 0, 0)


def make_schema(connection: sqlite3.Connection) -> None:
    """Make the tables and the marks; must stand in an open write transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    for table in _TABLES:
        connection.execute(table)


def check_schema(connection: sqlite3.Connection, name: str) -> None:
    """Check that the file is a store that this version can read.

    Args:
        connection: A connection to the file.
        name: How the file is named to a person.

    Raises:
        NotAStore: it is another program's file.
        NewerStore: a newer SmartFlow made it.
        CorruptStore: a table or column was taken out of it.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAStore(name)
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > SCHEMA:
        raise NewerStore(name=name, found=found, known=SCHEMA)
    if found != SCHEMA:
        raise NotAStore(name)
    present = set(connection.execute(_FIND_COLUMNS).fetchall())
    missing = [
        f"{table}.{column}"
        for table, columns in _COLUMNS.items()
        for column in columns
        if (table, column) not in present
    ]
    if missing:
        raise CorruptStore(name=name, detail="missing: " + ", ".join(missing))
