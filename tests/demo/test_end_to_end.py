"""``smartflow demo`` as an official runs it: a process of its own, with and without the region."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REGION = Path(__file__).parents[2] / "plugins" / "smartflow-sawahlunto" / "src"
COMMAND = "import sys; from smartflow.terminal import main; sys.exit(main())"
TRADITION = ("SWL001", "SWL002")


def smartflow(
    *words: str, path: tuple[Path, ...] = (), folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with more folders to import from."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def announced(folder: Path) -> tuple[Path, ...]:
    """Return what to import from so that the regional example is found, installed or not."""
    try:
        metadata.distribution("smartflow-sawahlunto")
    except metadata.PackageNotFoundError:
        info = folder / "smartflow_sawahlunto-0.1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: smartflow-sawahlunto\nVersion: 0.1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            "[smartflow]\nsawahlunto = smartflow_sawahlunto\n", encoding="utf-8"
        )
        return folder, REGION
    return ()


def last_verdicts(workspace: Path, rules: tuple[str, ...]) -> dict[str, set[str]]:
    """Return every status that each of ``rules`` had in any stored verdict."""
    found: dict[str, set[str]] = {rule: set() for rule in rules}
    with contextlib.closing(sqlite3.connect(workspace / "smartflow.db")) as store:
        for (content,) in store.execute("SELECT bytes FROM blob"):
            if content.startswith(b"{") and b'"results"' in content:
                for result in json.loads(content)["results"]:
                    if result["rule"] in found:
                        found[result["rule"]].add(result["status"])
    return found


def adopted(workspace: Path, *words: str, path: tuple[Path, ...] = ()) -> bool:
    """Say whether the city of the demo stands at the end of its workflow."""
    asked = ("history", "sawahlunto", "--json", "--workspace", str(workspace), *words)
    answer = smartflow(*asked, path=path, folder=workspace)
    entries = json.loads(answer.stdout)["entries"]
    assert len(entries) > 100
    moves = [entry["body"] for entry in entries if entry["act"] == "advance"]
    assert [body["result"] for body in moves].count("refused") == 4
    return bool(moves[-1]["result"] == "moved" and moves[-1]["to"] == "adopted")


def test_the_demo_plays_with_the_built_in_plugins(tmp_path: Path) -> None:
    """In a relative folder, without the regional example: exit 0, adopted, openly invented."""
    played = smartflow("demo", "contoh", "--safe", folder=tmp_path)
    assert played.returncode == 0, played.stdout[-2000:] + played.stderr[-2000:]
    assert played.stdout.splitlines()[0].count("data ilustrasi") == 1
    assert adopted(tmp_path / "contoh", "--safe")
    assert last_verdicts(tmp_path / "contoh", TRADITION) == {key: set() for key in TRADITION}


def test_the_demo_plays_with_the_regional_example(tmp_path: Path) -> None:
    """With its columns and rules: the traditions are filled in and the region's rules pass."""
    path = announced(tmp_path)
    played = smartflow("demo", "contoh", path=path, folder=tmp_path)
    assert played.returncode == 0, played.stdout[-2000:] + played.stderr[-2000:]
    assert adopted(tmp_path / "contoh", path=path)
    statuses = last_verdicts(tmp_path / "contoh", TRADITION)
    assert statuses == {key: {"pass"} for key in TRADITION}


def test_the_demo_plays_in_english(tmp_path: Path) -> None:
    """Templates with English headings are filled in and consolidated as well."""
    played = smartflow("demo", "example", "--safe", "--lang", "en", folder=tmp_path)
    assert played.returncode == 0, played.stdout[-2000:] + played.stderr[-2000:]
    assert adopted(tmp_path / "example", "--safe")
