"""A city's history as a bundle holds it: lines, checkpoints, and what is checked of both.

The lines are those of the stage history log and the checkpoints are notes one below the other, so
that the auditor's own program (:mod:`smartflow.history.verify`) reads both as they are. Export and
import go through the same checks: an office never writes a bundle that another one refuses.

Pure: reads no file and no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartflow.errors import IntegrityFailure
from smartflow.fold.state import CityState, fold
from smartflow.history.entries.chain import Chain, leaf_hash, read_chain
from smartflow.history.finding import WORDS, Kind
from smartflow.history.seals.merkle import Frontier
from smartflow.language import Text
from smartflow.ledger.note_examination import examine_note
from smartflow.offices.bundle.proof import BundleFalse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartflow.history.entries.entry import Entry
    from smartflow.history.seals.note_key import VerifierKey

__all__ = [
    "check_checkpoints",
    "contents_in",
    "folded",
    "history_chain",
    "history_lines",
    "join_notes",
    "notes_in",
]

_LEAF: Final = b',"leaf":"'
_LOG: Final = b',"log":'
_LEAF_END: Final = len(_LEAF) + 64 + 1


def history_lines(contents: Iterable[bytes]) -> bytes:
    """Return entries as lines of the stage history log: each with its leaf hash in its place."""
    return b"".join(map(_line, contents))


def _line(content: bytes) -> bytes:
    """Return an entry's line; behind ``log`` nothing in a canonical entry can look like it."""
    at = content.rfind(_LOG)
    return b"".join((content[:at], _LEAF, leaf_hash(content).encode(), b'"', content[at:], b"\n"))


def contents_in(lines: bytes) -> tuple[bytes, ...]:
    """Return the bytes of the entries that lines hold.

    Raises:
        BundleFalse: a line is not the one of its entry.
    """
    found: list[bytes] = []
    for number, line in enumerate(lines.splitlines(keepends=True), start=1):
        at = line.rfind(_LEAF)
        content = line[:at] + line[at + _LEAF_END : -1]
        if at < 0 or _line(content) != line:
            raise BundleFalse(
                why=Text(
                    id=f"baris {number} riwayatnya tidak cocok dengan isinya",
                    en=f"line {number} of its history does not fit what it says",
                )
            )
        found.append(content)
    return tuple(found)


def history_chain(log: str, contents: Sequence[bytes]) -> Chain:
    """Return the entries of a log.

    Raises:
        BundleFalse: they do not follow one another.
        NewerEntry: only a newer SmartFlow can read one of them.
    """
    try:
        return read_chain(log, contents)
    except IntegrityFailure as error:
        raise BundleFalse(why=_part(error.message)) from error


def folded(entries: Sequence[Entry]) -> CityState:
    """Return what a history comes to.

    Raises:
        BundleFalse: it comes to no city.
    """
    try:
        state = fold(entries)
    except (IntegrityFailure, LookupError, TypeError, ValueError, AttributeError) as error:
        raise BundleFalse(
            why=Text(
                id=f"riwayatnya tidak terbaca ({error})", en=f"its history is unreadable ({error})"
            )
        ) from error
    if state is None:
        raise BundleFalse(why=Text(id="riwayatnya tanpa kota", en="its history is of no city"))
    return state


def join_notes(notes: Iterable[bytes]) -> bytes:
    """Return notes one below the other, an empty line between two."""
    return b"\n".join(notes)


def notes_in(content: bytes) -> tuple[bytes, ...]:
    """Return the notes that :func:`join_notes` has joined.

    Raises:
        BundleFalse: they are none.
    """
    parts = content.split(b"\n\n")
    notes = [
        b"".join((text, b"\n\n", signatures.removesuffix(b"\n"), b"\n"))
        for text, signatures in zip(parts[::2], parts[1::2], strict=False)
    ]
    if not notes or len(parts) % 2 or join_notes(notes) != content:
        raise BundleFalse(
            why=Text(id="segelnya tidak terbaca", en="its checkpoints are unreadable")
        )
    return tuple(notes)


def check_checkpoints(
    log: str, leaves: Sequence[str], notes: Sequence[bytes], keys: Sequence[VerifierKey]
) -> dict[int, bytes]:
    """Check every checkpoint of a log: who signed it, and whether the log is what it says.

    Args:
        log: The log.
        leaves: The leaf hashes of its entries in hex.
        notes: Its checkpoints, by their size.
        keys: The keys of its store, the oldest first.

    Returns:
        The notes by their size, from the first on without a gap up to the newest entry.

    Raises:
        BundleFalse: one is bad, missing, or not by the key of its time.
    """
    found: dict[int, bytes] = {}
    tree, taken, newest_key = Frontier(), 0, 0
    for content in notes:
        note = examine_note(content, keys)
        said = note.checkpoint
        if said is None:
            raise _bad(WORDS[note.kind or Kind.MALFORMED], next(reversed(found), 0) + 1)
        in_order = not found or said.size == next(reversed(found)) + 1
        if said.origin != log or not in_order or not taken < said.size <= len(leaves):
            raise _bad(WORDS[Kind.MISSING_CHECKPOINT], next(reversed(found), 0) + 1)
        tree.extend(map(bytes.fromhex, leaves[taken : said.size]))
        taken = said.size
        if tree.root() != said.root:
            raise _bad(WORDS[Kind.FORKED], said.size)
        if note.signers[-1] < newest_key:
            raise _bad(WORDS[Kind.UNKNOWN_KEY], said.size)
        newest_key = note.signers[-1]
        found[said.size] = content
    if taken != len(leaves):
        raise _bad(WORDS[Kind.MISSING_CHECKPOINT], len(leaves))
    if newest_key != len(keys) - 1:
        raise _bad(WORDS[Kind.UNKNOWN_KEY], len(leaves))
    return found


def _bad(why: Text, size: int) -> BundleFalse:
    return BundleFalse(
        why=Text(id=f"segel entri {size}: {why.id}", en=f"checkpoint of entry {size}: {why.en}")
    )


def _part(message: Text) -> Text:
    """Return a sentence as a part of another one."""
    return Text(id=message.id.rstrip("."), en=message.en.rstrip("."))
