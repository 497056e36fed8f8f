"""Keys that sign notes: Ed25519, each with the name under which it signs.

A key is handed out as one word, ``name+id+base64``, in the form of C2SP's ``signed-note`` and of
Go's ``sumdb/note``, so that other people's tools take ours. The id is in the word, so a word that
was cut or mistyped is refused and not taken for another key.

The library ``cryptography`` is loaded with the first signature, never by an import of this module.
Imports floor 0 only and keeps no key: where one lies is the caller's to say.
"""

from __future__ import annotations

import hashlib
import os
from typing import Final

import msgspec

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

__all__ = [
    "KEY_ID_SIZE",
    "BadSignature",
    "MalformedKey",
    "SignerKey",
    "VerifierKey",
    "fresh_signer_key",
    "is_key_name",
    "parse_signer_key",
    "parse_verifier_key",
]

KEY_ID_SIZE: Final = 4
"""Length of the id by which a signature names its key, in bytes."""

_ED25519: Final = b"\x01"
"""The signature type of Ed25519, which stands before every key and enters every key id."""

_KEY_SIZE: Final = 32
_PRIVATE: Final = "PRIVATE+KEY+"


class BadSignature(IntegrityFailure):
    """A known key's signature is not over this text."""

    code = "bad-signature"

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                id=f"Tanda tangan {name} tidak cocok dengan isi nota ini.",
                en=f"The signature of {name} is not over the text of this note.",
            ),
            Text(
                id="Isi nota telah diubah: simpan sebagai bukti dan minta salinan yang asli.",
                en="The text was changed: keep it as evidence and ask for the original.",
            ),
        )
        self.name = name


class MalformedKey(BadInput):
    """A word that is not an Ed25519 key in the note format."""

    code = "malformed-key"

    def __init__(self, why: Text) -> None:
        # The word itself is not shown: it may be a private key.
        super().__init__(
            Text(
                id=f"Ini bukan kunci Ed25519 untuk nota bertanda tangan: {why.id}.",
                en=f"This is no Ed25519 key of signed notes: {why.en}.",
            ),
            Text(
                id="Salin seluruh baris kunci, dari namanya sampai huruf terakhir.",
                en="Copy the whole line of the key, from its name to the last letter.",
            ),
        )


class VerifierKey(msgspec.Struct, frozen=True):
    """A public key with the name under which it signs.

    Attributes:
        name: The key's name, such as ``smartflow/<workspace id>``; no blank and no ``+`` in it.
        public: The 32 bytes of the Ed25519 public key (RFC 8032).
    """

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
        content = self.name.encode() + b"\n" + _ED25519 + self.public
        return hashlib.sha256(content).digest()[:KEY_ID_SIZE]

    def encode(self) -> str:
        """Return the key as one word to be handed out: ``name+id+base64(type || key)``."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(_ED25519 + self.public)}"

    def check(self, text: str, signature: bytes) -> None:
        """Check an Ed25519 signature over a note's text.

        Raises:
            BadSignature: this key did not sign that text.
        """
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError) as error:
            raise BadSignature(self.name) from error


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
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return VerifierKey(self.name, public.public_bytes_raw())

    def encode(self) -> str:
        """Return the key as one word to be kept secret: ``PRIVATE+KEY+name+id+base64``."""
        key_id = self.verifier().key_id.hex()
        return f"{_PRIVATE}{self.name}+{key_id}+{to_base64(_ED25519 + self.seed)}"

    def sign(self, text: str) -> bytes:
        """Return this key's signature over a note's text: 64 bytes, always the same ones."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())


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
    name, key_id, public = _read_key(word)
    key = VerifierKey(name, public)
    _check_id(key, key_id)
    return key


def parse_signer_key(word: str) -> SignerKey:
    """Return the private key that :meth:`SignerKey.encode` wrote.

    Raises:
        MalformedKey: not such a word, not Ed25519, or its id is not that of its name and key.
    """
    if not word.startswith(_PRIVATE):
        raise MalformedKey(
            Text(id=f"awalan {_PRIVATE} tidak ada", en=f"it does not begin with {_PRIVATE}")
        )
    name, key_id, seed = _read_key(word.removeprefix(_PRIVATE))
    key = SignerKey(name, seed)
    _check_id(key.verifier(), key_id)
    return key


def is_key_name(name: str) -> bool:
    """Say whether a key can be called so: not empty, no blank, no control character, no plus."""
    return bool(name) and not any(one.isspace() or one < " " or one == "+" for one in name)


def _read_key(word: str) -> tuple[str, str, bytes]:
    """Return name, id in hex and the key's bytes, the type's byte taken off."""
    name, _, rest = word.partition("+")
    key_id, plus, encoded = rest.partition("+")
    content = from_base64(encoded)
    if not plus or content is None:
        raise MalformedKey(
            Text(id="bentuknya bukan nama+id+kunci", en="it is not of the form name+id+key")
        )
    if content[:1] != _ED25519:
        raise MalformedKey(
            Text(id="jenisnya bukan Ed25519", en="it is of another type than Ed25519")
        )
    return name, key_id, content[1:]


def _check_key(name: str, key: bytes) -> None:
    if not is_key_name(name):
        raise MalformedKey(
            Text(
                id="namanya kosong, atau memuat spasi atau tanda plus",
                en="its name is empty, or holds a blank or a plus",
            )
        )
    if len(key) != _KEY_SIZE:
        raise MalformedKey(Text(id="panjangnya bukan 32 byte", en="it is not 32 bytes long"))


def _check_id(key: VerifierKey, key_id: str) -> None:
    if key.key_id.hex() != key_id:
        raise MalformedKey(
            Text(id="id-nya bukan milik nama dan kunci ini", en="its id is of another key")
        )
