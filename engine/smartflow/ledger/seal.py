"""A log's seal as it is printed: the newest checkpoint's note as text, and as a QR code.

It stands on the last page of a book or of an auditor's working paper, so that whoever signs the
paper witnesses the history: a phone reads the whole note from the print, and the note can be given
to ``audit verify --against`` years later. :func:`qr_svg` is pure and knows no store.

The library ``segno`` is loaded with the first code.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.history.seals.signed_note import Note, parse_note

if TYPE_CHECKING:
    from smartflow.store.protocol import Reading

__all__ = ["MODULE_MM", "MOST_BYTES", "Seal", "qr_svg", "seal_of"]

MODULE_MM: Final = 0.5
"""The side of one module on paper: phones read 0.33 mm and more at arm's length."""

MOST_BYTES: Final = 1200
"""The longest note that is drawn whole: version 28 at level M, 69 mm wide with its margin."""

_MARGIN: Final = 4
"""Modules of white around the code (ISO/IEC 18004, "quiet zone")."""


class Seal(msgspec.Struct, frozen=True):
    """What is printed of a log.

    Attributes:
        log: The log's name.
        size: How many entries the checkpoint covers.
        text: The note, signatures included: what the code holds.
        svg: The code, an SVG document with its size in millimetres.
    """

    log: str
    size: int
    text: str
    svg: str


def seal_of(reading: Reading, log: str) -> Seal | None:
    """Return the seal of a log's newest checkpoint, or None if the log is not signed.

    Args:
        reading: An open transaction.
        log: The log.

    Raises:
        MalformedNote: the stored note is none.
    """
    newest = reading.checkpoint(log)
    if newest is None:
        return None
    note = printed(newest[1])
    return Seal(log, newest[0], note.decode(), qr_svg(note))


def printed(note: bytes) -> bytes:
    """Return a note as far as a code may hold it: the last lines are left out of one too long.

    The log's own signature stands first and is never left out; the cosignatures of many witnesses
    are in the store.
    """
    signed = parse_note(note)
    lines = list(signed.signatures)
    while len(lines) > 1 and len(Note(signed.text, tuple(lines)).encode()) > MOST_BYTES:
        lines.pop()
    return Note(signed.text, tuple(lines)).encode()


def qr_svg(note: bytes) -> str:
    """Return a note as a QR code: an SVG document, black on white, of a size that a phone reads.

    Byte mode, UTF-8, error level M (15 % of the code may be lost), ISO/IEC 18004.

    Args:
        note: The note's bytes, at most :data:`MOST_BYTES` (:func:`printed`).
    """
    import segno

    code = segno.make_qr(note, error="m", mode="byte", boost_error=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=_MARGIN,
        scale=MODULE_MM,
        unit="mm",
        dark="#000000",
        light="#ffffff",
        xmldecl=False,
        svgns=True,
        nl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()
