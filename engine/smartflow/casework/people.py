"""Finding a registered person by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from smartflow.errors import BadInput
from smartflow.fold.state import CityState
from smartflow.language import Text, guess_words, near_words
from smartflow.model import Person

__all__ = [
    "NobodySigns",
    "NotInHistory",
    "UnknownPerson",
    "find_person",
    "holds_role",
    "meant",
    "name_key",
    "signatory",
]


_WORD = re.compile(r"[^\W\d_]{2,}")
"""A word of a name; initials and degrees' dots are no help to find somebody."""

_MOST = 3
"""How many names are suggested."""


class NobodySigns(BadInput):
    """The act is a registered person's own, and none was named."""

    code = "nobody-signs"


class UnknownPerson(BadInput):
    """Nobody of that name is registered in the city."""

    code = "unknown-person"
    says = Text(
        id="'{name}' belum terdaftar di {city}.",
        en="'{name}' is not registered in {city}.",
    )
    next_step = Text.same("{advice}")


class NotInHistory(UnknownPerson):
    """Nobody of that name acted in the history."""

    says = Text(
        id="'{person}' tidak ada dalam riwayat ini.",
        en="'{person}' does not stand in this history.",
    )
    next_step = Text.same("{advice}")


def name_key(name: str) -> str:
    """Return a name in the form in which names are compared.

    Case, blanks, invisible characters and the two ways in which Unicode writes an accent make no
    other person.
    """
    plain = unicodedata.normalize("NFKC", name)
    visible = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(visible.split()).casefold())


def find_person(state: CityState, name: str, otherwise: Text | None = None) -> Person:
    """Return the registered person named ``name``, compared by :func:`name_key`.

    Args:
        state: The city.
        name: The name as it was typed.
        otherwise: What to do where no registered name is near; by default, to register.

    Raises:
        UnknownPerson: there is none; near names are suggested.
    """
    wanted = name_key(name)
    known = {name_key(person.name): person for person in state.people.values()}
    if wanted in known:
        return known[wanted]
    names = {key: person.name for key, person in known.items()}
    raise UnknownPerson(
        name=name,
        city=state.city.name,
        advice=meant(wanted, names) or otherwise or _to_register(state.city.slug, name),
    )


def signatory(state: CityState, name: str, refusal: Text) -> Person:
    """Return the registered person who acts, for an act that nobody else can do.

    Args:
        state: The city.
        name: The name that ``--as`` or ``smartflow.toml`` gives, or ``""``.
        refusal: What is said when there is none.

    Raises:
        NobodySigns: nobody was named.
        UnknownPerson: nobody of that name is registered.
    """
    if name:
        return find_person(state, name)
    slug = state.city.slug
    raise NobodySigns(
        refusal,
        Text(
            id=f'Tambahkan: --as "NAMA" (daftar: smartflow person list {slug})',
            en=f'Add: --as "NAME" (see: smartflow person list {slug})',
        ),
    )


def holds_role(person: Person, role: str, day: date, today: date) -> bool:
    """Say whether somebody may act in a role now, for ``day``.

    Of a day on which somebody was registered anew both registrations count afterwards, for nobody
    can tell what was before what. But who acts today acts as what they are now, whatever they were
    this morning.

    Args:
        person: Who acts.
        role: The role's key.
        day: The day for which the act counts.
        today: Today, in the city's zone.
    """
    changed_today = day == today == person.counts_from
    return person.held(role, day) and (role in person.roles or not changed_today)


def meant(wanted: str, known: Mapping[str, str]) -> Text | None:
    """Return who may be meant: near names, or those that hold every word, such as a first name.

    Args:
        wanted: The name that nobody has, in the form of :func:`name_key`.
        known: The names that there are, by that form of them.
    """
    near = list(near_words(wanted, known))
    words = set(_WORD.findall(wanted))
    near += [key for key in known if words and words <= set(_WORD.findall(key))]
    names = [known[key] for key in dict.fromkeys(near)][:_MOST]
    return guess_words(names) if names else None


def _to_register(slug: str, name: str) -> Text:
    return Text(
        id=f'Daftarkan dulu: smartflow person add {slug} "{name}" --role PERAN --post "JABATAN"'
        f"   (yang terdaftar: smartflow person list {slug})",
        en=f'Register first: smartflow person add {slug} "{name}" --role ROLE --post "POST"'
        f"   (who is registered: smartflow person list {slug})",
    )
