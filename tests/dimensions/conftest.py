"""Dossiers by ``cases/defaults.toml``, for tests that are no cases, and each plugin in turn."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from smartflow.testing import CityInWords

if TYPE_CHECKING:
    from smartflow import Dossier

DEFAULTS = tomllib.loads((Path(__file__).parent / "cases/defaults.toml").read_text("utf-8"))
DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")


@pytest.fixture(scope="session")
def build() -> Callable[[Mapping[str, Any]], Dossier]:
    """Builds the dossier of a case, by what holds for every case of the folder."""
    return lambda case: CityInWords({**DEFAULTS, **case}).dossier()


@pytest.fixture(params=DIMENSIONS)
def plugin(request: pytest.FixtureRequest) -> ModuleType:
    """Return each dimension's plugin in turn."""
    return import_module(f"smartflow_dimensions.{request.param}")
