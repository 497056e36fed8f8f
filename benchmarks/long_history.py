"""A workspace with a history as long as one likes, made in seconds and whole in every respect.

The first entries are those of the ordinary acts. What follows is written by hand, for the acts
would take hours: entries of three shapes, each with the checkpoint row that its act would have left
and its line in the log file. The newest checkpoint is signed; the older ones are copies of a real
one, for ``audit verify`` looks at their bytes only where it is told to.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.history import Actor, Entry, decode_entry, encode_entry, leaf_hash
from smartflow.history.seals.checkpoint import Checkpoint
from smartflow.history.seals.merkle import Frontier
from smartflow.history.seals.signed_note import sign_note
from smartflow.journey.register.city_add import city_add
from smartflow.ledger.key_file import read_key_file
from smartflow.model import City
from smartflow.offices.storage.init import init

__all__ = ["LOG_CODE", "NOW", "make_history"]

LOG_CODE = "13.73"
NOW = datetime(2026, 3, 1, 2, 3, 4, tzinfo=UTC)
_ACTOR = Actor("Rina Putri", "team", "Kepala Bappeda", "claimed by rina@pc-bappeda")
_SHAPES: tuple[tuple[str, dict[str, object]], ...] = (
    ("nil", {"agency": "DINKES", "worksheet": "swot"}),
    (
        "present",
        {
            "by": "Rina Putri",
            "content_day": "2026-03-01",
            "digest": "0f" * 32,
            "dimension": "living",
            "mentor": "",
            "notes": "Disepakati setelah perbaikan kecil pada tiga isu pertama.",
            "stage": "issue_analysis",
            "worksheets": [],
        },
    ),
    (
        "agency_add",
        {
            "agency": {
                "code": "DLH",
                "dimensions": ["environment", "living"],
                "kind": "opd",
                "leads": [],
                "name": "Dinas Lingkungan Hidup Kota",
            }
        },
    ),
)


def make_history(root: Path, count: int) -> None:
    """Make a workspace whose one city has ``count`` entries.

    Args:
        root: Its folder; the key is made beside it.
        count: How many.
    """
    clock, config = FixedClock(NOW), root.with_name(f"{root.name}-key")
    made = init(root, clock=clock, language="en", config_folder=config)
    workspace = open_workspace(root, clock=clock, config_folder=config)
    city_add(workspace, City("kota", "Kota", "kota", LOG_CODE, "Provinsi"), "masterplan")
    workspace.close()
    signer = read_key_file(made.key_file) if made.key_file is not None else None
    if signer is None:
        message = "the store has no key, so that nothing would be verified"
        raise RuntimeError(message)
    log = f"smartflow/{made.workspace_id}/{LOG_CODE}"
    database = sqlite3.connect(root / "smartflow.db")
    tree = _append(database, root / "history.jsonl", log, count)
    note = sign_note(Checkpoint(log, tree.size, tree.root()).text, (signer,))
    database.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (log, count, note))
    database.commit()
    database.close()


def _append(database: sqlite3.Connection, file: Path, log: str, count: int) -> Frontier:
    """Append entries, checkpoints but the newest, and lines; return the tree over all of them."""
    select = "SELECT bytes FROM entry WHERE log = ?"
    [(content,)] = database.execute(select, (log,)).fetchall()
    [(note,)] = database.execute("SELECT note FROM checkpoint WHERE log = ?", (log,)).fetchall()
    tree, prev = Frontier(), leaf_hash(content)
    tree.append(bytes.fromhex(prev))
    first = decode_entry(content)
    with file.open("ab") as lines:
        for seq in range(2, count + 1):
            content = _content(first, seq, prev)
            leaf = leaf_hash(content)
            database.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (log, seq, prev, content))
            if seq < count:
                database.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (log, seq, note))
            at = content.rindex(b',"log":')
            lines.write(content[:at] + b',"leaf":"' + leaf.encode() + b'"' + content[at:] + b"\n")
            tree.append(bytes.fromhex(leaf))
            prev = leaf
    return tree


def _content(first: Entry, seq: int, prev: str) -> bytes:
    """Return the bytes of the entry with a number; the shapes take turns."""
    act, body = _SHAPES[seq % len(_SHAPES)]
    entry = msgspec.structs.replace(
        first, seq=seq, prev=prev, act=act, body=body, actor=_ACTOR, reason=""
    )
    return encode_entry(entry)
