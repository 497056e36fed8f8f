"""``history.db`` of a bundle: the same history as tables, to search in with Datasette or SQL.

It proves nothing: what counts is ``history.jsonl``, which the verifier reads. Every table but
``cities`` says by ``entry`` from which entry a line comes. Rows of worksheets are only there when
the bundle holds personal data. The numbers of lines depend on the history alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from smartflow.canonical import canonical_bytes
from smartflow.ledger.erased import ERASE

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.audit.handout.material import LogMaterial, Material
    from smartflow.history.entries.entry import Entry

__all__ = ["TABLES", "write_database"]

TABLES: Mapping[str, tuple[str, ...]] = {
    "cities": ("slug TEXT", "name TEXT", "region_code TEXT", "log TEXT"),
    "entries": (
        "city INTEGER REFERENCES cities(id)",
        *("log TEXT", "seq INTEGER", "at TEXT", "occurred TEXT", "zone TEXT", "act TEXT"),
        *("person TEXT", "role TEXT", "post TEXT", "basis TEXT", "reason TEXT", "stage TEXT"),
        *("body TEXT", "leaf TEXT"),
    ),
    "decisions": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("from_stage TEXT", "to_stage TEXT", "met INTEGER", "rule TEXT", "status TEXT"),
        *("severity TEXT", "dimension TEXT", "agency TEXT", "worksheet TEXT", "row TEXT"),
        *("message_id TEXT", "message_en TEXT", "plugin TEXT"),
        "waiver INTEGER REFERENCES entries(id)",
    ),
    "submissions": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("worksheet TEXT", "version INTEGER", "filler TEXT", "row_count INTEGER"),
        *("on_behalf INTEGER", "file_name TEXT", "rows_digest TEXT", "file_digest TEXT"),
        "rows_erased_by INTEGER REFERENCES entries(id)",
    ),
    "rows": (
        "submission INTEGER NOT NULL REFERENCES submissions(id)",
        *("row TEXT", "number INTEGER", "cells TEXT"),
    ),
    "sign_offs": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("role TEXT", "person TEXT", "post TEXT", "answer TEXT", "stage TEXT", "to_stage TEXT"),
        "signed INTEGER",
    ),
    "waivers": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("rule TEXT", "agency TEXT", "dimension TEXT", "row TEXT", "until TEXT", "reason TEXT"),
        "approved_in INTEGER REFERENCES entries(id)",
        "withdrawn_in INTEGER REFERENCES entries(id)",
    ),
    "people": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("name TEXT", "roles TEXT", "post TEXT", "agencies TEXT", "status TEXT", "since TEXT"),
        *("until TEXT", "decree TEXT", "ssh_key TEXT"),
    ),
    "agencies": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("code TEXT", "name TEXT", "kind TEXT", "dimensions TEXT", "leads TEXT"),
    ),
    "stages": (
        "entry INTEGER NOT NULL REFERENCES entries(id)",
        *("act TEXT", "from_stage TEXT", "to_stage TEXT", "day TEXT", "person TEXT", "reason TEXT"),
    ),
}
"""The tables, each with an ``id`` before these columns."""

_SEARCHED = "act, person, post, basis, reason, body"


def write_database(path: Path, material: Material, contents: Mapping[str, bytes]) -> None:
    """Write the database of a bundle.

    Args:
        path: The file, which is not there yet.
        material: The history.
        contents: Verdicts and rows of submissions by digest, without their salt.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")
        for table, columns in TABLES.items():
            listed = ", ".join(("id INTEGER PRIMARY KEY", *columns))
            connection.execute(f"CREATE TABLE {table} ({listed})")
        filler = _Filler(connection, contents)
        for log in material.logs:
            filler.fill(log)
        _make_searchable(connection)
        connection.execute("COMMIT")


def _make_searchable(connection: sqlite3.Connection) -> None:
    """Add full-text search over the entries, where this computer's SQLite has it."""
    try:
        connection.execute(
            f"CREATE VIRTUAL TABLE entries_fts USING fts5({_SEARCHED}, content='entries',"
            " content_rowid='id')"
        )
    except sqlite3.OperationalError:
        return
    connection.execute(
        f"INSERT INTO entries_fts (rowid, {_SEARCHED}) SELECT id, {_SEARCHED} FROM entries"  # noqa: S608
    )


