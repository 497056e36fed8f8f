"""How a figure is recognised in a worksheet: by its words and its unit.

Officials write "Indeks SPBE baru 2,38" in one cell, 2.38 in the next and "indeks" in a third. A
:class:`Figure` says by which words an indicator is known and in which units its range holds, and
:func:`sightings` finds it in the rows. Whoever reads prose errs; so a figure counts only when its
unit is one of those declared, and never when the text speaks of a change ("naik 150 %") rather
than of a level. A figure that is overlooked costs nothing, one that is wrongly refused keeps a
city from moving.

Imports the public names of ``smartflow`` only, and no dimension.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from smartflow import Dimension, Indicator, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Figure", "Sighting", "figure", "says", "sightings", "unit_of"]


class _Place(msgspec.Struct, frozen=True):
    """Where a worksheet has the words and the numbers of a figure."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]


_PLACES = {
    "issues": _Place(words=("issue",), numbers=("data",)),
    "readiness": _Place(words=("indicator", "existing"), numbers=("current", "expected")),
    "quick_wins": _Place(words=("indicator",), numbers=("baseline", "target")),
    "goals": _Place(words=("indicator",), numbers=("baseline", "target")),
}

_CHANGE = (
    "naik",
    "kenaikan",
    "meningkat",
    "peningkatan",
    "turun",
    "menurun",
    "penurunan",
    "tumbuh",
    "pertumbuhan",
    "bertambah",
    "penambahan",
    "berkurang",
    "pengurangan",
    "selisih",
    "lonjakan",
)


class Figure(msgspec.Struct, frozen=True):
    """An indicator as it is met in a worksheet.

    Attributes:
        indicator: What it is, with its range.
        words: The words by which it is known, in lower case; none means any row.
        units: The units in which its range holds, as :func:`unit_of` writes them.
        whole: Whether only whole numbers can be right (people, units).
        is_change: Whether it is itself a change, such as economic growth.
    """

    indicator: Indicator
    words: tuple[str, ...]
    units: tuple[str, ...]
    whole: bool = False
    is_change: bool = False

    def allows(self, value: Decimal) -> bool:
        """Say whether ``value`` is possible."""
        low, high = self.indicator.minimum, self.indicator.maximum
        return (
            (low is None or low <= value)
            and (high is None or value <= high)
            and (not self.whole or value == value.to_integral_value())
        )


class Sighting(msgspec.Struct, frozen=True):
    """A figure in a row: where it stands and what it says."""

    figure: Figure
    row: Row
    column: str
    value: Decimal
    unit: str


def figure(  # noqa: PLR0913  a figure is declared in one line of a dimension's file
    dimension: Dimension,
    key: str,
    words: tuple[str, ...],
    units: tuple[str, ...],
    *,
    whole: bool = False,
    is_change: bool = False,
) -> Figure:
    """Return the figure of an indicator of ``dimension``.

    Raises:
        LookupError: the dimension has no such indicator.
    """
    for indicator in dimension.indicators:
        if indicator.key == key:
            return Figure(indicator, words, units, whole=whole, is_change=is_change)
    message = f"{dimension.key} has no indicator {key!r}"
    raise LookupError(message)


def says(text: str, words: tuple[str, ...]) -> bool:
    """Say whether ``text`` holds any of ``words`` as whole words, in any case."""
    return bool(_pattern(words).search(text))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def unit_of(written: str) -> str:
    """Return a unit in one spelling: ``ton/hari`` for ``Ton per hari``, ``%`` for ``persen``.

    What a percentage is of is left out (``% pasien``), a percentage of time is not (``%/tahun``).
    """
    unit = " ".join(re.sub(r"\([^)]*\)", " ", written.casefold()).split())
    unit = re.sub(r"\bpersen\b", "%", unit.rstrip(". "))
    unit = re.sub(r"\s*(?:/|\bper\b)\s*", "/", unit)
    return "%" if unit.startswith("% ") else unit


def sightings(rows: Iterable[Row], figures: tuple[Figure, ...]) -> Iterator[Sighting]:
    """Find figures in rows.

    Args:
        rows: Rows of worksheets that hold figures; rows of others are passed over.
        figures: The figures to look for.

    Yields:
        One sighting for each figure and each number of a row.
    """
    units = {unit for known in figures for unit in known.units}
    for row in rows:
        place = _PLACES.get(row.worksheet)
        if place is None:
            continue
        unit = unit_of(row.text("unit"))
        if unit not in units:
            continue
        numbers = [(column, _number(row, column)) for column in place.numbers]
        text = " ".join(row.text(column) for column in place.words)
        for known in figures:
            if _is_meant(known, text, unit):
                for column, number in numbers:
                    if number is not None:
                        yield Sighting(known, row, column, number, unit)


def _is_meant(known: Figure, text: str, unit: str) -> bool:
    if unit not in known.units or (known.words and not says(text, known.words)):
        return False
    return known.is_change or not says(text, _CHANGE) or says(text, ("menjadi",))


def _number(row: Row, column: str) -> Decimal | None:
    value = row.get(column)
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None
