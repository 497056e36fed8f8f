"""Processes that the tests of the store start: to hold, make, append, die.

Run as ``python store_process.py hold|make|append|die PLACE [NUMBER]``; a place is a file or, to
make and to append, the address of a database.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartflow.history import EMPTY_HASH, Actor, Entry, encode_entry, seal
from smartflow.store import Head, HeadMoved, open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.store import Store, Writing

CITY = "smartflow/w/13.73"
BIG = 60_000


def append(writing: Writing, head: Head | None, person: str) -> None:
    """Append one entry and its two blobs; the blobs are larger than the page cache."""
    seq, prev = (head.seq + 1, head.leaf) if head else (1, EMPTY_HASH)
    blobs = [seal(f"{part} of {seq}".encode() * BIG) for part in ("rows", "file")]
    entry = Entry(
        log=CITY,
        seq=seq,
        at="2023-07-05T02:00:00.000000Z",
        occurred=date(2023, 7, 5),
        zone="WIB",
        act="submit",
        actor=Actor(person=person),
        body={"blobs": [blob.digest for blob in blobs]},
        prev=prev,
    )
    writing.append(CITY, seq, prev, encode_entry(entry))
    for blob in blobs:
        writing.put_blob(blob.digest, blob.content)


def opened(place: str, *, create: bool = False) -> Store:
    """Open the store with much patience."""
    if "://" not in place:
        return open_sqlite(Path(place), create=create, timeout=60)
    from smartflow.store.address import read_address
    from smartflow.store.postgres.adapter import open_postgres

    return open_postgres(read_address(place), create=create, timeout=60)


def say(word: str) -> None:
    """Tell the parent."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def hold(path: Path) -> None:
    """Hold the write lock until standard input ends, then give up what was written."""
    store = open_sqlite(path)
    with suppress(EOFError), store.write(CITY) as writing:
        append(writing, writing.head(CITY), "holder")
        say("held")
        while input():
            pass
    store.close()


def make(place: str) -> None:
    """Make the store when told to."""
    say("ready")
    sys.stdin.readline()
    opened(place, create=True).close()
    say("made")


def race(place: str, count: int) -> None:
    """Append ``count`` entries, each after the head that was read before, as actions do."""
    store = opened(place)
    say("ready")
    sys.stdin.readline()
    moved = done = 0
    while done < count:
        with store.read() as reading:
            head = reading.head(CITY)
        try:
            with store.write(CITY) as writing:
                append(writing, head, f"process {os.getpid()}")
        except HeadMoved:
            moved += 1
        else:
            done += 1
    say(f"moved {moved}")
    store.close()


def dying_at(number: int) -> type[sqlite3.Connection]:
    """Return a connection that kills its process in front of statement ``number``."""
    count = 0

    class Dying(sqlite3.Connection):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[arg-type]
            # So small a cache sends pages to the file before the commit: the journal gets hot.
            super().execute("PRAGMA cache_size = 1")

        def execute(self, *arguments: object) -> sqlite3.Cursor:
            nonlocal count
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().execute(*arguments)  # type: ignore[arg-type]

    return Dying


def die(path: Path, number: int) -> None:
    """Make the store and write two entries, unless death comes first."""
    store = open_sqlite(path, create=True, factory=dying_at(number))
    for _ in range(2):
        with store.write(CITY) as writing:
            append(writing, writing.head(CITY), "mortal")
    store.close()


def main() -> None:
    """Do what the first argument names."""
    place = sys.argv[2]
    path = Path(place)
    tasks: dict[str, Callable[[], None]] = {
        "hold": lambda: hold(path),
        "make": lambda: make(place),
        "append": lambda: race(place, int(sys.argv[3])),
        "die": lambda: die(path, int(sys.argv[3])),
    }
    tasks[sys.argv[1]]()


if __name__ == "__main__":
    main()
