"""A server that dies, connections that are cut: nothing is lost, and nothing is doubled."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from postgres import Database, OwnServer, own_server

from smartflow.history import check_chain, seal
from smartflow.store import CommitUnknown, StoreInterrupted, StoreUnreachable
from smartflow.store.address import read_address

if TYPE_CHECKING:
    from smartflow.store import Store, Writing

CITY = "smartflow/w/13.73"
OTHER = "smartflow/w/13.71"
PAUSES = (0.2,) * 50


@pytest.fixture(scope="module")
def mortal() -> Iterator[OwnServer]:
    """A server of this module's own, which is killed and started again."""
    with own_server() as server:
        yield server


@pytest.fixture
def database(mortal: OwnServer) -> Iterator[Database]:
    """A fresh database on it."""
    made = Database(mortal)
    yield made
    made.drop()


@pytest.fixture
def store(database: Database) -> Iterator[Store]:
    """A store that is patient enough for a restart."""
    from smartflow.store.postgres.adapter import open_postgres

    opened = open_postgres(read_address(database.url), create=True, pauses=PAUSES)
    yield opened
    opened.close()


def backend_of(store: Store) -> int:
    """Return the number of the server's process behind a store."""
    pid: int = store._session.connection.info.backend_pid  # type: ignore[attr-defined]
    return pid


def terminate(store: Store, database: Database) -> None:
    """Let an administrator end the store's connection, and wait until it is ended."""
    with closing(database.superuser()) as connection:
        assert connection.execute(
            "SELECT pg_terminate_backend(%s, 5000)", (backend_of(store),)
        ).fetchone() == (True,)


def restart(server: OwnServer) -> None:
    """Kill the server with all that it had not written, and start it again."""
    server.kill()
    server.start()


def sizes(store: Store) -> tuple[int, int]:
    """Check the chain, and return how many entries and blobs there are."""
    with store.read() as reading:
        contents = list(reading.entries(CITY))
        if contents:
            check_chain(CITY, contents)
        return len(contents), len(list(reading.digests()))


ENDS = ["terminated", "killed"]


def end(how: str, store: Store, database: Database) -> None:
    """End the connection of a store in one of two ways."""
    if how == "terminated":
        terminate(store, database)
    else:
        assert isinstance(database.server, OwnServer)
        restart(database.server)


@pytest.mark.parametrize("how", ENDS)
def test_between_two_transactions_it_is_not_noticed(
    how: str, store: Store, database: Database, add: Callable[..., list[bytes]]
) -> None:
    """A connection that died while idle is made again, for reading and for writing."""
    add(store, CITY, 2)
    end(how, store, database)
    assert sizes(store) == (2, 2)
    end(how, store, database)
    add(store)
    assert sizes(store) == (3, 3)
    assert "synchronous_commit=on" in store.facts().durability


@pytest.mark.parametrize("how", ENDS)
def test_inside_a_writing_nothing_is_kept(
    how: str,
    store: Store,
    database: Database,
    add: Callable[..., list[bytes]],
    append: Callable[..., bytes],
) -> None:
    """The caller is told that it may repeat, and can do so on the same store."""
    add(store)

    def interrupted() -> None:
        with store.write(CITY) as writing:
            append(writing, writing.head(CITY))
            end(how, store, database)
            writing.head(OTHER)

    with pytest.raises(StoreInterrupted) as caught:
        interrupted()
    assert caught.value.exit_code == 5
    assert sizes(store) == (1, 1)
    add(store)
    assert sizes(store) == (2, 2)


@pytest.mark.parametrize("how", ENDS)
def test_inside_a_reading_the_caller_is_told(
    how: str, store: Store, database: Database, add: Callable[..., list[bytes]]
) -> None:
    """What was read before stays good; a further look would be of another moment."""
    add(store, CITY, 600)

    def interrupted() -> None:
        with store.read() as reading:
            entries = reading.entries(CITY)
            next(entries)
            end(how, store, database)
            list(entries)

    with pytest.raises(StoreInterrupted):
        interrupted()
    assert sizes(store) == (600, 600)


