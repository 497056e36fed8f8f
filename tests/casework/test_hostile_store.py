"""A store, or a workspace, that somebody has prepared: nothing of it is signed, moved or run.

Each test first shows that the honest way works.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow.audit.drill.store import DrillStore
from smartflow.audit.handout.handout import audit_export
from smartflow.audit.keys.key import key_standing, new_key, rotate_key
from smartflow.audit.verify.verify import verify
from smartflow.casework.casework import Draft, perform
from smartflow.casework.signing import CheckpointMissing
from smartflow.casework.workspace import open_workspace
from smartflow.clock import FixedClock
from smartflow.errors import IntegrityFailure
from smartflow.history.entries.entry import Actor, Entry
from smartflow.history.finding import Kind
from smartflow.history.seals.note_key import fresh_signer_key
from smartflow.history.seals.signed_note import UnknownKey
from smartflow.journey.register.city_add import city_add
from smartflow.ledger.key_file import BadKeyFile, default_key_file, read_key_file
from smartflow.ledger.keys import UnreadableKey, keys_among
from smartflow.ledger.register import BadRegister
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.history.seals.note_key import SignerKey

CLOCK = FixedClock(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
KOTA = City("kota", "Kota Contoh", "kota", "13.73", "Provinsi")
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of that kind")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return a signed workspace with a city of a few entries."""
    home = tmp_path / "rumah"
    init(tmp_path / "kerja", clock=CLOCK, language="id", config_folder=home)
    opened = open_workspace(tmp_path / "kerja", clock=CLOCK, config_folder=home)
    city_add(opened, KOTA, "masterplan")
    for name in ("Ani", "Budi"):
        act(opened, name)
    yield opened
    opened.close()


def act(workspace: Workspace, name: str) -> Entry:
    """Let a small act happen."""
    person = Person(name, ("team",), "Anggota")
    return perform(workspace, "kota", lambda _: Draft("person_add", {"person": person}))


def hands(workspace: Workspace) -> DrillStore:
    """Return an attacker's hands on the workspace's own store."""
    return DrillStore(workspace.root / "smartflow.db", workspace.log_file)


def key_entry(like: Entry, act_name: str, body: dict[str, Any]) -> Entry:
    """Return an entry of the store log that concerns a key."""
    return msgspec.structs.replace(like, act=act_name, body=body, actor=Actor(person="x"))


def rewritten(workspace: Workspace, *, lost: bool) -> SignerKey:
    """Rewrite the whole store under a key of the attacker's, said to be replaced by the real one.

    Every log is whole and signed by the attacker's key at each size.
    """
    real = key_standing(workspace).keys.current
    assert real is not None
    own = key_standing(workspace).store
    mine = fresh_signer_key(own)
    word = mine.verifier().encode()
    with hands(workspace) as store:
        store.forget_log_file()
        first, _, *rest = store.entries(own)
        begin = key_entry(first, "key_add", {"key": word})
        body = {"key": real.encode(), "replaces": word, "lost": lost}
        store.rewrite(own, [first, begin, key_entry(first, "key_rotate", body), *rest], 1)
        store.sign(own, mine, 1)
        log = f"{own}/13.73"
        entries = store.entries(log)
        entries[1] = msgspec.structs.replace(entries[1], reason="palsu")
        store.rewrite(log, entries, 1)
        store.sign(log, mine, 0)
    return mine


@pytest.mark.parametrize("lost", [True, False])
def test_the_owner_s_key_launders_no_rewrite(workspace: Workspace, *, lost: bool) -> None:
    """A history under another key, which the real one is said to replace, is not signed on."""
    real = key_standing(workspace).keys.current
    assert real is not None
    assert verify(workspace, keys=(real.encode(),)).findings == ()
    rewritten(workspace, lost=lost)
    with pytest.raises(UnknownKey):
        act(workspace, "Cici")
    with pytest.raises(IntegrityFailure):
        rotate_key(workspace, "pergantian")
    assert verify(workspace, keys=(real.encode(),)).findings


