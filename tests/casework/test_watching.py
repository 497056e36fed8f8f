"""What is seen while rules run is told beside the answer, once, in both languages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from smartflow.casework import watching
from smartflow.casework.watching import watched
from smartflow.casework.workspace import Workspace
from smartflow.plugin.alarm import VARIABLE
from smartflow.plugin.running.isolation import Isolation

if TYPE_CHECKING:
    import pytest


def run(workspace: Workspace, printed: str = "", limit: int = 0) -> list[str]:
    """Run a rule that prints, and raises the limit of recursion; return what is told of it."""
    with watched(workspace), Isolation().around("TST001", "daerah"):
        print(printed, end="")  # noqa: T201  the point
        sys.setrecursionlimit(sys.getrecursionlimit() + limit)
    return [trouble.en for trouble in workspace.troubles]


def test_nothing_strange_is_nothing_told(workspace: Workspace) -> None:
    """A rule that only looks leaves no word, whatever its time."""
    assert run(workspace) == []


def test_what_a_rule_prints_and_changes_is_told_once(workspace: Workspace) -> None:
    """With its plugin, on one line; a second city that is judged does not repeat it."""
    for _ in range(2):
        told = run(workspace, "satu\ndua\n", limit=1)
    rule = "The rule TST001 (plugin 'daerah')"
    assert told == [
        f"{rule} printed: satu dua",
        f"{rule} is careless: it changes the limit of recursion; it was put back.",
    ]
    assert "mencetak: satu dua" in workspace.troubles[0].id


def test_a_slow_rule_is_told_with_its_time(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a limit on; in whole seconds, since the rest is the machine's."""
    monkeypatch.setattr(watching, "SLOW", 0.0)
    assert run(workspace) == ["The rule TST001 (plugin 'daerah') ran for 0 seconds."]


def test_a_limit_that_is_no_number_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever set it learns which limit holds in its place."""
    monkeypatch.setenv(VARIABLE, "5m")
    assert run(workspace) == [
        "SMARTFLOW_RULE_SECONDS='5m' is no number of seconds; the limit of 60 seconds holds."
    ]
