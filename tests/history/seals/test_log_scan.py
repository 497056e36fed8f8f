"""A log read page by page says what the plain readers say: entries, chain, tree, first fault."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes
from smartflow.history import (
    EMPTY_HASH,
    BrokenChain,
    MalformedEntry,
    check_chain,
    decode_entry,
    leaf_hash,
)
from smartflow.history.entries.entry import decode_entries
from smartflow.history.finding import Kind
from smartflow.history.seals.log_scan import LogScan, Measured, blame
from smartflow.history.seals.merkle import EMPTY_ROOT, Frontier, leaf_digest

Chain = Callable[..., list[bytes]]
Root = Callable[[Sequence[bytes]], bytes]

LOG = "smartflow/w/13.73"
VALUES = st.one_of(
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["1234567890123456", "a:9007199254740993", "-1234567890123456", "\U0001f600"]),
)
BODIES = st.lists(
    st.dictionaries(st.sampled_from(["n", "\ue000", "\U0001f600"]), VALUES), min_size=1, max_size=9
)


def rows_of(contents: Sequence[bytes]) -> list[tuple[object, object, object]]:
    """Return the rows of a log as a store keeps them."""
    prevs = [json.loads(one)["prev"] for one in contents]
    return [(at, prev, one) for at, (prev, one) in enumerate(zip(prevs, contents, strict=True), 1)]


def pages(rows: Sequence[object], size: int) -> list[Sequence[object]]:
    """Cut rows into pages."""
    return [rows[at : at + size] for at in range(0, len(rows), size)]


# -- many entries at once ------------------------------------------------------------------------


@settings(max_examples=80)
@given(bodies=BODIES)
def test_many_at_once_are_read_as_one_by_one(
    make_chain: Chain, bodies: list[dict[str, object]]
) -> None:
    """Long digits, keys beyond the basic plane and all: field by field the same entries."""
    contents = make_chain(bodies)
    found = [msgspec.structs.asdict(one) for one in decode_entries(contents)]
    assert found == [msgspec.structs.asdict(decode_entry(one)) for one in contents]
    assert decode_entries([]) == []


@settings(max_examples=300)
@given(data=st.data())
def test_many_at_once_take_nothing_that_one_by_one_is_refused(
    make_chain: Chain, data: st.DataObject
) -> None:
    """A byte replaced, taken out or put in anywhere, newlines above all."""
    contents = make_chain([{"n": number} for number in range(3)])
    place = data.draw(st.integers(0, 2))
    at = data.draw(st.integers(0, len(contents[place])))
    new = data.draw(st.sampled_from([b"", b"\n", b" ", b"0", b'"', b"\\n", b"}"]))
    old = contents[place]
    contents[place] = old[:at] + new + old[at + data.draw(st.integers(0, 1)) :]
    one_by_one: list[object] | None
    try:
        one_by_one = [msgspec.structs.asdict(decode_entry(one)) for one in contents]
    except MalformedEntry:
        one_by_one = None
    if one_by_one is None:
        with pytest.raises(MalformedEntry):
            decode_entries(contents)
    else:
        assert [msgspec.structs.asdict(one) for one in decode_entries(contents)] == one_by_one


def fields(content: bytes, **changes: object) -> bytes:
    """Return the canonical bytes of an entry with other fields, whether they may be so or not."""
    return canonical_bytes({**json.loads(content), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"prev": "0" * 63},
        {"prev": "G" * 64},
        {"prev": "A" * 64},
        {"prev": "0" * 64 + "\n" + "0" * 64},
        {"at": "2023-07-05T02:00:00"},
        {"at": "2023-07-05T02:00:00.0000000Z"},
        {"at": "2023-07-05T02:00:00Z\n2023-07-05T02:00:00Z"},
        {"at": "2023-07-05T02:00:00.aZ"},
        {"at": ""},
        {"zone": "UTC"},
        {"seq": 0},
        {"more": 1},
    ],
)
def test_the_patterns_hold_for_many_at_once(make_chain: Chain, changes: dict[str, object]) -> None:
    """They are looked at for all texts together, and must not run into each other."""
    contents = make_chain([{}, {}, {}])
    contents[1] = fields(contents[1], **changes)
    with pytest.raises(MalformedEntry):
        decode_entry(contents[1])
    with pytest.raises(MalformedEntry):
        decode_entries(contents)


def test_numbers_and_orders_of_keys_hold_for_many_at_once(make_chain: Chain) -> None:
    """What msgspec would write, and RFC 8785 would not, is no entry."""
    contents = make_chain([{}, {"\ue000": 1, "\U0001f600": 2**53 - 1}, {}])
    for old, new in (
        (b"9007199254740991", b"9007199254740992"),
        (
            '"\U0001f600":9007199254740991,"\ue000":1'.encode(),
            '"\ue000":1,"\U0001f600":9007199254740991'.encode(),
        ),
    ):
        assert old in contents[1]
        with pytest.raises(MalformedEntry):
            decode_entries([contents[0], contents[1].replace(old, new), contents[2]])


def test_one_content_of_two_lines_is_not_two_entries(make_chain: Chain) -> None:
    """As many lines as contents, and yet not the same ones."""
    first, second, third = make_chain([{}, {}, {}])
    for contents in ([first + b"\n" + second, third], [first + b"\n" + second, b"", third]):
        with pytest.raises(MalformedEntry):
            decode_entries(contents)


# -- the tree ------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(sizes=st.lists(st.integers(0, 40), max_size=5))
def test_a_tree_that_grows_by_many_is_the_tree_of_the_definition(
    sizes: list[int], leaves_of: Callable[..., list[bytes]], naive_root: Root
) -> None:
    """However many leaves come at once; the edge is that of a tree that grew one by one."""
    leaves = leaves_of(sum(sizes))
    bulk, single, done = Frontier(), Frontier(), 0
    for size in sizes:
        bulk.extend(leaves[done : done + size])
        done += size
        assert (bulk.size, bulk.root()) == (done, naive_root(leaves[:done]))
    for leaf in leaves:
        single.append(leaf)
    assert bulk.nodes == single.nodes


# -- a whole log ---------------------------------------------------------------------------------


@settings(max_examples=80)
@given(
    length=st.integers(1, 40),
    page=st.integers(1, 12),
    sizes=st.lists(st.integers(1, 45), unique=True).map(sorted),
)
def test_a_whole_log_gives_its_head_and_its_roots(
    make_chain: Chain, naive_root: Root, length: int, page: int, sizes: list[int]
) -> None:
    """At every size that was asked for and that it has, wherever the pages are cut."""
    contents = make_chain([{"n": number} for number in range(length)])
    leaves = [leaf_digest(one) for one in contents]
    scan, measured, entries = LogScan(LOG, sizes), [], []
    for rows in pages(rows_of(contents), page):
        read = scan.take(rows)
        measured += read.measured
        entries += read.entries
    assert (scan.size, scan.leaf, scan.broken_at) == (length, leaf_hash(contents[-1]), 0)
    assert scan.root == naive_root(leaves)
    at = decode_entry(contents[0]).at
    assert measured == [
        Measured(size, naive_root(leaves[:size]), at) for size in sizes if size <= length
    ]
    assert [one.seq for one in entries] == list(range(1, length + 1))


def test_a_log_without_entries_has_the_empty_tree() -> None:
    """It was not read, and is not broken."""
    scan = LogScan(LOG, [1])
    assert (scan.size, scan.leaf, scan.root, scan.broken_at) == (0, EMPTY_HASH, EMPTY_ROOT, 0)


@settings(max_examples=200)
@given(data=st.data())
def test_a_broken_log_is_read_up_to_its_first_bad_row(
    make_chain: Chain, naive_root: Root, data: st.DataObject
) -> None:
    """The same first bad entry and kind as by the chain's own check, wherever the pages are cut."""
    length = data.draw(st.integers(2, 20))
    contents = make_chain([{"n": number} for number in range(length)])
    bad = _attacked(contents, data.draw(st.randoms(use_true_random=False)))
    scan, kept, page = LogScan(LOG), 0, data.draw(st.integers(1, 8))
    for rows in pages([(at, _prev(one), one) for at, one in enumerate(bad, 1)], page):
        kept += len(scan.take(rows).entries)
        if scan.broken_at:
            break
    broken = _broken(bad)
    assert bool(scan.broken_at) == (broken is not None)
    if broken is not None:
        finding = blame(LOG, bad, scan.broken_at)
        assert (finding.kind.value, finding.entry) == (broken.kind.value, broken.position)
        assert scan.broken_at == kept + 1
        assert scan.root == naive_root([leaf_digest(one) for one in bad[:kept]])


