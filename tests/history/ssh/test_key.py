"""Public SSH keys: what is one, what may sign, and how it is called."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.errors import BadInput
from smartflow.history.ssh.key import (
    MalformedSshKey,
    PublicKey,
    UnfitSshKey,
    Wire,
    parse_public_key,
    public_key_from_wire,
    require_usable,
    ssh_fingerprint,
    wire_string,
)

VECTORS = json.loads(Path(__file__).with_name("ssh_vectors.json").read_text("utf-8"))["vectors"]
LINES = [(one["public"], one["fingerprint"]) for one in VECTORS[:5]]
ED25519 = VECTORS[0]["public"]


def line_of(kind: str, *parts: bytes) -> str:
    """Return a line with a key that is made of these parts."""
    wire = b"".join(wire_string(part) for part in (kind.encode(), *parts))
    return f"{kind} {base64.b64encode(wire).decode()}"


@pytest.mark.parametrize(("line", "fingerprint"), LINES)
def test_a_key_has_the_name_that_ssh_keygen_prints(
    line: str, fingerprint: str, cryptography: None
) -> None:
    """The fingerprint is of the key alone; comment and blanks make no other key."""
    key = parse_public_key(f"  {line} and more  \n")
    assert (key.fingerprint, ssh_fingerprint(line)) == (fingerprint, fingerprint)
    assert key.line == " ".join(line.split()[:2])
    assert parse_public_key(key.line) == key == public_key_from_wire(key.wire)
    require_usable(key)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----",
        f"no-pty {ED25519}",
        f"{ED25519}\n{ED25519}",
        ED25519.replace("ssh-ed25519 ", "ssh-rsa "),
        ED25519.split()[0] + " " + ED25519.split()[1][:-4],
        line_of("ssh-ed25519", bytes(31)),
        line_of("ssh-ed25519", bytes(32), b""),
        line_of("ssh-rsa", b"\x03"),
        line_of("ssh-rsa", b"\x00\x03", b"\x00" + b"\xff" * 256),
        line_of("ecdsa-sha2-nistp256", b"nistp384", bytes(97)),
        line_of("ecdsa-sha2-nistp256", b"nistp256", bytes(64)),
        "ssh-ed25519 " + "A" * 9000,
    ],
)
def test_what_is_no_public_key_is_refused(line: str) -> None:
    """Cut, joined, mislabelled or padded keys; and the words are not shown, they may be secret."""
    with pytest.raises(MalformedSshKey) as refused:
        parse_public_key(line)
    assert line.split()[-1:] == [] or line.rsplit(maxsplit=1)[-1] not in refused.value.message.en
    assert ssh_fingerprint(line) == ""


def test_whoever_gives_the_private_key_is_told_so() -> None:
    """The commonest mistake is named."""
    with pytest.raises(MalformedSshKey) as refused:
        parse_public_key("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA")
    assert "private key" in refused.value.message.en


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (line_of("ssh-rsa", b"\x01\x00\x01", b"\x00" + b"\xff" * 128), "1024"),
        (line_of("ssh-rsa", b"\x01\x00\x01", b"\x00" + b"\xff" * 2049), "16392"),
        (line_of("ssh-dss", b"", b"", b"", b""), "ssh-dss"),
        (line_of("ssh-ed25519-cert-v01@openssh.com", bytes(32)), "ssh-ed25519-cert"),
    ],
)
def test_a_key_by_which_nobody_should_sign_is_named(line: str, word: str) -> None:
    """Too short or too long for RSA, DSA, a certificate: a key, but not one that may sign."""
    with pytest.raises(UnfitSshKey) as refused:
        parse_public_key(line)
    assert word in refused.value.message.en


def test_a_point_beside_its_curve_is_no_key(cryptography: None) -> None:
    """It has the form of a key, and nothing could ever be verified by it."""
    key = parse_public_key(line_of("ecdsa-sha2-nistp256", b"nistp256", b"\x04" + bytes(64)))
    with pytest.raises(UnfitSshKey):
        require_usable(key)


@given(st.binary(max_size=200) | st.builds(wire_string, st.binary(max_size=64)))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Whatever the bytes: a key that reads back, or our own refusal."""
    try:
        key = public_key_from_wire(content)
    except BadInput:
        return
    assert parse_public_key(key.line) == key


@given(st.sampled_from([line for line, _ in LINES]), st.data())
def test_a_key_with_one_other_byte_is_another_key_or_none(line: str, data: st.DataObject) -> None:
    """No change of a key keeps its name."""
    wire = bytearray(parse_public_key(line).wire)
    at = data.draw(st.integers(0, len(wire) - 1))
    wire[at] ^= data.draw(st.integers(1, 255))
    try:
        changed = public_key_from_wire(bytes(wire))
    except BadInput:
        return
    assert changed.fingerprint != ssh_fingerprint(line)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(line: str) -> None:
    """Whatever somebody pastes: our own refusal."""
    with pytest.raises(BadInput):
        parse_public_key(line)


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_what_is_written_on_the_wire_reads_back(parts: list[bytes]) -> None:
    """Strings of RFC 4251, one behind the other."""
    wire = Wire(b"".join(wire_string(part) for part in parts))
    assert [wire.string() for _ in parts] == parts
    wire.end()


def test_equal_keys_are_equal_whatever_their_comments() -> None:
    """What makes a key is its bytes."""
    assert parse_public_key(f"{ED25519} a") == parse_public_key(f"{ED25519} b")
    assert isinstance(parse_public_key(ED25519), PublicKey)
