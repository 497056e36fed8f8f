"""At the server's door: who is let in, what is said to whom is not, and no password in it."""

from __future__ import annotations

import socket
import threading
import time
import traceback
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from smartflow.errors import SmartflowError
from smartflow.store import NotDurable, StoreRefused, StoreTooOld, StoreUnreachable
from smartflow.store.address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postgres import Database

    from smartflow.store import Store

WRONG = "salah:Besar/%41@1"
FEW = (0.05, 0.05)


@pytest.fixture
def place(postgres_url: str) -> str:
    """Only the server is looked at here."""
    return postgres_url


def refusal(
    url: str, kind: type[SmartflowError], pauses: tuple[float, ...] = FEW
) -> SmartflowError:
    """Return the refusal that connecting ends with, in which no password may be found."""
    from smartflow.store.postgres.adapter import open_postgres

    address = read_address(url)
    with pytest.raises(kind) as caught:
        open_postgres(address, create=True, pauses=pauses)
    error = caught.value
    assert error.hint is not None
    said = "\n".join(
        (
            "".join(traceback.format_exception(error)),
            *(error.message.id, error.message.en, error.hint.id, error.hint.en, repr(error)),
            repr(error.__cause__),
            repr(error.__context__),
        )
    )
    for secret in (address.password, quote(address.password, safe="")):
        assert not secret or secret not in said
    return error


def test_a_wrong_password_is_refused_at_once(postgres_database: Database) -> None:
    """Not tried again, since nothing would change; the hint is the line for the password file."""
    begun = time.monotonic()
    error = refusal(
        postgres_database.url_of(postgres_database.owner, WRONG), StoreRefused, (30.0, 30.0)
    )
    assert time.monotonic() - begun < 15
    assert error.exit_code == 2
    assert "password" in error.message.en
    assert error.hint is not None
    assert f":{postgres_database.name}:{postgres_database.owner}:PASSWORD" in error.hint.en


