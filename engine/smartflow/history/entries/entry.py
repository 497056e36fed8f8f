"""An entry: one act of one log, kept for ever as its exact canonical bytes.

The bytes are what counts: they are hashed, chained and stored, and an :class:`Entry` is only how
Python reads them. So reading is strict: bytes that are not the RFC 8785 form of a complete entry
are refused, which leaves one spelling for each entry and no room for a second reading.

This module must stay cheap to import (every command reads entries) and may import nothing of the
model, the store or structlog.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

from smartflow.canonical import canonical_bytes, is_fast_form
from smartflow.clock import Zone
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.language import Text

__all__ = [
    "ENTRY_VERSION",
    "SIGNED_WITH",
    "Actor",
    "Basis",
    "Entry",
    "EntryOutline",
    "MalformedEntry",
    "NewerEntry",
    "UnwritableEntry",
    "decode_entries",
    "decode_entry",
    "encode_entry",
    "newer_outline",
    "read_basis",
]

ENTRY_VERSION = 1
"""The only version of an entry's shape so far (its field ``v``)."""

_Digest = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Moment = Annotated[str, msgspec.Meta(pattern=r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z\Z")]
_Name = Annotated[str, msgspec.Meta(min_length=1)]
_SeqNumber = Annotated[int, msgspec.Meta(ge=1)]


class MalformedEntry(IntegrityFailure):
    """Stored bytes are not a canonical entry."""

    code = "malformed-entry"
    says = Text(
        id="Satu catatan jejak audit tidak terbaca: {cause}.",
        en="An entry of the history cannot be read: {cause}.",
    )
    next_step = Text(
        id="Jalankan: smartflow doctor. Pulihkan berkas dari cadangan terakhir.",
        en="Run: smartflow doctor. Restore the file from the last backup.",
    )


class NewerEntry(BadInput):
    """An entry has a shape that only a newer SmartFlow knows; nobody has changed anything.

    Attributes:
        log: The log's name.
        seq: The entry's number.
    """

    code = "newer-entry"
    says = Text(
        id="Entri {seq} riwayat {log} ditulis oleh SmartFlow yang lebih baru (bentuk {version};"
        " versi ini mengenal bentuk {entry_version}).",
        en="Entry {seq} of the history {log} was written by a newer SmartFlow (shape {version};"
        " this version knows shape {entry_version}).",
    )
    next_step = Text(
        id="Perbarui SmartFlow: pipx upgrade smartflow-engine.",
        en="Upgrade SmartFlow: pipx upgrade smartflow-engine.",
    )

    def __init__(self, log: str, seq: int, version: int) -> None:
        super().__init__(seq=seq, log=log, version=version, entry_version=ENTRY_VERSION)
        self.log = log
        self.seq = seq


class UnwritableEntry(BadInput):
    """What was asked to be recorded has no canonical form."""

    code = "unwritable-entry"
    says = Text(
        id="Tindakan ini tidak dapat dicatat: {cause}.",
        en="This act cannot be recorded: {cause}.",
    )
    next_step = Text(
        id="Periksa nama berkas, angka, dan tulisan yang dimasukkan, lalu ulangi perintah.",
        en="Check the file names, numbers and words given, then repeat the command.",
    )


class Basis(msgspec.Struct, frozen=True):
    """How it is known who acted, by its parts.

    Attributes:
        key: The fingerprint of the SSH key of a signature, or ``""``.
        account: The account from which it was recorded, ``user@host``, or ``""``.
        claimed: Whether the account is only claimed, and no signature says more.
        decrees: The decree by which the person holds the post, where one is registered.
    """

    key: str = ""
    account: str = ""
    claimed: bool = False
    decrees: tuple[str, ...] = ()


SIGNED_WITH = "signed with "
"""How the basis of an actor begins who is known by a signature; the fingerprint follows."""

_RECORDED, _CLAIMED = "recorded by ", "claimed by "


def read_basis(words: str) -> Basis:
    """Return what the words of a basis say; whoever writes one joins its parts by ``"; "``.

    Args:
        words: Such as ``claimed by user@host; SK 1/2026``, or ``signed with SHA256:…; recorded by
            user@host``.
    """
    key = account = ""
    claimed = False
    decrees: list[str] = []
    for part in filter(None, words.split("; ")):
        if part.startswith(SIGNED_WITH) and not (key or account or decrees):
            key = part.removeprefix(SIGNED_WITH)
        elif part.startswith((_RECORDED, _CLAIMED)) and not account:
            claimed = part.startswith(_CLAIMED)
            account = part.removeprefix(_CLAIMED if claimed else _RECORDED)
        else:
            decrees.append(part)
    return Basis(key, account, claimed, tuple(decrees))


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acted.

    Attributes:
        person: The registered name, or the operating system's user.
        role: The role in which the person acted, or ``""``.
        post: The person's post, or ``""``.
        basis: How the person is known: a signature, or a claim with OS user and host.
    """

    person: _Name
    role: str = ""
    post: str = ""
    basis: str = ""

    @property
    def known_by(self) -> Basis:
        """The basis by its parts."""
        return read_basis(self.basis)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One act of one log.

    Attributes:
        v: The version of this shape, :data:`ENTRY_VERSION`.
        log: The log's name, its origin: ``smartflow/<workspace id>[/<region code>]``.
        seq: The number in the log, from 1 without gaps.
        at: The moment of writing in UTC, RFC 3339 with ``Z`` (:func:`smartflow.clock.stamp`).
        occurred: The day on which it happened, in the official's zone.
        zone: ``WIB``, ``WITA`` or ``WIT``.
        act: The act's name, such as ``submit``.
        actor: Who acted.
        body: What was done, JSON without floats; big things are digests of blobs.
        reason: Why, or ``""``.
        prev: Leaf hash of the entry before, or the empty tree's hash.
    """

    v: Literal[1] = 1
    log: _Name
    seq: _SeqNumber
    at: _Moment
    occurred: date
    zone: Zone
    act: _Name
    actor: Actor
    body: dict[str, object]
    reason: str = ""
    prev: _Digest

    @property
    def moment(self) -> datetime:
        """The moment of writing, aware, in UTC."""
        return datetime.fromisoformat(self.at)


class EntryOutline(msgspec.Struct, frozen=True):
    """What an entry of any shape says of its place.

    Attributes:
        v: The version of its shape.
        log: The log's name.
        seq: Its number.
        prev: Leaf hash of the entry before.
    """

    v: int
    log: _Name
    seq: _SeqNumber
    prev: _Digest


def _no_float(literal: str) -> float:
    message = f"a float ({literal}) cannot stand in an entry"
    raise ValueError(message)


_DECODER = msgspec.json.Decoder(Entry, float_hook=_no_float)
_ENCODER = msgspec.json.Encoder(order="sorted")


class _Unchecked(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry whose two texts with a pattern are yet to be looked at."""

    at: str
    prev: str


_LINES_DECODER = msgspec.json.Decoder(_Unchecked, float_hook=_no_float)
_DIGITS_AS_NULLS = bytes.maketrans(b"123456789", b"000000000")
_HEX_AS_NULLS = bytes.maketrans(b"123456789abcdef", b"000000000000000")
_DIGEST_FORM = frozenset({64 * b"0"})
_SECOND = b"0000-00-00T00:00:00"
_MOMENT_FORMS = frozenset(
    {_SECOND + b"Z", *(_SECOND + b"." + count * b"0" + b"Z" for count in range(1, 7))}
)


def encode_entry(entry: Entry) -> bytes:
    """Return the canonical bytes of ``entry``.

    What is returned can be read back: it goes through :func:`decode_entry`'s own checks, so that
    no entry enters a log from which it could not be read.

    Args:
        entry: The entry; tuples, decimals and dates in its body become lists and text.

    Returns:
        The RFC 8785 form (JSON Canonicalization Scheme), UTF-8.

    Raises:
        UnwritableEntry: a float, an integer beyond 2**53 - 1, text that is not Unicode, or a
            field that breaks its rule (an unknown zone, a sequence number below 1).
    """
    try:
        content = canonical_bytes(entry)
        _check(content)
    except (TypeError, ValueError, RecursionError) as error:
        cause = str(error).rstrip(".")
        raise UnwritableEntry(cause=cause) from error
    return content


def decode_entry(content: bytes) -> Entry:
    """Return the entry that ``content`` spells.

    Args:
        content: The bytes as they are stored.

    Returns:
        The entry; ``encode_entry`` of it gives ``content`` again.

    Raises:
        MalformedEntry: not JSON, a field missing, unknown or of a wrong type, a float, or any
            spelling but the canonical one.
    """
    try:
        return _check(content)
    except (ValueError, RecursionError) as error:
        cause = str(error).rstrip(".")
        raise MalformedEntry(cause=cause) from error


def newer_outline(content: bytes) -> EntryOutline | None:
    """Return the place of an entry whose shape is newer than this version, else None.

    Args:
        content: Bytes that :func:`decode_entry` has refused.
    """
    try:
        outline = msgspec.json.decode(content, type=EntryOutline)
    except (ValueError, RecursionError):
        return None
    return outline if outline.v > ENTRY_VERSION else None


def decode_entries(contents: Sequence[bytes]) -> Sequence[Entry]:
    """Return the entries that ``contents`` spell: :func:`decode_entry` of each, for many at once.

    All are read and written again in two calls. The lines that come out are those that went in
    only if each of them is canonical: canonical lines hold no newline and are not empty, so that
    as many of them, of equal bytes, are the same ones. The two patterns, more than half of the
    time of reading one entry, are looked at for all together as well.

    Args:
        contents: The bytes as they are stored.

    Raises:
        MalformedEntry: one of them is no canonical entry.
    """
    lines = b"\n".join((*contents, b""))
    try:
        entries = _LINES_DECODER.decode_lines(lines)
        whole = len(entries) == len(contents) and _ENCODER.encode_lines(entries) == lines
    except (ValueError, RecursionError):
        return list(map(decode_entry, contents))
    whole = (
        whole
        and is_fast_form(lines)
        and _have_form([one.prev for one in entries], _HEX_AS_NULLS, _DIGEST_FORM)
        and _have_form([one.at for one in entries], _DIGITS_AS_NULLS, _MOMENT_FORMS)
    )
    # One by one they are slower, and where one is at fault it is found.
    return entries if whole else list(map(decode_entry, contents))


def _have_form(texts: Sequence[str], as_nulls: bytes, forms: frozenset[bytes]) -> bool:
    """Say whether each text has one of some forms, in which every digit is a null."""
    found = "\n".join(texts).encode("utf-8", "replace").translate(as_nulls).split(b"\n")
    # A text that holds a newline makes more of them.
    return not texts or (len(found) == len(texts) and forms.issuperset(found))


def _check(content: bytes) -> Entry:
    entry = _DECODER.decode(content)
    # Reading is the commonest thing of all: far faster this way, and without importing rfc8785.
    canonical = _ENCODER.encode(entry) if is_fast_form(content) else canonical_bytes(entry)
    if canonical != content:
        message = "its bytes are not in canonical form (RFC 8785)"
        raise ValueError(message)
    return entry
