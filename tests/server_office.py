"""What the tests of a store on a server share: addresses, roles, processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "rahasia%23negara"  # noqa: S105  a wrong password, as it is written in a URL
PLAIN = "rahasia#negara"


def address(server: Any, role: str) -> str:
    """Return the address for a role, without a password."""
    return f"postgresql://{role}@{server.server.host}:{server.server.port}/{server.name}"


def key_of(shell: Any) -> str:
    """Return the file of the key by which the store of a workspace is signed."""
    return str(shell.must("db", "status", "--json").json["key_file"])


def role(office: Any, server: Any, access: str) -> str:
    """Make a role with an access, granted by the owner."""
    made = str(server.role("peran"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTFLOW_DATABASE", address(server, server.owner))
        granted = office.must("db", "grant", made, "--access", access, "--lang", "en")
    assert "(before: nothing)" in granted.out
    return made


def run_apart(folder: Path, *words: str, before: str = "", **environment: str) -> Any:
    """Run a command in a process of its own, with what it takes to see a traceback."""
    code = f"{before}from smartflow.terminal import main; raise SystemExit(main({list(words)!r}))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "SMARTFLOW_DEBUG": "1", "SMARTFLOW_LANG": "en", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
