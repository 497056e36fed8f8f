"""What holds of the store as a file: its journal, its lock, and what others did to it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.history import AlteredBlob, seal
from smartflow.store import StoreLocked, open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.store import Store

CITY = "smartflow/w/13.73"
OTHER = "smartflow/w/13.71"


@pytest.fixture
def place() -> str:
    """Only the file is looked at here."""
    return "smartflow.db"


def test_a_blob_changed_on_disk_is_not_returned(store: Store, path: Path) -> None:
    """A blob edited behind SmartFlow's back is an integrity failure when it is read."""
    blob = seal(b"score 40")
    with store.write(CITY) as writing:
        writing.put_blob(blob.digest, blob.content)
    editor = sqlite3.connect(path)
    editor.execute("UPDATE blob SET bytes = ?", (b"score 90",))
    editor.commit()
    editor.close()
    with pytest.raises(AlteredBlob) as caught, store.read() as reading:
        reading.blob(blob.digest)
    assert caught.value.exit_code == 4


def test_a_reading_is_of_one_moment(
    store: Store, again: Store, add: Callable[..., list[bytes]]
) -> None:
    """While a reading is open nothing changes in it; a writer waits, then is told."""
    before = add(store, CITY, 2)
    with store.read() as reading:
        assert len(reading.logs()) == 1
        with pytest.raises(StoreLocked):
            add(again)
        assert list(reading.entries(CITY)) == before
    assert len(add(again)) == 1
    with store.read() as reading:
        assert len(list(reading.entries(CITY))) == 3


def test_a_reading_begins_when_it_is_opened(
    store: Store, again: Store, add: Callable[..., list[bytes]]
) -> None:
    """The moment is that of opening, not of the first question."""
    with store.read() as reading:
        with pytest.raises(StoreLocked):
            add(again)
        assert reading.head(CITY) is None


def test_the_file_is_set_up_for_durability(store: Store, path: Path) -> None:
    """The journal is a rollback journal and every commit is synced (values 2 and delete)."""
    connection = store._connection  # type: ignore[attr-defined]
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert sorted(file.name for file in path.parent.iterdir()) == ["smartflow.db"]


def test_a_store_in_wal_mode_is_brought_back(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """A file that another tool switched to WAL is read whole and switched back."""
    added = add(store, CITY, 2)
    store.close()
    tool = sqlite3.connect(path)
    assert tool.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    tool.close()
    again = open_sqlite(path)
    with again.read() as reading:
        assert list(reading.entries(CITY)) == added
    again.close()
    assert path.read_bytes()[18:20] == b"\x01\x01"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.sets(st.text("abcÄ/.7😀", min_size=1, max_size=4), max_size=6))
def test_logs_are_all_logs(
    tmp_path_factory: pytest.TempPathFactory,
    add: Callable[..., list[bytes]],
    names: set[str],
) -> None:
    """The fast look-up of log names agrees with a plain set, sorted."""
    store = open_sqlite(tmp_path_factory.mktemp("logs") / "smartflow.db", create=True)
    for name in names:
        add(store, name, 2)
    with store.read() as reading:
        assert reading.logs() == tuple(sorted(names))
    store.close()
