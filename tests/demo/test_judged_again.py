"""Every decision of the demo, made again from its history: the same verdict, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smartflow.actions.advance import verdict_bytes
from smartflow.actions.casework import read_history
from smartflow.actions.past_decision import input_changes, judged_again
from smartflow.actions.workspace import open_workspace
from smartflow.canonical import sha256_hex
from smartflow.cli.program import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_a_decision_made_again_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moves and refusals in every stage, whatever was recorded after them."""
    assert run(["demo", str(tmp_path / "demo"), "--safe"]) == 0
    capsys.readouterr()
    workspace = open_workspace(tmp_path / "demo", safe=True)
    history = read_history(workspace, "sawahlunto")
    decisions = [entry for entry in history.entries if entry.act == "advance"]
    assert {str(entry.body["result"]) for entry in decisions} == {"moved", "refused"}
    for entry in decisions:
        examined = judged_again(workspace, history, entry, workspace.registry)
        assert input_changes(examined, entry) == ()
        assert sha256_hex(verdict_bytes(examined)) == entry.body["verdict"]
    workspace.close()
