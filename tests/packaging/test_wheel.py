"""The engine's wheel: it holds what we ship, all of it, and nothing else.

A mistyped path in ``packages`` silently ships a wheel without that package, and no test that runs
from the source tree would notice.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = {
    "smartflow": ROOT / "engine/smartflow",
    "smartflow_masterplan": ROOT / "plugins/smartflow_masterplan",
    "smartflow_dimensions": ROOT / "plugins/smartflow_dimensions",
    "smartflow_formats": ROOT / "plugins/smartflow_formats",
    "smartflow_workflows": ROOT / "workflows/smartflow_workflows",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """Build the wheel, offline, with the build backend that is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*command, str(folder)], cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return ZipFile(path)


def test_the_top_level_names_are_ours(wheel: ZipFile) -> None:
    """Five packages and the metadata, and nothing beside them."""
    names = {name.split("/", 1)[0] for name in wheel.namelist()}
    assert names == {*SOURCES, "smartflow_engine-0.1.0.dist-info"}


@pytest.mark.parametrize("package", SOURCES)
def test_every_source_file_is_in_it(wheel: ZipFile, package: str) -> None:
    """Modules and data alike: workflow files, demo content, the mark of types."""
    folder = SOURCES[package]
    on_disk = {
        f"{package}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {name for name in wheel.namelist() if name.startswith(f"{package}/")}
    assert shipped == on_disk


def test_no_test_and_no_regional_example_is_in_it(wheel: ZipFile) -> None:
    """The regional example is a distribution of its own, and tests stay at home.

    The scaffolds of ``plugin new`` are no tests yet: their names end in ``.in``.
    """
    strange = [
        name
        for name in wheel.namelist()
        if "sawahlunto/" in name or ("/tests/" in name and not name.endswith(".in"))
    ]
    assert strange == []


def test_the_entry_points_are_those_of_the_project(wheel: ZipFile) -> None:
    """The command and every built-in plugin are announced."""
    parser = ConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(wheel.read("smartflow_engine-0.1.0.dist-info/entry_points.txt").decode())
    announced = {section: dict(parser[section]) for section in parser.sections()}
    assert announced == {
        "console_scripts": PROJECT["project"]["scripts"],
        **PROJECT["project"]["entry-points"],
    }
