"""Checkpoints: what a log was at one size, signed, as C2SP's ``tlog-checkpoint`` specifies it.

A checkpoint is a signed note of three lines: the log's origin, how many entries it has, and the
root of the Merkle tree over them. Whoever keeps one can later show whether the log still begins
with those very entries. So a log must never sign two checkpoints of which one does not extend the
other, and :func:`sign_next` is the only way to sign here: it starts from the last note, checks
that the tree at hand is that note's tree, and lets it grow.

Pure: imports floor 0, the tree and the notes. Where notes, keys and trees are kept is said by the
caller.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.seals.merkle import DIGEST_SIZE, EMPTY_ROOT, Frontier
from smartflow.history.seals.merkle_proof import ProofFailed, check_consistency
from smartflow.history.seals.signed_note import open_note, sign_note
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartflow.history.seals.note_key import SignerKey, VerifierKey

__all__ = [
    "Checkpoint",
    "MalformedCheckpoint",
    "NotAnExtension",
    "SignedTree",
    "check_extends",
    "check_leaves",
    "open_checkpoint",
    "parse_checkpoint",
    "sign_next",
]

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_LEAST_LINES: Final = 3


class MalformedCheckpoint(IntegrityFailure):
    """The text of a note is not that of a checkpoint."""

    code = "malformed-checkpoint"
    says = Text(
        id="Titik periksa ini tidak terbaca: {why}.",
        en="This checkpoint cannot be read: {why}.",
    )
    next_step = Text(
        id="Minta salinan baru dari pemiliknya, lalu bandingkan keduanya.",
        en="Ask its owner for a new copy, then compare the two.",
    )


class NotAnExtension(IntegrityFailure):
    """A log does not begin with the entries of which a checkpoint was signed."""

    code = "not-an-extension"
    says = Text(
        id="Riwayat {origin} bukan kelanjutan dari titik periksanya: {why}.",
        en="The history {origin} does not continue its checkpoint: {why}.",
    )
    next_step = Text(
        id="Simpan berkas ini sebagai bukti, lalu pulihkan dari cadangan terakhir.",
        en="Keep this file as evidence, then restore the last backup.",
    )

    def __init__(self, origin: str, why: Text) -> None:
        super().__init__(origin=origin, why=why)
        self.origin = origin


class Checkpoint(msgspec.Struct, frozen=True):
    """A log's tree at one size (c2sp.org/tlog-checkpoint, "Note text").

    Attributes:
        origin: The log's name, ``smartflow/<workspace id>/<region code>`` for a city.
        size: How many entries it has.
        root: The root of the RFC 6962 tree over them, 32 bytes.
        extensions: Further lines, which nobody audits; none of ours has any.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text to be signed: origin, size, root in base64 and the further lines."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "\n".join((*lines, ""))