def _broken(contents: list[bytes]) -> BrokenChain | None:
    try:
        check_chain(LOG, contents)
    except BrokenChain as broken:
        return broken
    return None


def _prev(content: bytes) -> object:
    try:
        return json.loads(content)["prev"]
    except (ValueError, KeyError, TypeError):
        return ""


def _attacked(contents: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a history after one attack on it."""
    at = chance.randrange(len(contents) - 1)
    bad = list(contents)
    match chance.randrange(6):
        case 0:
            bad[at] = bad[at].replace(b"Rina", b"Rani")
        case 1:
            del bad[at]
        case 2:
            bad[at], bad[at + 1] = bad[at + 1], bad[at]
        case 3:
            bad.insert(at, bad[-1])
        case 4:
            bad[at] = bad[at][: chance.randrange(len(bad[at]))]
        case 5:
            bad[-1] = bad[-1].replace(b"/13.73", b"/13.71")
    return bad


@pytest.mark.parametrize(
    "row", [("4", None, None), (4, "x", None), (5, None, None), (4, None, "text"), (4, None, 7)]
)
def test_what_stands_beside_the_bytes_must_fit_them(
    make_chain: Chain, row: tuple[object, object, object]
) -> None:
    """Number and link of a row are what the store finds entries by."""
    rows = rows_of(make_chain([{}] * 6))
    said = tuple(old if new is None else new for old, new in zip(rows[3], row, strict=True))
    rows[3] = (said[0], said[1], said[2])
    scan = LogScan(LOG)
    assert len(scan.take(rows).entries) == 3
    assert scan.broken_at == 4
    finding = blame(LOG, (one for _, _, one in rows), scan.broken_at)
    assert (finding.kind, finding.entry) == (Kind.EDITED, 4)
