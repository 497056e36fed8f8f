"""A store keeps what was committed, byte for byte, and nothing else."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.history import (
    EMPTY_HASH,
    AlteredBlob,
    MalformedEntry,
    check_chain,
    leaf_hash,
    seal,
    seal_salted,
)
from smartflow.store import Head, HeadMoved, StoreLocked, open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.store import Store

CITY = "smartflow/w/13.73"
OTHER = "smartflow/w/13.71"


def test_an_empty_store_has_nothing(store: Store) -> None:
    """A new store has no logs, no heads, no entries and no blobs."""
    with store.read() as reading:
        assert reading.logs() == ()
        assert reading.head(CITY) is None
        assert list(reading.entries(CITY)) == []
        assert reading.blob("0" * 64) is None
        assert reading.blobs([]) == {}


def test_entries_come_back_byte_for_byte(
    store: Store, again: Store, add: Callable[..., list[bytes]]
) -> None:
    """What one process appended, another reads in order: bytes, head and a whole chain."""
    added = add(store, CITY, 3)
    with again.read() as reading:
        assert list(reading.entries(CITY)) == added
        assert reading.head(CITY) == Head(3, leaf_hash(added[-1]))
        assert check_chain(CITY, reading.entries(CITY)) == reading.head(CITY)


@pytest.mark.parametrize("count", [255, 256, 257, 513])
def test_pages_neither_skip_nor_repeat(
    store: Store, append: Callable[..., bytes], count: int
) -> None:
    """Entries are fetched in pages of 256, which the reader does not notice."""
    added: list[bytes] = []
    with store.write(CITY) as writing:
        for seq in range(count):
            head = Head(seq, leaf_hash(added[-1])) if seq else None
            added.append(append(writing, head))
    with store.read() as reading:
        assert list(reading.entries(CITY)) == added
        assert list(reading.entries(CITY, after=count - 2)) == added[-2:]
        assert list(reading.entries(CITY, after=count)) == []


def test_logs_do_not_mix(store: Store, add: Callable[..., list[bytes]]) -> None:
    """Each log has its own numbers and chain, whatever order they were written in."""
    first = add(store, CITY)
    other = add(store, OTHER, 2)
    first += add(store, CITY)
    with store.read() as reading:
        assert reading.logs() == (OTHER, CITY)
        assert list(reading.entries(CITY)) == first
        assert list(reading.entries(OTHER)) == other


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


def test_one_transaction_may_write_two_logs(store: Store, append: Callable[..., bytes]) -> None:
    """A city's first entry and the store log's note of it are kept together."""
    with store.write(CITY) as writing:
        append(writing, None, CITY)
        append(writing, None, "smartflow/w")
    with store.read() as reading:
        assert reading.logs() == ("smartflow/w", CITY)


def test_an_exception_leaves_nothing(
    store: Store, add: Callable[..., list[bytes]], append: Callable[..., bytes]
) -> None:
    """A write that ends with an exception keeps neither entry nor blob, and the store goes on."""
    blob = seal(b"half")

    def fail() -> None:
        with store.write(CITY) as writing:
            append(writing, None)
            writing.put_blob(blob.digest, blob.content)
            message = "halfway"
            raise KeyboardInterrupt(message)

    with pytest.raises(KeyboardInterrupt, match="halfway"):
        fail()
    with store.read() as reading:
        assert reading.head(CITY) is None
        assert reading.blob(blob.digest) is None
    assert len(add(store)) == 1


@pytest.mark.parametrize(
    ("seq", "prev"),
    [
        pytest.param(1, EMPTY_HASH, id="as if the log were empty"),
        pytest.param(2, "same", id="the head's own number"),
        pytest.param(4, "head", id="a gap"),
        pytest.param(3, EMPTY_HASH, id="another prev"),
    ],
)
def test_only_the_next_entry_is_appended(
    store: Store, add: Callable[..., list[bytes]], seq: int, prev: str
) -> None:
    """An entry that does not follow the head is refused as a conflict, and nothing is kept."""
    added = add(store, CITY, 2)
    prev = {"head": leaf_hash(added[1]), "same": leaf_hash(added[0])}.get(prev, prev)
    with pytest.raises(HeadMoved) as caught, store.write(CITY) as writing:
        writing.append(CITY, seq, prev, b"")
    assert caught.value.exit_code == 5
    assert caught.value.log == CITY
    with store.read() as reading:
        assert list(reading.entries(CITY)) == added


def test_of_two_that_read_the_same_head_one_wins(
    store: Store, again: Store, append: Callable[..., bytes]
) -> None:
    """When two have read one head, the first to write succeeds and the second is told."""
    with store.read() as reading:
        seen = reading.head(CITY)
    with again.write(CITY) as writing:
        first = append(writing, seen)
    with pytest.raises(HeadMoved), store.write(CITY) as writing:
        append(writing, seen)
    with store.read() as reading:
        assert list(reading.entries(CITY)) == [first]


def test_an_entry_is_stored_as_what_it_says(store: Store, content: Callable[..., bytes]) -> None:
    """Bytes that are no entry, or name another place, never enter a log."""
    with pytest.raises(MalformedEntry), store.write(CITY) as writing:
        writing.append(CITY, 1, EMPTY_HASH, b"{}")
    with pytest.raises(ValueError, match="another log"), store.write(CITY) as writing:
        writing.append(CITY, 1, EMPTY_HASH, content(None, OTHER))
    with store.read() as reading:
        assert reading.logs() == ()


def test_blobs_come_back_as_stored(store: Store) -> None:
    """Plain and salted blobs are returned as their stored bytes; absent ones are left out."""
    plain, salted = seal(b""), seal_salted(b"rows", bytes(range(16)))
    with store.write(CITY) as writing:
        writing.put_blob(plain.digest, plain.content)
        writing.put_blob(salted.digest, salted.content)
        writing.put_blob(salted.digest, salted.content)
    with store.read() as reading:
        wanted = [salted.digest, "0" * 64, plain.digest, plain.digest]
        assert reading.blob(salted.digest) == bytes(range(16)) + b"rows"
        assert reading.blobs(wanted) == {
            plain.digest: plain.content,
            salted.digest: salted.content,
        }


def test_many_blobs_are_found(store: Store) -> None:
    """More digests than one statement takes are asked for in turn."""
    made = {blob.digest: blob.content for blob in (seal(b"%d" % n) for n in range(1000))}
    with store.write(CITY) as writing:
        for digest, content in made.items():
            writing.put_blob(digest, content)
    with store.read() as reading:
        assert reading.blobs(made) == made


def test_a_blob_under_a_wrong_name_is_refused(store: Store) -> None:
    """A blob cannot be stored under a digest that is not its own."""
    with pytest.raises(AlteredBlob), store.write(CITY) as writing:
        writing.put_blob(seal(b"one").digest, b"two")


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


def test_a_reading_that_is_left_half_read_holds_no_lock(
    store: Store, again: Store, add: Callable[..., list[bytes]]
) -> None:
    """An iterator that was not used up ends with its transaction and blocks nobody."""
    add(store, CITY, 300)
    with store.read() as reading:
        entries = reading.entries(CITY)
        next(entries)
    assert len(add(again)) == 1
    with pytest.raises(RuntimeError, match="has ended"):
        list(entries)
    with pytest.raises(RuntimeError, match="has ended"):
        reading.head(CITY)


def test_a_reading_joins_what_is_open(store: Store, append: Callable[..., bytes]) -> None:
    """A reading inside a writing sees what was written so far, and ends with it."""
    with store.write(CITY) as writing:
        append(writing, None)
        with store.read() as inner:
            assert inner.head(CITY) == writing.head(CITY)
        assert writing.head(CITY) is not None
    with store.read() as outer, store.read() as inner:
        assert inner.head(CITY) == outer.head(CITY)


def test_a_writing_inside_a_transaction_is_a_mistake(store: Store) -> None:
    """A second writing would commit half of the first: it is refused as a programming error."""
    with (
        store.read(),
        pytest.raises(RuntimeError, match="still open"),
        store.write(CITY),
    ):
        pass


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


def test_closing_twice_is_harmless(path: Path) -> None:
    """A closed store can be closed again."""
    store = open_sqlite(path, create=True)
    store.close()
    store.close()
    assert path.exists()
