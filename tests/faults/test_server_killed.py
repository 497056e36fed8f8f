"""A process that is killed at any statement leaves a server's store whole, and the next goes on.

Real commands, really killed, in front of the n-th thing that they write, be it on the server or in
a file, for every n until the command survives. All of them work on one database: what one has left
is what the next one finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_acts import FILES, city, write_files
from fault_whole import Logs, logged, new_acts, read_logs, recorded
from postgres import PASSWORD, Database, Server

from smartflow.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

WORDS: dict[str, tuple[Callable[[str], tuple[str, ...]], tuple[str, ...], int]] = {
    "person add": (
        lambda n: ("person", "add", "kota", f"Orang {n}", "--role", "team", "--post", "Anggota"),
        ("person_add",),
        0,
    ),
    "record": (
        lambda n: (
            *("record", "kota", "mou", "@minutes.txt", "--date", "2026-01-05"),
            *("--title", f"Nota {n}"),
        ),
        ("record",),
        0,
    ),
    "submit": (
        lambda n: ("submit", "kota", f"@issues{n}.csv", "--agency", "DINKES", "--replace"),
        ("submit",),
        0,
    ),
    "advance": (lambda _: ("advance", "kota"), ("advance",), 1),
    "city add": (lambda n: city(f"kota-{n}", f"31.{n}"), ("city_register", "city_add"), 0),
    "audit checkpoint": (
        lambda _: ("audit", "checkpoint", "-o", "@seal.txt"),
        ("checkpoint",),
        0,
    ),
}
"""Each act as a command with a number of its own, what it records, and how it ends."""

NUMBERS = count(10)


class Office:
    """A workspace whose store is on a server.

    Attributes:
        root: Its folder.
    """

    def __init__(self, nursery: Any, root: Path, database: Database) -> None:
        self.root = root
        self._nursery = nursery
        self._database = database
        root.mkdir(parents=True)
        write_files(root)
        self.run("init", "--database", database.url)
        self.run(*city("kota", "13.73"))
        self.run("agency", "add", "kota", "DINKES", "Dinas Kesehatan", "--kind", "opd")

    def run(self, *words: str, code: int = 0, **fault: Any) -> Any:
        """Run a command; it must end with ``code``, unless a fault is arranged."""
        env = {"SMARTFLOW_CONFIG": str(self.root.parent / "config"), "PGPASSWORD": PASSWORD}
        # Not every @ is a file's: an address has one too.
        given = [str(self.root / one[1:]) if one.startswith("@") else one for one in words]
        order = {"words": ["-w", str(self.root), *given], "env": env, "server": True, **fault}
        [ended] = self._nursery.together(order)
        assert "Traceback" not in ended.err, ended.err
        if not fault:
            assert (ended.signal, ended.code) == (0, code), ended.out + ended.err
        return ended

    def read(self) -> Logs:
        """Return the bytes of all entries, once everything is seen to be whole."""
        store = open_store(self._database.url, self.root)
        with closing(store), store.read() as reading:
            return read_logs(reading)


@pytest.fixture(scope="module")
def office(
    nursery: Any, postgres_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Return the workspace in which all commands of this module are killed."""
    database = Database(postgres_server)
    yield Office(nursery, tmp_path_factory.mktemp("killed") / "workspace", database)
    database.drop()


@pytest.mark.parametrize("name", WORDS)
def test_killed_at_any_statement_the_store_is_whole(office: Office, name: str) -> None:
    """Whatever was cut off happened whole or not at all, and the last of the row survives."""
    words_of, acts, code = WORDS[name]
    happened: list[list[str]] = []
    for step in count(1):
        number = str(next(NUMBERS))
        issues = FILES["issues.csv"].replace("Barangin", f"Barangin {number}")
        (office.root / f"issues{number}.csv").write_text(issues, encoding="utf-8")
        before = office.read()
        ended = office.run(*words_of(number), die=step)
        new = new_acts(before, office.read())
        assert sorted(new) in ([], sorted(acts)), step
        if not ended.killed:
            assert (ended.signal, ended.code, sorted(new)) == (0, code, sorted(acts)), ended.err
            break
        happened.append(new)
    # The guard: each was really killed, on both sides of the COMMIT.
    assert happened.count([]) >= 3
    assert happened[-1] != []
    assert logged(office.root) >= set(recorded_of(office.read(), before))
    office.run("audit", "verify")


def recorded_of(after: Logs, before: Logs) -> Iterator[tuple[str, int]]:
    """Yield log and number of every entry of the logs that have grown."""
    grown = {log: contents for log, contents in after.items() if contents != before.get(log)}
    yield from recorded(grown)


def test_a_command_that_was_killed_leaves_no_lock(office: Office) -> None:
    """In front of its COMMIT, with the lock of the log in its hands: the next has not to wait."""
    words = WORDS["person add"][0](str(next(NUMBERS)))
    notes = office.root / "notes.txt"
    office.run(*words, die=0, notes=str(notes))
    steps = notes.read_text(encoding="utf-8").splitlines()
    commit = len(steps) - steps[::-1].index("COMMIT")
    before = office.read()
    ended = office.run(*WORDS["person add"][0](str(next(NUMBERS))), die=commit)
    assert ended.killed
    assert office.read() == before
    office.run(*WORDS["person add"][0](str(next(NUMBERS))))
    assert new_acts(before, office.read()) == ["person_add"]
