"""A store as plain SQL sees it, and what one act may change in it.

Nothing of the engine's store is used: what is compared is what lies in the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

SIGNATURE = "\N{EM DASH} ".encode()
NAMING = ("rows", "file", "source", "list", "verdict", "dossier", "heads", "signature", "statement")


class Snapshot(NamedTuple):
    """What lies in a workspace.

    Attributes:
        entries: The bytes of the entries by log, in order.
        notes: The checkpoints by log and size.
        blobs: The digests of the blobs.
        files: What stands in the log file, and the names of the files of keys.
    """

    entries: dict[str, tuple[bytes, ...]]
    notes: dict[tuple[str, int], bytes]
    blobs: frozenset[str]
    files: tuple[bytes, frozenset[str]]


def snapshot(root: Path, config: Path) -> Snapshot:
    """Read a workspace and the folder of its keys."""
    entries: defaultdict[str, list[bytes]] = defaultdict(list)
    with closing(sqlite3.connect(root / "smartflow.db")) as database:
        for log, content in database.execute("SELECT log, bytes FROM entry ORDER BY log, seq"):
            entries[log].append(content)
        notes = {
            (log, size): note
            for log, size, note in database.execute("SELECT log, size, note FROM checkpoint")
        }
        blobs = frozenset(row[0] for row in database.execute("SELECT digest FROM blob"))
    log_file = root / "history.jsonl"
    lines = log_file.read_bytes() if log_file.exists() else b""
    keys = frozenset(one.name for one in (config / "keys").glob("*"))
    return Snapshot(
        {log: tuple(all_) for log, all_ in entries.items()}, notes, blobs, (lines, keys)
    )


def added(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """Return the entries that came, once it is checked that nothing else has changed.

    No entry that stood there is another one, every checkpoint says what it said and has the
    signatures that it had, each size from a log's first signed one on is signed, blobs come with
    the entries that name them, and go with those that erase them.
    """
    new: list[dict[str, Any]] = []
    for log, contents in after.entries.items():
        stood = before.entries.get(log, ())
        assert contents[: len(stood)] == stood
        new += map(json.loads, contents[len(stood) :])
    assert before.entries.keys() <= after.entries.keys()
    _only_grown(before, after)
    _signed_throughout(after)
    erased = {entry["body"]["digest"] for entry in new if entry["act"] == "erase"}
    assert before.blobs - after.blobs == erased
    brought = after.blobs - before.blobs
    assert brought <= {digest for entry in new for digest in _named(entry)}
    return new


def _only_grown(before: Snapshot, after: Snapshot) -> None:
    for place, note in before.notes.items():
        text, lines = _parts(note)
        text_now, lines_now = _parts(after.notes[place])
        assert (text_now, lines - lines_now) == (text, _retaken(lines, lines_now))


def _retaken(lines: frozenset[bytes], now: frozenset[bytes]) -> frozenset[bytes]:
    """Return the lines that gave way to later ones of the same signer: a witness signs again."""
    names = {line.split(b" ")[1] for line in now - lines}
    return frozenset(line for line in lines - now if line.split(b" ")[1] in names)


def _parts(note: bytes) -> tuple[bytes, frozenset[bytes]]:
    text, _, lines = note.partition(b"\n\n")
    return text, frozenset(lines.splitlines())


def _signed_throughout(after: Snapshot) -> None:
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for log, size in sorted(after.notes):
        sizes[log].append(size)
    assert not sizes or sizes.keys() == after.entries.keys()
    for log, signed in sizes.items():
        assert signed == list(range(signed[0], len(after.entries[log]) + 1))


def _named(entry: dict[str, Any]) -> set[str]:
    body = entry["body"]
    named = {body[key] for key in NAMING if isinstance(body.get(key), str)}
    for part in body.get("worksheets", ()):
        if isinstance(part, dict):
            named.add(part["rows"])
    workflow = body.get("workflow")
    if isinstance(workflow, dict):
        named.add(workflow["digest"])
    return named
