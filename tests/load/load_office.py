"""The offices of a run: one store, a few workspaces that share it, and some twenty cities.

With SQLite all workers sit in one office, since the file is in its folder. With PostgreSQL there
are several, each with a stage history log of its own. Not a test.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from load_acts import SENDERS, SIGNER, SPEAKER, WORKFLOW
from postgres import PASSWORD, Database

from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import SystemClock
from smartflow.journey.register.agency_add import agency_add
from smartflow.journey.register.city_add import city_add
from smartflow.journey.register.person_add import person_add
from smartflow.model import Agency, City, Person
from smartflow.offices.storage.init import init

__all__ = ["CITIES", "Offices", "make_offices", "read_logs"]

OFFICES: Final = 8
"""How many workspaces share a database on a server; each has several workers."""

CITIES: Final = tuple(f"kota{number:02}" for number in range(1, 21))


@dataclass(frozen=True)
class Offices:
    """What a run works in.

    Attributes:
        roots: The folders of the workspaces.
        config: The folder in which the store's key is.
        begun: How many entries each log had when the run began.
    """

    roots: tuple[Path, ...]
    config: Path
    begun: dict[str, int]


def make_offices(folder: Path, database: Database | None) -> Offices:
    """Make the workspaces and the cities.

    On a server the store is made by the database's owner, and the offices work in it as a role
    that can neither change nor remove anything.

    Args:
        folder: Where.
        database: An empty database on a server; None for SQLite.
    """
    config = folder / "config"
    os.environ["SMARTFLOW_CONFIG"] = str(config)
    address = ""
    if database is not None:
        os.environ["PGPASSWORD"] = PASSWORD
        address = _shared(folder / "owner", config, database)
    roots = tuple(folder / f"office{one}" for one in range(1, (OFFICES if address else 1) + 1))
    for root in roots:
        init(root, clock=SystemClock(), language="en", config_folder=config, database=address)
        (root / "workflows").mkdir()
        (root / "workflows" / "round.toml").write_text(WORKFLOW, encoding="utf-8")
    workspace = open_workspace(roots[0], config_folder=config)
    for number, slug in enumerate(CITIES, start=1):
        _make_city(workspace, slug, number)
    begun = {log: len(contents) for log, contents in read_logs(workspace).items()}
    workspace.close()
    return Offices(roots, config, begun)


def _shared(root: Path, config: Path, database: Database) -> str:
    """Make the store as its owner, and return the address for the offices."""
    from smartflow.store.postgres.adapter import PostgresStore

    role = database.role("kantor")
    init(root, clock=SystemClock(), language="en", config_folder=config, database=database.url)
    workspace = open_workspace(root, config_folder=config)
    assert isinstance(workspace.store, PostgresStore)
    workspace.store.grant(role, "application")
    workspace.close()
    return database.url_of(role)


def _make_city(workspace: Workspace, slug: str, number: int) -> None:
    city = City(slug, f"Kota {number:02}", "kota", f"13.{number:02}", "Sumatera Barat")
    city_add(workspace, city, "round")
    for code in SENDERS:
        agency_add(workspace, slug, Agency(code, f"Dinas {code.title()}", "opd"))
    for name in (SIGNER, SPEAKER):
        person_add(workspace, slug, Person(name, ("team",), "Anggota Tim"))


def read_logs(workspace: Workspace) -> dict[str, tuple[bytes, ...]]:
    """Return the bytes of all entries, by log."""
    with workspace.store.read() as reading:
        return {log: tuple(reading.entries(log)) for log in reading.logs()}
