"""Checkpoints of a store, one by one: who signed them, and whether the log is what they say.

One checkpoint is kept for each act. The newest vouches for all before it, so as a rule that one is
examined alone, and of the older ones that none is missing; all of them are where somebody asks for
it, and where the newest does not agree with the log: then they tell at which entry the two part.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smartflow.errors import IntegrityFailure
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.checkpoint import Checkpoint, MalformedCheckpoint, parse_checkpoint
from smartflow.history.seals.log_scan import LogScan, Measured
from smartflow.history.seals.merkle import EMPTY_ROOT
from smartflow.history.seals.signed_note import MalformedNote, UnknownKey, open_note
from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.history.seals.note_key import VerifierKey
    from smartflow.store.protocol import Reading

__all__ = [
    "ExaminedNote",
    "coverage_finding",
    "every_finding",
    "examine_note",
    "narrowed",
    "note_at",
]

_REPLACED = Text(
    id="kunci yang sudah diganti, sesudah penggantinya", en="a replaced key, after its successor"
)


class ExaminedNote(NamedTuple):
    """A note that was looked at.

    Attributes:
        checkpoint: What it says; None if it cannot be read.
        kind: What is wrong with it, None if nothing is.
        signers: Which of the keys have signed it, by their places in the order of keys.
    """

    checkpoint: Checkpoint | None
    kind: Kind | None = None
    signers: tuple[int, ...] = ()


def examine_note(content: bytes, keys: Sequence[VerifierKey]) -> ExaminedNote:
    """Look at a note: its text, and the signatures of the store's keys.

    Args:
        content: Its bytes.
        keys: The keys of the store, the oldest first.
    """
    try:
        note = open_note(content, keys)
        checkpoint = parse_checkpoint(note.text)
    except (MalformedNote, MalformedCheckpoint):
        return ExaminedNote(None, Kind.MALFORMED)
    except UnknownKey:
        return ExaminedNote(None, Kind.UNKNOWN_KEY)
    except IntegrityFailure:
        return ExaminedNote(None, Kind.BAD_SIGNATURE)
    if not checkpoint.size and checkpoint.root != EMPTY_ROOT:
        return ExaminedNote(None, Kind.MALFORMED)
    places = {(key.name, key.key_id): place for place, key in enumerate(keys)}
    signers = {places[one.name, one.key_id] for one in note.signatures}
    return ExaminedNote(checkpoint, None, tuple(sorted(signers)))


def note_at(reading: Reading, log: str, size: int) -> bytes | None:
    """Return the note of a log that is kept for a size.

    Raises:
        CorruptStore: something else than bytes stands there.
    """
    found = next(iter(reading.checkpoints(log, size - 1)), None)
    return found[1] if found is not None and found[0] == size else None


def coverage_finding(reading: Reading, log: str, size: int, since: int) -> Finding | None:
    """Say which checkpoint of a log is missing, if one is: one query, unless there is a gap.

    Args:
        reading: The open transaction.
        log: The log.
        size: How many entries it has.
        since: The first size for which one must be kept; 0 where that is not known.
    """
    span = reading.checkpoint_span(log)
    if span is None:
        return Finding(Kind.UNSIGNED, log, 1)
    if not all(type(one) is int for one in span) or span.least < 0:
        return Finding(Kind.MALFORMED, log, where="checkpoint")
    if since and span.least > since:
        return Finding(Kind.MISSING_CHECKPOINT, log, since)
    if span.notes != span.most - span.least + 1:
        return _gap(reading, log, span.least)
    return Finding(Kind.MISSING_CHECKPOINT, log, span.most + 1) if span.most < size else None


def _gap(reading: Reading, log: str, least: int) -> Finding:
    expected = least
    for found, _ in reading.checkpoints(log, least - 1):
        if found != expected:
            return Finding(Kind.MISSING_CHECKPOINT, log, expected)
        expected += 1
    return Finding(Kind.MALFORMED, log, where="checkpoint")


def narrowed(reading: Reading, finding: Finding, keys: Sequence[VerifierKey]) -> Finding:
    """Return a finding of edited entries with the range that the checkpoints in between leave.

    Args:
        reading: The open transaction.
        finding: That the log is another one from somewhere between ``entry`` and ``until`` on.
        keys: The keys of the store.
    """
    sound = finding.entry - 1
    for measured, content in _measured_notes(reading, finding.log, sound, finding.until):
        note = examine_note(content, keys)
        said = note.checkpoint
        if said is None or (said.origin, said.size) != (finding.log, measured.size):
            continue
        if said.root != measured.root:
            return Finding(finding.kind, finding.log, sound + 1, measured.size, finding.where)
        sound = measured.size
    return Finding(finding.kind, finding.log, sound + 1, finding.until, finding.where)


def every_finding(reading: Reading, log: str, keys: Sequence[VerifierKey]) -> Finding | None:
    """Examine every checkpoint of a log, and return what is wrong with the first bad one.

    Args:
        reading: The open transaction.
        log: A log whose chain is whole.
        keys: The keys of the store, the oldest first.
    """
    newest_key = 0
    for measured, content in _measured_notes(reading, log, 0, None):
        note, size = examine_note(content, keys), measured.size
        if note.checkpoint is None:
            return Finding(note.kind or Kind.MALFORMED, log, size, where="checkpoint")
        if (note.checkpoint.origin, note.checkpoint.size) != (log, size):
            return Finding(Kind.MALFORMED, log, size, where="checkpoint")
        if note.checkpoint.root != measured.root:
            return Finding(Kind.FORKED, log, size, where="checkpoint")
        if note.signers[-1] < newest_key:
            return Finding(Kind.UNKNOWN_KEY, log, size, where="checkpoint", detail=_REPLACED)
        newest_key = note.signers[-1]
    return None


def _measured_notes(
    reading: Reading, log: str, after: int, until: int | None
) -> Iterator[tuple[Measured, bytes]]:
    """Yield the checkpoints of a log by size, each with the tree that the log has at that size."""
    waiting: deque[bytes] = deque()

    def sizes() -> Iterator[int]:
        for size, note in reading.checkpoints(log, after):
            if type(size) is not int or (until is not None and size > until):
                return
            waiting.append(note)
            yield size

    scan = LogScan(log, sizes())
    for rows in reading.rows(log):
        for measured in scan.take(rows).measured:
            yield measured, waiting.popleft()
        if scan.broken_at:
            return
