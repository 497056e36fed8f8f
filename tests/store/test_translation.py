"""Whatever SQLite refuses ends in a sentence with a next step, and nothing half-kept."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from smartflow.errors import SmartflowError
from smartflow.history import seal
from smartflow.store import (
    CorruptStore,
    NotAStore,
    StoreFailed,
    StoreLocked,
    open_sqlite,
)
from smartflow.store.sqlite.translation import translated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.store import Store

CITY = "smartflow/w/13.73"


@pytest.fixture
def place() -> str:
    """Only the file is looked at here."""
    return "smartflow.db"


class FullDisk(sqlite3.Connection):
    """A connection to a disk that has no room for one more page."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        pages = super().execute("PRAGMA page_count").fetchone()[0]
        super().execute(f"PRAGMA max_page_count = {pages}")


class ReadOnly(sqlite3.Connection):
    """A connection to a file that may not be written."""

    def __init__(self, database: str, **options: object) -> None:
        super().__init__(f"file:{database}?mode=ro", uri=True, **options)  # type: ignore[arg-type]


def test_a_full_disk_keeps_all_or_nothing(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """Without room the write is refused with a next step; what was there stays and is readable."""
    added = add(store, CITY, 2)
    full = open_sqlite(path, factory=FullDisk)
    blob = seal(bytes(100_000))
    with pytest.raises(StoreFailed) as caught, full.write(CITY) as writing:
        writing.put_blob(blob.digest, blob.content)
    assert caught.value.exit_code == 2
    assert "disk is full" in caught.value.message.en
    with full.read() as reading:
        assert list(reading.entries(CITY)) == added
        assert reading.blob(blob.digest) is None
    full.close()
    assert len(add(store)) == 1


def test_a_read_only_file_can_be_read(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """A file that may not be written is read as ever, and a write is refused in words."""
    added = add(store, CITY, 2)
    reader = open_sqlite(path, factory=ReadOnly)
    with reader.read() as reading:
        assert list(reading.entries(CITY)) == added
    with pytest.raises(StoreFailed) as caught:
        add(reader)
    assert "read-only" in caught.value.message.en
    reader.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, StoreLocked),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreLocked),
        (sqlite3.SQLITE_LOCKED, StoreLocked),
        (sqlite3.SQLITE_NOTADB, NotAStore),
        (sqlite3.SQLITE_CORRUPT, CorruptStore),
        (sqlite3.SQLITE_CORRUPT_INDEX, CorruptStore),
        (sqlite3.SQLITE_ERROR, CorruptStore),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, CorruptStore),
        (sqlite3.SQLITE_FULL, StoreFailed),
        (sqlite3.SQLITE_READONLY_DBMOVED, StoreFailed),
        (sqlite3.SQLITE_IOERR_FSYNC, StoreFailed),
        (sqlite3.SQLITE_CANTOPEN, StoreFailed),
        (sqlite3.SQLITE_TOOBIG, StoreFailed),
    ],
)
def test_each_result_code_has_its_error(code: int, kind: type[SmartflowError]) -> None:
    """Extended codes go with their primary one; every error has a hint and the cause."""
    cause = sqlite3.OperationalError("words of SQLite")
    cause.sqlite_errorcode = code
    with pytest.raises(SmartflowError) as caught, translated("smartflow.db"):
        raise cause
    assert isinstance(caught.value, kind)
    assert caught.value.code == kind.code
    assert caught.value.__cause__ is cause
    assert caught.value.hint is not None
    assert "smartflow.db" in caught.value.message.id


def test_a_mistake_of_our_own_is_not_dressed_up(store: Store) -> None:
    """Using a closed store is a programming error and stays one."""
    store.close()
    with pytest.raises(sqlite3.ProgrammingError), store.read():
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE entry",
        "DROP TABLE blob",
        "DROP TABLE checkpoint",
        "ALTER TABLE entry RENAME COLUMN prev TO before",
    ],
)
def test_a_table_that_is_gone_is_damage(
    store: Store, path: Path, add: Callable[..., list[bytes]], statement: str
) -> None:
    """A store from which somebody took a part is refused at the door, naming the part."""
    add(store, CITY, 2)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(CorruptStore) as caught:
        open_sqlite(path)
    assert caught.value.exit_code == 4
    assert "missing: " in caught.value.message.en


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET bytes = 'text' WHERE seq = 2",
        "UPDATE entry SET log = CAST(x'ff41' AS TEXT)",
        "UPDATE blob SET bytes = 5",
    ],
)
def test_values_of_a_wrong_type_are_damage(
    store: Store, path: Path, add: Callable[..., list[bytes]], statement: str
) -> None:
    """The tables' own checks can be switched off; what comes of it is no crash."""
    added = add(store, CITY, 2)
    digest = json.loads(added[0])["body"]["rows"][0]
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(statement)
    connection.close()
    with pytest.raises(CorruptStore):
        _read_all(store, digest)


def _read_all(store: Store, digest: str) -> None:
    """Read the logs, the entries of one, and one blob."""
    with store.read() as reading:
        reading.logs()
        list(reading.entries(CITY))
        reading.blob(digest)
