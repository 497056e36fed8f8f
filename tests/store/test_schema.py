"""A file is recognised before anything is read from it, and never taken over."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from smartflow.store import (
    CorruptStore,
    NewerStore,
    NotAStore,
    StoreFailed,
    StoreMissing,
    open_sqlite,
)
from smartflow.store.sqlite.schema import APPLICATION_ID, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.errors import SmartflowError
    from smartflow.store import Store

CITY = "smartflow/w/13.73"


@pytest.fixture
def place() -> str:
    """Only the file is looked at here."""
    return "smartflow.db"


def refusal(path: Path, kind: type[SmartflowError], *, create: bool = False) -> SmartflowError:
    """Return the refusal that opening ``path`` ends with."""
    with pytest.raises(kind) as caught:
        open_sqlite(path, create=create, timeout=0.2)
    error = caught.value
    assert error.hint is not None
    assert error.message.id != error.message.en
    return error


def test_the_three_tables_are_there_from_the_start(store: Store, path: Path) -> None:
    """Entry, blob and checkpoint exist, with the marks in the header."""
    assert store is not None
    looker = sqlite3.connect(path)
    tables = looker.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    assert tables == [("blob",), ("checkpoint",), ("entry",)]
    assert looker.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    looker.close()
    assert path.read_bytes()[68:72] == b"SMFL" == APPLICATION_ID.to_bytes(4, "big")


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("INSERT INTO entry VALUES ('l', 1, hex(zeroblob(32)), x'00')", id="seq twice"),
        pytest.param(
            "INSERT INTO entry VALUES ('l', 2, hex(zeroblob(32)), x'00')", id="prev twice"
        ),
        pytest.param("INSERT INTO entry VALUES ('l', 0, hex(randomblob(32)), x'00')", id="seq 0"),
        pytest.param("INSERT INTO entry VALUES ('l', 'x', hex(randomblob(32)), x'')", id="text"),
        pytest.param(
            "INSERT INTO entry VALUES ('l', 2, hex(randomblob(32)), 'text')", id="no blob"
        ),
        pytest.param("INSERT INTO blob VALUES ('short', x'00')", id="no digest"),
    ],
)
def test_the_tables_refuse_what_no_log_can_hold(store: Store, path: Path, statement: str) -> None:
    """Unique (log, seq) and (log, prev) hold even for a tool that goes past the engine."""
    assert store is not None
    tool = sqlite3.connect(path)
    tool.execute("INSERT INTO entry VALUES ('l', 1, hex(zeroblob(32)), x'00')")
    with pytest.raises(sqlite3.IntegrityError):
        tool.execute(statement)
    tool.close()


def test_a_newer_store_is_refused(store: Store, path: Path) -> None:
    """A store of a later schema is not touched; the hint names the upgrade."""
    store.close()
    tool = sqlite3.connect(path)
    tool.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    tool.close()
    before = path.read_bytes()
    error = refusal(path, NewerStore)
    assert error.exit_code == 2
    assert error.hint is not None
    assert "pipx upgrade" in error.hint.en
    refusal(path, NewerStore, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_database_is_refused(path: Path, *, create: bool) -> None:
    """A SQLite file without the mark is no store, is not changed, and not even when creating."""
    tool = sqlite3.connect(path)
    tool.execute("CREATE TABLE entry (log, seq, prev, bytes)")
    tool.close()
    before = path.read_bytes()
    assert refusal(path, NotAStore, create=create).exit_code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04" + bytes(2000), id="a workbook"),
        pytest.param(b"[workspace]\n", id="a short text"),
        pytest.param(bytes(4096), id="zeros"),
    ],
)
def test_a_file_of_another_kind_is_refused(path: Path, content: bytes, *, create: bool) -> None:
    """What is no SQLite file at all is no store, and is not changed."""
    path.write_bytes(content)
    refusal(path, NotAStore, create=create)
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made_by_looking(path: Path) -> None:
    """Opening what is not there says so and leaves nothing behind."""
    assert refusal(path, StoreMissing).exit_code == 2
    assert not path.exists()


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_is_no_store(path: Path, *, create: bool) -> None:
    """A folder in the file's place is refused."""
    path.mkdir()
    refusal(path, NotAStore, create=create)


def test_a_missing_folder_is_a_clear_refusal(tmp_path: Path) -> None:
    """Creating a store in a folder that does not exist is the computer's refusal."""
    refusal(tmp_path / "nowhere" / "smartflow.db", StoreFailed, create=True)


def test_an_empty_file_is_a_store_only_when_creating(path: Path) -> None:
    """An empty file, as a crash during creation leaves it, is no store but can become one."""
    path.touch()
    refusal(path, NotAStore)
    open_sqlite(path, create=True).close()
    open_sqlite(path).close()
    assert path.stat().st_size > 0


def test_creating_what_exists_opens_it(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """Creating is safe to repeat: nothing that is there is lost."""
    added = add(store, CITY, 2)
    again = open_sqlite(path, create=True)
    with again.read() as reading:
        assert list(reading.entries(CITY)) == added
    again.close()


def test_a_damaged_file_is_an_integrity_failure(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """Pages overwritten by garbage are reported as damage, not as a traceback."""
    add(store, CITY, 300)
    store.close()
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xa5" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    opened = open_sqlite(path)
    with pytest.raises(CorruptStore) as caught, opened.read() as reading:
        list(reading.entries(CITY))
    opened.close()
    assert caught.value.exit_code == 4


def test_a_cut_file_is_an_integrity_failure(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """A file that lost its end, as an interrupted copy does, is reported as damage."""
    add(store, CITY, 300)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(CorruptStore):
        read_all(path)


def read_all(path: Path) -> list[bytes]:
    """Open the store and read a log to its end."""
    opened = open_sqlite(path)
    try:
        with opened.read() as reading:
            return list(reading.entries(CITY))
    finally:
        opened.close()
