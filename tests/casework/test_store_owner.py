"""Who is not the owner is told how the owner runs the same command, and loses no TLS by it."""

from __future__ import annotations

import shlex
from types import SimpleNamespace
from typing import Any

import pytest

from smartflow.casework.store_owner import NeedsOwner, require_owner
from smartflow.casework.workspace import Configuration, Workspace
from smartflow.clock import SystemClock
from smartflow.language import Text
from smartflow.store.address import read_address

WHAT = Text(id="memberi hak", en="grants rights")
TLS = "?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem"


def office(tmp_path: Any, database: str) -> Workspace:
    """Return a workspace that is connected as somebody who owns nothing."""
    store: Any = SimpleNamespace(
        facts=lambda: SimpleNamespace(access="application", role="kantor"),
        roles=lambda: (SimpleNamespace(role="pemilik", owns=True),),
    )
    return Workspace(tmp_path, Configuration(database=database), store, SystemClock())


@pytest.mark.parametrize("options", ["", TLS])
def test_the_owner_connects_as_safely_as_the_office(tmp_path: Any, options: str) -> None:
    """The printed address is the workspace's own with another role, as one word of a shell."""
    place = f"postgresql://kantor@db.example:5433/kota{options}"
    with pytest.raises(NeedsOwner) as caught:
        require_owner(office(tmp_path, place), WHAT)
    assert caught.value.hint is not None
    for said in (caught.value.hint.id, caught.value.hint.en):
        (word,) = (one for one in shlex.split(said) if one.startswith("SMARTFLOW_DATABASE="))
        address = word.removeprefix("SMARTFLOW_DATABASE=")
        assert read_address(address) == read_address(place.replace("kantor@", "pemilik@"))


def test_a_place_is_told_without_options(tmp_path: Any) -> None:
    """What a person is told of a store is a file's name, or an address that fits into a line."""
    assert office(tmp_path, f"postgresql://k@h/d{TLS}").place == "postgresql://k@h/d"
    assert office(tmp_path, "data/kota.db").place == "data/kota.db"
