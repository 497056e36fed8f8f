"""Finding a registered person by name."""

from __future__ import annotations

import difflib
import unicodedata

from smartflow.errors import BadInput
from smartflow.fold.state import CityState
from smartflow.language import Text
from smartflow.model import Person

__all__ = ["UnknownPerson", "find_person", "name_key"]


class UnknownPerson(BadInput):
    """Nobody of that name is registered in the city."""

    code = "unknown-person"


def name_key(name: str) -> str:
    """Return a name in the form in which names are compared.

    Case, blanks, invisible characters and the two ways in which Unicode writes an accent make no
    other person.
    """
    plain = unicodedata.normalize("NFKC", name)
    visible = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(visible.split()).casefold())


def find_person(state: CityState, name: str) -> Person:
    """Return the registered person named ``name``, compared by :func:`name_key`.

    Raises:
        UnknownPerson: there is none; near names are suggested.
    """
    wanted = name_key(name)
    known = {name_key(person.name): person for person in state.people.values()}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=1)
    slug = state.city.slug
    raise UnknownPerson(
        Text(
            id=f"'{name}' belum terdaftar di {state.city.name}.",
            en=f"'{name}' is not registered in {state.city.name}.",
        ),
        Text(
            id=f"Maksud Anda '{known[near[0]].name}'?",
            en=f"Did you mean '{known[near[0]].name}'?",
        )
        if near
        else Text(
            id=f"Daftarkan dulu: smartflow person add {slug} '{name}' --role PERAN --post JABATAN",
            en=f"Register first: smartflow person add {slug} '{name}' --role ROLE --post POST",
        ),
    )
