"""What holds of the store on a server: who waits for whom, and what is seen meanwhile."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from smartflow.history import EMPTY_HASH, AlteredBlob, seal
from smartflow.store import (
    CorruptStore,
    HeadMoved,
    NewerStore,
    NotAStore,
    StoreLocked,
    StoreMissing,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from postgres import Database

    from smartflow.store import Store

OWN = "smartflow/w"
CITY = "smartflow/w/13.73"
OTHER = "smartflow/w/13.71"
ELSEWHERE = "smartflow/v/13.73"


@pytest.fixture
def place(postgres_url: str) -> str:
    """Only the server is looked at here."""
    return postgres_url


def test_a_reading_is_of_one_moment_and_holds_up_nobody(
    store: Store, again: Store, add: Callable[..., list[bytes]]
) -> None:
    """What is committed while a reading is open is not in it, whatever is asked first and later."""
    before = add(store, CITY, 2)
    with store.read() as reading:
        added = add(again, CITY)
        add(again, OTHER)
        blob = seal(b"later")
        with again.write(CITY) as writing:
            writing.put_blob(blob.digest, blob.content)
            writing.put_checkpoint(CITY, 3, b"note")
        assert reading.logs() == (CITY,)
        assert list(reading.entries(CITY)) == before
        assert [row[2] for page in reading.rows(CITY) for row in page] == before
        assert reading.blob(blob.digest) is None
        assert reading.checkpoint(CITY) is None
        assert reading.totals() == (2, 0)
    with store.read() as reading:
        assert list(reading.entries(CITY)) == before + added


@pytest.mark.parametrize(
    ("held", "wanted", "refusal"),
    [
        pytest.param(CITY, CITY, StoreLocked, id="one city"),
        pytest.param(CITY, OTHER, None, id="two cities"),
        pytest.param(OWN, CITY, StoreLocked, id="the store, then a city"),
        pytest.param(CITY, OWN, StoreLocked, id="a city, then the store"),
        pytest.param(CITY, ELSEWHERE, None, id="the same city of two offices"),
        pytest.param(OWN, ELSEWHERE, None, id="a store, then a city of another"),
        pytest.param("smartflow", CITY, StoreLocked, id="a beginning, then a city"),
    ],
)
def test_who_waits_for_whom(
    store: Store, again: Store, held: str, wanted: str, refusal: type[StoreLocked] | None
) -> None:
    """Cities do not wait for each other; who writes to the store waits for all, and they do."""
    with store.write(held):
        if refusal is not None:
            with pytest.raises(refusal) as caught, again.write(wanted):
                pass
            assert caught.value.exit_code == 5
        else:
            with again.write(wanted):
                pass
    with again.write(wanted) as writing:
        assert writing.logs() == ()


def test_who_waited_sees_what_was_committed_meanwhile(
    store: Store, opening: Callable[..., Store], append: Callable[..., bytes]
) -> None:
    """A writer that waited for the lock reads the newest head, not that of when it began."""
    patient = opening(timeout=30)
    found: list[int] = []

    def follow() -> None:
        with patient.write(CITY) as writing:
            head = writing.head(CITY)
            found.append(head.seq if head else 0)
            append(writing, head)

    with store.write(CITY) as writing:
        thread = threading.Thread(target=follow)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        append(writing, None)
    thread.join(30)
    assert found == [1]
    with store.read() as reading:
        assert [row[0] for page in reading.rows(CITY) for row in page] == [1, 2]


def test_the_keys_stand_behind_the_locks(
    store: Store, again: Store, content: Callable[..., bytes]
) -> None:
    """Two that write one log under two locks: the second is told that another was first."""
    first = content(None)

    def write_under_another_lock() -> None:
        with again.write(OTHER) as other:
            assert other.head(CITY) is None
            with store.write(CITY) as writing:
                writing.append(CITY, 1, EMPTY_HASH, first)
            other._live.execute(  # type: ignore[attr-defined]
                "INSERT INTO smartflow.entry VALUES (%s, 1, %s, %b)", (CITY, EMPTY_HASH, b"x")
            )

    with pytest.raises(HeadMoved) as caught:
        write_under_another_lock()
    assert caught.value.exit_code == 5
    with store.read() as reading:
        assert list(reading.entries(CITY)) == [first]


def test_a_failed_statement_that_somebody_passed_over_is_not_committed(
    store: Store, append: Callable[..., bytes]
) -> None:
    """The server keeps nothing of such a transaction, and so the end of it is no success."""
    from psycopg import Error

    from smartflow.store import StoreInterrupted

    def pass_over() -> None:
        with store.write(CITY) as writing:
            append(writing, None)
            with pytest.raises(Error):
                writing._live.execute("SELECT 1/0")  # type: ignore[attr-defined]

    with pytest.raises(StoreInterrupted):
        pass_over()
    with store.read() as reading:
        assert reading.logs() == ()


def test_two_entries_of_one_number_are_both_seen(
    store: Store, add: Callable[..., list[bytes]], postgres_database: Database
) -> None:
    """Whoever takes the keys off and doubles every number at a page's end hides nothing."""
    add(store, CITY, 300)
    postgres_database.do(
        "ALTER TABLE smartflow.entry DROP CONSTRAINT entry_pkey",
        "ALTER TABLE smartflow.entry DROP CONSTRAINT entry_log_prev_key",
        "ALTER TABLE smartflow.entry DROP CONSTRAINT entry_seq_check",
        "INSERT INTO smartflow.entry SELECT * FROM smartflow.entry",
        "INSERT INTO smartflow.entry SELECT log, -seq, prev, bytes FROM smartflow.entry LIMIT 5",
    )
    with store.read() as reading:
        found = [row[0] for page in reading.rows(CITY) for row in page]
    assert sorted(found) == found
    assert len(found) == 605


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE smartflow.blob CASCADE",
        "ALTER TABLE smartflow.entry RENAME COLUMN prev TO before",
        "ALTER TABLE smartflow.blob ALTER COLUMN bytes TYPE text USING encode(bytes, 'hex')",
        "DELETE FROM smartflow.store",
    ],
)
def test_a_part_that_is_gone_is_damage(
    store: Store, opening: Callable[..., Store], postgres_database: Database, statement: str
) -> None:
    """A database from which a superuser took a part is refused at the door, naming the part."""
    postgres_database.do(statement)
    with pytest.raises(CorruptStore) as caught:
        opening()
    assert caught.value.exit_code == 4
    assert "missing: " in caught.value.message.en


