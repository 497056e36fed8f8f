"""What is true of every store after any fault: chain, attachments, seals. Not a test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from smartflow.history.entries.chain import check_chain
from smartflow.history.entries.entry import Entry, decode_entry
from smartflow.history.seals.checkpoint import Checkpoint, open_checkpoint
from smartflow.history.seals.merkle import Frontier, leaf_digest
from smartflow.history.seals.note_key import parse_verifier_key
from smartflow.ledger.keys import read_keys
from smartflow.ledger.register import read_register
from smartflow.store import open_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smartflow.store import Reading

Logs = dict[str, tuple[bytes, ...]]

NAMING = ("rows", "file", "source", "list", "verdict", "dossier")
"""The keys of a body under which the digest of a blob stands."""

SIGNED_FROM_THE_BEGINNING = 2
"""The number of the entry ``key_add`` in a store whose ``init`` made the key."""


def read_whole(root: Path) -> Logs:
    """Return the bytes of all entries by log, once everything is seen to be whole.

    Every chain holds, every blob that an entry names is there unless it was erased, and once the
    store has a key every log has a checkpoint at each size from the first signed one up to its
    head's, signed by a key of the store over the tree of that very size.
    """
    store = open_sqlite(root / "smartflow.db")
    try:
        with store.read() as reading:
            return read_logs(reading)
    finally:
        store.close()


def read_logs(reading: Reading) -> Logs:
    """Return the same of any store, from one transaction."""
    logs = {log: tuple(reading.entries(log)) for log in reading.logs()}
    for log, contents in logs.items():
        check_chain(log, contents)
        entries = [decode_entry(content) for content in contents]
        digests = {one for entry in entries for one in named(entry)}
        gone = {str(entry.body["digest"]) for entry in entries if entry.act == "erase"}
        assert set(reading.blobs(digests)) == digests - gone
        check_seals(reading, log, contents)
    return logs


def check_seals(reading: Reading, log: str, contents: tuple[bytes, ...]) -> None:
    """Check every checkpoint of a log against its leaves."""
    register = read_register(reading)
    copy = register.imported.get(log)
    keys = tuple(map(parse_verifier_key, copy.keys)) if copy else read_keys(reading, log).all
    tree = Frontier()
    sizes = []
    for size, note in reading.checkpoints(log):
        tree.extend(leaf_digest(content) for content in contents[tree.size : size])
        assert open_checkpoint(note, keys) == Checkpoint(log, size, tree.root())
        assert tree.size == size
        sizes.append(size)
    if not keys:
        assert sizes == []
        return
    introduced = SIGNED_FROM_THE_BEGINNING if copy else read_keys(reading, log).known[0].entry
    if log == register.own:
        assert sizes[0] == introduced
    elif introduced == SIGNED_FROM_THE_BEGINNING:
        assert sizes[0] == 1
    assert sizes == list(range(sizes[0], len(contents) + 1))


def named(entry: Entry) -> Iterator[str]:
    """Yield the digest of every blob that an entry names."""
    body: dict[str, Any] = entry.body
    if entry.act == "city_add":
        yield body["workflow"]["digest"]
    for part in (body, *body.get("worksheets", ())):
        if isinstance(part, dict):
            yield from (part[key] for key in NAMING if isinstance(part.get(key), str) and part[key])


def acts(logs: Logs) -> list[str]:
    """Return the names of all acts, log by log."""
    return [decode_entry(content).act for contents in logs.values() for content in contents]


def new_acts(before: Logs, after: Logs) -> list[str]:
    """Return the acts that came behind ``before``, of which nothing may have changed."""
    for log, contents in before.items():
        assert after[log][: len(contents)] == contents
    return acts({log: contents[len(before.get(log, ())) :] for log, contents in after.items()})


def logged(root: Path) -> set[tuple[str, int]]:
    """Return log and number of every line of the stage history log, which has none twice."""
    lines = [json.loads(line) for line in (root / "history.jsonl").read_bytes().splitlines()]
    found = [(line["log"], line["seq"]) for line in lines]
    for log in {log for log, _ in found}:
        numbers = [seq for one, seq in found if one == log]
        assert numbers == sorted(set(numbers))
    return set(found)


def recorded(logs: Logs) -> set[tuple[str, int]]:
    """Return log and number of every entry of this store; copies of others' are not logged."""
    own = min(logs, key=lambda log: log.count("/"))
    belonging = ((log, one) for log, one in logs.items() if f"{log}/".startswith(f"{own}/"))
    return {(log, seq) for log, contents in belonging for seq in range(1, len(contents) + 1)}
