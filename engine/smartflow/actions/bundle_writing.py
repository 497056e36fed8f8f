"""A verified bundle written into a store: entries, checkpoints and blobs, in one transaction.

What the other office has erased is erased here as well, unless something else in this store rests
on the same bytes: an office must not be able to delete, by an entry of its own, what others have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.history.signed_note import Note, parse_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartflow.actions.bundle_contents import Bundle
    from smartflow.actions.bundle_file import BundleReader
    from smartflow.store.protocol import Reading, Writing

__all__ = ["write_bundle"]


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
            if grown != kept:
                writing.put_checkpoint(log, size, grown)


def _with_signatures(kept: bytes, brought: bytes) -> bytes:
    """Return a note with the signatures of another one of the same text below its own."""
    mine, theirs = parse_note(kept), parse_note(brought)
    if mine.text != theirs.text:
        return kept
    added = tuple(one for one in theirs.signatures if one not in mine.signatures)
    return Note(mine.text, (*mine.signatures, *added)).encode()


def _to_erase(reading: Reading, bundle: Bundle, held: int) -> tuple[str, ...]:
    """Return the blobs that were held, were erased at home since, and that nothing else needs."""
    log = bundle.opened.manifest.log
    new = {str(one.body.get("digest")) for one in bundle.entries[held:] if one.act == "erase"}
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
