"""Signatures by SSH keys: what ``ssh-keygen -Y sign`` writes and ``ssh-keygen -Y verify`` takes.

The format is OpenSSH's SSHSIG (PROTOCOL.sshsig): an armored text that holds the public key, a
namespace, the name of a hash, and a signature over all of these and the hash of the message. The
namespace keeps a signature that was given for one purpose from being taken for another.

Verifying raises, so that a forgotten ``if`` lets nothing pass. SHA-1 (``ssh-rsa`` signatures) is
refused. ``cryptography`` is loaded with the first signature, never by an import of this module.
Pure: bytes in, bytes out; neither reads a file nor asks for a passphrase.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from smartflow.history.ssh.faults import (
    NAMESPACE,
    LockedSshKey,
    MalformedSshSignature,
    NotAPrivateKey,
    OtherNamespace,
    OtherSshKey,
    OtherText,
    SshSignatureFault,
)
from smartflow.history.ssh.key import (
    CURVES,
    RSA,
    SECURITY_KEY,
    Cut,
    PublicKey,
    Wire,
    parse_public_key,
    public_key_from_wire,
    wire_string,
)
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

__all__ = [
    "NAMESPACE",
    "LockedSshKey",
    "MalformedSshSignature",
    "NotAPrivateKey",
    "OtherNamespace",
    "OtherSshKey",
    "OtherText",
    "SshSignature",
    "SshSignatureFault",
    "read_ssh_signature",
    "sign_with_ssh_key",
    "verify_ssh_signature",
    "write_ssh_signature",
]

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = ("sha256", "sha512")
_RSA_HASHES = {"rsa-sha2-256": "SHA256", "rsa-sha2-512": "SHA512"}
_CURVE_HASHES = {
    "ecdsa-sha2-nistp256": "SHA256",
    "ecdsa-sha2-nistp384": "SHA384",
    "ecdsa-sha2-nistp521": "SHA512",
}
_TOUCHED = 0x01
"""The flag of a security key by which it says that somebody touched it."""

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70
_LONGEST = 65_536


class SshSignature(msgspec.Struct, frozen=True):
    """A signature as its armored text holds it.

    Attributes:
        key: The public key that it claims to be by.
        namespace: What it was given for.
        hash_name: ``sha256`` or ``sha512``: how the message was hashed.
        kind: The kind of signature, such as ``ssh-ed25519`` or ``rsa-sha2-512``.
        content: What stands behind the kind, as on the wire.
        reserved: Bytes without a meaning so far; they are covered by the signature.
    """

    key: PublicKey
    namespace: str
    hash_name: str
    kind: str
    content: bytes
    reserved: bytes = b""


# -- text and bytes -------------------------------------------------------------------------------


def read_ssh_signature(text: str) -> SshSignature:
    """Return what an armored signature holds; line ends and blanks around it do not matter.

    Raises:
        MalformedSshSignature: it is none, or of a version, hash or kind that is not accepted.
        MalformedSshKey: the key in it is none.
        UnfitSshKey: the key in it is of a kind or length that may not sign.
    """
    wire = Wire(_unarmored(text))
    try:
        if wire.take(len(_MAGIC)) != _MAGIC or wire.number() != _VERSION:
            raise MalformedSshSignature(Text(id="versinya lain", en="it is of another version"))
        key, namespace = wire.string(), _utf8(wire.string())
        reserved, hash_name, signed = wire.string(), wire.word(), Wire(wire.string())
        wire.end()
        kind = signed.word()
        content = signed.rest()
    except Cut as error:
        raise MalformedSshSignature(
            Text(id="isinya terpotong atau berlebih", en="it is cut or too long")
        ) from error
    if hash_name not in _HASHES:
        raise MalformedSshSignature(
            Text(id="cara sidiknya tidak didukung", en="its hash is not supported")
        )
    public = public_key_from_wire(key)
    _check_kind(public.kind, kind)
    return SshSignature(public, namespace, hash_name, kind, content, reserved)


def write_ssh_signature(signature: SshSignature) -> str:
    """Return the armored text, as ``ssh-keygen`` writes it: ASCII, lines of 70, a line end."""
    content = (
        _MAGIC
        + _VERSION.to_bytes(4, "big")
        + wire_string(signature.key.wire)
        + wire_string(signature.namespace.encode())
        + wire_string(signature.reserved)
        + wire_string(signature.hash_name.encode("ascii"))
        + wire_string(wire_string(signature.kind.encode("ascii")) + signature.content)
    )
    encoded = to_base64(content)
    lines = [encoded[start : start + _WIDTH] for start in range(0, len(encoded), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END, ""])


def _unarmored(text: str) -> bytes:
    lines = text.strip().splitlines() if len(text) <= _LONGEST else []
    if len(lines) < 3 or (lines[0].rstrip(), lines[-1].rstrip()) != (_BEGIN, _END):  # noqa: PLR2004
        raise MalformedSshSignature(
            Text(
                id=f"tidak ada baris {_BEGIN} dan {_END}",
                en=f"it lacks the lines {_BEGIN} and {_END}",
            )
        )
    content = from_base64("".join(line.rstrip() for line in lines[1:-1]))
    if content is None:
        raise MalformedSshSignature(Text(id="isinya bukan base64", en="its content is not base64"))
    return content


def _utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Cut from error


def _check_kind(key: str, signature: str) -> None:
    """See that a key of one kind can have made a signature of another, and by no weak hash."""
    if signature == RSA:
        raise MalformedSshSignature(
            Text(id="memakai SHA-1 ('ssh-rsa')", en="it uses SHA-1 ('ssh-rsa')")
        )
    fitting = tuple(_RSA_HASHES) if key == RSA else (key,)
    if signature not in fitting:
        raise MalformedSshSignature(
            Text(id="jenisnya bukan milik kuncinya", en="its kind is not that of its key")
        )


# -- verifying ------------------------------------------------------------------------------------


def verify_ssh_signature(
    signature: SshSignature, message: bytes, *, key: PublicKey, namespace: str = NAMESPACE
) -> None:
    """See that ``key`` signed ``message`` for ``namespace``; return nothing, or raise.

    Args:
        signature: What was signed.
        message: The bytes that it must be over.
        key: The key that must have signed, whatever key the signature names.
        namespace: What it must have been given for.

    Raises:
        OtherNamespace: it was given for something else.
        OtherSshKey: it is by another key.
        OtherText: it is not over these bytes, or no signature at all.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    if signature.namespace != namespace:
        raise OtherNamespace(found=signature.namespace, wanted=namespace)
    if signature.key != key:
        raise OtherSshKey(found=signature.key.fingerprint, wanted=key.fingerprint)
    try:
        _verify(signature, _signed_bytes(signature, message))
    except (InvalidSignature, ValueError, Cut, UnsupportedAlgorithm) as error:
        raise OtherText from error


