"""A workspace that may not be written: everything can be looked at, and acts are refused in words.

Each child gives up root's power over permissions before it runs, so that the modes of the files
bind it as they bind an official. The same modes are held against an act each time: where it is not
refused, the fault did not happen.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS
from fault_whole import logged, new_acts, read_whole, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    hasattr(os, "getuid") and os.getuid() == 0 and sys.platform != "linux",
    reason="root is bound by no permission here, and can only give that up on Linux",
)

READING = (
    ("status",),
    ("status", "kota"),
    ("history", "kota"),
    ("city", "show", "kota"),
    ("check", "kota", "--to", "done"),
    ("advance", "kota", "--to", "done", "--dry-run"),
    ("remind", "kota"),
    ("score", "kota"),
    ("person", "list", "kota"),
    ("audit", "key", "show"),
)
NIL = ACTS["nil"].words


@contextmanager
def modes(**of: Any) -> Iterator[None]:
    """Give files and folders other modes for a while: ``modes(store=(path, 0o444))``."""
    before = [(path, path.stat().st_mode & 0o777) for path, _ in of.values()]
    try:
        for path, mode in of.values():
            path.chmod(mode)
        yield
    finally:
        for path, mode in before:
            path.chmod(mode)


def closed(root: Path, what: str) -> Any:
    """Return the modes under which the store, the folder, or both may not be written."""
    return {
        "store": modes(store=(root / "smartflow.db", 0o444)),
        "folder": modes(folder=(root, 0o555)),
        "both": modes(store=(root / "smartflow.db", 0o444), folder=(root, 0o555)),
        "all": modes(
            store=(root / "smartflow.db", 0o444),
            log=(root / "history.jsonl", 0o444),
            lock=(root / "history.jsonl.lock", 0o444),
            folder=(root, 0o555),
        ),
    }[what]


@pytest.mark.parametrize("what", ["store", "folder", "both", "all"])
def test_a_read_only_workspace_can_be_looked_at(nursery: Any, root: Path, what: str) -> None:
    """Every reading command answers as ever; ``doctor`` says what cannot be written."""
    answers = [nursery(root, *words) for words in READING]
    with closed(root, what):
        refused = nursery(root, *NIL, bound=True)
        seen = [nursery(root, *words, bound=True) for words in READING]
        doctor = nursery(root, "doctor", bound=True)
    assert refused.code == 2
    assert seen == answers
    assert (doctor.code, "cannot write" in doctor.out) == (2, True)


@pytest.mark.parametrize("what", ["store", "folder", "both", "all"])
@pytest.mark.parametrize("name", ["nil", "submit", "city add", "advance", "audit key rotate"])
def test_acts_are_refused_and_done_later(nursery: Any, root: Path, what: str, name: str) -> None:
    """Exit code 2 with the sentence and the next step; with the permission back it is done."""
    act, before = ACTS[name], read_whole(root)
    with closed(root, what):
        ended = nursery(root, *act.words, bound=True)
    said = ended.out + ended.err
    assert ended.code == 2, said
    assert "smartflow.db" in said
    assert "Nothing was recorded." in said
    assert "is read-only" in said
    assert "Next step:" in said
    assert read_whole(root) == before
    nursery.must(root, *act.words, code=act.code)


@pytest.mark.parametrize("name", ["history.jsonl", "history.jsonl.lock"])
def test_a_read_only_log_file_stops_no_act(nursery: Any, root: Path, name: str) -> None:
    """The store is the record: the act is done, its warning says so, and the next act completes."""
    before = read_whole(root)
    with modes(file=(root / name, 0o444)):
        ended = nursery.must(root, *NIL, bound=True)
    assert "history.jsonl could not be extended" in ended.err
    assert new_acts(before, read_whole(root)) == ["nil"]
    assert len(recorded(read_whole(root)) - logged(root)) == 1
    nursery.must(root, *ACTS["nil"].then)
    assert logged(root) == recorded(read_whole(root))


def test_a_log_file_that_cannot_be_read_hides_nothing(nursery: Any, root: Path) -> None:
    """Looking goes on without the second copy, and ``doctor`` says that it was not compared."""
    with modes(file=(root / "history.jsonl", 0o000)):
        assert nursery(root, "status", "kota", bound=True).code == 0
        doctor = nursery(root, "doctor", bound=True)
    assert (doctor.code, "cannot be read" in doctor.out) == (2, True)


@pytest.mark.parametrize("mode", [0o000, 0o200])
def test_a_store_that_cannot_be_read_is_no_damage(nursery: Any, root: Path, mode: int) -> None:
    """Exit code 2, not 4: nobody changed anything."""
    with modes(store=(root / "smartflow.db", mode)):
        for words in (("status", "kota"), NIL):
            ended = nursery(root, *words, bound=True)
            assert (ended.code, "Next step:" in ended.err) == (2, True), ended.err
            assert "smartflow.db" in ended.err


def test_a_key_that_cannot_be_read_stops_acts_alone(nursery: Any, root: Path) -> None:
    """Without the key nothing is recorded unsigned; everything can still be looked at."""
    before = read_whole(root)
    [key] = (root.parent / "config" / "keys").iterdir()
    with modes(key=(key, 0o000)):
        refused = nursery(root, *NIL, bound=True)
        assert nursery(root, "status", "kota", bound=True).code == 0
    assert (refused.code, str(key) in refused.err) == (2, True), refused.err
    assert read_whole(root) == before


def test_what_a_crash_left_cannot_be_undone_in_a_read_only_folder(nursery: Any, root: Path) -> None:
    """A journal waits to be rolled back: reading is refused rather than showing half an act."""
    before = read_whole(root)
    (root / "minutes.txt").write_bytes(bytes(range(256)) * 2000)
    limit = (root / "smartflow.db").stat().st_size + 4096
    died = nursery(root, *ACTS["record"].words, limit=limit, deadly=True)
    assert died.signal
    assert (root / "smartflow.db-journal").exists()
    with closed(root, "both"):
        ended = nursery(root, "status", "kota", bound=True)
        assert (ended.code, "Next step:" in ended.err) == (2, True), ended.err
    assert nursery(root, "status", "kota", bound=True).code == 0
    assert read_whole(root) == before
