"""A copied store is the same store, byte for byte; or nothing was copied."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from postgres import PASSWORD

from smartflow.audit.verify.verify import verify
from smartflow.casework.workspace import open_workspace
from smartflow.journey.register.agency_add import agency_add
from smartflow.ledger.store_copy import copy_store
from smartflow.model import Agency
from smartflow.offices.storage import db_copy as db_copy_module
from smartflow.offices.storage.db_copy import CopyDiffers, TargetNotEmpty, UnsoundSource, db_copy
from smartflow.offices.storage.init import init
from smartflow.store.address import read_address
from smartflow.store.errors import StoreMissing
from smartflow.store.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Reading, Writing

Rows = list[tuple[object, ...]]


@pytest.fixture
def database(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the URL of an empty database, whose password the environment holds."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where nothing is yet: a file's name, or the URL of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "salinan.db")
    return str(request.getfixturevalue("database"))


def held(reading: Reading) -> tuple[Rows, Rows, Rows]:
    """Return all that a store holds, read row by row."""
    entries = [(log, *row) for log in reading.logs() for page in reading.rows(log) for row in page]
    notes = [(log, *one) for log in reading.checkpoint_logs() for one in reading.checkpoints(log)]
    blobs: Rows = [(digest, reading.blob(digest)) for digest in reading.digests()]
    return entries, notes, blobs


def held_in(place: str) -> tuple[Rows, Rows, Rows]:
    """Return all that the store in a place holds."""
    with closing(open_store(place, Path())) as store, store.read() as reading:
        return held(reading)


def held_by(workspace: Workspace) -> tuple[Rows, Rows, Rows]:
    """Return all that the store of a workspace holds."""
    with workspace.store.read() as reading:
        return held(reading)


def test_a_copy_holds_the_same_bytes(office: Workspace, place: str) -> None:
    """Every entry, note and blob of all logs, and what is told of it are the same."""
    made = db_copy(office, place, root=Path())
    assert held_in(place) == held_by(office)
    entries, notes, blobs = held_by(office)
    told = made.held
    counts = (len(entries), len(notes), len(blobs))
    assert (told.entries, told.checkpoints, told.blobs) == counts
    with office.store.read() as reading:
        own = office.register(reading).own
    assert (made.store, made.key_file) == (own, office.key_file(own))


def test_the_next_step_reaches_the_copy_as_safely(office: Workspace, database: str) -> None:
    """The address to be joined keeps its options, of which TLS is one, and never a password."""
    made = db_copy(office, f"{database}?sslmode=prefer", root=Path())
    expected = read_address(f"{database}?sslmode=prefer").without_password
    assert made.address == expected
    assert made.place == expected.removesuffix("?sslmode=prefer")
    assert PASSWORD not in made.address


def test_acts_go_on_in_the_copy_and_verify(office: Workspace, place: str, tmp_path: Path) -> None:
    """A workspace that joins the copy with the key verifies, records and verifies again."""
    made = db_copy(office, place, root=Path())
    root = tmp_path / "baru"
    joined = init(root, clock=office.clock, language="id", key=made.key_file, database=place)
    assert (joined.joined, joined.has_key) == (True, True)
    assert f"smartflow/{joined.workspace_id}" == made.store
    with closing(open_workspace(root, clock=office.clock)) as copy:
        assert verify(copy).findings == ()
        agency_add(copy, "kota", Agency("BARU", "Dinas Baru", "opd"))
        assert verify(copy).findings == ()
        with copy.store.read() as reading:
            assert reading.totals().entries == made.held.entries + 1


def test_a_copy_of_a_copy_is_the_first_store_again(
    office: Workspace, place: str, tmp_path: Path
) -> None:
    """There and back: the file that comes back holds what the first one holds."""
    made = db_copy(office, place, root=Path())
    init(tmp_path / "dua", clock=office.clock, language="id", database=place)
    with closing(open_workspace(tmp_path / "dua", clock=office.clock)) as second:
        assert db_copy(second, "kembali.db", root=tmp_path).held == made.held
    assert held_in(str(tmp_path / "kembali.db")) == held_by(office)


def test_what_was_erased_is_not_copied(office: Workspace, place: str) -> None:
    """A blob that is gone is gone in the copy too, and what is left is the same."""
    with office.store.read() as reading:
        gone = max(reading.digests())
    with office.store.write("x") as writing:
        writing.erase_blob(gone)
    with (
        closing(open_store(place, Path(), create=True)) as store,
        office.store.read() as reading,
        store.write("x") as writing,
    ):
        copy_store(reading, writing)
    assert held_in(place) == held_by(office)
    assert gone not in {digest for digest, _ in held_in(place)[2]}


def test_a_store_without_a_key_is_copied_too(workspace: Workspace, place: str) -> None:
    """Nothing signs it, so no checkpoint is missing in it; and there is no key to name."""
    made = db_copy(workspace, place, root=Path())
    assert (held_in(place), made.key_file) == (held_by(workspace), None)


def test_a_store_that_holds_something_stays_as_it_is(office: Workspace, place: str) -> None:
    """The refusal names what is there, and a second copy over the first is refused too."""
    made = db_copy(office, place, root=Path())
    before = held_in(place)
    with pytest.raises(TargetNotEmpty) as refused:
        db_copy(office, place, root=Path())
    for words in (refused.value.message.id, refused.value.message.en):
        assert made.store.rpartition("/")[2] in words
        assert str(made.held.entries) in words
    assert held_in(place) == before


def test_onto_itself_is_refused(office: Workspace) -> None:
    """The store of the workspace is not empty: it cannot be its own copy."""
    with pytest.raises(TargetNotEmpty):
        db_copy(office, "smartflow.db", root=office.root)


def test_a_stray_checkpoint_is_something(office: Workspace, place: str) -> None:
    """What is kept under no log's name is not overwritten either."""
    with closing(open_store(place, Path(), create=True)) as store, store.write("x") as writing:
        writing.put_checkpoint("liar", 1, b"segel")
    with pytest.raises(TargetNotEmpty):
        db_copy(office, place, root=Path())


