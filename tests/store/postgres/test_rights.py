"""Nobody changes what was recorded: what each role may do, and what even the owner may not."""

from __future__ import annotations

import base64
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.history import seal
from smartflow.store import RoleAccess, StoreFailed, StoreRefused
from smartflow.store.postgres.schema import REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable

    from postgres import Database

    from smartflow.store import Store

CITY = "smartflow/w/13.73"
DENIED = "42501"
BLOB = seal(b"attendance")


def line(key: int, moment: int = 0, fill: int = 1) -> str:
    """Return a line of a signature: of a witness at a moment, or without one the log's own."""
    time = moment.to_bytes(8, "big") if moment else b""
    signed = bytes((key,)) * 4 + time + bytes((fill,)) * 64
    return f"\u2014 saksi{key} {base64.b64encode(signed).decode()}\n"


def note(*lines: str, text: str = f"{CITY}\n3\nakar=\n") -> bytes:
    """Return a signed note."""
    return f"{text}\n{''.join(lines)}".encode()


@pytest.fixture
def place(postgres_url: str) -> str:
    """Only the server is looked at here."""
    return postgres_url


@pytest.fixture
def filled(store: Store, add: Callable[..., list[bytes]]) -> Store:
    """A store with entries, a checkpoint and a blob."""
    add(store, CITY, 3)
    with store.write(CITY) as writing:
        writing.put_checkpoint(CITY, 3, note(line(1), line(2, 5)))
        writing.put_blob(BLOB.digest, BLOB.content)
    return store


@pytest.fixture
def opened_as(
    filled: Store, postgres_database: Database, opening_at: Callable[..., Store]
) -> Callable[[str], tuple[Store, psycopg.Connection[object]]]:
    """Open the store, and a bare connection, as a fresh role that was given an access."""

    def one(access: str) -> tuple[Store, psycopg.Connection[object]]:
        role = postgres_database.role(access)
        filled.grant(role, access)
        store = opening_at(postgres_database.url_of(role))
        return store, store._session.connection  # type: ignore[attr-defined]

    return one


def refused(connection: psycopg.Connection[object], statement: str) -> str | None:
    """Return the code with which a statement is refused; None if it is not."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement)  # type: ignore[call-overload]
    except psycopg.Error as error:
        return error.sqlstate
    return None


CHANGES = [
    "UPDATE smartflow.entry SET bytes = 'x'",
    "UPDATE smartflow.entry SET seq = 9 WHERE false",
    "DELETE FROM smartflow.entry",
    "DELETE FROM smartflow.entry WHERE false",
    "TRUNCATE smartflow.entry",
    """INSERT INTO smartflow.entry SELECT * FROM smartflow.entry
    ON CONFLICT (log, seq) DO UPDATE SET bytes = 'x'""",
    "UPDATE smartflow.checkpoint SET note = 'x'",
    "UPDATE smartflow.checkpoint SET size = 4",
    "UPDATE smartflow.checkpoint SET log = 'x'",
    "DELETE FROM smartflow.checkpoint",
    "TRUNCATE smartflow.checkpoint",
    "UPDATE smartflow.blob SET bytes = 'x'",
    "UPDATE smartflow.blob SET digest = repeat('0', 64)",
    "TRUNCATE smartflow.blob",
    "TRUNCATE smartflow.entry, smartflow.blob, smartflow.checkpoint CASCADE",
]
"""What nobody may do, the owner included."""

BUILDING = [
    "DELETE FROM smartflow.blob",
    "UPDATE smartflow.store SET schema = 2",
    "DELETE FROM smartflow.store",
    "DROP TABLE smartflow.entry",
    "DROP SCHEMA smartflow CASCADE",
    "DROP TRIGGER stays ON smartflow.entry",
    "ALTER TABLE smartflow.entry DISABLE TRIGGER ALL",
    "ALTER TABLE smartflow.entry DISABLE TRIGGER stays",
    "ALTER TABLE smartflow.entry ADD COLUMN other text",
    "CREATE TABLE smartflow.other ()",
    """CREATE OR REPLACE FUNCTION smartflow.refuse() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN RETURN NULL; END'""",
    "CREATE TRIGGER other BEFORE INSERT ON smartflow.entry EXECUTE FUNCTION smartflow.refuse()",
    "CREATE RULE other AS ON INSERT TO smartflow.entry DO INSTEAD NOTHING",
    "SET session_replication_role = replica",
    "SELECT smartflow.note_grows('', '')",
]
"""What only the owner or a superuser may do."""

