"""How a witness learns that an office has replaced its key, without anybody telephoning.

The act ``key_rotate`` is an entry of the store log, and the old key signs the tree in which it is
the newest one. So whoever trusts the old key can be shown, by that note, the entry and an inclusion
proof, that its holder named the new one. A line under a note would show nothing: anybody can add
one. A rotation without the old key (``lost``) is shown to nobody: it has to be asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.signing import leaves_of
from smartflow.errors import IntegrityFailure
from smartflow.history.acts import KeyRotate, read_as
from smartflow.history.entries.entry import decode_entry
from smartflow.history.seals.checkpoint import open_checkpoint
from smartflow.history.seals.checkpoint_file import Rotation
from smartflow.history.seals.merkle import leaf_digest
from smartflow.history.seals.merkle_proof import check_inclusion, inclusion_proof
from smartflow.history.seals.note_key import MalformedKey, VerifierKey, parse_verifier_key
from smartflow.ledger.keys import KEY_ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.history.entries.entry import Entry
    from smartflow.store.protocol import Reading

__all__ = ["rotations_of", "successor"]

_ROTATE = KEY_ACTS[1]
_BEGINS = f'{{"act":"{_ROTATE}"'.encode()
"""How the canonical bytes of such an entry begin: ``act`` is the first field in order."""


def rotations_of(reading: Reading, store: str) -> tuple[Rotation, ...]:
    """Return the rotations of a store's keys that the old key has signed for, in their order.

    Args:
        reading: An open transaction.
        store: The name of the store log.
    """
    found = [
        (seq, content)
        for seq, content in enumerate(reading.entries(store), start=1)
        if content.startswith(_BEGINS)
    ]
    if not found:
        return ()
    leaves, rotations = leaves_of(reading, store), []
    for seq, content in found:
        note = next((note for at, note in reading.checkpoints(store, seq - 1) if at == seq), None)
        if note is not None and not read_as(decode_entry(content), KeyRotate).lost:
            rotations.append(Rotation(note, content, inclusion_proof(leaves[:seq], seq - 1)))
    return tuple(rotations)


def successor(rotation: Rotation, trusted: Iterable[VerifierKey]) -> VerifierKey | None:
    """Return the key that a trusted one has named in its own place, or None.

    Args:
        rotation: What came.
        trusted: The keys that count.
    """
    keys = {key.encode(): key for key in trusted}
    try:
        entry = decode_entry(rotation.entry)
        act = read_as(entry, KeyRotate)
        new = parse_verifier_key(act.key)
        old = keys.get(act.replaces)
        if old is not None and _is_rotation(entry, old, new):
            _check_signed(rotation, entry, old)
            return new
    except (IntegrityFailure, MalformedKey):
        return None
    return None


def _is_rotation(entry: Entry, old: VerifierKey, new: VerifierKey) -> bool:
    return entry.act == _ROTATE and old.name == new.name == entry.log


def _check_signed(rotation: Rotation, entry: Entry, old: VerifierKey) -> None:
    """Check that the old key has signed the tree whose newest entry this is.

    Raises:
        IntegrityFailure: it has not, or the entry is not in that tree.
    """
    signed = open_checkpoint(rotation.note, (old,))
    leaf = leaf_digest(rotation.entry)
    check_inclusion(entry.seq - 1, signed.size, leaf, rotation.proof, signed.root)
