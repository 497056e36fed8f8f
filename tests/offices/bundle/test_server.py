"""A copy in a PostgreSQL store: the same bytes, the same refusals, and the roles of a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bundle_parts import Office, read
from postgres import PASSWORD

from smartflow.audit.erase.erase import erase
from smartflow.audit.verify.verify import verify
from smartflow.casework.workspace import open_workspace
from smartflow.offices.bundle.difference import ForkedHistory
from smartflow.offices.bundle.importing import bundle_import
from smartflow.store.server_errors import StoreRefused
from smartflow.terminal import main

NEXT = ("person", "add", "kota", "Budi", "--role", "team", "--post", "Anggota")


@pytest.fixture
def ministry(
    postgres_database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Return an office whose store is a database on a real server, which it owns."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    office = Office(tmp_path / "ministry", tmp_path / "ministry-config")
    monkeypatch.setenv("SMARTFLOW_CONFIG", str(office.config))
    address = address_for(postgres_database, postgres_database.owner)
    assert main(["init", str(office.root), "--database", address]) == 0
    yield office
    office.close()


def address_for(database: Any, role: str) -> str:
    """Return the address of a role, without a password."""
    return f"postgresql://{role}@{database.server.host}:{database.server.port}/{database.name}"


def erased_rows(town: Office) -> str:
    """Let the city erase what an agency sent, and return the digest."""
    acting = open_workspace(town.root, actor_name="Ani", config_folder=town.config)
    done = erase(acting, "kota", 4, part="rows", reason="permintaan")
    acting.close()
    return done.parts[0].digest


def test_a_case_lives_on_a_server_as_in_a_file(
    ministry: Office, town: Office, bundle: Path, tmp_path: Path
) -> None:
    """Imported, the same, longer with an erasure, shorter, verified: byte for byte the city's."""
    sent, city = read(bundle.read_bytes()), f"{town.own}/13.73"
    assert bundle_import(ministry.open(), bundle, town.key).relation == "new"
    assert ministry.logs[city] == town.logs[city]
    assert ministry.blobs(sent) == town.blobs(sent)
    assert bundle_import(ministry.open(), bundle).relation == "same"
    gone = erased_rows(town)
    town.must(*NEXT)
    done = bundle_import(ministry.open(), town.export(tmp_path / "newer"))
    assert (done.relation, done.held, done.city.size) == ("longer", 5, 7)
    assert ministry.logs[city] == town.logs[city]
    assert gone not in ministry.blobs(sent)
    assert bundle_import(ministry.open(), bundle).relation == "shorter"
    found = verify(ministry.open(), every=True)
    assert (found.findings, [one.digest for one in found.erased]) == ((), [gone])


def test_a_fork_leaves_a_server_as_it_was(
    ministry: Office, town: Office, copy: Any, bundle: Path, tmp_path: Path
) -> None:
    """Refused with both heads, and nothing of it is in the database."""
    bundle_import(ministry.open(), bundle, town.key)
    other = copy("town", "other")
    town.must(*NEXT)
    other.must("nil", "kota", "DINKES", "swot")
    bundle_import(ministry.open(), town.export(tmp_path / "one"))
    before = ministry.logs
    with pytest.raises(ForkedHistory):
        bundle_import(ministry.open(), other.export(tmp_path / "two"))
    assert ministry.logs == before


def test_an_application_role_imports_and_only_the_owner_erases(  # noqa: PLR0913  two offices, a server
    ministry: Office,
    town: Office,
    bundle: Path,
    tmp_path: Path,
    postgres_database: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who may add takes a case in; a bundle that brings an erasure is refused whole, then done."""
    role = postgres_database.role("petugas")
    ministry.must("db", "grant", role, "--access", "application")
    official = address_for(postgres_database, role)
    sent, key = read(bundle.read_bytes()), town.key
    monkeypatch.setenv("SMARTFLOW_DATABASE", official)
    assert bundle_import(ministry.open(), bundle, key).relation == "new"
    monkeypatch.delenv("SMARTFLOW_DATABASE")
    gone = erased_rows(town)
    newer = town.export(tmp_path / "newer")
    before = ministry.logs
    monkeypatch.setenv("SMARTFLOW_DATABASE", official)
    with pytest.raises(StoreRefused):
        bundle_import(ministry.open(), newer)
    assert ministry.logs == before
    monkeypatch.delenv("SMARTFLOW_DATABASE")
    assert bundle_import(ministry.open(), newer).relation == "longer"
    assert gone not in ministry.blobs(sent)
