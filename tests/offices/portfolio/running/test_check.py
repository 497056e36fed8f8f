"""``portfolio check``: all selected cities in one answer, the same however it was come by."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from postgres import PASSWORD
from shell import portfolio
from small_cities import add_small_cities

from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.journey.gate.check import FaultyPlugins
from smartflow.offices.portfolio.running.check import check
from smartflow.offices.portfolio.running.processes import Here, Processes
from smartflow.offices.portfolio.standing import standings
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.workspace import Workspace


def test_every_rule_that_ran_is_told_with_its_worst(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """A result says what the city's own verdict says: status and number of findings, by rule."""
    from smartflow.journey.gate.check import check as check_one

    slug = put_city("padang", stage="swot_tows")
    [found] = check(workspace, standings(workspace), workers=Here(workspace))
    verdict = check_one(workspace, slug).verdict
    by_rule: dict[str, list[str]] = {}
    for one in verdict.results:
        by_rule.setdefault(one.rule, []).append(one.status)
    order = ("error", "fail", "warn", "waived", "pass", "not_applicable")
    worst = {rule: min(seen, key=order.index) for rule, seen in by_rule.items()}
    assert {one.rule: one.status for one in found.rules} == worst
    assert {one.rule: one.findings for one in found.rules} == {
        rule: 0 if status in order[4:] else by_rule[rule].count(status)
        for rule, status in worst.items()
    }
    assert found.sign_offs == tuple(sorted(s.role for s in verdict.sign_offs if not s.met))
    assert (found.stage, found.to, found.outcome) == (verdict.from_, verdict.to, "not_met")


def test_a_broken_plugin_ends_it_before_any_city(
    workspace: Workspace, install: Callable[..., Path]
) -> None:
    """Nothing is decided beside a faulty plugin."""
    install("rusak", "raise RuntimeError('rusak')")
    with pytest.raises(FaultyPlugins):
        check(workspace, standings(workspace))


@pytest.mark.slow
def test_the_command_says_the_same_with_one_process_and_two(
    workspace: Workspace, put_many: Callable[[int], tuple[str, ...]]
) -> None:
    """Byte-equal JSON, nothing on stderr, exit code 1; only a journal that was asked for stays."""
    slugs = put_many(14)
    one = portfolio(workspace.root, "check", "--json", "--workers", "1")
    two = portfolio(workspace.root, "check", "--json", "--workers", "2", "-o", "jurnal.jsonl")
    assert (one.returncode, one.stderr) == (1, "")
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    data = json.loads(one.stdout)
    assert [city["slug"] for city in data["cities"]] == sorted(slugs)
    assert data["exit_code"] == 1
    assert list((workspace.root / "portfolio").iterdir()) == []
    assert len(Path("jurnal.jsonl").read_text().splitlines()) == 15


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commands in a folder of their own, and let them see what the test installs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"), prepend=os.pathsep)


def test_a_damaged_city_is_told_beside_the_others(
    workspace: Workspace, put_city: Callable[..., str]
) -> None:
    """Its history was changed: exit code 4, and the other cities have their results."""
    put_city("padang")
    put_city("solok", stage="swot_tows")
    log = next(one.log for one in standings(workspace) if one.slug == "solok")
    with sqlite3.connect(workspace.root / "smartflow.db") as file:
        for (name,) in file.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE entry SET bytes = ? WHERE log = ? AND seq = 2", (b"{}", log))
    file.close()
    (workspace.root / "history.jsonl").unlink()  # it would tell of the same before any city is read
    outcome = portfolio(workspace.root, "check", "--json", "--workers", "1")
    assert outcome.returncode == 4, outcome.stderr
    assert [(c["slug"], c["outcome"]) for c in json.loads(outcome.stdout)["cities"]] == [
        ("padang", "not_met"),
        ("solok", "failed"),
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--province", "Riau"), 2, "Riau"),
        (("--stage", "tidak-ada"), 2, "tidak-ada"),
        (("--city", "padag"), 2, "padang"),
        (("--intake", "dua"), 2, "dua"),
        (("--workers", "0"), 2, "0"),
        (("--workers", "2", "--scheduler", "tcp://127.0.0.1:1"), 2, "exclude"),
        (("--scheduler", "tcp://10.0.0.7:8786"), 2, "TLS"),
        (("--resume", "tidak-ada.jsonl"), 2, "tidak-ada.jsonl"),
        (("--resume", "kerja/smartflow.toml"), 2, "smartflow.toml"),
        (("-o", "kerja/smartflow.db"), 2, "smartflow.db"),
        (("-o", "tidak/ada.jsonl"), 2, "ada.jsonl"),
    ],
)
def test_wrong_words_are_a_sentence(
    words: tuple[str, ...],
    code: int,
    told: str,
    workspace: Workspace,
    put_city: Callable[..., str],
) -> None:
    """Each has its exit code, names what was wrong, and a next step; no traceback."""
    put_city("padang")
    outcome = portfolio(workspace.root, "check", *words)
    assert outcome.returncode == code
    assert told in outcome.stderr
    assert "Next step" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.slow
def test_the_kind_of_store_does_not_show(
    workspace: Workspace,
    marks: Path,
    postgres_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same cities in a file and on a server: equal bytes, in this process and in two."""
    del marks
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    add_small_cities(workspace, 9)
    clock = FixedClock(workspace.clock.now())
    init(tmp_path / "server", clock=clock, language="id", database=postgres_url)
    server = open_workspace(tmp_path / "server", clock=clock)
    add_small_cities(server, 9)
    answers = {
        msgspec.json.encode(check(where, standings(where), workers=workers))
        for where, workers in (
            (workspace, Here(workspace)),
            (server, Here(server)),
            (server, Processes(2)),
        )
    }
    server.close()
    assert len(answers) == 1


def test_what_a_person_reads(workspace: Workspace, put_city: Callable[..., str]) -> None:
    """A line for each city, then the sums, what holds most, what it asks for, the next step."""
    for slug in ("padang", "solok"):
        put_city(slug)
    outcome = portfolio(workspace.root, "check", "--city", "padang,solok")
    lines = outcome.stdout.splitlines()
    assert lines[0] == "Results by city"
    assert [line.split()[1] for line in lines[3:5]] == ["Padang", "Solok"]
    assert lines[-4:] == [
        "2 cities: 2 not met.",
        "What holds most cities: ISU001 (2), sign-off by Implementation team (2).",
        "What it asks for: smartflow rule explain ISU001",
        "Next step: the details of one city: smartflow check padang",
    ]
    table = portfolio(workspace.root, "check", "--format", "csv").stdout.lstrip("\ufeff")
    assert table.splitlines()[0] == (
        "city,name,region_code,province,stage,stage_title,to,to_title,outcome,blocking_rules,"
        "missing_sign_offs,low_scores,message"
    )
    assert len(table.splitlines()) == 3
