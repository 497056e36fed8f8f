"""The types of acts: what is written is read as the same, and bodies stay what they have been."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes
from smartflow.history.acts import (
    ACT_TYPES,
    Act,
    Advance,
    Filing,
    KeyAdd,
    Submit,
    UnknownAct,
    UnreadableEntry,
    acts_of,
    read_act,
    read_as,
    readable_act,
)
from smartflow.history.entries.chain import EMPTY_HASH
from smartflow.history.entries.entry import Actor, Entry, decode_entry, encode_entry

BODIES = Path(__file__).with_name("act_bodies.json")
KEPT = sorted((Path(__file__).parents[1] / "actions" / "replay" / "kept").glob("*/smartflow.db"))

_TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
_VALUES = st.one_of(_TEXT, st.booleans(), st.integers(-9, 9), st.lists(_TEXT, max_size=2))
_ATOMS: dict[type, st.SearchStrategy[Any]] = {
    msgspec.inspect.StrType: _TEXT,
    msgspec.inspect.IntType: st.integers(0, 2**53 - 1),
    msgspec.inspect.BoolType: st.booleans(),
    msgspec.inspect.DateType: st.dates(),
    msgspec.inspect.NoneType: st.none(),
    msgspec.inspect.AnyType: _VALUES,
}


def values(kind: msgspec.inspect.Type) -> st.SearchStrategy[Any]:
    """Return values of a field's type."""
    if isinstance(kind, msgspec.inspect.StructType):
        fields = {field.name: values(field.type) for field in kind.fields}
        return st.fixed_dictionaries(fields).map(lambda chosen: kind.cls(**chosen))
    if isinstance(kind, msgspec.inspect.VarTupleType):
        return st.lists(values(kind.item_type), max_size=3).map(tuple)
    if isinstance(kind, msgspec.inspect.DictType):
        return st.dictionaries(_TEXT, values(kind.value_type), max_size=3)
    if isinstance(kind, msgspec.inspect.LiteralType):
        return st.sampled_from(kind.values)
    if isinstance(kind, msgspec.inspect.UnionType):
        return st.one_of(*map(values, kind.types))
    return _ATOMS[type(kind)]


ACTS = st.sampled_from(sorted(ACT_TYPES)).flatmap(
    lambda name: values(msgspec.inspect.type_info(ACT_TYPES[name]))
)


def entry(act: str, body: dict[str, Any], seq: int = 1) -> Entry:
    """Return an entry."""
    return Entry(
        log="smartflow/x/13.73",
        seq=seq,
        at="2026-11-24T03:00:00.000000Z",
        occurred=date(2026, 11, 24),
        zone="WIB",
        act=act,
        actor=Actor("Ani"),
        body=body,
        prev=EMPTY_HASH,
    )


def kept_entries(store: Path) -> list[Entry]:
    """Return all entries of a store that an earlier version has written."""
    address = f"{store.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        rows = connection.execute("SELECT bytes FROM entry ORDER BY log, seq")
        return [decode_entry(bytes(content)) for (content,) in rows]


def bodies() -> dict[str, list[dict[str, Any]]]:
    """Return bodies that writers wrote before acts had types, by the act: one of each shape."""
    stored: dict[str, list[dict[str, Any]]] = json.loads(BODIES.read_bytes())
    return stored


@given(ACTS)
def test_what_is_written_is_read_as_the_same(act: Act) -> None:
    """Act, body, canonical bytes, entry and act again: nothing is lost and nothing added."""
    content = encode_entry(entry(act.act_name, act.to_body()))
    assert read_act(decode_entry(content)) == act
    again = read_act(decode_entry(content))
    assert encode_entry(entry(again.act_name, again.to_body())) == content


@pytest.mark.parametrize("name", sorted(ACT_TYPES))
def test_a_body_is_written_as_it_has_always_been(name: str) -> None:
    """Each shape that was ever written by each act comes out byte for byte."""
    assert bodies()[name]
    for body in bodies()[name]:
        act = read_act(entry(name, body))
        assert type(act) is ACT_TYPES[name]
        assert canonical_bytes(act.to_body()) == canonical_bytes(body)


@pytest.mark.parametrize("store", KEPT, ids=lambda path: path.parent.name)
def test_a_kept_store_is_written_as_it_is(store: Path) -> None:
    """Every entry that a released version has written, byte for byte."""
    entries = kept_entries(store)
    assert entries
    for stored in entries:
        act = read_act(stored)
        assert not isinstance(act, UnknownAct)
        assert msgspec.structs.replace(stored, body=act.to_body()) == stored


def test_an_unknown_act_is_told_by_its_name() -> None:
    """Its body is handed on as it stands, and nothing is guessed."""
    act = read_act(entry("teleport", {"to": "moon"}))
    assert act == UnknownAct(name="teleport", body={"to": "moon"})


@pytest.mark.parametrize("body", [{}, {"result": "moved", "from": 3, "to": "x"}])
def test_a_body_that_lacks_or_mistakes_a_field_is_unreadable(body: dict[str, Any]) -> None:
    """Whoever reads it strictly is told; whoever shows it is given an unknown act."""
    broken = entry("advance", body)
    with pytest.raises(UnreadableEntry) as caught:
        read_act(broken)
    assert (caught.value.code, caught.value.exit_code) == ("unreadable-entry", 4)
    assert readable_act(broken) == UnknownAct(name="advance", body=body)


def test_a_field_of_a_newer_version_is_passed_over() -> None:
    """What this version does not know keeps nobody from reading the rest."""
    body = {"result": "moved", "from": "a", "to": "b", "weather": "fine"}
    assert read_as(entry("advance", body), Advance).to == "b"


def test_acts_of_one_kind_are_found_by_what_they_have_in_common() -> None:
    """Other acts, unknown ones and those that cannot be read are left out."""
    filed = {"filler": "A", "file": "f", "worksheets": []}
    log = [entry("submit", filed), entry("consolidate", filed), entry("submit", {}), entry("x", {})]
    assert [act.act_name for _, act in acts_of(log, Filing)] == ["submit", "consolidate"]
    assert [act.act_name for _, act in acts_of(log, Submit)] == ["submit"]


def test_a_first_key_replaces_none() -> None:
    """What only a rotation says is left out, where it is not said."""
    assert KeyAdd(key="k").to_body() == {"key": "k"}
    assert KeyAdd(key="k", replaces="j").to_body() == {"key": "k", "replaces": "j"}
