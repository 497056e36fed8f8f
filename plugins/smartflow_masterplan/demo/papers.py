"""The papers beside the workbooks: register, attendance lists, a photo, minutes, the regulation.

All of them are invented and say so. Small plain files are enough: what matters is that each paper
is kept beside what it proves. Imports the content only.
"""

from __future__ import annotations

import csv
import struct
import zlib
from itertools import cycle
from typing import TYPE_CHECKING

from smartflow_masterplan.demo.content import register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["write_attendance", "write_paper", "write_photo", "write_register"]

NOTICE = "DATA ILUSTRASI - bukan dokumen resmi."

_FIRST = ("Adi", "Citra", "Budi", "Dewi", "Eka", "Fitri", "Hadi", "Intan", "Joni", "Lina", "Rudi")
_LAST = ("Saputra", "Permata", "Wijaya", "Lestari", "Nugraha", "Anwar", "Yulianti")


def write_register(path: Path) -> None:
    """Write the list of agencies for ``agency import``."""
    rows = (
        (
            agency.code,
            agency.name,
            agency.kind,
            ", ".join(agency.dimensions),
            ", ".join(agency.leads),
        )
        for agency in register().agency
    )
    _write_csv(path, ("kode", "nama", "jenis", "dimensi", "memimpin"), rows)


def write_attendance(path: Path, absent: Iterable[str] = ()) -> None:
    """Write an attendance list with one invented name for each agency.

    Args:
        path: The file.
        absent: Codes of the agencies that sent nobody.
    """
    away = set(absent)
    names = zip(cycle(_FIRST), cycle(_LAST), strict=False)
    rows = (
        (f"{first} {last} (data ilustrasi)", agency.code)
        for agency, (first, last) in zip(register().agency, names, strict=False)
        if agency.code not in away
    )
    _write_csv(path, ("Nama", "Instansi"), rows)


def _write_csv(path: Path, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)


def write_paper(path: Path, title: str, *lines: str) -> None:
    """Write a document as plain text: a heading, its lines, and the notice."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join((title.upper(), NOTICE, "", *lines, ""))
    path.write_text(text, encoding="utf-8", newline="\n")


_WIDTH, _HEIGHT = 240, 320
_PAPER, _INK = 235, 90
_LINE_EVERY = 16
_SHIELD = 240
_EDGE = 8
_EARTH = 170


def write_photo(path: Path) -> None:
    """Write a small grey picture of a ruled form: the photo that an official sends by phone."""
    _write_grey(path, _WIDTH, [_pixel_row(row) for row in range(_HEIGHT)])


def write_emblem(path: Path) -> None:
    """Write an invented coat of arms: a shield with a mine's gallery below two hills."""
    _write_grey(path, _SHIELD, [_shield_row(row) for row in range(_SHIELD)])


def _write_grey(path: Path, width: int, rows: list[bytes]) -> None:
    """Write a grey PNG that says of itself that it is invented."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"tEXt", b"Comment\0" + NOTICE.encode("ascii"))
        + _chunk(b"IDAT", zlib.compress(pixels, 9))
        + _chunk(b"IEND", b"")
    )


def _pixel_row(row: int) -> bytes:
    """Return a row of the picture: margins stay white, every sixteenth row is a ruled line."""
    ruled = row % _LINE_EVERY == 0
    return bytes(
        _INK if ruled and _LINE_EVERY < column < _WIDTH - _LINE_EVERY else _PAPER
        for column in range(_WIDTH)
    )


def _shield_row(row: int) -> bytes:
    """Return a row of the shield, from its flat top to its point."""
    return bytes(_shield_ink(column, row) for column in range(_SHIELD))


def _shield_ink(column: int, row: int) -> int:
    """Return how light a point of the shield is."""
    middle = _SHIELD // 2
    aside = abs(column - middle)
    half = (
        middle - 10 if row < middle else int((middle - 10) * (1 - ((row - middle) / middle) ** 2))
    )
    if row < _EDGE or aside > half:
        return _PAPER
    if row < 2 * _EDGE or aside > half - _EDGE:
        return _INK
    hill = middle + abs(aside - middle // 3) // 2  # two hills, left and right of the middle
    gallery = row > middle + 20 and aside < 18  # noqa: PLR2004  a door below them
    if gallery:
        return _INK
    return _PAPER if row < hill else _EARTH


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
