"""``audit checkpoint``: write what a witness outside needs, to be mailed or carried.

For a whole store it first records the act ``checkpoint``, which names the size and root of every
city's log: the store log's own note then covers all of them, so that a city that vanishes later is
seen. For one city nothing is recorded.

Each log's tree is computed from its entries and compared with the note that is handed out: a
history that is not what was signed is never mailed as if it were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.keys.rotations import rotations_of
from smartflow.canonical import canonical_bytes
from smartflow.casework.casework import Draft
from smartflow.casework.cities import city_named, registered_cities
from smartflow.casework.foreign_city import foreign
from smartflow.casework.outside import cosigned
from smartflow.casework.repeating import repeated
from smartflow.casework.signing import CheckpointMissing, leaves_of
from smartflow.casework.store_act import perform_in_store
from smartflow.errors import BadInput, Conflict
from smartflow.history.acts import StoreCheckpoint
from smartflow.history.entries.blob import seal
from smartflow.history.entries.entry import Entry
from smartflow.history.seals.checkpoint import (
    Checkpoint,
    NotAnExtension,
    check_leaves,
    parse_checkpoint,
)
from smartflow.history.seals.checkpoint_file import Block, CheckpointFile
from smartflow.history.seals.merkle_proof import consistency_proof
from smartflow.history.seals.note_key import VerifierKey
from smartflow.history.seals.signed_note import parse_note
from smartflow.history.strict_base64 import to_base64
from smartflow.language import Text
from smartflow.ledger.keys import read_keys, store_of
from smartflow.ledger.register import ImportedCity
from smartflow.ledger.witnesses import read_witnesses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Reading, Writing

__all__ = [
    "CheckpointUnread",
    "LogHead",
    "MadeCheckpoint",
    "NotSigned",
    "checkpoint",
    "city_checkpoint",
    "heads_of",
]


class NotSigned(BadInput):
    """The store has no key, so there is no checkpoint of it."""

    code = "not-signed"
    says = Text(
        id="Penyimpanan {store} belum punya kunci, jadi belum ada segel riwayatnya.",
        en="The store {store} has no key yet, so there is no checkpoint of it.",
    )
    next_step = Text(
        id="Buat kuncinya lebih dahulu: smartflow audit key add",
        en="Make its key first: smartflow audit key add",
    )


class CheckpointUnread(Conflict):
    """The act is recorded, and the store went away before its checkpoints could be read."""

    code = "checkpoint-unread"
    says = Text(
        id="Tercatat sebagai entri {seq}, tetapi penyimpanan terputus sebelum segelnya dapat"
        " dibaca; berkas belum ditulis.",
        en="It is recorded as entry {seq}, but the store went away before its checkpoints could be"
        " read; no file was written.",
    )
    next_step = Text(
        id="Ulangi perintah yang sama; satu tindakan lagi akan tercatat.",
        en="Repeat the same command; one more act will be recorded.",
    )


class LogHead(msgspec.Struct, frozen=True):
    """How far a log had come: one item of the blob that the act ``checkpoint`` names.

    Attributes:
        log: The log's name.
        size: How many entries it had.
        root: The root of the tree over them, base64.
    """

    log: str
    size: int
    root: str


class MadeCheckpoint(msgspec.Struct, frozen=True):
    """What is handed out.

    Attributes:
        file: The checkpoints.
        keys: The keys of the store, the oldest first; the last one signs today.
        entry: The act, where one was recorded.
    """

    file: CheckpointFile
    keys: tuple[VerifierKey, ...]
    entry: Entry | None = None


def checkpoint(workspace: Workspace, since: CheckpointFile | None = None) -> MadeCheckpoint:
    """Record where all logs stand, and return the checkpoints of all of them.

    Args:
        workspace: Where.
        since: The checkpoints from which the proofs are to lead; without it they lead from what
            each witness is known to have cosigned last.

    Raises:
        NotSigned: the store has no key.
        NotAnExtension: a log does not continue what was signed, or what ``since`` holds of it.
        CheckpointMissing: a log's newest entry was not signed.
        CheckpointUnread: the act is recorded, and then the store went away.
        SmartflowError: the store cannot be read or written.
    """
    _read(workspace, since)  # what is refused is, before the act

    def plan(writing: Writing, own: str) -> Draft:
        heads = heads_of(writing, (log for log in _logs(writing, own) if log != own))
        blob = seal(canonical_bytes(heads))
        return Draft.of(StoreCheckpoint(heads=blob.digest), blobs=(blob,))

    entry = perform_in_store(workspace, plan)
    try:
        made = _read(workspace, since)
    except Conflict as error:  # whose own words say that nothing was recorded
        raise CheckpointUnread(seq=entry.seq) from error
    return msgspec.structs.replace(made, entry=entry)


def _read(workspace: Workspace, since: CheckpointFile | None) -> MadeCheckpoint:
    """Return the checkpoints of all logs as they stand."""

    def read() -> MadeCheckpoint:
        with workspace.reading() as reading:
            return _made(reading, _logs(reading, workspace.register(reading).own), since)

    return repeated(read)


def city_checkpoint(
    workspace: Workspace, city: str, since: CheckpointFile | None = None
) -> MadeCheckpoint:
    """Return the checkpoint of one city; nothing is recorded. See :func:`checkpoint`.

    Raises:
        UnknownCity: there is none of that name.
        ForeignCity: another office writes the city, and signs its checkpoints.
    """
    with workspace.reading() as reading:
        found = city_named(workspace.register(reading), city)
        if isinstance(found, ImportedCity):
            raise foreign(found)
        return _made(reading, (found.log,), since)


def heads_of(reading: Reading, logs: Iterable[str]) -> list[LogHead]:
    """Return how far logs have come, as their newest checkpoints say, sorted by name.

    Raises:
        CheckpointMissing: a log's newest entry was not signed.
        IntegrityFailure: a note of a checkpoint is none.
    """
    found = []
    for log in sorted(logs):
        newest, _ = _newest(reading, log)
        found.append(LogHead(log, newest.size, to_base64(newest.root)))
    return found


def _logs(reading: Reading, store: str) -> tuple[str, ...]:
    """Return the store log and that of every registered city: one that vanished is missed."""
    return (store, *(city.log for city in registered_cities(reading)))


def _made(reading: Reading, logs: Sequence[str], since: CheckpointFile | None) -> MadeCheckpoint:
    store = store_of(logs[0])
    keys = read_keys(reading, store)
    if keys.current is None:
        raise NotSigned(store=store)
    earlier = since.logs() if since is not None else None
    blocks: list[Block] = []
    for log in sorted(logs):
        told = None if earlier is None else [one.checkpoint for one in earlier.get(log, [])]
        blocks += _blocks(reading, log, told)
    file = CheckpointFile(tuple(blocks), keys.all, rotations_of(reading, store))
    return MadeCheckpoint(file, keys.all)


def _blocks(reading: Reading, log: str, since: Sequence[Checkpoint] | None) -> list[Block]:
    """Return a log's newest checkpoint, once for each size from which a proof is to lead."""
    newest, note = _newest(reading, log)
    leaves = leaves_of(reading, log)
    check_leaves(newest, leaves)
    if since is None:
        olds = _seen(reading, log)
    else:
        olds = {one.size for one in since}
        for one in since:
            _check_earlier(one, leaves)
    return [Block(note, old, consistency_proof(leaves, old)) for old in sorted(olds or {0})]


def _check_earlier(earlier: Checkpoint, leaves: Sequence[bytes]) -> None:
    """Check that a log begins with what an earlier checkpoint of it says."""
    if earlier.size > len(leaves):
        raise NotAnExtension(
            earlier.origin,
            Text(
                id=f"ada {len(leaves)} entri, padahal segel itu mencakup {earlier.size}",
                en=f"it has {len(leaves)} entries, and that checkpoint covers {earlier.size}",
            ),
        )
    check_leaves(earlier, leaves)


def _seen(reading: Reading, log: str) -> set[int]:
    """Return the sizes at which the witnesses of the store last cosigned a log."""
    last: dict[VerifierKey, int] = {}
    for one in cosigned(reading, log, read_witnesses(reading, log)):
        last.setdefault(one.witness, one.size)
    return set(last.values())


def _newest(reading: Reading, log: str) -> tuple[Checkpoint, bytes]:
    """Return the newest checkpoint of a log, which covers its newest entry, and its note."""
    head, newest = reading.head(log), reading.checkpoint(log)
    entries = head.seq if head else 0
    size, note = newest or (0, b"")
    if newest is None or size != entries:
        raise CheckpointMissing(log=log, entries=entries, size=size)
    return parse_checkpoint(parse_note(note).text), note
