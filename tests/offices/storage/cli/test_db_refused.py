"""What a server refuses, told by real commands in processes of their own.

Tracebacks are asked for, and not even they hold a password. Each refusal ends with the exit code of
its kind and a next step.
"""

from __future__ import annotations

from typing import Any

import pytest
from server_office import SECRET, address

COMMANDS = (("db", "status"), ("status",), ("audit", "verify"), ("db", "copy", "salinan.db"))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_wrong_password_is_never_shown(refused: Any, server: Any, words: Any) -> None:
    """Exit code 2 with the line for pgpass; not even a traceback holds the password."""
    url = address(server, server.owner).replace("@", f":{SECRET}@")
    ended = refused(url, *words)
    assert ended.returncode == 2, ended.stderr
    assert "refused the password" in ended.stderr
    assert f"{server.name}:{server.owner}:" in ended.stderr


def test_a_role_that_is_not_there(refused: Any, server: Any) -> None:
    """Exit code 2; the server does not tell a wrong role from a wrong password, nor do we."""
    ended = refused(address(server, "tak_dikenal"), "db", "status")
    assert ended.returncode == 2
    assert "Next step:" in ended.stderr


def test_a_database_that_is_not_there(refused: Any, server: Any) -> None:
    """Exit code 2 with the server's own words."""
    url = address(server, server.owner).replace(server.name, "tidak_ada")
    ended = refused(url, "status")
    assert ended.returncode == 2
    assert 'database "tidak_ada" does not exist' in ended.stderr


def test_a_database_without_a_store(refused: Any, server: Any) -> None:
    """Exit code 2: nothing is made by looking."""
    from postgres import Database

    other = Database(server.server)
    try:
        ended = refused(other.url_of(other.owner, "x").replace(":x@", "@"), "status")
    finally:
        other.drop()
    assert ended.returncode == 2
    assert "There is no store" in ended.stderr
    assert "smartflow init DIR --database postgresql://OWNER@" in ended.stderr
    assert "backup" not in ended.stderr


@pytest.mark.slow
def test_a_server_that_is_down(refused: Any, server: Any) -> None:
    """Exit code 5 after bounded attempts: it may come back."""
    url = f"postgresql://u@127.0.0.1:1/{server.name}"
    ended = refused(url, "status")
    assert ended.returncode == 5
    assert "cannot be reached" in ended.stderr


def test_a_schema_from_the_future(refused: Any, server: Any) -> None:
    """Exit code 2: nothing is damaged, and SmartFlow is to be upgraded."""
    server.do("UPDATE smartflow.store SET schema = 99")
    ended = refused(address(server, server.owner), "db", "status")
    assert ended.returncode == 2
    assert "pipx upgrade smartflow-engine" in ended.stderr


def test_a_server_that_forgets(refused: Any, server: Any) -> None:
    """Exit code 2: a commit that is told before it is on the disk is none."""
    server.do(f"ALTER ROLE {server.owner} SET synchronous_commit = off")
    ended = refused(address(server, server.owner), "status")
    assert ended.returncode == 2
    assert "synchronous_commit = off" in ended.stderr
