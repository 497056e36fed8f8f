"""The keys of a store looked at: whether each was vouched for by the one before, and by a pin.

Whoever can write the store can write an entry that names a key of his own. So a key counts only if
the checkpoint over the entry that brings it is signed by the key before it too. Where that one was
lost nobody can sign, and the chain of keys begins anew: it is told, and where somebody has pinned a
key from before, it is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartflow.errors import IntegrityFailure
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.judgement import Vouch
from smartflow.language import Text
from smartflow.ledger.keys import StoreKeys, read_keys
from smartflow.ledger.note_examination import examine_note, note_at
from smartflow.ledger.witnesses import read_witnesses

if TYPE_CHECKING:
    from smartflow.history.seals.cosignature import WitnessKey
    from smartflow.history.seals.note_key import VerifierKey
    from smartflow.store.protocol import Reading

__all__ = ["KeyExamination"]

_NOT_VOUCHED = Text(
    id="kunci baru ini tidak ditandatangani kunci sebelumnya",
    en="the new key was not signed for by the one before",
)
_LOST = Text(
    id="kunci sebelumnya hilang, jadi kunci yang disematkan tidak menjamin yang ini",
    en="the key before it was lost, so that the pinned key does not vouch for this one",
)
_NOT_PINNED = Text(
    id="bukan kunci yang disematkan dengan --key", en="it is not the key pinned with --key"
)


class KeyExamination:
    """The keys and witnesses of a store, and what is wrong with them.

    Args:
        reading: The open transaction.
        own: The name of the store log.
        pinned: The keys that somebody outside has written down; none trusts on first sight.

    Attributes:
        keys: The keys; none where they cannot be read.
        witnesses: The known witnesses.
        findings: What is wrong.
        vouches: The checkpoints over the entries that replaced a key.
    """

    def __init__(self, reading: Reading, own: str, pinned: Sequence[VerifierKey]) -> None:
        self.findings: list[Finding] = []
        self.vouches: list[Vouch] = []
        self.keys = StoreKeys()
        self.witnesses: tuple[WitnessKey, ...] = ()
        try:
            self.keys = read_keys(reading, own)
            self.witnesses = read_witnesses(reading, own)
        except IntegrityFailure as error:
            self.findings.append(Finding(Kind.MALFORMED, own, detail=_part(error.message)))
        self.findings += self._rotations(reading, own)
        if pinned:
            self.findings += _pins(own, self.keys, pinned)

    def _rotations(self, reading: Reading, own: str) -> Iterator[Finding]:
        """Yield the replacements of a key for which the one before did not sign."""
        for place, one in enumerate(self.keys.known):
            if not place or one.lost:
                continue
            try:
                content = note_at(reading, own, one.entry)
            except IntegrityFailure:
                content = None
            note = examine_note(content or b"", self.keys.all)
            if note.checkpoint is None or not {place - 1, place} <= set(note.signers):
                yield Finding(Kind.UNKNOWN_KEY, own, one.entry, detail=_NOT_VOUCHED)
            elif (note.checkpoint.origin, note.checkpoint.size) == (own, one.entry):
                where = f"{own} {one.entry}"
                self.vouches.append(Vouch(one.entry, note.checkpoint.root, where))
            else:
                yield Finding(Kind.MALFORMED, own, one.entry, where="checkpoint")


def _pins(own: str, keys: StoreKeys, pinned: Sequence[VerifierKey]) -> Iterator[Finding]:
    """Yield where what was written down outside does not lead to the key of today."""
    known = keys.all
    places = [place for place, key in enumerate(known) if key in pinned]
    if not places:
        entry = keys.known[0].entry if keys.known else 0
        yield Finding(Kind.UNKNOWN_KEY, own, entry, detail=_NOT_PINNED)
        return
    for place, one in enumerate(keys.known):
        if place > max(places) and one.lost:
            yield Finding(Kind.UNKNOWN_KEY, own, one.entry, detail=_LOST)
            return


def _part(message: Text) -> Text:
    """Return a sentence as a part of another one."""
    return Text(id=message.id.rstrip("."), en=message.en.rstrip("."))
