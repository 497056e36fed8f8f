"""How acts are signed: every entry is followed by a checkpoint of its log, in one transaction.

The private key belongs to the store and lies outside it, in the user's configuration folder or
where ``smartflow.toml`` says: whoever is mailed a workspace can read it and cannot act in its name.
A store without a key is not signed, and works.

``cryptography`` is loaded with the first act, before the store's lock is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.entries.entry import encode_entry
from smartflow.history.evidence import KEEP_AND_VERIFY
from smartflow.history.seals.checkpoint import SignedTree, sign_next
from smartflow.history.seals.merkle import Frontier, leaf_digest
from smartflow.history.seals.signed_note import cosign
from smartflow.language import Text
from smartflow.ledger.key_file import SigningKeyMissing, new_key_file, read_key_file
from smartflow.ledger.keys import StoreKeys, store_of
from smartflow.ledger.register import RegisterMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry
    from smartflow.history.seals.note_key import SignerKey, VerifierKey
    from smartflow.ledger.register import Register
    from smartflow.store.protocol import Reading, Writing

__all__ = [
    "CheckpointMissing",
    "KeyForgotten",
    "Pen",
    "SigningKeyDiffers",
    "find_signer",
    "leaves_of",
    "pen_of",
    "replaced_key",
]


class SigningKeyDiffers(BadInput):
    """The key on this computer is not the one by which the store signs today."""

    code = "signing-key-differs"
    says = Text(
        id="Kunci di {file} bukan kunci yang kini dipakai penyimpanan ini.",
        en="The key in {file} is not the one by which this store signs today.",
    )
    next_step = Text(
        id="Salin kunci yang berlaku dari komputer yang menggantinya, lalu: smartflow audit key"
        " import BERKAS. Lihat: smartflow audit key show",
        en="Copy the key of today from the computer on which it was replaced, then: smartflow"
        " audit key import FILE. See: smartflow audit key show",
    )


class CheckpointMissing(IntegrityFailure):
    """A log of a signed store has no checkpoint over its newest entry."""

    code = "checkpoint-missing"
    says = Text(
        id="Riwayat {log} berisi {entries} entri, tetapi segel terbarunya mencakup {size}.",
        en="The history {log} has {entries} entries, and its newest checkpoint covers {size}.",
    )
    next_step = KEEP_AND_VERIFY


class KeyForgotten(IntegrityFailure):
    """A key of the store lies on this computer, and the store's history knows of none."""

    code = "key-forgotten"
    says = Text(
        id="Komputer ini menyimpan kunci penyimpanan ini ({file}), tetapi riwayatnya tidak lagi"
        " menyebut kunci apa pun.",
        en="This computer has a key of this store ({file}), but its history names none any more.",
    )
    next_step = KEEP_AND_VERIFY


