"""The server of a benchmark: durable as PostgreSQL is by default, closed to others."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from servers import new_database, postgres, size_of, why_no_server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Yield a server's address; it has stopped when the tests of this file are over."""
    missing = why_no_server()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    import psycopg

    with postgres() as address:
        yield address
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(f"{address}/postgres")


def test_it_flushes_what_it_commits(server: str) -> None:
    """Else an act on it could not be compared with one on a file that is flushed."""
    import psycopg

    with psycopg.connect(f"{server}/postgres") as connection:
        shown = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        ]
    assert shown == [("on",), ("on",), ("on",)]


def test_nobody_comes_in_without_the_password(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other people of the same computer reach the port, and no further."""
    import psycopg

    monkeypatch.setenv("PGPASSWORD", "salah")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"{server}/postgres")


def test_a_new_database_holds_nothing(server: str) -> None:
    """Its size is that of an empty one, so that a copy's is the difference."""
    first, second = (new_database(server, name) for name in ("one", "two"))
    assert size_of(first) == size_of(second) > 0
