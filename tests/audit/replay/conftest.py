"""What the tests of ``audit replay`` share: plugins that change, and a city that has decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from kit.toy_plugins import Shop, counting, located
from kit.toy_workflow import TEAM, put_workflow, toy_workflow

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
from smartflow.plugin.loading import loader

HEADS = ("dimension", "issue", "location")
WORKFLOW = toy_workflow(
    {
        "one": ("Satu", "One", 'worksheets = ["issues"]', 'presents = ["issues"]'),
        "done": ("Selesai", "Done"),
    },
    {
        ("one", "done"): """rules = ["TST"]
sign_offs = [{ role = "team", quorum = 1 }, { role = "council", quorum = 1 }]
"""
    },
    TEAM
    + """
[[role]]
key = "council"
title = { id = "Dewan Smart City", en = "Council" }
body = true
""",
    dimensions=("living",),
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
    made.put("daerah", "1.0", located(strict=False), counting(1))
    return made


@pytest.fixture
def office(workspace: Workspace, shop: Shop, table: Callable[..., Path]) -> Office:
    """Return a way into the workspace, with the plugins as they are by then.

    Its city ``lupa`` has an issue that is nowhere, a dimension that has presented it, and an
    approval of the team and of the council.
    """
    put_workflow(workspace.root, WORKFLOW)
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
