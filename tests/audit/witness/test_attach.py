"""A cosignature stands under the very note that it was made for, and is never lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartflow.audit.witness.attach import attach, attach_of
from smartflow.audit.witness.attach_faults import (
    FromTheFuture,
    NoteDiffers,
    NothingToAttach,
    UnknownWitness,
)
from smartflow.audit.witness.checkpoint import checkpoint, city_checkpoint
from smartflow.casework.casework import Draft, perform
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.history.entries.entry import decode_entry
from smartflow.history.seals.checkpoint_file import CheckpointFile
from smartflow.history.seals.cosignature import WitnessSigner, add_signatures, cosigned_at
from smartflow.history.seals.note_key import BadSignature
from smartflow.history.seals.signed_note import open_note, parse_note
from smartflow.ledger.keys import read_keys
from smartflow.ledger.witnesses import UnreadableWitness, read_witnesses, witnesses_among
from smartflow.model import Agency

ONE, TWO = (WitnessSigner(f"saksi/{number}", bytes([number] * 32)) for number in (1, 2))


def act(workspace: Workspace, code: str) -> None:
    """Let something happen in the first city."""
    agency = Agency(code, f"Dinas {code}", "opd", ("living",))
    perform(workspace, "kota", lambda _: Draft("agency_add", {"agency": agency}))


def cosigned(file: CheckpointFile, *signers: WitnessSigner, moment: int = 1) -> CheckpointFile:
    """Return a file as it comes back from witnesses."""
    return file.replaced(
        {
            one.signed.text: add_signatures(
                one.note, [signer.cosign(one.signed.text, moment) for signer in signers]
            )
            for one in file.blocks
        }
    )


def acts(workspace: Workspace) -> list[str]:
    """Return the acts of the store log."""
    with workspace.store.read() as reading:
        store = reading.logs()[0]
        return [decode_entry(content).act for content in reading.entries(store)]


def note_at(workspace: Workspace, log: str, size: int) -> bytes:
    """Return the stored note of a log at a size."""
    with workspace.store.read() as reading:
        return dict(reading.checkpoints(log))[size]


def times(note: bytes) -> dict[str, int]:
    """Return the time of each witness's line under a note."""
    lines = parse_note(note).signatures
    return {one.name: at for one in lines if (at := cosigned_at(one.signed)) is not None}


def test_a_witness_becomes_known_and_its_lines_are_kept(office: Workspace) -> None:
    """One entry in the store log names it; the stored notes open with its key and the store's."""
    file = checkpoint(office).file
    before = acts(office)
    done = attach_of(office, cosigned(file, ONE, moment=7), ONE.verifier())
    assert [(one.log, one.size, one.witness, one.moment, one.is_new) for one in done] == [
        (log, found[0].checkpoint.size, "saksi/1", 7, True) for log, found in file.logs().items()
    ]
    assert acts(office) == [*before, "witness_add"]
    with office.store.read() as reading:
        store = reading.logs()[0]
        entry = decode_entry(list(reading.entries(store))[-1])
        keys = (*read_keys(reading, store).all, *read_witnesses(reading, store))
    assert entry.body == {"name": "saksi/1", "key": ONE.verifier().encode()}
    for one in done:
        opened = open_note(note_at(office, one.log, one.size), keys)
        assert len(opened.signatures) == 2
    attach(office, cosigned(file, ONE, moment=8))
    attach_of(office, cosigned(file, ONE, moment=8), ONE.verifier())
    assert acts(office) == [*before, "witness_add"]


def test_it_may_be_done_again(office: Workspace) -> None:
    """The same file a second time changes no byte, and says that it was there already."""
    back = cosigned(checkpoint(office).file, ONE)
    attach_of(office, back, ONE.verifier())
    with office.store.read() as reading:
        kept = {log: list(reading.checkpoints(log)) for log in reading.logs()}
    done = attach(office, back)
    assert [one.is_new for one in done] == [False] * 3
    with office.store.read() as reading:
        assert {log: list(reading.checkpoints(log)) for log in reading.logs()} == kept


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.tuples(st.sampled_from((ONE, TWO)), st.integers(1, 4)), min_size=1))
def test_files_come_back_in_any_order(
    office: Workspace, order: list[tuple[WitnessSigner, int]]
) -> None:
    """Of each witness the latest line stands; nobody's line takes another's place."""
    file = city_checkpoint(office, "kota").file
    log, size = file.blocks[0].checkpoint.origin, file.blocks[0].checkpoint.size
    expected = times(note_at(office, log, size))
    for signer, moment in order:
        attach_of(office, cosigned(file, signer, moment=moment), signer.verifier())
        expected[signer.name] = max(expected.get(signer.name, 0), moment)
        assert times(note_at(office, log, size)) == expected


