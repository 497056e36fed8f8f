"""SSH signatures: both ways with the real ``ssh-keygen``, and nothing but our own refusals."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.errors import BadInput
from smartflow.history.ssh.key import PublicKey, parse_public_key, wire_string
from smartflow.history.ssh.signature import (
    NAMESPACE,
    LockedSshKey,
    MalformedSshSignature,
    NotAPrivateKey,
    OtherNamespace,
    OtherSshKey,
    OtherText,
    SshSignature,
    read_ssh_signature,
    sign_with_ssh_key,
    verify_ssh_signature,
    write_ssh_signature,
)

DATA = json.loads(Path(__file__).with_name("ssh_vectors.json").read_text("utf-8"))
MESSAGE = DATA["message"].encode()
VECTORS: list[dict[str, str]] = DATA["vectors"]
FIRST = read_ssh_signature(VECTORS[0]["signature"])
KINDS = ["ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048"]

Keygen = Callable[..., subprocess.CompletedProcess[bytes]]

pytestmark = pytest.mark.usefixtures("cryptography")


@pytest.fixture(scope="module")
def keygen() -> Keygen:
    """Run the real ssh-keygen; in CI it must be there."""
    program = shutil.which("ssh-keygen")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("ssh-keygen is missing, and CI must have it (openssh-client)")
        pytest.skip("ssh-keygen is not installed (openssh-client)")

    def run(*words: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [program, *words]
        return subprocess.run(command, input=content, capture_output=True, check=False, timeout=60)

    return run


@pytest.fixture(scope="module")
def keys(keygen: Keygen, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a key of each kind, made by ssh-keygen."""
    folder = tmp_path_factory.mktemp("keys")
    made = {}
    for kind in KINDS:
        path = folder / kind.replace(" ", "")
        done = keygen("-q", "-t", *kind.split(), "-N", "", "-C", "contoh", "-f", str(path))
        assert done.returncode == 0, done.stderr
        made[kind] = path
    return made


def public(path: Path) -> PublicKey:
    """Return the public half of a key file."""
    return parse_public_key(Path(f"{path}.pub").read_text("utf-8"))


# -- vectors that OpenSSH wrote -------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["name"])
def test_what_openssh_wrote_is_verified(vector: dict[str, str]) -> None:
    """Every kind, both hashes, another namespace; and writing gives back OpenSSH's own text."""
    signature, key = read_ssh_signature(vector["signature"]), parse_public_key(vector["public"])
    verify_ssh_signature(signature, MESSAGE, key=key, namespace=vector["namespace"])
    assert write_ssh_signature(signature) == vector["signature"]


@pytest.mark.parametrize("vector", VECTORS[:5], ids=lambda one: one["name"])
def test_what_it_is_not_over_is_refused(vector: dict[str, str]) -> None:
    """Another text, another purpose, another key: each by its own name."""
    signature, key = read_ssh_signature(vector["signature"]), parse_public_key(vector["public"])
    for other in (MESSAGE + b"\n", MESSAGE[:-1], b""):
        with pytest.raises(OtherText):
            verify_ssh_signature(signature, other, key=key)
    with pytest.raises(OtherNamespace):
        verify_ssh_signature(signature, MESSAGE, key=key, namespace="file")
    another = next(one for one in VECTORS if one["public"] != vector["public"])
    with pytest.raises(OtherSshKey) as refused:
        verify_ssh_signature(signature, MESSAGE, key=parse_public_key(another["public"]))
    assert vector["fingerprint"] in refused.value.message.en


def test_a_signature_for_another_purpose_cannot_be_relabelled() -> None:
    """The namespace is signed too: writing ours into a signature for files helps nobody."""
    signature = read_ssh_signature(VECTORS[-1]["signature"])
    assert signature.namespace == "file"
    renamed = msgspec.structs.replace(signature, namespace=NAMESPACE)
    with pytest.raises(OtherText):
        verify_ssh_signature(renamed, MESSAGE, key=signature.key)


def test_another_key_cannot_be_written_into_a_signature() -> None:
    """Whoever puts the registered key into their own signature has signed nothing."""
    claimed = parse_public_key(VECTORS[0]["public"])
    other = msgspec.structs.replace(FIRST, content=wire_string(bytes(64)))
    assert other.key == claimed
    with pytest.raises(OtherText):
        verify_ssh_signature(other, MESSAGE, key=claimed)


