"""What the tests of the command line share: running commands in this process, and a city."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from postgres import PASSWORD
from server_office import PLAIN, SECRET, address, run_apart

from kit.ended_commands import Outcome
from smartflow.clock import FixedClock
from smartflow.terminal.program import run as run_program

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class Shell:
    """Runs commands in this process, in one workspace and at one moment.

    Attributes:
        root: The workspace.
        clock: The clock of every command.
    """

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.clock = FixedClock(NOW)
        self._capsys = capsys

    def __call__(self, *words: str, bare: bool = False) -> Outcome:
        """Run ``smartflow`` with ``words``, in the workspace unless ``bare``."""
        self._capsys.readouterr()
        where = () if bare else ("--workspace", str(self.root))
        code = run_program((*where, *words), clock=self.clock)
        said = self._capsys.readouterr()
        return Outcome(code, said.out, said.err)

    def must(self, *words: str) -> Outcome:
        """Run a command that has to end with 0."""
        outcome = self(*words)
        assert outcome.code == 0, outcome.out + outcome.err
        return outcome


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell in a folder that is no workspace yet."""
    return Shell(tmp_path / "kerja", capsys)


@pytest.fixture
def city(shell: Shell) -> Shell:
    """Return a shell in a workspace with the city ``contoh``, two agencies and two people."""
    shell.must("init")
    shell.must(
        *("city", "add", "contoh", "--name", "Kota Contoh", "--kind", "kota"),
        *("--region-code", "13.73", "--province", "Sumatera Barat"),
    )
    shell.must(
        *("agency", "add", "contoh", "DINKES", "Dinas Kesehatan", "--kind", "opd"),
        *("--dimensions", "living,society", "--leads", "living"),
    )
    shell.must("agency", "add", "contoh", "KEL-A", "Kelurahan A", "--kind", "kelurahan")
    shell.must("person", "add", "contoh", "Ani", "--role", "team", "--post", "Ketua Tim")
    shell.must("person", "add", "contoh", "Budi", "--role", "secretariat", "--post", "Sekretaris")
    return shell


@pytest.fixture
def many(shell: Shell) -> Shell:
    """Return a shell in a workspace with five cities of three provinces, in several stages.

    ``agam`` is overdue and was refused, ``padang`` is overdue, ``solok`` was refused, ``bogor`` is
    in time, ``mataram`` has arrived.
    """
    from smartflow.casework.casework import Draft, perform
    from smartflow.casework.workspace import open_workspace

    stages = ("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval")
    stages += ("approved", "adopted")
    cities = (
        ("agam", "13.06", "Kabupaten Agam", "Sumatera Barat", 2023, 0, 70),
        ("padang", "13.71", "Kota Padang", "Sumatera Barat", 2024, 1, 40),
        ("solok", "13.02", "Kabupaten Solok", "Sumatera Barat", 2024, 0, 3),
        ("bogor", "32.71", "Kota Bogor", "Jawa Barat", 2018, 2, 2),
        ("mataram", "52.71", "Kota Mataram", "Nusa Tenggara Barat", 2018, 5, 400),
    )
    shell.must("init")
    for slug, code, name, province, intake, steps, days in cities:
        shell.clock.moment = NOW - timedelta(days=days)
        shell.must(
            *("city", "add", slug, "--name", name, "--kind", name.split()[0].lower()),
            *("--region-code", code, "--province", province, "--intake", str(intake)),
        )
        opened = open_workspace(
            shell.root, clock=shell.clock, config_folder=Path(os.environ["SMARTFLOW_CONFIG"])
        )
        for before, after in pairwise(stages[: steps + 1]):
            body = {"result": "moved", "from": before, "to": after}
            perform(opened, slug, lambda _, b=body: Draft("advance", b, reason="Uji"))
        opened.close()
    shell.clock.moment = NOW - timedelta(days=1)
    for slug in ("agam", "solok"):
        assert shell("advance", slug).code == 1
    shell.clock.moment = NOW
    return shell


@pytest.fixture
def server(postgres_database: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a fresh database, with the password of its roles in the environment."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return postgres_database


@pytest.fixture
def secretariat(city: Any, server: Any) -> Any:
    """Return a shell in a workspace with a city whose store was copied to the server."""
    city.must("db", "copy", address(server, server.owner))
    return city


@pytest.fixture
def join(secretariat: Any, server: Any, tmp_path: Path) -> Callable[..., Any]:
    """Return what makes a workspace on the server's store for a role, and a shell in it."""

    def make(role: str, *words: str, code: int = 0) -> Any:
        shell = type(secretariat)(tmp_path / role, secretariat._capsys)
        made = shell("init", "--database", address(server, role), *words)
        assert made.code == code, made.err
        return shell

    return make


@pytest.fixture
def refused(secretariat: Any, server: Any, tmp_path: Path) -> Callable[..., Any]:
    """Return what runs a command on an address and returns how it ended."""

    def run(url: str, *words: str, **environment: str) -> Any:
        environment = {"PGPASSWORD": PASSWORD, **environment, "SMARTFLOW_DATABASE": url}
        ended = run_apart(tmp_path, "--workspace", str(secretariat.root), *words, **environment)
        printed = ended.stdout + ended.stderr
        for secret in (SECRET, PLAIN, PASSWORD):
            assert secret not in printed
        return ended

    return run
