"""The impact-effort matrix: which ideas are quick wins.

Formula: an idea is a quick win when its impact is above the cut-off and its effort below; a big
project when both are above; a fill-in when both are below; thankless when its impact is below and
its effort above. Units and ranges: both on one scale, 1-5 unless declared; the cut-off must be
declared, and an idea exactly on it is undecided. Source: the action-priority matrix of general
management practice. Imports nothing of the model.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from smartflow.language import Text
from smartflow.methods.finding import MethodResult, Notebook, Place
from smartflow.methods.numbers import Cell, read_list, read_number, read_scale, read_text
from smartflow.methods.reading import number_at, places_of
from smartflow.methods.situations import issue as found
from smartflow.methods.situations import table

__all__ = [
    "ImpactEffortItem",
    "ImpactEffortQuadrant",
    "ImpactEffortResult",
    "ImpactEffortRow",
    "ImpactEffortTable",
    "place_impact_effort",
]

ImpactEffortQuadrant = Literal["quick_win", "big_project", "fill_in", "thankless"]

_IMPACT = Text(id="dampak", en="impact")
_EFFORT = Text(id="upaya", en="effort")
_QUADRANTS: dict[tuple[bool, bool], ImpactEffortQuadrant] = {
    (True, False): "quick_win",
    (True, True): "big_project",
    (False, False): "fill_in",
    (False, True): "thankless",
}
_NAMES: dict[ImpactEffortQuadrant, Text] = {
    "quick_win": Text(id="quick win", en="quick win"),
    "big_project": Text(id="proyek besar", en="big project"),
    "fill_in": Text(id="pekerjaan sela", en="fill-in"),
    "thankless": Text(id="tidak sepadan", en="thankless"),
}


class ImpactEffortItem(msgspec.Struct, frozen=True):
    """One row, as it was brought.

    Attributes:
        name: The idea.
        impact: Its impact.
        effort: Its effort.
        quadrant: The quadrant that the table states, if it does.
    """

    name: Cell = None
    impact: Cell = None
    effort: Cell = None
    quadrant: Cell = None


class ImpactEffortTable(msgspec.Struct, frozen=True):
    """An impact-effort table.

    Attributes:
        item: The rows.
        cut_off: Where high begins: one number for both, or ``[impact, effort]``.
        scale: The declared scale.
    """

    item: tuple[ImpactEffortItem, ...] = ()
    cut_off: Cell = None
    scale: Cell = (1, 5)


class ImpactEffortRow(msgspec.Struct, frozen=True):
    """Where one idea lies; ``quadrant`` is None when that is undecided."""

    name: str
    impact: Fraction | None
    effort: Fraction | None
    quadrant: ImpactEffortQuadrant | None


class ImpactEffortResult(MethodResult, frozen=True, kw_only=True):
    """The ideas in the table's order."""

    rows: tuple[ImpactEffortRow, ...] = ()


def place_impact_effort(brought: ImpactEffortTable) -> ImpactEffortResult:
    """Place the ideas of a table in the four quadrants.

    Args:
        brought: The table.

    Returns:
        A quadrant for each idea. Findings: an undeclared cut-off or one outside the scale, a
        missing, non-numeric or outside value, a value exactly on the cut-off, a wrong quadrant.
    """
    notes = Notebook()
    scale = read_scale(brought.scale)
    if scale is None:
        notes.note(table.SCALE_UNREADABLE)
    cuts = _cuts(brought.cut_off, scale, notes)
    if not brought.item:
        notes.note(table.NO_ROWS)
    places = places_of([(item.name,) for item in brought.item])
    rows = tuple(
        _row(item, place, scale, cuts, notes)
        for item, place in zip(brought.item, places, strict=True)
    )
    return ImpactEffortResult(rows=rows, findings=notes.findings)


def _cuts(
    cell: Cell, scale: tuple[Fraction, Fraction] | None, notes: Notebook
) -> tuple[Fraction, Fraction] | None:
    """Read the two cut-offs; None when they are not declared."""
    cells = read_list(cell)
    numbers = [number for number in map(read_number, cells) if isinstance(number, Fraction)]
    if not numbers or len(numbers) != len(cells) or len(numbers) > 2:  # noqa: PLR2004  two axes
        notes.note(found.IMP_CUT_OFF)
        return None
    if scale:
        for cut in dict.fromkeys(numbers):
            if not scale[0] <= cut <= scale[1]:
                notes.note(found.IMP_CUT_OUTSIDE, cut=cut, low=scale[0], high=scale[1])
    return numbers[0], numbers[-1]


def _row(
    item: ImpactEffortItem,
    place: Place,
    scale: tuple[Fraction, Fraction] | None,
    cuts: tuple[Fraction, Fraction] | None,
    notes: Notebook,
) -> ImpactEffortRow:
    impact = _value(item.impact, _IMPACT, place, scale, notes)
    effort = _value(item.effort, _EFFORT, place, scale, notes)
    quadrant = None
    if cuts:
        on_cut = False
        for value, cut, column in ((impact, cuts[0], _IMPACT), (effort, cuts[1], _EFFORT)):
            if value == cut:
                on_cut = True
                notes.note(found.IMP_ON_CUT_OFF, place, column=column, cut=cut)
        if impact is not None and effort is not None and not on_cut:
            quadrant = _QUADRANTS[impact > cuts[0], effort > cuts[1]]
    _check_quadrant(item.quadrant, quadrant, place, notes)
    return ImpactEffortRow(
        name=read_text(item.name) or place.label, impact=impact, effort=effort, quadrant=quadrant
    )


def _value(
    cell: Cell,
    column: Text,
    place: Place,
    scale: tuple[Fraction, Fraction] | None,
    notes: Notebook,
) -> Fraction | None:
    value = number_at(cell, column, place, notes)
    if value is not None and scale and not scale[0] <= value <= scale[1]:
        notes.note(
            found.IMP_OUTSIDE, place, column=column, value=value, low=scale[0], high=scale[1]
        )
    return value


def _check_quadrant(
    cell: Cell, quadrant: ImpactEffortQuadrant | None, place: Place, notes: Notebook
) -> None:
    stated = read_text(cell)
    if not stated or quadrant is None:
        return
    name = _NAMES[quadrant]
    words = " ".join(stated.casefold().replace("-", " ").replace("_", " ").split())
    if words not in {quadrant.replace("_", " "), name.id, name.en.replace("-", " ")}:
        notes.note(found.IMP_QUADRANT, place, stated=stated, quadrant=name)
