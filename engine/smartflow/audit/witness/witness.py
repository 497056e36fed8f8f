"""``audit witness``: look at checkpoints from somebody else's office, and cosign them.

Run by a province or an auditor on a computer of their own, without any workspace. What is signed
has to extend what was seen last of the same log: that is all that a witness vouches for, and it is
what an office cannot fake alone (c2sp.org/tlog-witness). Either every log in a file is in order and
all are signed, or nothing is.

The memory is written before a signature leaves: a crash between costs a second run, never a
signature on two histories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from smartflow.audit.keys.rotations import successor
from smartflow.audit.witness.witness_faults import (
    BadWitnessName,
    CityVanished,
    Forked,
    KeyNotTrusted,
    NoKeyGiven,
    OtherName,
    ProofMissing,
    RolledBack,
)
from smartflow.audit.witness.witness_memory import Seen, WitnessFolder
from smartflow.casework.system_user import system_user
from smartflow.clock import Clock
from smartflow.history.seals.checkpoint import Checkpoint, NotAnExtension, check_extends
from smartflow.history.seals.checkpoint_file import (
    Block,
    CheckpointFile,
    Rotation,
    read_checkpoint_file,
)
from smartflow.history.seals.cosignature import WitnessKey, WitnessSigner, add_signatures
from smartflow.history.seals.note_key import VerifierKey, is_key_name
from smartflow.history.seals.signed_note import UnknownKey, open_note
from smartflow.ledger.keys import store_of
from smartflow.ledger.whole_file import write_whole

__all__ = ["Witnessed", "WitnessedLog", "witness", "witness_key"]


class WitnessedLog(msgspec.Struct, frozen=True):
    """A log that was looked at and signed.

    Attributes:
        checkpoint: What was signed.
        before: The size that was seen last; None on first sight.
    """

    checkpoint: Checkpoint
    before: int | None


class Witnessed(msgspec.Struct, frozen=True):
    """What a witness has done.

    Attributes:
        key: The witness's public key, which the office must know.
        is_new: Whether the key was made just now.
        logs: What was signed.
        first: Keys of offices that are trusted from now on because nothing was known of them.
        learned: Keys that are trusted from now on because a trusted one named them in its place.
    """

    key: WitnessKey
    is_new: bool
    logs: tuple[WitnessedLog, ...]
    first: tuple[VerifierKey, ...] = ()
    learned: tuple[VerifierKey, ...] = ()


class _Trust(msgspec.Struct, frozen=True):
    """Which keys count for the logs in a file: those of offices met before, and new ones."""

    known: tuple[VerifierKey, ...]
    pinned: tuple[VerifierKey, ...]
    first: tuple[VerifierKey, ...]
    learned: tuple[VerifierKey, ...]
    rotations: tuple[Rotation, ...]


def witness(  # noqa: PLR0913  the edges are passed in
    config_folder: Path,
    source: Path,
    target: Path,
    clock: Clock,
    *,
    name: str = "",
    pinned: Sequence[VerifierKey] = (),
) -> Witnessed:
    """Look at a checkpoint file, and write it with this witness's cosignatures.

    Args:
        config_folder: The user's configuration folder.
        source: The file that came.
        target: Where it is written; it may be ``source``.
        clock: The clock by which the cosignatures are dated.
        name: The witness's name, for its first use; by default account and computer.
        pinned: Keys of offices that were had from somewhere safer than the file.

    Raises:
        MalformedCheckpointFile: it is no such file.
        NoKeyGiven: a log is new, and no key that signed it is named by the file or ``pinned``.
        KeyNotTrusted: a known office's file is signed by keys unknown here.
        BadSignature: a trusted key's signature is not over the text.
        RolledBack: a log is shorter than it was.
        Forked: a log does not hold all that was seen of it.
        CityVanished: a log that was seen is not in the file of its whole store.
        ProofMissing: the file holds no proof from what was seen last.
        BadWitnessName: ``name`` cannot be the name of a key.
        OtherName: the witness goes by another name already.
    """
    file = read_checkpoint_file(source.read_bytes())
    folder = WitnessFolder(config_folder)
    with folder.held():
        seen = folder.recall()
        trust = _trusted(file, seen, pinned)
        judged = [_judged(log, blocks, seen.get(log), trust) for log, blocks in file.logs().items()]
        _all_cities(file, seen)
        _with_proofs(folder, judged, seen, trust)
        signer, is_new = _signer(folder, name)
        now = {log: _remembered(block, _counting(seen.get(log), trust)) for log, block, _ in judged}
        folder.remember({**seen, **now})
        moment = int(clock.now().timestamp())
        texts = [block.signed.text for _, block, _ in judged]
        notes = _cosigned(file, texts, signer, moment)
        write_whole(target, file.replaced(notes).encode().decode())
    logs = tuple(
        WitnessedLog(block.checkpoint, seen[log].checkpoint.size if log in seen else None)
        for log, block, _ in judged
    )
    return Witnessed(signer.verifier(), is_new, logs, trust.first, trust.learned)


def witness_key(config_folder: Path) -> WitnessKey | None:
    """Return the public key of this computer's witness, or None if it has none.

    Raises:
        BadWitnessFolder: it cannot be read.
    """
    signer = WitnessFolder(config_folder).signer()
    return signer.verifier() if signer is not None else None


# -- which keys count ----------------------------------------------------------------------------


def _trusted(file: CheckpointFile, seen: dict[str, Seen], pinned: Sequence[VerifierKey]) -> _Trust:
    """Return the keys that count, in the order in which they came to be trusted."""
    known = [key for log in sorted(seen) for key in seen[log].trusted]
    stores = {store_of(log) for log in file.logs()}
    met = {store_of(log) for log in seen}
    first = [
        key
        for key in file.keys
        for store in stores - met
        if _is_of(key, store) and not any(_is_of(one, store) for one in pinned)
    ]
    signing = {key for block in file.blocks for key in _signers(block, first)}
    trusted = tuple(key for key in first if key in signing)
    learned = _learned(file.rotations, [*known, *pinned, *trusted])
    return _Trust(tuple(known), tuple(pinned), trusted, tuple(learned), file.rotations)


def _counting(before: Seen | None, trust: _Trust) -> tuple[VerifierKey, ...]:
    """Return the keys that count for one log.

    Of a log that was seen, only the keys by which its last note was signed still do, and those that
    took their place since, though another log may have gone on to them before: one that was
    replaced counts no more once the log has gone on without it.
    """
    known = trust.known if before is None else before.trusted
    keys = (*known, *trust.pinned, *trust.first)
    return (*keys, *_learned(trust.rotations, keys))


def _learned(rotations: Iterable[Rotation], trusted: Sequence[VerifierKey]) -> list[VerifierKey]:
    """Return the keys that a trusted one has named in its place, and those after them."""
    keys = list(trusted)
    for rotation in rotations:
        new = successor(rotation, keys)
        if new is not None and new not in keys:
            keys.append(new)
    return keys[len(trusted) :]


def _signers(block: Block, keys: Iterable[VerifierKey]) -> list[VerifierKey]:
    """Return which of the keys have signed a note of a log of theirs.

    Raises:
        BadSignature: a line of one of them is not over the note's text.
    """
    own = [key for key in dict.fromkeys(keys) if _is_of(key, block.checkpoint.origin)]
    try:
        lines = open_note(block.note, own).signatures
    except UnknownKey:
        return []
    who = {(line.name, line.key_id) for line in lines}
    return [key for key in own if (key.name, key.key_id) in who]


def _is_of(key: VerifierKey, log: str) -> bool:
    """Say whether a key may sign for a log: its own name's, or a city's below it."""
    return key.name in (log, store_of(log))


# -- what is signed ------------------------------------------------------------------------------


def _judged(
    log: str, blocks: Sequence[Block], before: Seen | None, trust: _Trust
) -> tuple[str, Block, bool]:
    """Return a log's newest block in the file, and whether it shows that nothing was lost.

    Without a proof it is not yet known; a history that is shorter or another one is refused here.
    """
    newest = max(blocks, key=lambda block: block.checkpoint.size)
    checkpoint = newest.checkpoint
    alike = [one for one in blocks if one.checkpoint.size == checkpoint.size]
    if any(one.checkpoint.root != checkpoint.root for one in alike):
        raise Forked(log=log, before=checkpoint.size, now=checkpoint.size)
    keys = _counting(before, trust)
    if not _signers(newest, keys):
        is_known = any(_is_of(key, log) for key in keys)
        names = tuple(f"{one.name}+{one.key_id.hex()}" for one in newest.signed.signatures)
        raise KeyNotTrusted(log, names) if is_known else NoKeyGiven(log=log)
    if before is None:
        return log, newest, True
    old = before.checkpoint
    if checkpoint.size < old.size:
        raise RolledBack(log, old.size, checkpoint.size)
    proofs = [one for one in alike if one.old == old.size]
    if checkpoint.size == old.size:
        proofs = [msgspec.structs.replace(newest, old=old.size, proof=())]
    for one in proofs:
        try:
            check_extends(old, checkpoint, one.proof)
        except NotAnExtension as error:
            raise Forked(log=log, before=old.size, now=checkpoint.size) from error
    return log, newest, bool(proofs)


def _all_cities(file: CheckpointFile, seen: dict[str, Seen]) -> None:
    """Refuse the file of a whole store in which a log that was seen does not stand any more."""
    logs = file.logs()
    whole = {log for log in logs if log == store_of(log)}
    for log in sorted(seen):
        if store_of(log) in whole and log not in logs:
            raise CityVanished(log=log, before=seen[log].checkpoint.size)


def _with_proofs(
    folder: WitnessFolder,
    judged: Iterable[tuple[str, Block, bool]],
    seen: dict[str, Seen],
    trust: _Trust,
) -> None:
    """Refuse a file without a proof, once what the office needs for one has been written."""
    missing = [log for log, _, is_shown in judged if not is_shown]
    if not missing:
        return
    store = store_of(missing[0])
    last = [Block(seen[log].note.encode()) for log in sorted(seen) if store_of(log) == store]
    keys = tuple(dict.fromkeys(key for key in trust.known if _is_of(key, store)))
    path = folder.last_file(store)
    write_whole(path, CheckpointFile(tuple(last), keys).encode().decode())
    raise ProofMissing(missing, seen[missing[0]].checkpoint.size, path)


def _signer(folder: WitnessFolder, name: str) -> tuple[WitnessSigner, bool]:
    """Return the witness's key, made at its first use, and whether it was made now."""
    signer = folder.signer()
    if signer is None:
        return folder.make_signer(_name(name)), True
    if name and name != signer.name:
        raise OtherName(name=signer.name, wanted=name)
    return signer, False


def _name(wanted: str) -> str:
    """Return the name of a new witness; an account's name may hold what a key's must not.

    Raises:
        BadWitnessName: the name that was asked for cannot be one.
    """
    if wanted and not is_key_name(wanted):
        raise BadWitnessName(name=wanted)
    return wanted or "-".join(re.findall(r"[^\s+]+", system_user()))


def _remembered(block: Block, keys: Sequence[VerifierKey]) -> Seen:
    """Return what is kept of a log: the note, and the trusted keys that signed it."""
    return Seen(block.note.decode(), tuple(key.encode() for key in _signers(block, keys)))


def _cosigned(
    file: CheckpointFile, texts: Iterable[str], signer: WitnessSigner, moment: int
) -> dict[str, bytes]:
    """Return the notes over those texts with this witness's line, by their text.

    Blocks of one note may bring the lines of different witnesses; all of them stay.
    """
    notes = dict.fromkeys(texts, b"")
    for block in file.blocks:
        signed = block.signed
        if signed.text in notes:
            kept = notes[signed.text] or block.note
            notes[signed.text] = add_signatures(kept, signed.signatures)
    return {
        text: add_signatures(note, [signer.cosign(text, moment)]) for text, note in notes.items()
    }
