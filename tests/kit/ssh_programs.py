"""The program with which people sign, where this computer has it."""

from __future__ import annotations

import os
import shutil

import pytest

__all__ = ["require_keygen"]


def require_keygen() -> str:
    """Return where ssh-keygen is, or leave the test out; in CI it must be there."""
    program = shutil.which("ssh-keygen")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("ssh-keygen is missing, and CI must have it (openssh-client)")
        pytest.skip("ssh-keygen is not installed (openssh-client)")
    return program
