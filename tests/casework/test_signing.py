"""Every act is followed by a checkpoint of its log, and none is signed that does not continue."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from smartflow.audit.keys.key import (
    EmptyKeyReason,
    NoKey,
    SignedAlready,
    import_key,
    key_standing,
    new_key,
    rotate_key,
)
from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.cities import store_log
from smartflow.casework.signing import (
    CheckpointMissing,
    KeyForgotten,
    SigningKeyDiffers,
    leaves_of,
)
from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history import Actor, Entry
from smartflow.history.seals.checkpoint import NotAnExtension, check_leaves, open_checkpoint
from smartflow.history.seals.note_key import BadSignature, fresh_signer_key
from smartflow.history.seals.signed_note import UnknownKey, parse_note, sign_note
from smartflow.journey.register.city_add import city_add
from smartflow.ledger.key_file import BadKeyFile, SigningKeyMissing
from smartflow.ledger.keys import UnreadableKey, keys_among, read_keys
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Reading

CLOCK = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
KOTA = City("kota", "Kota Contoh", "kota", "13.73", "Provinsi")
SOLOK = City("solok", "Kota Solok", "kota", "13.72", "Provinsi")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the user's configuration is."""
    return tmp_path / "rumah"


@pytest.fixture
def signed(tmp_path: Path, home: Path) -> Iterator[Workspace]:
    """Return a workspace whose store has a key, with one city."""
    init(tmp_path / "kerja", clock=CLOCK, language="id", config_folder=home)
    opened = open_workspace(tmp_path / "kerja", clock=CLOCK, config_folder=home)
    city_add(opened, KOTA, "masterplan")
    yield opened
    opened.close()


def act(workspace: Workspace, name: str = "Ani", city: str = "kota") -> Entry:
    """Let a small act happen."""
    person = Person(name, ("team",), "Anggota")
    return perform(workspace, city, lambda _: Draft("person_add", {"person": person}))


def key_file(workspace: Workspace) -> Path:
    """Return where the key is."""
    file = key_standing(workspace).file
    assert file is not None
    return file


def assert_every_head_is_signed(reading: Reading) -> None:
    """Each log has a note over its newest entry, by the key of today, and it is its tree's."""
    keys = read_keys(reading, store_log(reading))
    assert keys.current is not None
    for log in reading.logs():
        leaves = leaves_of(reading, log)
        newest = reading.checkpoint(log)
        assert newest is not None
        size, note = newest
        assert size == len(leaves)
        assert check_leaves(open_checkpoint(note, [keys.current]), leaves).size == size


def change(workspace: Workspace, sql: str, *values: object) -> None:
    """Change the database by hand."""
    with sqlite3.connect(workspace.root / "smartflow.db") as connection:
        assert connection.execute(sql, values).rowcount > 0
    connection.close()


def test_each_act_leaves_a_checkpoint_of_its_size(signed: Workspace) -> None:
    """From the first entry on, one for each; a city's act does not touch the store log."""
    for name in ("Ani", "Budi", "Cici"):
        act(signed, name)
    with signed.store.read() as reading:
        assert_every_head_is_signed(reading)
        own = store_log(reading)
        assert [size for size, _ in reading.checkpoints(f"{own}/13.73")] == [1, 2, 3, 4]
        assert [size for size, _ in reading.checkpoints(own)] == [2, 3]


def test_the_key_is_outside_and_its_owner_s_alone(signed: Workspace, home: Path) -> None:
    """Nothing in the workspace holds the private half."""
    file = key_file(signed)
    assert file.is_relative_to(home)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = file.read_bytes().split(b"+", 4)[4].strip()
    assert len(secret) == 44
    assert [p for p in signed.root.rglob("*") if p.is_file() and secret in p.read_bytes()] == []


def test_without_the_key_a_store_is_read_and_not_written(signed: Workspace) -> None:
    """A mailed workspace: looking works, an act is refused, and leaves nothing."""
    file = key_file(signed)
    file.rename(file.with_suffix(".elsewhere"))
    assert read_case(signed, "kota").head.seq == 1
    with pytest.raises(SigningKeyMissing):
        act(signed)
    with pytest.raises(SigningKeyMissing):
        city_add(signed, SOLOK, "masterplan")
    assert read_case(signed, "kota").head.seq == 1
    import_key(signed, file.with_suffix(".elsewhere"))
    assert act(signed).seq == 2


def test_another_key_signs_nothing(signed: Workspace) -> None:
    """Not even one of the same name."""
    file = key_file(signed)
    file.write_text(fresh_signer_key(key_standing(signed).store).encode(), encoding="ascii")
    with pytest.raises(SigningKeyDiffers):
        act(signed)


