"""Public SSH keys as OpenSSH writes them, by which people sign: read, named and held against rules.

A key is one line, ``ssh-ed25519 AAAA… comment``: its kind, its bytes on the wire (RFC 4251, 4253,
5656, 8709) in base64, and what people call it. Only these kinds may sign: Ed25519, also on a
security key, ECDSA on the NIST curves, and RSA of at least 2048 bits. DSA and certificates may not.

Reading is strict and needs no library; ``cryptography`` is loaded only to see whether the numbers
in a key are those of a key. Imports floor 0 only and keeps nothing.
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from smartflow.errors import BadInput
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

__all__ = [
    "CURVES",
    "ED25519",
    "RSA",
    "SECURITY_KEY",
    "Cut",
    "MalformedSshKey",
    "PublicKey",
    "UnfitSshKey",
    "Wire",
    "parse_public_key",
    "public_key_from_wire",
    "require_usable",
    "ssh_fingerprint",
    "wire_string",
]

ED25519: Final = "ssh-ed25519"
RSA: Final = "ssh-rsa"
SECURITY_KEY: Final = "sk-ssh-ed25519@openssh.com"
CURVES: Final = {
    "ecdsa-sha2-nistp256": ("nistp256", 65),
    "ecdsa-sha2-nistp384": ("nistp384", 97),
    "ecdsa-sha2-nistp521": ("nistp521", 133),
}
"""The kinds on NIST curves: the curve's name, and how many bytes a point of it has."""

_KINDS = (ED25519, RSA, SECURITY_KEY, *CURVES)
_ED25519_SIZE = 32
_LEAST_RSA, _MOST_RSA = 2048, 16_384
_LONGEST_LINE = 8192


class MalformedSshKey(BadInput):
    """A word that is no public SSH key."""

    code = "ssh-key-malformed"
    says = Text(
        id="Kunci SSH harus kunci publik, satu baris seperti isi berkas id_ed25519.pub: {why}.",
        en="The SSH key must be a public key, one line as in id_ed25519.pub: {why}.",
    )
    next_step = Text(
        id="Buat kunci dengan: ssh-keygen -t ed25519. Kunci publiknya adalah berkas yang"
        " berakhiran .pub.",
        en="Make a key with: ssh-keygen -t ed25519. The public key is the file that ends in .pub.",
    )


class UnfitSshKey(BadInput):
    """A public SSH key by which nobody should sign any more, or cannot here."""

    code = "ssh-key-unfit"
    says = Text(
        id="Kunci SSH ini tidak dapat dipakai untuk tanda tangan: {why}.",
        en="This SSH key cannot be used for signatures: {why}.",
    )
    next_step = Text(
        id="Buat kunci yang baru dengan: ssh-keygen -t ed25519",
        en="Make a new key with: ssh-keygen -t ed25519",
    )


class Cut(Exception):
    """The bytes end before what they announce, or hold more than that."""


