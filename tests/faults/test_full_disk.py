"""A disk without room: a clear sentence, nothing half-kept, and the next command goes on.

The limit on the size of files (RLIMIT_FSIZE) stands for the full disk: the kernel refuses the
write that would go beyond it. At three places it hits an act, each made sure of: the rollback
journal of the database, the database itself, the stage history log. A really full file system, a
small tmpfs, is tried where this computer lets one be mounted.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS, Act
from fault_whole import logged, new_acts, read_whole, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGXFSZ"), reason="this system has no limit on the size of files"
)

BIG = 200_000
"""Bytes of a document: more than the free pages of the database have room for."""

RECORD = Act(
    ("record", "kota", "mou", "@big.bin", "--date", "2026-01-05", "--title", "Nota"), ("record",)
)
STRANGE = b'{"note":"of another program"}\n'
"""A line that is no entry: the log file may hold such, and grows beyond the database by them."""

SMALL = 2048
"""Room for the header of SQLite's journal, and not for its first page."""

FULL_DISK = ("disk", "Nothing was recorded.", "Next step:")


@pytest.fixture
def filled(copied: Callable[..., Path]) -> Path:
    """Return a copy of the workspace with a big document beside it, and a log file longer still."""
    root = copied()
    (root / "big.bin").write_bytes(os.urandom(BIG))
    log = root / "history.jsonl"
    log.write_bytes(STRANGE * (4 * BIG // len(STRANGE)) + log.read_bytes())
    return root


def size(root: Path, name: str) -> int:
    """Return how long a file of the workspace is."""
    return (root / name).stat().st_size


def refused_whole(nursery: Any, root: Path, words: tuple[str, ...], **fault: Any) -> None:
    """An act that meets the fault is refused in words, and then done when the fault is gone."""
    before, lines = read_whole(root), (root / "history.jsonl").read_bytes()
    ended = nursery(root, *words, **fault)
    assert (ended.signal, ended.code) == (0, 2), ended.err
    assert [part for part in FULL_DISK if part not in ended.err] == []
    assert read_whole(root) == before
    assert (root / "history.jsonl").read_bytes() == lines
    nursery.must(root, *words)
    assert len(new_acts(before, read_whole(root))) == 1


def test_no_room_for_the_journal(nursery: Any, filled: Path) -> None:
    """SQLite cannot even note what it is about to change."""
    refused_whole(nursery, filled, RECORD.words, limit=SMALL)


def test_no_room_for_the_database(nursery: Any, filled: Path) -> None:
    """The journal fits, the database cannot grow, and what was begun is rolled back."""
    limit = size(filled, "smartflow.db")
    refused_whole(nursery, filled, RECORD.words, limit=limit)
    # The guard: it did have to grow beyond the limit.
    assert size(filled, "smartflow.db") > limit


@pytest.mark.parametrize("room", [0, 1, 200])
def test_no_room_for_the_log_file(nursery: Any, filled: Path, room: int) -> None:
    """The act is recorded and says what is behind; a torn line is mended by the next act."""
    before, limit = read_whole(filled), size(filled, "history.jsonl") + room
    ended = nursery(filled, *RECORD.words, limit=limit)
    assert (ended.signal, ended.code) == (0, 0), ended.err
    assert "history.jsonl could not be extended" in ended.err
    assert new_acts(before, read_whole(filled)) == ["record"]
    assert size(filled, "history.jsonl") <= limit
    assert limit > size(filled, "smartflow.db")
    nursery.must(filled, *RECORD.then)
    without = (filled / "history.jsonl").read_bytes().replace(STRANGE, b"")
    (filled / "history.jsonl").write_bytes(without)
    assert logged(filled) == recorded(read_whole(filled))


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_act_on_a_full_disk_is_refused_whole(
    nursery: Any, copied: Callable[..., Path], unsigned: Path, prepared: Path, name: str
) -> None:
    """Whatever an act needs to write first, it ends with code 2 and nothing is recorded."""
    act = ACTS[name]
    root = copied(unsigned if act.unsigned else prepared)
    before = read_whole(root)
    ended = nursery(root, *act.words, limit=16)
    assert (ended.signal, ended.code) == (0, 2), ended.err
    assert "Next step:" in ended.out + ended.err
    assert read_whole(root) == before
    nursery.must(root, *act.words, code=act.code)


def test_at_any_size_all_or_nothing(nursery: Any, copied: Callable[..., Path]) -> None:
    """Wherever the room ends: the act is refused whole, or recorded whole, and never in between."""
    codes = []
    for limit in range(0, 4 * BIG, 40_013):
        root = copied()
        (root / "big.bin").write_bytes(bytes(range(250)) * (BIG // 250))
        before = read_whole(root)
        ended = nursery(root, *RECORD.words, limit=limit)
        happened = new_acts(before, read_whole(root))
        assert (ended.code, happened) in ((2, []), (0, ["record"])), (limit, ended.err)
        assert ended.code == 0 or "Next step:" in ended.err
        codes.append(ended.code)
        nursery.must(root, *(RECORD.then if happened else RECORD.words))
        assert logged(root) == recorded(read_whole(root))
    # The guard: the room was too small at first, and enough in the end; more never did harm.
    assert codes == sorted(codes, reverse=True)
    assert set(codes) == {0, 2}


@pytest.mark.parametrize("limit", [0, 100, 2048, 5000, 20_000])
def test_an_init_without_room_can_be_repeated(nursery: Any, tmp_path: Path, limit: int) -> None:
    """Nothing stands in the way of the next one, and what that makes is whole."""
    root = tmp_path / "office" / "workspace"
    ended = nursery(root, "init", limit=limit)
    assert (ended.code, "Next step:" in ended.err) == (2, True), ended.err
    nursery.must(root, "init")
    assert len(read_whole(root)) == 1
    nursery.must(root, "audit", "verify")


@pytest.mark.parametrize("place", ["journal", "database", "log"])
def test_killed_by_the_kernel_within_a_write(nursery: Any, filled: Path, place: str) -> None:
    """A process that dies half-way through a write leaves what the next command can mend."""
    before = read_whole(filled)
    limits = {
        "journal": SMALL,
        "database": size(filled, "smartflow.db") + 4096,
        "log": size(filled, "history.jsonl") + 100,
    }
    ended = nursery(filled, *RECORD.words, limit=limits[place], deadly=True)
    # The guard: it was the limit that killed it.
    assert ended.signal == signal.SIGXFSZ
    hot = (filled / "smartflow.db-journal").exists()
    assert hot == (place != "log")
    happened = new_acts(before, read_whole(filled))
    assert happened == (["record"] if place == "log" else [])
    if place == "log":
        assert not (filled / "history.jsonl").read_bytes().endswith(b"\n")
    nursery.must(filled, *(RECORD.then if happened else RECORD.words))
    without = (filled / "history.jsonl").read_bytes().replace(STRANGE, b"")
    (filled / "history.jsonl").write_bytes(without)
    assert logged(filled) == recorded(read_whole(filled))


OUTPUTS = {
    "worksheet template": (("worksheet", "template", "kota", "-o", "@out"), "out"),
    "consolidate -o": (("consolidate", "kota", "living", "-o", "@out/x.xlsx"), "out/x.xlsx"),
    "history --svg": (("history", "kota", "--timeline", "--svg", "@out/x.svg"), "out/x.svg"),
    "export": (("export", "kota", "sheet", "-o", "@out/sheet.html"), "out/sheet.html"),
    "export --all": (("export", "kota", "--all", "-o", "@out"), "out"),
    "workflow new": (("workflow", "new", "mine", "--extends", "masterplan"), "workflows"),
    "plugin block": (("plugin", "block", "living"), "smartflow.toml"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_written_is_whole_or_the_old_one(nursery: Any, root: Path, name: str) -> None:
    """A file that a command writes is never half there: the old one stays, and nothing besides."""
    words, place = OUTPUTS[name]
    (root / "out").mkdir()
    nursery.must(root, *words)
    made = files(root / place)
    assert made
    if name == "workflow new":
        (root / "workflows" / "mine.toml").unlink()
        made = files(root / place)
    elif name == "plugin block":
        nursery.must(root, "plugin", "unblock", "living")
        made = files(root / place)
    else:
        nursery.must(root, *ACTS["submit"].words)
    ended = nursery(root, *words, limit=64)
    assert (ended.signal, ended.code) == (0, 2), ended.out + ended.err
    assert "Next step:" in ended.err
    assert files(root / place) == made
    nursery.must(root, *words)


def files(path: Path) -> dict[str, bytes]:
    """Return the content of a file, or of all files of a folder."""
    found = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return {one.name: one.read_bytes() for one in found}


needs_full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no /dev/full to write to"
)


@needs_full_device
@pytest.mark.parametrize(
    "words",
    [
        ("remind", "kota"),
        ("history", "kota"),
        ("history", "kota", "--json"),
        ("status", "--format", "csv"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_an_answer_that_cannot_be_written_is_told(
    nursery: Any, root: Path, words: tuple[str, ...]
) -> None:
    """Stdout led to a full disk: exit code 2 and a sentence on stderr, never a traceback."""
    ended = nursery(root, *words, full_stdout=True)
    assert (ended.signal, ended.code, ended.out) == (0, 2, "")
    assert "The answer cannot be written: No space left on device." in ended.err
    assert "Next step:" in ended.err


@needs_full_device
def test_an_act_whose_answer_is_lost_says_that_it_may_be_recorded(nursery: Any, root: Path) -> None:
    """The act came first, so the sentence must not read like a refusal."""
    before = read_whole(root)
    ended = nursery(root, *ACTS["nil"].words, full_stdout=True)
    assert ended.code == 2
    assert "What was recorded stays recorded." in ended.err
    assert "smartflow history CITY --last 3" in ended.err
    assert new_acts(before, read_whole(root)) == ["nil"]


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """Mount a file system of one megabyte at ``place``."""
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.getuid() != 0:
        pytest.skip("only root can mount a small file system")
    words = [mount, "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    if subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip("this computer does not let a file system be mounted")
    try:
        yield
    finally:
        subprocess.run([str(shutil.which("umount")), str(place)], check=True)


def test_a_really_full_file_system(nursery: Any, prepared: Path, tmp_path: Path) -> None:
    """Without a block to spare the act is refused as on any full disk; with room it is done."""
    with small_disk(tmp_path / "disk"):
        shutil.copytree(prepared.parent, tmp_path / "disk" / "office")
        root = tmp_path / "disk" / "office" / prepared.name
        before = read_whole(root)
        filler = tmp_path / "disk" / "filler"
        with pytest.raises(OSError, match="No space left"):
            filler.write_bytes(bytes(2_000_000))
        ended = nursery(root, *ACTS["nil"].words)
        assert (ended.code, read_whole(root)) == (2, before), ended.err
        assert "The disk is full" in ended.err
        assert "Nothing was recorded." in ended.err
        assert nursery(root, "status", "kota").code == 0
        filler.unlink()
        nursery.must(root, *ACTS["nil"].words)
        assert new_acts(before, read_whole(root)) == ["nil"]
