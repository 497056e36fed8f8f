"""The cities of a store: who is registered, and which one a name means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

import msgspec

from smartflow.errors import BadInput, IntegrityFailure
from smartflow.history.chain import read_chain
from smartflow.history.entry import Entry
from smartflow.language import Text
from smartflow.store.protocol import Reading

__all__ = [
    "BadRegister",
    "EmptyStore",
    "RegisteredCity",
    "UnknownCity",
    "find_city",
    "is_registrable",
    "registered_cities",
    "store_log",
]


_CODE: Final = re.compile(r"[0-9]{2}\.[0-9]{2}")
"""A Kemendagri code of a city. It names files of an export, so it is looked at once more."""


class UnknownCity(BadInput):
    """No city of this workspace has that slug, name or code."""

    code = "unknown-city"


class EmptyStore(IntegrityFailure):
    """The store does not even hold its own first entry."""

    code = "empty-store"


class BadRegister(IntegrityFailure):
    """The store log and the logs of cities do not fit together."""

    code = "bad-register"


class RegisteredCity(msgspec.Struct, frozen=True):
    """A city as the store log names it."""

    slug: str
    name: str
    region_code: str
    log: str


def store_log(reading: Reading) -> str:
    """Return the name of the store log, ``smartflow/<workspace id>``, once its chain is checked.

    It is short: one entry for the store and one for each city.

    Raises:
        EmptyStore: the store holds no entry of its own.
        BrokenChain: the log is not as it was written.
        BadRegister: it holds two such logs.
    """
    return _read_own(reading)[0]


def _read_own(reading: Reading) -> tuple[str, tuple[Entry, ...]]:
    own = [log for log in reading.logs() if log.count("/") == 1]
    if len(own) > 1:
        raise _bad_register(
            Text(
                id=f"Penyimpanan ini memiliki lebih dari satu riwayat induk: {', '.join(own)}.",
                en=f"This store has more than one log of its own: {', '.join(own)}.",
            )
        )
    if own:
        return own[0], read_chain(own[0], tuple(reading.entries(own[0]))).entries
    raise EmptyStore(
        Text(
            id="Penyimpanan ini belum berisi catatan apa pun, padahal sudah dibuat.",
            en="This store holds no entry at all, although it was made.",
        ),
        Text(
            id="Pulihkan smartflow.db dari cadangan, atau buat ruang kerja baru di folder lain:"
            " smartflow init FOLDER",
            en="Restore smartflow.db from a backup, or make a new workspace in another folder:"
            " smartflow init FOLDER",
        ),
    )


def registered_cities(reading: Reading) -> tuple[RegisteredCity, ...]:
    """Return every city of the store, sorted by slug; the store log's chain is checked.

    Raises:
        EmptyStore: the store holds no entry of its own.
        BrokenChain: the store log is not as it was written.
        BadRegister: it cannot be read, or a city has a log and is not in it.
    """
    own, entries = _read_own(reading)
    try:
        found = [
            msgspec.convert(entry.body, RegisteredCity)
            for entry in entries
            if entry.act == "city_register"
        ]
    except msgspec.ValidationError as error:
        raise _bad_register(
            Text(
                id=f"Daftar kota dalam riwayat {own} tidak dapat dibaca: {error}.",
                en=f"The list of cities in the log {own} cannot be read: {error}.",
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
    known = {own, *(city.log for city in found)}
    stray = [log for log in reading.logs() if log not in known]
    if stray:
        raise _bad_register(
            Text(
                id=f"Ada riwayat tanpa kota yang terdaftar: {', '.join(stray)}; ekor riwayat"
                f" {own} mungkin dihapus.",
                en=f"There is a log of no registered city: {', '.join(stray)}; the tail of"
                f" {own} may have been cut.",
            )
        )
    return tuple(sorted(found, key=lambda city: city.slug))


def is_registrable(city: RegisteredCity, own: str) -> bool:
    """Say whether the store log ``own`` can have registered a city: its code and its log fit."""
    return bool(_CODE.fullmatch(city.region_code)) and city.log == f"{own}/{city.region_code}"


def _bad_register(what: Text) -> BadRegister:
    return BadRegister(
        what,
        Text(
            id="Simpan salinan smartflow.db sebagai bukti, lalu pulihkan dari cadangan. Rincian:"
            " smartflow doctor",
            en="Keep a copy of smartflow.db as evidence, then restore a backup. Details:"
            " smartflow doctor",
        ),
    )


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
