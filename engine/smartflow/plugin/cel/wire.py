"""The wire format of protobuf: fields as numbers, and integers or bytes.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

__all__ = ["BYTES", "VARINT", "RawField", "fields_of", "first_in", "written"]

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
"""Wire types."""

RawField = tuple[int, int, int | bytes]
"""A field's number, its wire type and what is in it."""

_WIDTH = {FIXED64: 8, FIXED32: 4}
_SEVEN, _MORE = 0x7F, 0x80  # the bits of a byte of an integer, and the one that says: more follow


def fields_of(content: bytes) -> list[RawField]:
    """Return the fields of a message, as they follow one another."""
    found: list[RawField] = []
    at = 0
    while at < len(content):
        tag, at = _integer(content, at)
        wire = tag & 7
        if wire == VARINT:
            value, at = _integer(content, at)
            found.append((tag >> 3, wire, value))
            continue
        length, at = _integer(content, at) if wire == BYTES else (_WIDTH[wire], at)
        found.append((tag >> 3, wire, content[at : at + length]))
        at += length
    return found


def first_in(fields: list[RawField], number: int) -> bytes:
    """Return the bytes of a field, none without one."""
    return next((v for n, _, v in fields if n == number and isinstance(v, bytes)), b"")


def written(number: int, wire: int, value: int | bytes) -> bytes:
    """Return a field as bytes."""
    tag = _integer_bytes(number << 3 | wire)
    if isinstance(value, int):
        return tag + _integer_bytes(value)
    return tag + (_integer_bytes(len(value)) if wire == BYTES else b"") + value


def _integer(content: bytes, at: int) -> tuple[int, int]:
    """Return the integer that begins at a byte, and where the next thing begins."""
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & _SEVEN) << shift
        if not byte & _MORE:
            return value, at
        shift += 7


def _integer_bytes(value: int) -> bytes:
    made = bytearray()
    while value > _SEVEN:
        made.append(value & _SEVEN | _MORE)
        value >>= 7
    made.append(value)
    return bytes(made)
