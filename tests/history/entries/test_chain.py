"""A chain shows every edit, removal, insertion and swap, and names the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.history import (
    EMPTY_HASH,
    BrokenChain,
    Entry,
    Head,
    check_chain,
    decode_entry,
    encode_entry,
    leaf_hash,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = "smartflow/w/13.73"
LENGTHS = st.integers(2, 9)


def whole(make_chain: Callable[..., list[bytes]], length: int) -> tuple[list[bytes], Head]:
    """Return a chain of that length and its head, as kept elsewhere."""
    contents = make_chain([{"row": number} for number in range(length)])
    return contents, Head(length, leaf_hash(contents[-1]))


def fault(contents: list[bytes], held: Head | None = None) -> tuple[str, int]:
    """Return the kind and position that the check names."""
    with pytest.raises(BrokenChain) as caught:
        check_chain(LOG, contents, held=held)
    assert caught.value.exit_code == 4
    assert caught.value.log == LOG
    return str(caught.value.kind), caught.value.position


def test_published_hashes() -> None:
    """The empty tree and the empty leaf have the hashes that RFC 6962 implies."""
    assert EMPTY_HASH == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"") == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@settings(max_examples=20)
@given(length=st.integers(1, 9))
def test_a_whole_chain_gives_its_head(make_chain: Callable[..., list[bytes]], length: int) -> None:
    """What was appended in order is accepted, any earlier head being contained in it."""
    contents, head = whole(make_chain, length)
    assert check_chain(LOG, iter(contents)) == head
    for seq, content in enumerate(contents, start=1):
        assert check_chain(LOG, contents, held=Head(seq, leaf_hash(content))) == head


@settings(max_examples=200)
@given(length=LENGTHS, data=st.data())
def test_any_changed_byte_is_named(
    make_chain: Callable[..., list[bytes]], length: int, data: st.DataObject
) -> None:
    """Changing any one byte of any entry blames that entry, the last one included."""
    contents, head = whole(make_chain, length)
    victim = data.draw(st.integers(1, length))
    content = bytearray(contents[victim - 1])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    contents[victim - 1] = bytes(content)
    kind, position = fault(contents, head)
    assert position == victim
    assert kind in {"edited", "foreign"}


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_an_edit_that_is_well_formed_is_named(
    make_chain: Callable[..., list[bytes]], length: int, data: st.DataObject
) -> None:
    """An entry rewritten in canonical form, with its place and prev kept, is blamed itself."""
    contents, head = whole(make_chain, length)
    victim = data.draw(st.integers(1, length))
    forged = msgspec.structs.replace(decode_entry(contents[victim - 1]), body={"row": "forged"})
    contents[victim - 1] = encode_entry(forged)
    assert fault(contents, head) == ("edited", victim)


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_removed_entry_is_named(
    make_chain: Callable[..., list[bytes]], length: int, data: st.DataObject
) -> None:
    """Removing an entry is named where it is missing; the last one shows against a kept head."""
    contents, head = whole(make_chain, length)
    victim = data.draw(st.integers(1, length))
    del contents[victim - 1]
    assert fault(contents, head) == ("truncated" if victim == length else "removed", victim)


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_swap_is_named(
    make_chain: Callable[..., list[bytes]], length: int, data: st.DataObject
) -> None:
    """Swapping any two entries is named at the earlier place, without a kept head."""
    contents, _ = whole(make_chain, length)
    first, second = sorted(
        data.draw(st.lists(st.integers(1, length), min_size=2, max_size=2, unique=True))
    )
    contents[first - 1], contents[second - 1] = contents[second - 1], contents[first - 1]
    assert fault(contents) == ("reordered", first)


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_copied_entry_is_named(
    make_chain: Callable[..., list[bytes]], length: int, data: st.DataObject
) -> None:
    """A copy of an entry put in anywhere is named; beside its original, either may be meant."""
    contents, _ = whole(make_chain, length)
    source = data.draw(st.integers(1, length))
    place = data.draw(st.integers(1, length + 1))
    contents.insert(place - 1, contents[source - 1])
    kind, position = fault(contents)
    assert kind == "inserted"
    beside = source in {place, place - 1}
    assert position in ({source, source + 1} if beside else {place})


@settings(max_examples=60)
@given(length=LENGTHS, data=st.data())
def test_a_forged_entry_is_named(
    make_chain: Callable[..., list[bytes]],
    make_entry: Callable[..., Entry],
    length: int,
    data: st.DataObject,
) -> None:
    """A new entry that links to the one before it is told from the original at its place."""
    contents, _ = whole(make_chain, length)
    place = data.draw(st.integers(1, length - 1))
    prev = leaf_hash(contents[place - 2]) if place > 1 else EMPTY_HASH
    contents.insert(place - 1, encode_entry(make_entry(place, prev, {"row": "forged"})))
    assert fault(contents) == ("inserted", place)


@pytest.mark.parametrize("number", [1, 2, 4, 5, 99])
def test_a_changed_number_is_an_edit(make_chain: Callable[..., list[bytes]], number: int) -> None:
    """An entry whose own number was rewritten is edited, whatever number it claims."""
    contents, _ = whole(make_chain, 5)
    forged = msgspec.structs.replace(decode_entry(contents[2]), seq=number)
    contents[2] = encode_entry(forged)
    assert fault(contents) == ("edited", 3)


def test_the_last_entry_needs_a_kept_head(make_chain: Callable[..., list[bytes]]) -> None:
    """A chain alone does not show a last entry rewritten whole, nor a cut tail: this is known."""
    contents, head = whole(make_chain, 4)
    forged = msgspec.structs.replace(decode_entry(contents[3]), body={})
    rewritten = [*contents[:3], encode_entry(forged)]
    assert check_chain(LOG, rewritten).seq == 4
    assert fault(rewritten, head) == ("edited", 4)
    assert check_chain(LOG, contents[:2]).seq == 2
    assert fault(contents[:2], head) == ("truncated", 3)


def test_a_rewritten_past_needs_a_kept_head(make_chain: Callable[..., list[bytes]]) -> None:
    """A whole chain in place of another is seen at the entry that was kept."""
    _, head = whole(make_chain, 4)
    other = make_chain([{"row": "other"} for _ in range(6)])
    assert check_chain(LOG, other).seq == 6
    assert fault(other, head) == ("edited", 4)


def test_an_entry_of_another_log_is_named(make_chain: Callable[..., list[bytes]]) -> None:
    """A chain that is whole but belongs to another log is foreign from its first entry."""
    assert fault(make_chain([{}, {}], log="smartflow/w/13.74")) == ("foreign", 1)


def test_nothing_to_check_is_a_failure() -> None:
    """An empty history does not pass."""
    assert fault([]) == ("empty", 0)


def test_memory_stays_flat(make_chain: Callable[..., list[bytes]]) -> None:
    """The check asks for one entry ahead of the one it judges, not for all of them."""
    contents, _ = whole(make_chain, 6)
    contents[1] = b"{}"
    taken = 0

    def counted() -> Iterator[bytes]:
        nonlocal taken
        for content in contents:
            taken += 1
            yield content

    with pytest.raises(BrokenChain):
        check_chain(LOG, counted())
    assert taken == 3
