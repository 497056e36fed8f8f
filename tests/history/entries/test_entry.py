"""An entry has exactly one spelling, and nothing else is read as one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.clock import stamp
from smartflow.history import (
    EMPTY_HASH,
    Actor,
    Entry,
    MalformedEntry,
    UnwritableEntry,
    decode_entry,
    encode_entry,
)
from smartflow.history.entries.entry import Basis, read_basis

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SAFE_INTEGER = st.integers(-(2**53) + 1, 2**53 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | SAFE_INTEGER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.dictionaries(TEXT, JSON, max_size=4)

PLAIN = (
    b'{"act":"nil","actor":{"basis":"","person":"Rina","post":"","role":""},'
    b'"at":"2023-07-05T02:00:00.000000Z","body":{"agency":"DINKES","money":5},'
    b'"log":"smartflow/w/13.73","occurred":"2023-07-05","prev":"' + EMPTY_HASH.encode() + b'",'
    b'"reason":"","seq":1,"v":1,"zone":"WIB"}'
)


@settings(max_examples=60)
@given(body=BODIES, reason=TEXT)
def test_reading_gives_back_what_was_written(body: dict[str, object], reason: str) -> None:
    """Encoding, decoding and encoding again changes neither the bytes nor the entry."""
    written = msgspec.structs.replace(decode_entry(PLAIN), body=body, reason=reason)
    content = encode_entry(written)
    assert decode_entry(content) == written
    assert encode_entry(decode_entry(content)) == content


@settings(max_examples=60)
@given(body=BODIES)
def test_the_bytes_are_those_of_rfc_8785(body: dict[str, object]) -> None:
    """The fast form agrees with the RFC's reference serialiser, keys beyond the BMP included."""
    content = encode_entry(msgspec.structs.replace(decode_entry(PLAIN), body=body))
    assert content == rfc8785.dumps(json.loads(content))


def test_keys_are_sorted_by_utf_16_units(make_entry: Callable[..., Entry]) -> None:
    """A key beyond the basic plane stands before U+E000 (RFC 8785, 3.2.3), and only there."""
    content = encode_entry(make_entry(1, EMPTY_HASH, {"\ue000": 1, "😀": 2}))
    assert '{"😀":2,"\ue000":1}'.encode() in content
    swapped = content.replace('"😀":2,"\ue000":1'.encode(), '"\ue000":1,"😀":2'.encode())
    with pytest.raises(MalformedEntry):
        decode_entry(swapped)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("place", ["in an object", "first in a list", "later in a list"])
def test_integers_end_at_2_to_the_53(
    make_entry: Callable[..., Entry], place: str, sign: int
) -> None:
    """The largest safe integer is kept exactly and the next one refused, wherever it stands."""

    def body(number: int) -> dict[str, object]:
        if place == "in an object":
            return {"n": number}
        return {"n": [number]} if place == "first in a list" else {"n": [0, number]}

    content = encode_entry(make_entry(1, EMPTY_HASH, body(sign * (2**53 - 1))))
    assert decode_entry(content).body == body(sign * (2**53 - 1))
    with pytest.raises(MalformedEntry):
        decode_entry(content.replace(b"9007199254740991", b"9007199254740992"))


