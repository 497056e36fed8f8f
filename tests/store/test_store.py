"""A store keeps what was committed, byte for byte, and nothing else: a file and a server alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smartflow.history import (
    EMPTY_HASH,
    AlteredBlob,
    MalformedEntry,
    check_chain,
    leaf_hash,
    seal,
    seal_salted,
)
from smartflow.store import CheckpointSpan, Head, HeadMoved

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert caught.value.values == {"log": CITY}
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


def test_the_digests_of_all_blobs_come_in_order(store: Store) -> None:
    """Every blob once, sorted by its digest, over more than one page; an erased one is missing."""
    made = sorted((seal(b"%d" % n) for n in range(700)), key=lambda blob: blob.digest)
    with store.write(CITY) as writing:
        for blob in made:
            writing.put_blob(blob.digest, blob.content)
        writing.erase_blob(made[3].digest)
    expected = [blob.digest for blob in made if blob != made[3]]
    with store.read() as reading:
        assert list(reading.digests()) == expected
        assert list(reading.digests(expected[300])) == expected[301:]


def test_a_writer_knows_the_head_it_wrote(store: Store, append: Callable[..., bytes]) -> None:
    """Within a transaction the head is what was written last, in each log; outside, not before."""
    with store.write(CITY) as writing:
        first = append(writing, None, CITY)
        second = append(writing, writing.head(CITY), CITY)
        other = append(writing, None, OTHER)
        assert writing.head(CITY) == Head(2, leaf_hash(second))
        assert writing.head(OTHER) == Head(1, leaf_hash(other))
        assert list(writing.entries(CITY)) == [first, second]


def test_many_checkpoints_are_read_page_by_page(store: Store) -> None:
    """More than one page comes out whole, in the order of their size."""
    with store.write("x") as writing:
        for size in range(1000, 0, -1):
            writing.put_checkpoint("x", size, b"%d" % size)
    with store.read() as reading:
        assert list(reading.checkpoints("x")) == [(n, b"%d" % n) for n in range(1, 1001)]
        assert list(reading.checkpoints("x", 998)) == [(999, b"999"), (1000, b"1000")]
        assert reading.checkpoint("x") == (1000, b"1000")
        assert reading.checkpoint_span("x") == CheckpointSpan(1000, 1, 1000)
        assert reading.checkpoint_span("y") is None
        assert reading.checkpoint_logs() == ("x",)


def test_an_erased_blob_is_not_found(store: Store) -> None:
    """The owner erases a blob once; the others stay, and it may come back by its digest."""
    blob, other = seal(b"NIK"), seal(b"stays")
    with store.write(CITY) as writing:
        writing.put_blob(blob.digest, blob.content)
        writing.put_blob(other.digest, other.content)
    with store.write(CITY) as writing:
        assert writing.erase_blob(blob.digest)
        assert not writing.erase_blob(blob.digest)
    with store.read() as reading:
        assert reading.blobs((blob.digest, other.digest)) == {other.digest: other.content}


def test_names_sort_by_their_bytes(store: Store, add: Callable[..., list[bytes]]) -> None:
    """In whatever language the server sorts: digit, capital, small letter, accent."""
    names = ("a/b", "a/B", "a/1", "a", "A", "é", "z", "a-b")
    for name in names:
        add(store, name)
    with store.read() as reading:
        assert reading.logs() == tuple(sorted(names, key=str.encode))


def test_two_stores_see_what_the_other_committed(
    store: Store, again: Store, add: Callable[..., list[bytes]]
) -> None:
    """Turn by turn, each goes on from where the other was; nothing is remembered wrongly."""
    added = []
    for turn in range(6):
        added += add((store, again)[turn % 2])
    with again.read() as reading:
        assert list(reading.entries(CITY)) == added


def test_what_a_store_is_can_be_told(store: Store, add: Callable[..., list[bytes]]) -> None:
    """Its kind, place, schema, room and durability; inside a reading too."""
    add(store)
    with store.read():
        facts = store.facts()
    assert facts == store.facts()
    assert facts.schema == 1
    assert facts.bytes > 0
    assert "synchronous" in facts.durability
    assert facts.access == "owner"
    assert facts.version[0].isdigit()


def test_closing_twice_is_harmless(store: Store) -> None:
    """A closed store can be closed again."""
    store.close()
    store.close()
    with pytest.raises(Exception, match="closed"), store.read():
        pass
