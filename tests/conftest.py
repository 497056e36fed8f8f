"""What holds in every test: a plain environment, and hypothesis without a stopwatch.

A test must say the same on a laptop, in CI and beside other tests, so nothing of the machine's
own settings reaches it, and no test fails because the machine was busy.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("laptop", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "laptop")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide what the person who runs the tests has set for SmartFlow and for terminals."""
    for name in tuple(os.environ):
        if name.startswith("SMARTFLOW_") or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