ADDITIONS = [
    "INSERT INTO smartflow.blob VALUES (repeat('0', 64), '')",
    "INSERT INTO smartflow.entry VALUES ('x', 1, repeat('0', 64), '')",
    "INSERT INTO smartflow.checkpoint VALUES ('x', 1, '')",
    f"SELECT smartflow.cosign('{CITY}', 3, 'x')",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_nobody_changes_what_was_recorded(
    statement: str,
    filled: Store,
    postgres_database: Database,
    opened_as: Callable[[str], tuple[Store, psycopg.Connection[object]]],
) -> None:
    """An application lacks the right; owner and superuser are stopped by the triggers."""
    assert refused(opened_as("application")[1], statement) in {DENIED, REFUSED}
    assert refused(filled._session.connection, statement) == REFUSED  # type: ignore[attr-defined]
    with closing(postgres_database.superuser()) as above:
        assert refused(above, statement) == REFUSED
        above.execute("SET session_replication_role = replica")
        assert refused(above, statement) == REFUSED


def test_an_application_only_reads_and_adds(
    opened_as: Callable[[str], tuple[Store, psycopg.Connection[object]]],
    add: Callable[..., list[bytes]],
) -> None:
    """It records acts as ever; every way to change, take away or rebuild is refused."""
    store, connection = opened_as("application")
    assert len(add(store, CITY, 2)) == 2
    with store.write(CITY) as writing:
        writing.put_checkpoint(CITY, 5, note(line(1)))
        writing.put_checkpoint(CITY, 5, note(line(1), line(2, 5)))
    with store.read() as reading:
        assert reading.checkpoint(CITY) == (5, note(line(1), line(2, 5)))
    codes = {statement: refused(connection, statement) for statement in BUILDING}
    assert [one for one, code in codes.items() if code not in {DENIED, REFUSED}] == []
    assert store.facts().access == "application"
    assert store.facts().rights == (
        "entry: select, insert",
        "blob: select, insert",
        "checkpoint: select, insert",
        "store: select",
        "cosign",
    )


def test_an_auditor_only_reads(
    opened_as: Callable[[str], tuple[Store, psycopg.Connection[object]]],
    add: Callable[..., list[bytes]],
) -> None:
    """Everything is seen, nothing is added, and an act is refused with the next step."""
    store, connection = opened_as("auditor")
    with store.read() as reading:
        assert len(list(reading.entries(CITY))) == 3
        assert reading.blob(BLOB.digest) == BLOB.content
    for statement in (*CHANGES, *BUILDING, *ADDITIONS):
        assert refused(connection, statement) in {DENIED, REFUSED}
    with pytest.raises(StoreRefused) as caught:
        add(store)
    assert caught.value.exit_code == 2
    assert caught.value.hint is not None
    assert "smartflow db grant auditor_" in caught.value.hint.en
    assert store.facts().access == "auditor"


def test_who_was_given_nothing_does_not_get_in(
    store: Store, postgres_database: Database, opening_at: Callable[..., Store]
) -> None:
    """A role that may log in to the server sees nothing of the store, before and after a grant."""
    role = postgres_database.role("asing")
    url = postgres_database.url_of(role)
    with pytest.raises(StoreRefused) as caught:
        opening_at(url)
    assert f"smartflow db grant {role}" in str(caught.value.hint)
    store.grant(role, "application")
    opening_at(url)
    store.grant(role, "auditor")
    assert opening_at(url).facts().access == "auditor"
    store.grant(role, "none")
    with pytest.raises(StoreRefused):
        opening_at(url)


def test_the_owner_alone_erases_a_blob(
    filled: Store,
    postgres_database: Database,
    opened_as: Callable[[str], tuple[Store, psycopg.Connection[object]]],
) -> None:
    """And nothing else. A right to delete that was handed on is worth nothing: a trigger looks."""
    store, connection = opened_as("application")
    with pytest.raises(StoreRefused), store.write(CITY) as writing:
        writing.erase_blob(BLOB.digest)
    role = store.facts().role
    postgres_database.do(f"GRANT DELETE, UPDATE, TRUNCATE ON smartflow.blob TO {role}")
    assert refused(connection, "DELETE FROM smartflow.blob") == REFUSED
    with pytest.raises(StoreRefused) as caught, store.write(CITY) as writing:
        writing.erase_blob(BLOB.digest)
    assert "owner" in caught.value.message.en
    with filled.write(CITY) as writing:
        assert writing.erase_blob(BLOB.digest)
    with store.read() as reading:
        assert reading.blob(BLOB.digest) is None


def test_only_the_owner_grants(
    opened_as: Callable[[str], tuple[Store, psycopg.Connection[object]]],
    postgres_database: Database,
) -> None:
    """An application can give no rights to anybody, itself included."""
    store, _ = opened_as("application")
    for role in (store.facts().role, postgres_database.role("lain")):
        with pytest.raises(StoreRefused):
            store.grant(role, "application")


def test_a_role_that_does_not_exist_gets_nothing(store: Store) -> None:
    """The server says so; the store is as it was. A name is a name, whatever stands in it."""
    for role in ("tidak_ada", 'x"; DROP SCHEMA smartflow CASCADE; --'):
        with pytest.raises(StoreFailed) as caught:
            store.grant(role, "application")
        assert "does not exist" in caught.value.message.en
    assert store.facts().access == "owner"


def test_the_roles_of_the_server_are_told(
    filled: Store, postgres_database: Database, opening_at: Callable[..., Store]
) -> None:
    """Each with its access, the owner marked; and who is connected beside us."""
    made = {access: postgres_database.role(access) for access in ("application", "auditor", "none")}
    for access, role in made.items():
        filled.grant(role, access)
    told = {one.role: one for one in filled.roles()}
    assert {access: told[role].access for access, role in made.items()} == {
        access: access for access in made
    }
    owner = postgres_database.owner
    assert told[owner] == RoleAccess(owner, "owner", owns=True)
    assert any(one.superuser for one in told.values())
    assert filled.neighbours() == ()
    auditor = opening_at(postgres_database.url_of(made["auditor"]))
    assert [one.role for one in filled.neighbours()] == [made["auditor"]]
    assert [one.role for one in auditor.neighbours()] == [owner]


GROWN = [
    pytest.param([line(1), line(2, 5)], True, id="the same"),
    pytest.param([line(1), line(2, 5), line(3, 6)], True, id="a further witness"),
    pytest.param([line(1), line(3, 6), line(2, 5)], True, id="in another order"),
    pytest.param([line(1), line(2, 6, 7)], True, id="a witness that signs again later"),
    pytest.param([line(1), line(2, 5, 7)], False, id="another line of the same time"),
    pytest.param([line(1), line(2, 4, 7)], False, id="an earlier line"),
    pytest.param([line(1)], False, id="a witness taken away"),
    pytest.param([line(2, 5)], False, id="the log's own taken away"),
    pytest.param([line(1, fill=9), line(2, 5)], False, id="the log's own changed"),
    pytest.param([line(1, 9), line(2, 5)], False, id="the log's own by a witness' of its key"),
    pytest.param([line(1), line(4, 9)], False, id="one witness for another"),
    pytest.param([], False, id="no signature"),
]


@pytest.mark.parametrize(("lines", "grows"), GROWN)
def test_a_note_only_grows(
    lines: list[str],
    grows: bool,  # noqa: FBT001  what is expected, not a switch
    opened_as: Callable[[str], tuple[Store, psycopg.Connection[object]]],
) -> None:
    """Through the function that an application may use: never less than before."""
    store, _ = opened_as("application")
    before, after = note(line(1), line(2, 5)), note(*lines)
    if grows:
        with store.write(CITY) as writing:
            writing.put_checkpoint(CITY, 3, after)
    else:
        with pytest.raises(StoreRefused), store.write(CITY) as writing:
            writing.put_checkpoint(CITY, 3, after)
    with store.read() as reading:
        assert reading.checkpoint(CITY) == (3, after if grows else before)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    where=st.integers(0, len(note(line(1), line(2, 5))) - 1),
    what=st.binary(max_size=3),
    gone=st.integers(0, 3),
)
def test_no_edit_of_a_note_passes(filled: Store, where: int, what: bytes, gone: int) -> None:
    """Whatever bytes are put in, left out or changed, a note that lost something stays out.

    What passes still begins with the same text and holds every line that was there.
    """
    before = note(line(1), line(2, 5))
    after = before[:where] + what + before[where + gone :]
    connection = filled._session.connection  # type: ignore[attr-defined]
    passed = connection.execute("SELECT smartflow.note_grows(%b, %b)", (before, after)).fetchone()
    if passed == (True,):
        assert after.startswith(before[: before.index(b"\n\n") + 2])
        assert set(before.splitlines()) <= set(after.splitlines())
