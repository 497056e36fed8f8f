"""Erasing personal data: what may go, what it leaves behind, and that it is gone for good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from smartflow.audit.erase.erase import AlreadyErased, NothingToErase, erase, erasure_of
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.lookups import EmptyReason
from smartflow.casework.people import NobodySigns
from smartflow.casework.pinned import pinned_workflow, workflow_ref
from smartflow.casework.workspace import Workspace
from smartflow.fold.subject import subject_digest
from smartflow.history.entries.chain import read_chain
from smartflow.journey.register.person_add import person_add
from smartflow.journey.waivers.waivers import NotInPost
from smartflow.journey.worksheets.attend import attend
from smartflow.journey.worksheets.submit import submit
from smartflow.ledger.erased import erased_digests
from smartflow.model import Person

Table = Callable[..., Path]
WORDS = "Keluhan Bu Sari"
KEY = ("issues", "DINKES")


@pytest.fixture
def sent(workspace: Workspace, table: Table) -> Workspace:
    """Return a workspace in which Budi sent two copies of one worksheet."""
    workspace.actor_name = "Budi"
    for number in (1, 2):
        path = table(f"isu{number}.csv", ("Dimensi", "Isu daerah"), ("Living", f"{WORDS} {number}"))
        submit(workspace, "kota", (path,), filler="DINKES")
    return workspace


def copies(workspace: Workspace) -> tuple[int, ...]:
    """Return the numbers of the entries with copies of the worksheet."""
    return tuple(copy.entry for copy in read_case(workspace, "kota").state.copies[KEY])


def subject(workspace: Workspace) -> str:
    """Return the digest to which a sign-off of the present stage is bound."""
    case = read_case(workspace, "kota")
    ref = workflow_ref(case, pinned_workflow(case))
    return subject_digest(case.state, ref, case.state.stage)


def test_each_blob_is_an_entry_with_its_digest_and_the_reason(sent: Workspace) -> None:
    """Rows and file are two acts; the map of erased digests names exactly these."""
    first, _ = copies(sent)
    done = erase(sent, "kota", first, reason=" permintaan 12 ")
    assert [(one.what, one.entry) for one in done.parts] == [("rows", first), ("file", first)]
    assert [(one.act, one.reason) for one in done.made] == 2 * [("erase", "permintaan 12")]
    case = read_case(sent, "kota")
    told = erased_digests(read_chain(case.log, case.contents).entries)
    assert told == {part.digest: made.seq for part, made in zip(done.parts, done.made, strict=True)}
    assert not case.read_blobs(tuple(told))


def test_the_present_copy_counts_as_not_submitted(sent: Workspace) -> None:
    """Erasing its rows takes it out of the subject; its file alone changes nothing."""
    before, (_, second) = subject(sent), copies(sent)
    erase(sent, "kota", second, part="file", reason="permintaan")
    assert subject(sent) == before
    assert KEY in read_case(sent, "kota").state.submissions
    found = erasure_of(sent, "kota", second, part="rows", reason="permintaan")
    assert [(one.current, one.copies) for one in found.parts] == [(True, copies(sent)[:1])]
    erase(sent, "kota", second, part="rows", reason="permintaan")
    state = read_case(sent, "kota").state
    assert KEY not in state.submissions
    assert state.erased[KEY].submission.entry == second
    assert subject(sent) != before


def test_a_superseded_copy_changes_no_subject(sent: Workspace) -> None:
    """Who signed the newer copy has signed it still."""
    before, (first, _) = subject(sent), copies(sent)
    erase(sent, "kota", first, reason="permintaan")
    assert subject(sent) == before
    assert not read_case(sent, "kota").state.erased


def test_a_new_copy_ends_the_awaiting_and_goes_on_counting_rows(
    sent: Workspace, table: Table
) -> None:
    """The number of the next new row survives the rows: no id is ever given twice."""
    _, second = copies(sent)
    erase(sent, "kota", second, reason="permintaan")
    following = read_case(sent, "kota").state.erased[KEY].next
    assert following == 3
    path = table("lagi.csv", ("Dimensi", "Isu daerah"), ("Living", "Isu lain"))
    submit(sent, "kota", (path,), filler="DINKES")
    assert not read_case(sent, "kota").state.erased
    assert copies(sent)[-1] not in (0, second)


def test_an_identical_blob_of_several_entries_is_told_to_all(sent: Workspace) -> None:
    """An entry that names the same file loses it as well, and is named."""
    first, _ = copies(sent)
    body = (
        read_chain(read_case(sent, "kota").log, read_case(sent, "kota").contents)
        .entries[first - 1]
        .body
    )
    again = perform(sent, "kota", lambda _: Draft("submit", body))
    found = erasure_of(sent, "kota", first, part="file", reason="permintaan")
    assert found.parts[0].entries == (first, again.seq)


def test_an_attendance_list_may_go_and_the_session_stays(sent: Workspace, table: Table) -> None:
    """Who attended still counts as numbers; the list of names is gone."""
    path = table("hadir.csv", ("Nama", "Instansi"), (WORDS, "DINKES"))
    attend(sent, "kota", "Lokakarya", date(2026, 11, 24), path)
    seq = read_case(sent, "kota").head.seq
    done = erase(sent, "kota", seq, part="list", reason="permintaan")
    case = read_case(sent, "kota")
    assert not case.read_blobs((done.parts[0].digest,))
    assert [one.entry for one in case.state.attendance] == [seq]


def test_a_digest_names_its_blob(sent: Workspace) -> None:
    """What is named by digest is what the entry would name; an unknown one is refused."""
    first, _ = copies(sent)
    by_entry = erasure_of(sent, "kota", first, part="rows", reason="x").parts
    by_digest = erasure_of(sent, "kota", digest=by_entry[0].digest.upper(), reason="x").parts
    assert by_digest == by_entry
    with pytest.raises(NothingToErase):
        erasure_of(sent, "kota", digest="0" * 64, reason="x")
    with pytest.raises(NothingToErase):
        erasure_of(sent, "kota", first, part="list", reason="x")


def test_who_stopped_half_way_goes_on(sent: Workspace) -> None:
    """What is gone already is passed over; when all of it is, that is said."""
    first, _ = copies(sent)
    erase(sent, "kota", first, part="rows", reason="permintaan")
    assert [one.what for one in erase(sent, "kota", first, reason="permintaan").parts] == ["file"]
    with pytest.raises(AlreadyErased):
        erase(sent, "kota", first, reason="permintaan")


def test_only_somebody_in_post_erases_and_says_why(sent: Workspace) -> None:
    """Nobody named, nobody in post, or no reason: nothing is written."""
    first, _ = copies(sent)
    head = read_case(sent, "kota").head
    with pytest.raises(EmptyReason):
        erase(sent, "kota", first, reason=" ")
    sent.actor_name = ""
    with pytest.raises(NobodySigns):
        erase(sent, "kota", first, reason="permintaan")
    assert read_case(sent, "kota").head == head
    gone = Person("Cici", ("team",), "Staf", until=date(2026, 1, 1))
    person_add(sent, "kota", gone)
    sent.actor_name = "Cici"
    with pytest.raises(NotInPost):
        erase(sent, "kota", first, reason="permintaan")


DYING = """
import os, signal, sqlite3, sys
from pathlib import Path
from smartflow.audit.erase.erase import erase
from smartflow.casework import workspace as room
from smartflow.clock import FixedClock
from smartflow.store.sqlite import adapter
from datetime import UTC, datetime