class SignedTree(msgspec.Struct, frozen=True):
    """How far a log has been signed; with nothing said, not at all.

    Attributes:
        note: The checkpoint's note, empty if nothing was signed.
        tree: The tree of which the note tells.
    """

    note: bytes = b""
    tree: Frontier = msgspec.field(default_factory=Frontier)


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint that a note's text spells.

    Args:
        text: The text, its last newline included.

    Raises:
        MalformedCheckpoint: fewer than three lines, an empty one, a size that is not a plain
            decimal number, or a root that is not 32 bytes in base64.
    """
    *lines, rest = text.split("\n")
    if rest or len(lines) < _LEAST_LINES or not all(lines):
        raise MalformedCheckpoint(
            why=Text(
                id="bukan tiga baris atau lebih tanpa baris kosong",
                en="it has not three lines or more, none of them empty",
            )
        )
    origin, size, root, *extensions = lines
    if not origin.isprintable():  # it is printed, and must not steer a terminal
        raise MalformedCheckpoint(
            why=Text(id="namanya memuat tanda yang tak tampak", en="its origin holds hidden signs")
        )
    if not _SIZE.fullmatch(size):
        raise MalformedCheckpoint(
            why=Text(id="ukurannya bukan bilangan", en="its size is no plain number")
        )
    digest = from_base64(root)
    if digest is None or len(digest) != DIGEST_SIZE:
        raise MalformedCheckpoint(
            why=Text(
                id="akarnya bukan 32 byte dalam base64",
                en="its root is not 32 bytes in base64",
            )
        )
    return Checkpoint(origin, int(size), digest, tuple(extensions))


def open_checkpoint(note: bytes, trusted: Iterable[VerifierKey]) -> Checkpoint:
    """Return the checkpoint in a note that a trusted key has signed.

    Args:
        note: The note's bytes.
        trusted: The keys that count.

    Raises:
        MalformedNote: it is no signed note.
        UnknownKey: no trusted key has signed it.
        BadSignature: a trusted key's signature is not over this text.
        DuplicateSignature: a trusted key has signed twice.
        MalformedCheckpoint: what was signed is no checkpoint.
    """
    return parse_checkpoint(open_note(note, trusted).text)


def check_extends(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> None:
    """Check that one checkpoint extends another, by a proof (RFC 6962, section 2.1.2).

    Args:
        old: The earlier one.
        new: The later one.
        proof: What :func:`smartflow.history.seals.merkle.consistency_proof` gives.

    Raises:
        NotAnExtension: another log, a smaller tree, or the proof does not hold.
    """
    if old.origin != new.origin:
        raise _of_another_log(old.origin, new.origin)
    try:
        check_consistency(old.size, new.size, proof, old.root, new.root)
    except ProofFailed as error:
        raise NotAnExtension(old.origin, error.why) from error


def check_leaves(checkpoint: Checkpoint, leaves: Iterable[bytes]) -> Frontier:
    """Check a checkpoint against the leaves themselves, and return the tree at its size.

    Args:
        checkpoint: What was signed.
        leaves: The leaf hashes of the log from its first entry on; no more are taken than the
            checkpoint covers, so that the caller's iterator goes on with the entries after it.

    Returns:
        The tree of the checkpoint's entries, from which the log can go on.

    Raises:
        NotAnExtension: there are fewer leaves, or they have another root.
    """
    tree = Frontier()
    rest = iter(leaves)
    while tree.size < checkpoint.size:
        leaf = next(rest, None)
        if leaf is None:
            break
        tree.append(leaf)
    _check_tree(checkpoint, tree)
    return tree


def sign_next(
    signer: SignerKey,
    origin: str,
    last: SignedTree,
    new: Iterable[bytes],
    trusted: Iterable[VerifierKey] = (),
) -> SignedTree:
    """Sign the checkpoint that follows the last one, and none that does not extend it.

    c2sp.org/tlog-checkpoint, "Signatures": a log must not sign what is inconsistent with what it
    signed before. So the tree has to be that of the last note, and is only added to.

    Args:
        signer: The log's key.
        origin: The log's name, ``smartflow/<workspace id>/<region code>`` for a city.
        last: What was signed last, ``SignedTree()`` if nothing was; it is left as it is.
        new: The leaf hashes of the entries since.
        trusted: Keys that may have signed the last note beside ``signer``: the one before a
            rotation.

    Returns:
        The new note and the tree of which it tells.

    Raises:
        NotAnExtension: the tree is not that of the last note, or the note is of another log.
        UnknownKey: no key of the log has signed the last note.
        BadSignature: the last note was changed.
        MalformedNote: the last note is none, or the origin cannot stand in a note.
        MalformedCheckpoint: the last note is no checkpoint, or the origin cannot stand in one.
    """
    before = Checkpoint(origin, 0, EMPTY_ROOT)
    if last.note:
        before = open_checkpoint(last.note, (signer.verifier(), *trusted))
    if before.origin != origin:
        raise _of_another_log(origin, before.origin)
    _check_tree(before, last.tree)
    tree = last.tree.copy()
    tree.extend(new)
    text = Checkpoint(origin, tree.size, tree.root()).text
    parse_checkpoint(text)  # an origin that no reader could read is never signed
    return SignedTree(sign_note(text, (signer,)), tree)


def _of_another_log(origin: str, other: str) -> NotAnExtension:
    return NotAnExtension(
        origin, Text(id=f"titik periksa itu milik {other}", en=f"that checkpoint is of {other}")
    )


def _check_tree(checkpoint: Checkpoint, tree: Frontier) -> None:
    """Check that a tree is the one of which a checkpoint tells."""
    if tree.size != checkpoint.size:
        raise NotAnExtension(
            checkpoint.origin,
            Text(
                id=f"ada {tree.size} catatan, padahal yang ditandatangani {checkpoint.size}",
                en=f"there are {tree.size} entries, and {checkpoint.size} were signed",
            ),
        )
    if tree.root() != checkpoint.root:
        raise NotAnExtension(
            checkpoint.origin,
            Text(
                id=f"akar pohonnya lain pada ukuran {checkpoint.size}",
                en=f"its tree has another root at size {checkpoint.size}",
            ),
        )