@settings(max_examples=200)
@given(at=st.integers(0, len(PLAIN) - 1), byte=st.integers(0, 255))
def test_no_second_spelling(at: int, byte: int) -> None:
    """Bytes with one byte replaced are refused, or are the canonical form of another entry."""
    content = PLAIN[:at] + bytes([byte]) + PLAIN[at + 1 :]
    try:
        found = decode_entry(content)
    except MalformedEntry:
        assert content != PLAIN
    else:
        assert rfc8785.dumps(json.loads(content)) == content
        assert (found == decode_entry(PLAIN)) == (content == PLAIN)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b'{"act"', b'{ "act"', id="a space"),
        pytest.param(b'"WIB"}', b'"WIB"}\n', id="a newline at the end"),
        pytest.param(b'"seq":1', b'"seq":1,"seq":1', id="a key twice"),
        pytest.param(b'"seq":1,"v":1', b'"v":1,"seq":1', id="keys out of order"),
        pytest.param(b"Rina", b"R\\u0069na", id="an escape that is not needed"),
        pytest.param(b'"money":5', b'"money":5.0', id="a float"),
        pytest.param(b'"money":5', b'"money":5e0', id="an exponent"),
        pytest.param(b'"money":5', b'"money":-0', id="minus zero"),
        pytest.param(b'"money":5', b'"money":9007199254740992', id="an integer beyond 2**53 - 1"),
        pytest.param(b'"reason":"",', b"", id="a field missing that has a default"),
        pytest.param(b'"seq":1', b'"note":"","seq":1', id="a field too many"),
        pytest.param(b'"seq":1', b'"seq":0', id="number zero"),
        pytest.param(b'"seq":1', b'"seq":"1"', id="a number as text"),
        pytest.param(b'"v":1', b'"v":2', id="an unknown version"),
        pytest.param(b'"WIB"', b'"GMT"', id="an unknown zone"),
        pytest.param(b"2023-07-05T02", b"2023-07-05 02", id="a moment without T"),
        pytest.param(b'"2023-07-05"', b'"2023-02-30"', id="a day that does not exist"),
        pytest.param(b'"prev":"e', b'"prev":"E', id="a digest in capitals"),
        pytest.param(b"Rina", b"R\xff", id="not UTF-8"),
        pytest.param(b'"person":"Rina"', b'"person":""', id="nobody"),
        pytest.param(b"{", b"[" * 5000 + b"{", id="nested without end"),
    ],
)
def test_what_is_not_canonical_is_refused(before: bytes, after: bytes) -> None:
    """Each deviation is malformed, an integrity failure with a sentence in both languages."""
    content = PLAIN.replace(before, after, 1)
    assert content != PLAIN
    with pytest.raises(MalformedEntry) as caught:
        decode_entry(content)
    assert caught.value.exit_code == 4
    assert caught.value.message.id != caught.value.message.en
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"score": 0.5}, id="a float"),
        pytest.param({"money": 2**53}, id="an integer beyond 2**53 - 1"),
        pytest.param({"file_name": "isu\udcff.xlsx"}, id="a file name that is not Unicode"),
        pytest.param({"content": b"raw"}, id="bytes"),
    ],
)
def test_what_has_no_canonical_form_is_not_recorded(
    make_entry: Callable[..., Entry], body: dict[str, object]
) -> None:
    """It is refused before it is written, as bad input."""
    with pytest.raises(UnwritableEntry) as caught:
        encode_entry(make_entry(1, EMPTY_HASH, body))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "changes",
    [{"seq": 0}, {"zone": "GMT"}, {"prev": "nothing"}, {"at": "yesterday"}, {"log": ""}],
    ids=str,
)
def test_what_could_not_be_read_back_is_not_written(changes: dict[str, object]) -> None:
    """A field that breaks its rule is refused by encoding, not found when it is too late."""
    with pytest.raises(UnwritableEntry):
        encode_entry(msgspec.structs.replace(decode_entry(PLAIN), **changes))


def test_decimals_dates_and_tuples_become_plain_json(make_entry: Callable[..., Entry]) -> None:
    """The record holds decimals and dates as text, and tuples as lists."""
    body = {"weight": Decimal("0.150"), "date": date(2023, 9, 21), "roles": ("team", "head")}
    content = encode_entry(make_entry(1, EMPTY_HASH, body))
    assert decode_entry(content).body == {
        "weight": "0.15",
        "date": "2023-09-21",
        "roles": ["team", "head"],
    }


def test_a_moment_is_what_the_clock_stamps(make_entry: Callable[..., Entry]) -> None:
    """``at`` takes the clock's stamp and gives the same moment back, aware, in UTC."""
    moment = datetime(2023, 7, 5, 16, 59, 59, 42, tzinfo=UTC)
    written = msgspec.structs.replace(make_entry(1, EMPTY_HASH, {}), at=stamp(moment))
    assert decode_entry(encode_entry(written)).moment == moment


def test_an_entry_cannot_be_changed(make_entry: Callable[..., Entry]) -> None:
    """Entries and actors are frozen."""
    with pytest.raises(AttributeError):
        make_entry(1, EMPTY_HASH, {}).seq = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Actor(person="Rina").person = "Budi"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("", Basis()),
        ("claimed by ani@pc", Basis(account="ani@pc", claimed=True)),
        (
            "claimed by ani@pc; SK 1/2026",
            Basis(account="ani@pc", claimed=True, decrees=("SK 1/2026",)),
        ),
        (
            "signed with SHA256:x; recorded by ani@pc; SK 1; SK 2",
            Basis("SHA256:x", "ani@pc", decrees=("SK 1", "SK 2")),
        ),
        # A decree that looks like another part does not replace what stands before it.
        (
            "claimed by ani@pc; signed with SHA256:x; recorded by budi@pc",
            Basis(
                account="ani@pc",
                claimed=True,
                decrees=("signed with SHA256:x", "recorded by budi@pc"),
            ),
        ),
    ],
)
def test_a_basis_is_read_by_its_parts(words: str, basis: Basis) -> None:
    """Key, account and decree come out as they were joined; a key stands first or nowhere."""
    assert read_basis(words) == Actor("Ani", basis=words).known_by == basis
