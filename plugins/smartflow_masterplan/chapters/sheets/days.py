"""On which day a sheet is made, and how a berita acara words it.

An official writes the day of a berita acara in words, so that nobody can change a figure
afterwards. That day is one on which something was decided, held or shown; never the day on which
somebody prints the sheet. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartflow import Text
from smartflow_masterplan.rules.judging import said_date
from smartflow_masterplan.stages import COMMITMENT, MASTERPLAN_APPROVAL

if TYPE_CHECKING:
    from smartflow import Dossier

__all__ = [
    "BLANK_DAY",
    "commitment_day",
    "day_words",
    "number_in_words",
    "official_day",
    "stage_day",
]

# -- which day ------------------------------------------------------------------------------------


def stage_day(dossier: Dossier, stage: str) -> date | None:
    """Return the day of what a stage came to, or None where nothing of it is recorded.

    The day of the last decision of a body in the stage; without any that of its last meeting; else
    that of its last presentation.
    """
    for acts in (dossier.decisions, dossier.attendance, dossier.presentations):
        days = [one.day for one in acts if one.stage == stage]
        if days:
            return max(days)
    return None


def commitment_day(dossier: Dossier) -> date | None:
    """Return the date of the recorded commitment sheet, else the day of the approval's stage."""
    days = [record.date for record in dossier.records_of(COMMITMENT)]
    if days:
        return max(days)
    known = MASTERPLAN_APPROVAL in dossier.workflow.stages
    return stage_day(dossier, MASTERPLAN_APPROVAL if known else dossier.stage)


# -- in words -------------------------------------------------------------------------------------

BLANK_DAY = Text(
    id=f"{'.' * 16} tanggal {'.' * 24} bulan {'.' * 16} tahun {'.' * 32}",
    en=f"{'.' * 20}, {'.' * 8} {'.' * 20} {'.' * 12}",
)
"""Room for a pen where no day is known: weekday, day, month and year."""


def day_words(day: date | None) -> Text:
    """Return a day as a berita acara has it, or room for it."""
    return BLANK_DAY if day is None else official_day(day)


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
