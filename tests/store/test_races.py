"""Real processes at one store, a file or a server: each number once, and nothing lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.history import check_chain, decode_entry

if TYPE_CHECKING:
    from smartflow.history import Entry
    from smartflow.store import Store

CITY = "smartflow/w/13.73"
PROGRAM = Path(__file__).with_name("store_process.py")


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start a process that talks over its standard streams, and waits for a word."""
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(*processes: subprocess.Popen[str]) -> None:
    """Let processes begin at once."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def entries_of(store: Store) -> list[Entry]:
    """Return the entries of the city, their chain and the blobs that they name checked."""
    with store.read() as reading:
        contents = list(reading.entries(CITY))
        if contents:
            check_chain(CITY, contents)
        entries = [decode_entry(content) for content in contents]
        named = [digest for entry in entries for digest in entry.body.get("blobs", [])]  # type: ignore[union-attr]
        assert sorted(reading.blobs(named)) == sorted(named)  # type: ignore[arg-type, type-var]
    return entries


def test_processes_give_each_number_once(store: Store, place: str, tmp_path: Path) -> None:
    """Three that append at the same time make one whole chain; who was too late was told so."""
    each = 20
    writers = [start(tmp_path, "append", place, str(each)) for _ in range(3)]
    go(*writers)
    said = [writer.communicate()[0] for writer in writers]
    assert all(words.startswith("moved ") for words in said)
    entries = entries_of(store)
    assert [entry.seq for entry in entries] == list(range(1, 3 * each + 1))
    assert sorted(Counter(entry.actor.person for entry in entries).values()) == [each] * 3


def test_processes_make_one_store(
    place: str, tmp_path: Path, opening: Callable[..., Store]
) -> None:
    """Three that create the store at the same time all find it made, once."""
    makers = [start(tmp_path, "make", place) for _ in range(3)]
    go(*makers)
    assert [maker.communicate()[0] for maker in makers] == ["made\n"] * 3
    assert opening().facts().schema == 1


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_the_store_whole(
    place: str, store: Store, opening: Callable[..., Store], tmp_path: Path
) -> None:
    """Killed at moments of its own, inside a commit too, a writer never leaves half an entry.

    Nor does it leave a lock: the next one goes on at once.
    """
    patient = opening(timeout=30)
    found = [0]
    for number in range(60):
        with start(tmp_path, "append", place, "100000") as process:
            go(process)
            time.sleep(0.02 + 0.007 * number)
            process.kill()
            process.communicate()
        assert process.returncode == -signal.SIGKILL
        with patient.write(CITY) as writing:
            assert writing.logs() in {(), (CITY,)}
        found.append(len(entries_of(store)))
        if len(set(found)) > 8:
            break
    assert found == sorted(found)
    assert len(set(found)) > 8, "too few writers lived long enough to prove anything"
