"""A name leads to its store, and nobody loads the driver of a server who works with a file."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from smartflow.store import BadAddress, DriverMissing, Store, StoreMissing, open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_place_is_opened_by_its_kind(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A file in the folder, or a database on a server: missing until it is made, then there."""
    place = "kota.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with pytest.raises(StoreMissing):
        open_store(place, tmp_path)
    made: Store = open_store(place, tmp_path, create=True)
    assert made.facts().kind == kind
    made.close()
    for create in (False, True):
        found = open_store(place, tmp_path, create=create)
        assert found.facts().kind == kind
        found.close()
    assert [file.name for file in tmp_path.iterdir()] == (["kota.db"] if kind == "sqlite" else [])


def test_another_scheme_is_refused(tmp_path: Path) -> None:
    """An address of another kind of database is no name of a file."""
    with pytest.raises(BadAddress):
        open_store("sqlite://kota.db", tmp_path, create=True)
    assert list(tmp_path.iterdir()) == []


def test_without_the_driver_a_server_is_refused_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named that brings it; nothing is made."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for name in [
        name for name in sys.modules if name.startswith("smartflow.store.postgres.adapter")
    ]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(DriverMissing) as caught:
        open_store("postgresql://h/db", tmp_path, create=True)
    assert caught.value.exit_code == 2
    assert caught.value.hint is not None
    assert "smartflow-engine[postgres]" in caught.value.hint.en


def test_a_file_loads_nothing_of_a_server(tmp_path: Path) -> None:
    """Opening a file imports neither psycopg nor the adapter for servers."""
    program = (
        "import sys; from pathlib import Path; from smartflow.store import open_store;"
        "open_store('s.db', Path(sys.argv[1]), create=True).close();"
        "print([n for n in sys.modules"
        " if n.startswith(('psycopg', 'smartflow.store.postgres.adapter'))])"
    )
    words = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
