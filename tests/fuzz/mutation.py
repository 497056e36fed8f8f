"""Small damage to bytes, as disks, mail gateways and people with time on their hands do it.

Every change follows from the random source that is passed in, so that a seed names it for ever.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = ["mutate", "mutate_part"]

TOKENS = (
    b"",
    b"\0",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\xff\xfe",
    b"\xe2\x80\x94 ",
    b"0",
    b"-1",
    b"1e999",
    b"NaN",
    b"99999999999999999999",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b'"',
    b"\\u0000",
    b"\\ud800",
    b"[" * 2000,
    b"A" * 70000,
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"<c r='XFD1048576'><v>1</v></c>",
    b"1048576",
    b"16384",
    b"number-rows-repeated='1048576'",
    b"=1+1",
    b"PK\x03\x04",
)
"""Pieces that have surprised readers before."""

_MOST = 6
"""The most changes of one mutation."""


def mutate(random: Random, content: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Return bytes with one to a few changes.

    Args:
        random: Where the choices come from.
        content: What is changed.
        others: Whole inputs of which pieces may be taken.
    """
    changed = bytearray(content)
    for _ in range(random.randint(1, _MOST)):
        _change(random, changed, others)
    return bytes(changed)


def _change(random: Random, content: bytearray, others: Sequence[bytes]) -> None:
    """Make one change in place."""
    at = random.randrange(len(content) + 1)
    until = min(len(content), at + random.choice((1, 1, 2, 8, 64, 4096)))
    piece = bytes(content[at:until])
    match random.randrange(8):
        case 0 if at < len(content):
            content[at] ^= 1 << random.randrange(8)
        case 1 if at < len(content):
            content[at] = random.randrange(256)
        case 2:
            del content[at:until]
        case 3:
            content[at:at] = piece * random.choice((1, 2, 50))
        case 4:
            content[at:until] = random.choice(TOKENS)
        case 5:
            content[at:at] = random.choice(TOKENS)
        case 6 if others:
            other = random.choice(others)
            start = random.randrange(len(other) + 1)
            content[at:until] = other[start : start + random.choice((8, 200, 5000))]
        case _:
            lines = content.split(b"\n")
            first, second = random.randrange(len(lines)), random.randrange(len(lines))
            lines[first], lines[second] = lines[second], lines[first]
            content[:] = b"\n".join(lines)


def mutate_part(random: Random, content: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Return a zip file in which one part was mutated, packed anew so that a reader gets to it.

    What is no zip file is mutated as it stands; so is a zip file, now and then.
    """
    if not content.startswith(b"PK") or random.random() < 0.25:
        return mutate(random, content, others)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, mutate(random, part) if name == chosen else part)
    return target.getvalue()
