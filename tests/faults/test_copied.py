"""A store that is copied while it is in use: the copy is a past state, or is told to be damaged.

A copier reads a file from front to back while SQLite writes pages into it. What comes of that is
tried in two ways: by real copies beside a process that never stops writing, and page by page, the
front of one state and the back of the other, which is every copy that such a race can make.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS
from fault_whole import Logs, new_acts, read_whole

from smartflow.errors import IntegrityFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
PAGE = 4096
DAMAGED = IntegrityFailure.exit_code
COPIES = 24


def read(nursery: Any, root: Path) -> tuple[int, list[Any] | None]:
    """Return how ``audit verify`` ends, and the city's history if it is shown."""
    verify, history = nursery.together(
        nursery.order(root, "audit", "verify"), nursery.order(root, "history", "kota", "--json")
    )
    assert "Traceback" not in verify.err + history.err
    assert history.code in (0, DAMAGED), history.err
    shown = json.loads(history.out)["entries"] if history.code == 0 else None
    return verify.code, shown


def torn(old: bytes, new: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every file of which the front is one state and the rest is the other."""
    for end in range(PAGE, max(len(old), len(new)), PAGE):
        yield f"new to {end}", new[:end] + old[end:]
        yield f"old to {end}", old[:end] + new[end:]


@pytest.mark.parametrize("log_file", ["newer", "none"])
def test_a_torn_copy_is_a_past_state_or_damaged(nursery: Any, root: Path, log_file: str) -> None:
    """For every place at which the copy can have torn: never a third history, never a crash."""
    states = [(read_whole(root), read(nursery, root)[1])]
    old = (root / "smartflow.db").read_bytes()
    (root / "minutes.txt").write_bytes(os.urandom(5 * PAGE))
    nursery.must(root, *ACTS["record"].words)
    nursery.must(root, *ACTS["submit"].words)
    states.append((read_whole(root), read(nursery, root)[1]))
    new = (root / "smartflow.db").read_bytes()
    if log_file == "none":
        (root / "history.jsonl").unlink()
    damaged = 0
    for where, content in torn(old, new):
        (root / "smartflow.db").write_bytes(content)
        verified, shown = read(nursery, root)
        assert verified in (0, DAMAGED), where
        damaged += verified == DAMAGED
        if verified == 0:
            assert read_whole(root) in [logs for logs, _ in states], where
        assert shown is None or shown in [entries for _, entries in states], where
    # The guard: the states do differ in more than one page, so that copies were torn.
    assert damaged > len(new) // PAGE // 2


@pytest.mark.parametrize("with_journal", [True, False])
def test_copies_made_beside_a_writer(
    nursery: Any, root: Path, tmp_path: Path, *, with_journal: bool
) -> None:
    """Each copy that opens is the beginning of the history; the others end with exit code 4."""
    environment = {**os.environ, "SMARTFLOW_CONFIG": str(root.parent / "config")}
    words = [sys.executable, str(HERE / "fault_writer.py"), str(root), "solok"]
    copies = []
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdout is not None
        for number in range(COPIES):
            writer.stdout.readline()
            copies.append(copy_store(root, tmp_path / f"of{number}" / "ws", journal=with_journal))
        writer.communicate("stop\n")
    whole = read_whole(root)
    sizes = set()
    for copy in copies:
        verify = nursery(copy, "audit", "verify")
        assert verify.code in (0, DAMAGED), verify.err
        if verify.code == 0:
            logs = read_whole(copy)
            assert begins(whole, logs)
            sizes.add(sum(map(len, logs.values())))
    # The guard: the history grew while it was copied.
    assert len(sizes) > COPIES // 4


def copy_store(root: Path, target: Path, *, journal: bool) -> Path:
    """Copy the store, and the journal beside it if it is there, as a person would with ``cp``."""
    target.mkdir(parents=True)
    names = ["smartflow.toml", "smartflow.db", *(["smartflow.db-journal"] if journal else [])]
    for name in names:
        try:
            shutil.copyfile(root / name, target / name)
        except FileNotFoundError:
            assert name == "smartflow.db-journal"
    return target


def begins(whole: Logs, part: Logs) -> bool:
    """Say whether every log of ``part`` is the beginning of that log in ``whole``."""
    return all(whole[log][: len(contents)] == contents for log, contents in part.items())


def killed_within(nursery: Any, root: Path) -> Path:
    """Leave the store as a power cut within a commit leaves it: half written, with its journal."""
    (root / "minutes.txt").write_bytes(os.urandom(50 * PAGE))
    limit = (root / "smartflow.db").stat().st_size + 10 * PAGE
    died = nursery(root, *ACTS["record"].words, limit=limit, deadly=True)
    assert died.signal
    assert (root / "smartflow.db-journal").exists()
    return root


def test_a_half_written_store_is_whole_with_its_journal(
    nursery: Any, copied: Callable[..., Path], prepared: Path, tmp_path: Path
) -> None:
    """Copied together, the two are rolled back to the state before."""
    root = killed_within(nursery, copied())
    copy = copy_store(root, tmp_path / "with" / "ws", journal=True)
    assert nursery(copy, "audit", "verify").code == 0
    assert read_whole(copy) == read_whole(prepared)


def test_a_half_written_store_without_its_journal_is_damaged(
    nursery: Any, copied: Callable[..., Path], tmp_path: Path
) -> None:
    """The journal is a part of the store: without it, what is there is not taken for a history."""
    root = killed_within(nursery, copied())
    copy = copy_store(root, tmp_path / "without" / "ws", journal=False)
    verify = nursery(copy, "audit", "verify")
    assert (verify.code, verify.err != "" or verify.out != "") == (DAMAGED, True)


def fork(nursery: Any, copied: Callable[..., Path], prepared: Path) -> tuple[Path, Path]:
    """Let a workspace and its copy go different ways, each with as many acts."""
    one, other = copied(), copied()
    before = read_whole(prepared)
    nursery.must(one, *ACTS["nil"].words)
    nursery.must(other, *ACTS["person add"].words)
    assert new_acts(before, read_whole(one)) == ["nil"]
    assert new_acts(before, read_whole(other)) == ["person_add"]
    return one, other


def test_a_fork_is_shown_by_a_checkpoint_of_the_other(
    nursery: Any, copied: Callable[..., Path], prepared: Path
) -> None:
    """Each of the two is whole by itself; the other's checkpoint at one size tells them apart."""
    ways = fork(nursery, copied, prepared)
    for one, other in (ways, ways[::-1]):
        assert nursery(one, "audit", "verify").code == 0
        nursery.must(other, "audit", "checkpoint", "-o", "@fork.txt", "--city", "kota")
        seen = nursery(one, "audit", "verify", "--against", str(other / "fork.txt"))
        assert seen.code == DAMAGED, seen.out
        assert "fork" in (seen.out + seen.err).casefold()
        own = nursery(other, "audit", "verify", "--against", "@fork.txt")
        assert own.code == 0, own.out


def test_a_store_put_beside_another_log_file_is_noticed(
    nursery: Any, copied: Callable[..., Path], prepared: Path
) -> None:
    """The copy comes back and takes the original's place: the log file tells of other entries."""
    one, other = fork(nursery, copied, prepared)
    shutil.copyfile(other / "smartflow.db", one / "smartflow.db")
    for words in (("status", "kota"), ACTS["sign-off"].words, ("doctor",), ("audit", "verify")):
        ended = nursery(one, *words)
        assert ended.code == DAMAGED, (words, ended.out, ended.err)


def test_an_old_copy_put_back_is_noticed(nursery: Any, root: Path) -> None:
    """A backup from before the newest entries: the log file beside it knows them."""
    backup = root.parent / "backup.db"
    shutil.copyfile(root / "smartflow.db", backup)
    nursery.must(root, *ACTS["nil"].words)
    shutil.copyfile(backup, root / "smartflow.db")
    for words in (("status", "kota"), ACTS["sign-off"].words):
        ended = nursery(root, *words)
        assert (ended.code, "history.jsonl" in ended.err) == (DAMAGED, True), ended
