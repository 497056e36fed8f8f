"""The blobs that entries name: whether each is there, and is what its name says.

Whoever looks goes through a log entry by entry; blobs are read a few at a time, and of those that
were found whole only the newest names are remembered, so that memory stays flat however long the
log is. A blob that is gone is no fault if an act ``erase`` says so, which may come later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from smartflow.errors import IntegrityFailure
from smartflow.history.entries.entry import Entry
from smartflow.history.finding import Finding, Kind
from smartflow.ledger.erased import erased_digests

if TYPE_CHECKING:
    from smartflow.store.protocol import Reading

__all__ = ["PERSONAL_ACTS", "Attachments", "Erased", "named_blobs"]

_NAMING: Final = frozenset(
    {"rows", "file", "source", "list", "verdict", "dossier", "heads", "signature", "statement"}
)
"""The keys of a body, or of a part of it, whose value is the digest of a blob."""

_LOOKED_INTO: Final = _NAMING | {"workflow", "worksheets", "digest"}
"""The keys of a body that may lead to a digest; ``digest`` is what an act ``erase`` names."""

_AT_ONCE: Final = 16
"""How many blobs are held at once."""

_REMEMBERED: Final = 4096
"""How many names of whole blobs are remembered: the same one is often named by several entries."""


PERSONAL_ACTS: Final = frozenset({"submit", "worksheet_entry", "consolidate", "attend"})
"""The acts all of whose blobs are salted and may be erased. Decisions rest on every other blob."""


class Erased(NamedTuple):
    """A blob that is gone because somebody erased it, and said so.

    Attributes:
        log: The log of the entry that names it.
        entry: That entry's number.
        digest: The blob.
    """

    log: str
    entry: int
    digest: str


def named_blobs(entry: Entry) -> Iterator[str]:
    """Yield the digests of the blobs that an entry names."""
    # By key and not by act: what an act of a newer version names must not be taken for a stray.
    body = entry.body
    if entry.act in ("city_add", "workflow_migrate"):
        workflow = body.get("workflow")
        if isinstance(workflow, dict):
            yield str(workflow.get("digest"))
    if "worksheets" in body:
        parts = body["worksheets"]
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict):
                yield from _digests(part)
    if not _NAMING.isdisjoint(body):
        yield from _digests(body)


def _digests(body: dict[str, object]) -> Iterator[str]:
    for key in _NAMING.intersection(body):
        value = body[key]
        if isinstance(value, str) and value:
            yield value


class Attachments:
    """The blobs of a store while its logs are read.

    Args:
        reading: The open transaction.

    Attributes:
        whole: How many were found whole.
    """

    def __init__(self, reading: Reading) -> None:
        self.whole = 0
        self._reading = reading
        self._known: dict[str, None] = {}
        self._bad: dict[str, Finding] = {}
        self._erased: set[tuple[str, str]] = set()
        self._lasting: set[str] = set()

    def take(self, log: str, entries: Iterable[Entry]) -> None:
        """Look at the blobs that some entries of a log name."""
        waiting: dict[str, Entry] = {}
        # Most acts name no blob: they are left out in one go.
        naming = [one for one in entries if not _LOOKED_INTO.isdisjoint(one.body)]
        self._erased.update((log, digest) for digest in erased_digests(naming))
        for entry in naming:
            for digest in named_blobs(entry):
                if digest in self._known:
                    continue
                if entry.act not in PERSONAL_ACTS and (digest in self._bad or digest in waiting):
                    self._lasting.add(digest)
                if digest not in self._bad:
                    waiting.setdefault(digest, entry)
            if len(waiting) >= _AT_ONCE:
                self._look_at(log, waiting)
                waiting = {}
        if waiting:
            self._look_at(log, waiting)

    def findings(self, incomplete: Iterable[str]) -> Iterator[Finding]:
        """Yield what is wrong, once all logs were read.

        Args:
            incomplete: Logs that could not be read to their end. Whether what they miss was erased
                is not known, so nothing is said of it.
        """
        unread = frozenset(incomplete)
        for digest, finding in self._bad.items():
            gone = finding.kind is Kind.MISSING_BLOB
            excused = self._was_erased(digest, finding) or finding.log in unread
            if not (gone and excused):
                yield finding

    def erased(self) -> tuple[Erased, ...]:
        """Return the blobs that are gone because they were erased, as their entries stand."""
        return tuple(
            Erased(one.log, one.entry, digest)
            for digest, one in self._bad.items()
            if one.kind is Kind.MISSING_BLOB and self._was_erased(digest, one)
        )

    def _was_erased(self, digest: str, finding: Finding) -> bool:
        """Say whether an act of its own log erased a blob, and whether it may be erased at all.

        Else whoever holds the key could make a verdict, or what the store vouched for, disappear
        by an entry that calls it personal data.
        """
        return (finding.log, digest) in self._erased and digest not in self._lasting

    def _look_at(self, log: str, waiting: dict[str, Entry]) -> None:
        for digest, kind in _states(self._reading, list(waiting)).items():
            entry = waiting[digest]
            if kind is not None:
                self._bad[digest] = Finding(kind, log, entry.seq, where=digest)
                if entry.act not in PERSONAL_ACTS:
                    self._lasting.add(digest)
                continue
            self.whole += 1
            self._known[digest] = None
            if len(self._known) > _REMEMBERED:
                del self._known[next(iter(self._known))]


def _states(reading: Reading, digests: list[str]) -> dict[str, Kind | None]:
    """Return by digest what is wrong with a blob, None if nothing is."""
    try:
        held = reading.blobs(digests)
    except IntegrityFailure:
        return {digest: _state(reading, digest) for digest in digests}
    return {digest: None if digest in held else Kind.MISSING_BLOB for digest in digests}


def _state(reading: Reading, digest: str) -> Kind | None:
    try:
        return None if reading.blob(digest) is not None else Kind.MISSING_BLOB
    except IntegrityFailure:
        return Kind.ALTERED_BLOB
