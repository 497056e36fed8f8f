"""Checkpoints are kept by log and size, and a blob that is erased is gone from the file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from smartflow.history import seal
from smartflow.store import CheckpointSpan, open_sqlite

if TYPE_CHECKING:
    from pathlib import Path

LOGS = ("smartflow/a", "smartflow/a/13.73", "smartflow/b")


@given(st.lists(st.tuples(st.sampled_from(LOGS), st.integers(0, 600), st.binary(max_size=8))))
def test_a_store_keeps_the_last_note_of_each_size(
    tmp_path_factory: object, notes: list[tuple[str, int, bytes]]
) -> None:
    """The twin is a dictionary; every way of reading agrees with it."""
    folder: Path = tmp_path_factory.mktemp("store")  # type: ignore[attr-defined]
    store = open_sqlite(folder / "s.db", create=True)
    twin: dict[str, dict[int, bytes]] = {}
    with store.write(LOGS[0]) as writing:
        for log, size, note in notes:
            writing.put_checkpoint(log, size, note)
            twin.setdefault(log, {})[size] = note
    with store.read() as reading:
        assert reading.checkpoint_logs() == tuple(sorted(twin))
        for log in LOGS:
            held = sorted(twin.get(log, {}).items())
            assert list(reading.checkpoints(log)) == [one for one in held if one[0] > 0]
            assert list(reading.checkpoints(log, 300)) == [one for one in held if one[0] > 300]
            assert reading.checkpoint(log) == (held[-1] if held else None)
            span = CheckpointSpan(len(held), held[0][0], held[-1][0]) if held else None
            assert reading.checkpoint_span(log) == span
    store.close()


def test_erased_bytes_are_nowhere_in_the_files(tmp_path: Path) -> None:
    """Neither the database nor anything beside it still holds what was erased."""
    secret = b"NIK 1373-" + os.urandom(8).hex().encode()
    blob, other = seal(secret * 900), seal(b"stays" * 900)
    path = tmp_path / "s.db"
    store = open_sqlite(path, create=True)
    with store.write("x") as writing:
        writing.put_blob(blob.digest, blob.content)
        writing.put_blob(other.digest, other.content)
    assert secret in path.read_bytes()
    with store.write("x") as writing:
        assert writing.erase_blob(blob.digest)
        assert not writing.erase_blob(blob.digest)
    store.close()
    assert [p.name for p in tmp_path.iterdir() if secret in p.read_bytes()] == []
    store = open_sqlite(path)
    with store.read() as reading:
        assert reading.blobs((blob.digest, other.digest)) == {other.digest: other.content}
    store.close()
