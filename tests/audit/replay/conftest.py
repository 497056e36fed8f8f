"""What the tests of ``audit replay`` share: plugins that change, and a city that has decided."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

import smartflow
from smartflow import Dimension, Rule, Score, ScoringRule, Setting, Text
from smartflow.audit.erase.erase import erase
from smartflow.audit.replay.outcome import Replay
from smartflow.audit.replay.replay import replay_city
from smartflow.casework.casework import Draft, perform, read_case, read_history, write
from smartflow.casework.workspace import Workspace
from smartflow.history.entries.blob import seal
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.decide import Meeting, decide
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.register.city_add import city_add
from smartflow.journey.worksheets.present import present
from smartflow.journey.worksheets.submit import submit
from smartflow.model import Agency, City, Person
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.loading import loader

WORDS = Text(id="kata", en="words")
HEADS = ("dimension", "issue", "location")
KINDS: dict[str, type] = {
    "rules": Rule,
    "scoring_rules": ScoringRule,
    "settings": Setting,
    "dimensions": Dimension,
}
WORKFLOW = """
[workflow]
key = "kecil"
version = 1
title = { id = "Kecil", en = "Small" }
dimensions = ["living"]
requires = ["living"]
initial = "one"
final = ["done"]

[[stage]]
key = "one"
title = { id = "Satu", en = "One" }
worksheets = ["issues"]
presents = ["issues"]

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }

[[transition]]
from = "one"
to = "done"
rules = ["TST"]
sign_offs = [{ role = "team", quorum = 1 }, { role = "council", quorum = 1 }]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[role]]
key = "council"
title = { id = "Dewan Smart City", en = "Council" }
body = true
"""


class Told(Candidate, frozen=True):
    """A plugin whose files are told: the same words have the same fingerprint."""

    files: str = ""

    def fingerprint(self) -> str:
        """Return sha256 over the told files."""
        return hashlib.sha256(self.files.encode()).hexdigest()


class Shop:
    """The foreign plugins of this computer, which a test changes between two runs."""

    def __init__(self) -> None:
        self.candidates: dict[str, Told] = {}
        self.looked = 0

    def put(self, name: str, version: str, *things: Any, files: str = "a") -> None:
        """Install a plugin, or another version of it, or the same one with other files."""
        module = ModuleType(f"{name}_module")

        def yield_of(kind: type) -> Callable[[], Iterable[Any]]:
            return lambda: [thing for thing in things if isinstance(thing, kind)]

        for what, kind in KINDS.items():
            hook = f"smartflow_register_{what}"
            setattr(module, hook, smartflow.hookimpl(specname=hook)(yield_of(kind)))
        self.candidates[name] = Told(
            name,
            f"{name}_module",
            f"{name}-dist",
            version,
            editable=False,
            load=lambda: module,
            files=files,
        )

    def discover(self) -> tuple[Candidate, ...]:
        """Return what is installed, and count who asks."""
        self.looked += 1
        return (*discover(), *self.candidates.values())

    @staticmethod
    def rule(function: Callable[..., Any], code: str = "TST001", each: str = "") -> Rule:
        """Return a rule of the small workflow's first stage."""
        return Rule(
            code=code,
            title=Text(id="Lokasi", en="Location"),
            why=WORDS,
            fix=WORDS,
            message=Text(id="Isu {issue} tanpa lokasi.", en="Issue {issue} is nowhere."),
            stages=("one",),
            cites=("uji",),
            each=each,
            function=function,
        )

    @staticmethod
    def located(*, strict: bool = True, code: str = "TST001") -> Rule:
        """Return a rule over issues: with ``strict``, each must say where it is."""

        def check(row: Any, settings: Any) -> dict[str, object] | None:
            return {"issue": row.text("issue")} if strict and not row.text("location") else None

        return Shop.rule(check, code, each="issues")

    @staticmethod
    def counting(each: int) -> ScoringRule:
        """Return a scoring rule that gives ``each`` points for a row."""
        return ScoringRule(
            key="tally",
            title=Text(id="Hitungan", en="Tally"),
            function=lambda d, s: [Score("", Decimal(each * len(d.rows("issues"))))],
        )


