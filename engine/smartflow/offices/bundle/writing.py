"""A verified bundle written into a store: entries, checkpoints and blobs, in one transaction.

What the other office has erased is erased here as well, unless something else in this store rests
on the same bytes: an office must not be able to delete, by an entry of its own, what others have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import IntegrityFailure
from smartflow.history.acts import Erase, acts_of
from smartflow.history.seals.signed_note import Note, parse_note
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.offices.bundle.contents import Bundle
    from smartflow.offices.bundle.file import BundleReader
    from smartflow.store.protocol import Reading, Writing

__all__ = ["CopyChanged", "write_bundle"]


class CopyChanged(IntegrityFailure):
    """A checkpoint that is held of a city is not the one that its office has signed."""

    code = "copy-changed"
    says = Text(
        id="Segel entri {size} riwayat {log} di sini bukan yang ditandatangani kantornya; salinan"
        " di sini diubah. Tidak ada yang diimpor.",
        en="The checkpoint of entry {size} of the log {log} here is not the one that its office"
        " has signed; the copy here was changed. Nothing was imported.",
    )
    next_step = Text(
        id="Simpan salinan penyimpanan sebagai bukti, lalu pulihkan dari cadangan. Rincian:"
        " smartflow audit verify",
        en="Keep a copy of the store as evidence, then restore a backup. Details: smartflow audit"
        " verify",
    )


def write_bundle(writing: Writing, bundle: Bundle, reader: BundleReader, held: int) -> None:
    """Write what a bundle has beyond what is held.

    Args:
        writing: The open transaction; it is rolled back if this raises.
        bundle: The bundle, verified; what is held is its beginning.
        reader: Its file, from which blobs are read once more.
        held: How many of its entries are held.

    Raises:
        HeadMoved: the log has grown meanwhile.
        AlteredBlob: the file was changed since it was verified.
        CopyChanged: a checkpoint that is held says something else.
        MalformedNote: one that is held is none.
    """
    log = bundle.opened.manifest.log
    for content, entry in zip(bundle.contents[held:], bundle.entries[held:], strict=True):
        writing.append(log, entry.seq, entry.prev, content)
    _write_notes(writing, bundle, held)
    for digest, place in bundle.blobs.items():
        writing.put_blob(digest, reader.again(place))
    for digest in _to_erase(writing, bundle, held):
        writing.erase_blob(digest)


def _write_notes(writing: Writing, bundle: Bundle, held: int) -> None:
    """Write the new checkpoints; those that are held get the signatures that came since."""
    log = bundle.opened.manifest.log
    older = dict(writing.checkpoints(log)) if held else {}
    for size, note in bundle.notes.items():
        kept = older.get(size)
        if kept is None:
            writing.put_checkpoint(log, size, note)
        elif kept != note:
            grown = _with_signatures(kept, note)
            if grown is None:
                raise CopyChanged(log=log, size=size)
            if grown != kept:
                writing.put_checkpoint(log, size, grown)


def _with_signatures(kept: bytes, brought: bytes) -> bytes | None:
    """Return a note with the signatures of another one below its own; None if the texts differ."""
    mine, theirs = parse_note(kept), parse_note(brought)
    if mine.text != theirs.text:
        return None
    added = tuple(one for one in theirs.signatures if one not in mine.signatures)
    return Note(mine.text, (*mine.signatures, *added)).encode()


def _to_erase(reading: Reading, bundle: Bundle, held: int) -> tuple[str, ...]:
    """Return the blobs that were held, were erased at home since, and that nothing else needs."""
    log = bundle.opened.manifest.log
    new = {act.digest for _, act in acts_of(bundle.entries[held:], Erase)}
    gone = [digest for digest in bundle.erased if digest in new]
    if not gone or not held:
        return ()
    elsewhere = _named_elsewhere(reading, log, gone)
    return tuple(digest for digest in gone if digest not in elsewhere)


def _named_elsewhere(reading: Reading, log: str, digests: Iterable[str]) -> frozenset[str]:
    """Return those of some digests that stand anywhere in another log of the store."""
    wanted = {digest.encode(): digest for digest in digests}
    found: set[str] = set()
    for other in reading.logs():
        if other == log:
            continue
        for content in reading.entries(other):
            found.update(digest for mark, digest in wanted.items() if mark in content)
    return frozenset(found)
