"""The distribution's own data: versions, entry points and the folders that it ships."""

from __future__ import annotations

import importlib
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

import smartflow

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PLUGINS: dict[str, str] = PROJECT["project"]["entry-points"]["smartflow"]


def test_the_version_is_said_once() -> None:
    """pyproject.toml, the face and the newest heading of the changelog agree."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = {
        "pyproject": PROJECT["project"]["version"],
        "face": smartflow.__version__,
        "changelog": changelog.split("## [", 2)[1].split("]", 1)[0],
    }
    assert set(versions.values()) == {"0.1.0"}, versions


@pytest.mark.parametrize("name", sorted(PLUGINS))
def test_every_built_in_plugin_can_be_imported(name: str) -> None:
    """An entry point that pyproject.toml promises leads to a module that implements a hook."""
    module = importlib.import_module(PLUGINS[name])
    hooks = [word for word in vars(module) if word.startswith("smartflow_")]
    assert hooks != []


def test_what_is_installed_is_what_is_promised() -> None:
    """The environment's entry points of our distribution are those of pyproject.toml."""
    installed = {
        entry.name: entry.value
        for entry in entry_points(group="smartflow")
        if entry.dist is not None and entry.dist.name == "smartflow-engine"
    }
    assert installed == PLUGINS


def test_every_shipped_folder_exists_with_its_types() -> None:
    """A mistyped path in ``packages`` would silently ship a wheel without it."""
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    missing = [path for path in packages if not (ROOT / path / "__init__.py").is_file()]
    assert (missing, (ROOT / "engine/smartflow/py.typed").is_file()) == ([], True)


@pytest.mark.parametrize("folder", ["engine", "plugins", "workflows"])
def test_no_loose_module_beside_the_packages(folder: str) -> None:
    """Editable installs put these folders on the path, so a loose file would be importable."""
    assert [path.name for path in (ROOT / folder).glob("*.py")] == []
