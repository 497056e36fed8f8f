"""How a store begins: its id and its key; and how a workspace joins one that has begun.

A store is begun once, by whoever comes first. Everybody after that joins it, with its id and
without making a key, and needs to write nothing for it: an auditor may only read.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.keys.key import begin_signing
from smartflow.casework.cities import store_log
from smartflow.casework.signing import SigningKeyDiffers
from smartflow.casework.store_act import store_entry
from smartflow.history.acts import Init, KeyAdd
from smartflow.history.entries.entry import encode_entry
from smartflow.history.seals.note_key import fresh_signer_key
from smartflow.ledger.key_file import SigningKeyMissing, read_key_file, write_key_file
from smartflow.ledger.keys import read_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartflow.clock import Clock
    from smartflow.history.seals.note_key import VerifierKey
    from smartflow.store.protocol import Reading, Store, Writing

__all__ = ["BEGINNING", "Begun", "begin_or_join"]

BEGINNING = "smartflow"
"""The log for which those queue who put the first entries into a store, and how its name begins."""


class Begun(msgspec.Struct, frozen=True):
    """A store that has begun.

    Attributes:
        id: Its own id.
        joined: Whether it had begun before.
        key_file: Where its private key is, or would be; None for a store without one.
        has_key: Whether it is there.
    """

    id: str
    joined: bool
    key_file: Path | None
    has_key: bool


def begin_or_join(
    store: Store, key_place: Callable[[str], Path | None], clock: Clock, *, key_named: bool
) -> Begun:
    """Make the first entries of a store and its key, unless it has begun.

    Args:
        store: The opened store.
        key_place: Returns where the key of the store with that store log belongs, if anywhere.
        clock: The clock by which the first entries are stamped.
        key_named: Whether somebody named the key's file: of a store that has begun it must be
            there.

    Raises:
        BadKeyFile: the key cannot be written, or stands where no key may be overwritten.
        SigningKeyMissing: the store has begun, and there is no key where somebody says.
        SigningKeyDiffers: the key there is another one.
    """
    with store.read() as reading:
        if reading.logs():
            return _joined(reading, key_place, key_named=key_named)
    # Looked at again inside the write: of two that begin at once, the second joins the first.
    with store.write(BEGINNING) as writing:
        if writing.logs():
            return _joined(writing, key_place, key_named=key_named)
        own = f"{BEGINNING}/{secrets.token_hex(8)}"
        file = key_place(own)
        _first_entries(writing, own, file, clock)
    return Begun(_id(own), joined=False, key_file=file, has_key=file is not None)


def _joined(reading: Reading, key_place: Callable[[str], Path | None], *, key_named: bool) -> Begun:
    own = store_log(reading)
    current = read_keys(reading, own).current
    file = key_place(own) if current is not None else None
    present = _has_key(current, file, named=key_named)
    return Begun(_id(own), joined=True, key_file=file, has_key=present)


def _id(own: str) -> str:
    return own.removeprefix(f"{BEGINNING}/")


def _first_entries(writing: Writing, own: str, file: Path | None, clock: Clock) -> None:
    """Write the first entry of the store, and the one that names its new key."""
    init = Init(id=_id(own))
    first = store_entry(own, None, clock, init.act_name, init.to_body())
    writing.append(first.log, first.seq, first.prev, encode_entry(first))
    if file is None:
        return
    signer = fresh_signer_key(own)
    write_key_file(file, signer)
    act = KeyAdd(key=signer.verifier().encode())
    head = writing.head(own)
    entry = store_entry(own, head, clock, act.act_name, act.to_body())
    begin_signing(writing, signer, entry)


def _has_key(current: VerifierKey | None, file: Path | None, *, named: bool) -> bool:
    """Say whether the key of a store that exists is where it belongs; a named one must be."""
    if current is None or file is None:
        return False
    signer = read_key_file(file)
    if signer is None and named:
        raise SigningKeyMissing(current.name, file)
    if signer is not None and signer.verifier() != current:
        raise SigningKeyDiffers(file=file)
    return signer is not None