class Office:
    """A workspace with a decided city, ``lupa``; called, it is entered with the plugins of now."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __call__(self) -> Workspace:
        """Return the workspace, in which no plugin is loaded yet."""
        self.workspace.__dict__.pop("registry", None)
        self.workspace.troubles.clear()
        return self.workspace

    def replayed(self) -> tuple[Replay, ...]:
        """Return every decision of the city, made again by the plugins of now."""
        return replay_city(self(), "lupa").decisions

    def judged(self) -> Replay:
        """Return its one ``advance``, made again."""
        [replay] = [one for one in self.replayed() if one.entry.act == "advance"]
        return replay

    def block(self, *names: str) -> None:
        """Block plugins; without names, none."""
        plugins = msgspec.structs.replace(self.workspace.configuration.plugins, blocked=names)
        configuration = msgspec.structs.replace(self.workspace.configuration, plugins=plugins)
        self.workspace.configuration = configuration

    def bodies(self) -> dict[str, Any]:
        """Return the newest body of each act of the city."""
        return {one.act: one.body for one in read_history(self.workspace, "lupa").entries}

    def lose(self, *digests: str) -> None:
        """Remove blobs behind the engine's back."""
        with sqlite3.connect(self.workspace.root / "smartflow.db") as connection:
            connection.executemany("DELETE FROM blob WHERE digest = ?", [(d,) for d in digests])
        connection.close()

    def erase(self, digest: str) -> None:
        """Erase rows on purpose."""
        erase(self.workspace, "lupa", digest=digest, reason="permintaan")

    def forge(self, act: str, body: dict[str, Any], *contents: bytes) -> None:
        """Write an entry as somebody would who holds the key and passes the acts by."""
        case = read_case(self.workspace, "lupa")
        blobs = tuple(seal(content) for content in contents)
        known = msgspec.structs.replace(case.state, unknown={})
        write(msgspec.structs.replace(case, state=known), Draft(act, body, blobs))


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Return the foreign plugins: at first ``daerah`` 1.0, which asks for nothing."""
    made = Shop()
    monkeypatch.setattr(loader, "discover", made.discover)
    made.put("daerah", "1.0", Shop.located(strict=False), Shop.counting(1))
    return made


@pytest.fixture
def office(workspace: Workspace, shop: Shop, table: Callable[..., Path]) -> Office:
    """Return a way into the workspace, with the plugins as they are by then.

    Its city ``lupa`` has an issue that is nowhere, a dimension that has presented it, and an
    approval of the team and of the council.
    """
    folder = workspace.root / "workflows"
    folder.mkdir()
    (folder / "kecil.toml").write_text(WORKFLOW, encoding="utf-8")

    made = Office(workspace)
    city_add(made(), City("lupa", "Kota Lupa", "kota", "99.71", "Provinsi"), "kecil")
    agency = Agency("DINKES", "Dinas Kesehatan", "opd", ("living",))
    perform(workspace, "lupa", lambda _: Draft("agency_add", {"agency": agency}))
    for name in ("Ani", "Budi"):
        person = Person(name, ("team",), "Tim")
        perform(workspace, "lupa", lambda _, p=person: Draft("person_add", {"person": p}))
    path = table("lupa.csv", HEADS, ("living", "Banjir", ""), ("living", "Macet", "Kota"))
    submit(workspace, "lupa", [path], filler="DINKES")
    present(workspace, "lupa", "living", by="Cici")
    workspace.actor_name = "Ani"
    sign_off(workspace, "lupa", "team", Answer())
    workspace.actor_name = "Budi"
    minutes = table("berita-acara.csv", ("x",))
    decide(workspace, "lupa", "council", Meeting(3, 5, "BA-1"), Answer(), file=minutes)
    return made
