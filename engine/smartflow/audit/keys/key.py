"""The key by which a store signs: shown, made for a store without one, replaced, brought here.

Every change is an entry of the store log. A replaced key signs for the new one with its last
checkpoint; a lost one cannot, which the entry says. Either way the newest checkpoint of every log
is signed by the new key too, so that whoever acts next continues from a checkpoint by this key.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.cities import registered_cities
from smartflow.casework.signing import Pen, SigningKeyDiffers, find_signer, leaves_of
from smartflow.casework.store_act import store_entry
from smartflow.casework.telling import tell
from smartflow.errors import BadInput
from smartflow.history.acts import KeyAdd, KeyRotate
from smartflow.history.entries.entry import Entry, encode_entry
from smartflow.history.seals.note_key import SignerKey, fresh_signer_key
from smartflow.history.seals.signed_note import cosign
from smartflow.language import Text
from smartflow.ledger.key_file import (
    BadKeyFile,
    NoKeyPlace,
    SigningKeyMissing,
    new_key_file,
    put_aside,
    read_key_file,
    require_free,
    require_own,
    write_key_file,
)
from smartflow.ledger.keys import StoreKeys, read_keys

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Writing

__all__ = [
    "EmptyKeyReason",
    "KeyStanding",
    "NoKey",
    "SignedAlready",
    "begin_signing",
    "import_key",
    "key_standing",
    "new_key",
    "rotate_key",
]


class NoKey(BadInput):
    """The store has no key that could be replaced or brought here."""

    code = "no-key"
    says = Text(
        id="Penyimpanan ini belum mempunyai kunci; riwayatnya tidak disegel.",
        en="This store has no key; its history is not signed.",
    )
    next_step = Text(
        id="Buat dulu: smartflow audit key add",
        en="Make one: smartflow audit key add",
    )


class SignedAlready(BadInput):
    """The store has a key already."""

    code = "signed-already"
    says = Text(id="Penyimpanan ini sudah mempunyai kunci.", en="This store has a key already.")
    next_step = Text(
        id="Lihat: smartflow audit key show. Mengganti: smartflow audit key rotate --reason"
        ' "ALASAN"',
        en="See: smartflow audit key show. To replace it: smartflow audit key rotate --reason"
        ' "REASON"',
    )


class EmptyKeyReason(BadInput):
    """A key is replaced for a reason, which becomes history."""

    code = "empty-key-reason"
    says = Text(id="Alasan penggantian kunci kosong.", en="The reason for replacing it is empty.")
    next_step = Text(
        id='Tulis alasannya: smartflow audit key rotate --reason "ALASAN"',
        en='Say why: smartflow audit key rotate --reason "REASON"',
    )


class KeyStanding(msgspec.Struct, frozen=True):
    """How a store stands with its keys.

    Attributes:
        store: The name of the store log.
        keys: Its keys, the oldest first.
        file: Where the private key is on this computer, or would be.
        present: Whether the key of today is there.
    """

    store: str
    keys: StoreKeys
    file: Path | None
    present: bool


def key_standing(workspace: Workspace) -> KeyStanding:
    """Return how the store of a workspace stands with its keys."""
    with workspace.reading() as reading:
        own = workspace.register(reading).own
        keys = read_keys(reading, own)
    file = workspace.key_file(own)
    try:
        present = keys.current is not None and find_signer(file, keys.current) is not None
    except BadKeyFile:
        present = False
    return KeyStanding(own, keys, file, present)


def begin_signing(writing: Writing, signer: SignerKey, entry: Entry) -> None:
    """Write the entry that names a store's first key, and sign every log as it stands.

    Args:
        writing: The open transaction, on a store that has no key.
        signer: The new key.
        entry: The entry ``key_add``.
    """
    writing.append(entry.log, entry.seq, entry.prev, encode_entry(entry))
    Pen(signer, None).sign_first(writing, _logs(writing, entry.log))


def new_key(workspace: Workspace) -> Entry:
    """Make a key for a store that has none.

    Its file is complete before the entry is and takes its place afterwards: were it there first, a
    crash in between would leave a key that the history does not name, and no act would go on.

    Raises:
        SignedAlready: it has one.
        BadKeyFile: the key cannot be written.
    """
    with workspace.reading() as reading:
        own = workspace.register(reading).own
    file = _place(workspace, own)
    signer = fresh_signer_key(own)
    act = KeyAdd(key=signer.verifier().encode())
    new_file = new_key_file(file, signer.verifier().key_id.hex())
    with workspace.store.write(own) as writing:
        if read_keys(writing, own).current is not None:
            raise SignedAlready
        require_free(file)
        write_key_file(new_file, signer)
        head = writing.head(own)
        entry = store_entry(
            own, head, workspace.clock, act.act_name, act.to_body(), person=workspace.actor_name
        )
        begin_signing(writing, signer, entry)
    new_file.rename(file)
    tell(workspace, entry)
    return entry


def rotate_key(workspace: Workspace, reason: str, *, lost: bool = False) -> Entry:
    """Replace the store's key by a new one; the old file is kept beside it.

    The new key's file is complete before the entry is: whatever happens in between, no key that
    the history names is missing.

    Args:
        workspace: Where.
        reason: Why.
        lost: Whether the old key is gone and cannot sign for the new one.

    Raises:
        EmptyKeyReason: no reason was given.
        NoKey: the store has no key yet.
        SigningKeyMissing: the old key is not on this computer, and it was not said to be lost.
        SigningKeyDiffers: the key on this computer is another one.
        BadInput: it was said to be lost and lies here.
        IntegrityFailure: a log does not continue what was signed last.
    """
    why = " ".join(reason.split())
    if not why:
        raise EmptyKeyReason
    standing = key_standing(workspace)
    if standing.keys.current is None:
        raise NoKey
    own, file = standing.store, _place(workspace, standing.store)
    require_own(file, own)
    old = _old_key(standing, file, lost=lost)
    signer = fresh_signer_key(own)
    new_file = new_key_file(file, signer.verifier().key_id.hex())
    write_key_file(new_file, signer)
    with workspace.store.write(own) as writing:
        entry = _rotated(workspace, writing, signer, standing, why, lost=lost)
        pen = Pen(signer, new_file)
        replaced = standing.keys.current
        pen.append(writing, entry, leaves_of(writing, own), (replaced,))
        if old is not None:
            _cosign_newest(writing, own, old)
        pen.sign_again(writing, _logs(writing, own), replaced)
    put_aside(file, own)
    new_file.rename(file)
    tell(workspace, entry)
    return entry


def import_key(workspace: Workspace, source: Path) -> Path:
    """Bring the store's key to this computer; returns where it was put.

    Raises:
        NoKey: the store is not signed.
        BadKeyFile: the file holds no key, or another one lies where it belongs.
        SigningKeyDiffers: it is not the key by which the store signs today.
    """
    standing = key_standing(workspace)
    if standing.keys.current is None:
        raise NoKey
    signer = read_key_file(source)
    if signer is None:
        raise SigningKeyMissing(standing.store, source)
    if signer.verifier() != standing.keys.current:
        raise SigningKeyDiffers(file=source)
    file = _place(workspace, standing.store)
    if read_key_file(file) != signer:
        put_aside(file, standing.store)
        write_key_file(file, signer)
    return file


def _rotated(  # noqa: PLR0913  what the entry says
    workspace: Workspace,
    writing: Writing,
    signer: SignerKey,
    standing: KeyStanding,
    why: str,
    *,
    lost: bool,
) -> Entry:
    before = read_keys(writing, standing.store).current
    if before is None or before != standing.keys.current:  # somebody else was quicker
        raise SigningKeyDiffers(file=standing.file)
    act = KeyRotate(key=signer.verifier().encode(), replaces=before.encode(), lost=lost)
    head = writing.head(standing.store)
    return store_entry(
        standing.store,
        head,
        workspace.clock,
        act.act_name,
        act.to_body(),
        person=workspace.actor_name,
        reason=why,
    )


def _old_key(standing: KeyStanding, file: Path, *, lost: bool) -> SignerKey | None:
    """Return the old private key, or None where it was said to be lost and is."""
    if lost:
        if standing.present:
            raise _not_lost(file)
        return None
    current = standing.keys.current
    signer = find_signer(file, current) if current is not None else None
    if signer is not None:
        return signer
    if read_key_file(file) is None:
        raise SigningKeyMissing(standing.store, file)
    raise SigningKeyDiffers(file=file)


def _cosign_newest(writing: Writing, log: str, signer: SignerKey) -> None:
    newest = writing.checkpoint(log)
    if newest is not None:
        size, note = newest
        writing.put_checkpoint(log, size, cosign(note, (signer,)))


def _logs(writing: Writing, own: str) -> tuple[str, ...]:
    """Return the store log and those of the registered cities; a stray one is refused."""
    return (own, *(city.log for city in registered_cities(writing)))


def _place(workspace: Workspace, own: str) -> Path:
    file = workspace.key_file(own)
    if file is None:
        raise NoKeyPlace
    return file


def _not_lost(file: Path) -> BadInput:
    return BadInput(
        Text(
            id=f"Kunci itu tidak hilang: ada di {file}.",
            en=f"That key is not lost: it is in {file}.",
        ),
        Text(
            id="Ganti dengan tanda tangan kunci lama, tanpa --lost.",
            en="Replace it with the old key's signature, without --lost.",
        ),
    )
