"""The promise of one act: an entry, its blobs and its checkpoint, over a hand-written insert.

The peer is what a careful programmer writes in an afternoon: one SQLite transaction with the same
durability, a head that is read, canonical JSON, a hash that chains, the same blobs. It has no
checkpoint and looks at nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any

from measure import Line, interleave
from smartflow.casework.casework import Draft, read_case, write
from smartflow.casework.workspace import open_workspace
from smartflow.clock import SystemClock
from smartflow.history.entries.blob import seal
from smartflow.journey.register.city_add import city_add
from smartflow.model import City
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["BEFORE", "Office", "append"]

ROUNDS = 101
BEFORE = 500
"""Entries that the log has when the measuring begins: a city in its second year."""
BLOB = 4096
"""Bytes of each of the two blobs, such as a verdict and a manifest."""
CITY = City("ukur", "Kota Ukur", "kota", "13.79", "Sumatera Barat")


def append(folder: Path) -> Line:
    """Measure what writing one entry takes, once it is known what is to be written.

    Args:
        folder: A folder that is not there yet.
    """
    office, by_hand = Office(folder), _ByHand(folder / "by-hand.db")
    for _ in range(BEFORE):
        office.write()
        by_hand.append(_draft())
        office.read()
    pair = interleave(
        office.write, lambda: by_hand.append(_draft()), rounds=ROUNDS, before=office.read
    )
    office.close()
    by_hand.close()
    ratio = pair.subject.median / pair.peer.median
    what = "one act: entry, 2 blobs, checkpoint / a hand-written chained insert"
    return Line(what, ratio, 2, at_most=True, pair=pair)


class Office:
    """A workspace with one city, to which an entry is written again and again.

    Args:
        folder: A folder that is not there yet.
        database: Where its store is; by default a file in it.
    """

    def __init__(self, folder: Path, database: str = "") -> None:
        clock, config = SystemClock(), folder / "configuration"
        init(folder, clock=clock, language="id", config_folder=config, database=database)
        self._folder = folder
        self._workspace = open_workspace(folder, clock=clock, config_folder=config)
        city_add(self._workspace, CITY, "masterplan")
        self.read()

    def read(self) -> None:
        """Read the city, as an act does before it plans."""
        self._case = read_case(self._workspace, CITY.slug)

    def write(self) -> None:
        """Write one entry behind what was read."""
        write(self._case, _draft())

    def open_again(self) -> None:
        """Open the store once more, ask it for something, and close that."""
        other = open_workspace(self._folder)
        with other.store.read() as reading:
            reading.head(self._case.log)
        other.close()

    def close(self) -> None:
        """Close the store."""
        self._workspace.close()


def _draft() -> Draft:
    blobs = (seal(os.urandom(BLOB)), seal(os.urandom(BLOB)))
    body = {
        "kind": "mou",
        "number": "12/2026",
        "date": "2026-11-24",
        "title": "Nota kesepahaman",
        "signed_by": [],
        "file": blobs[0].digest,
    }
    return Draft("record", body, blobs=blobs)


class _ByHand:
    """A chained table, written as the comparison asks for."""

    def __init__(self, path: Path) -> None:
        self._store = sqlite3.connect(path, isolation_level=None)
        self._store.execute("PRAGMA journal_mode = DELETE")
        self._store.execute("PRAGMA synchronous = FULL")
        self._store.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, hash TEXT, bytes BLOB)")
        self._store.execute("CREATE TABLE blob (digest TEXT PRIMARY KEY, bytes BLOB)")

    def append(self, draft: Draft) -> None:
        """Insert an entry that names the hash of the one before."""
        execute = self._store.execute
        execute("BEGIN IMMEDIATE")
        row = execute("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        seq, prev = row or (0, "")
        for blob in draft.blobs:
            execute("INSERT INTO blob VALUES (?, ?)", (blob.digest, blob.content))
        entry: dict[str, Any] = {"seq": seq + 1, "act": draft.act, "body": draft.body, "prev": prev}
        content = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
        name = hashlib.sha256(content).hexdigest()
        execute("INSERT INTO entry VALUES (?, ?, ?)", (seq + 1, name, content))
        execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._store.close()
