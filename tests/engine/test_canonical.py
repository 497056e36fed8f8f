"""Canonical bytes: one value, one spelling; what cannot be exact cannot enter the record."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from smartflow.canonical import canonical_bytes, decimal_text, sha256_hex

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_reading_and_writing_again_gives_the_same_bytes(value: object) -> None:
    """Canonical JSON is valid JSON that survives its own reading."""
    content = canonical_bytes(value)
    assert json.loads(content) == value
    assert canonical_bytes(json.loads(content)) == content


@given(PLAIN)
def test_the_fast_way_writes_what_the_library_writes(value: object) -> None:
    """The library rfc8785 is the twin of every value."""
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])))
def test_every_character_is_escaped_as_the_library_does(text: str) -> None:
    """Control characters, quotes and all of the basic plane."""
    assert canonical_bytes({text: text}) == rfc8785.dumps({text: text})


def test_keys_are_sorted_by_their_utf_16_code_units() -> None:
    """The example of RFC 8785, section 3.2.3, in short."""
    assert canonical_bytes({"\u20ac": 1, "\r": 2, "1": 3, "\U0001f600": 4, "\ufb33": 5}) == (
        '{"\\r":2,"1":3,"\u20ac":1,"\U0001f600":4,"\ufb33":5}'.encode()
    )


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_written_plainly_and_exactly(number: Decimal) -> None:
    """No exponent, no trailing zero, the same number."""
    text = decimal_text(number)
    assert "E" not in text.upper()
    assert Decimal(text) == number


def test_dates_are_iso_text() -> None:
    """A date enters the record as ISO 8601."""
    assert canonical_bytes({"d": date(2026, 11, 24)}) == b'{"d":"2026-11-24"}'


@pytest.mark.parametrize("value", [0.1, {"a": 1.0}, [float("nan")], object(), b"bytes"])
def test_a_float_cannot_enter_the_record(value: object) -> None:
    """Neither can anything that has no canonical form."""
    with pytest.raises(TypeError):
        canonical_bytes(value)


def test_the_digest_is_sha256_in_hex() -> None:
    """FIPS 180-2 appendix B.1: the digest of ``abc``."""
    assert sha256_hex(b"abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
