"""Workspaces that earlier versions wrote, kept for ever: later versions make their decisions again.

``make_kept.py`` writes one at a release. A rule may have become another one since, so a verdict may
differ, and then it must be told why. Nothing may have become impossible: the entries add up to what
was judged and approved then, in every later version.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smartflow.audit.replay.outcome import Replay
from smartflow.audit.replay.past_decision import stored_verdict
from smartflow.audit.replay.replay import record_of, replay_all
from smartflow.casework.workspace import open_workspace
from smartflow.plugin.discovery import ENGINE
from smartflow.terminal.program import run

HERE = Path(__file__).parent
KEPT = tuple(sorted(path for path in (HERE / "kept").iterdir() if path.is_dir()))


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of a kept workspace."""
    return Path(shutil.copytree(request.param, tmp_path / request.param.name))


def replayed(root: Path) -> tuple[Replay, ...]:
    """Return all of its decisions, made again."""
    workspace = open_workspace(root)
    decisions = replay_all(workspace).decisions
    workspace.close()
    return decisions


def test_something_is_kept() -> None:
    """Without this the tests below would pass over nothing."""
    assert "0.1.0" in [path.name for path in KEPT]


def test_every_decision_can_be_made_again(kept: Path) -> None:
    """The same, or different for a reason that is told; what was approved is what was there."""
    decisions = replayed(kept)
    told = {(one.entry.seq, one.state): one.trouble for one in decisions}
    assert {key: told[key] for key in told if key[1] not in ("same", "differs")} == {}
    bound = [one for one in decisions if one.entry.act != "advance"]
    assert {one.entry.act for one in bound} == {"decide", "present", "sign_off"}
    assert [one.entry.seq for one in bound if not one.identical] == []
    differences = [found for one in decisions for found in one.differences]
    assert [found for found in differences if not found.causes] == []


def test_there_are_decisions_of_every_kind(kept: Path) -> None:
    """Moved and refused, with a waiver that covers something: not an empty story."""
    judged = [one.entry for one in replayed(kept) if one.entry.act == "advance"]
    assert [entry.body["result"] for entry in judged] == ["refused", "moved", "refused"]
    workspace = open_workspace(kept)
    verdict = stored_verdict(workspace, judged[1])
    workspace.close()
    assert [waiver.state for waiver in verdict.waivers] == ["used"]


def test_the_same_version_decides_the_same(kept: Path) -> None:
    """While the engine is the one that wrote it, its rules say what they said."""
    judged = [one for one in replayed(kept) if one.entry.act == "advance"]
    changes = [change for one in judged for change in one.changed]
    versions = {change.kind for change in changes if hasattr(change, "kind")}
    if "version" in versions:
        pytest.skip(f"another version of {ENGINE} wrote it")
    assert [(one.entry.seq, one.state) for one in judged if one.state != "same"] == []


def test_its_record_reads_on(kept: Path) -> None:
    """What was decided can be told without a rule, in the same words."""
    workspace = open_workspace(kept)
    numbers = [o.entry.seq for o in replay_all(workspace).decisions if o.entry.act == "advance"]
    records = [record_of(workspace, "contoh", number)["predicate"] for number in numbers]
    workspace.close()
    results = [one["verificationResult"] for one in records if isinstance(one, dict)]
    assert results == ["FAILED", "PASSED", "FAILED"]


def test_its_history_verifies(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Chain, tree, signatures, blobs and log file are whole, and no key is needed for it."""
    assert run(("--workspace", str(kept), "audit", "verify")) == 0, capsys.readouterr().out


@pytest.mark.slow
def test_a_workspace_can_still_be_made(tmp_path: Path) -> None:
    """The story that is kept is played by this version too, from its own commands."""
    made = tmp_path / "baru"
    done = subprocess.run(
        [sys.executable, str(HERE / "make_kept.py"), str(made)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]
    assert {(one.state, one.identical) for one in replayed(made)} == {("same", True)}
