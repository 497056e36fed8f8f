"""The regional example as a module, though it is not installed beside the engine here."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = (
    Path(__file__).resolve().parents[2]
    / "plugins/smartflow-sawahlunto/src/smartflow_sawahlunto/__init__.py"
)


@pytest.fixture(scope="session")
def plugin() -> ModuleType:
    """Import the example from its source, without putting it on the path."""
    spec = spec_from_file_location("smartflow_sawahlunto", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules.setdefault("smartflow_sawahlunto", module)
    spec.loader.exec_module(module)
    return module
