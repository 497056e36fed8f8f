"""``make load``: many officials at once, workers that are killed, a server that is taken away.

``python tests/load [--seconds 60] [--store postgres|sqlite] [--workers N] [--kills N] [--seed N]
[--write PAGE] [--keep DIR]``. Whatever is lost, doubled or changed is told, and the exit code is 1.
Nothing leaves this computer, and everything that was started is ended.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

# The server of the tests; this is a program of its own.
sys.path.append(str(Path(__file__).parents[1]))

from load_check import complaints, standing_of
from load_figures import Outcome, table, write_into
from load_notes import read_notes
from load_office import CITIES, make_offices
from load_run import Plan, run, warm
from load_whole import examine
from load_worker import Order
from postgres import Database, OwnServer, own_server, require_wheel

if not hasattr(os, "fork"):
    sys.exit("this system cannot fork, so no workers can be started")

WORKERS = {"sqlite": 8, "postgres": 40}
SHOWN = 20


def main(words: list[str] | None = None) -> int:
    """Run the load and print the figures."""
    parser = argparse.ArgumentParser("load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--store", action="append", choices=sorted(WORKERS), default=[])
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0, help="by default one a second")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--write", type=Path, default=None, help="a page with the two markers")
    parser.add_argument("--keep", type=Path, default=None, help="a folder that is not removed")
    given = parser.parse_args(words)
    seed = random.SystemRandom().randrange(1 << 32) if given.seed is None else given.seed
    stores = given.store or ["sqlite", "postgres"]
    print(f"seed {seed}, {given.seconds:g} s on {' and '.join(stores)}", flush=True)
    warm()
    outcomes = []
    for store in stores:
        with tempfile.TemporaryDirectory(prefix="smartflow-load-") as name:
            folder = given.keep / store if given.keep else Path(name)
            folder.mkdir(parents=True, exist_ok=True)
            outcomes.append(_one(folder, store, given, seed))
    text = table(outcomes, datetime.now(UTC).date())
    print(text, flush=True)
    if given.write:
        write_into(given.write, text)
    return 1 if any(outcome.complaints for outcome in outcomes) else 0


def _one(folder: Path, store: str, given: argparse.Namespace, seed: int) -> Outcome:
    """Do one run and look at everything afterwards."""
    if store == "sqlite":
        return _act(folder, store, given, seed, None)
    try:
        require_wheel()
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        sys.exit(f"no PostgreSQL here: {missing}")
    with own_server() as server:
        return _act(folder, store, given, seed, server)


def _act(
    folder: Path, store: str, given: argparse.Namespace, seed: int, server: OwnServer | None
) -> Outcome:
    offices = make_offices(folder, Database(server) if server else None)
    workers = given.workers or WORKERS[store]
    notes = folder / "notes"
    notes.mkdir()
    begun = time.monotonic()
    orders = [
        Order(
            worker=number,
            life=0,
            root=offices.roots[number % len(offices.roots)],
            config=offices.config,
            notes=notes,
            cities=CITIES,
            until=begun + given.seconds,
            seed=seed,
        )
        for number in range(workers)
    ]
    plan = Plan(given.seconds, given.kills or int(given.seconds), seed, server)
    crew, happened = run(orders, plan)
    print(f"{store}: {workers} workers have ended, looking at what they left ...", flush=True)
    logs, wrong = examine(offices)
    written, standing = read_notes(notes), standing_of(logs, offices.begun)
    wrong += complaints(standing, written) + crew.broken
    for complaint in wrong[:SHOWN]:
        print(f"{store}: {complaint.kind}: {complaint.word}: {complaint.detail}", flush=True)
    name = _version(server)
    return Outcome(name, workers, given.seconds, written, standing, crew, happened, wrong)


def _version(server: OwnServer | None) -> str:
    """Name what kept it."""
    if server is None:
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    with contextlib.closing(server.connect()) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return f"PostgreSQL {row[0] if row else '?'}"


if __name__ == "__main__":
    sys.exit(main())
