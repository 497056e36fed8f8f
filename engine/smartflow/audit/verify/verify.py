"""``audit verify``: recompute the history from its bytes, and hold it against what was signed.

Every entry, every blob, the log file, and the checkpoints: those that the store keeps, those that
its own log names, and those that somebody outside has kept. It needs no key file and no plugin,
writes nothing, and takes nothing that is stored for what it should be: whatever somebody wrote into
a store is a finding, never a crash.

A chain alone shows neither a cut tail nor a history that was rewritten as a whole, and a checkpoint
that lies in the store shows nothing to whoever holds its key. So what is told besides is the age of
the newest checkpoint outside, and how many entries came after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.keys.examination import KeyExamination
from smartflow.audit.verify.issued_files import held_files, issued_among, not_issued
from smartflow.audit.verify.log_verification import LogVerifier
from smartflow.audit.verify.outside_notes import (
    OutsideFile,
    OutsideNotes,
    judge_outside,
    read_outside,
)
from smartflow.audit.verify.verification import Verification
from smartflow.audit.witness.checkpoint import LogHead
from smartflow.casework.cities import find_city
from smartflow.errors import IntegrityFailure
from smartflow.history.acts import StoreCheckpoint, UnreadableEntry, read_as
from smartflow.history.entries.comparison import LogFileStanding, compare_log_file
from smartflow.history.entries.entry import Entry
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.judgement import Vouch
from smartflow.history.seals.note_key import VerifierKey, parse_verifier_key
from smartflow.history.strict_base64 import from_base64
from smartflow.language import Text
from smartflow.ledger.scan import StoreScan, names_among

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Reading

__all__ = ["verify"]


def verify(  # noqa: PLR0913  what may be brought to a verification
    workspace: Workspace,
    *,
    city: str = "",
    against: Sequence[Path] = (),
    keys: Sequence[str] = (),
    every: bool = False,
    files: Sequence[Path] = (),
) -> Verification:
    """Verify the history of a workspace.

    Args:
        workspace: Where.
        city: The city whose log is verified, beside the store's own; ``""`` for all logs.
        against: Files with checkpoints that were kept outside.
        keys: Public keys of the store that somebody outside has written down; without any, the
            store's first key is trusted on first sight.
        every: Whether the signature and root of each single checkpoint are computed; else of the
            newest of each log, and of the older ones only that none is missing.
        files: Files of which it is asked whether an entry issued them.

    Returns:
        What was found; nothing is raised for what is wrong with the store, for this is a report.

    Raises:
        MalformedKey: a word of ``keys`` is no key.
        OutsideFileUnreadable: a file with checkpoints cannot be read.
        FileUnreadable: one of ``files`` cannot be read.
        UnknownCity: there is no such city.
        StoreLocked: another process holds the store for too long.
        StoreFailed: the computer does not let it be read.
    """
    pinned = tuple(parse_verifier_key(word) for word in keys)
    outside, held = read_outside(against), held_files(files)
    try:
        with workspace.store.read() as reading:
            verifier = _Verifier(workspace, reading, pinned, outside)
            found = verifier.run(city, every=every)
            issued = verifier.scan.issued
    except IntegrityFailure as error:
        # The store itself is damaged: there is no log of which more could be said.
        finding = Finding(Kind.MALFORMED, where=workspace.place, detail=_part(error.message))
        return Verification("", (finding,))
    return msgspec.structs.replace(
        found,
        findings=(*found.findings, *not_issued(held, issued)),
        issued=issued_among(held, issued, {one.log for one in found.findings}),
    )


class _Verifier:
    """One verification: what is read of the store, and what was found so far."""

    def __init__(
        self,
        workspace: Workspace,
        reading: Reading,
        pinned: Sequence[VerifierKey],
        files: Sequence[OutsideFile],
    ) -> None:
        self.reading = reading
        self.workspace = workspace
        self.now = workspace.clock.now()
        self.scan = StoreScan(reading)
        self.trust = KeyExamination(reading, self.scan.own, pinned)
        self.pinned = bool(pinned)
        self.files = files
        self.outside: OutsideNotes = judge_outside(files, self.scan.own, self.trust.keys.all)
        self.findings: list[Finding] = [*self.trust.findings, *self.outside.findings]
        self._heads: defaultdict[str, list[Vouch]] = defaultdict(list)

    def run(self, city: str, *, every: bool) -> Verification:
        """Verify the store log, then the others, then what holds for all of them."""
        scan, kept = self.scan, self.outside.vouches
        logs = LogVerifier(self.reading, scan, self.trust, self.now, every=every)
        if scan.own in scan.names:
            logs.verify(scan.own, [*self.trust.vouches, *kept.get(scan.own, ())])
        for entry in scan.heads:
            self._learn_heads(entry)
        only = {scan.own, *self._named(city)} if city else None
        for log in scan.names:
            if log != scan.own and (only is None or log in only):
                logs.verify(log, [*self._heads.get(log, ()), *kept.get(log, ())])
        self.findings += logs.findings
        self.findings += self._about_all(only)
        standing = self._log_file(only)
        return Verification(
            scan.own,
            tuple(self.findings),
            tuple(logs.standings),
            self.trust.keys.known,
            self.pinned,
            scan.attachments.whole,
            scan.attachments.erased(),
            standing,
            self.outside.foreign,
            every,
            self.now.astimezone(UTC).date(),
            tuple(one.encode() for one in self.trust.witnesses),
        )

    def _named(self, city: str) -> Iterator[str]:
        """Yield the log of the city that was named; none where the store log is broken."""
        wanted = " ".join(city.split()).casefold()
        cities = [*self.scan.cities.values(), *(one[-1] for one in self.scan.imported.values())]
        for _, found in cities:
            names = (found.slug.casefold(), found.name.casefold(), found.region_code)
            if wanted in names:
                yield found.log
                return
        if self.scan.is_whole(self.scan.own):
            yield find_city(self.reading, city).log  # which refuses, and suggests the nearest

    # -- all logs -----------------------------------------------------------------------------

    def _learn_heads(self, entry: Entry) -> None:
        """Take from an act ``checkpoint`` how far every log had come."""
        own = self.scan.own
        try:
            digest = read_as(entry, StoreCheckpoint).heads
        except UnreadableEntry:
            self.findings.append(Finding(Kind.MALFORMED, own, entry.seq))
            return
        try:
            content = self.reading.blob(digest)
        except IntegrityFailure:
            return  # told as an altered blob
        if content is None:
            return  # told as a missing one
        try:
            heads = msgspec.json.decode(content, type=list[LogHead])
        except (ValueError, RecursionError):
            self.findings.append(Finding(Kind.MALFORMED, own, entry.seq, where=digest))
            return
        for head in heads:
            root = from_base64(head.root) or b""
            self._heads[head.log].append(Vouch(head.size, root, f"{own} {entry.seq}"))

    def _about_all(self, only: Iterable[str] | None) -> Iterator[Finding]:
        """Yield what is wrong between the logs, with the blobs, and with what was brought."""
        scan = self.scan
        chosen = None if only is None else frozenset(only)
        for one in scan.register_findings():
            if chosen is None or one.log in chosen:
                yield one
        if chosen is None:
            yield from scan.stray_findings()
            yield from self._vanished()
        yield from scan.attachments.findings(one.log for one in scan.broken)
        compared = {log for log in self.outside.vouches if chosen is None or log in chosen}
        if self.files and not compared and not self.outside.findings:
            names = ", ".join(one.name for one in self.files)
            yield Finding(Kind.EMPTY, where=names)

    def _vanished(self) -> Iterator[Finding]:
        """Yield the logs of which something was signed, and nothing is there."""
        scan = self.scan
        known = {*scan.names, *scan.cities, *scan.imported, scan.own}
        told: dict[str, str] = {}
        for by_log in (self.outside.vouches, self._heads):
            for log, vouches in by_log.items():
                told.setdefault(log, vouches[0].where)
        for log, where in sorted(told.items()):
            if log not in known:
                yield Finding(Kind.MISSING_CITY, log, where=where)
        for log in names_among(self.reading.checkpoint_logs()):
            if log not in known and log not in told:
                yield Finding(Kind.UNREGISTERED_LOG, log, where="checkpoint")

    def _log_file(self, only: Iterable[str] | None) -> LogFileStanding | None:
        """Hold the log file against the store; what differs is a finding."""
        path, scan = self.workspace.log_file, self.scan
        chosen = None if only is None else frozenset(only)
        try:
            standing = compare_log_file(path, scan.own, scan.counts, scan.leaf_at, chosen)
        except OSError as error:
            detail = Text.same(error.strerror or str(error))
            self.findings.append(Finding(Kind.MALFORMED, where=path.name, detail=detail))
            return None
        if standing.differs is not None:
            one = standing.differs
            self.findings.append(
                Finding(Kind.LOG_FILE_DIFFERS, one.log, one.position, where=path.name)
            )
        return standing


def _part(message: Text) -> Text:
    """Return a sentence as a part of another one."""
    return Text(id=message.id.rstrip("."), en=message.en.rstrip("."))
