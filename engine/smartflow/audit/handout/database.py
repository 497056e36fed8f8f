"""``history.db`` of a bundle: the same history as tables, to search in with Datasette or SQL.

It proves nothing: what counts is ``history.jsonl``, which the verifier reads. Every table but
``cities`` says by ``entry`` from which entry a line comes. Rows of worksheets are only there when
the bundle holds personal data. The numbers of lines depend on the history alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from smartflow.canonical import canonical_bytes
from smartflow.history.acts import (
    Act,
    Advance,
    AgencyAdd,
    CityAdd,
    Consolidate,
    Erase,
    Filing,
    GivenWaiver,
    PersonAdd,
    SendBack,
    SignOffAnswer,
    Submit,
    WaiveApprove,
    WaiveRequest,
    WaiveWithdraw,
    WorkflowMigrate,
    WorksheetEntry,
    readable_act,
)

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
            self._stage = _stage_after(readable_act(entry), self._stage)
            self._ids[entry.seq] = self._entry(entry, leaf, city)
            act = readable_act(entry)
            add = _TABLES_OF.get(type(act))
            if add is not None:
                add(self, entry, act)

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

    def submission(self, entry: Entry, act: Filing) -> None:
        """Add the worksheets that a submission brought, and their rows."""
        for part in act.worksheets:
            one = self._add(
                "submissions",
                *(self._ids[entry.seq], part.worksheet, part.version, act.filler),
                *(part.row_count, act.on_behalf, act.file_name),
                *(part.rows, act.file, None),
            )
            self._rows.setdefault(part.rows, []).append(one)
            for row in _document(self._contents, part.rows).get("rows", ()):
                self._add("rows", one, row["id"], row["number"], row["cells"])

    def erasure(self, entry: Entry, act: Erase) -> None:
        """Say of submissions whose rows were erased by which entry."""
        for one in self._rows.get(act.digest, ()):
            self._connection.execute(
                "UPDATE submissions SET rows_erased_by = ? WHERE id = ?",
                (self._ids[entry.seq], one),
            )

    def advance(self, entry: Entry, act: Advance) -> None:
        """Add what every rule said, and the move if it was one."""
        verdict = _document(self._contents, act.verdict)
        for one in verdict.get("results", ()):
            self._add(
                "decisions",
                *(self._ids[entry.seq], act.from_, act.to, verdict["met"], one["rule"]),
                *(one["status"], one["severity"], one.get("dimension"), one.get("agency")),
                *(one.get("worksheet"), one.get("row"), one["message"]["id"]),
                *(one["message"]["en"], one["plugin"]["name"], self._ids.get(one.get("waiver"))),
            )
        if act.moved:
            self.move(entry, act)

    def move(self, entry: Entry, act: CityAdd | Advance | SendBack) -> None:
        """Add a change of stage."""
        before = "" if isinstance(act, CityAdd) else act.from_
        self._add(
            "stages",
            *(self._ids[entry.seq], entry.act, before, self._stage, entry.occurred.isoformat()),
            *(entry.actor.person, entry.reason),
        )

    def sign_off(self, entry: Entry, act: SignOffAnswer) -> None:
        """Add an answer."""
        self._add(
            "sign_offs",
            *(self._ids[entry.seq], act.role, act.person, act.post, act.answer, act.stage, act.to),
            bool(act.signature),
        )

    def waiver(self, entry: Entry, act: WaiveRequest) -> None:
        """Add a request."""
        self._add(
            "waivers",
            *(self._ids[entry.seq], act.rule, act.agency, act.dimension, act.row),
            *(act.until.isoformat(), entry.reason, None, None),
        )

    def waiver_answer(self, entry: Entry, act: GivenWaiver) -> None:
        """Say in which entry a request was approved or withdrawn."""
        column = "approved_in" if isinstance(act, WaiveApprove) else "withdrawn_in"
        self._connection.execute(
            f"UPDATE waivers SET {column} = ? WHERE entry = ?",  # noqa: S608  one of two
            (self._ids[entry.seq], self._ids.get(act.waiver)),
        )

    def person(self, entry: Entry, act: PersonAdd) -> None:
        """Add a person as registered."""
        one = act.person
        self._add(
            "people",
            *(self._ids[entry.seq], one.name, one.roles, one.post, one.agencies, one.status),
            *(one.since and one.since.isoformat(), one.until and one.until.isoformat()),
            *(one.decree, one.ssh_key),
        )

    def agency(self, entry: Entry, act: AgencyAdd) -> None:
        """Add an agency as registered."""
        one = act.agency
        self._add(
            "agencies",
            self._ids[entry.seq],
            one.code,
            one.name,
            one.kind,
            one.dimensions,
            one.leads,
        )


_TABLES_OF: Final[Mapping[type[Act], Callable[[_Filler, Entry, Any], None]]] = {
    CityAdd: _Filler.move,
    SendBack: _Filler.move,
    Advance: _Filler.advance,
    Submit: _Filler.submission,
    WorksheetEntry: _Filler.submission,
    Consolidate: _Filler.submission,
    Erase: _Filler.erasure,
    SignOffAnswer: _Filler.sign_off,
    WaiveRequest: _Filler.waiver,
    WaiveApprove: _Filler.waiver_answer,
    WaiveWithdraw: _Filler.waiver_answer,
    PersonAdd: _Filler.person,
    AgencyAdd: _Filler.agency,
}


def _stage_after(act: Act, stage: str) -> str:
    if isinstance(act, CityAdd | WorkflowMigrate):
        return act.stage
    moved = isinstance(act, SendBack) or (isinstance(act, Advance) and act.moved)
    return act.to if isinstance(act, SendBack | Advance) and moved else stage


def _document(contents: Mapping[str, bytes], digest: str) -> dict[str, Any]:
    content = contents.get(digest)
    found: dict[str, Any] = json.loads(content) if content is not None else {}
    return found


def _value(value: object) -> object:
    """Return what SQLite keeps: lists and objects as JSON."""
    if isinstance(value, dict | list | tuple):
        return canonical_bytes(value).decode()
    return int(value) if isinstance(value, bool) else value