def test_a_rotation_whose_checkpoint_is_gone_counts_for_nothing(workspace: Workspace) -> None:
    """Without the old key's signature a new key is unknown, however the gap is papered over."""
    assert verify(workspace).findings == ()
    rotate_key(workspace, "tahunan")
    assert verify(workspace, every=True).findings == ()
    own = key_standing(workspace).store
    entry = key_standing(workspace).keys.known[1].entry
    database = sqlite3.connect(workspace.root / "smartflow.db")
    rows = database.execute("SELECT log, size, note FROM checkpoint").fetchall()
    database.execute("DROP TABLE checkpoint")
    database.execute("CREATE TABLE checkpoint (log TEXT, size INTEGER, note BLOB)")
    rows = [row for row in rows if (row[0], row[1]) != (own, entry)]
    rows.append(next(row for row in rows if row[0] == own))  # as many rows as there were
    database.executemany("INSERT INTO checkpoint VALUES (?, ?, ?)", rows)
    database.commit()
    database.close()
    kinds = {one.kind for one in verify(workspace).findings}
    assert Kind.UNKNOWN_KEY in kinds
    assert kinds & {Kind.MALFORMED, Kind.MISSING_CHECKPOINT}


def test_a_key_never_comes_back(workspace: Workspace) -> None:
    """Whoever got hold of a replaced key cannot make it the store's again."""
    one, two = (fresh_signer_key("smartflow/w").verifier().encode() for _ in range(2))
    with hands(workspace) as store:
        like = store.entries(key_standing(workspace).store)[0]
    entries = [
        key_entry(like, "key_add", {"key": one}),
        key_entry(like, "key_rotate", {"key": two, "replaces": one}),
    ]
    assert len(keys_among(entries).known) == 2
    entries.append(key_entry(like, "key_rotate", {"key": one, "replaces": two}))
    with pytest.raises(UnreadableKey):
        keys_among(entries)


def test_a_rotation_signs_no_log_that_was_never_signed(workspace: Workspace) -> None:
    """A city whose checkpoints were taken away does not get new ones by way of a rotation."""
    own = key_standing(workspace).store
    with hands(workspace) as store:
        store.drop_checkpoints(f"{own}/13.73")
    with pytest.raises(CheckpointMissing):
        rotate_key(workspace, "tahunan")
    assert len(key_standing(workspace).keys.known) == 1


def test_a_stray_log_is_neither_signed_nor_in_the_way_of_words(workspace: Workspace) -> None:
    """It is refused as what it is, with exit code 4."""
    own = key_standing(workspace).store
    with hands(workspace) as store:
        store.rewrite("smartflow/zzzz/99.99", store.entries(f"{own}/13.73")[:1], 1)
    with pytest.raises(BadRegister):
        rotate_key(workspace, "tahunan")


def test_a_first_key_signs_what_is_registered(tmp_path: Path) -> None:
    """And refuses where checkpoints of an unknown origin lie about."""
    init(tmp_path / "k", clock=CLOCK, language="id")
    opened = open_workspace(tmp_path / "k", clock=CLOCK, config_folder=tmp_path / "rumah")
    city_add(opened, KOTA, "masterplan")
    own = key_standing(opened).store
    with hands(opened) as store:
        store.sign(f"{own}/13.73", fresh_signer_key(own), 0)
    with pytest.raises(CheckpointMissing):
        new_key(opened)
    with hands(opened) as store:
        store.drop_checkpoints(f"{own}/13.73")
    assert new_key(opened).act == "key_add"
    assert verify(opened, every=True).findings == ()
    opened.close()


@posix
@pytest.mark.parametrize("tail", ["export A=1\n", "export A=1"])
def test_a_log_file_that_is_a_link_is_not_followed(
    workspace: Workspace, tmp_path: Path, tail: str
) -> None:
    """The act is recorded, the other file is as it was, and a warning says why."""
    mine = tmp_path / "profil"
    mine.write_text(tail, encoding="utf-8")
    workspace.log_file.unlink()
    workspace.log_file.symlink_to(mine)
    act(workspace, "$(touch kena)")
    assert mine.read_text(encoding="utf-8") == tail
    assert "link" in workspace.troubles[0].en


@posix
def test_a_pipe_is_not_waited_for(workspace: Workspace) -> None:
    """Neither in the place of the log file nor in that of the key."""
    workspace.log_file.unlink()
    os.mkfifo(workspace.log_file)
    act(workspace, "Cici")
    assert "plain file" in workspace.troubles[0].en
    file = key_standing(workspace).file
    assert file is not None
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(BadKeyFile):
        act(workspace, "Dedi")