@pytest.mark.parametrize("how", ENDS)
def test_before_a_commit_nothing_is_kept(
    how: str, store: Store, database: Database, append: Callable[..., bytes]
) -> None:
    """The connection dies behind the last statement: the commit never arrives, which is known."""

    def interrupted() -> None:
        with store.write(CITY) as writing:
            append(writing, None)
            end(how, store, database)

    with pytest.raises(StoreInterrupted):
        interrupted()
    assert sizes(store) == (0, 0)


@contextmanager
def answer_lost(store: Store, database: Database) -> Iterator[None]:
    """Let the server carry out the commit, and cut the connection before its answer is read."""
    connection = store._session.connection  # type: ignore[attr-defined]
    execute = connection.execute

    def cut(query: Any, *words: Any, **named: Any) -> psycopg.Cursor[Any]:
        done = execute(query, *words, **named)
        if query == "COMMIT":
            terminate(store, database)
            message = "server closed the connection unexpectedly"
            raise psycopg.OperationalError(message)
        return done  # type: ignore[no-any-return]

    connection.execute = cut
    yield


WRITES: dict[str, Callable[[Writing], object]] = {
    "a blob": lambda writing: writing.put_blob(seal(b"x").digest, b"x"),
    "a note": lambda writing: writing.put_checkpoint(CITY, 1, b"note"),
    "an erasure": lambda writing: writing.erase_blob(seal(b"old").digest),
}


def test_a_commit_whose_answer_was_lost_is_found(
    store: Store, database: Database, append: Callable[..., bytes]
) -> None:
    """The entry is there: the act has happened, once, and nobody is told to repeat it."""
    with answer_lost(store, database), store.write(CITY) as writing:
        append(writing, None)
    assert sizes(store) == (1, 1)


@pytest.mark.parametrize("what", WRITES)
def test_a_commit_without_an_entry_is_found_too(
    what: str, store: Store, database: Database
) -> None:
    """What was written, or taken away, tells by being there or not."""
    with store.write(CITY) as writing:
        writing.put_blob(seal(b"old").digest, b"old")
    with answer_lost(store, database), store.write(CITY) as writing:
        WRITES[what](writing)


def test_a_commit_that_never_arrived_is_told_from_one_that_did(
    store: Store, database: Database, append: Callable[..., bytes]
) -> None:
    """The same lost answer, but the server ended the connection first: nothing is there."""
    connection = store._session.connection  # type: ignore[attr-defined]
    execute = connection.execute

    def cut(query: Any, *words: Any, **named: Any) -> psycopg.Cursor[Any]:
        if query == "COMMIT":
            terminate(store, database)
        return execute(query, *words, **named)  # type: ignore[no-any-return]

    connection.execute = cut
    with pytest.raises(StoreInterrupted), store.write(CITY) as writing:
        append(writing, None)
    assert sizes(store) == (0, 0)


def test_another_entry_in_the_place_of_ours_is_not_ours(
    store: Store, database: Database, append: Callable[..., bytes], content: Callable[..., bytes]
) -> None:
    """After the connection was cut somebody else wrote the same number: ours was not kept."""
    from smartflow.history import EMPTY_HASH
    from smartflow.store.postgres.adapter import open_postgres

    other = open_postgres(read_address(database.url))
    connection = store._session.connection  # type: ignore[attr-defined]
    execute = connection.execute

    def cut(query: Any, *words: Any, **named: Any) -> psycopg.Cursor[Any]:
        if query == "COMMIT":
            terminate(store, database)
            with other.write(CITY) as writing:
                writing.append(CITY, 1, EMPTY_HASH, content(None, CITY, ("0" * 64,)))
        return execute(query, *words, **named)  # type: ignore[no-any-return]

    connection.execute = cut
    with pytest.raises(StoreInterrupted), store.write(CITY) as writing:
        append(writing, None)
    assert sizes(store) == (1, 0)
    other.close()