@pytest.mark.parametrize("content", [b"", b"bukan kunci", b"\xff\xfe", b"PRIVATE+KEY+a+b+c"])
def test_a_spoilt_key_file_is_named(signed: Workspace, tmp_path: Path, content: bytes) -> None:
    """The refusal names the file, and the copy that is brought takes its place."""
    file, kept = key_file(signed), tmp_path / "cadangan.key"
    shutil.copy(file, kept)
    file.write_bytes(content)
    with pytest.raises(BadKeyFile) as caught:
        act(signed)
    assert str(file) in caught.value.message.en
    assert not key_standing(signed).present
    with pytest.raises(BadKeyFile):  # what lies there may be anybody's: it is not moved
        import_key(signed, kept)
    assert file.read_bytes() == content
    file.unlink()
    import_key(signed, kept)
    assert act(signed).seq == 2


def _drop_newest(workspace: Workspace) -> None:
    change(workspace, "DELETE FROM checkpoint WHERE log LIKE '%/13.73' AND size = 3")


def _drop_all(workspace: Workspace) -> None:
    change(workspace, "DELETE FROM checkpoint")


def _cut_tail(workspace: Workspace) -> None:
    change(workspace, "DELETE FROM entry WHERE log LIKE '%/13.73' AND seq = 3")
    (workspace.root / "history.jsonl").unlink()


def _older_note(workspace: Workspace) -> None:
    change(
        workspace,
        "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 2 AND log LIKE"
        " '%/13.73') WHERE size = 3 AND log LIKE '%/13.73'",
    )


def _spoilt_note(workspace: Workspace) -> None:
    change(
        workspace,
        "UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), char(10) || '3' || char(10),"
        " char(10) || '4' || char(10)) AS BLOB) WHERE size = 3 AND log LIKE '%/13.73'",
    )


def _other_signer(workspace: Workspace) -> None:
    with workspace.store.read() as reading:
        log = store_log(reading) + "/13.73"
        newest = reading.checkpoint(log)
    assert newest is not None
    note = sign_note(parse_note(newest[1]).text, [fresh_signer_key(log.rpartition("/")[0])])
    change(workspace, "UPDATE checkpoint SET note = ? WHERE log = ? AND size = 3", note, log)


def _forget_key(workspace: Workspace) -> None:
    change(workspace, "DELETE FROM entry WHERE log NOT LIKE '%/13.73' AND seq > 1")
    change(workspace, "DELETE FROM entry WHERE log LIKE '%/13.73'")
    (workspace.root / "history.jsonl").unlink()


@pytest.mark.parametrize(
    ("attack", "refusal"),
    [
        (_drop_newest, CheckpointMissing),
        (_drop_all, CheckpointMissing),
        (_cut_tail, CheckpointMissing),
        (_older_note, NotAnExtension),
        (_spoilt_note, BadSignature),
        (_other_signer, UnknownKey),
    ],
)
def test_what_does_not_continue_is_never_signed(
    signed: Workspace, attack: Callable[[Workspace], None], refusal: type[IntegrityFailure]
) -> None:
    """Before the attack the same act is accepted; after it, refused with exit code 4."""
    act(signed, "Ani")
    act(signed, "Budi")
    attack(signed)
    with pytest.raises(refusal) as caught:
        act(signed, "Cici")
    assert caught.value.exit_code == 4


def test_a_store_that_forgot_its_key_is_not_used(signed: Workspace) -> None:
    """Whoever takes the key out of the history does not get unsigned acts from its owner."""
    _forget_key(signed)
    with pytest.raises(KeyForgotten):
        city_add(signed, KOTA, "masterplan")


def test_a_store_without_a_key_works_and_can_be_given_one(tmp_path: Path, home: Path) -> None:
    """From the act that introduces the key on, every log is signed, the older ones too."""
    init(tmp_path / "kerja", clock=CLOCK, language="id")
    opened = open_workspace(tmp_path / "kerja", clock=CLOCK, config_folder=home)
    city_add(opened, KOTA, "masterplan")
    act(opened, "Ani")
    with opened.store.read() as reading:
        assert reading.checkpoint_logs() == ()
    with pytest.raises(NoKey):
        rotate_key(opened, "uji")
    assert new_key(opened).act == "key_add"
    act(opened, "Budi")
    with opened.store.read() as reading:
        assert_every_head_is_signed(reading)
        assert [size for size, _ in reading.checkpoints(f"{store_log(reading)}/13.73")] == [2, 3]
    with pytest.raises(SignedAlready):
        new_key(opened)
    opened.close()


def test_a_replaced_key_signs_for_the_new_one(signed: Workspace) -> None:
    """The rotation's own note has both signatures; every head has the new one."""
    act(signed, "Ani")
    before = key_standing(signed).keys.current
    entry = rotate_key(signed, "  pergantian   tahunan ")
    keys = key_standing(signed).keys
    assert (entry.reason, keys.all[0], len(keys.all)) == ("pergantian tahunan", before, 2)
    assert before is not None
    assert keys.current is not None
    with signed.store.read() as reading:
        assert_every_head_is_signed(reading)
        newest = reading.checkpoint(store_log(reading))
    assert newest is not None
    for key in (before, keys.current):
        assert open_checkpoint(newest[1], [key]).size == newest[0]
    act(signed, "Budi")
    assert len(list(key_file(signed).parent.glob("*.old"))) == 1