class Dying(sqlite3.Connection):
    erasing = False
    def execute(self, statement, *more):
        if statement == "COMMIT" and self.erasing:
            os.kill(os.getpid(), signal.SIGKILL)
        self.erasing = self.erasing or statement.startswith("DELETE FROM blob")
        return super().execute(statement, *more)

root = Path(sys.argv[1])
clock = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
opened = room.open_workspace(root, actor_name="Budi", clock=clock)
opened.store.close()
opened.store = adapter.open_sqlite(root / "smartflow.db", factory=Dying)
erase(opened, "kota", int(sys.argv[2]), reason="permintaan")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_erasure_is_wholly_undone_or_wholly_done(sent: Workspace) -> None:
    """Killed before the commit, entry and blob are as before; repeated, no file holds the words."""
    first, second = copies(sent)
    erase(sent, "kota", second, reason="permintaan")
    before = read_case(sent, "kota")
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(sent.root), str(first)],
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    assert died.returncode == -signal.SIGKILL
    journal = sent.root / "smartflow.db-journal"
    assert journal.exists(), "the process did not die within the transaction"
    case = read_case(sent, "kota")
    assert case.head == before.head
    parts = erasure_of(sent, "kota", first, reason="permintaan").parts
    assert len(case.read_blobs(tuple(one.digest for one in parts))) == len(parts) == 2
    erase(sent, "kota", first, reason="permintaan")
    assert not journal.exists()
    for path in sent.root.rglob("*"):
        assert path.is_dir() or WORDS.encode() not in path.read_bytes(), path
