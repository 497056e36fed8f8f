"""A workspace with as many cities as one likes, made in seconds and whole in every respect.

The first city is added by the ordinary act. The others are written by hand, for the acts would
take an hour: each with its own log, its entry, its checkpoint, its entry in the store log and its
lines in the log file. Of the store log the newest checkpoint is signed; the older ones are copies
of a real one, as in :mod:`long_history`. A code has four digits, so there are 10,000 at most.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from smartflow.canonical import plain
from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.history import Entry, decode_entry, encode_entry, leaf_hash
from smartflow.history.seals.checkpoint import Checkpoint
from smartflow.history.seals.merkle import Frontier
from smartflow.history.seals.note_key import SignerKey
from smartflow.history.seals.signed_note import sign_note
from smartflow.journey.register.city_add import city_add
from smartflow.ledger.key_file import read_key_file
from smartflow.model import City
from smartflow.offices.storage.init import init

__all__ = ["FIRST", "make_cities", "slug_of"]

FIRST = "10.00"
_NOW = datetime(2026, 11, 2, 2, 3, 4, tzinfo=UTC)
_PROVINCES = 38


class _Written(NamedTuple):
    """Where entries go: the table, and the lines of the log file."""

    database: sqlite3.Connection
    lines: BinaryIO

    def append(self, entry: Entry, note: bytes = b"") -> str:
        """Write an entry and the checkpoint that covers it; return its leaf hash."""
        content = encode_entry(entry)
        leaf = leaf_hash(content)
        row = (entry.log, entry.seq, entry.prev, content)
        self.database.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", row)
        if note:
            checkpoint = (entry.log, entry.seq, note)
            self.database.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", checkpoint)
        at = content.rindex(b',"log":')
        self.lines.write(content[:at] + b',"leaf":"' + leaf.encode() + b'"' + content[at:] + b"\n")
        return leaf


def slug_of(code: str) -> str:
    """Return the slug of the invented city with this code."""
    return f"kota-{code.replace('.', '-')}"


def make_cities(root: Path, count: int) -> None:
    """Make a workspace of so many cities.

    Args:
        root: Its folder; the key is made beside it, in ``<root>-key``.
        count: How many, at least one.
    """
    clock, config = FixedClock(_NOW), root.with_name(f"{root.name}-key")
    made = init(root, clock=clock, language="en", config_folder=config)
    workspace = open_workspace(root, clock=clock, config_folder=config)
    city_add(workspace, _city(FIRST), "masterplan")
    workspace.close()
    signer = read_key_file(made.key_file) if made.key_file is not None else None
    if signer is None:
        message = "the store has no key, so that it would not be signed"
        raise RuntimeError(message)
    database = sqlite3.connect(root / "smartflow.db")
    with (root / "history.jsonl").open("ab") as lines:
        _add(_Written(database, lines), f"smartflow/{made.workspace_id}", signer, count)
    database.commit()
    database.close()


def _add(written: _Written, own: str, signer: SignerKey, count: int) -> None:
    """Write all cities but the first, and the checkpoint over the store log."""
    select = "SELECT bytes FROM entry WHERE log = ? ORDER BY seq"
    contents = [content for (content,) in written.database.execute(select, (own,))]
    [(first,)] = written.database.execute(select, (f"{own}/{FIRST}",))
    notes = "SELECT note FROM checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1"
    [(note,)] = written.database.execute(notes, (own,)).fetchall()
    tree = Frontier()
    tree.extend(tuple(bytes.fromhex(leaf_hash(content)) for content in contents))
    added, last = decode_entry(first), decode_entry(contents[-1])
    seq, prev = last.seq, leaf_hash(contents[-1])
    for code in _codes(count):
        log, city = f"{own}/{code}", _city(code)
        entry = _changed(added, log=log, body={**added.body, "city": plain(city)})
        leaf = bytes.fromhex(leaf_hash(encode_entry(entry)))
        written.append(entry, sign_note(Checkpoint(log, 1, leaf).text, (signer,)))
        seq += 1
        body = {"slug": city.slug, "name": city.name, "region_code": code, "log": log}
        newest = seq == len(contents) + count - 1
        prev = written.append(
            _changed(last, seq=seq, prev=prev, body=body), b"" if newest else note
        )
        tree.append(bytes.fromhex(prev))
    if count > 1:
        signed = sign_note(Checkpoint(own, tree.size, tree.root()).text, (signer,))
        row = (own, tree.size, signed)
        written.database.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", row)


def _changed(entry: Entry, **parts: object) -> Entry:
    return msgspec.structs.replace(entry, **parts)


def _codes(count: int) -> Iterator[str]:
    """Yield the codes of all cities but the first."""
    every = (f"{number // 100:02d}.{number % 100:02d}" for number in range(10_000))
    others = (code for code in every if code != FIRST)
    yield from (code for code, _ in zip(others, range(count - 1), strict=False))


def _city(code: str) -> City:
    province = f"Provinsi {int(code.replace('.', '')) % _PROVINCES + 1}"
    return City(slug_of(code), f"Kota {code}", "kota", code, province, intake=2024)
