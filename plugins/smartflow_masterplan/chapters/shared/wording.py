"""How the sheets are worded: their heads, posts as on paper, places for signatures.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Paragraph, Signature, Signer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow import Dossier, Person

__all__ = [
    "ANSWERS",
    "ENTRY",
    "SECRETARY",
    "closing_place",
    "dotted_place",
    "entry_words",
    "government",
    "head_post",
    "none_recorded",
    "place_of",
    "post_words",
    "role_title",
    "signing_places",
    "stage_title",
]

ENTRY = Text(id="Entri", en="Entry")
"""The heading of a column of numbers of entries in the audit trail."""

ANSWERS = {
    "approve": Text(id="menyetujui", en="approves"),
    "decline": Text(id="menolak", en="declines"),
    "request_changes": Text(id="meminta perbaikan", en="asks for changes"),
}
"""What an answer, or the outcome of a meeting, is called."""

SECRETARY = "secretary"
"""The role of the regional secretary, who signs before the head of the region."""

# -- who, and where it is written -----------------------------------------------------------------

_ACTING = {"pj": "Pj.", "plt": "Plt.", "plh": "Plh."}
_SIDE_BY_SIDE = 3


def entry_words(number: int) -> Text:
    """Return how a sentence names an entry of the audit trail."""
    return Text(id=f"entri nomor {number}", en=f"entry number {number}")


def government(dossier: Dossier) -> Paragraph:
    """Return the head of an official sheet: ``PEMERINTAH KOTA SAWAHLUNTO``."""
    kind, name = dossier.city.kind, dossier.city.name
    named = name if name.casefold().startswith(kind.casefold()) else f"{kind} {name}"
    capitals = named.upper()
    return Paragraph((Text(id=f"PEMERINTAH {capitals}", en=f"GOVERNMENT OF {capitals}"),))


def none_recorded(dossier: Dossier, what: Text) -> Text:
    """Return that the stage has none of something: not yet, or, once it is over, none at all."""
    if dossier.stage_is_past:
        return Text(
            id=f"Tidak ada {what.id} yang dicatat pada tahap ini.",
            en=f"No {what.en} was recorded in this stage.",
        )
    return Text(
        id=f"Belum ada {what.id} yang dicatat pada tahap ini.",
        en=f"No {what.en} has been recorded in this stage yet.",
    )


def stage_title(dossier: Dossier) -> Text:
    """Return what officials call the stage that the dossier is about."""
    return dossier.workflow.stage_titles.get(dossier.stage, Text.same(dossier.stage))


def role_title(dossier: Dossier, role: str) -> Text:
    """Return what officials call a role; its key where the workflow has none."""
    return dossier.workflow.role_titles.get(role, Text.same(role))


def post_words(person: Person) -> str:
    """Return a post as it is written on paper: ``Plt. Kepala Dinas Kesehatan``."""
    acting = _ACTING.get(person.status, "")
    if not acting or person.post.casefold().startswith(acting.casefold()):
        return person.post
    return f"{acting} {person.post}"


def head_post(dossier: Dossier) -> Text:
    """Return the post of the head of the region: ``Wali Kota Sawahlunto``, ``Bupati Tegal``."""
    city = dossier.city
    kind, _, name = city.name.partition(" ")
    place = name if kind.casefold() == city.kind.casefold() and name else city.name
    if city.kind == "kabupaten":
        return Text(id=f"Bupati {place}", en=f"Regent (Bupati) of {place}")
    return Text(id=f"Wali Kota {place}", en=f"Mayor (Wali Kota) of {place}")


def place_of(name: str, post: str) -> Signer:
    """Return a place for the signature of somebody known by name."""
    return Signer(Text.same(post), name)


def dotted_place(post: Text) -> Signer:
    """Return a place for the signature of whoever holds a post: the name is left to a pen."""
    return Signer(post)


def closing_place(place: Signer) -> Signer:
    """Return a place as the last of a sheet has it: who signs there approves what others signed."""
    post = place.post
    return Signer(Text(id=f"Menyetujui, {post.id}", en=f"Approved by: {post.en}"), place.name)


def signing_places(*groups: Iterable[Signer]) -> Iterator[Signature]:
    """Yield places for signatures, as many side by side as a page is wide.

    Each group begins a row of its own. The first row bears the line for place and date.
    """
    dated = True
    for group in groups:
        waiting = iter(group)
        while side_by_side := tuple(islice(waiting, _SIDE_BY_SIDE)):
            yield Signature(side_by_side, dated=dated)
            dated = False