def _signed_bytes(signature: SshSignature, message: bytes) -> bytes:
    digest = hashlib.new(signature.hash_name, message).digest()
    parts = (
        signature.namespace.encode(),
        signature.reserved,
        signature.hash_name.encode("ascii"),
        digest,
    )
    return _MAGIC + b"".join(wire_string(part) for part in parts)


def _verify(signature: SshSignature, content: bytes) -> None:
    if signature.key.kind == RSA:
        _verify_rsa(signature, content)
    elif signature.key.kind in CURVES:
        _verify_curve(signature, content)
    elif signature.key.kind == SECURITY_KEY:
        _verify_security_key(signature, content)
    else:
        _verify_ed25519(signature.key, _blob(signature), content)


def _blob(signature: SshSignature) -> bytes:
    wire = Wire(signature.content)
    blob = wire.string()
    wire.end()
    return blob


def _verify_ed25519(key: PublicKey, blob: bytes, content: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Ed25519PublicKey.from_public_bytes(key.parts().string()).verify(blob, content)


def _verify_security_key(signature: SshSignature, content: bytes) -> None:
    """Verify as PROTOCOL.u2f says; a signature without a touch is none."""
    wire = Wire(signature.content)
    blob, state = wire.string(), wire.take(5)
    wire.end()
    parts = signature.key.parts()
    parts.string()
    application = hashlib.sha256(parts.string()).digest()
    if not state[0] & _TOUCHED:
        raise Cut
    signed = application + state + hashlib.sha256(content).digest()
    _verify_ed25519(signature.key, blob, signed)


def _verify_rsa(signature: SshSignature, content: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    # ssh-keygen writes a number, which may be shorter than the key.
    key = _rsa_key(signature.key)
    blob, size = _blob(signature), (key.key_size + 7) // 8
    if len(blob) > size:
        raise Cut
    key.verify(blob.rjust(size, b"\0"), content, PKCS1v15(), _hash(_RSA_HASHES[signature.kind]))


def _verify_curve(signature: SshSignature, content: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    numbers = Wire(_blob(signature))
    r, s = numbers.positive(), numbers.positive()
    numbers.end()
    key = _curve_key(signature.key)
    key.verify(encode_dss_signature(r, s), content, ECDSA(_hash(_CURVE_HASHES[signature.kind])))


def _rsa_key(key: PublicKey) -> RSAPublicKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    parts = key.parts()
    exponent, modulus = parts.positive(), parts.positive()
    return RSAPublicNumbers(exponent, modulus).public_key()


def _curve_key(key: PublicKey) -> EllipticCurvePublicKey:
    from cryptography.hazmat.primitives.asymmetric import ec

    curves: dict[str, ec.EllipticCurve] = {
        "nistp256": ec.SECP256R1(),
        "nistp384": ec.SECP384R1(),
        "nistp521": ec.SECP521R1(),
    }
    parts = key.parts()
    curve = curves[parts.word()]
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, parts.string())


def _hash(name: str) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    found: HashAlgorithm = getattr(hashes, name)()
    return found


# -- signing --------------------------------------------------------------------------------------


def sign_with_ssh_key(message: bytes, private_key: bytes, namespace: str = NAMESPACE) -> str:
    """Return the armored signature of a key over ``message``, as ``ssh-keygen -Y sign`` would.

    Args:
        message: What is signed.
        private_key: The content of a private key file in OpenSSH's form.
        namespace: What it is signed for.

    Raises:
        LockedSshKey: a passphrase or a security key locks it; OpenSSH itself must sign.
        NotAPrivateKey: it is no private key in OpenSSH's form.
        UnfitSshKey: it is of a kind or length that may not sign.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.dsa import DSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        secret = load_ssh_private_key(private_key, None)
    except (TypeError, UnsupportedAlgorithm) as error:
        raise LockedSshKey from error
    except ValueError as error:
        raise NotAPrivateKey from error
    if isinstance(secret, DSAPrivateKey):
        raise NotAPrivateKey
    key = _public_half(secret)
    kind = "rsa-sha2-512" if key.kind == RSA else key.kind
    unsigned = SshSignature(key, namespace, "sha512", kind, b"")
    made = _signature(secret, kind, _signed_bytes(unsigned, message))
    return write_ssh_signature(msgspec.structs.replace(unsigned, content=wire_string(made)))


def _public_half(secret: Ed25519PrivateKey | RSAPrivateKey | EllipticCurvePrivateKey) -> PublicKey:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    line = secret.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return parse_public_key(line.decode("ascii"))


def _signature(
    secret: Ed25519PrivateKey | RSAPrivateKey | EllipticCurvePrivateKey, kind: str, content: bytes
) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    if isinstance(secret, Ed25519PrivateKey):
        return secret.sign(content)
    if isinstance(secret, EllipticCurvePrivateKey):
        numbers = decode_dss_signature(secret.sign(content, ECDSA(_hash(_CURVE_HASHES[kind]))))
        return b"".join(wire_string(_mpint(number)) for number in numbers)
    return secret.sign(content, PKCS1v15(), _hash(_RSA_HASHES[kind]))


def _mpint(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")
