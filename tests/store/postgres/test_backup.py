"""A dump that is restored is the same store, with the same guards, owner and rights."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest
from postgres import PASSWORD, Database, OwnServer, programs

from smartflow.history import seal
from smartflow.store import Store, StoreRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CITY = "smartflow/w/13.73"


@pytest.fixture
def place(postgres_url: str) -> str:
    """Only the server is looked at here."""
    return postgres_url


def test_a_restored_dump_is_the_same_store(
    store: Store,
    postgres_database: Database,
    opening_at: Callable[..., Store],
    add: Callable[..., list[bytes]],
    tmp_path: Path,
) -> None:
    """Entries, blobs and checkpoints, read back equal; and the triggers are there again."""
    server = postgres_database.server
    if not isinstance(server, OwnServer):
        pytest.skip("pg_dump must be of the server's version")
    added = add(store, CITY, 5)
    with store.write(CITY) as writing:
        writing.put_checkpoint(CITY, 5, b"text\n\n- line\n")
    reader = postgres_database.role("auditor")
    store.grant(reader, "auditor")
    other = Database(server)
    dump = str(tmp_path / "dump")
    where = ("--host", server.host, "--port", str(server.port), "--username", "postgres")
    for words in (
        ["pg_dump", *where, "--format=custom", f"--file={dump}", postgres_database.name],
        ["pg_restore", *where, "--exit-on-error", f"--dbname={other.name}", dump],
    ):
        subprocess.run(
            [str(programs() / words[0]), *words[1:]],
            check=True,
            env={**os.environ, "PGPASSWORD": PASSWORD},
        )
    url = postgres_database.url.replace(postgres_database.name, other.name)
    restored = opening_at(url)
    with restored.read() as reading:
        assert list(reading.entries(CITY)) == added
        assert reading.checkpoint(CITY) == (5, b"text\n\n- line\n")
        assert len(list(reading.digests())) == 5
    assert restored.facts().access == "owner"
    assert opening_at(url.replace(postgres_database.owner, reader)).facts().access == "auditor"
    connection = restored._session.connection  # type: ignore[attr-defined]
    with pytest.raises(psycopg.Error, match="never allowed"):
        connection.execute("DELETE FROM smartflow.entry")
    with pytest.raises(StoreRefused), restored.write(CITY) as writing:
        writing.put_checkpoint(CITY, 5, b"text\n\n- other\n")
    add(restored, CITY)
    with restored.write(CITY) as writing:
        writing.put_blob(seal(b"x").digest, b"x")
    restored.close()
    other.drop()
