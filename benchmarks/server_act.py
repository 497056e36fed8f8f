"""PostgreSQL beside SQLite: one act, and what a city takes up. Shown without a promise.

Both are durable: SQLite flushes a file, PostgreSQL its log, and each act goes over a connection
on loopback. What a city takes up is measured by copying stores with ``db copy``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from append import BEFORE, Office
from measure import Shown, Skipped, interleave
from names import STORED
from servers import new_database, postgres, size_of, why_no_server
from smartflow.casework.workspace import open_workspace
from smartflow.offices.storage.db_copy import db_copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from measure import Measured

__all__ = ["server_act"]

ROUNDS = 101
MEGABYTE = 1_000_000
ACT = "one act behind 500 others"
READING = "reading that city before it, 500 entries"
OPENING = "opening the store, asking for the newest entry of a log, closing"


def server_act(folder: Path, stores: Mapping[str, tuple[Path, int]]) -> Iterator[Measured]:
    """Measure one act on both, and the size of stores.

    Args:
        folder: A folder that is not there yet.
        stores: Workspaces whose stores are copied: what one of their cities is, to the folder and
            the number of cities.
    """
    missing = why_no_server()
    if missing:
        yield Skipped("PostgreSQL beside SQLite", missing)
        return
    folder.mkdir()
    with postgres() as server:
        yield from _acts(folder, new_database(server, "acts"))
        numbers: dict[str, float] = {}
        for number, (what, (root, cities)) in enumerate(stores.items()):
            file = (root / "smartflow.db").stat().st_size
            address = new_database(server, f"copy_{number}")
            empty = size_of(address)
            _copy(root, address)
            numbers[f"{what}, SQLite MB"] = file / cities / MEGABYTE
            numbers[f"{what}, PostgreSQL MB"] = (size_of(address) - empty) / cities / MEGABYTE
        yield Shown(STORED, numbers)


def _acts(folder: Path, address: str) -> Iterator[Shown]:
    """Write in turn to a store of each kind."""
    file, served = Office(folder / "file"), Office(folder / "served", address)
    for office in (file, served):
        for _ in range(BEFORE):
            office.write()
            office.read()

    def both() -> None:
        file.read()
        served.read()

    written = interleave(file.write, served.write, rounds=ROUNDS, before=both)
    read = interleave(file.read, served.read, rounds=ROUNDS)
    opened = interleave(file.open_again, served.open_again, rounds=ROUNDS)
    file.close()
    served.close()
    for what, pair in ((ACT, written), (READING, read), (OPENING, opened)):
        yield Shown(
            what,
            {
                "SQLite ms": 1000 * pair.subject.median,
                "PostgreSQL ms": 1000 * pair.peer.median,
                "PostgreSQL / SQLite": pair.peer.median / pair.subject.median,
            },
        )


def _copy(root: Path, address: str) -> None:
    workspace = open_workspace(root, config_folder=Path(os.environ["SMARTFLOW_CONFIG"]))
    db_copy(workspace, address, root=root)
    workspace.close()
