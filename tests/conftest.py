"""What holds in every test: a plain environment, and hypothesis without a stopwatch.

A test must say the same on a laptop, in CI and beside other tests, so nothing of the machine's
own settings reaches it, and no test fails because the machine was busy.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from smartflow.plugin.discovery import package_fingerprint

# The fixtures of a PostgreSQL server; it imports nothing until a test asks for one.
sys.path.append(str(Path(__file__).parent))
pytest_plugins = ("postgres", "kit.acts", "kit.commands")

settings.register_profile("laptop", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "laptop")


@pytest.fixture(autouse=True, scope="session")
def own_configuration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every key that a test makes out of the person's own configuration folder.

    For the whole run, since what is prepared once for many tests makes workspaces too.
    """
    folder = tmp_path_factory.mktemp("own-configuration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTFLOW_CONFIG", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, own_configuration: Path) -> None:
    """Hide what the person who runs the tests has set for SmartFlow and for terminals."""
    for name in tuple(os.environ):
        if name.startswith("SMARTFLOW_") or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(own_configuration))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Put a distribution with one plugin on the path, as an installer would.

    ``install(name, source, requires=(), version="1.0", dist="", editable=False)`` writes a module
    and its metadata, and returns the module's file.
    """
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    modules: list[str] = []

    def one(name: str, source: str, **said: Any) -> Path:
        dist, version = said.get("dist") or f"dist-{name}", said.get("version", "1.0")
        module = f"plug_{dist}_{name}".replace("-", "_")
        modules.append(module)
        file = site / f"{module}.py"
        file.write_text(source, encoding="utf-8")
        info = site / f"{dist.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        lines = ["Metadata-Version: 2.1", f"Name: {dist}", f"Version: {version}"]
        lines += [f"Requires-Dist: {one}" for one in said.get("requires", ())]
        (info / "METADATA").write_text("\n".join([*lines, "", "Words.\n"]), encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[smartflow]\n{name} = {module}\n")
        if said.get("editable"):
            (info / "direct_url.json").write_text('{"dir_info": {"editable": true}}')
        importlib.invalidate_caches()
        return file

    yield one
    for module in modules:
        sys.modules.pop(module, None)
    package_fingerprint.cache_clear()
