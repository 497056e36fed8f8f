"""A store read from its first byte to its last: the one scan of ``audit verify`` and ``doctor``.

Logs are read one after the other, in flat memory, inside one transaction. What the scan says needs
no key: chains, blobs, and whether the store log and the cities' logs fit together. It works on a
store that anybody has written anything into, so that nothing stored is taken for what it should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.acts import (
    CityRegister,
    Issue,
    SignOffAnswer,
    UnreadableEntry,
    acts_of,
    read_as,
)
from smartflow.history.entries.chain import leaf_hash
from smartflow.history.entries.entry import Entry
from smartflow.history.finding import Finding, Kind
from smartflow.history.seals.log_scan import LogScan, Measured, blame
from smartflow.language import Text
from smartflow.ledger.attachments import Attachments
from smartflow.ledger.keys import store_of
from smartflow.ledger.register import (
    IMPORT,
    ImportedCity,
    RegisteredCity,
    imported_in,
    is_registrable,
)

if TYPE_CHECKING:
    from smartflow.store.protocol import Reading

__all__ = ["ScannedLog", "StoreScan", "names_among"]

_ROOT_NAME: Final = "smartflow"
_NO_CITY: Final = Text(
    id="kota yang didaftarkannya tidak mungkin ada", en="the city that it registers cannot be"
)


class ScannedLog(msgspec.Struct, frozen=True):
    """A log that was read.

    Attributes:
        log: Its name.
        size: How many entries follow one another from the first on.
        leaf: The leaf hash of the last of them, hex.
        root: The root of the tree over them.
        at: When the last of them was written; ``""`` in an empty log.
        measured: The tree at the sizes that were asked for, as far as the log goes.
        broken: What the chain shows.
        answers: How many sign-offs it holds.
    """

    log: str
    size: int
    leaf: str
    root: bytes
    at: str
    measured: Mapping[int, Measured]
    broken: Finding | None = None
    answers: int = 0


class StoreScan:
    """A store while it is read.

    Args:
        reading: The open transaction.

    Attributes:
        own: The name of the store log.
        names: The names of all logs that have entries, the store log first.
        cities: What the store log registers, with the number of the entry, by the city's log.
        imported: The entries that brought cities of other offices, the oldest first, by their log.
        heads: The entries of the store log by which it names the heads of all logs.
        attachments: The blobs.
        issued: The entries that made a file official, by the digest of the file.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._logs: dict[str, ScannedLog] = {}
        found = names_among(reading.logs())
        self.own = _own(found)
        self.names = sorted(found, key=lambda name: (name != self.own, name))
        self.cities: dict[str, tuple[int, RegisteredCity]] = {}
        self.imported: dict[str, list[tuple[int, ImportedCity]]] = {}
        self.heads: list[Entry] = []
        self._misfits: list[int] = []
        self.attachments = Attachments(reading)
        self.issued: dict[str, Entry] = {}

    def read(self, log: str, sizes: Iterable[int] = ()) -> ScannedLog:
        """Read a log; begin with the store log, which says what the others are.

        Args:
            log: Its name.
            sizes: The sizes at which the tree is wanted.
        """
        wanted = {size for size in sizes if size > 0}
        scan = LogScan(log, sorted(wanted))
        measured: dict[int, Measured] = {}
        answers = 0
        for rows in self._reading.rows(log):
            page = scan.take(rows)
            measured.update((one.size, one) for one in page.measured)
            answers += [entry.act for entry in page.entries].count(SignOffAnswer.act_name)
            self.issued.update((act.file, entry) for entry, act in acts_of(page.entries, Issue))
            self.attachments.take(log, page.entries)
            if log == self.own:
                self._learn(page.entries)
            if scan.broken_at:
                break
        broken = None
        if scan.broken_at:
            contents = (row[2] for rows in self._reading.rows(log) for row in rows)
            broken = blame(log, contents, scan.broken_at)
        scanned = ScannedLog(
            log, scan.size, scan.leaf, scan.root, scan.at, measured, broken, answers
        )
        self._logs[log] = scanned
        return scanned

    def is_whole(self, log: str) -> bool:
        """Say whether a log was read to its end without a fault."""
        return log in self._logs and self._logs[log].broken is None

    @property
    def broken(self) -> tuple[Finding, ...]:
        """What the chains show, of each log that was read."""
        return tuple(one.broken for one in self._logs.values() if one.broken is not None)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries each log has, as far as it was read, by name."""
        return {log: scanned.size for log, scanned in self._logs.items()}

    def leaf_at(self, log: str, seq: int) -> str | None:
        """Return the leaf hash of the entry of a log with a number, if the store has it."""
        head = self._logs.get(log)
        if head is None or seq < 1 or (head.broken is None and seq > head.size):
            return None
        try:
            content = next(iter(self._reading.entries(log, seq - 1)), None)
        except (IntegrityFailure, OverflowError):
            return None
        return None if content is None else leaf_hash(content)

    def register_findings(self) -> Iterator[Finding]:
        """Yield where the store log and the logs of cities do not fit together.

        Call it when all logs were read. Behind a broken store log nothing is said of what it may
        have registered.
        """
        own = self._logs.get(self.own)
        if own is None or (not own.size and own.broken is None):
            yield Finding(Kind.EMPTY, self.own)
        for entry in self._misfits:
            yield Finding(Kind.MALFORMED, self.own, entry, detail=_NO_CITY)
        known = {**self.cities, **{log: found[-1] for log, found in self.imported.items()}}
        for log, (entry, city) in known.items():
            if log not in self.names:
                yield Finding(
                    Kind.MISSING_CITY, log, where=f"{self.own} {entry}", detail=Text.same(city.name)
                )
        whole = own is not None and own.broken is None
        for log in self.names:
            if log not in known and log != self.own and (whole or store_of(log) != self.own):
                yield Finding(Kind.UNREGISTERED_LOG, log)

    def stray_findings(self) -> Iterator[Finding]:
        """Yield what is kept under no log's name and number; call it when all logs were read."""
        totals = self._reading.totals()
        logs = names_among(self._reading.checkpoint_logs())
        spans = map(self._reading.checkpoint_span, logs)
        strays = {"checkpoint": totals.checkpoints - sum(one.notes for one in spans if one)}
        if not self.broken:
            strays["entry"] = totals.entries - sum(one.size for one in self._logs.values())
        for table, count in strays.items():
            if count > 0:
                detail = Text(id=f"{count} baris liar", en=f"{count} stray rows")
                yield Finding(Kind.MALFORMED, self.own, where=table, detail=detail)

    def _learn(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.act == "city_register":
                city = _registered(entry)
                if city is not None and is_registrable(city, self.own):
                    self.cities[city.log] = (entry.seq, city)
                else:
                    self._misfits.append(entry.seq)
            elif entry.act == "checkpoint":
                self.heads.append(entry)
            elif entry.act == IMPORT:
                self._learn_import(entry)

    def _learn_import(self, entry: Entry) -> None:
        city = imported_in(entry)
        if city is None:
            self._misfits.append(entry.seq)
        elif city.office != self.own:
            self.imported.setdefault(city.log, []).append((entry.seq, city))


def _registered(entry: Entry) -> RegisteredCity | None:
    """Return the city that an entry of the store log registers; None if it cannot be read."""
    try:
        act = read_as(entry, CityRegister)
    except UnreadableEntry:
        return None
    return msgspec.convert(act, RegisteredCity, from_attributes=True)


def names_among(names: Iterable[object]) -> list[str]:
    """Return those names of logs that are text; the rows of the others are strays."""
    return [name for name in names if isinstance(name, str) and name]


def _own(names: Iterable[str]) -> str:
    """Return the name of the store log, also where it is gone and only cities are left."""
    listed = sorted(names)
    for name in listed:
        if name.count("/") == 1:
            return name
    return store_of(listed[0]) if listed else _ROOT_NAME
