"""Blobs: big things, named by the sha256 of their stored bytes.

An entry holds digests; the verdict, the rows of a submission, the file as it came are blobs. What
holds personal data is salted: 16 random bytes stand in front of the content and the digest covers
both, so that after an erasure nobody can find the content by guessing (the salt is gone too), and
every blob is still checked in one way: sha256(bytes) = digest.
"""

from __future__ import annotations

import os

import msgspec

from smartflow.canonical import sha256_hex
from smartflow.errors import IntegrityFailure
from smartflow.language import Text

__all__ = [
    "SALT_SIZE",
    "AlteredBlob",
    "Blob",
    "CutBlob",
    "check_blob",
    "fresh_salt",
    "open_salted",
    "seal",
    "seal_salted",
]

SALT_SIZE = 16
"""Length of a salt in bytes."""

_HINT = Text(
    id="Jalankan: smartflow doctor. Pulihkan berkas dari cadangan terakhir.",
    en="Run: smartflow doctor. Restore the file from the last backup.",
)


class AlteredBlob(IntegrityFailure):
    """The bytes of a blob do not have the digest by which it is named."""

    code = "altered-blob"
    says = Text(
        id="Isi lampiran {digest}… tidak cocok dengan sidik digitalnya.",
        en="The content of blob {digest}… does not match its digest.",
    )
    next_step = _HINT


class CutBlob(AlteredBlob):
    """The bytes of a blob end before its salt does."""

    says = Text(
        id="Satu lampiran jejak audit terpotong: garamnya tidak utuh.",
        en="A blob of the history is cut short: its salt is not whole.",
    )
    next_step = _HINT


class Blob(msgspec.Struct, frozen=True):
    """Bytes to be stored, with their name.

    Attributes:
        digest: sha256 of ``content``, lower-case hex.
        content: The bytes as stored: for a salted blob the salt stands in front.
    """

    digest: str
    content: bytes


def fresh_salt() -> bytes:
    """Return 16 bytes from the operating system's random source."""
    return os.urandom(SALT_SIZE)


def seal(content: bytes, salt: bytes = b"") -> Blob:
    """Return ``content`` as a plain blob, or behind ``salt`` if one is given.

    Args:
        content: What is to be kept.
        salt: Nothing, or bytes that are kept in front of the content.
    """
    stored = salt + content
    return Blob(digest=sha256_hex(stored), content=stored)


def seal_salted(content: bytes, salt: bytes) -> Blob:
    """Return ``content`` as a salted blob.

    Args:
        content: What is to be kept.
        salt: 16 random bytes, used once (:func:`fresh_salt`).

    Raises:
        ValueError: the salt is not 16 bytes long.
    """
    if len(salt) != SALT_SIZE:
        message = f"a salt has {SALT_SIZE} bytes, not {len(salt)}"
        raise ValueError(message)
    return seal(content, salt)


def open_salted(stored: bytes) -> bytes:
    """Return the content of a salted blob's stored bytes, without its salt.

    Raises:
        AlteredBlob: there is not even a whole salt.
    """
    if len(stored) < SALT_SIZE:
        raise CutBlob
    return stored[SALT_SIZE:]


def check_blob(digest: str, content: bytes) -> None:
    """Compare a blob's bytes with its name.

    Raises:
        AlteredBlob: sha256 of ``content`` is not ``digest``.
    """
    if sha256_hex(content) != digest:
        raise AlteredBlob(digest=digest[:12])
