"""The pytest plugin: fixtures, and ``cases/PPJ001.toml`` as tests.

Every pytest of an environment loads it, also one that has nothing to do with SmartFlow; so it
imports nothing but pytest, and the rest when a fixture or a file of cases asks for it.
``-p no:smartflow`` leaves it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.testing.program import Smartflow
    from smartflow.testing.workspace import Workspace

__all__ = ["pytest_collect_file", "smartflow_program", "smartflow_workspace"]

_FOLDER = "cases"
_NAME = re.compile(r"[A-Z]+[0-9]{3}\.toml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of cases: one called after a rule, in a folder called ``cases``.

    Nothing else is looked at, so that no TOML file of another project becomes a test by accident.
    """
    if file_path.parent.name != _FOLDER or not _NAME.fullmatch(file_path.name):
        return None
    from smartflow.testing.collecting import CaseFile

    return CaseFile.from_parent(parent, path=file_path)


@pytest.fixture
def smartflow_workspace(tmp_path: Path) -> Workspace:
    """A throwaway workspace, ready for its first city."""
    from smartflow.testing.workspace import Workspace

    return Workspace(tmp_path / "smartflow-workspace")


@pytest.fixture
def smartflow_program(tmp_path: Path) -> Smartflow:
    """The program without a workspace, as used in a folder of its own."""
    from smartflow.testing.program import Smartflow

    folder = tmp_path / "smartflow"
    folder.mkdir()
    return Smartflow(folder)
