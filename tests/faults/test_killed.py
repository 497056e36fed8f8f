"""A process that is killed at any write leaves the history whole, and the next command goes on.

Real processes, really killed: in front of the n-th write, for every n until the command survives,
and by the kernel in the midst of a write. Every act of the command line has its case; an act or a
command that has none fails a test.
"""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import ACTS, READING, WITNESS, Act
from fault_whole import acts, logged, new_acts, read_whole, recorded

from smartflow.history.acts import ACT_TYPES
from smartflow.history.entries.entry import decode_entry
from smartflow.store import open_sqlite
from smartflow.terminal.catalogue import COMMANDS
from smartflow.terminal.group import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def commands(found: Any, name: str) -> Iterator[str]:
    """Yield the names of the commands of a group and of the groups in it, or of a command."""
    if not isinstance(found, Group):
        yield name
        return
    for below, one in found.commands.items():
        yield from commands(one, f"{name} {below}")


def every_command() -> set[str]:
    """Return the name of every command."""
    return {
        name
        for listed in COMMANDS
        for name in commands(importlib.import_module(listed.module).COMMAND, listed.name)
    }


def test_every_act_has_a_case() -> None:
    """An act that the engine knows how to fold, to word or to sign is killed at its every write."""
    known = set(ACT_TYPES)
    covered = {name for act in ACTS.values() for name in act.acts} | {"init"}
    assert known == covered


def test_every_command_either_reads_or_has_a_case() -> None:
    """A new command cannot be added without saying which it is."""
    recording = {" ".join(word for word in name.split() if word[0] != "-") for name in ACTS}
    recording = {name.removesuffix(" refused") for name in recording} | {"init"}
    assert every_command() - READING == recording
    assert not recording & READING


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_killed_at_any_write_the_history_is_whole(  # noqa: PLR0913  where it begins, and one act
    nursery: Any,
    copied: Callable[..., Path],
    prepared: Path,
    unsigned: Path,
    act: Act,
    tmp_path: Path,
) -> None:
    """Whatever was cut off, it happened whole or not at all, and the next command goes on."""
    original = unsigned if act.unsigned else prepared
    before = read_whole(original)
    steps = writes(nursery, copied(original), act, tmp_path / "writes")
    roots = [copied(original) for _ in range(steps)]
    ended = nursery.together(
        *(nursery.order(root, *act.words, die=step) for step, root in enumerate(roots, start=1))
    )
    happened = [new_acts(before, read_whole(root)) for root in roots]
    # The guard: each was really killed, on both sides of the COMMIT.
    assert all(one.killed for one in ended)
    assert happened.count([]) >= 3
    assert happened[-1] != []
    for found in happened:
        check_whole(act, found)
    go_on(nursery, act, dict(zip(roots, happened, strict=True)))


def writes(nursery: Any, root: Path, act: Act, notes: Path) -> int:
    """Return how many writes an act takes that nothing stops."""
    nursery.must(root, *act.words, code=act.code, die=0, notes=str(notes))
    nursery.must(root, "doctor")
    return len(notes.read_text(encoding="utf-8").splitlines())


def check_whole(act: Act, happened: list[str]) -> None:
    """What stands in the store is a number of whole transactions."""
    of_one = sorted(act.acts)
    assert len(happened) % len(of_one) == 0
    assert sorted(set(happened)) in ([], sorted(set(of_one)))
    assert len(happened) <= len(of_one) * act.transactions


def go_on(nursery: Any, act: Act, happened: dict[Path, list[str]]) -> None:
    """The same command then succeeds if it did not happen, and another one if it did."""
    before = {root: read_whole(root) for root in happened}
    ended = nursery.together(
        *(
            nursery.order(root, *(act.then if done else act.words))
            for root, done in happened.items()
        )
    )
    for one, (root, done) in zip(ended, happened.items(), strict=True):
        assert (one.signal, one.code) == (0, 0 if done else act.code), one.out + one.err
        after = read_whole(root)
        if not done:
            assert sorted(set(new_acts(before[root], after))) == sorted(set(act.acts))
        assert logged(root) == recorded(after)


