"""What is mailed to a witness is what the store signed, and it covers every city."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from smartflow.audit.keys.key import rotate_key
from smartflow.audit.keys.rotations import successor
from smartflow.audit.witness.attach import attach_of
from smartflow.audit.witness.checkpoint import NotSigned, checkpoint, city_checkpoint
from smartflow.casework.casework import Draft, perform
from smartflow.casework.cities import UnknownCity
from smartflow.casework.signing import CheckpointMissing
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.errors import BadInput
from smartflow.history.acts import WitnessAdd
from smartflow.history.entries.entry import decode_entry
from smartflow.history.seals.checkpoint import (
    Checkpoint,
    NotAnExtension,
    check_extends,
    open_checkpoint,
)
from smartflow.history.seals.checkpoint_file import CheckpointFile
from smartflow.history.seals.cosignature import WitnessSigner, add_signatures
from smartflow.history.seals.merkle import leaf_digest, tree_root
from smartflow.history.strict_base64 import from_base64
from smartflow.ledger.keys import read_keys
from smartflow.ledger.register import BadRegister
from smartflow.model import Agency

WITNESSES = tuple(WitnessSigner(f"saksi/{number}", bytes([number] * 32)) for number in (1, 2))


def act(workspace: Workspace, code: str, city: str = "kota") -> None:
    """Let something happen in a city."""
    agency = Agency(code, f"Dinas {code}", "opd", ("living",))
    perform(workspace, city, lambda _: Draft("agency_add", {"agency": agency}))


def leaves(workspace: Workspace, log: str) -> list[bytes]:
    """Return a log's leaf hashes, from its stored bytes."""
    with workspace.store.read() as reading:
        return [leaf_digest(content) for content in reading.entries(log)]


def entries(workspace: Workspace, log: str) -> int:
    """Return how many entries a log has."""
    return len(leaves(workspace, log))


def logs_of(workspace: Workspace) -> tuple[str, str, str]:
    """Return the store log and those of the two cities."""
    with workspace.store.read() as reading:
        one, two, three = reading.logs()
    return one, two, three


def cosigned(file: CheckpointFile, *signers: WitnessSigner, moment: int = 1) -> CheckpointFile:
    """Return a file as it comes back from witnesses."""
    notes = {
        one.signed.text: add_signatures(
            one.note, [signer.cosign(one.signed.text, moment) for signer in signers]
        )
        for one in file.blocks
    }
    return file.replaced(notes)


def test_every_log_is_in_the_file_as_it_was_signed(office: Workspace) -> None:
    """Each note opens with the store's key and is that of the log's own tree at its head."""
    act(office, "DINKES")
    made = checkpoint(office)
    store, one, other = logs_of(office)
    assert list(made.file.logs()) == [store, one, other]
    assert made.file.keys == made.keys
    with office.store.read() as reading:
        assert made.keys == read_keys(reading, store).all
    for log, (block,) in made.file.logs().items():
        tree = leaves(office, log)
        assert open_checkpoint(block.note, made.keys) == Checkpoint(log, len(tree), tree_root(tree))
        assert (block.old, block.proof) == (0, ())


def test_the_act_names_where_every_city_stood(office: Workspace) -> None:
    """Its blob is canonical JSON of log, size and root, and the store's note covers the act."""
    act(office, "DINKES")
    store, one, other = logs_of(office)
    made = checkpoint(office)
    assert made.entry is not None
    with office.store.read() as reading:
        newest = decode_entry(list(reading.entries(store))[-1])
        content = reading.blob(str(newest.body["heads"]))
    assert newest == made.entry
    assert (newest.act, list(newest.body)) == ("checkpoint", ["heads"])
    assert content is not None
    assert hashlib.sha256(content).hexdigest() == newest.body["heads"]
    heads = json.loads(content)
    assert [(head["log"], head["size"], from_base64(head["root"])) for head in heads] == [
        (log, len(leaves(office, log)), tree_root(leaves(office, log))) for log in (one, other)
    ]
    assert made.file.logs()[store][0].checkpoint.size == newest.seq


def test_one_city_writes_nothing(office: Workspace) -> None:
    """With a city its note alone is handed out, and no log grows."""
    before = [entries(office, log) for log in logs_of(office)]
    made = city_checkpoint(office, "13.74")
    assert list(made.file.logs()) == [logs_of(office)[2]]
    assert made.entry is None
    assert [entries(office, log) for log in logs_of(office)] == before
    with pytest.raises(UnknownCity):
        city_checkpoint(office, "nirwana")


def test_proofs_lead_from_what_each_witness_saw_last(office: Workspace) -> None:
    """Two witnesses that saw different sizes both find their proof; older sizes are left out."""
    _, log, _ = logs_of(office)
    seen: dict[int, Checkpoint] = {}
    for number, signers in enumerate((WITNESSES[:1], WITNESSES, WITNESSES[1:])):
        file = city_checkpoint(office, "kota").file
        for signer in signers:
            attach_of(office, cosigned(file, signer, moment=number), signer.verifier())
        seen[file.blocks[0].checkpoint.size] = file.blocks[0].checkpoint
        act(office, f"D{number}")
    blocks = city_checkpoint(office, "kota").file.blocks
    assert [one.old for one in blocks] == sorted(seen)[1:]
    for one in blocks:
        assert one.checkpoint.size == entries(office, log)
        check_extends(seen[one.old], one.checkpoint, one.proof)