class _Filler:
    """Puts logs into the tables, entry by entry."""

    def __init__(self, connection: sqlite3.Connection, contents: Mapping[str, bytes]) -> None:
        self._connection = connection
        self._contents = contents
        self._ids: dict[int, int] = {}
        self._rows: dict[str, list[int]] = {}
        self._stage = ""

    def fill(self, log: LogMaterial) -> None:
        """Add one log."""
        city, self._stage, self._ids = None, "", {}
        if log.city is not None:
            one = log.city
            city = self._add("cities", one.slug, one.name, one.region_code, one.log)
        for entry, leaf in zip(log.entries, log.leaves, strict=True):
            self._stage = _stage_after(entry, self._stage)
            self._ids[entry.seq] = self._entry(entry, leaf, city)
            add = _TABLES_OF.get(entry.act)
            if add is not None:
                add(self, entry)

    def _add(self, table: str, *values: object) -> int:
        marks = ", ".join("?" * (len(values) + 1))
        plain = [_value(value) for value in values]
        statement = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608  a name of TABLES
        return int(self._connection.execute(statement, (None, *plain)).lastrowid or 0)

    def _entry(self, entry: Entry, leaf: str, city: int | None) -> int:
        actor = entry.actor
        return self._add(
            "entries",
            *(city, entry.log, entry.seq, entry.at, entry.occurred.isoformat(), entry.zone),
            *(entry.act, actor.person, actor.role, actor.post, actor.basis, entry.reason),
            *(self._stage, entry.body, leaf),
        )

    def submission(self, entry: Entry) -> None:
        """Add the worksheets that a submission brought, and their rows."""
        body: dict[str, Any] = entry.body
        for part in body["worksheets"]:
            one = self._add(
                "submissions",
                *(self._ids[entry.seq], part["worksheet"], part.get("version"), body["filler"]),
                *(part.get("row_count"), bool(body.get("on_behalf")), body.get("file_name")),
                *(part["rows"], body.get("file"), None),
            )
            self._rows.setdefault(part["rows"], []).append(one)
            for row in _document(self._contents, part["rows"]).get("rows", ()):
                self._add("rows", one, row["id"], row["number"], row["cells"])

    def erasure(self, entry: Entry) -> None:
        """Say of submissions whose rows were erased by which entry."""
        for one in self._rows.get(str(entry.body.get("digest")), ()):
            self._connection.execute(
                "UPDATE submissions SET rows_erased_by = ? WHERE id = ?",
                (self._ids[entry.seq], one),
            )

    def advance(self, entry: Entry) -> None:
        """Add what every rule said, and the move if it was one."""
        body: dict[str, Any] = entry.body
        verdict = _document(self._contents, str(body.get("verdict")))
        for one in verdict.get("results", ()):
            self._add(
                "decisions",
                *(self._ids[entry.seq], body["from"], body["to"], verdict["met"], one["rule"]),
                *(one["status"], one["severity"], one.get("dimension"), one.get("agency")),
                *(one.get("worksheet"), one.get("row"), one["message"]["id"]),
                *(one["message"]["en"], one["plugin"]["name"], self._ids.get(one.get("waiver"))),
            )
        if body["result"] == "moved":
            self.move(entry)

    def move(self, entry: Entry) -> None:
        """Add a change of stage."""
        before = entry.body.get("from", "")
        self._add(
            "stages",
            *(self._ids[entry.seq], entry.act, before, self._stage, entry.occurred.isoformat()),
            *(entry.actor.person, entry.reason),
        )

    def sign_off(self, entry: Entry) -> None:
        """Add an answer."""
        body = entry.body
        keys = ("role", "person", "post", "answer", "stage", "to")
        told = (body.get(key) for key in keys)
        self._add("sign_offs", self._ids[entry.seq], *told, bool(body.get("signature")))

    def waiver(self, entry: Entry) -> None:
        """Add a request."""
        told = (entry.body.get(key) for key in ("rule", "agency", "dimension", "row", "until"))
        self._add("waivers", self._ids[entry.seq], *told, entry.reason, None, None)

    def waiver_answer(self, entry: Entry) -> None:
        """Say in which entry a request was approved or withdrawn."""
        column = "approved_in" if entry.act == "waive_approve" else "withdrawn_in"
        asked = self._ids.get(int(str(entry.body["waiver"])))
        self._connection.execute(
            f"UPDATE waivers SET {column} = ? WHERE entry = ?",  # noqa: S608  one of two
            (self._ids[entry.seq], asked),
        )

    def person(self, entry: Entry) -> None:
        """Add a person as registered."""
        person: dict[str, Any] = dict(entry.body["person"])  # type: ignore[call-overload]
        keys = ("name", "roles", "post", "agencies", "status", "since", "until", "decree")
        told = (person.get(key) for key in (*keys, "ssh_key"))
        self._add("people", self._ids[entry.seq], *told)

    def agency(self, entry: Entry) -> None:
        """Add an agency as registered."""
        agency: dict[str, Any] = dict(entry.body["agency"])  # type: ignore[call-overload]
        told = (agency.get(key) for key in ("code", "name", "kind", "dimensions", "leads"))
        self._add("agencies", self._ids[entry.seq], *told)


_TABLES_OF = {
    "city_add": _Filler.move,
    "send_back": _Filler.move,
    "advance": _Filler.advance,
    "submit": _Filler.submission,
    "worksheet_entry": _Filler.submission,
    "consolidate": _Filler.submission,
    ERASE: _Filler.erasure,
    "sign_off": _Filler.sign_off,
    "waive": _Filler.waiver,
    "waive_approve": _Filler.waiver_answer,
    "waive_withdraw": _Filler.waiver_answer,
    "person_add": _Filler.person,
    "agency_add": _Filler.agency,
}


def _stage_after(entry: Entry, stage: str) -> str:
    body = entry.body
    if entry.act in ("city_add", "workflow_migrate"):
        return str(body.get("stage"))
    moved = entry.act == "send_back" or (entry.act == "advance" and body.get("result") == "moved")
    return str(body.get("to")) if moved else stage


def _document(contents: Mapping[str, bytes], digest: str) -> dict[str, Any]:
    content = contents.get(digest)
    found: dict[str, Any] = json.loads(content) if content is not None else {}
    return found


def _value(value: object) -> object:
    """Return what SQLite keeps: lists and objects as JSON."""
    if isinstance(value, dict | list | tuple):
        return canonical_bytes(value).decode()
    return int(value) if isinstance(value, bool) else value
