"""``portfolio advance``: every city moves once, whatever is killed and however often it goes on."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from postgres import PASSWORD
from shell import (
    COMMAND,
    HAS_PROC,
    children_of,
    is_alive,
    journal_of,
    lines_of,
    portfolio,
    started,
    wait_until,
)
from small_cities import add_small_cities, moves_of

from smartflow.casework.workspace import open_workspace
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.model import City

ALL = ("advance", "--all-cities", "--yes")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marks: Path) -> None:
    """Run commands in a folder of their own, and let them see the plugin that kills."""
    del marks
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"), prepend=os.pathsep)


def stages_of(workspace: Workspace, cities: tuple[City, ...]) -> list[list[str]]:
    """Return to which stages each city was moved."""
    return [[str(one.body["to"]) for one in moves_of(workspace, city.slug)] for city in cities]


def test_somebody_has_to_say_which(workspace: Workspace) -> None:
    """Without a selection nothing moves, and both at once are refused."""
    cities = add_small_cities(workspace, 2)
    for words in ((), ("--all-cities", "--province", "Aceh")):
        outcome = portfolio(workspace.root, "advance", "--yes", *words)
        assert (outcome.returncode, "--all-cities" in outcome.stderr) == (2, True)
    assert stages_of(workspace, cities) == [[], []]


def test_a_script_has_to_say_yes(workspace: Workspace) -> None:
    """More than one city is asked about, nobody can answer, and no journal is left."""
    cities = add_small_cities(workspace, 2)
    outcome = portfolio(workspace.root, "advance", "--province", "Aceh")
    assert (outcome.returncode, "--yes" in outcome.stderr) == (2, True)
    assert list((workspace.root / "portfolio").iterdir()) == []
    assert stages_of(workspace, cities) == [[], []]
    one = portfolio(workspace.root, "advance", "--city", cities[0].slug)
    assert one.returncode == 0, one.stderr
    assert stages_of(workspace, cities) == [["dua"], []]


@pytest.mark.parametrize(("typed", "code", "moved"), [("2\n", 0, ["dua"]), ("y\n", 2, [])])
def test_a_person_types_the_number(
    typed: str, code: int, moved: list[str], workspace: Workspace
) -> None:
    """On a terminal the number of cities is asked for; anything else moves nothing."""
    cities = add_small_cities(workspace, 2)
    leader, follower = pty.openpty()
    os.write(leader, typed.encode())
    words = [*COMMAND, "advance", "--all-cities", "--workspace", str(workspace.root)]
    outcome = subprocess.run(words, stdin=follower, capture_output=True, check=False)
    os.close(leader)
    os.close(follower)
    assert outcome.returncode == code, outcome.stderr
    assert stages_of(workspace, cities) == [moved, moved]


def test_a_dry_run_writes_nothing(workspace: Workspace) -> None:
    """It needs no confirmation, and every history is as long as before."""
    cities = add_small_cities(workspace, 3)
    outcome = portfolio(workspace.root, "advance", "--all-cities", "--dry-run", "--json")
    assert outcome.returncode == 0, outcome.stderr
    assert {city["outcome"] for city in json.loads(outcome.stdout)["cities"]} == {"met"}
    assert stages_of(workspace, cities) == [[], [], []]


def test_a_finished_run_does_nothing_again(workspace: Workspace) -> None:
    """Going on with it prints the same and moves no city a second time."""
    cities = add_small_cities(workspace, 3)
    first = portfolio(workspace.root, *ALL, "--json", "--reason", "SK 1")
    again = portfolio(
        workspace.root, "advance", "--json", "--yes", "--resume", str(journal_of(workspace.root))
    )
    assert (0, first.stdout) == (again.returncode, again.stdout), again.stderr
    assert stages_of(workspace, cities) == [["dua"]] * 3


@pytest.mark.skipif(not HAS_PROC, reason="there is no /proc to see processes in")
@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_goes_on(
    workers: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is killed in the midst; its workers end; the rest is done, and nobody twice."""
    cities = add_small_cities(workspace, 40)
    monkeypatch.setenv("KILLER_SLEEP", "0.05")
    run = started(workspace.root, *ALL, "--workers", workers)
    wait_until(lambda: lines_of(workspace.root) >= 6)
    children = children_of(run.pid)
    run.kill()
    run.communicate(timeout=30)
    wait_until(lambda: not any(map(is_alive, children)), 20)
    done = lines_of(workspace.root)
    assert 6 <= done < 40
    monkeypatch.setenv("KILLER_SLEEP", "0")
    journal = str(journal_of(workspace.root))
    outcome = portfolio(workspace.root, "advance", "--yes", "--resume", journal, "--json")
    assert outcome.returncode == 0, outcome.stderr
    assert [c["slug"] for c in json.loads(outcome.stdout)["cities"]] == [c.slug for c in cities]
    assert stages_of(workspace, cities) == [["dua"]] * 40


