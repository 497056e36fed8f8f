"""An environment as a person has it who installed SmartFlow: what it needs, and nothing else.

The environment of a developer holds more (a linter that brings rich, which structlog then loads
with it), and would measure that as well. Nothing is downloaded: the files are those that are
installed here, copied into a virtual environment of their own and compiled.
"""

from __future__ import annotations

import compileall
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["install"]

PROJECT = "smartflow-engine"
ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "engine/smartflow",
    "plugins/smartflow_masterplan",
    "plugins/smartflow_dimensions",
    "plugins/smartflow_formats",
    "workflows/smartflow_workflows",
)


def install(folder: Path, extra: str = "") -> Path:
    """Make the environment in ``folder``.

    Args:
        folder: Where.
        extra: An extra of the project that is installed with it, or ``""``.

    Returns:
        Its interpreter; ``[python, "-m", "smartflow"]`` is the command.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    names = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", vars=names))
    for distribution in _needed(PROJECT, {}, extra):
        if distribution.name == PROJECT:
            _copy_info(distribution, site)
        else:
            _copy_files(distribution, site)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, site / Path(package).name)
    compileall.compile_dir(site, quiet=1)
    return Path(sysconfig.get_path("scripts", vars=names)) / Path(sys.executable).name


def _needed(
    name: str, seen: dict[str, metadata.Distribution], extra: str = ""
) -> Iterator[metadata.Distribution]:
    """Yield a distribution and all that it needs here, each once."""
    distribution = metadata.distribution(name)
    if distribution.name in seen:
        return
    seen[distribution.name] = distribution
    yield distribution
    for words in distribution.requires or ():
        requirement = Requirement(words)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield from _needed(requirement.name, seen)


def _copy_files(distribution: metadata.Distribution, site: Path) -> None:
    for file in distribution.files or ():
        source = Path(str(distribution.locate_file(file)))
        if ".." not in PurePosixPath(file).parts and source.is_file():
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _copy_info(distribution: metadata.Distribution, site: Path) -> None:
    """Copy what announces the project's own plugins; its code comes from the checkout."""
    for file in distribution.files or ():
        source = Path(str(distribution.locate_file(file)))
        if file.parts[0].endswith(".dist-info") and file.name != "direct_url.json":
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
