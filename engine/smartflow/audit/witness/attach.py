"""``audit attach``: take the cosignatures that came back from a witness.

What is taken is bound to what is stored: a cosignature belongs under the very note that it was made
for. A note of another history, in whichever direction the two came apart, is refused with its kind.
Lines are only ever added, so that files may come back in any order and more than once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.witness.attach_faults import (
    FromTheFuture,
    NoteDiffers,
    NothingToAttach,
    UnknownWitness,
)
from smartflow.casework.casework import Draft
from smartflow.casework.store_act import perform_in_store
from smartflow.history.acts import WitnessAdd
from smartflow.history.seals.checkpoint_file import Block, CheckpointFile
from smartflow.history.seals.cosignature import WitnessKey, add_signatures, cosigned_at
from smartflow.history.seals.signed_note import Signature, parse_note
from smartflow.language import Text
from smartflow.ledger.witnesses import read_witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.casework.workspace import Workspace
    from smartflow.history.seals.checkpoint import Checkpoint
    from smartflow.store.protocol import Reading, Writing

__all__ = ["Attached", "attach", "attach_of"]

_DAY = 86_400


class Attached(msgspec.Struct, frozen=True):
    """A cosignature that stands under a stored note.

    Attributes:
        log: The log.
        size: How many entries the note covers.
        moment: When it was cosigned, in seconds since 1970, UTC.
        witness: The witness's name.
        is_new: Whether it was not there before.
    """

    log: str
    size: int
    moment: int
    witness: str
    is_new: bool


def attach(workspace: Workspace, file: CheckpointFile) -> tuple[Attached, ...]:
    """Add the cosignatures of known witnesses to the stored notes.

    Args:
        workspace: Where.
        file: What came back.

    Returns:
        What stands there now, by the file's order; doing it again changes nothing.

    Raises:
        NoteDiffers: a note is not the one that is stored.
        BadSignature: a known witness's line is not over its note.
        FromTheFuture: it is dated more than a day ahead.
        NothingToAttach: no witness has signed.
        UnknownWitness: only unknown ones have.
    """
    with workspace.reading() as reading:
        store = workspace.register(reading).own
    with workspace.store.write(store) as writing:
        return _attach(writing, file, read_witnesses(writing, store), _latest(workspace))


def attach_of(
    workspace: Workspace, file: CheckpointFile, witness: WitnessKey
) -> tuple[Attached, ...]:
    """Do as :func:`attach`, once a witness is known: the act ``witness_add`` in the store log.

    The entry is written only for a key that is new, together with the cosignatures or not at all.

    Args:
        workspace: Where.
        file: What came back.
        witness: The witness's public key, as it was given to the office.
    """
    with workspace.reading() as reading:
        known = read_witnesses(reading, workspace.register(reading).own)
    if witness in known:
        return attach(workspace, file)
    done: list[Attached] = []

    def plan(writing: Writing, own: str) -> Draft:
        witnesses = (*read_witnesses(writing, own), witness)
        done[:] = _attach(writing, file, witnesses, _latest(workspace))
        return Draft.of(WitnessAdd(name=witness.name, key=witness.encode()))

    perform_in_store(workspace, plan)
    return tuple(done)


def _latest(workspace: Workspace) -> int:
    """Return the latest time that a line may have: clocks differ, and some by a zone's hours.

    The latest line counts, so one from a wrong clock would stand in the way of all good ones.
    """
    return int((workspace.clock.now() + timedelta(days=1)).timestamp())


def _attach(
    writing: Writing, file: CheckpointFile, witnesses: Sequence[WitnessKey], latest: int
) -> tuple[Attached, ...]:
    known = {(one.name, one.key_id): one for one in witnesses}
    done: dict[tuple[str, int, str, bytes], Attached] = {}
    strange: dict[str, None] = {}
    for block in file.blocks:
        note = _stored(writing, block)
        good: list[Signature] = []
        for line in _added(note, block):
            witness = known.get((line.name, line.key_id))
            if witness is None:
                strange[f"{line.name}+{line.key_id.hex()}"] = None
                continue
            witness.check(block.signed.text, line.signed)
            _not_later(line, latest)
            good.append(line)
        grown = add_signatures(note, good)
        if grown != note:
            writing.put_checkpoint(block.checkpoint.origin, block.checkpoint.size, grown)
        before = parse_note(note).signatures
        for line in good:
            told = _told(block.checkpoint, parse_note(grown).signatures, line, before)
            done.setdefault((told.log, told.size, line.name, line.key_id), told)
    if not done:
        raise UnknownWitness(tuple(strange)) if strange else NothingToAttach
    return tuple(done.values())


def _not_later(line: Signature, latest: int) -> None:
    ahead = (cosigned_at(line.signed) or 0) - latest
    if ahead > 0:
        raise FromTheFuture(name=line.name, days=ahead // _DAY + 1)


def _told(
    checkpoint: Checkpoint,
    now: Sequence[Signature],
    line: Signature,
    before: Sequence[Signature],
) -> Attached:
    """Return which line of a witness stands under a note now, and whether it is new there."""
    kept = next(one for one in now if (one.name, one.key_id) == (line.name, line.key_id))
    moment = cosigned_at(kept.signed) or 0
    return Attached(checkpoint.origin, checkpoint.size, moment, kept.name, kept not in before)


def _added(note: bytes, block: Block) -> Iterator[Signature]:
    """Yield the lines of a block that can be a witness's: those with a time in them."""
    own = {(one.name, one.key_id) for one in parse_note(note).signatures if not _is_timed(one)}
    for line in block.signed.signatures:
        if _is_timed(line) and (line.name, line.key_id) not in own:
            yield line


def _is_timed(line: Signature) -> bool:
    return cosigned_at(line.signed) is not None


def _stored(reading: Reading, block: Block) -> bytes:
    """Return the stored note over the same text as a block's.

    Raises:
        NoteDiffers: there is none.
    """
    wanted = block.checkpoint
    log, size = wanted.origin, wanted.size
    newest = reading.checkpoint(log)
    if newest is None:
        raise NoteDiffers(
            log,
            Text(id="riwayat tidak dikenal", en="unregistered log"),
            Text(
                id="tidak ada segel riwayat itu di sini; apakah ini ruang kerja yang benar",
                en="there is no checkpoint of it here; is this the right workspace",
            ),
        )
    if newest[0] < size:
        raise NoteDiffers(
            log,
            Text(id="dikembalikan ke keadaan lama", en="rolled back"),
            Text(
                id=f"yang disaksikan mencakup {size} entri, yang tersimpan hanya {newest[0]}",
                en=f"the cosigned one covers {size} entries, the newest one here {newest[0]}",
            ),
        )
    found = next((note for at, note in reading.checkpoints(log, size - 1) if at == size), None)
    if found is None:
        raise NoteDiffers(
            log,
            Text(id="tanpa segel", en="unsigned"),
            Text(
                id=f"tidak ada segel pada {size} entri di sini",
                en=f"there is no checkpoint at {size} entries here",
            ),
        )
    if parse_note(found).text != block.signed.text:
        raise NoteDiffers(
            log,
            Text(id="bercabang", en="forked"),
            Text(
                id=f"pada {size} entri akarnya lain",
                en=f"at {size} entries it has another root",
            ),
        )
    return found