def test_a_commit_that_cannot_be_asked_about_is_said_to_be_unknown(
    database: Database, add: Callable[..., list[bytes]], append: Callable[..., bytes]
) -> None:
    """The server stays away: nobody claims that it was kept, nor that it was not."""
    from smartflow.store.postgres.adapter import open_postgres

    impatient = open_postgres(read_address(database.url), create=True, pauses=(0.05,))
    server = database.server
    assert isinstance(server, OwnServer)
    connection = impatient._session.connection  # type: ignore[attr-defined]
    execute = connection.execute

    def cut(query: Any, *words: Any, **named: Any) -> psycopg.Cursor[Any]:
        if query == "COMMIT":
            server.kill()
        return execute(query, *words, **named)  # type: ignore[no-any-return]

    connection.execute = cut
    try:
        with pytest.raises(CommitUnknown) as caught, impatient.write(CITY) as writing:
            append(writing, None)
        assert caught.value.exit_code == 5
        with pytest.raises(StoreUnreachable):
            add(impatient)
    finally:
        server.start()
    assert sizes(impatient)[0] in {0, 1}
    impatient.close()


@pytest.mark.slow
def test_what_was_confirmed_survives_a_kill_at_any_moment(
    store: Store, database: Database, append: Callable[..., bytes]
) -> None:
    """The server is killed while acts are recorded: each that was confirmed is there, once."""
    server = database.server
    assert isinstance(server, OwnServer)
    confirmed: list[bytes] = []
    stop = threading.Event()
    troubles: list[BaseException] = []

    def act() -> None:
        while not stop.is_set():
            try:
                with store.write(CITY) as writing:
                    content = append(writing, writing.head(CITY))
            except StoreInterrupted:
                continue
            except BaseException as error:  # noqa: BLE001  told by the test
                troubles.append(error)
                return
            confirmed.append(content)

    thread = threading.Thread(target=act)
    thread.start()
    for _ in range(4):
        before = len(confirmed)
        while len(confirmed) < before + 20 and thread.is_alive():
            stop.wait(0.01)
        restart(server)
    stop.set()
    thread.join(60)
    assert troubles == []
    with store.read() as reading:
        assert list(reading.entries(CITY)) == confirmed
    assert len(confirmed) >= 80


def test_a_connection_without_an_end_is_given_up_in_time(database: Database) -> None:
    """A server that accepts and never answers is given up by the time limit of the connection."""
    from smartflow.store.postgres.adapter import open_postgres

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        port = silent.getsockname()[1]
        url = f"postgresql://u@127.0.0.1:{port}/{database.name}?connect_timeout=2"
        with pytest.raises(StoreUnreachable):
            open_postgres(read_address(url), pauses=())


class Relay:
    """A network between store and server, which can lose one side of what it carries."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                there = socket.create_connection(("127.0.0.1", self._target))
                self._pairs.append((here, there))
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)

    def forget_clients(self) -> None:
        """End every connection towards its client; the server hears nothing of it."""
        for here, _ in self._pairs:
            here.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End everything."""
        self._listener.close()
        for pair in self._pairs:
            for end_ in pair:
                end_.close()


def test_a_process_that_does_not_know_that_its_client_is_gone_is_ended(
    database: Database, append: Callable[..., bytes]
) -> None:
    """The network lost the commit on its way, and the server's process waits on, with its locks.

    It is ended, so that what it might still do is known not to happen, and the log is free at once.
    """
    from smartflow.store.postgres.adapter import open_postgres

    relay = Relay(database.server.port)
    url = database.url.replace(f":{database.server.port}/", f":{relay.port}/")
    store = open_postgres(read_address(url), create=True, pauses=PAUSES)
    before = backend_of(store)

    def interrupted() -> None:
        with store.write(CITY) as writing:
            append(writing, None)
            relay.forget_clients()

    with pytest.raises(StoreInterrupted):
        interrupted()
    with closing(database.superuser()) as connection:
        asked = "SELECT 1 FROM pg_stat_activity WHERE pid = %s"
        assert connection.execute(asked, (before,)).fetchone() is None
    assert sizes(store) == (0, 0)
    store.close()
    relay.close()
