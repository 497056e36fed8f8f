"""What somebody outside has seen of a log: its newest cosigned checkpoint, and what came after.

Whoever holds the store and its key can rewrite all that nobody outside has seen. So the figure that
counts is the age of the newest checkpoint that a witness has cosigned, and the number of entries
after it. A cosignature that does not verify counts as none here; ``audit verify`` names it.

``status`` asks for it: ``cryptography`` is loaded only where a known witness's line stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.clock import day_in
from smartflow.errors import IntegrityFailure
from smartflow.history.seals.cosignature import WitnessKey, cosigned_at
from smartflow.history.seals.signed_note import parse_note
from smartflow.ledger.witnesses import read_witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.store.protocol import Reading

__all__ = ["Cosigned", "Outside", "cosigned", "outside_of"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = 253_402_300_799
"""The last second of the year 9999: no calendar here goes further."""


class Cosigned(msgspec.Struct, frozen=True):
    """A checkpoint that a witness has cosigned.

    Attributes:
        size: How many entries it covers.
        moment: When it was cosigned, in seconds since 1970, UTC, by the witness's clock.
        witness: The witness.
    """

    size: int
    moment: int
    witness: WitnessKey


class Outside(msgspec.Struct, frozen=True):
    """How much of a log somebody outside has seen; with nothing said, nothing of it.

    Attributes:
        entries: How many entries the log has.
        size: How many of them the newest cosigned checkpoint covers.
        at: When it was cosigned, UTC; None if none was.
        witness: The name of who did.
    """

    entries: int
    size: int = 0
    at: datetime | None = None
    witness: str = ""

    @property
    def after(self) -> int:
        """How many entries nobody outside has seen."""
        return self.entries - self.size

    def days(self, zone: str, today: date) -> int | None:
        """Return how many days ago it was cosigned, or None.

        A witness's clock that runs ahead of ours makes it today, never a day to come.

        Args:
            zone: The zone in which days are counted.
            today: The day in that zone.
        """
        return None if self.at is None else max(0, (today - day_in(zone, self.at)).days)


def outside_of(reading: Reading, log: str) -> Outside | None:
    """Return how much of a log somebody outside has seen, or None if nothing of it is signed."""
    head = reading.head(log)
    if head is None or reading.checkpoint(log) is None:
        return None
    newest = next(cosigned(reading, log, read_witnesses(reading, log)), None)
    if newest is None:
        return Outside(head.seq)
    # Not fromtimestamp: Windows knows no year above 3000.
    at = _EPOCH + timedelta(seconds=newest.moment)
    return Outside(head.seq, newest.size, at, newest.witness.name)


def cosigned(reading: Reading, log: str, witnesses: Sequence[WitnessKey]) -> Iterator[Cosigned]:
    """Yield what witnesses have cosigned, the largest size first, and the latest of one size.

    Args:
        reading: An open transaction; the iterator ends with it.
        log: The log.
        witnesses: Those whose cosignatures count.
    """
    marks = tuple({f"\N{EM DASH} {one.name} ".encode() for one in witnesses})
    if not marks:
        return
    found = [
        (size, note)
        for size, note in reading.checkpoints(log)
        if any(mark in note for mark in marks)
    ]
    for size, note in reversed(found):
        lines = sorted(_lines(note, witnesses), key=lambda line: line[0], reverse=True)
        for moment, witness in lines:
            yield Cosigned(size, moment, witness)


def _lines(note: bytes, witnesses: Sequence[WitnessKey]) -> Iterator[tuple[int, WitnessKey]]:
    """Yield time and witness of each good cosignature under a note."""
    keys = {(one.name, one.key_id): one for one in witnesses}
    try:
        signed = parse_note(note)
    except IntegrityFailure:
        return
    for line in signed.signatures:
        witness, moment = keys.get((line.name, line.key_id)), cosigned_at(line.signed)
        if witness is None or moment is None or moment > _LATEST:
            continue
        try:
            witness.check(signed.text, line.signed)
        except IntegrityFailure:
            continue
        yield moment, witness
