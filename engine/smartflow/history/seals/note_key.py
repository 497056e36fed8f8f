"""Keys that sign notes: Ed25519, each with the name under which it signs.

A key is handed out as one word, ``name+id+base64``, in the form of C2SP's ``signed-note`` and of
Go's ``sumdb/note``, so that other people's tools take ours. The id is in the word, so a word that
was cut or mistyped is refused and not taken for another key.

The library ``cryptography`` is loaded with the first signature, never by an import of this module.
Imports floor 0 only; where a key lies is the caller's to say.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = [
    "ED25519",
    "KEY_ID_SIZE",
    "PRIVATE",
    "BadSignature",
    "MalformedKey",
    "SignerKey",
    "VerifierKey",
    "check_key_id",
    "fresh_signer_key",
    "is_key_name",
    "key_id_of",
    "key_word",
    "parse_signer_key",
    "parse_verifier_key",
    "read_key_word",
    "split_private_word",
]

KEY_ID_SIZE: Final = 4
"""Length of the id by which a signature names its key, in bytes."""

ED25519: Final = b"\x01"
"""The signature type of Ed25519, which stands before every key and enters every key id."""

_KEY_SIZE: Final = 32
_NAME: Final = re.compile(r"[^\s+\x00-\x1f]+")
PRIVATE: Final = "PRIVATE+KEY+"
"""How the word of a private key begins."""


_OTHER_TYPE = Text(
    id="jenisnya lain dari yang diminta", en="it is of another type than the one asked for"
)


class BadSignature(IntegrityFailure):
    """A known key's signature is not over this text."""

    code = "bad-signature"
    says = Text(
        id="Tanda tangan {name} tidak cocok dengan isi nota ini.",
        en="The signature of {name} is not over the text of this note.",
    )
    next_step = Text(
        id="Isi nota telah diubah: simpan sebagai bukti dan minta salinan yang asli.",
        en="The text was changed: keep it as evidence and ask for the original.",
    )


class MalformedKey(BadInput):
    """A word that is not an Ed25519 key in the note format."""

    code = "malformed-key"
    says = Text(
        id="Ini bukan kunci Ed25519 untuk nota bertanda tangan: {why}.",
        en="This is no Ed25519 key of signed notes: {why}.",
    )
    next_step = Text(
        id="Salin seluruh baris kunci, dari namanya sampai huruf terakhir.",
        en="Copy the whole line of the key, from its name to the last letter.",
    )


class VerifierKey(msgspec.Struct, frozen=True):
    """A public key with the name under which it signs.

    Attributes:
        kind: The byte of its signature type (c2sp.org/signed-note, "Signature types").
        name: The key's name, such as ``smartflow/<workspace id>``; no blank and no ``+`` in it.
        public: The 32 bytes of the Ed25519 public key (RFC 8032).
    """

    kind: ClassVar[bytes] = ED25519

    name: str
    public: bytes

    def __post_init__(self) -> None:
        """Refuse what no note could carry.

        Raises:
            MalformedKey: the name or the length of the key is not in order.
        """
        _check_key(self.name, self.public)

    @property
    def key_id(self) -> bytes:
        """The 4 bytes by which a signature names its key: sha256(name, newline, type, key)[:4]."""
        return key_id_of(self.name, self.kind + self.public)

    @property
    def fingerprint(self) -> str:
        """What two people compare over the telephone: 128 bits of sha256 in groups of four."""
        digest = hashlib.sha256(self.kind + self.public).hexdigest()
        return " ".join(digest[at : at + 4] for at in range(0, 32, 4))

    def encode(self) -> str:
        """Return the key as one word to be handed out: ``name+id+base64(type || key)``."""
        return key_word(self.name, self.key_id, self.kind + self.public)

    def check(self, text: str, signature: bytes) -> None:
        """Check a signature over a note's text, as it stands behind the key id in its line.

        Raises:
            BadSignature: this key did not sign that text.
        """
        self.check_message(text.encode(), signature)

    def check_message(self, message: bytes, signature: bytes) -> None:
        """Check an Ed25519 signature over bytes.

        Raises:
            BadSignature: this key did not sign them.
        """
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise BadSignature(name=self.name) from error


class SignerKey(msgspec.Struct, frozen=True):
    """A private key with the name under which it signs. It is never shown.

    Attributes:
        name: The key's name, as in :class:`VerifierKey`.
        seed: The 32 bytes of the Ed25519 private key (RFC 8032).
    """

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        """Refuse what no note could carry.

        Raises:
            MalformedKey: the name or the length of the key is not in order.
        """
        _check_key(self.name, self.seed)

    def __repr__(self) -> str:
        """Return the name alone: what is printed or logged must not hold the key."""
        return f"SignerKey(name={self.name!r})"

    def verifier(self) -> VerifierKey:
        """Return the public half."""
        return _verifier(self)

    def encode(self) -> str:
        """Return the key as one word to be kept secret: ``PRIVATE+KEY+name+id+base64``."""
        return PRIVATE + key_word(self.name, self.verifier().key_id, ED25519 + self.seed)

    def sign(self, text: str) -> bytes:
        """Return this key's signature over a note's text: 64 bytes, always the same ones."""
        return _private(self.seed).sign(text.encode())


