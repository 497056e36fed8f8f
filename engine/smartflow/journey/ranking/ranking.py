"""A ranking of a worksheet's rows, as it is or as it would be under other weights. Writes nothing.

Whichever scoring rule gives these rows a score ranks them. What if is the same rule, asked with
other settings (ranking_trial); how far a weight can move is in ranking_stability.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from smartflow.casework.casework import Case, read_case
from smartflow.casework.lookups import find_worksheet
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.casework.watching import watched
from smartflow.journey.gate.check import dossier_of
from smartflow.journey.ranking.stability import Margin, exact_margins, searched_margin
from smartflow.journey.ranking.trial import (
    METHOD,
    MIDDLE,
    WEIGHT,
    CannotRankSo,
    Criterion,
    Trial,
)
from smartflow.model import Dossier, Row, ScoreResult
from smartflow.plugin.objects import ScoringRule
from smartflow.plugin.registry import Owned, Registry
from smartflow.plugin.running.guard import run_scoring_rules

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace

__all__ = [
    "CannotRankSo",
    "Criterion",
    "Ranked",
    "Ranking",
    "passed_over",
    "rank",
    "rank_case",
    "scoring_rules_for",
]

_HALF_A_THOUSANDTH = Fraction(1, 2000)


class Ranked(msgspec.Struct, frozen=True):
    """One row with its place.

    Attributes:
        place: From 1; rows of the same score share a place. 0 when it has no score.
        row: The row.
        score: Its score, or None when no scoring rule gave one.
        selected: Whether it belongs to the newest choice.
    """

    place: int
    row: Row
    score: ScoreResult | None
    selected: bool


class Ranking(msgspec.Struct, frozen=True):
    """The rows of a worksheet, the best first.

    Attributes:
        case: The city.
        ranked: The rows.
        faults: Scoring rules that did not run to their end.
        method: The method of the ranking, ``""`` when it has only one.
        criteria: Its criteria, with their margins.
        exact: Whether the margins are exact, not searched in whole weights.
        what_if: Whether weights or method were changed for this look.
        cut_off: From which value on 1 to 5 impact and effort are called high.
    """

    case: Case
    ranked: tuple[Ranked, ...]
    faults: tuple[ScoreResult, ...]
    method: str = ""
    criteria: tuple[Criterion, ...] = ()
    exact: bool = False
    what_if: bool = False
    cut_off: Decimal = MIDDLE


def rank(
    workspace: Workspace,
    city: str,
    worksheet: str,
    *,
    weights: Mapping[str, Decimal] | None = None,
    method: str = "",
) -> Ranking:
    """Return the rows of a worksheet by the score that a scoring rule gives to each.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        worksheet: The worksheet's key or title.
        weights: Other weights by criterion; the rest stay as they are set.
        method: Another method.

    Raises:
        UnknownCity: there is no such city.
        UnknownWorksheet: there is no such worksheet.
        CannotRankSo: there is no such criterion or method.
    """
    case = read_case(workspace, city)
    sheet = find_worksheet(registry_of(case), case.state.city, worksheet)
    with watched(workspace):
        return rank_case(case, sheet.key, weights=weights, method=method, margins=True)


def rank_case(
    case: Case,
    worksheet: str,
    *,
    weights: Mapping[str, Decimal] | None = None,
    method: str = "",
    margins: bool = False,
) -> Ranking:
    """Rank the rows of a city that has been read; see :func:`rank`.

    Every scoring rule for the region is asked, whatever its stages, since a ranking is wanted
    before the stage comes. The first by key that scores any of the rows ranks them.

    Args:
        case: The city.
        worksheet: The worksheet's key.
        weights: Other weights by criterion.
        method: Another method.
        margins: Whether to work out how far each weight can move.

    Raises:
        CannotRankSo: there is no such criterion or method.
    """
    workflow = pinned_workflow(case)
    registry = registry_of(case, workflow)
    dossier = dossier_of(case, workflow, registry)
    dossier = msgspec.structs.replace(dossier, row_source=cache(dossier.row_source))
    rows = dossier.rows(worksheet)
    chosen = {row.id for row in dossier.selected(worksheet)}
    results = run_scoring_rules(scoring_rules_for(registry, dossier), dossier)
    faults = tuple(result for result in results if result.fault)
    ids = {row.id for row in rows}
    key = min((r.rule for r in results if r.subject in ids and r.value is not None), default="")
    if not key:
        return Ranking(case, _ranked(rows, {}, chosen), faults)
    owned = registry.scoring_rules[key]
    settings = {
        setting_key: found.value
        for (plugin, setting_key), found in registry.settings.items()
        if plugin == owned.origin.plugin
    }
    trial = Trial(owned, dossier, settings, ids)
    changes = trial.changes(weights or {}, method)
    found = trial.run(changes)
    criteria = trial.criteria(changes, found)
    exact = _is_weighted_mean(found)
    if margins:
        criteria = _with_margins(trial, changes, found, criteria, exact=exact)
    return Ranking(
        case=case,
        ranked=_ranked(rows, found, chosen),
        faults=faults,
        method=str(changes.get(METHOD, trial.value(METHOD))),
        criteria=criteria,
        exact=exact,
        what_if=bool(changes),
        cut_off=trial.cut_off,
    )


def passed_over(ranking: Ranking, rows: Sequence[str]) -> tuple[Ranked, ...]:
    """Return the rows that were left out although they rank above one that was chosen.

    Empty when the choice follows the ranking, or nothing ranks the rows.
    """
    last = len(ranking.ranked) + 1
    worst = max((one.place or last for one in ranking.ranked if one.row.id in rows), default=0)
    return tuple(one for one in ranking.ranked if one.row.id not in rows and 0 < one.place < worst)


def scoring_rules_for(registry: Registry, dossier: Dossier) -> tuple[Owned[ScoringRule], ...]:
    """Return the scoring rules for the city's region, whatever their stages, sorted by key."""
    return tuple(
        owned
        for _, owned in sorted(registry.scoring_rules.items())
        if dossier.city.in_region(owned.value.regions)
    )