def test_a_killed_init_is_completed_by_the_next(nursery: Any, tmp_path: Path) -> None:
    """What the first one committed stands: the same id, and a key that signs for it."""
    lost = kept = 0
    for step in count(1):
        root = tmp_path / f"at{step}" / "workspace"
        ended = nursery(root, "init", die=step)
        if not ended.killed:
            assert (ended.signal, ended.code) == (0, 0), ended.err
            break
        begun = (root / "smartflow.db").exists() and _logs(root)
        if (root / "smartflow.toml").exists():
            assert nursery(root, "init").code == 2
        else:
            nursery.must(root, "init")
        logs = read_whole(root)
        assert acts(logs)[:2] == ["init", "key_add"]
        if begun:
            assert list(logs) == begun
        lost, kept = lost + (not begun), kept + bool(begun)
        _work(nursery, root)
    assert lost >= 3
    assert kept >= 1


def test_an_erasure_that_was_cut_short_erased_all_or_nothing(
    nursery: Any, copied: Callable[..., Path], prepared: Path, tmp_path: Path
) -> None:
    """Where the entry says that it is gone, its bytes are nowhere in the store's files."""
    act = ACTS["audit erase"]
    [log] = [log for log in read_whole(prepared) if log.endswith("/13.73")]
    submitted: Any = decode_entry(read_whole(prepared)[log][6]).body
    store = open_sqlite(prepared / "smartflow.db")
    with store.read() as reading:
        content = reading.blob(submitted["worksheets"][0]["rows"])
    store.close()
    assert content
    outcomes = set()
    for step in range(1, writes(nursery, copied(), act, tmp_path / "writes") + 1):
        root = copied()
        assert nursery(root, *act.words, die=step).killed
        erased = "erase" in acts(read_whole(root))
        files = [path.read_bytes() for path in root.glob("smartflow.db*")]
        assert any(content in one for one in files) != erased
        outcomes.add(erased)
    assert outcomes == {False, True}


WRITTEN = {
    "plugin block": (("plugin", "block", "living"), "workspace/smartflow.toml"),
    "history --svg": (("history", "kota", "--timeline", "--svg", "@x.svg"), "workspace/x.svg"),
    "export": (("export", "kota", "sheet", "-o", "@sheet.html"), "workspace/sheet.html"),
    "audit witness": ((*WITNESS[:3], "-o", "@seen.txt"), "workspace/seen.txt"),
    "witness memory": ((*WITNESS[:3], "-o", "@seen.txt"), "config/witness/seen.json"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_is_the_old_or_the_new_one_whenever_it_is_killed(
    nursery: Any, copied: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    """What is written beside the history is never half there, and the command can be repeated."""
    words, place = WRITTEN[name]
    clock, notes = {"clock": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S+00:00}"}, tmp_path / "writes"
    # Something older stands there: a witness has seen fewer entries, a file was written before.
    base = copied()
    nursery.must(base, *ACTS["nil"].words)
    nursery.must(base, "audit", "checkpoint", "-o", "@sent.txt", "--since", "@back.txt")
    first = copied(base)
    target = first.parent / place
    old = target.read_bytes() if target.exists() else b"old\n"
    nursery.must(first, *words, die=0, notes=str(notes), **clock)
    new = target.read_bytes()
    assert old != new
    steps = len(notes.read_text(encoding="utf-8").splitlines())
    found = set()
    for step in range(1, steps + 1):
        root = copied(base)
        (root.parent / place).write_bytes(old)
        assert nursery(root, *words, die=step, **clock).killed
        found.add((root.parent / place).read_bytes())
        nursery.must(root, *words, **clock)
        assert (root.parent / place).read_bytes() == new
    for limit in (0, 1, len(new) // 2, len(new) - 1):
        root = copied(base)
        (root.parent / place).write_bytes(old)
        # In the midst of a write, where no step is counted: the kernel does it.
        assert nursery(root, *words, limit=limit, deadly=True, **clock).signal
        found.add((root.parent / place).read_bytes())
        nursery.must(root, *words, **clock)
    assert steps >= 3
    assert found <= {old, new}
    assert old in found


def _logs(root: Path) -> list[str]:
    """Return the logs of a store, of which there may be none yet."""
    import sqlite3

    connection = sqlite3.connect(root / "smartflow.db")
    try:
        return [log for (log,) in connection.execute("SELECT DISTINCT log FROM entry")]
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()


def _work(nursery: Any, root: Path) -> None:
    """A first city is added and acted upon."""
    words = ("--name", "Kota", "--kind", "kota", "--region-code", "13.73", "--province", "Provinsi")
    nursery.must(root, "city", "add", "kota", *words)
    nursery.must(root, "agency", "add", "kota", "DINKES", "Dinas Kesehatan", "--kind", "opd")
    assert logged(root) == recorded(read_whole(root))