def test_an_old_file_comes_back_late(office: Workspace) -> None:
    """The city has gone on: the line stands under the note of its size, the newest has none."""
    file = city_checkpoint(office, "kota").file
    log = file.blocks[0].checkpoint.origin
    act(office, "DINKES")
    attach_of(office, cosigned(file, ONE), ONE.verifier())
    assert [times(note_at(office, log, size)) for size in (1, 2)] == [{"saksi/1": 1}, {}]


def test_a_note_that_was_not_stored_is_refused_with_its_kind(
    office: Workspace, tmp_path: Path
) -> None:
    """Rolled back, forked, and a log of another store; the witness is not recorded either."""
    office.close()
    copy = tmp_path / "lama"
    shutil.copytree(office.root, copy)
    now = open_workspace(office.root, clock=office.clock, config_folder=office.config_folder)
    act(now, "DINKES")
    back = cosigned(city_checkpoint(now, "kota").file, ONE)
    now.close()
    old = open_workspace(copy, clock=office.clock, config_folder=office.config_folder)
    before = acts(old)
    for kind in ("rolled back", "forked"):
        with pytest.raises(NoteDiffers) as caught:
            attach_of(old, back, ONE.verifier())
        assert (caught.value.kind, caught.value.exit_code) == (kind, 4)
        assert acts(old) == before
        act(old, "DLH")
    with old.store.read() as reading:
        assert all(
            not times(note) for log in reading.logs() for _, note in reading.checkpoints(log)
        )
    old.close()


def test_a_stranger_s_history_is_refused(office: Workspace, workspace: Workspace) -> None:
    """A file of another store, and one for a store that is not signed at all."""
    back = cosigned(city_checkpoint(office, "kota").file, ONE)
    with pytest.raises(NoteDiffers) as caught:
        attach(workspace, back)
    assert caught.value.kind == "unregistered log"


def test_who_is_not_known_does_not_count(office: Workspace) -> None:
    """The name is told, with the way to make it known; with a known one beside it that counts."""
    file = checkpoint(office).file
    with pytest.raises(UnknownWitness) as caught:
        attach(office, cosigned(file, ONE))
    assert caught.value.names == (f"saksi/1+{ONE.verifier().key_id.hex()}",)
    with pytest.raises(UnknownWitness):
        attach_of(office, cosigned(file, ONE), TWO.verifier())
    done = attach_of(office, cosigned(file, ONE, TWO), TWO.verifier())
    assert {one.witness for one in done} == {"saksi/2"}
    log, size = done[0].log, done[0].size
    assert list(times(note_at(office, log, size))) == ["saksi/2"]


def test_a_file_without_cosignatures_is_no_answer(office: Workspace) -> None:
    """What was sent and never signed is told to be sent; no witness becomes known by it."""
    file = checkpoint(office).file
    before = acts(office)
    for call in (lambda: attach(office, file), lambda: attach_of(office, file, ONE.verifier())):
        with pytest.raises(NothingToAttach):
            call()
    assert acts(office) == before


def test_a_bad_line_of_a_known_witness_is_refused(office: Workspace) -> None:
    """Whatever else is good in the file: nothing of it is added."""
    file = checkpoint(office).file
    store, city, _ = file.logs()
    attach_of(office, cosigned(city_checkpoint(office, "13.74").file, ONE), ONE.verifier())
    good = cosigned(file, ONE, moment=9)
    text = file.logs()[city][0].signed.text
    forged = ONE.cosign(text.replace("\n1\n", "\n2\n"), 9)
    bad = good.replaced({text: add_signatures(file.logs()[city][0].note, [forged])})
    with pytest.raises(BadSignature):
        attach(office, bad)
    for log in (store, city):
        assert times(note_at(office, log, file.logs()[log][0].checkpoint.size)) == {}


def test_a_line_from_a_wrong_clock_is_refused(office: Workspace) -> None:
    """A day ahead is a zone or a slow clock; more would stand in the way of all later lines."""
    file = city_checkpoint(office, "kota").file
    now = int(office.clock.now().timestamp())
    for moment in (now + 86_401, 2**63 - 1):
        with pytest.raises(FromTheFuture) as caught:
            attach_of(office, cosigned(file, ONE, moment=moment), ONE.verifier())
        assert caught.value.exit_code == 2
    attach_of(office, cosigned(file, ONE, moment=now + 86_400), ONE.verifier())


def test_an_unreadable_witness_is_no_witness(office: Workspace) -> None:
    """An entry ``witness_add`` without its key is a fault, and names its number."""
    attach_of(office, cosigned(checkpoint(office).file, ONE), ONE.verifier())
    with office.store.read() as reading:
        entry = decode_entry(list(reading.entries(reading.logs()[0]))[-1])
    assert witnesses_among([entry, entry]) == (ONE.verifier(),)
    for body in ({}, {"name": "x", "key": "x"}, {"name": "x", "key": 1}):
        with pytest.raises(UnreadableWitness) as caught:
            witnesses_among([msgspec.structs.replace(entry, body=body)])
        assert str(entry.seq) in str(caught.value)
