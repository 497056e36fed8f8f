"""The little city of ``cases/defaults.toml``, for tests that are no cases."""

from __future__ import annotations

import contextlib
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from smartflow.testing import CityInWords

if TYPE_CHECKING:
    from smartflow import Dossier

DEFAULTS = tomllib.loads((Path(__file__).parent / "cases/defaults.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def build() -> Callable[[Mapping[str, Any]], Dossier]:
    """Builds the dossier of a case, by what holds for every case of the folder."""
    return lambda case: CityInWords({**DEFAULTS, **case}).dossier()


@pytest.fixture(scope="session")
def demo_city(
    tmp_path_factory: pytest.TempPathFactory, own_configuration: Path
) -> Iterator[Dossier]:
    """The dossier of the demo's city as its last step leaves it, read from a real workspace."""
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow, registry_of
    from smartflow.casework.workspace import open_workspace
    from smartflow.journey.gate.check import dossier_of
    from smartflow.terminal.program import run

    folder = tmp_path_factory.mktemp("demo") / "ws"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(["demo", str(folder), "--safe"]) == 0
    workspace = open_workspace(folder, safe=True)
    case = read_case(workspace, "sawahlunto")
    workflow = pinned_workflow(case)
    yield dossier_of(case, workflow, registry_of(case, workflow))
    workspace.close()
