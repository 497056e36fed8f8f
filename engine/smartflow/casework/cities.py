"""The cities of a store: who is registered, and which one a name means.

For whoever has no more than a transaction at hand. A workspace remembers its register
(:meth:`smartflow.casework.workspace.Workspace.register`); here it is read whole each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text, guess_words, near_words
from smartflow.ledger.register import Register, RegisteredCity, read_register

if TYPE_CHECKING:
    from smartflow.store.protocol import Reading

__all__ = [
    "UnknownCity",
    "UnknownSelected",
    "city_named",
    "find_city",
    "registered_cities",
    "store_log",
]


class UnknownCity(BadInput):
    """No city of this workspace has that slug, name or code."""

    code = "unknown-city"
    says = Text(
        id="Tidak ada kabupaten/kota bernama '{words}' di ruang kerja ini.",
        en="No city named '{words}' is in this workspace.",
    )
    next_step = Text.same("{advice}")


class UnknownSelected(UnknownCity):
    """A city named in a selection is not registered."""

    says = Text(
        id="Tidak ada kabupaten/kota bernama '{word}' di ruang kerja ini.{guess}",
        en="No city named '{word}' is in this workspace.{guess}",
    )
    next_step = Text(
        id="Lihat daftarnya: smartflow city list",
        en="See the list: smartflow city list",
    )


def store_log(reading: Reading) -> str:
    """Return the name of the store log, ``smartflow/<workspace id>``, once its chain is checked.

    Raises:
        IntegrityFailure: see :func:`smartflow.ledger.register.read_register`.
    """
    return read_register(reading).own


def registered_cities(reading: Reading) -> tuple[RegisteredCity, ...]:
    """Return every city that this office writes, sorted by slug; the store log is checked.

    Those of other offices that lie here are in ``read_register(reading).cities`` besides.

    Raises:
        IntegrityFailure: see :func:`smartflow.ledger.register.read_register`.
    """
    return read_register(reading).own_cities


def find_city(reading: Reading, words: str) -> RegisteredCity:
    """Return the city that ``words`` name: its slug, its name or its Kemendagri code.

    Raises:
        UnknownCity: there is none; near names are suggested.
        IntegrityFailure: see :func:`smartflow.ledger.register.read_register`.
    """
    return city_named(read_register(reading), words)


def city_named(register: Register, words: str) -> RegisteredCity:
    """Return the city of a register that ``words`` name: its slug, its name or its code.

    Raises:
        UnknownCity: there is none; near names are suggested.
    """
    found = register.find(words)
    if found is not None:
        return found
    raise UnknownCity(
        words=words, advice=_advice(" ".join(words.split()).casefold(), register.cities)
    )


def _advice(wanted: str, cities: Iterable[RegisteredCity]) -> Text:
    known = {name.casefold(): city.slug for city in cities for name in (city.slug, city.name)}
    near = near_words(wanted, known, most=1)
    if near:
        return guess_words(known[name] for name in near)
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
