"""What the tests of the command line share: running commands in this process, and a city."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from smartflow.cli.program import run as run_program
from smartflow.clock import FixedClock

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@dataclass
class Outcome:
    """How one command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on stdout, as JSON."""
        return json.loads(self.out)


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
