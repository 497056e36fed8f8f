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
OTHER = "smartflow/w/13.71"


@pytest.mark.parametrize("count", [0, 1, 127, 128, 129, 300])
def test_rows_are_the_entries_with_what_stands_beside_them(
    store: Store, append: Callable[..., bytes], count: int
) -> None:
    """However many there are, each once and in order, and of that log alone."""
    with store.write(CITY) as writing:
        added = [append(writing, writing.head(CITY), CITY) for _ in range(count)]
        append(writing, None, OTHER)
    with store.read() as reading:
        pages = list(reading.rows(CITY))
        assert [content for page in pages for _, _, content in page] == added
        assert [seq for page in pages for seq, _, _ in page] == list(range(1, count + 1))
        assert all(pages)
        assert reading.totals() == (count + 1, 0)


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
