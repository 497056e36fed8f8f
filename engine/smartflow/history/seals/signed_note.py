"""Signed notes: a text and the signatures under it, as C2SP's ``signed-note`` specifies them.

The format is the one in which transparency logs sign what they promise (c2sp.org/signed-note, the
same as Go's ``sumdb/note``), so that tools of other people read ours. A note is text, a blank
line, and a line ``— name base64(key id || signature)`` for each key that signed. A signature by a
key that the reader does not know says nothing, good or bad; a note that no known key signed is
refused.

Reading is strict, and what is not in order raises an error of its own name. Imports floor 0 and the
keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.seals.note_key import KEY_ID_SIZE, is_key_name
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartflow.history.seals.note_key import SignerKey, VerifierKey

__all__ = [
    "DuplicateSignature",
    "MalformedNote",
    "Note",
    "Signature",
    "UnknownKey",
    "cosign",
    "open_note",
    "parse_note",
    "sign_note",
]

_DASH: Final = "\N{EM DASH} "
_MOST_SIGNATURES: Final = 100
_MOST_BYTES: Final = 1 << 20

_ASK_AGAIN = Text(
    id="Minta salinan baru dari pemiliknya, lalu bandingkan keduanya.",
    en="Ask its owner for a new copy, then compare the two.",
)


class MalformedNote(IntegrityFailure):
    """Bytes that are not a signed note."""

    code = "malformed-note"
    says = Text(
        id="Nota bertanda tangan ini tidak terbaca: {why}.",
        en="This signed note cannot be read: {why}.",
    )
    next_step = _ASK_AGAIN


class UnknownKey(IntegrityFailure):
    """No key that the reader trusts has signed the note."""

    code = "unknown-key"
    says = Text(
        id="Tidak ada kunci yang dikenal pada nota ini; penandatangannya: {listed}.",
        en="No known key signed this note; those that did: {listed}.",
    )
    next_step = Text(
        id="Periksa kunci yang diberikan. Bila kuncinya benar, nota ini dibuat pihak lain.",
        en="Check the key that was given. If it is right, somebody else made this note.",
    )

    def __init__(self, names: Sequence[str]) -> None:
        listed = ", ".join(names)
        super().__init__(listed=listed)
        self.names = tuple(names)


class DuplicateSignature(IntegrityFailure):
    """One key has signed the note twice."""

    code = "duplicate-signature"
    says = Text(
        id="Kunci {name} menandatangani nota ini dua kali.",
        en="The key {name} has signed this note twice.",
    )
    next_step = Text(
        id="Satu kunci menandatangani satu kali: hapus baris yang berlebih.",
        en="A key signs once: remove the line that is too many.",
    )


class Signature(msgspec.Struct, frozen=True):
    """One signature line of a note.

    Attributes:
        name: The name of the key.
        key_id: The 4 bytes that tell keys of one name apart.
        signed: The signature itself, 64 bytes if it is Ed25519.
    """

    name: str
    key_id: bytes
    signed: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note, newline included."""
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.signed)}\n"


class Note(msgspec.Struct, frozen=True):
    """A text and the signatures under it.

    Attributes:
        text: The text, its last newline included.
        signatures: Those under it, in their order.
    """

    text: str
    signatures: tuple[Signature, ...]

    def encode(self) -> bytes:
        """Return the note as UTF-8: text, blank line, signature lines."""
        return (self.text + "\n" + "".join(one.line for one in self.signatures)).encode()


def sign_note(text: str, signers: Iterable[SignerKey]) -> bytes:
    """Return a new note.

    Args:
        text: What is signed; it ends with a newline.
        signers: The keys that sign, at least one.

    Raises:
        MalformedNote: the text cannot stand in a note, or nobody signs.
        DuplicateSignature: a key is named twice.
    """
    return _signed(Note(text, ()), signers)


def cosign(content: bytes, signers: Iterable[SignerKey]) -> bytes:
    """Return a note with further signatures below those that it has.

    Nothing is checked of the text: what a cosigner vouches for is the caller's to look at.

    Raises:
        MalformedNote: ``content`` is no note.
        DuplicateSignature: a key has signed it already.
    """
    return _signed(parse_note(content), signers)