@pytest.mark.skipif(not HAS_PROC, reason="there is no /proc to see processes in")
@pytest.mark.slow
def test_workers_do_not_outlive_the_command(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is killed while a rule takes very long: its workers are gone long before."""
    add_small_cities(workspace, 4)
    monkeypatch.setenv("KILLER_SLEEP", "50")
    run = started(workspace.root, *ALL, "--workers", "2")
    wait_until(lambda: sum(map(_is_worker, children_of(run.pid))) == 2)
    workers = [pid for pid in children_of(run.pid) if _is_worker(pid)]
    wait_until(lambda: all(map(_has_database_open, workers)))
    run.kill()
    run.communicate(timeout=30)
    wait_until(lambda: not any(map(is_alive, workers)), 20)


@pytest.mark.skipif(not HAS_PROC, reason="there is no /proc to see processes in")
@pytest.mark.slow
def test_ctrl_c_stops_at_once_and_says_how_to_go_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 130, no process left, no traceback of any of them, the command to go on with."""
    cities = add_small_cities(workspace, 40)
    monkeypatch.setenv("KILLER_SLEEP", "0.05")
    run = started(workspace.root, *ALL, "--workers", "2")
    wait_until(lambda: lines_of(workspace.root) >= 6)
    children = children_of(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=20)
    assert run.returncode == 130
    assert "Traceback" not in said
    wait_until(lambda: not any(map(is_alive, children)), 5)
    assert f"advance --resume {os.path.relpath(journal_of(workspace.root))}" in said
    monkeypatch.setenv("KILLER_SLEEP", "0")
    journal = str(journal_of(workspace.root))
    assert portfolio(workspace.root, "advance", "--yes", "--resume", journal).returncode == 0
    assert stages_of(workspace, cities) == [["dua"]] * 40


@pytest.mark.skipif(not HAS_PROC, reason="there is no /proc to see processes in")
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_workers_killed_from_outside_cost_nothing(
    kind: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    workspace: Workspace,
) -> None:
    """SIGKILL to a worker now and then: every city has a result, every history one entry."""
    database = ""
    if kind == "postgresql":
        database = request.getfixturevalue("postgres_url")
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
    root = tmp_path / "banyak"
    init(root, clock=workspace.clock, language="id", database=database)
    many = open_workspace(root, clock=workspace.clock)
    cities = add_small_cities(many, 40)
    monkeypatch.setenv("KILLER_SLEEP", "0.05")
    run = started(root, *ALL, "--workers", "2", "--json")
    for lines in (4, 12, 20):
        wait_until(lambda lines=lines: lines_of(root) >= lines or run.poll() is not None)
        workers = [pid for pid in children_of(run.pid) if _is_worker(pid)]
        if workers:
            os.kill(workers[-1], signal.SIGKILL)
    said, trouble = run.communicate(timeout=120)
    assert (run.returncode, trouble) == (0, "")
    assert [(c["slug"], c["outcome"]) for c in json.loads(said)["cities"]] == [
        (city.slug, "moved") for city in cities
    ]
    assert stages_of(many, cities) == [["dua"]] * 40
    many.close()


def _has_database_open(pid: int) -> bool:
    """Say whether a worker has begun."""
    files = Path(f"/proc/{pid}/fd").iterdir()
    return any("smartflow.db" in os.path.realpath(one) for one in files)


def _is_worker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