# -- both ways with ssh-keygen --------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_ssh_keygen_signs_and_we_verify(
    kind: str, keys: dict[str, Path], keygen: Keygen, tmp_path: Path
) -> None:
    """With a file and through a pipe; the armored text is what we write too."""
    file = tmp_path / "pernyataan.txt"
    file.write_bytes(MESSAGE)
    path = str(keys[kind])
    keygen("-Y", "sign", "-f", path, "-n", NAMESPACE, str(file))
    piped = keygen("-Y", "sign", "-f", path, "-n", NAMESPACE, content=MESSAGE)
    for armored in (Path(f"{file}.sig").read_text("ascii"), piped.stdout.decode()):
        signature = read_ssh_signature(armored)
        verify_ssh_signature(signature, MESSAGE, key=public(keys[kind]))
        assert write_ssh_signature(signature) == armored


@pytest.mark.parametrize("kind", KINDS)
def test_we_sign_and_ssh_keygen_verifies(
    kind: str, keys: dict[str, Path], keygen: Keygen, tmp_path: Path
) -> None:
    """It finds our signature good, and not over another text."""
    armored = sign_with_ssh_key(MESSAGE, keys[kind].read_bytes())
    verify_ssh_signature(read_ssh_signature(armored), MESSAGE, key=public(keys[kind]))
    signers, signature = tmp_path / "signers", tmp_path / "sig"
    signers.write_text(f"ani@kota {public(keys[kind]).line}\n", encoding="ascii")
    signature.write_text(armored, encoding="ascii")
    words = ("-Y", "verify", "-f", str(signers), "-I", "ani@kota", "-n", NAMESPACE)
    good = keygen(*words, "-s", str(signature), content=MESSAGE)
    assert (good.returncode, public(keys[kind]).fingerprint in good.stdout.decode()) == (0, True)
    assert keygen(*words, "-s", str(signature), content=b"lain").returncode != 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_fingerprint_is_that_of_ssh_keygen(
    kind: str, keys: dict[str, Path], keygen: Keygen
) -> None:
    """An official compares it with what ``ssh-keygen -l`` prints."""
    printed = keygen("-l", "-f", f"{keys[kind]}.pub").stdout.decode().split()
    assert public(keys[kind]).fingerprint == printed[1]


# -- a security key, in software ------------------------------------------------------------------


def security_key_signature(flags: int) -> tuple[PublicKey, str]:
    """Return a key and a signature as a security key with this state would make it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    kind, application = b"sk-ssh-ed25519@openssh.com", b"ssh:"
    raw = secret.public_key().public_bytes_raw()
    wire = b"".join(wire_string(part) for part in (kind, raw, application))
    key = parse_public_key(f"{kind.decode()} {base64.b64encode(wire).decode()}")
    hashed = hashlib.sha512(MESSAGE).digest()
    parts = (NAMESPACE.encode(), b"", b"sha512", hashed)
    inner = b"SSHSIG" + b"".join(wire_string(part) for part in parts)
    state = bytes([flags]) + (7).to_bytes(4, "big")
    signed = hashlib.sha256(application).digest() + state + hashlib.sha256(inner).digest()
    content = wire_string(secret.sign(signed)) + state
    return key, write_ssh_signature(SshSignature(key, NAMESPACE, "sha512", kind.decode(), content))


def test_a_security_key_is_verified_as_ssh_keygen_does(keygen: Keygen, tmp_path: Path) -> None:
    """The real ssh-keygen takes the same signature; over another text neither does."""
    key, armored = security_key_signature(flags=1)
    verify_ssh_signature(read_ssh_signature(armored), MESSAGE, key=key)
    with pytest.raises(OtherText):
        verify_ssh_signature(read_ssh_signature(armored), b"lain", key=key)
    signers, signature = tmp_path / "signers", tmp_path / "sig"
    signers.write_text(f"ani@kota {key.line}\n", encoding="ascii")
    signature.write_text(armored, encoding="ascii")
    words = ("-Y", "verify", "-f", str(signers), "-I", "ani@kota", "-n", NAMESPACE)
    assert keygen(*words, "-s", str(signature), content=MESSAGE).returncode == 0


def test_a_security_key_that_nobody_touched_signs_nothing() -> None:
    """A program alone must not be able to sign for its owner."""
    key, armored = security_key_signature(flags=0)
    with pytest.raises(OtherText):
        verify_ssh_signature(read_ssh_signature(armored), MESSAGE, key=key)


# -- what is refused ------------------------------------------------------------------------------


def armored(**changes: Any) -> str:
    """Return the first vector with some of its parts replaced."""
    return write_ssh_signature(msgspec.structs.replace(FIRST, **changes))


def rewrapped(content: bytes) -> str:
    """Return bytes as an armored text."""
    encoded = base64.b64encode(content).decode()
    return f"-----BEGIN SSH SIGNATURE-----\n{encoded}\n-----END SSH SIGNATURE-----\n"


RAW = base64.b64decode("".join(VECTORS[0]["signature"].splitlines()[1:-1]))
RSA = read_ssh_signature(VECTORS[4]["signature"])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "BEGIN"),
        ("bukan tanda tangan", "BEGIN"),
        (VECTORS[0]["signature"].replace("END", "AKHIR"), "END"),
        (VECTORS[0]["signature"].replace("U1NI", "U1N!"), "base64"),
        (rewrapped(b"SSHSIGX" + RAW[7:]), "version"),
        (rewrapped(RAW[:6] + (2).to_bytes(4, "big") + RAW[10:]), "version"),
        (rewrapped(RAW[:-1]), "cut"),
        (rewrapped(RAW + b"\0"), "too long"),
        (armored(hash_name="sha1"), "hash"),
        (armored(hash_name="md5"), "hash"),
        (armored(kind="rsa-sha2-512"), "kind"),
        (write_ssh_signature(msgspec.structs.replace(RSA, kind="ssh-rsa")), "SHA-1"),
        (write_ssh_signature(msgspec.structs.replace(RSA, kind="ssh-ed25519")), "kind"),
        ("x" * 70_000, "BEGIN"),
    ],
)
def test_what_is_no_signature_is_refused_with_the_reason(text: str, word: str) -> None:
    """A foreign file, a cut one, a weak hash, a kind that is not the key's."""
    with pytest.raises(MalformedSshSignature) as refused:
        read_ssh_signature(text)
    assert word in refused.value.message.en
    assert refused.value.hint is not None
    assert f"ssh-keygen -Y sign -f KEY -n {NAMESPACE}" in refused.value.hint.en


