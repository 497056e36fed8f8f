"""The board: how many cities are in which stage, by province and intake, and who needs attention.

Plain data from standings; who prints it decides how it looks. Nothing here asks the store or a
plugin.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.errors import BadInput, gravest
from smartflow.language import Text
from smartflow.offices.portfolio.blocking import Judged
from smartflow.offices.portfolio.standing import CityStanding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["UNKNOWN", "Attention", "Board", "BoardCity", "Count", "board_of"]

UNKNOWN = ""
"""The stage of a city whose history cannot be read, and the province of one nobody knows."""

Attention = Literal["damaged", "overdue", "blocked", "", "final"]
"""What a city needs attention for, the most urgent first; ``""`` is on its way, in time."""

_ORDER: tuple[Attention, ...] = ("damaged", "overdue", "blocked", "", "final")


class BoardCity(msgspec.Struct, frozen=True):
    """A city on the board.

    Attributes:
        standing: Where it stands.
        judged: What a gate said of it last, in its present stage; None where none was asked.
    """

    standing: CityStanding
    judged: Judged | None = None

    @property
    def attention(self) -> Attention:
        """What it needs attention for, if anything."""
        if self.exit_code:
            return "damaged"
        if self.standing.overdue:
            return "overdue"
        if self.judged is not None and self.judged.holds:
            return "blocked"
        return "final" if self.standing.final else ""

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look at it."""
        return self.attention in ("damaged", "overdue", "blocked")

    @property
    def exit_code(self) -> int:
        """What a command about this city alone would end with, where something is damaged.

        A gate that cannot be asked without more words (which of two stages?) is no damage.
        """
        judged = self.judged.failure if self.judged is not None else None
        if judged is not None and judged.exit_code == BadInput.exit_code:
            judged = None
        return gravest(one.exit_code for one in (self.standing.failure, judged) if one is not None)


class Count(msgspec.Struct, frozen=True):
    """How many cities of one province, or of one intake, are where.

    Attributes:
        label: The province, or the year as text; :data:`UNKNOWN` where it is not known.
        stages: How many are in each stage, in the order of the board's stages.
        overdue: How many are overdue.
    """

    label: str
    stages: tuple[int, ...]
    overdue: int

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.stages)


class Board(msgspec.Struct, frozen=True):
    """Many cities at a glance.

    Attributes:
        day: The day.
        stages: The key and title of each stage, in the order of the workflows; where a city's
            stage is not known, :data:`UNKNOWN` comes last.
        cities: The cities, those that need attention first.
        provinces: A count for each province.
        intakes: A count for each intake year.
        checked: Whether the gates were asked now; else what was recorded is told.
    """

    day: date
    stages: tuple[tuple[str, Text], ...]
    cities: tuple[BoardCity, ...]
    provinces: tuple[Count, ...]
    intakes: tuple[Count, ...]
    checked: bool = False

    @property
    def all(self) -> Count:
        """The count of all cities."""
        return _count("", self.cities, tuple(key for key, _ in self.stages))

    @property
    def attention(self) -> tuple[BoardCity, ...]:
        """The cities that somebody should look at."""
        return tuple(one for one in self.cities if one.needs_attention)

    @property
    def exit_code(self) -> int:
        """The gravest of what reading each city would end with; 0 where all could be read."""
        return gravest(one.exit_code for one in self.cities)


def board_of(
    standings: Iterable[CityStanding],
    judged: Mapping[str, Judged | None],
    day: date,
    *,
    checked: bool = False,
) -> Board:
    """Return the board of cities.

    Args:
        standings: The cities.
        judged: What a gate said of each, by its slug; one may be missing.
        day: The day that the board bears.
        checked: Whether the gates were asked now.
    """
    cities = tuple(
        sorted((BoardCity(one, judged.get(one.slug)) for one in standings), key=_urgency)
    )
    stages = _stages(cities)
    return Board(
        day,
        stages,
        cities,
        _counts(cities, stages, lambda one: one.province),
        _counts(cities, stages, lambda one: str(one.intake) if one.intake is not None else UNKNOWN),
        checked,
    )


def _urgency(city: BoardCity) -> tuple[object, ...]:
    """Return the key by which cities stand: what is worst first, then the longest overdue."""
    standing = city.standing
    held = city.judged is not None and city.judged.holds
    return (
        _ORDER.index(city.attention),
        -standing.overdue,
        not held,
        standing.since or date.max,
        standing.region_code,
        standing.slug,
    )


def _stages(cities: Iterable[BoardCity]) -> tuple[tuple[str, Text], ...]:
    """Return the stages of all workflows; one that two of them share is one stage.

    A stage of a later workflow stands behind the one that it follows there.
    """
    titles: dict[str, Text] = {}
    order: list[str] = []
    flows = {
        one.standing.workflow.reference: one.standing.workflow
        for one in cities
        if one.standing.workflow is not None
    }
    for _, workflow in sorted(flows.items()):
        place = 0
        for stage in workflow.stages:
            if stage.key in titles:
                place = order.index(stage.key) + 1
            else:
                titles[stage.key] = stage.title
                order.insert(place, stage.key)
                place += 1
    for one in cities:
        if one.standing.stage not in titles:
            titles[one.standing.stage] = one.standing.stage_title
            order.append(one.standing.stage)
    order.sort(key=lambda key: key == UNKNOWN)
    return tuple((key, titles[key]) for key in order)


def _counts(
    cities: Iterable[BoardCity],
    stages: tuple[tuple[str, Text], ...],
    label_of: Callable[[CityStanding], str],
) -> tuple[Count, ...]:
    groups: dict[str, list[BoardCity]] = {}
    for one in cities:
        groups.setdefault(label_of(one.standing), []).append(one)
    keys = tuple(key for key, _ in stages)
    named = sorted(groups.items(), key=lambda group: (group[0] == UNKNOWN, group[0]))
    return tuple(_count(label, group, keys) for label, group in named)


def _count(label: str, cities: Iterable[BoardCity], keys: tuple[str, ...]) -> Count:
    group = tuple(cities)
    found = Counter(one.standing.stage for one in group)
    overdue = sum(1 for one in group if one.standing.overdue)
    return Count(label, tuple(found[key] for key in keys), overdue)
