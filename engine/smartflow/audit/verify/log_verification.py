"""One log verified: its chain, its tree, and everything that was signed of it.

What one log comes to is told by :mod:`smartflow.history.seals.judgement`; here it is fetched from a
store into which anybody may have written anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from smartflow.audit.keys.examination import KeyExamination
from smartflow.audit.verify.verification import LogStanding, OutsideMark
from smartflow.casework.outside import cosigned
from smartflow.clock import stamp
from smartflow.errors import IntegrityFailure
from smartflow.history.entries.entry import Entry, decode_entry
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.judgement import Vouch, agreeing, judge_log
from smartflow.history.seals.note_key import MalformedKey, VerifierKey, parse_verifier_key
from smartflow.history.strict_base64 import from_base64, to_base64
from smartflow.language import Text
from smartflow.ledger.note_examination import (
    coverage_finding,
    every_finding,
    examine_note,
    narrowed,
    note_at,
)
from smartflow.ledger.scan import ScannedLog, StoreScan

if TYPE_CHECKING:
    from smartflow.store.protocol import Reading

__all__ = ["LogVerifier"]

_PERSONAL: Final = (b'{"act":"city_add"', b'{"act":"person_add"', b'{"act":"sign_off"')
"""How the entries begin that say who may sign, and who did."""

_RETIRED: Final = Text(id="bukan kunci yang kini dipakai", en="not the key that signs today")


class LogVerifier:
    """What verifies the logs of one store, one after the other.

    Args:
        reading: The open transaction.
        scan: The store, which is read along.
        trust: Its keys.
        now: The moment, aware.
        every: Whether each single checkpoint is examined.

    Attributes:
        findings: What is wrong, in the order in which it was found.
        standings: How each log stands.
    """

    def __init__(
        self,
        reading: Reading,
        scan: StoreScan,
        trust: KeyExamination,
        now: datetime,
        *,
        every: bool,
    ) -> None:
        self.findings: list[Finding] = []
        self.standings: list[LogStanding] = []
        self._reading = reading
        self._scan = scan
        self._trust = trust
        self._keys = trust.keys.all
        self._now = now
        self._every = every

    def verify(self, log: str, told: Sequence[Vouch]) -> None:
        """Verify one log.

        Args:
            log: Its name.
            told: What the store log, and whoever keeps checkpoints outside, say of it.
        """
        self._keys = self._keys_of(log)
        newest, bad = self._newest(log)
        mark, moment = self._cosigned(log)
        vouches = [*newest, *told, *mark, *self._imports(log)]
        scanned = self._scan.read(log, (one.size for one in vouches))
        broken = self._blamed(scanned)
        judged = judge_log(log, scanned.size, scanned.measured, vouches, broken)
        if judged is not None and judged.kind is Kind.EDITED and judged.until > judged.entry:
            judged = narrowed(self._reading, judged, self._keys)
        if judged is None or judged.kind is Kind.UNSIGNED:
            # Where the newest checkpoint is bad, that is said once, and by it.
            judged = self._coverage(scanned) or (None if bad else judged)
        found = [*bad, *filter(None, (judged, self._overgrown(scanned)))]
        if self._every and not found:
            found += filter(None, (every_finding(self._reading, log, self._keys),))
        if scanned.answers and scanned.broken is None:
            found += self._answers(log)
        self.findings += found
        self.standings.append(self._standing(scanned, vouches, moment))

    def _keys_of(self, log: str) -> tuple[VerifierKey, ...]:
        """Return the keys by which a log is signed: of a copy those that its import recorded."""
        imports = self._scan.imported.get(log)
        if not imports:
            return self._trust.keys.all
        try:
            return tuple(map(parse_verifier_key, imports[-1][1].keys))
        except MalformedKey:
            return ()

    def _imports(self, log: str) -> list[Vouch]:
        """Return what the store log says of a copy: how far it went whenever it was imported."""
        own = self._scan.own
        return [
            Vouch(city.size, from_base64(city.root) or b"", f"{own} {entry}")
            for entry, city in self._scan.imported.get(log, ())
        ]

    def _overgrown(self, scanned: ScannedLog) -> Finding | None:
        """Return that a copy holds more than its newest import brought, if it does."""
        imports = self._scan.imported.get(scanned.log)
        if not imports or scanned.size <= imports[-1][1].size:
            return None
        return Finding(Kind.INSERTED, scanned.log, imports[-1][1].size + 1, scanned.size)

    def _blamed(self, scanned: ScannedLog) -> Finding | None:
        """Return what the chain shows, unless a checkpoint vouches for what it blames.

        Of two entries that do not link the chain blames the earlier one, where nothing comes after
        the later one that would tell.
        """
        broken, log, size = scanned.broken, scanned.log, scanned.size
        if broken is None or broken.entry > size:
            return broken
        try:
            content = note_at(self._reading, log, size)
        except IntegrityFailure:
            return broken
        said = examine_note(content, self._keys).checkpoint if content is not None else None
        if said is None or (said.origin, said.size, said.root) != (log, size, scanned.root):
            return broken
        return Finding(Kind.EDITED, log, size + 1)

    def _coverage(self, scanned: ScannedLog) -> Finding | None:
        log, known = scanned.log, self._trust.keys.known
        if log in self._scan.imported:
            return coverage_finding(self._reading, log, scanned.size, 0)
        if not known:
            return None
        registered = self._scan.cities.get(log)
        since = 0
        if log == self._scan.own:
            since = known[0].entry
        elif registered is not None and registered[0] > known[0].entry:
            since = 1
        return coverage_finding(self._reading, log, scanned.size, since)

    def _newest(self, log: str) -> tuple[list[Vouch], list[Finding]]:
        """Return the log's newest checkpoint if it counts, and what is wrong with it."""
        try:
            kept = self._reading.checkpoint(log)
        except IntegrityFailure:
            return [], [Finding(Kind.MALFORMED, log, where="checkpoint")]
        if kept is None:
            return [], []
        size, content = kept
        if type(size) is not int or size < 1:
            return [], [Finding(Kind.MALFORMED, log, where="checkpoint")]
        note = examine_note(content, self._keys)
        said = note.checkpoint
        if said is None or (said.origin, said.size) != (log, size):
            return [], [Finding(note.kind or Kind.MALFORMED, log, size, where="checkpoint")]
        if note.signers[-1] != len(self._keys) - 1:
            return [], [Finding(Kind.UNKNOWN_KEY, log, size, where="checkpoint", detail=_RETIRED)]
        return [Vouch(size, said.root)], []

    def _cosigned(self, log: str) -> tuple[list[Vouch], str]:
        """Return the newest checkpoint that a known witness has cosigned, and when."""
        try:
            one = next(cosigned(self._reading, log, self._trust.witnesses), None)
            content = note_at(self._reading, log, one.size) if one is not None else None
        except (IntegrityFailure, TypeError):
            return [], ""  # what is wrong with the notes is told of the notes
        if one is None or content is None:
            return [], ""
        said = examine_note(content, self._keys).checkpoint
        if said is None or (said.origin, said.size) != (log, one.size):
            return [], ""
        moment = stamp(datetime.fromtimestamp(one.moment, UTC))
        return [Vouch(said.size, said.root, one.witness.name, outside=True)], moment

    def _answers(self, log: str) -> Iterator[Finding]:
        """Yield the sign-offs whose signatures do not prove what they say."""
        from smartflow.journey.answers.signed_answers import signature_faults

        entries = _personal_entries(self._reading, log)
        try:
            faults = signature_faults(entries, self._reading.blobs)
        except IntegrityFailure:
            return  # an altered blob, which is told as such
        for one in faults:
            yield Finding(Kind(one.kind), one.log, one.seq, detail=_part(one.message))

    def _standing(
        self, scanned: ScannedLog, vouches: Sequence[Vouch], cosigned_at: str
    ) -> LogStanding:
        agreed = agreeing(vouches, scanned.measured)
        imports = self._scan.imported.get(scanned.log)
        registered = imports[-1] if imports else self._scan.cities.get(scanned.log)
        seen = max((one for one in agreed if one.outside), key=lambda one: one.size, default=None)
        mark = None
        if seen is not None:
            known = seen.where in {one.name for one in self._trust.witnesses} and cosigned_at
            at = cosigned_at if known else scanned.measured[seen.size].at
            days = max(0, (self._now - datetime.fromisoformat(at)).days)
            mark = OutsideMark(seen.size, at, seen.where, scanned.size - seen.size, days)
        span = self._reading.checkpoint_span(scanned.log)
        return LogStanding(
            scanned.log,
            registered[1].slug if registered is not None else "",
            scanned.size,
            scanned.leaf,
            to_base64(scanned.root),
            scanned.at,
            span.notes if span is not None else 0,
            max((one.size for one in agreed if not one.outside), default=0),
            mark,
        )


def _personal_entries(reading: Reading, log: str) -> Iterator[Entry]:
    """Yield the entries of a whole log that concern who signs; the others need no second look."""
    for content in reading.entries(log):
        if content.startswith(_PERSONAL):
            yield decode_entry(content)


def _part(message: Text) -> Text:
    """Return a sentence as a part of another one."""
    return Text(id=message.id.rstrip("."), en=message.en.rstrip("."))
