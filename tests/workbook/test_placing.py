"""A file is put in its place whole or not at all, whoever asks for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smartflow.ledger.whole_file import write_whole
from smartflow.workbook.writing.placing import placed, put_in_place


def test_a_block_that_fails_leaves_the_old_file_and_nothing_beside(tmp_path: Path) -> None:
    """What was there is as it was, and no half of the new one lies about."""
    path = tmp_path / "berkas.txt"
    path.write_bytes(b"lama")

    def write_half() -> None:
        with placed(path, durable=True) as file:
            file.write(b"ba")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_refusal_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    """Nobody is told of a temporary name that he never gave."""
    path = tmp_path / "tiada" / "berkas.txt"
    with pytest.raises(FileNotFoundError) as caught:
        put_in_place(path, b"isi")
    assert caught.value.filename == str(path)


def test_a_link_in_the_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What a link points at stays as it was."""
    other = tmp_path / "lain.txt"
    other.write_bytes(b"lain")
    path = tmp_path / "berkas.txt"
    try:
        path.symlink_to(other)
    except OSError:
        pytest.skip("this system gives nobody a link")
    write_whole(path, "baru\n")
    assert (other.read_bytes(), path.read_bytes()) == (b"lain", b"baru\n")
    assert not path.is_symlink()


@pytest.mark.parametrize("durable", [True, False])
def test_only_what_must_last_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, durable: bool
) -> None:
    """A configuration or a checkpoint is on the disk; a workbook can be made again."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    put_in_place(tmp_path / "berkas.txt", b"isi", durable=durable)
    assert bool(synced) == durable