class Pen:
    """What appends entries to a store and signs for them.

    Args:
        signer: The store's private key, or None where this computer has none.
        file: Where the key is, or would be.
        register_of: What reads the register of a transaction, by which the store's keys are known.
    """

    def __init__(
        self,
        signer: SignerKey | None,
        file: Path | None,
        register_of: Callable[[Reading], Register] | None = None,
    ) -> None:
        self._signer = signer
        self._file = file
        self._register_of = register_of or RegisterMemory()

    def append(
        self,
        writing: Writing,
        entry: Entry,
        leaves: Sequence[bytes],
        before: Iterable[VerifierKey] = (),
    ) -> bytes:
        """Append an entry, and the checkpoint that covers it.

        The checkpoint before it must bear this key's own signature. Were one by an older key
        enough, whoever writes a history of his own, under a key of his own that the store's key is
        said to replace, would have it signed by the next act.

        Args:
            writing: The open transaction.
            entry: The entry; it follows the log's head.
            leaves: The leaf hashes of all entries before it, the first one first.
            before: For the entry that replaces a key: the key that it replaces.

        Returns:
            The entry's bytes.

        Raises:
            HeadMoved: the entry does not follow the head.
            SigningKeyMissing: the store is signed and its key is not on this computer.
            SigningKeyDiffers: the key on this computer is another one.
            KeyForgotten: this computer has a key of the store, and its history names none.
            CheckpointMissing: the newest entry before it was not signed.
            NotAnExtension: the log does not continue what was signed last.
            IntegrityFailure: the last checkpoint is not as it was signed.
        """
        content = encode_entry(entry)
        writing.append(entry.log, entry.seq, entry.prev, content)
        keys = self._register_of(writing).keys
        if keys.current is None:
            if self._signer is not None:
                raise KeyForgotten(file=self._file)
            return content
        signer = self._require(keys)
        last = _last(writing, entry.log, leaves)
        new = (leaf_digest(content),)
        signed = sign_next(signer, entry.log, last, new, before)
        writing.put_checkpoint(entry.log, entry.seq, signed.note)
        return content

    def sign_first(self, writing: Writing, logs: Iterable[str]) -> None:
        """Sign each log as it stands, in a store that gets its first key.

        Args:
            writing: The open transaction; the entry that names the key is written.
            logs: The store log, and those of the registered cities.

        Raises:
            CheckpointMissing: a log has checkpoints already.
        """
        for log in logs:
            signer = self._require(self._register_of(writing).keys)
            if writing.checkpoint(log) is not None:
                raise CheckpointMissing(log=log, entries=0, size=0)
            leaves = leaves_of(writing, log)
            signed = sign_next(signer, log, SignedTree(), leaves)
            writing.put_checkpoint(log, len(leaves), signed.note)

    def sign_again(self, writing: Writing, logs: Iterable[str], before: VerifierKey) -> None:
        """Add this key's signature to the newest checkpoint of each log, after a rotation.

        Args:
            writing: The open transaction; the entry that replaces the key is written.
            logs: The store log, and those of the registered cities.
            before: The key that was replaced.

        Raises:
            CheckpointMissing: a log's newest entry was not signed.
            IntegrityFailure: a log is not what its newest checkpoint says.
        """
        for log in logs:
            signer = self._require(self._register_of(writing).keys)
            last = _last(writing, log, leaves_of(writing, log))
            sign_next(signer, log, last, (), (before,))  # the tree is the one that was signed
            writing.put_checkpoint(log, last.tree.size, _with(last.note, signer))

    def _require(self, keys: StoreKeys) -> SignerKey:
        """Return the private half of the store's key of today."""
        if keys.current is None:  # whoever calls has looked
            message = "this store has no key"
            raise RuntimeError(message)
        if self._signer is not None and self._signer.verifier() == keys.current:
            return self._signer
        # A rotation that was cut short has left the new key beside the old one.
        signer = find_signer(self._file, keys.current)
        if signer is not None:
            return signer
        if self._signer is None:
            raise SigningKeyMissing(keys.current.name, self._file)
        raise SigningKeyDiffers(file=self._file)


def pen_of(workspace: Workspace, log: str) -> Pen:
    """Return what appends to the store of a workspace; called before the store is locked.

    Args:
        workspace: Where.
        log: Any log of the store.

    Raises:
        BadKeyFile: the key's file cannot be read.
    """
    file = workspace.key_file(store_of(log))
    signer = read_key_file(file) if file is not None else None
    if signer is not None:
        signer.verifier()  # loads the library
    return Pen(signer, file, workspace.register)


def replaced_key(file: Path | None) -> SigningKeyDiffers | None:
    """Return what to say of a key that lies here and signs no more; None where there is none.

    Args:
        file: Where the store's key belongs, on a computer on which :func:`find_signer` found none.

    Raises:
        BadKeyFile: the file cannot be read.
    """
    lies_here = file is not None and read_key_file(file) is not None
    return SigningKeyDiffers(file=file) if lies_here else None


def find_signer(file: Path | None, key: VerifierKey) -> SignerKey | None:
    """Return the private half of ``key``, if it lies on this computer.

    Args:
        file: Where it belongs; a new key that a rotation made lies beside it until that is over.
        key: The public half.

    Raises:
        BadKeyFile: a file cannot be read.
    """
    for path in (file, new_key_file(file, key.key_id.hex())) if file is not None else ():
        signer = read_key_file(path)
        if signer is not None and signer.verifier() == key:
            return signer
    return None


def leaves_of(reading: Reading, log: str) -> tuple[bytes, ...]:
    """Return the leaf hashes of a log, the first entry first."""
    return tuple(leaf_digest(content) for content in reading.entries(log))


def _last(writing: Writing, log: str, leaves: Sequence[bytes]) -> SignedTree:
    """Return what was signed last, with the tree that the log has at that size now."""
    newest = writing.checkpoint(log)
    size, note = newest or (0, b"")
    if size != len(leaves):
        raise CheckpointMissing(log=log, entries=len(leaves), size=size)
    tree = Frontier()
    tree.extend(leaves)
    return SignedTree(note, tree)


def _with(note: bytes, signer: SignerKey) -> bytes:
    """Return a note with the signer's line, unless it has it."""
    from smartflow.history.seals.signed_note import parse_note

    key = signer.verifier()
    lines = {(one.name, one.key_id) for one in parse_note(note).signatures}
    return note if (key.name, key.key_id) in lines else cosign(note, (signer,))
