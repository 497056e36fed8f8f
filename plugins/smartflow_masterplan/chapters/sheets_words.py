"""How a berita acara is worded: days in words, posts as on paper, places for signatures.

An official writes the day of a berita acara in words, so that nobody can change a figure
afterwards. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Signature
from smartflow_masterplan.judging import said_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow import Dossier, Person

__all__ = [
    "ANSWERS",
    "ENTRY",
    "dotted_place",
    "entry_words",
    "head_post",
    "number_in_words",
    "official_day",
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

# -- days -----------------------------------------------------------------------------------------

_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_WEEKDAYS = (
    Text(id="Senin", en="Monday"),
    Text(id="Selasa", en="Tuesday"),
    Text(id="Rabu", en="Wednesday"),
    Text(id="Kamis", en="Thursday"),
    Text(id="Jumat", en="Friday"),
    Text(id="Sabtu", en="Saturday"),
    Text(id="Minggu", en="Sunday"),
)
_TEN, _TEENS, _HUNDRED, _THOUSAND, _MOST = 10, 20, 100, 1000, 10_000


def number_in_words(number: int) -> str:
    """Return a whole number in Indonesian words: 2023 is ``dua ribu dua puluh tiga``.

    Args:
        number: From 0 to 9,999.

    Raises:
        ValueError: it is below or above that.
    """
    if not 0 <= number < _MOST:
        message = f"only 0 to {_MOST - 1} are written in words, not {number}"
        raise ValueError(message)
    if number < len(_UNITS):
        return _UNITS[number]
    if number < _TEENS:
        return f"{_UNITS[number - _TEN]} belas"
    if number < _HUNDRED:
        return _joined(number, _TEN, "puluh")
    if number < _THOUSAND:
        return _joined(number, _HUNDRED, "ratus")
    return _joined(number, _THOUSAND, "ribu")


def _joined(number: int, size: int, name: str) -> str:
    """Return how often ``size`` goes into a number, by its name, and what is left."""
    often, rest = divmod(number, size)
    first = f"se{name}" if often == 1 else f"{number_in_words(often)} {name}"
    return f"{first} {number_in_words(rest)}" if rest else first


def official_day(day: date) -> Text:
    """Return a day as a berita acara has it.

    In Indonesian ``Rabu tanggal lima bulan Juli tahun dua ribu dua puluh tiga (05-07-2023)``, in
    English plainly ``Wednesday, 5 July 2023``.
    """
    weekday, plain = _WEEKDAYS[day.weekday()], said_date(day)
    month = plain.id.split()[1]
    return Text(
        id=f"{weekday.id} tanggal {number_in_words(day.day)} bulan {month} tahun"
        f" {number_in_words(day.year)} ({day.day:02}-{day.month:02}-{day.year:04})",
        en=f"{weekday.en}, {plain.en}",
    )


# -- who, and where it is written -----------------------------------------------------------------

_ACTING = {"pj": "Pj.", "plt": "Plt.", "plh": "Plh."}
_SIDE_BY_SIDE = 3
_ROOM = "(" + "." * 40 + ")"


def entry_words(number: int) -> Text:
    """Return how a sentence names an entry of the audit trail."""
    return Text(id=f"entri nomor {number}", en=f"entry number {number}")


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


def place_of(name: str, post: str) -> Text:
    """Return a place for the signature of somebody known by name."""
    return Text.same(f"{name}, {post}")


def signing_places(places: Iterable[Text]) -> Iterator[Signature]:
    """Yield places for signatures, as many side by side as a page is wide."""
    waiting = iter(places)
    while side_by_side := tuple(islice(waiting, _SIDE_BY_SIDE)):
        yield Signature(side_by_side)


def dotted_place(post: Text) -> Text:
    """Return a place for the signature of whoever holds a post: the name is left to a pen."""
    return Text(id=f"{_ROOM} {post.id}", en=f"{_ROOM} {post.en}")
