"""An entry of a shape to come: told apart from a changed one, wherever in a chain it stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes
from smartflow.history.entries.chain import (
    EMPTY_HASH,
    BrokenChain,
    check_chain,
    leaf_hash,
    read_chain,
)
from smartflow.history.entries.entry import (
    ENTRY_VERSION,
    Actor,
    Entry,
    MalformedEntry,
    NewerEntry,
    decode_entry,
    encode_entry,
    newer_outline,
)

LOG = "smartflow/w/13.73"


@dataclass(frozen=True)
class Shape:
    """What a later version would write: its number and the fields that it adds."""

    version: int
    more: tuple[tuple[str, Any], ...] = ()


SHAPES = st.builds(
    Shape,
    st.integers(ENTRY_VERSION + 1, 99),
    st.dictionaries(st.sampled_from(["place", "witness", "x"]), st.integers(0, 9)).map(
        lambda fields: tuple(fields.items())
    ),
)


def entry_bytes(seq: int, prev: str, shape: Shape | None = None) -> bytes:
    """Return the bytes of an entry of today, or of a shape to come."""
    entry = Entry(
        log=LOG,
        seq=seq,
        at="2026-11-24T03:00:00.000000Z",
        occurred=date(2026, 11, 24),
        zone="WIB",
        act="nil",
        actor=Actor(person="Ani"),
        body={"number": seq},
        prev=prev,
    )
    content = encode_entry(entry)
    if shape is None:
        return content
    return canonical_bytes({**json.loads(content), "v": shape.version, **dict(shape.more)})


def chain_of(length: int, newer: dict[int, Shape]) -> list[bytes]:
    """Return a whole chain, some of whose entries (by number) are of a shape to come."""
    contents: list[bytes] = []
    for seq in range(1, length + 1):
        prev = leaf_hash(contents[-1]) if contents else EMPTY_HASH
        contents.append(entry_bytes(seq, prev, newer.get(seq)))
    return contents


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[bytes], int]:
    """Draw a whole chain with newer entries, and the number of the first of these."""
    length = draw(st.integers(1, 8))
    newer = draw(st.dictionaries(st.integers(1, length), SHAPES, min_size=1))
    return chain_of(length, newer), min(newer)


@given(chains())
def test_a_whole_chain_with_newer_entries_accuses_nobody(drawn: tuple[list[bytes], int]) -> None:
    """Both readers name the first such entry, with exit code 2 and the way out."""
    contents, first = drawn
    for reader in (check_chain, read_chain):
        with pytest.raises(NewerEntry) as caught:
            reader(LOG, contents)
        assert (caught.value.log, caught.value.seq) == (LOG, first)
        assert caught.value.exit_code == 2
        assert caught.value.hint is not None
        assert "pipx upgrade" in caught.value.hint.en


@given(chains(), st.data())
def test_a_newer_number_hides_no_edit(drawn: tuple[list[bytes], int], data: st.DataObject) -> None:
    """Bytes that were changed before the last entry break the chain, newer entries or not."""
    contents, _ = drawn
    contents = [*contents, entry_bytes(len(contents) + 1, leaf_hash(contents[-1]))]
    place = data.draw(st.integers(0, len(contents) - 2))
    contents[place] = contents[place].replace(b'"Ani"', b'"Adi"')
    for reader in (check_chain, read_chain):
        with pytest.raises(BrokenChain) as caught:
            reader(LOG, contents)
        assert caught.value.exit_code == 4


@given(st.integers(1, 8))
def test_a_chain_of_today_is_read_as_ever(length: int) -> None:
    """The guard: without a newer entry nothing is told."""
    contents = chain_of(length, {})
    assert check_chain(LOG, contents).seq == len(read_chain(LOG, contents).entries) == length


@given(st.binary(max_size=60))
def test_garbage_is_not_taken_for_something_new(content: bytes) -> None:
    """Only what says its version, its log, its number and its link is an entry to come."""
    assert newer_outline(content) is None


@pytest.mark.parametrize("version", [-1, 0, 1, True, 1.5, "2", None])
def test_a_version_that_is_no_later_number_is_malformed(version: object) -> None:
    """Another value in the version's place is a changed entry."""
    fields = json.loads(entry_bytes(1, EMPTY_HASH))
    content = json.dumps({**fields, "v": version}, separators=(",", ":"), sort_keys=True).encode()
    assert newer_outline(content) is None
    if version != 1 or version is True:
        with pytest.raises(MalformedEntry):
            decode_entry(content)
