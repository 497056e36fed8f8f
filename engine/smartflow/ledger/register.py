"""The register: what the store log says, which is the store's name, its cities and its keys.

Every command asks it, and a command over many cities asks it for each. So what was read once in a
process is remembered and only the entries that came since are read: a chain is known by the leaf
hash of its newest entry, and as long as the store still shows that one, nothing before it can be
another. Whoever has only a transaction at hand reads it whole (:mod:`smartflow.casework.cities`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec

from smartflow.errors import IntegrityFailure
from smartflow.history.acts import BundleImport, CityRegister, UnreadableEntry, read_as
from smartflow.history.entries.chain import Head, read_chain
from smartflow.history.entries.entry import Entry
from smartflow.language import Text
from smartflow.ledger.keys import StoreKeys, keys_among, store_of

if TYPE_CHECKING:
    from smartflow.store.protocol import Reading

__all__ = [
    "IMPORT",
    "BadRegister",
    "EmptyStore",
    "ImportedCity",
    "Register",
    "RegisterMemory",
    "RegisteredCity",
    "imported_in",
    "is_importable",
    "is_registrable",
    "read_register",
]

_CODE: Final = re.compile(r"[0-9]{2}\.[0-9]{2}")
"""A Kemendagri code of a city. It names files of an export, so it is looked at once more."""


_OFFICE: Final = re.compile(r"smartflow/[0-9A-Za-z]{1,64}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_SLUG: Final = re.compile(r"[a-z][a-z0-9-]{1,40}")

IMPORT: Final = BundleImport.act_name
"""The act by which a city of another office comes into the store."""


class EmptyStore(IntegrityFailure):
    """The store does not even hold its own first entry."""

    code = "empty-store"
    says = Text(
        id="Penyimpanan ini belum berisi catatan apa pun, padahal sudah dibuat.",
        en="This store holds no entry at all, although it was made.",
    )
    next_step = Text(
        id="Pulihkan penyimpanan dari cadangan, atau buat ruang kerja baru di folder lain:"
        " smartflow init FOLDER",
        en="Restore the store from a backup, or make a new workspace in another folder: smartflow"
        " init FOLDER",
    )


class BadRegister(IntegrityFailure):
    """The store log and the logs of cities do not fit together."""

    code = "bad-register"


class RegisteredCity(msgspec.Struct, frozen=True):
    """A city as the store log names it."""

    slug: str
    name: str
    region_code: str
    log: str


class ImportedCity(RegisteredCity, frozen=True):
    """A city of another office, as the act ``bundle_import`` brought it.

    Attributes:
        size: How many entries its log has here.
        root: The root of the tree over them, base64.
        leaf: The leaf hash of the newest of them, hex.
        at: When that one was written, UTC.
        keys: The public keys of the other office's store, the oldest first.
        bundle: The sha256 of the bundle's manifest.
    """

    size: int
    root: str
    leaf: str
    at: str
    keys: tuple[str, ...]
    bundle: str

    @property
    def office(self) -> str:
        """The name of the store log of the office that writes it."""
        return store_of(self.log)


class Register(msgspec.Struct, frozen=True, dict=True):
    """The store log of one moment, its chain checked.

    Attributes:
        own: Its name, ``smartflow/<workspace id>``.
        head: Its newest entry.
        leaves: The leaf hashes of its entries in hex, the first one first.
        cities: The cities that it registers or has imported, sorted by slug.
        keys: The keys of the store.
    """

    own: str
    head: Head
    leaves: tuple[str, ...]
    cities: tuple[RegisteredCity, ...]
    keys: StoreKeys

    @property
    def own_cities(self) -> tuple[RegisteredCity, ...]:
        """The cities that this very office writes; those of other offices are left out."""
        return tuple(city for city in self.cities if not isinstance(city, ImportedCity))

    @cached_property
    def imported(self) -> dict[str, ImportedCity]:
        """The cities of other offices, by the name of their log."""
        return {city.log: city for city in self.cities if isinstance(city, ImportedCity)}

    def find(self, words: str) -> RegisteredCity | None:
        """Return the city that ``words`` name: its slug, its name or its Kemendagri code."""
        return self._by_name.get(" ".join(words.split()).casefold())

    @cached_property
    def _by_name(self) -> dict[str, RegisteredCity]:
        found: dict[str, RegisteredCity] = {}
        for city in self.cities:
            for name in (city.slug, city.name, city.region_code):
                found.setdefault(name.casefold(), city)
        return found


class RegisterMemory:
    """The register as it was read last; a call reads what the store has come to since."""

    def __init__(self) -> None:
        self._known: Register | None = None

    def __call__(self, reading: Reading) -> Register:
        """Return the register of a transaction; see :func:`read_register`."""
        known = self._known
        if known is None or reading.head(known.own) != known.head:
            known = self._known = _continued(reading, known) or read_register(reading)
        return known


def read_register(reading: Reading) -> Register:
    """Return the register, read whole.

    It is short: one entry for the store, one for each city, one for each act on keys.

    Raises:
        EmptyStore: the store holds no entry of its own.
        BrokenChain: the store log is not as it was written.
        BadRegister: it cannot be read, there are two such logs, or a city has a log and is not in
            it.
        UnreadableKey: an entry does not hold the key that it introduces.
    """
    logs = reading.logs()
    own = _own_log(logs)
    chain = read_chain(own, tuple(reading.entries(own)))
    register = Register(
        own,
        Head(len(chain.leaves), chain.leaves[-1]),
        chain.leaves,
        _sorted((*_registered(own, chain.entries), *_imported(own, chain.entries))),
        keys_among(chain.entries),
    )
    _refuse_strays(register, logs)
    return register


def _continued(reading: Reading, known: Register | None) -> Register | None:
    """Return what a known register has become, or None where it is not the beginning of this."""
    if known is None:
        return None
    contents = tuple(reading.entries(known.own, known.head.seq))
    try:
        chain = read_chain(known.own, contents, after=known.head)
    except IntegrityFailure:
        return None  # read whole, the fault is named by its place
    if not contents:
        return None
    register = Register(
        known.own,
        Head(known.head.seq + len(contents), chain.leaves[-1]),
        known.leaves + chain.leaves,
        _sorted(
            (
                *known.cities,
                *_registered(known.own, chain.entries),
                *_imported(known.own, chain.entries),
            )
        ),
        keys_among(chain.entries, known.keys),
    )
    _refuse_strays(register, reading.logs())
    return register


def _own_log(logs: Iterable[str]) -> str:
    own = [log for log in logs if log.count("/") == 1]
    if len(own) > 1:
        raise _bad_register(
            Text(
                id=f"Penyimpanan ini memiliki lebih dari satu riwayat induk: {', '.join(own)}.",
                en=f"This store has more than one log of its own: {', '.join(own)}.",
            )
        )
    if own:
        return own[0]
    raise EmptyStore


def _sorted(cities: Iterable[RegisteredCity]) -> tuple[RegisteredCity, ...]:
    """Return cities by slug; of one that was imported several times, what came last."""
    last = {city.log: city for city in cities}
    return tuple(sorted(last.values(), key=lambda city: city.slug))


def _registered(own: str, entries: Sequence[Entry]) -> list[RegisteredCity]:
    """Return the cities that entries of the store log register."""
    try:
        found = [
            msgspec.convert(read_as(entry, CityRegister), RegisteredCity, from_attributes=True)
            for entry in entries
            if entry.act == CityRegister.act_name
        ]
    except UnreadableEntry as error:
        raise _bad_register(
            Text(
                id=f"Daftar kota dalam riwayat {own} tidak dapat dibaca: {error.cause}.",
                en=f"The list of cities in the log {own} cannot be read: {error.cause}.",
            )
        ) from error
    for city in found:
        if not is_registrable(city, own):
            raise _bad_register(
                Text(
                    id=f"Kota {city.slug!r} terdaftar dengan kode {city.region_code!r} dan riwayat"
                    f" {city.log!r}, yang tidak mungkin.",
                    en=f"The city {city.slug!r} is registered with the code {city.region_code!r}"
                    f" and the log {city.log!r}, which cannot be.",
                )
            )
    return found


def _imported(own: str, entries: Iterable[Entry]) -> list[ImportedCity]:
    """Return the cities of other offices that entries of the store log have imported."""
    found: list[ImportedCity] = []
    for entry in entries:
        if entry.act != IMPORT:
            continue
        city = imported_in(entry)
        if city is None:
            raise _bad_register(
                Text(
                    id=f"Entri {entry.seq} riwayat {own} tentang kota kantor lain tidak terbaca.",
                    en=f"Entry {entry.seq} of the log {own} on another office's city cannot be"
                    " read.",
                )
            )
        if city.office != own:  # an older copy of this very store caught up
            found.append(city)
    return found


def imported_in(entry: Entry) -> ImportedCity | None:
    """Return the city that an entry ``bundle_import`` brought; None if it cannot be one."""
    try:
        act = read_as(entry, BundleImport)
    except UnreadableEntry:
        return None
    city = msgspec.convert(act, ImportedCity, from_attributes=True)
    return city if is_importable(city) else None


def is_importable(city: ImportedCity) -> bool:
    """Say whether a city can be one that a bundle brought: its names, its log and its digests."""
    return (
        is_registrable(city, city.office)
        and bool(_OFFICE.fullmatch(city.office) and _SLUG.fullmatch(city.slug))
        and city.size > 0
        and all(_DIGEST.fullmatch(one) for one in (city.leaf, city.bundle))
        and bool(city.keys)
    )


def _refuse_strays(register: Register, logs: Iterable[str]) -> None:
    known = {register.own, *(city.log for city in register.cities)}
    stray = [log for log in logs if log not in known]
    if stray:
        raise _bad_register(
            Text(
                id=f"Ada riwayat tanpa kota yang terdaftar: {', '.join(stray)}; ekor riwayat"
                f" {register.own} mungkin dihapus.",
                en=f"There is a log of no registered city: {', '.join(stray)}; the tail of"
                f" {register.own} may have been cut.",
            )
        )


def is_registrable(city: RegisteredCity, own: str) -> bool:
    """Say whether the store log ``own`` can have registered a city: its code and its log fit."""
    return bool(_CODE.fullmatch(city.region_code)) and city.log == f"{own}/{city.region_code}"


def _bad_register(what: Text) -> BadRegister:
    return BadRegister(
        what,
        Text(
            id="Simpan salinan smartflow.db (di server: pg_dump) sebagai bukti, lalu pulihkan dari"
            " cadangan. Rincian: smartflow doctor",
            en="Keep a copy of smartflow.db (on a server: a pg_dump) as evidence, then restore a"
            " backup. Details: smartflow doctor",
        ),
    )
