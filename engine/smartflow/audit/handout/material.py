"""What goes into an auditor's bundle, read at one moment: logs, checkpoints, keys, what is named.

Every chain is recomputed on the way. Blobs are named here and read later, a few at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from smartflow.audit.erase.erase import personal_data
from smartflow.casework.cities import find_city, registered_cities, store_log
from smartflow.casework.foreign_city import foreign
from smartflow.history.acts import Filing, RecordDocument, readable_act
from smartflow.history.entries.chain import read_chain
from smartflow.history.entries.entry import Entry
from smartflow.history.seals.note_key import VerifierKey
from smartflow.ledger.attachments import named_blobs
from smartflow.ledger.erased import erased_digests
from smartflow.ledger.keys import keys_among
from smartflow.ledger.register import ImportedCity, RegisteredCity
from smartflow.ledger.witnesses import witnesses_among

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.store.protocol import Reading

__all__ = ["LogMaterial", "Material", "Named", "material_of"]

_FILES = frozenset({"file", "source", "list"})
"""The keys of a body under which files of people stand; all else was made by the engine."""

_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST_NAME = 80


class Named(msgspec.Struct, frozen=True):
    """A blob that an entry names.

    Attributes:
        log: The entry's log.
        city: The region code of its city; ``""`` for the store's own.
        entry: The entry's number.
        kind: The key under which it stands, such as ``verdict``.
        digest: The blob.
        name: What a readable copy of it is called.
        salted: Whether 16 random bytes stand before its content: it holds personal data.
    """

    log: str
    city: str
    entry: int
    kind: str
    digest: str
    name: str
    salted: bool = False

    @property
    def is_file(self) -> bool:
        """Whether it is a file, or holds personal data."""
        return self.salted or self.kind in _FILES

    @property
    def readable(self) -> bool:
        """Whether a copy under its own name is written too."""
        return self.is_file


class LogMaterial(msgspec.Struct, frozen=True):
    """One log.

    Attributes:
        name: Its name.
        contents: The bytes of its entries, the first one first.
        entries: The same, read.
        leaves: Their leaf hashes in hex.
        notes: Its checkpoints, by their size.
        city: The city, or None for the store's own log.
    """

    name: str
    contents: tuple[bytes, ...]
    entries: tuple[Entry, ...]
    leaves: tuple[str, ...]
    notes: tuple[bytes, ...]
    city: RegisteredCity | None = None

    @property
    def notes_file(self) -> str:
        """What the file with its checkpoints is called."""
        return f"{self.city.region_code if self.city else 'store'}.txt"


class Material(msgspec.Struct, frozen=True):
    """All that a bundle is made of.

    Attributes:
        logs: The store's own log, and those of the cities by slug.
        keys: The keys of the store, the oldest first.
        witnesses: Those outside who are known to it.
        kept: What the entries name and the bundle holds.
        erased: What they name and somebody erased.
        personal: Whether files and personal data go along.
    """

    logs: tuple[LogMaterial, ...]
    keys: tuple[VerifierKey, ...]
    witnesses: tuple[VerifierKey, ...]
    kept: tuple[Named, ...]
    erased: tuple[Named, ...]
    personal: bool

    @property
    def cities(self) -> tuple[LogMaterial, ...]:
        """The logs of cities."""
        return tuple(log for log in self.logs if log.city is not None)


def material_of(workspace: Workspace, city: str, *, personal: bool) -> Material:
    """Read what a bundle is made of.

    Args:
        workspace: Where.
        city: The city's slug, name or code; ``""`` for all of the store.
        personal: Whether files and what holds personal data go along.

    Raises:
        UnknownCity: there is none of that name.
        ForeignCity: another office writes the city.
        IntegrityFailure: a history is not as it was written.
    """
    with workspace.reading() as reading:
        cities = (_own(find_city(reading, city)),) if city else registered_cities(reading)
        logs = (
            _log(reading, store_log(reading), None),
            *(_log(reading, one.log, one) for one in cities),
        )
    own = logs[0].entries
    named = tuple(one for log in logs for one in _named(log))
    gone = {digest for log in logs for digest in erased_digests(log.entries)}
    return Material(
        logs=logs,
        keys=keys_among(own).all,
        witnesses=witnesses_among(own),
        kept=tuple(
            one for one in named if one.digest not in gone and (personal or not one.is_file)
        ),
        erased=tuple(one for one in named if one.digest in gone),
        personal=personal,
    )


def _own(city: RegisteredCity) -> RegisteredCity:
    """Return a city that this office writes; of another one that office itself exports it."""
    if isinstance(city, ImportedCity):
        raise foreign(city)
    return city


def _log(reading: Reading, name: str, city: RegisteredCity | None) -> LogMaterial:
    contents = tuple(reading.entries(name))
    chain = read_chain(name, contents)
    notes = tuple(note for _, note in reading.checkpoints(name))
    return LogMaterial(name, contents, tuple(chain.entries), tuple(chain.leaves), notes, city)


def _named(log: LogMaterial) -> Iterator[Named]:
    code = log.city.region_code if log.city else ""
    for entry in log.entries:
        salted = {one.digest: one for one in personal_data(entry)}
        kinds = dict(_kinds(entry))
        for digest in dict.fromkeys(named_blobs(entry)):
            one = salted.get(digest)
            kind = one.what if one else kinds.get(digest, "")
            yield Named(
                log.name,
                code,
                entry.seq,
                kind,
                digest,
                _file_name(entry, kind, one.worksheet if one else ""),
                one is not None,
            )


def _kinds(entry: Entry) -> Iterator[tuple[str, str]]:
    # By key and not by act: an act of a newer version names its blobs all the same.
    for key, value in entry.body.items():
        if isinstance(value, str):
            yield value, key


def _file_name(entry: Entry, kind: str, worksheet: str) -> str:
    """Return a name that any computer takes and that tells what it is."""
    act = readable_act(entry)
    if kind == "rows" and isinstance(act, Filing):
        return f"{worksheet}-{_plain(act.filler)}.json"
    own = act.file_name if kind == "file" and isinstance(act, Filing) else ""
    document = act.kind if isinstance(act, RecordDocument) else ""
    return _plain(own) or f"{_plain(document or entry.act)}-{kind}"


def _plain(name: str) -> str:
    safe = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    return safe[-_LONGEST_NAME:]
