"""What ``audit verify`` answers: how each log stands, by which keys, and what is wrong."""

from __future__ import annotations

from datetime import date

import msgspec

from smartflow.audit.verify.issued_files import IssuedFile
from smartflow.errors import IntegrityFailure
from smartflow.history.entries.comparison import LogFileStanding
from smartflow.history.finding import Finding
from smartflow.ledger.attachments import Erased
from smartflow.ledger.keys import StoreKey

__all__ = ["LogStanding", "OutsideMark", "Verification"]


class OutsideMark(msgspec.Struct, frozen=True):
    """The newest checkpoint of a log that somebody outside has, and that agrees with it.

    Attributes:
        size: How many entries it covers.
        at: When it was cosigned, or else when the last entry that it covers was written, UTC.
        where: The file, or the witness's name.
        after: How many entries came later: only whoever holds the store vouches for them.
        days: How many days ago ``at`` was.
    """

    size: int
    at: str
    where: str
    after: int
    days: int


class LogStanding(msgspec.Struct, frozen=True):
    """How one log stands.

    Attributes:
        log: Its name.
        city: The slug of its city; ``""`` for the store log.
        entries: How many entries follow one another from the first on.
        leaf: The leaf hash of the newest of them, hex.
        root: The root of the tree over them, base64.
        at: When the newest was written, UTC; ``""`` in an empty log.
        checkpoints: How many checkpoints are kept.
        covered: How many entries the newest checkpoint covers that agrees with the log; 0 for none.
        outside: What somebody outside has of it, if anything.
    """

    log: str
    city: str
    entries: int
    leaf: str
    root: str
    at: str
    checkpoints: int = 0
    covered: int = 0
    outside: OutsideMark | None = None


class Verification(msgspec.Struct, frozen=True):
    """What was verified, and what was found.

    Attributes:
        store: The name of the store log.
        findings: What is wrong; nothing if all is whole.
        logs: Each log that was read, the store log first.
        keys: The keys of the store, the oldest first.
        pinned: Whether a key was given from outside, rather than trusted on first sight.
        blobs: How many attachments were found whole.
        erased: Those that are gone because somebody erased them, and said so.
        log_file: How the log file stands to the store; None if it could not be compared.
        foreign: Logs of other stores that the files from outside name.
        every: Whether each single checkpoint was examined.
        today: The day of the verification, UTC.
        witnesses: The public keys of those outside whom the store knows.
        issued: Those of the files that were brought that an entry made official.
    """

    store: str
    findings: tuple[Finding, ...]
    logs: tuple[LogStanding, ...] = ()
    keys: tuple[StoreKey, ...] = ()
    pinned: bool = False
    blobs: int = 0
    erased: tuple[Erased, ...] = ()
    log_file: LogFileStanding | None = None
    foreign: tuple[str, ...] = ()
    every: bool = False
    today: date | None = None
    witnesses: tuple[str, ...] = ()
    issued: tuple[IssuedFile, ...] = ()

    @property
    def exit_code(self) -> int:
        """What the command ends with: 0 if nothing is wrong, else 4."""
        return IntegrityFailure.exit_code if self.findings else 0
