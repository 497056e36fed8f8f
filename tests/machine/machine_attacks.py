"""One single change to a copy of a store, of whatever kind: ``audit verify`` always finds it.

What a change of a signature line would show is left out: whose lines are under a note is not
signed by anybody (C2SP), so whoever takes one away has taken away a witness, and forged nothing.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from smartflow.audit.drill.store import DrillStore
from smartflow.audit.verify.verify import verify
from smartflow.casework.workspace import Configuration, Workspace
from smartflow.store.sqlite.adapter import open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from machine_snapshot import Snapshot

    from smartflow.history.finding import Finding


def _edit(store: DrillStore, lies: Snapshot, log: str, place: int) -> None:
    """Change one bit of an entry."""
    contents = lies.entries[log]
    seq = place % len(contents) + 1
    changed = bytearray(contents[seq - 1])
    changed[(place * 31) % len(changed)] ^= 1
    store.put_content(log, seq, bytes(changed))


def _delete(store: DrillStore, lies: Snapshot, log: str, place: int) -> None:
    """Delete an entry."""
    store.drop_entry(log, place % len(lies.entries[log]) + 1)


def _swap(store: DrillStore, lies: Snapshot, log: str, place: int) -> None:
    """Let two neighbours change places."""
    contents = lies.entries[log]
    seq = place % (len(contents) - 1) + 1
    store.put_content(log, seq, contents[seq])
    store.put_content(log, seq + 1, contents[seq - 1])


def _cut(store: DrillStore, lies: Snapshot, log: str, place: int) -> None:
    """Cut the tail, the checkpoints over it too, and take the log file away."""
    left = place % len(lies.entries[log])
    store.drop_entries(log, left)
    store.drop_checkpoints(log, left)
    store.forget_log_file()


def _link(store: DrillStore, lies: Snapshot, log: str, place: int) -> None:
    """Change the column that names the entry before."""
    seq = place % len(lies.entries[log]) + 1
    store._run("UPDATE entry SET prev = ? WHERE log = ? AND seq = ?", f"{place:064x}", log, seq)


def _alter_blob(store: DrillStore, lies: Snapshot, _: str, place: int) -> None:
    """Change a blob."""
    store.alter_blob(sorted(lies.blobs)[place % len(lies.blobs)])


def _drop_blob(store: DrillStore, lies: Snapshot, _: str, place: int) -> None:
    """Delete a blob."""
    store.drop_blob(sorted(lies.blobs)[place % len(lies.blobs)])


def _drop_note(store: DrillStore, lies: Snapshot, _: str, place: int) -> None:
    """Delete a checkpoint; not the first of a log that is older than the store's key.

    How long a log was when the key came is written nowhere else, and the next one covers as much.
    """
    first: dict[str, int] = {}
    for log, size in sorted(lies.notes):
        first.setdefault(log, size)
    others = [one for one in sorted(lies.notes) if one[1] == 1 or one[1] > first[one[0]]]
    store.drop_checkpoint(*others[place % len(others)])


def _edit_note(store: DrillStore, lies: Snapshot, _: str, place: int) -> None:
    """Change one bit of what a checkpoint says."""
    where = sorted(lies.notes)[place % len(lies.notes)]
    changed = bytearray(lies.notes[where])
    changed[(place * 31) % changed.index(b"\n\n")] ^= 1
    store.put_note(*where, bytes(changed))


def _other_note(store: DrillStore, lies: Snapshot, _: str, place: int) -> None:
    """Put another good checkpoint in the place of one."""
    places = sorted(lies.notes)
    where = places[place % len(places)]
    store.put_note(*where, lies.notes[places[(place + 1) % len(places)]])


def _edit_line(store: DrillStore, lies: Snapshot, _: str, place: int) -> None:
    """Change a name in a line of the log file."""
    lines = store.log_file.read_bytes().splitlines(keepends=True)
    at = place % len(lines)
    lines[at] = re.sub(rb'("person":")(.)', rb"\1X", lines[at], count=1)
    store.log_file.write_bytes(b"".join(lines))


ATTACKS: dict[str, Callable[[DrillStore, Snapshot, str, int], None]] = {
    "edit": _edit,
    "delete": _delete,
    "swap": _swap,
    "cut": _cut,
    "link": _link,
    "alter blob": _alter_blob,
    "drop blob": _drop_blob,
    "drop note": _drop_note,
    "edit note": _edit_note,
    "other note": _other_note,
    "edit line": _edit_line,
}


def attacked(  # noqa: PLR0913  what is attacked, how, where, and what is known of it
    workspace: Workspace, lies: Snapshot, name: str, place: int, kept: Sequence[Path], folder: Path
) -> tuple[Finding, ...]:
    """Copy a workspace, change one thing in the copy, and return what ``audit verify`` finds."""
    folder.mkdir()
    shutil.copy(workspace.root / "smartflow.db", folder)
    shutil.copy(workspace.log_file, folder)
    logs = [log for log in sorted(lies.entries) if len(lies.entries[log]) > 1]
    try:
        with DrillStore(folder / "smartflow.db", folder / workspace.log_file.name) as store:
            ATTACKS[name](store, lies, logs[place % len(logs)], place // len(logs))
        assert _differs(workspace.root, folder)
        copied = Workspace(
            folder, Configuration(), open_sqlite(folder / "smartflow.db"), workspace.clock
        )
        try:
            return verify(copied, against=kept, every=True).findings
        finally:
            copied.close()
    finally:
        shutil.rmtree(folder)


def _differs(root: Path, folder: Path) -> bool:
    """Say whether an attack has changed anything at all."""
    return _all(root) != _all(folder)


def _all(folder: Path) -> list[object]:
    tables = ("SELECT * FROM entry", "SELECT * FROM blob", "SELECT * FROM checkpoint")
    with closing(sqlite3.connect(folder / "smartflow.db")) as database:
        rows = [sorted(database.execute(statement).fetchall()) for statement in tables]
    log_file = folder / "history.jsonl"
    return [*rows, log_file.read_bytes() if log_file.exists() else b""]
