"""The cities of a store: who is registered, and which one a name means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import msgspec

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.entry import decode_entry
from smartflow.language import Text
from smartflow.store.protocol import Reading

__all__ = [
    "EmptyStore",
    "RegisteredCity",
    "UnknownCity",
    "find_city",
    "registered_cities",
    "store_log",
]


class UnknownCity(BadInput):
    """No city of this workspace has that slug, name or code."""

    code = "unknown-city"


class EmptyStore(IntegrityFailure):
    """The store does not even hold its own first entry."""

    code = "empty-store"


class RegisteredCity(msgspec.Struct, frozen=True):
    """A city as the store log names it."""

    slug: str
    name: str
    region_code: str
    log: str


def store_log(reading: Reading) -> str:
    """Return the name of the store log, ``smartflow/<workspace id>``.

    Raises:
        EmptyStore: the store holds no entry of its own.
    """
    for log in reading.logs():
        if log.count("/") == 1:
            return log
    raise EmptyStore(
        Text(
            id="Penyimpanan ini belum berisi catatan apa pun, padahal sudah dibuat.",
            en="This store holds no entry at all, although it was made.",
        ),
        Text(
            id="Pulihkan smartflow.db dari cadangan, atau buat ruang kerja baru: smartflow init",
            en="Restore smartflow.db from a backup, or make a new workspace: smartflow init",
        ),
    )


def registered_cities(reading: Reading) -> tuple[RegisteredCity, ...]:
    """Return every city of the store, sorted by slug."""
    entries = (decode_entry(content) for content in reading.entries(store_log(reading)))
    found = (
        msgspec.convert(entry.body, RegisteredCity)
        for entry in entries
        if entry.act == "city_register"
    )
    return tuple(sorted(found, key=lambda city: city.slug))


def find_city(reading: Reading, words: str) -> RegisteredCity:
    """Return the city that ``words`` name: its slug, its name or its Kemendagri code.

    Raises:
        UnknownCity: there is none; near names are suggested.
    """
    cities = registered_cities(reading)
    wanted = " ".join(words.split()).casefold()
    for city in cities:
        if wanted in (city.slug.casefold(), city.name.casefold(), city.region_code):
            return city
    raise UnknownCity(
        Text(
            id=f"Tidak ada kabupaten/kota bernama '{words}' di ruang kerja ini.",
            en=f"No city named '{words}' is in this workspace.",
        ),
        _advice(wanted, cities),
    )


def _advice(wanted: str, cities: Iterable[RegisteredCity]) -> Text:
    known = {name.casefold(): city.slug for city in cities for name in (city.slug, city.name)}
    near = difflib.get_close_matches(wanted, known, n=1)
    if near:
        slug = known[near[0]]
        return Text(id=f"Maksud Anda '{slug}'?", en=f"Did you mean '{slug}'?")
    if known:
        return Text(
            id="Lihat daftarnya: smartflow city list", en="See the list: smartflow city list"
        )
    return Text(
        id="Belum ada satu pun. Tambahkan: smartflow city add SLUG --name NAMA --kind kota"
        " --region-code KODE --province PROVINSI",
        en="There is none yet. Add one: smartflow city add SLUG --name NAME --kind kota"
        " --region-code CODE --province PROVINCE",
    )