class Wire:
    """Bytes in the encoding of RFC 4251, section 5, read from the front."""

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes.

        Raises:
            Cut: there are fewer.
        """
        taken, self._rest = self._rest[:size], self._rest[size:]
        if len(taken) != size:
            raise Cut
        return taken

    def number(self) -> int:
        """Return the next uint32."""
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        """Return the next string, without its length."""
        return self.take(self.number())

    def word(self) -> str:
        """Return the next string as ASCII text.

        Raises:
            Cut: it is none.
        """
        try:
            return self.string().decode("ascii")
        except UnicodeDecodeError as error:
            raise Cut from error

    def positive(self) -> int:
        """Return the next mpint, which must be above zero and in its one shortest spelling."""
        content = self.string()
        value = int.from_bytes(content, "big")
        if value == 0 or content != value.to_bytes(value.bit_length() // 8 + 1, "big"):
            raise Cut
        return value

    def rest(self) -> bytes:
        """Return all that is left."""
        return self.take(len(self._rest))

    def end(self) -> None:
        """See that nothing is left.

        Raises:
            Cut: something is.
        """
        if self._rest:
            raise Cut


def wire_string(content: bytes) -> bytes:
    """Return ``content`` as a string of RFC 4251: its length before it."""
    return len(content).to_bytes(4, "big") + content


class PublicKey(msgspec.Struct, frozen=True):
    """A public SSH key.

    Attributes:
        kind: Its kind, such as ``ssh-ed25519``.
        wire: Its bytes on the wire, which begin with the kind; they are what makes it that key.
    """

    kind: str
    wire: bytes

    @property
    def line(self) -> str:
        """The key as it is handed out, without a comment: ``ssh-ed25519 AAAA…``."""
        return f"{self.kind} {to_base64(self.wire)}"

    @property
    def fingerprint(self) -> str:
        """The name by which ``ssh-keygen -l`` prints it: ``SHA256:`` and unpadded base64."""
        return f"SHA256:{to_base64(hashlib.sha256(self.wire).digest()).rstrip('=')}"

    def parts(self) -> Wire:
        """Return what stands behind the kind."""
        wire = Wire(self.wire)
        wire.string()
        return wire


def parse_public_key(line: str) -> PublicKey:
    """Return the key of one line; a comment behind it is left out.

    Args:
        line: ``kind base64 [comment]``, as in a ``.pub`` file or an ``authorized_keys`` file
            without options.

    Raises:
        MalformedSshKey: it is no such line, or its bytes are not those of its kind.
        UnfitSshKey: it is a key, of a kind or length that may not sign.
    """
    if "PRIVATE KEY" in line:
        raise MalformedSshKey(why=Text(id="itu kunci pribadi", en="that is the private key"))
    words = line.strip().split(None, 2) if len(line) <= _LONGEST_LINE else []
    if len(words) < 2 or len(line.strip().splitlines()) != 1:  # noqa: PLR2004  kind and base64
        raise MalformedSshKey(why=Text(id="bentuknya lain", en="it has another form"))
    content = from_base64(words[1])
    if content is None:
        raise MalformedSshKey(why=Text(id="isinya bukan base64", en="its content is not base64"))
    key = public_key_from_wire(content)
    if key.kind != words[0]:
        raise MalformedSshKey(
            why=Text(id="isinya dari jenis yang lain", en="its content is of another kind")
        )
    return key


def public_key_from_wire(content: bytes) -> PublicKey:
    """Return the key that stands in ``content`` as on the wire.

    Raises:
        MalformedSshKey: the bytes are no key, or not those of its kind.
        UnfitSshKey: it is a key, of a kind or length that may not sign.
    """
    wire = Wire(content)
    try:
        kind = wire.word()
        if kind in _KINDS:
            _check_parts(kind, wire)
    except Cut as error:
        raise MalformedSshKey(
            why=Text(id="isinya terpotong atau berlebih", en="its content is cut or too long")
        ) from error
    if kind not in _KINDS:
        named = kind if kind.isprintable() else repr(kind)
        raise UnfitSshKey(
            why=Text(
                id=f"jenis '{named[:40]}' tidak didukung",
                en=f"the kind '{named[:40]}' is not supported",
            )
        )
    return PublicKey(kind, content)


def _check_parts(kind: str, wire: Wire) -> None:
    if kind == RSA:
        wire.positive()
        _check_length(wire.positive().bit_length())
    elif kind in CURVES:
        curve, size = CURVES[kind]
        if wire.word() != curve or len(wire.string()) != size:
            raise Cut
    else:
        if len(wire.string()) != _ED25519_SIZE:
            raise Cut
        if kind == SECURITY_KEY:
            wire.string()
    wire.end()


def _check_length(bits: int) -> None:
    if not _LEAST_RSA <= bits <= _MOST_RSA:
        raise UnfitSshKey(
            why=Text(
                id=f"kunci RSA sepanjang {bits} bit; paling sedikit {_LEAST_RSA}",
                en=f"an RSA key of {bits} bits; it must have at least {_LEAST_RSA}",
            )
        )


def require_usable(key: PublicKey) -> None:
    """Refuse a key whose numbers are not those of a key, such as a point beside its curve.

    Raises:
        UnfitSshKey: nothing could ever be verified by it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    try:
        if key.kind == SECURITY_KEY:
            Ed25519PublicKey.from_public_bytes(key.parts().string())
        else:
            load_ssh_public_key(key.line.encode("ascii"))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnfitSshKey(
            why=Text(id="bilangannya bukan bilangan kunci", en="its numbers are not those of a key")
        ) from error


def ssh_fingerprint(line: str) -> str:
    """Return the fingerprint of the key in ``line``; ``""`` where there is no key to sign by.

    For what was registered long ago, when a key was kept as it was typed.
    """
    try:
        return parse_public_key(line).fingerprint
    except BadInput:
        return ""