# -- places and margins ---------------------------------------------------------------------------


def _ranked(
    rows: tuple[Row, ...], by_row: Mapping[str, ScoreResult], chosen: set[str]
) -> tuple[Ranked, ...]:
    values = {row: score.value for row, score in by_row.items() if score.value is not None}
    ordered = sorted(rows, key=lambda row: (row.id not in values, -values.get(row.id, 0), row.id))
    first: dict[Decimal, int] = {}
    for place, row in enumerate(ordered, start=1):
        if row.id in values:
            first.setdefault(values[row.id], place)
    return tuple(
        Ranked(
            place=first[values[row.id]] if row.id in values else 0,
            row=row,
            score=by_row.get(row.id),
            selected=row.id in chosen,
        )
        for row in ordered
    )


def _is_weighted_mean(found: Mapping[str, ScoreResult]) -> bool:
    """Say whether every score is the weighted mean of its parts, as far as it is printed."""
    for result in found.values():
        whole = sum((Fraction(line.weight) for line in result.breakdown), Fraction(0))
        total = sum(
            (Fraction(line.weight) * Fraction(line.value) for line in result.breakdown), Fraction(0)
        )
        value = Fraction(result.value or 0)
        if whole <= 0 or abs(value * whole - total) > _HALF_A_THOUSANDTH * whole:
            return False
    return bool(found)


def _with_margins(
    trial: Trial,
    changes: Mapping[str, Decimal | str],
    found: Mapping[str, ScoreResult],
    criteria: tuple[Criterion, ...],
    *,
    exact: bool,
) -> tuple[Criterion, ...]:
    if len(found) < 2 or not criteria:  # noqa: PLR2004  one alone stays first
        return criteria
    if exact:
        margins = _exact(found, criteria)
    else:
        leader = _leaders(found)[0]
        total = sum((one.weight for one in criteria), Decimal(0))
        margins = tuple(
            searched_margin(one.weight, total, _asking(trial, changes, one.key), leader)
            if one.key
            else None
            for one in criteria
        )
    return tuple(
        msgspec.structs.replace(one, margin=margin)
        for one, margin in zip(criteria, margins, strict=True)
    )


def _exact(
    found: Mapping[str, ScoreResult], criteria: tuple[Criterion, ...]
) -> tuple[Margin | None, ...]:
    weights = [one.weight for one in criteria]
    parts = {
        row: [result.breakdown[one.position].value for one in criteria]
        for row, result in found.items()
    }

    def total(row: str) -> Decimal:
        return sum((w * p for w, p in zip(weights, parts[row], strict=True)), Decimal(0))

    first = min(parts, key=lambda row: (-total(row), row))
    return exact_margins(weights, parts, first)


def _asking(
    trial: Trial, changes: Mapping[str, Decimal | str], key: str
) -> Callable[[Decimal], Sequence[str]]:
    def leaders(weight: Decimal) -> Sequence[str]:
        return _leaders(trial.run({**changes, f"{WEIGHT}{key}": weight}))

    return leaders


def _leaders(found: Mapping[str, ScoreResult]) -> list[str]:
    """Return the rows of the highest score, by id."""
    best = max((result.value for result in found.values() if result.value is not None), default=0)
    return sorted(row for row, result in found.items() if result.value == best)