def test_line_ends_of_windows_make_no_other_signature() -> None:
    """A signature that was mailed or opened in an editor still reads."""
    text = VECTORS[0]["signature"]
    assert read_ssh_signature(f"\r\n{text}\r\n".replace("\n", "\r\n")) == read_ssh_signature(text)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever the file holds: our own refusal."""
    with pytest.raises(BadInput):
        read_ssh_signature(text)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Also inside the armor, and behind a good beginning."""
    for candidate in (content, RAW[:10] + content):
        with pytest.raises(BadInput):
            read_ssh_signature(rewrapped(candidate))


@given(st.sampled_from(VECTORS), st.data())
def test_no_change_of_one_byte_is_verified(vector: dict[str, str], data: st.DataObject) -> None:
    """Any other byte makes it no signature, one by another key, or one over something else.

    The bytes of an ECDSA signature are two numbers; any other number is another signature.
    """
    content = bytearray(base64.b64decode("".join(vector["signature"].splitlines()[1:-1])))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    key = parse_public_key(vector["public"])
    with pytest.raises(BadInput):
        verify_ssh_signature(
            read_ssh_signature(rewrapped(bytes(content))),
            MESSAGE,
            key=key,
            namespace=vector["namespace"],
        )


@given(st.sampled_from(VECTORS), st.binary(max_size=150))
def test_no_content_breaks_the_verifier(vector: dict[str, str], content: bytes) -> None:
    """Behind a right key and kind may stand anything: it is refused, never an accident."""
    signature = read_ssh_signature(vector["signature"])
    for candidate in (content, wire_string(content)):
        broken = msgspec.structs.replace(signature, content=candidate)
        with pytest.raises(OtherText):
            verify_ssh_signature(broken, MESSAGE, key=signature.key, namespace=vector["namespace"])


# -- keys that do not sign here -------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"bukan kunci", VECTORS[0]["public"].encode()])
def test_a_file_that_is_no_private_key_is_refused(content: bytes) -> None:
    """Also the public half, which is named by mistake."""
    with pytest.raises(NotAPrivateKey):
        sign_with_ssh_key(MESSAGE, content)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader_of_private_keys(content: bytes) -> None:
    """Whatever the file holds: our own refusal."""
    encoded = base64.encodebytes(b"openssh-key-v1\0" + content)
    head, foot = b"-----BEGIN OPENSSH PRIVATE KEY-----\n", b"-----END OPENSSH PRIVATE KEY-----\n"
    for candidate in (content, head + encoded + foot):
        with pytest.raises(BadInput):
            sign_with_ssh_key(MESSAGE, candidate)


def test_a_key_behind_a_passphrase_is_left_to_openssh(keygen: Keygen, tmp_path: Path) -> None:
    """The refusal says how to sign with ssh-keygen, which asks for the passphrase itself."""
    path = tmp_path / "kunci"
    keygen("-q", "-t", "ed25519", "-N", "rahasia", "-f", str(path))
    with pytest.raises(LockedSshKey) as refused:
        sign_with_ssh_key(MESSAGE, path.read_bytes())
    assert refused.value.hint is not None
    assert "ssh-keygen -Y sign" in refused.value.hint.en
