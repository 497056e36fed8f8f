"""The regional example as a region would use it: built, installed from its wheel, tested there.

A fresh environment gets the engine's wheel and the example's wheel. What they depend on comes
from the environment that runs the tests, by a ``.pth`` file: a path named in one is put on
``sys.path``, but ``.pth`` files found there are not followed, so that an editable engine in the
running environment stays out of sight.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "plugins/smartflow-sawahlunto"
DISCOVER = """
import json
from importlib.metadata import entry_points
import smartflow, smartflow_sawahlunto
from smartflow.plugin.loading.loader import load_registry
(entry,) = entry_points(group="smartflow", name="sawahlunto")
registry = load_registry()
record = registry.plugin("sawahlunto")
print(json.dumps({
    "distribution": entry.dist.name,
    "state": record.state,
    "broken": [plugin.name for plugin in registry.faulty],
    "codes": sorted(code for code in registry.rules if code.startswith("SWL")),
    "files": [smartflow.__file__, smartflow_sawahlunto.__file__],
}))
"""

pytestmark = pytest.mark.slow

Run = Callable[..., str]


def build(project: Path, folder: Path) -> Path:
    """Build the wheel of ``project`` into ``folder``, offline."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*command, str(folder)], cwd=project, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example's wheel."""
    return build(EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Return a fresh environment in which both wheels are installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.EnvBuilder(system_site_packages=False, with_pip=False).create(folder)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    third_party = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "third-party.pth").write_text("\n".join(sorted(third_party)), encoding="utf-8")
    engine = build(ROOT, tmp_path_factory.mktemp("engine"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    options = ["--no-compile", "--disable-pip-version-check", "--target", str(site)]
    subprocess.run([*pip, *options, str(engine), str(wheel)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def run(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs the fresh environment's Python, away from the sources."""
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run_python(*words: str, cwd: Path = elsewhere) -> str:
        environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [str(python), *words],
            cwd=cwd,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run_python


def test_the_wheel_holds_the_package_and_its_entry_point(wheel: Path) -> None:
    """One package, typed, announced in the group ``smartflow``, and no tests."""
    with ZipFile(wheel) as content:
        names = content.namelist()
        parser = ConfigParser()
        info = "smartflow_sawahlunto-0.1.0.dist-info"
        parser.read_string(content.read(f"{info}/entry_points.txt").decode())
        metadata = content.read(f"{info}/METADATA").decode()
    assert {name for name in names if not name.startswith(info)} == {
        "smartflow_sawahlunto/__init__.py",
        "smartflow_sawahlunto/chapters.py",
        "smartflow_sawahlunto/py.typed",
    }
    assert dict(parser["smartflow"]) == {"sawahlunto": "smartflow_sawahlunto"}
    assert "Requires-Dist: smartflow-engine>=0.1\n" in metadata


def test_an_installed_wheel_is_discovered_and_loaded(run: Run, home: Path) -> None:
    """The engine finds the plugin by its entry point and takes up its rules.

    Both come from the fresh environment, not from the source tree.
    """
    found = json.loads(run("-c", DISCOVER))
    files = [Path(file) for file in found.pop("files")]
    assert found == {
        "distribution": "smartflow-sawahlunto",
        "state": "loaded",
        "broken": [],
        "codes": ["SWL001", "SWL002"],
    }
    assert [home.resolve() in file.resolve().parents for file in files] == [True, True]


def test_its_own_tests_pass_against_the_installed_wheel(run: Run) -> None:
    """A region runs ``pytest`` in the folder; so do we. Its files of cases are tests as well."""
    said = run("-m", "pytest", "-v", "-p", "no:cacheprovider", cwd=EXAMPLE)
    assert " passed" in said
    assert "failed" not in said
    assert "tests/cases/SWL001.toml::gotong royong is a tradition PASSED" in said
