"""Shared texts and per cent styles of an .xls file (MS-XLS), read from its records.

A text is stored once however many cells show it, so that a small file can fill the memory; and a
cell that is shown as ``12%`` comes from the reader as the plain number 0.12. Both are told by
records that stand before the sheets. Imports nothing of SmartFlow.
"""

from __future__ import annotations

import struct

__all__ = ["CONTINUE", "PercentStyles", "text_lengths"]

CONTINUE = 0x003C
"""The record that goes on where the one before it was full."""

_FORMAT, _XF = 0x041E, 0x00E0
_PERCENT_FORMATS = (9, 10)
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


class PercentStyles:
    """Learns from the records which cell styles show a number as per cent."""

    def __init__(self) -> None:
        self._formats = set(_PERCENT_FORMATS)
        self._styles: list[int] = []

    def learn(self, kind: int, body: bytes) -> None:
        """Look at one record."""
        if kind == _XF:
            self._styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FORMAT and b"%" in body:
            self._formats.add(struct.unpack_from("<H", body)[0])

    def __contains__(self, style: object) -> bool:
        """Say whether the style of this number shows per cent."""
        return (
            isinstance(style, int)
            and style < len(self._styles)
            and self._styles[style] in self._formats
        )


def text_lengths(records: list[bytes]) -> list[int]:
    """Return the length of each shared text, in characters.

    Args:
        records: The body of the SST record and of the CONTINUE records behind it.

    Raises:
        struct.error: they are cut short.
        IndexError: the same.
    """
    lengths: list[int] = []
    count = struct.unpack_from("<I", records[0], 4)[0]
    number, at = 0, 8
    while len(lengths) < count and number < len(records):
        if at >= len(records[number]):
            number, at = number + 1, at - len(records[number])
            continue
        size, flags = struct.unpack_from("<HB", records[number], at)
        at += 3
        behind = 0
        if flags & _RICH:
            behind += 4 * struct.unpack_from("<H", records[number], at)[0]
            at += 2
        if flags & _EXTENDED:
            behind += struct.unpack_from("<I", records[number], at)[0]
            at += 4
        lengths.append(size)
        number, at = _behind_text(records, (number, at), size, flags)
        at += behind
    return lengths


def _behind_text(
    records: list[bytes], place: tuple[int, int], left: int, flags: int
) -> tuple[int, int]:
    """Return where a text ends; where it is parted, a new byte says how wide it goes on."""
    number, at = place
    while left:
        width = 2 if flags & _WIDE else 1
        here = min(left, (len(records[number]) - at) // width)
        left -= here
        at += here * width
        if left:
            number, at = number + 1, 1
            flags = records[number][0]
    return number, at
