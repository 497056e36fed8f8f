"""The regional example as the engine finds it, though it is not installed beside it here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry

EXAMPLE = Path(__file__).resolve().parents[2] / "plugins/smartflow-sawahlunto"


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Return what the built-in plugins and the example register, found by its entry point.

    The source and a distribution's metadata lie on the path while the plugins are loaded, and no
    longer.
    """
    folder = tmp_path_factory.mktemp("site")
    metadata = folder / "smartflow_sawahlunto-0.1.0.dist-info"
    metadata.mkdir()
    metadata.joinpath("METADATA").write_text(
        "Metadata-Version: 2.1\nName: smartflow-sawahlunto\nVersion: 0.1.0\n", encoding="utf-8"
    )
    metadata.joinpath("entry_points.txt").write_text(
        "[smartflow]\nsawahlunto = smartflow_sawahlunto\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(folder), str(EXAMPLE / "src"), *sys.path])
        return load_registry()
