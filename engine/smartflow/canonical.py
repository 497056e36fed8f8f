"""Canonical bytes: the one way in which a value becomes bytes that are hashed or stored.

The form is RFC 8785 (JSON Canonicalization Scheme). The record holds no float: decimals are
strings in plain notation, dates are ISO 8601 text, money is an integer of whole rupiah. Lowest
floor: imports nothing of SmartFlow.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec

__all__ = ["canonical_bytes", "decimal_text", "is_fast_form", "plain", "plain_bytes", "sha256_hex"]


@lru_cache(maxsize=4096)  # equal numbers have one text, and the same few stand in every table
def decimal_text(number: Decimal) -> str:
    """Return ``number`` in plain notation without trailing zeros: ``0.15``, ``-3``, ``1000``."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain(value: object) -> object:
    """Return ``value`` as JSON types: dict, list, str, int, bool or None.

    Raises:
        TypeError: the value is a float, or of a type that the record does not know.
    """
    if type(value) is str:  # nearly all are
        return value
    known = _PLAIN.get(type(value))
    if known is not None:
        return known(value)
    for type_, convert in _PLAIN_LIKE:
        if isinstance(value, type_):
            return convert(value)
    message = f"a {type(value).__name__} cannot enter the record"
    raise TypeError(message)


def _same(value: object) -> object:
    return value


def _mapping(value: Mapping[object, object]) -> object:
    return {str(key): plain(item) for key, item in value.items()}


def _sequence(value: Iterable[object]) -> object:
    return [plain(item) for item in value]


def _set(value: Iterable[object]) -> object:
    return sorted((plain(item) for item in value), key=str)


def _struct(value: msgspec.Struct) -> object:
    names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
    parts = ((encoded, getattr(value, name)) for name, encoded in names)
    # As msgspec has it: what a later version added, and nobody set, leaves no trace.
    return {encoded: plain(part) for encoded, part in parts if part is not msgspec.UNSET}


def _iso(value: date) -> object:
    return value.isoformat()


# By exact type first: a verdict has tens of thousands of parts, nearly all of them of these.
_PLAIN: dict[type, Callable[[Any], object]] = {
    str: _same,
    int: _same,
    bool: _same,
    type(None): _same,
    dict: _mapping,
    list: _sequence,
    tuple: _sequence,
    Decimal: decimal_text,
    date: _iso,
    datetime: _iso,
}
_PLAIN_LIKE: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (msgspec.Struct, _struct),
    (str, str),
    (int, int),
    (Decimal, decimal_text),
    (date, _iso),
    (Mapping, _mapping),
    (tuple, _sequence),
    (list, _sequence),
    (set, _set),
    (frozenset, _set),
)
_ENCODER = msgspec.json.Encoder(order="sorted")
# One pattern for each sign in front of a number: a literal first byte is searched far faster.
_LONG_INTEGERS = tuple(re.compile(sign + rb"-?[0-9]{16}") for sign in (rb":", rb",", rb"\["))
_BEYOND_BASIC_PLANE = re.compile(rb"[\xf0-\xf4]")
_AS_NULLS = bytes.maketrans(b"123456789,[-", b"000000000:::")
_LONG = b":" + 16 * b"0"


def is_fast_form(content: bytes) -> bool:
    """Say whether msgspec's sorted JSON is surely the RFC 8785 form of the same value.

    The two differ only in integers beyond 2**53 (refused by RFC 8785), in keys outside the basic
    plane (sorted by UTF-16 units), and in floats, which never get here.
    """
    if content[:1].isdigit() or content[:1] == b"-":
        return False
    # A long run of digits behind any such sign, be it in a text, is found far faster than a number.
    may_be = _LONG in content.translate(_AS_NULLS)
    if may_be and any(pattern.search(content) for pattern in _LONG_INTEGERS):
        return False
    return content.isascii() or not _BEYOND_BASIC_PLANE.search(content)


def canonical_bytes(value: object) -> bytes:
    """Return the RFC 8785 bytes of ``value``, after :func:`plain`.

    msgspec writes the same bytes as the library rfc8785, forty times faster, but for a few values
    (see :func:`is_fast_form`); those go to the library.
    """
    return plain_bytes(plain(value))


def plain_bytes(simple: object) -> bytes:
    """Return the RFC 8785 bytes of what is plain already (see :func:`plain`)."""
    content = _ENCODER.encode(simple)
    if is_fast_form(content):
        return content
    import rfc8785

    return rfc8785.dumps(simple)  # type: ignore[arg-type]


def sha256_hex(content: bytes) -> str:
    """Return the sha256 of ``content`` in lower-case hex (64 characters)."""
    return hashlib.sha256(content).hexdigest()