@lru_cache(maxsize=4)
def _verifier(signer: SignerKey) -> VerifierKey:
    return VerifierKey(signer.name, _private(signer.seed).public_key().public_bytes_raw())


@lru_cache(maxsize=4)
def _private(seed: bytes) -> Ed25519PrivateKey:
    """Return the library's form of a private key; making one costs as much as signing."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def fresh_signer_key(name: str) -> SignerKey:
    """Return a new private key from the operating system's random source.

    Raises:
        MalformedKey: ``name`` cannot be the name of a key.
    """
    return SignerKey(name, os.urandom(_KEY_SIZE))


def parse_verifier_key(word: str) -> VerifierKey:
    """Return the public key that :meth:`VerifierKey.encode` wrote.

    Raises:
        MalformedKey: not such a word, not Ed25519, or its id is not that of its name and key.
    """
    return VerifierKey(*read_key_word(word, ED25519))


def parse_signer_key(word: str) -> SignerKey:
    """Return the private key that :meth:`SignerKey.encode` wrote.

    Raises:
        MalformedKey: not such a word, not Ed25519, or its id is not that of its name and key.
    """
    name, key_id, seed = split_private_word(word, ED25519)
    key = SignerKey(name, seed)
    check_key_id(key.verifier(), key_id)
    return key


def is_key_name(name: str) -> bool:
    """Say whether a key can be called so: not empty, no blank, no control character, no plus."""
    return _NAME.fullmatch(name) is not None


def key_id_of(name: str, key: bytes) -> bytes:
    """Return the 4 bytes of a key's id: sha256(name, newline, type and public key)[:4]."""
    return hashlib.sha256(name.encode() + b"\n" + key).digest()[:KEY_ID_SIZE]


def key_word(name: str, key_id: bytes, key: bytes) -> str:
    """Return a key as one word: ``name+id+base64``, its type's byte in front of its bytes."""
    return f"{name}+{key_id.hex()}+{to_base64(key)}"


def read_key_word(word: str, kind: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of the public key in a word.

    Args:
        word: What :func:`key_word` gives.
        kind: The signature type that it must be of.

    Raises:
        MalformedKey: not such a word, of another type, or its id is not that of its name and key.
    """
    name, key_id, public = _split(word, kind)
    _check_key(name, public)
    _check_id(key_id_of(name, kind + public), key_id)
    return name, public


def split_private_word(word: str, kind: bytes) -> tuple[str, str, bytes]:
    """Return name, id in hex and seed of a private key's word; the id is yet to be checked.

    Raises:
        MalformedKey: not such a word, or of another type.
    """
    if not word.startswith(PRIVATE):
        raise MalformedKey(
            why=Text(id=f"awalan {PRIVATE} tidak ada", en=f"it does not begin with {PRIVATE}")
        )
    return _split(word.removeprefix(PRIVATE), kind)


def check_key_id(key: VerifierKey, written: str) -> None:
    """Check that the id in a word is that of the key in it.

    Raises:
        MalformedKey: it is another key's.
    """
    _check_id(key.key_id, written)


def _split(word: str, kind: bytes) -> tuple[str, str, bytes]:
    """Return name, id in hex and the key's bytes, the type's byte taken off."""
    name, _, rest = word.partition("+")
    key_id, plus, encoded = rest.partition("+")
    content = from_base64(encoded)
    if not plus or content is None:
        raise MalformedKey(
            why=Text(id="bentuknya bukan nama+id+kunci", en="it is not of the form name+id+key")
        )
    if content[:1] != kind:
        raise MalformedKey(why=_OTHER_TYPE)
    return name, key_id, content[1:]


def _check_key(name: str, key: bytes) -> None:
    if not is_key_name(name):
        raise MalformedKey(
            why=Text(
                id="namanya kosong, atau memuat spasi atau tanda plus",
                en="its name is empty, or holds a blank or a plus",
            )
        )
    if len(key) != _KEY_SIZE:
        raise MalformedKey(why=Text(id="panjangnya bukan 32 byte", en="it is not 32 bytes long"))


def _check_id(key_id: bytes, written: str) -> None:
    if key_id.hex() != written:
        raise MalformedKey(
            why=Text(id="id-nya bukan milik nama dan kunci ini", en="its id is of another key")
        )
