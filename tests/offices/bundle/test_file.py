"""The file of a bundle: any program opens it, and not one of its bytes can be another."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartflow.offices.bundle.file import (
    MOST_MEMBERS,
    BundleDamaged,
    BundleReader,
    BundleTooLarge,
    BundleWriter,
)

NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789./", min_size=1, max_size=40)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6)


def written(members: dict[str, bytes]) -> bytes:
    """Write members as a bundle."""
    file = io.BytesIO()
    writer = BundleWriter(file)
    for name, content in members.items():
        writer.add(name, content)
    writer.close()
    return file.getvalue()


def reread(content: bytes, members: dict[str, bytes]) -> dict[str, bytes]:
    """Read the members of those names, and to the end."""
    reader = BundleReader(io.BytesIO(content), "x")
    found = {name: reader.take(name, len(one)) for name, one in members.items()}
    reader.end()
    return found


def twin(members: dict[str, bytes]) -> bytes:
    """Write the same with Python's own library."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, content)
    return file.getvalue()


@given(MEMBERS)
def test_it_is_byte_for_byte_what_the_library_writes(members: dict[str, bytes]) -> None:
    """Two programs that share no line make the same archive of the same members."""
    assert written(members) == twin(members)


@given(MEMBERS)
def test_what_was_written_is_read(members: dict[str, bytes]) -> None:
    """Our reader and the library's find every member as it was given."""
    content = written(members)
    assert reread(content, members) == members
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == members


@settings(max_examples=300)
@given(MEMBERS, st.data())
def test_every_flipped_bit_is_found(members: dict[str, bytes], data: st.DataObject) -> None:
    """In a header, a name, a content or the directory: no other byte passes for the right one."""
    content = bytearray(written(members))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BundleDamaged):
        reread(bytes(content), members)


@given(MEMBERS, st.data())
def test_a_cut_or_longer_file_is_found(members: dict[str, bytes], data: st.DataObject) -> None:
    """Every beginning of a bundle is refused, and so is a bundle with more behind it."""
    content = written(members)
    for wrong in (content[: data.draw(st.integers(0, len(content) - 1))], content + b"\0"):
        with pytest.raises(BundleDamaged):
            reread(wrong, members)


def test_a_compressed_member_is_never_unfolded() -> None:
    """A thousand megabytes of nothing in a megabyte: the method alone refuses it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("manifest.json"), bytes(1 << 20), zipfile.ZIP_DEFLATED)
    reader = BundleReader(io.BytesIO(file.getvalue()), "x")
    with pytest.raises(BundleDamaged, match="something else stands for"):
        reader.take("manifest.json", 1 << 30)


@pytest.mark.parametrize("size", [101, 0xFFFF_FFFF])
def test_a_member_larger_than_it_may_be_is_not_read(size: int) -> None:
    """The header is enough to refuse it; no memory is taken for what it promises."""
    content = bytearray(written({"a": b""}))
    struct.pack_into("<II", content, 18, size, size)
    with pytest.raises(BundleDamaged, match="too large"):
        BundleReader(io.BytesIO(bytes(content)), "x").take("a", 100)


def test_nothing_is_written_beyond_what_the_form_can_say() -> None:
    """One member too many is refused by the writer, not by the office that receives it."""
    writer = BundleWriter(io.BytesIO())
    for number in range(MOST_MEMBERS):
        writer.add(str(number), b"")
    with pytest.raises(BundleTooLarge):
        writer.add("one more", b"")


def test_a_member_is_found_again(tmp_path: Path) -> None:
    """What was passed by is told with its digest, and can be read once more."""
    path = tmp_path / "x"
    path.write_bytes(written({"a": b"first", "b": b"second"}))
    with path.open("rb") as file:
        reader = BundleReader(file, "x")
        assert reader.take("a", 5) == b"first"
        place, digest = reader.pass_by("b", 6)
        reader.end()
        assert (reader.again(place), digest[:8]) == (b"second", "16367aac")