def test_a_table_that_goes_while_it_is_open_is_damage(
    store: Store, postgres_database: Database
) -> None:
    """What the server says of it comes out as damage, not as an exception of the driver."""
    postgres_database.do("ALTER TABLE smartflow.checkpoint RENAME TO gone")
    with pytest.raises(CorruptStore), store.read() as reading:
        reading.checkpoint(CITY)


def test_nothing_where_bytes_belong_is_damage(
    store: Store, add: Callable[..., list[bytes]], postgres_database: Database
) -> None:
    """The columns' own conditions can be taken off; what comes of it is no crash."""
    add(store, CITY, 2)
    postgres_database.do(
        "ALTER TABLE smartflow.entry DISABLE TRIGGER ALL",
        "ALTER TABLE smartflow.entry ALTER COLUMN bytes DROP NOT NULL",
        "UPDATE smartflow.entry SET bytes = NULL WHERE seq = 2",
    )
    with store.read() as reading:
        assert [row[0] for page in reading.rows(CITY) for row in page] == [1, 2]
        with pytest.raises(CorruptStore):
            list(reading.entries(CITY))
        with pytest.raises(CorruptStore):
            reading.head(CITY)


def test_a_blob_changed_on_the_server_is_not_returned(
    store: Store, postgres_database: Database
) -> None:
    """A blob edited past the triggers is an integrity failure when it is read."""
    blob = seal(b"score 40")
    with store.write(CITY) as writing:
        writing.put_blob(blob.digest, blob.content)
    postgres_database.do(
        "ALTER TABLE smartflow.blob DISABLE TRIGGER ALL",
        "UPDATE smartflow.blob SET bytes = 'score 90'",
    )
    with pytest.raises(AlteredBlob) as caught, store.read() as reading:
        reading.blob(blob.digest)
    assert caught.value.exit_code == 4


def test_a_schema_from_the_future_is_refused(
    store: Store, opening: Callable[..., Store], postgres_database: Database
) -> None:
    """It is left as it is, with the upgrade as the next step, also where a store may be made."""
    postgres_database.do("UPDATE smartflow.store SET schema = 99")
    for create in (False, True):
        with pytest.raises(NewerStore) as caught:
            opening(create=create)
        assert "99" in caught.value.message.en
        assert caught.value.exit_code == 2


def test_another_programs_schema_is_left_alone(
    opening: Callable[..., Store], postgres_database: Database
) -> None:
    """A schema of the same name with other tables is no store, and nothing is put into it."""
    postgres_database.do("CREATE SCHEMA smartflow", "CREATE TABLE smartflow.entry (log text)")
    for create in (False, True):
        with pytest.raises(NotAStore):
            opening(create=create)


def test_a_prepared_schema_is_filled(
    opening: Callable[..., Store], postgres_database: Database
) -> None:
    """An administrator may make the empty schema for an owner who may make none."""
    owner = postgres_database.owner
    postgres_database.do(
        f"REVOKE CREATE ON DATABASE {postgres_database.name} FROM {owner}",
        f"ALTER DATABASE {postgres_database.name} OWNER TO CURRENT_USER",
        f"CREATE SCHEMA smartflow AUTHORIZATION {owner}",
    )
    with pytest.raises(StoreMissing):
        opening()
    assert opening(create=True).facts().access == "owner"


def test_names_sort_by_their_bytes_whatever_the_server_speaks(
    store: Store, postgres_database: Database
) -> None:
    """Every column of text has the collation C, for the servers of the tests know no language."""
    assert store is not None
    with closing(postgres_database.superuser()) as connection:
        found = connection.execute(
            "SELECT DISTINCT a.attcollation::regcollation::text FROM pg_attribute a"
            " JOIN pg_class c ON c.oid = a.attrelid"
            " WHERE c.relnamespace = 'smartflow'::regnamespace AND c.relkind IN ('r', 'i')"
            " AND a.atttypid = 'text'::regtype"
        ).fetchall()
    assert found == [('"C"',)]