def open_note(content: bytes, trusted: Iterable[VerifierKey]) -> Note:
    """Return a note that a trusted key has signed, with the signatures that were checked.

    As the specification asks, a signature by any other key is passed over, even if it shares the
    name or the id of a trusted one; but every signature by a trusted key must be good.

    Args:
        content: The note's bytes.
        trusted: The keys that count, from a source other than the note.

    Returns:
        The note, with the signatures of trusted keys alone.

    Raises:
        MalformedNote: ``content`` is no note.
        UnknownKey: no trusted key has signed it.
        BadSignature: a trusted key's signature is not over this text.
        DuplicateSignature: a trusted key has signed twice.
    """
    note = parse_note(content)
    keys = {(key.name, key.key_id): key for key in trusted}
    checked: dict[tuple[str, bytes], Signature] = {}
    for one in note.signatures:
        who = (one.name, one.key_id)
        if who not in keys:
            continue
        if who in checked:
            raise DuplicateSignature(name=one.name)
        keys[who].check(note.text, one.signed)
        checked[who] = one
    if not checked:
        raise UnknownKey([f"{one.name}+{one.key_id.hex()}" for one in note.signatures])
    return Note(note.text, tuple(checked.values()))


def parse_note(content: bytes) -> Note:
    """Return the note that ``content`` spells, without checking any signature.

    Raises:
        MalformedNote: no UTF-8, a control character, no blank line, no signature, a line among
            the signatures that is none, or more than 100 of them.
    """
    if len(content) > _MOST_BYTES:
        raise MalformedNote(why=Text(id="terlalu besar", en="it is too large"))
    try:
        whole = content.decode()
    except UnicodeDecodeError as error:
        raise MalformedNote(why=Text(id="bukan UTF-8", en="it is not UTF-8")) from error
    text, blank, below = whole.rpartition("\n\n")
    if not blank or not below:
        raise MalformedNote(why=Text(id="tanpa tanda tangan", en="it has no signature"))
    if not below.endswith("\n"):
        raise MalformedNote(why=Text(id="baris terakhir terputus", en="its last line is cut"))
    lines = below[:-1].split("\n")
    if len(lines) > _MOST_SIGNATURES:
        raise MalformedNote(
            why=Text(id="terlalu banyak tanda tangan", en="it has too many signatures")
        )
    _check_text(text + "\n")
    return Note(text + "\n", tuple(_read_line(line) for line in lines))


def _signed(note: Note, signers: Iterable[SignerKey]) -> bytes:
    _check_text(note.text)
    signatures = list(note.signatures)
    for signer in signers:
        new = Signature(signer.name, signer.verifier().key_id, signer.sign(note.text))
        if any((one.name, one.key_id) == (new.name, new.key_id) for one in signatures):
            raise DuplicateSignature(name=signer.name)
        signatures.append(new)
    if not signatures:
        raise MalformedNote(why=Text(id="tanpa tanda tangan", en="it has no signature"))
    return Note(note.text, tuple(signatures)).encode()


def _check_text(text: str) -> None:
    if not text.endswith("\n"):
        raise MalformedNote(
            why=Text(id="teksnya tidak berakhir baris baru", en="its text ends without a newline")
        )
    if any(letter < " " and letter != "\n" for letter in text):
        raise MalformedNote(why=Text(id="ada karakter kendali", en="there is a control character"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise MalformedNote(
            why=Text(id="ada huruf yang tidak utuh", en="a letter in it is not whole")
        ) from error


def _read_line(line: str) -> Signature:
    name, blank, encoded = line.removeprefix(_DASH).partition(" ")
    content = from_base64(encoded) if blank and line.startswith(_DASH) else None
    if content is None or len(content) <= KEY_ID_SIZE or not is_key_name(name):
        raise MalformedNote(
            why=Text(id="ada baris tanda tangan yang rusak", en="a signature line is not in order")
        )
    return Signature(name, content[:KEY_ID_SIZE], content[KEY_ID_SIZE:])
