"""Rows as they stand, for whoever verifies: all of them, whatever somebody made of them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from smartflow.store import CorruptStore, open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.store import Store

CITY = "smartflow/w/13.73"


@pytest.fixture
def place() -> str:
    """Only the file is looked at here."""
    return "smartflow.db"


def test_a_row_of_anything_is_given_as_it_is(
    store: Store, add: Callable[..., list[bytes]], path: Path
) -> None:
    """Where every other reader refuses: text for bytes and for numbers, and none is looped on."""
    [first] = add(store, CITY)
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE other (log, seq, prev, bytes)")
        database.execute("INSERT INTO other SELECT * FROM entry")
        database.execute("DROP TABLE entry")
        database.execute("ALTER TABLE other RENAME TO entry")
        rows = [(CITY, f"x{number:03}", number, "teks") for number in range(200)]
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        database.execute("INSERT INTO entry VALUES (?, NULL, NULL, NULL)", (CITY,))
    database.close()
    again = open_sqlite(path)
    with again.read() as reading:
        found = [row for page in reading.rows(CITY) for row in page]
        assert [row[2] for row in found] == [first, *(["teks"] * 200)]
        assert [row[0] for row in found] == [1, *(row[1] for row in rows)]
        assert reading.totals().entries == 202
        with pytest.raises(CorruptStore):
            list(reading.entries(CITY))
    again.close()
