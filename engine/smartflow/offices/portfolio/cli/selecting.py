"""The options by which cities are selected, alike in every command over many cities.

``--province``, ``--stage``, ``--intake`` and ``--city`` may be repeated or hold several words with
commas between them. Must not import an action at the top: the help needs none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from smartflow.language import Text
from smartflow.terminal.command import option
from smartflow.terminal.usage import UsageFault
from smartflow.terminal.words.wording import CITY, NAME, STAGE

if TYPE_CHECKING:
    from smartflow.offices.portfolio.selection import Selection

__all__ = ["selecting", "selection_of"]

Function = TypeVar("Function", bound=Callable[..., Any])

_YEAR_DIGITS = 4
_OPTIONS = (
    option(
        "--province",
        "provinces",
        text=Text(
            id="Hanya provinsi ini, dengan nama atau dua angka kodenya; boleh berulang.",
            en="Only this province, by its name or the two digits of its code; may be repeated.",
        ),
        metavar_text=NAME,
        multiple=True,
    ),
    option(
        "--stage",
        "stages",
        text=Text(
            id="Hanya yang berada di tahap ini; boleh berulang.",
            en="Only those in this stage; may be repeated.",
        ),
        metavar_text=STAGE,
        multiple=True,
    ),
    option(
        "--intake",
        "intakes",
        text=Text(
            id="Hanya yang masuk program tahun ini; boleh berulang.",
            en="Only those that joined the programme in this year; may be repeated.",
        ),
        metavar_text=Text(id="TAHUN", en="YEAR"),
        multiple=True,
    ),
    option(
        "--city",
        "cities",
        text=Text(
            id="Hanya kabupaten/kota ini: singkatan, nama atau kode; boleh berulang.",
            en="Only this city: its slug, name or code; may be repeated.",
        ),
        metavar_text=CITY,
        multiple=True,
    ),
)


def selecting(function: Function) -> Function:
    """Give the command below the options; it takes them as ``**asked`` for :func:`selection_of`."""
    for one in reversed(_OPTIONS):
        function = one(function)
    return function


def selection_of(asked: Mapping[str, tuple[str, ...]]) -> Selection:
    """Return what was asked for.

    Args:
        asked: The values of the options.

    Raises:
        UsageFault: an intake is no year.
    """
    from smartflow.offices.portfolio.selection import Selection

    return Selection(
        provinces=_each(asked["provinces"]),
        stages=_each(asked["stages"]),
        intakes=tuple(map(_year, _each(asked["intakes"]))),
        cities=_each(asked["cities"]),
    )


def _each(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of repeated values, whether or not several stand in one."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _year(word: str) -> int:
    if len(word) == _YEAR_DIGITS and word.isascii() and word.isdecimal():
        return int(word)
    raise UsageFault(
        Text(id=f"--intake '{word}' bukan tahun.", en=f"--intake '{word}' is no year."),
        Text(
            id="Tulis empat angka, misalnya --intake 2023.",
            en="Write four digits, such as --intake 2023.",
        ),
    )