def test_no_password_is_refused_at_once(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """Where none was given, neither here nor in the environment nor in a file."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", f"{tmp_path}/none")
    url = read_address(postgres_database.url).without_password
    assert "none was given" in refusal(url, StoreRefused).message.en


def test_a_password_of_the_environment_is_used(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address without one takes it from PGPASSWORD, as every tool of PostgreSQL does."""
    from smartflow.store.postgres.adapter import open_postgres

    address = read_address(postgres_database.url)
    monkeypatch.setenv("PGPASSWORD", address.password)
    store = open_postgres(read_address(address.without_password), create=True)
    assert store.facts().role == postgres_database.owner
    assert store.facts().place == address.without_password
    store.close()


def test_an_unknown_role_is_refused(postgres_database: Database) -> None:
    """The server does not say whether the name or the password is wrong, and nor do we."""
    assert refusal(postgres_database.url_of("nobody_here"), StoreRefused).exit_code == 2


def test_an_unknown_database_is_refused_by_its_name(postgres_database: Database) -> None:
    """In the server's words, with what to look at as the next step."""
    url = postgres_database.url.replace(postgres_database.name, "tidak_ada")
    assert "tidak_ada" in refusal(url, StoreRefused).message.en


def test_a_server_without_tls_is_refused_where_tls_is_asked_for(postgres_url: str) -> None:
    """An address that asks for a certificate never falls back to a connection without one."""
    error = refusal(f"{postgres_url}?sslmode=verify-full&sslrootcert=system", StoreRefused)
    assert "SSL" in error.message.en


def test_an_option_of_a_wrong_value_is_refused(postgres_url: str) -> None:
    """What the driver does not take is refused, without asking again and again."""
    refusal(f"{postgres_url}?sslmode=sometimes", StoreRefused, (30.0, 30.0))


def test_a_server_that_is_down_is_asked_again_and_then_given_up(postgres_url: str) -> None:
    """After every pause once more; then exit code 5, for it may come back."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.monotonic()
    error = refusal(
        f"postgresql://u:{quote(WRONG, safe='')}@127.0.0.1:{port}/d", StoreUnreachable, (0.3,) * 2
    )
    assert time.monotonic() - begun >= 0.6
    assert error.exit_code == 5
    assert "refused" in error.message.en


def test_a_server_that_is_full_is_asked_again(
    postgres_database: Database, store: Store, opening: Callable[..., Store]
) -> None:
    """Too many connections are a matter of waiting: one that ends in time lets the next one in."""
    database = postgres_database
    database.do(f"ALTER ROLE {database.owner} CONNECTION LIMIT 1")
    full = refusal(database.url, StoreUnreachable)
    assert (full.exit_code, full.code) == (5, "store-full")
    assert "no connection is free" in full.message.en
    threading.Timer(0.5, store.close).start()
    assert opening().facts().role == database.owner


def test_a_server_that_starts_meanwhile_is_reached(postgres_database: Database) -> None:
    """A port that opens during the attempts is found: here a relay that comes up late."""
    from smartflow.store.postgres.adapter import open_postgres

    address = read_address(postgres_database.url)
    with late_relay(0.7, int(address.port)) as port:
        url = postgres_database.url.replace(f":{address.port}/", f":{port}/")
        store = open_postgres(read_address(url), create=True)
        assert store.facts().kind == "postgresql"
        store.close()


@contextmanager
def late_relay(delay: float, target: int) -> Iterator[int]:
    """Listen on a port after a delay, and pass on to ``target`` whoever comes."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def passing(here: socket.socket) -> None:
        with here, socket.create_connection(("127.0.0.1", target)) as there:
            back = threading.Thread(target=pump, args=(there, here))
            back.start()
            pump(here, there)
            back.join()

    def listening() -> None:
        time.sleep(delay)
        listener.listen(8)
        while True:
            try:
                here, _ = listener.accept()
            except OSError:  # shut down
                return
            threads.append(threading.Thread(target=passing, args=(here,)))
            threads[-1].start()

    door = threading.Thread(target=listening)
    door.start()
    try:
        yield listener.getsockname()[1]
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        door.join(20)
        for thread in threads:
            thread.join(20)
        listener.close()


def pump(source: socket.socket, target: socket.socket) -> None:
    """Pass on what comes until it ends; who only asked whether anybody is there has gone."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@pytest.mark.parametrize("whose", ["ROLE", "DATABASE"])
def test_a_commit_that_is_not_waited_for_is_refused(
    postgres_database: Database, whose: str
) -> None:
    """Whoever switched synchronous_commit off, for a role or a database: an act could vanish."""
    name = postgres_database.owner if whose == "ROLE" else postgres_database.name
    postgres_database.do(f"ALTER {whose} {name} SET synchronous_commit = off")
    error = refusal(postgres_database.url, NotDurable)
    assert error.exit_code == 2
    assert "synchronous_commit = off" in error.message.en


@pytest.mark.parametrize("value", ["local", "remote_write", "on", "remote_apply"])
def test_a_commit_that_is_on_the_servers_disk_is_enough(
    postgres_database: Database, opening: Callable[..., Store], value: str
) -> None:
    """All other values wait for the server's own disk; what is found is told."""
    postgres_database.do(f"ALTER ROLE {postgres_database.owner} SET synchronous_commit = {value}")
    assert f"synchronous_commit={value}" in opening(create=True).facts().durability


def test_what_was_found_stays_for_the_session(
    postgres_database: Database, store: Store, add: Callable[..., list[bytes]]
) -> None:
    """Once connected, a later change of the server's settings does not reach the session."""
    postgres_database.do(f"ALTER ROLE {postgres_database.owner} SET synchronous_commit = off")
    connection = store._session.connection  # type: ignore[attr-defined]
    source = connection.execute(
        "SELECT setting, source FROM pg_settings WHERE name = 'synchronous_commit'"
    ).fetchone()
    assert source == ("on", "session")
    add(store)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_does_not_wait_for_its_disk_is_refused(
    setting: str, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    """A server for experiments is no place for a history."""
    from smartflow.store.postgres import connection as postgres_connection

    words = postgres_connection._SESSION
    lying = words.replace(f"current_setting('{setting}')", "'off'")
    assert lying != words
    monkeypatch.setattr(postgres_connection, "_SESSION", lying)
    assert setting in refusal(postgres_url, NotDurable).message.en


def test_an_old_server_is_refused(monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> None:
    """By its number and the least that is needed."""
    from smartflow.store.postgres import connection as postgres_connection

    monkeypatch.setattr(postgres_connection, "LEAST_VERSION", 99)
    message = refusal(postgres_url, StoreTooOld).message.en
    assert "99" in message
    assert "PostgreSQL 1" in message


def test_words_that_hold_the_password_are_left_out() -> None:
    """Whatever a driver or server may say one day: a line with the password is not passed on."""
    from smartflow.store.postgres.connection import _detail

    line = f'connection to server at "h", port 1 failed: FATAL: no {WRONG}.'
    assert _detail(f"connection failed: {line}\n\tIs it running?", "") == line.rstrip(".")
    assert _detail(f"connection failed: {line}\n\tIs it running?", WRONG) == "-"
    assert _detail("", "") == "-"


def test_a_server_that_refuses_the_session_is_refused(
    monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    """Something in between, or another kind of server, does not know a setting: its own words."""
    from smartflow.store.postgres import connection as postgres_connection

    words = postgres_connection._SESSION.replace("lock_timeout", "no_such_setting", 1)
    monkeypatch.setattr(postgres_connection, "_SESSION", words)
    assert "no_such_setting" in refusal(postgres_url, StoreRefused).message.en
