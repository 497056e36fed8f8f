"""Finding a registered person by name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping

from smartflow.errors import BadInput
from smartflow.fold.state import CityState
from smartflow.language import Text
from smartflow.model import Person

__all__ = ["UnknownPerson", "find_person", "name_key"]


_WORD = re.compile(r"[^\W\d_]{2,}")
"""A word of a name; initials and degrees' dots are no help to find somebody."""

_MOST = 3
"""How many names are suggested."""


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
    raise UnknownPerson(
        Text(
            id=f"'{name}' belum terdaftar di {state.city.name}.",
            en=f"'{name}' is not registered in {state.city.name}.",
        ),
        _meant(wanted, known) or otherwise or _to_register(state.city.slug, name),
    )


def _meant(wanted: str, known: Mapping[str, Person]) -> Text | None:
    """Return who may be meant: near names, or those that hold every word, such as a first name."""
    near: list[str] = difflib.get_close_matches(wanted, known)
    words = set(_WORD.findall(wanted))
    near += [key for key in known if words and words <= set(_WORD.findall(key))]
    names = [f"'{known[key].name}'" for key in dict.fromkeys(near)][:_MOST]
    if not names:
        return None
    return Text(id=f"Maksud Anda {' atau '.join(names)}?", en=f"Did you mean {' or '.join(names)}?")


def _to_register(slug: str, name: str) -> Text:
    return Text(
        id=f'Daftarkan dulu: smartflow person add {slug} "{name}" --role PERAN --post "JABATAN"'
        f"   (yang terdaftar: smartflow person list {slug})",
        en=f'Register first: smartflow person add {slug} "{name}" --role ROLE --post "POST"'
        f"   (who is registered: smartflow person list {slug})",
    )
