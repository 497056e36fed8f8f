"""Two stores have equal digests exactly when their three tables hold the same rows."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from smartflow.errors import IntegrityFailure
from smartflow.offices.storage.store_digest import StoreDigest, digest_of
from smartflow.store.sqlite.adapter import open_sqlite

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.casework.workspace import Workspace

EDITS = {
    "an entry's last byte": "UPDATE entry SET bytes = CAST(substr(bytes, 1, length(bytes) - 1)"
    " || ' ' AS BLOB) WHERE seq = 1 AND log LIKE '%/13.73'",
    "an older entry taken out": "DELETE FROM entry WHERE seq = 1 AND log LIKE '%/13.73'",
    "the newest entry taken out": "DELETE FROM entry WHERE seq = 4",
    "a log taken out": "DELETE FROM entry WHERE log LIKE '%/13.73'",
    "a note that grew": "UPDATE checkpoint SET note = CAST(note || '.' AS BLOB) WHERE size = 2",
    "a note that moved": "UPDATE checkpoint SET size = 9 WHERE log LIKE '%/13.73'",
    "a note taken out": "DELETE FROM checkpoint WHERE log LIKE '%/13.73'",
    "a note of no log": "INSERT INTO checkpoint SELECT 'liar', size, note FROM checkpoint LIMIT 1",
    "a blob taken out": "DELETE FROM blob WHERE digest = (SELECT max(digest) FROM blob)",
    "a blob more": "INSERT INTO blob VALUES"
    " ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', CAST('' AS BLOB))",
}
ROWS = ("SELECT * FROM entry", "SELECT * FROM blob", "SELECT * FROM checkpoint")
INTO = (
    "INSERT INTO entry SELECT * FROM source.entry ORDER BY 2 DESC",
    "INSERT INTO blob SELECT * FROM source.blob ORDER BY 1 DESC",
    "INSERT INTO checkpoint SELECT * FROM source.checkpoint ORDER BY 2 DESC",
)


@pytest.fixture
def file(office: Workspace) -> Path:
    """Return the file of a signed store with two cities."""
    return office.root / "smartflow.db"


def told(path: Path) -> StoreDigest:
    """Return the digest of a store's file."""
    with closing(open_sqlite(path)) as store, store.read() as reading:
        return digest_of(reading)


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """Return all rows of the three tables, as SQL alone sees them: the naive twin."""
    with closing(sqlite3.connect(path)) as connection:
        return [sorted(connection.execute(statement)) for statement in ROWS]


def test_the_same_rows_in_another_order_have_the_same_digest(file: Path, tmp_path: Path) -> None:
    """A file to which the rows came in another order is equal: order on disk is nobody's."""
    other = tmp_path / "lain.db"
    open_sqlite(other, create=True).close()
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("ATTACH ? AS source", (str(file),))
        for statement in INTO:
            connection.execute(statement)
    assert (rows(other), told(other)) == (rows(file), told(file))


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_whatever_differs_shows(file: Path, tmp_path: Path, edit: str) -> None:
    """Each change of one row, of any table, changes the digest."""
    other = tmp_path / "lain.db"
    shutil.copyfile(file, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        assert connection.execute(edit).rowcount >= 1
    assert rows(other) != rows(file)
    assert told(other) != told(file)


def test_a_blob_that_is_not_its_digest_is_refused(file: Path) -> None:
    """The digest of a blob is computed from its bytes, never copied from its name."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE blob SET bytes = CAST('lain' AS BLOB)")
    with pytest.raises(IntegrityFailure):
        told(file)


def test_it_counts_what_there_is(file: Path) -> None:
    """Its counts are those of the tables, and each log's leaf is that of its newest entry."""
    digest, (entries, blobs, checkpoints) = told(file), rows(file)
    newest = {log: content for log, _, _, content in entries}  # sorted by number
    leaves = {
        log: hashlib.sha256(b"\0" + content).hexdigest()
        for log, content in newest.items()
        if isinstance(content, bytes)
    }
    assert {one.log: one.leaf for one in digest.logs} == leaves
    assert (digest.entries, digest.blobs, digest.checkpoints) == (
        *(len(entries), len(blobs)),
        len(checkpoints),
    )
