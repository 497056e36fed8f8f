"""Cosignatures: what somebody outside says about a log, as C2SP's ``tlog-cosignature`` specifies.

A witness keeps the newest checkpoint of a log that it has seen, and signs a newer one only when it
extends that. So its line under a note says two things: at this moment, this was the longest
history that I know, and it holds all that I had seen before. The signed message is
``cosignature/v1``, a line with the time, and the note's text; the time stands in front of the
signature, so that it cannot be changed (c2sp.org/tlog-cosignature, "Ed25519 signed message").

The keys are of another type (0x04) than those of logs: a cosignature is never taken for a log's own
signature, nor the other way round. Pure: imports floor 0, the keys and the notes; ``cryptography``
is loaded with the first signature. The moment is the caller's to say.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec

from smartflow.history.seals.note_key import (
    PRIVATE,
    BadSignature,
    SignerKey,
    VerifierKey,
    check_key_id,
    key_word,
    read_key_word,
    split_private_word,
)
from smartflow.history.seals.signed_note import Note, Signature, parse_note

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "COSIGNATURE",
    "WitnessKey",
    "WitnessSigner",
    "add_signatures",
    "cosigned_at",
    "fresh_witness",
    "parse_witness_key",
    "parse_witness_signer",
]

COSIGNATURE: Final = b"\x04"
"""The signature type of an Ed25519 cosignature with a time."""

_TIME_SIZE: Final = 8
_SIGNED_SIZE: Final = _TIME_SIZE + 64
_LATEST: Final = (1 << 63) - 1


class WitnessKey(VerifierKey, frozen=True):
    """A witness's public key; :meth:`check` is over the note's text and the time of signing."""

    kind: ClassVar[bytes] = COSIGNATURE

    def check(self, text: str, signature: bytes) -> None:
        """Check a cosignature over a note's text.

        Raises:
            BadSignature: this witness did not sign that text at that time.
        """
        moment = cosigned_at(signature)
        if moment is None:
            raise BadSignature(name=self.name)
        self.check_message(_message(text, moment), signature[_TIME_SIZE:])


class WitnessSigner(msgspec.Struct, frozen=True):
    """A witness's private key. It is never shown.

    Attributes:
        name: The name under which it signs; no blank and no ``+`` in it.
        seed: The 32 bytes of the Ed25519 private key (RFC 8032). It signs cosignatures alone:
            the message does not hold the name, so one key must not serve two witnesses.
    """

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        """Refuse what no note could carry.

        Raises:
            MalformedKey: the name or the length of the key is not in order.
        """
        _ = self._key

    def __repr__(self) -> str:
        """Return the name alone: what is printed or logged must not hold the key."""
        return f"WitnessSigner(name={self.name!r})"

    @property
    def _key(self) -> SignerKey:
        return SignerKey(self.name, self.seed)

    def verifier(self) -> WitnessKey:
        """Return the public half."""
        return WitnessKey(self.name, self._key.verifier().public)

    def encode(self) -> str:
        """Return the key as one word to be kept secret: ``PRIVATE+KEY+name+id+base64``."""
        return PRIVATE + key_word(self.name, self.verifier().key_id, COSIGNATURE + self.seed)

    def cosign(self, text: str, moment: int) -> Signature:
        """Return this witness's line for a checkpoint.

        Args:
            text: The note's text, which the caller has compared with what it saw before.
            moment: The time in seconds since 1970, UTC.

        Raises:
            ValueError: a moment before 1970 or beyond 2**63 - 1.
        """
        if not 0 <= moment <= _LATEST:
            message = f"a cosignature cannot be of the moment {moment}"
            raise ValueError(message)
        signed = self._key.sign(_message(text, moment).decode())
        return Signature(
            self.name, self.verifier().key_id, moment.to_bytes(_TIME_SIZE, "big") + signed
        )


def fresh_witness(name: str) -> WitnessSigner:
    """Return a new private key from the operating system's random source.

    Raises:
        MalformedKey: ``name`` cannot be the name of a key.
    """
    return WitnessSigner(name, os.urandom(32))


def parse_witness_key(word: str) -> WitnessKey:
    """Return the public key that :meth:`WitnessKey.encode` wrote.

    Raises:
        MalformedKey: not such a word, not of a witness, or its id is not that of name and key.
    """
    return WitnessKey(*read_key_word(word, COSIGNATURE))


def parse_witness_signer(word: str) -> WitnessSigner:
    """Return the private key that :meth:`WitnessSigner.encode` wrote.

    Raises:
        MalformedKey: not such a word, not of a witness, or its id is not that of name and key.
    """
    name, key_id, seed = split_private_word(word, COSIGNATURE)
    signer = WitnessSigner(name, seed)
    check_key_id(signer.verifier(), key_id)
    return signer


def cosigned_at(signature: bytes) -> int | None:
    """Return the time in a cosignature, in seconds since 1970; None if it cannot be one.

    Args:
        signature: What stands behind the key id in a note's line: time and Ed25519 signature.
    """
    moment = int.from_bytes(signature[:_TIME_SIZE], "big")
    return moment if len(signature) == _SIGNED_SIZE and moment <= _LATEST else None


def add_signatures(content: bytes, lines: Iterable[Signature]) -> bytes:
    """Return a note with further lines; what stands there already stays.

    A key has one line. Where it has signed again, the line with the later time counts, for it
    says all that the earlier one does; so the order in which files come back does not matter.

    Args:
        content: The note.
        lines: Lines over the same text, whose signatures the caller has checked.

    Raises:
        MalformedNote: ``content`` is no note.
    """
    note = parse_note(content)
    kept = {(one.name, one.key_id): one for one in note.signatures}
    for line in lines:
        who = (line.name, line.key_id)
        if who not in kept or _time(kept[who]) < _time(line):
            kept[who] = line
    return Note(note.text, tuple(kept.values())).encode()


def _time(line: Signature) -> int:
    """Return the time of a line; a log's own signature has none, and none is later than it."""
    moment = cosigned_at(line.signed)
    return _LATEST + 1 if moment is None else moment


def _message(text: str, moment: int) -> bytes:
    return f"cosignature/v1\ntime {moment}\n{text}".encode()