def test_a_lost_key_is_replaced_and_the_history_says_so(signed: Workspace) -> None:
    """Only when it is really not there."""
    with pytest.raises(BadInput):
        rotate_key(signed, "hilang", lost=True)
    key_file(signed).unlink()
    with pytest.raises(SigningKeyMissing):
        rotate_key(signed, "pergantian")
    with pytest.raises(EmptyKeyReason):
        rotate_key(signed, "  ", lost=True)
    rotate_key(signed, "laptop hilang", lost=True)
    assert [one.lost for one in key_standing(signed).keys.known] == [False, True]
    act(signed)
    with signed.store.read() as reading:
        assert_every_head_is_signed(reading)


def test_a_rotation_that_was_cut_short_goes_on(signed: Workspace) -> None:
    """Killed between the commit and the renaming: the new key is found beside the old one."""
    old = key_file(signed).read_bytes()
    rotate_key(signed, "uji")
    file, keys = key_file(signed), key_standing(signed).keys
    assert keys.current is not None
    file.rename(file.with_suffix(f".{keys.current.key_id.hex()}.key"))
    file.write_bytes(old)
    assert act(signed).seq == 2


def test_a_second_computer_needs_the_key_of_today(
    signed: Workspace, tmp_path: Path, home: Path
) -> None:
    """An older copy is refused when it is brought, not when it is used."""
    stale = tmp_path / "lama.key"
    shutil.copy(key_file(signed), stale)
    rotate_key(signed, "uji")
    other = open_workspace(signed.root, clock=CLOCK, config_folder=tmp_path / "kantor")
    with pytest.raises(SigningKeyDiffers):
        import_key(other, stale)
    brought = import_key(other, key_file(signed))
    assert brought.is_relative_to(tmp_path / "kantor")
    assert import_key(other, key_file(signed)) == brought
    assert act(other).seq == 2
    other.close()


def test_init_joins_a_store_with_the_key_that_is_named(signed: Workspace, tmp_path: Path) -> None:
    """A copy of the database: the right key makes it usable, a wrong or missing one is refused."""
    copy = tmp_path / "salinan"
    copy.mkdir()
    shutil.copy(signed.root / "smartflow.db", copy / "smartflow.db")
    with pytest.raises(SigningKeyMissing):
        init(copy, clock=CLOCK, language="id", key=tmp_path / "tidak-ada.key")
    wrong = tmp_path / "salah.key"
    wrong.write_text(fresh_signer_key("smartflow/x").encode(), encoding="ascii")
    with pytest.raises(SigningKeyDiffers):
        init(copy, clock=CLOCK, language="id", key=wrong)
    assert not (copy / "smartflow.toml").exists()
    made = init(copy, clock=CLOCK, language="id", key=key_file(signed))
    assert made.has_key
    joined = open_workspace(copy, clock=CLOCK)
    assert act(joined).seq == 2
    joined.close()


def test_init_never_takes_a_key_for_another_store(signed: Workspace, tmp_path: Path) -> None:
    """A new store gets a new key; a file that is there is neither used nor replaced."""
    before = key_file(signed).read_bytes()
    with pytest.raises(BadKeyFile):
        init(tmp_path / "lain", clock=CLOCK, language="id", key=key_file(signed))
    assert key_file(signed).read_bytes() == before


def _introduced(*bodies: dict[str, object]) -> list[Entry]:
    return [
        Entry(
            log="smartflow/w",
            seq=seq,
            at="2026-11-24T03:00:00Z",
            occurred=CLOCK.now().date(),
            zone="WIB",
            act="key_rotate" if seq > 1 else "key_add",
            actor=Actor(person="x"),
            body=body,
            prev="0" * 64,
        )
        for seq, body in enumerate(bodies, start=1)
    ]


def test_keys_replace_each_other_in_order(signed: Workspace) -> None:
    """An entry that brings no key, or replaces another than the last, is an integrity failure."""
    one, two = (fresh_signer_key("smartflow/w").verifier() for _ in range(2))
    good = {"key": two.encode(), "replaces": one.encode()}
    assert keys_among(_introduced({"key": one.encode()}, good)).all == (one, two)
    for bad in (
        ({"key": "rusak"},),
        ({},),
        ({"key": one.encode()}, {"key": two.encode()}),
        ({"key": one.encode()}, {"key": two.encode(), "replaces": two.encode()}),
    ):
        with pytest.raises(UnreadableKey):
            keys_among(_introduced(*bad))
