"""Which database a workspace opens: that of its file, or for one command another."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartflow.casework.workspace import CONFIG_NAME, open_workspace
from smartflow.clock import SystemClock
from smartflow.offices.storage.init import init
from smartflow.store import PasswordWritten, StoreMissing
from smartflow.store.address import read_address


def made(folder: Path, database: str = "") -> Path:
    """Make a workspace."""
    init(folder, clock=SystemClock(), language="id", database=database)
    return folder


def id_of(root: Path) -> str:
    """Return the name of the store log that a workspace opens."""
    workspace = open_workspace(root)
    try:
        with workspace.reading() as reading:
            return workspace.register(reading).own
    finally:
        workspace.close()


def test_a_password_in_the_file_is_refused_with_what_to_write(tmp_path: Path) -> None:
    """It is copied and mailed: nothing is opened, and the password is not repeated."""
    root = made(tmp_path / "w")
    file = root / CONFIG_NAME
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("smartflow.db", "postgresql://p:RAHASIA@127.0.0.1:1/kota"))
    with pytest.raises(PasswordWritten) as caught:
        open_workspace(root)
    error = caught.value
    assert error.exit_code == 2
    assert error.hint is not None
    assert "postgresql://p@127.0.0.1:1/kota " in error.hint.id
    assert "127.0.0.1:1:kota:p:KATA_SANDI" in error.hint.id
    assert "127.0.0.1:1:kota:p:PASSWORD" in error.hint.en
    assert "RAHASIA" not in f"{error.message}{error.hint}"


def test_the_environment_names_another_database_for_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stays as it is; without the variable the workspace's own is opened again."""
    root, other = made(tmp_path / "w"), made(tmp_path / "other")
    written = (root / CONFIG_NAME).read_bytes()
    monkeypatch.setenv("SMARTFLOW_DATABASE", str(other / "smartflow.db"))
    assert id_of(root) == id_of(other)
    monkeypatch.setenv("SMARTFLOW_DATABASE", "none.db")
    with pytest.raises(StoreMissing):
        open_workspace(root)
    monkeypatch.delenv("SMARTFLOW_DATABASE")
    assert id_of(root) != id_of(other)
    assert (root / CONFIG_NAME).read_bytes() == written


def test_a_password_of_the_environment_is_used_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    """The owner's address for one command: what the workspace then says has no password."""
    root = made(tmp_path / "w", postgres_url)
    address = read_address(postgres_url)
    assert address.password not in (root / CONFIG_NAME).read_text(encoding="utf-8")
    monkeypatch.setenv("SMARTFLOW_DATABASE", postgres_url)
    workspace = open_workspace(root)
    assert workspace.configuration.database == address.without_password
    assert workspace.store.facts().role == address.user
    workspace.close()
