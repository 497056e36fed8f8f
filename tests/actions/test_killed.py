"""A process that is killed at any write leaves the history whole, and the command can be repeated.

Real processes, really killed: ``dying.py`` runs a command and kills itself at its n-th write, for
every n until the command survives. ``racing.py`` lets two processes read before either writes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartflow.actions.casework import read_case
from smartflow.actions.workspace import open_workspace
from smartflow.cli import main
from smartflow.history.chain import check_chain
from smartflow.history.entry import decode_entry

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
TINY = """
[workflow]
key = "tiny"
version = 1
title = { id = "Kecil", en = "Tiny" }
dimensions = ["living"]
requires = ["living"]
initial = "issue_analysis"
final = ["done"]

[[role]]
key = "team"
title = { id = "Tim", en = "Team" }

[[stage]]
key = "issue_analysis"
title = { id = "Isu", en = "Issues" }
worksheets = ["issues"]

[[stage]]
key = "middle"
title = { id = "Tengah", en = "Middle" }

[[stage]]
key = "done"
title = { id = "Selesai", en = "Done" }

[[transition]]
from = "issue_analysis"
to = "middle"
sign_offs = [{ role = "team", quorum = 1 }]
skip = [
  { rule = "ISU", reason = { id = "uji", en = "test" } },
  { rule = "ORG", reason = { id = "uji", en = "test" } },
]

[[transition]]
from = "middle"
to = "done"
sign_offs = [{ role = "team", quorum = 1 }]
"""

ASK = (
    *("--as", "Ani", "waive", "kota", "ISU001"),
    *("--reason", "Datanya belum ada", "--until", "2099-12-31"),
)
"""Asks for a waiver; the city has one more that waits, for an agency."""

needs_kill = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process without a word"
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a city that may advance, and a filled-in workbook beside it."""
    root = tmp_path_factory.mktemp("killed") / "workspace"
    run = runner(root)
    assert main(["init", str(root)]) == 0
    (root / "workflows").mkdir(exist_ok=True)
    (root / "workflows" / "tiny.toml").write_text(TINY, encoding="utf-8")
    run(
        "city",
        "add",
        "kota",
        "--name",
        "Kota",
        "--kind",
        "kota",
        "--region-code",
        "13.73",
        "--province",
        "Provinsi",
        "--workflow",
        "tiny",
    )
    run(
        "agency",
        "add",
        "kota",
        "DINKES",
        "Dinas Kesehatan",
        "--kind",
        "opd",
        "--dimensions",
        "living",
    )
    run("person", "add", "kota", "Ani", "--role", "team", "--post", "Ketua Tim")
    run("person", "add", "kota", "Budi", "--role", "team", "--post", "Sekretaris Tim")
    (root / "isu.csv").write_text(
        "dimension;issue;location;data;unit;year;source\n"
        "living;Antrean panjang di puskesmas;Barangin;45;menit;2025;Survei\n",
        encoding="utf-8",
    )
    run("--as", "Ani", "sign-off", "kota", "--role", "team")
    run(*ASK, "--agency", "DINKES")
    return root


def runner(root: Path) -> Callable[..., None]:
    """Return a function that runs a command in the workspace and wants it to succeed."""

    def run(*words: str) -> None:
        assert main(["--workspace", str(root), *words]) == 0, words

    return run


def verified(root: Path) -> list[tuple[int, str]]:
    """Check that every chain and blob of a workspace is whole; return the city's acts."""
    workspace = open_workspace(root)
    try:
        with workspace.store.read() as reading:
            for log in reading.logs():
                contents = tuple(reading.entries(log))
                check_chain(log, contents)
                for content in contents:
                    body = decode_entry(content).body
                    for digest in digests_in(body):
                        assert reading.blob(digest) is not None
        log = read_case(workspace, "kota").log
        with workspace.store.read() as reading:
            return [(e.seq, e.act) for e in map(decode_entry, reading.entries(log))]
    finally:
        workspace.close()


def digests_in(value: object) -> set[str]:
    """Return every blob digest that a body names."""
    if isinstance(value, dict):
        named = {
            v
            for k, v in value.items()
            if k in ("rows", "file", "source", "verdict", "dossier") and isinstance(v, str) and v
        }
        return named.union(*(digests_in(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(digests_in(item) for item in value))
    return set()


def logged(root: Path) -> int:
    """Count the whole lines of the stage history log."""
    return (root / "history.jsonl").read_bytes().count(b"\n")


@needs_kill
@pytest.mark.parametrize(
    "words",
    [
        ("submit", "kota", "isu.csv", "--agency", "DINKES"),
        ("--as", "Budi", "advance", "kota"),
        ASK,
        ("--as", "Budi", "waive", "kota", "ISU001", "--approve"),
        ("--as", "Budi", "waive", "kota", "ISU001", "--withdraw"),
    ],
    ids=["submit", "advance", "waive", "waive_approve", "waive_withdraw"],
)
def test_killed_at_any_write_the_history_is_whole(
    prepared: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Whatever was cut off, chain and blobs are whole, and the same command then succeeds once."""
    before = verified(prepared)
    killed = lost = kept = 0
    for step in range(1, 200):
        root = tmp_path / str(step)
        shutil.copytree(prepared, root)
        given = [str(root / word) if word.endswith(".csv") else word for word in words]
        child = subprocess.run(
            [sys.executable, str(HERE / "dying.py"), str(step), "--workspace", str(root), *given],
            capture_output=True,
            timeout=60,
            check=False,
        )
        after = verified(root)
        if child.returncode != -signal.SIGKILL:
            assert child.returncode == 0, child.stderr.decode()
            break
        killed += 1
        assert after[: len(before)] == before
        assert len(after) - len(before) in (0, 1)
        lost, kept = lost + (after == before), kept + (after != before)
        if after == before:
            assert main(["--workspace", str(root), *given]) == 0
        else:
            runner(root)("person", "add", "kota", "Citra", "--role", "team", "--post", "Anggota")
        assert len(verified(root)) > len(before)
        assert logged(root) == sum(1 for _ in every_entry(root))
    # The guard: without kills on both sides of the COMMIT this test would have shown nothing.
    assert lost >= 3
    assert kept >= 1
    assert killed == lost + kept


def every_entry(root: Path) -> list[bytes]:
    """Return all entries of all logs."""
    workspace = open_workspace(root)
    try:
        with workspace.store.read() as reading:
            return [content for log in reading.logs() for content in reading.entries(log)]
    finally:
        workspace.close()


def test_two_advances_at_one_moment_move_the_city_once(prepared: Path, tmp_path: Path) -> None:
    """Both processes have read the same city before either writes; one moves it, one is told."""
    root = tmp_path / "race"
    shutil.copytree(prepared, root)
    children = [
        subprocess.Popen(
            [
                sys.executable,
                str(HERE / "racing.py"),
                str(root),
                name,
                "2",
                "--workspace",
                str(root),
                "--as",
                "Budi",
                "advance",
                "kota",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "SMARTFLOW_LANG": "en"},
        )
        for name in ("one", "two")
    ]
    said = [child.communicate(timeout=60) for child in children]
    assert sorted(child.returncode for child in children) == [0, 5], said
    workspace = open_workspace(root)
    try:
        state = read_case(workspace, "kota").state
    finally:
        workspace.close()
    assert [(move.from_, move.to) for move in state.moves] == [
        ("", "issue_analysis"),
        ("issue_analysis", "middle"),
    ]
    assert state.refusals == []
    verified(root)
