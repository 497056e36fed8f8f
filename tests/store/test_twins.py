"""A file and a server are twins: the same acts in the same order leave the same store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.errors import SmartflowError
from smartflow.history import EMPTY_HASH, leaf_hash, seal
from smartflow.store import Head, open_sqlite, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postgres import Database

    from smartflow.store import Reading, Store, Writing

LOGS = ("smartflow", "smartflow/w", "smartflow/w/13.73", "smartflow/w/13.71", "smartflow/W")

STEPS = st.one_of(
    st.tuples(st.just("append"), st.sampled_from(LOGS), st.sampled_from(["next", "same", "gap"])),
    st.tuples(st.just("blob"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("erase"), st.integers(0, 5)),
    st.tuples(st.just("note"), st.sampled_from(LOGS), st.integers(0, 3), st.binary(max_size=4)),
    st.tuples(st.just("fail")),
)
TRANSACTIONS = st.lists(st.tuples(st.sampled_from(LOGS), st.lists(STEPS, max_size=6)), max_size=8)


class Halfway(Exception):
    """What ends a transaction in the middle."""


@pytest.fixture(scope="module")
def other(postgres_server: object) -> Any:
    """A database of the module's own; each example empties the store in it."""
    from postgres import Database

    made = Database(postgres_server)  # type: ignore[arg-type]
    yield made
    made.drop()


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(transactions=TRANSACTIONS)
def test_the_same_acts_leave_the_same_store(
    tmp_path_factory: pytest.TempPathFactory,
    other: Database,
    content: Callable[..., bytes],
    transactions: list[tuple[str, list[tuple[Any, ...]]]],
) -> None:
    """Whatever is appended, put, erased, refused or given up: same results, errors and content."""
    other.do("DROP SCHEMA IF EXISTS smartflow CASCADE")
    folder: Path = tmp_path_factory.mktemp("twins")
    with (
        closing(open_sqlite(folder / "s.db", create=True)) as file,
        closing(open_store(other.url, folder, create=True)) as server,
    ):
        for log, steps in transactions:
            assert done(file, log, steps, content) == done(server, log, steps, content)
            assert everything(file) == everything(server)


def done(
    store: Store, log: str, steps: list[tuple[Any, ...]], content: Callable[..., bytes]
) -> list[object]:
    """Do the steps in one transaction; return what each returned, and how it ended."""
    said: list[object] = []
    try:
        with store.write(log) as writing:
            for kind, *words in steps:
                said.append(ACTS[kind](writing, content, *words))
                said.append(seen(writing))
    except (SmartflowError, Halfway) as error:
        said.append(type(error))
    return said


def append(writing: Writing, content: Callable[..., bytes], log: str, how: str) -> Head | None:
    """Append what follows the head, or what does not."""
    head = writing.head(log)
    seq = head.seq if head else 0
    pretended = {
        "next": head,
        "same": Head(seq - 1, EMPTY_HASH) if seq > 1 else head,
        "gap": Head(seq + 1, leaf_hash(b"")),
    }[how]
    made = content(pretended, log)
    place = (pretended.seq + 1, pretended.leaf) if pretended else (1, EMPTY_HASH)
    writing.append(log, *place, made)
    return writing.head(log)


def blob(writing: Writing, _: object, number: int, good: bool) -> None:  # noqa: FBT001  drawn
    """Put a blob under its name, or under another's."""
    made = seal(b"%d" % number)
    writing.put_blob(made.digest, made.content if good else b"other")


def erase(writing: Writing, _: object, number: int) -> bool:
    """Erase a blob that may be there."""
    return writing.erase_blob(seal(b"%d" % number).digest)


def note(writing: Writing, _: object, log: str, size: int, end: bytes) -> None:
    """Put a note, or a further line to the one that is there."""
    held = dict(writing.checkpoints(log, -1)).get(size)
    before = b"text\n\n" if held is None else held
    writing.put_checkpoint(log, size, before + b"- " + end.hex().encode() + b"\n")


def fail(*_: object) -> None:
    """End the transaction."""
    raise Halfway


ACTS: dict[str, Callable[..., object]] = {
    "append": append,
    "blob": blob,
    "erase": erase,
    "note": note,
    "fail": fail,
}


def everything(store: Store) -> list[object]:
    """Return all that can be read of a store."""
    with store.read() as reading:
        return seen(reading)


def seen(reading: Reading) -> list[object]:
    """Return all that can be read in a transaction, asked in every way."""
    digests = list(reading.digests())
    return [
        reading.logs(),
        reading.checkpoint_logs(),
        reading.totals(),
        digests,
        reading.blobs(digests),
        [reading.blob(seal(b"%d" % number).digest) for number in range(6)],
        *(
            (
                reading.head(log),
                list(reading.entries(log)),
                list(reading.entries(log, 1)),
                [tuple(row) for page in reading.rows(log) for row in page],
                reading.checkpoint(log),
                list(reading.checkpoints(log)),
                reading.checkpoint_span(log),
            )
            for log in LOGS
        ),
    ]
