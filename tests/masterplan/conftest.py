"""The little city of ``cases/defaults.toml``, for tests that are no cases."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
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