DAMAGES = {
    "edited": "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Contoh', 'Palsu') AS"
    " BLOB) WHERE log LIKE '%/13.73'",
    "cut": "DELETE FROM entry WHERE log LIKE '%/13.73' AND seq = 2",
    "unsigned": "DELETE FROM checkpoint WHERE log LIKE '%/13.73'",
    "no blob": "DELETE FROM blob WHERE digest = (SELECT max(digest) FROM blob)",
    "altered blob": "UPDATE blob SET bytes = CAST('{}' AS BLOB)",
    "stray": "INSERT INTO checkpoint SELECT 'liar', size, note FROM checkpoint LIMIT 1",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_store_is_not_copied(office: Workspace, place: str, damage: str) -> None:
    """Exit code 4 with the way to the details, and nothing is left where it was to go."""
    agency_add(office, "kota", Agency("DINKES", "Dinas Kesehatan", "opd"))
    with closing(sqlite3.connect(office.root / "smartflow.db")) as connection, connection:
        assert connection.execute(damage).rowcount >= 1
    with pytest.raises(UnsoundSource) as refused:
        db_copy(office, place, root=Path())
    assert refused.value.exit_code == 4
    assert refused.value.hint is not None
    assert "smartflow audit verify" in refused.value.hint.en
    with pytest.raises(StoreMissing):
        open_store(place, Path())


@pytest.mark.parametrize("row", [1, 5, 9, 12])
def test_a_copy_that_is_cut_short_leaves_nothing(office: Workspace, place: str, row: int) -> None:
    """Stopped at any row the other store is empty, and the next copy is whole."""

    def stop(done: int, of: int) -> None:
        assert done <= of
        if done == row:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        db_copy(office, place, root=Path(), told=stop)
    assert held_in(place) == ([], [], [])
    db_copy(office, place, root=Path())
    assert held_in(place) == held_by(office)


DYING = """
import os, sys
from pathlib import Path
from smartflow.offices.storage.db_copy import db_copy
from smartflow.casework.workspace import open_workspace

def die(done, of):
    if done == int(sys.argv[3]):
        os._exit(9)

db_copy(open_workspace(Path(sys.argv[1])), sys.argv[2], root=Path(), told=die)
"""


@pytest.mark.parametrize("row", [1, 12])
def test_a_process_that_dies_leaves_nothing(office: Workspace, place: str, row: int) -> None:
    """Ended without a word at the first or the last row: the other store is empty afterwards."""
    words = (str(office.root), place, str(row))
    died = subprocess.run([sys.executable, "-c", DYING, *words], check=False)
    assert died.returncode == 9
    assert held_in(place) == ([], [], [])
    db_copy(office, place, root=Path())
    assert held_in(place) == held_by(office)


def test_progress_comes_to_its_end(office: Workspace, place: str) -> None:
    """Each row is told once, and the last one is the last of as many as were announced."""
    told: list[tuple[int, int]] = []
    made = db_copy(office, place, root=Path(), told=lambda *pair: told.append(pair)).held
    rows = made.entries + made.checkpoints + made.blobs
    assert told == [(number, rows) for number in range(1, rows + 1)]


LOSSES: dict[str, Callable[[Writing], object]] = {
    "a checkpoint more": lambda writing: writing.put_checkpoint("liar", 1, b"segel"),
    "a blob less": lambda writing: writing.erase_blob(max(writing.digests())),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_a_copy_that_reads_otherwise_is_told(
    office: Workspace, place: str, loss: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read back decides, not what was written: exit code 4."""
    real = copy_store

    def careless(reading: Reading, writing: Writing, told: Any) -> None:
        real(reading, writing, told)
        loss(writing)

    monkeypatch.setattr(db_copy_module, "copy_store", careless)
    with pytest.raises(CopyDiffers) as refused:
        db_copy(office, place, root=Path())
    assert refused.value.exit_code == 4


def test_what_somebody_records_meanwhile_is_not_in_the_copy(
    database: str, office: Workspace, tmp_path: Path
) -> None:
    """From a server: others act while a copy runs, and it is the moment at which it began."""
    made = db_copy(office, database, root=Path())
    root = tmp_path / "server"
    init(root, clock=office.clock, language="id", database=database, key=made.key_file)
    acted: list[int] = []

    def act(done: int, _: int) -> None:
        if done == 3:
            with closing(open_workspace(root, clock=office.clock)) as other:
                agency_add(other, "kota", Agency("BARU", "Dinas Baru", "opd"))
                acted.append(done)

    with closing(open_workspace(root, clock=office.clock)) as server:
        again = db_copy(server, "sesaat.db", root=tmp_path, told=act)
        assert (acted, again.held) == ([3], made.held)
        with server.store.read() as reading:
            assert reading.totals().entries == made.held.entries + 1


def test_two_that_copy_at_once_make_one_store(
    office: Workspace, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who finds the other's copy when it is his turn to write is refused, and spoils nothing."""
    real, others = db_copy_module._require_sound, []

    def meanwhile(workspace: Workspace) -> None:
        real(workspace)
        if not others:
            others.append(True)
            db_copy(office, place, root=Path())

    monkeypatch.setattr(db_copy_module, "_require_sound", meanwhile)
    with pytest.raises(TargetNotEmpty):
        db_copy(office, place, root=Path())
    assert held_in(place) == held_by(office)
