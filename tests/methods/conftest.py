"""The published tables, as the folder tests/cases holds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture
def case() -> Callable[[str], Any]:
    """Read a published table by its id."""

    def read(name: str) -> Any:
        return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))

    return read