def test_proofs_lead_from_a_file_when_one_is_given(office: Workspace) -> None:
    """``since`` is obeyed whatever witnesses are known; a log that it lacks begins at nothing."""
    store, log, _ = logs_of(office)
    early = city_checkpoint(office, "kota").file
    act(office, "DINKES")
    attach_of(
        office,
        cosigned(city_checkpoint(office, "kota").file, WITNESSES[0]),
        WITNESSES[0].verifier(),
    )
    act(office, "DLH")
    (block,) = city_checkpoint(office, "kota", early).file.blocks
    assert block.old == early.blocks[0].checkpoint.size == 1
    check_extends(early.blocks[0].checkpoint, block.checkpoint, block.proof)
    whole = checkpoint(office, early).file.logs()
    assert [one.old for one in whole[log]] == [1]
    assert [one.old for one in whole[store]] == [0]


def test_a_checkpoint_of_another_past_is_refused_before_the_act(
    office: Workspace, tmp_path: Path
) -> None:
    """A store put back to an older copy cannot prove what was seen, and records nothing."""
    store, _, _ = logs_of(office)
    office.close()
    copy = tmp_path / "lama"
    shutil.copytree(office.root, copy)
    now = open_workspace(office.root, clock=office.clock, config_folder=office.config_folder)
    act(now, "DINKES")
    seen = city_checkpoint(now, "kota").file
    now.close()
    old = open_workspace(copy, clock=office.clock, config_folder=office.config_folder)
    before = entries(old, store)
    for code in ("DLH", "DLHK"):  # shorter than what was seen; then longer, and another
        with pytest.raises(NotAnExtension) as caught:
            checkpoint(old, seen)
        assert caught.value.exit_code == 4
        assert entries(old, store) == before
        act(old, code)
    old.close()


def test_a_city_without_its_history_is_not_passed_over(office: Workspace) -> None:
    """A registered city whose entries or notes are gone stops the act; nothing is recorded."""
    store, _, other = logs_of(office)
    before = entries(office, store)
    office.log_file.unlink()  # else that file tells first
    file = office.root / "smartflow.db"
    for table in ("checkpoint", "entry"):
        with sqlite3.connect(file) as connection:
            connection.execute(f"DELETE FROM {table} WHERE log = ?", (other,))  # noqa: S608
        connection.close()
        with pytest.raises((CheckpointMissing, BadRegister)) as caught:
            checkpoint(office)
        assert caught.value.exit_code == 4
        assert entries(office, store) == before


def test_a_newest_entry_that_was_not_signed_is_not_passed_over(office: Workspace) -> None:
    """A note that covers less than the log is not handed out as if it were the newest."""
    _, log, _ = logs_of(office)
    act(office, "DINKES")
    with sqlite3.connect(office.root / "smartflow.db") as connection:
        connection.execute("DELETE FROM checkpoint WHERE log = ? AND size = 2", (log,))
    connection.close()
    for call in (lambda: checkpoint(office), lambda: city_checkpoint(office, "kota")):
        with pytest.raises(CheckpointMissing):
            call()


def test_an_edited_history_is_not_handed_out(office: Workspace) -> None:
    """Entries that are not those of the signed tree are no checkpoint's, whatever the note says."""
    _, log, _ = logs_of(office)
    act(office, "DINKES")
    office.log_file.unlink()  # else that file tells first
    with sqlite3.connect(office.root / "smartflow.db") as connection:
        connection.execute(
            "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Dinas DINKES', 'Dinas X')"
            " AS BLOB) WHERE log = ? AND seq = 2",
            (log,),
        )
    connection.close()
    with pytest.raises(NotAnExtension):
        city_checkpoint(office, "kota")


def test_a_replaced_key_is_handed_over_in_the_file(office: Workspace) -> None:
    """By the old key's own signature, in a city's file too; a lost key hands nothing over."""
    first = checkpoint(office).keys
    assert checkpoint(office).file.rotations == ()
    rotate_key(office, "pegawai pindah")
    act(office, "DINKES")
    made = city_checkpoint(office, "kota")
    (rotation,) = made.file.rotations
    assert (successor(rotation, first), made.keys[:1]) == (made.keys[1], first)
    assert successor(rotation, made.keys[1:]) is None
    for file in (office.root.parent / "office" / "keys").iterdir():
        file.unlink()
    rotate_key(office, "laptop hilang", lost=True)
    act(office, "DLH")
    made = city_checkpoint(office, "kota")
    assert (len(made.keys), made.file.rotations) == (3, (rotation,))


def test_a_store_without_a_key_has_none(workspace: Workspace) -> None:
    """It is told to make one; nothing is recorded."""
    for call in (lambda: checkpoint(workspace), lambda: city_checkpoint(workspace, "kota")):
        with pytest.raises(NotSigned) as caught:
            call()
        assert isinstance(caught.value, BadInput)
        assert caught.value.hint is not None
        assert "smartflow audit key add" in caught.value.hint.en
    with workspace.store.read() as reading:
        acts = {decode_entry(one).act for log in reading.logs() for one in reading.entries(log)}
    assert not acts & {"checkpoint", WitnessAdd.act_name}