def test_a_file_that_is_no_log_is_not_shortened(workspace: Workspace) -> None:
    """A torn line of ours is cut off; whatever else the file ends with stays."""
    held = workspace.log_file.read_bytes()
    workspace.log_file.write_bytes(held + b'{"act":"person_a')
    act(workspace, "Cici")
    assert not workspace.troubles
    whole = workspace.log_file.read_bytes()
    assert whole.startswith(held)
    assert b"Cici" in whole
    workspace.log_file.write_bytes(whole + b"catatan saya")
    act(workspace, "Dedi")
    assert workspace.log_file.read_bytes() == whole + b"catatan saya"


def test_a_workspace_moves_no_file_that_is_not_its_key(
    workspace: Workspace, tmp_path: Path
) -> None:
    """``[signing] key`` may name anything; only a key of this store is ever put aside."""
    mine = tmp_path / "id_ed25519"
    mine.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n", encoding="ascii")
    config = workspace.root / "smartflow.toml"
    config.write_text(f'[signing]\nkey = "{mine.as_posix()}"\n', encoding="utf-8")
    opened = open_workspace(workspace.root, clock=CLOCK, config_folder=tmp_path / "rumah")
    with pytest.raises(BadKeyFile):
        rotate_key(opened, "hilang", lost=True)
    mine.write_text(fresh_signer_key("smartflow/lain").encode(), encoding="ascii")
    before = mine.read_bytes()
    with pytest.raises(BadKeyFile):
        rotate_key(opened, "hilang", lost=True)
    opened.close()
    assert mine.read_bytes() == before
    assert [one.name for one in tmp_path.glob("id_*")] == ["id_ed25519"]
    assert len(key_standing(workspace).keys.known) == 1


@pytest.mark.parametrize("name", ["smartflow/..", "smartflow/a\\b", "smartflow/", "x/a b"])
def test_a_store_s_id_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    """A key's file is in the folder of keys, or there is none."""
    assert default_key_file(tmp_path, "smartflow/0a1b").parent == tmp_path / "keys"
    with pytest.raises(BadKeyFile):
        default_key_file(tmp_path, name)


@pytest.mark.parametrize("code", ["../../evil", "13.7", "13.73/..", "x\x9b2J", "$(id)", ""])
def test_a_city_whose_code_is_none_is_not_registered(workspace: Workspace, code: str) -> None:
    """Whole and signed by the store's own key, it is refused, and nothing is exported."""
    standing = key_standing(workspace)
    own, file = standing.store, standing.file
    assert file is not None
    signer = read_key_file(file)
    assert signer is not None
    with hands(workspace) as store:
        store.forget_log_file()
        entries = store.entries(own)
        body = {"slug": "x", "name": "X", "region_code": code, "log": f"{own}/{code}"}
        entries.append(msgspec.structs.replace(entries[-1], act="city_register", body=body))
        store.rewrite(own, entries, len(entries))
        store.sign(own, signer, len(entries) - 1)
    malformed = [one for one in verify(workspace).findings if one.kind is Kind.MALFORMED]
    assert [(one.log, one.entry) for one in malformed] == [(own, 4)]
    before = sorted(workspace.root.parent.rglob("*"))
    with pytest.raises(BadRegister):
        audit_export(workspace, workspace.root.parent / "bundel")
    assert sorted(workspace.root.parent.rglob("*")) == before


def test_an_erasure_excuses_personal_data_only(workspace: Workspace) -> None:
    """A workflow that an act ``erase`` names is missing all the same."""
    own = key_standing(workspace).store
    log = f"{own}/13.73"
    with hands(workspace) as store:
        body: Any = store.entries(log)[0].body
        digest = body["workflow"]["digest"]
    assert verify(workspace).findings == ()
    draft = Draft("erase", {"digest": digest, "entry": 1, "what": "file"}, erased=(digest,))
    perform(workspace, "kota", lambda _: draft)
    (found,) = verify(workspace).findings
    assert (found.kind, found.where) == (Kind.MISSING_BLOB, digest)
