"""A dimension plugin that is gone or raises stops ``advance`` with exit 3, and nothing else.

Real processes on real files: a folder in front of the Python path holds an altered copy of the
dimensions, or a distribution of a stranger.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import smartflow_dimensions
from smartflow.terminal import main

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a city."""
    root = tmp_path_factory.mktemp("broken") / "kerja"
    assert main(["init", str(root)]) == 0
    words = [
        "city",
        "add",
        "kota",
        "--name",
        "Kota Contoh",
        "--kind",
        "kota",
        "--region-code",
        "13.73",
        "--province",
        "Sumatera Barat",
    ]
    assert main(["--workspace", str(root), *words]) == 0
    return root


@pytest.fixture
def run(city: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process in which ``tmp_path / "front"`` comes first on the path."""

    def start(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "smartflow", "--workspace", str(city), "--lang", "en", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "front"), "PYTHONUTF8": "1"},
        )

    return start


def alter(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Put an altered copy of the dimensions in front of the installed one."""
    copy = tmp_path / "front" / "smartflow_dimensions"
    shutil.copytree(Path(smartflow_dimensions.__file__).parent, copy)
    change(copy / "living.py")


def stranger(tmp_path: Path, source: str) -> None:
    """Install a distribution of a region's that announces the plugin ``region``."""
    front = tmp_path / "front"
    info = front / "dist_region-2.5.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dist-region\nVersion: 2.5\n")
    (info / "entry_points.txt").write_text("[smartflow]\nregion = region_plugin\n")
    (front / "region_plugin.py").write_text(source, encoding="utf-8")


def append(words: str) -> Callable[[Path], object]:
    """Return a change that adds a line to a file."""
    return lambda path: path.write_text(path.read_text("utf-8") + f"\n{words}\n", "utf-8")


RULE = """
import smartflow
from smartflow import Rule, Text

W = Text(id="x", en="x")

def crash(dossier, settings):
    raise OSError("no disk")

@smartflow.hookimpl
def smartflow_register_rules():
    yield Rule(code="REG001", title=W, why=W, fix=W, message=W, stages=("issue_analysis",),
               cites=("x",), function=crash)
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (append("raise RuntimeError('kaput')"), "RuntimeError: kaput (living.py, line"),
        (append("def broken(:"), "SyntaxError"),
        (append("import sys; sys.exit(0)"), "SystemExit"),
        (Path.unlink, "No module named 'smartflow_dimensions.living'"),
    ],
    ids=["raises", "syntax", "exits", "removed"],
)
def test_a_dimension_that_cannot_be_loaded_stops_advance_alone(
    run: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    change: Callable[[Path], object],
    words: str,
) -> None:
    """Exit 3 names plugin, distribution and fault; looking at the city still works."""
    alter(tmp_path, change)
    for command in (("advance", "kota"), ("check", "kota"), ("advance", "unknown")):
        refused = run(*command)
        assert refused.returncode == 3, refused.stderr
        assert "'living' (smartflow-engine" in refused.stderr
        assert words in refused.stderr
    for command in (("status",), ("status", "kota"), ("history", "kota"), ("--help",)):
        looked = run(*command)
        assert looked.returncode == 0, looked.stderr
    listed = run("plugin", "list", "--json")
    assert listed.returncode == 0
    states = {p["name"]: p["state"] for p in json.loads(listed.stdout)["plugins"]}
    assert (states["living"], states["economy"]) == ("broken", "loaded")


def test_a_blocked_dimension_is_missing_where_the_workflow_requires_it(
    run: Callable[..., subprocess.CompletedProcess[str]], city: Path
) -> None:
    """Blocking is a choice, but not one that lets a city move without its dimension."""
    configuration = city / "smartflow.toml"
    before = configuration.read_text("utf-8")
    try:
        assert run("plugin", "block", "living").returncode == 0
        refused = run("advance", "kota")
        assert refused.returncode == 3
        assert "living" in refused.stderr
    finally:
        configuration.write_text(before, "utf-8")


def test_a_strangers_fault_is_named_with_its_distribution(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Other acts go on with a warning; only ``advance`` refuses."""
    stranger(tmp_path, "\n\nimport not_installed_anywhere\n")
    refused = run("advance", "kota")
    assert refused.returncode == 3
    assert "'region' (dist-region 2.5)" in refused.stderr
    assert "(region_plugin.py, line 3)" in refused.stderr
    act = run("agency", "add", "kota", "DLH", "Dinas LH", "--kind", "opd")
    assert act.returncode == 0
    assert "region" in act.stderr


def test_status_and_history_import_no_strangers_code(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """A plugin that leaves a mark when it is imported leaves none."""
    mark = tmp_path / "imported"
    stranger(tmp_path, f"open({str(mark)!r}, 'w').close()\n")
    for command in (("status",), ("status", "kota"), ("history", "kota"), ("--version",)):
        assert run(*command).returncode == 0
    assert not mark.exists()
    assert run("plugin", "list").returncode == 0
    assert mark.exists()


def test_a_rule_that_crashes_is_an_error_and_exit_3(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """The verdict names plugin, version, distribution, file and line; all other rules speak."""
    stranger(tmp_path, RULE)
    judged = run("check", "kota", "--format", "json")
    assert judged.returncode == 3
    results = {result["rule"]: result for result in json.loads(judged.stdout)["results"]}
    crashed = results["REG001"]
    assert crashed["status"] == "error"
    assert "plugin region 2.5 (dist-region)" in crashed["message"]["en"]
    assert "OSError: no disk (region_plugin.py, line 8)" in crashed["message"]["en"]
    assert "ISU001" in results
