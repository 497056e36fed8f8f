"""Reads the cells of a table one by one, and notes each that cannot be read.

The input structs of the methods hold cells as they came, so that one call of ``msgspec.convert``
takes a whole TOML table whatever stands in it, and every bad cell is a finding of its own instead
of the first one being an exception. Imports the findings and the number reader only.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smartflow.language import Text
from smartflow.methods.finding import Notebook, Place, Situation
from smartflow.methods.numbers import Cell, decimals_of, read_number, read_text, written
from smartflow.methods.situations import table

__all__ = [
    "Tolerance",
    "claim_at",
    "name_key",
    "number_at",
    "places_of",
    "printed_tolerance",
    "same_names",
    "weight_tolerance",
]

Tolerance = Fraction

_HALF_CENT = Fraction(5, 1000)
_SMALLEST = Fraction(5, 10000)
_THOUSANDTH = Fraction(1, 1000)
_WIDEST = Fraction(5, 100)


def places_of(labels: Sequence[tuple[Cell, ...]]) -> tuple[Place, ...]:
    """Name the rows of a table.

    Args:
        labels: For each row the cells that may name it, the best first.

    Returns:
        One place per row: the first cell that holds words, else the row's number.
    """
    places = []
    for number, cells in enumerate(labels, start=1):
        words = next((text for text in map(read_text, cells) if text), str(number))
        places.append(Place(number=number, label=words))
    return tuple(places)


def number_at(
    cell: Cell, column: Text, at: Place, notes: Notebook, missing: Situation = table.MISSING
) -> Fraction | None:
    """Read a number that must be there.

    Args:
        cell: The cell.
        column: What the column is called.
        at: The row.
        notes: Takes the finding when there is none.
        missing: What a blank cell is.

    Returns:
        The number, None when it cannot be read.
    """
    number = read_number(cell)
    if isinstance(number, Fraction):
        return number
    if number == "missing":
        notes.note(missing, at, column=column)
    elif number == "ambiguous":
        notes.note(table.AMBIGUOUS, at, column=column, written=written(cell))
    else:
        notes.note(table.NOT_A_NUMBER, at, column=column, written=written(cell))
    return None


def claim_at(cell: Cell, column: Text, at: Place | None, notes: Notebook) -> Fraction | None:
    """Read a number that may be there: one that the table itself states as its result."""
    number = read_number(cell)
    if isinstance(number, Fraction):
        return number
    if number == "missing":
        return None
    if at is None:
        notes.note(table.CLAIM_UNREADABLE, None, column=column, written=written(cell))
        return None
    return number_at(cell, column, at, notes)


def weight_tolerance(count: int) -> Tolerance:
    """Return how far ``count`` printed weights may miss their sum: max(0.005, 0.0005 n).

    Each printed weight is off by up to half a thousandth, so a real table of 13 adds up to 1.002.
    """
    return max(_HALF_CENT, _SMALLEST * count)


def printed_tolerance(claims: Sequence[Fraction | None]) -> Tolerance:
    """Return how far a column of printed results may be from the computed ones.

    Two units of the last printed place from three decimals on (the table's own intermediate
    results were rounded too), half a unit for fewer; between 0.0005 and 0.05.
    """
    unit = Fraction(1, 10 ** max((decimals_of(claim) for claim in claims if claim), default=3))
    width = unit * 2 if unit <= _THOUSANDTH else unit / 2
    return min(max(width, _SMALLEST), _WIDEST)


def name_key(cell: Cell) -> str:
    """Return what two spellings of one name share: their words in small letters."""
    return " ".join(read_text(cell).casefold().split())


def same_names(
    keys: Sequence[object], places: Sequence[Place], situation: Situation, notes: Notebook
) -> None:
    """Note each row whose key has occurred before; an empty key is no name.

    Args:
        keys: One key per row.
        places: The rows.
        situation: What a repetition is; filled with ``{first}``, the earlier row.
        notes: Takes the findings.
    """
    seen: dict[object, Place] = {}
    for key, place in zip(keys, places, strict=True):
        if not key:
            continue
        first = seen.setdefault(key, place)
        if first is not place:
            notes.note(situation, place, first=first.label, number=place.number)
