"""Several processes on one file, and processes that die: the store stays whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.history import check_chain, decode_entry
from smartflow.store import NotAStore, StoreLocked, StoreMissing, open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.store import Store

CITY = "smartflow/w/13.73"
PROGRAM = Path(__file__).with_name("store_process.py")


@pytest.fixture
def place() -> str:
    """Only the file is looked at here."""
    return "smartflow.db"


def start(*words: str | Path) -> subprocess.Popen[str]:
    """Start a process that talks over its standard streams."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def heard(process: subprocess.Popen[str]) -> str:
    """Return the next line that the process says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go(processes: list[subprocess.Popen[str]]) -> None:
    """Let processes that wait for a word begin at once."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def is_hot(path: Path) -> bool:
    """Say whether a journal with its header written (SQLite's magic) stands beside the file."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.read_bytes()[:8] == bytes.fromhex("d9d505f920a163d7")


def whole_entries(store: Store) -> int:
    """Check the chain and that every entry's blobs exist; return the number of entries."""
    with store.read() as reading:
        contents = list(reading.entries(CITY))
        if not contents:
            return 0
        check_chain(CITY, contents)
        for content in contents:
            named = decode_entry(content).body.get("blobs", [])
            assert isinstance(named, list)
            assert sorted(reading.blobs(named)) == sorted(named)
        return len(contents)


@pytest.mark.slow
def test_another_process_is_waited_for_five_seconds(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """A held lock is waited for at most 5 s, then exit code 5; reading goes on meanwhile."""
    added = add(store, CITY, 2)
    waiting = open_sqlite(path)
    with start("hold", path) as holder:
        assert heard(holder) == "held"
        with store.read() as reading:
            assert list(reading.entries(CITY)) == added
        begun = time.monotonic()
        with pytest.raises(StoreLocked) as caught:
            add(waiting)
        waited = time.monotonic() - begun
        holder.communicate()
    assert caught.value.exit_code == 5
    assert 4 <= waited < 10
    assert len(add(waiting)) == 1
    waiting.close()


def test_a_lock_that_is_let_go_in_time_is_waited_out(
    store: Store, path: Path, add: Callable[..., list[bytes]]
) -> None:
    """A writer that finds the store locked goes on as soon as the other one has ended."""
    patient = open_sqlite(path, timeout=30)
    with start("hold", path) as holder:
        assert heard(holder) == "held"
        with pytest.raises(StoreLocked):
            add(store)
        assert holder.stdin is not None
        holder.stdin.close()
        assert len(add(patient)) == 1
    patient.close()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_writer_killed_at_any_statement_leaves_the_store_whole(
    tmp_path: Path, add: Callable[..., list[bytes]]
) -> None:
    """Killed in front of each statement in turn, a writer leaves whole entries only.

    After each death the next process opens the store (rolling a hot journal back by reading),
    finds a whole chain whose blobs exist, and can go on writing.
    """
    kept: list[int] = []
    hot = 0
    for number in count(1):
        path = tmp_path / f"killed-{number}.db"
        with start("die", path, str(number)) as process:
            process.communicate()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        hot += is_hot(path)
        kept.append(entries_after_death(path, add))
    assert len(kept) >= 15, "too few statements were killed for this to prove anything"
    assert hot > 0, "no death left a journal to roll back"
    assert kept == sorted(kept)
    assert set(kept) == {0, 1}
    assert whole_entries_at(path) == 2


def entries_after_death(path: Path, add: Callable[..., list[bytes]]) -> int:
    """Read the store as the next process would, then write to it; return what was found."""
    try:
        found = whole_entries_at(path)
    except (StoreMissing, NotAStore):
        found = 0  # death came before the store was made: it can be made now
    store = open_sqlite(path, create=True)
    add(store)
    assert whole_entries(store) == found + 1
    store.close()
    assert not path.with_name(path.name + "-journal").exists()
    return found


def whole_entries_at(path: Path) -> int:
    """Open the store, only to read it."""
    store = open_sqlite(path)
    try:
        return whole_entries(store)
    finally:
        store.close()
