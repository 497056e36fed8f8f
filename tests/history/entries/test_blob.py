"""A blob is named by the sha256 of its stored bytes, the salt included."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.history import (
    SALT_SIZE,
    AlteredBlob,
    check_blob,
    fresh_salt,
    open_salted,
    seal,
    seal_salted,
)


@settings(max_examples=30)
@given(content=st.binary(max_size=40), salt=st.binary(min_size=16, max_size=16))
def test_a_salted_blob_opens_to_its_content(content: bytes, salt: bytes) -> None:
    """What was sealed is opened again, and the digest covers salt and content."""
    blob = seal_salted(content, salt)
    assert open_salted(blob.content) == content
    assert blob.digest == hashlib.sha256(salt + content).hexdigest()
    check_blob(blob.digest, blob.content)


def test_a_plain_blob_is_its_content() -> None:
    """A plain blob's digest is the published sha256 of its content (FIPS 180-2, "abc")."""
    blob = seal(b"abc")
    assert blob.content == b"abc"
    assert blob.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_equal_content_cannot_be_recognised() -> None:
    """Two salted blobs of the same content share no digest, so that guessing is no use."""
    first, second = seal_salted(b"hadir", fresh_salt()), seal_salted(b"hadir", fresh_salt())
    assert first.digest != second.digest
    assert first.digest != seal(b"hadir").digest


@settings(max_examples=30)
@given(content=st.binary(min_size=1, max_size=40), data=st.data())
def test_any_changed_byte_is_altered(content: bytes, data: st.DataObject) -> None:
    """A stored blob with one byte changed is an integrity failure."""
    blob = seal_salted(content, bytes(16))
    changed = bytearray(blob.content)
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(AlteredBlob) as caught:
        check_blob(blob.digest, bytes(changed))
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_salt_has_sixteen_bytes(size: int) -> None:
    """A salt of another length is refused: it could not be cut off again."""
    with pytest.raises(ValueError, match="16 bytes"):
        seal_salted(b"", bytes(size))


def test_a_blob_without_a_whole_salt_is_altered() -> None:
    """Less than a salt cannot be a salted blob."""
    with pytest.raises(AlteredBlob):
        open_salted(bytes(SALT_SIZE - 1))
    assert open_salted(bytes(SALT_SIZE)) == b""
