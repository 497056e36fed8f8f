"""The scores of a city: every scoring rule of a stage, or those of single rows. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from smartflow.actions.casework import Case, read_case
from smartflow.actions.check import dossier_of
from smartflow.actions.lookups import find_worksheet
from smartflow.actions.pinned import pinned_workflow
from smartflow.model import Row, ScoreResult
from smartflow.plugin.guard import run_scoring_rules
from smartflow.workflow.definition import Workflow

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace

__all__ = ["Ranked", "Ranking", "Scored", "rank", "scores"]


class Scored(msgspec.Struct, frozen=True):
    """A city's scores in its present stage, sorted by rule and subject."""

    case: Case
    workflow: Workflow
    scores: tuple[ScoreResult, ...]


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
    """

    case: Case
    ranked: tuple[Ranked, ...]
    faults: tuple[ScoreResult, ...]


def scores(workspace: Workspace, city: str) -> Scored:
    """Return every score that the gate of the present stage shows.

    Raises:
        UnknownCity: there is no such city.
    """
    case = read_case(workspace, city)
    workflow = pinned_workflow(case)
    dossier = dossier_of(case, workflow, workspace.registry)
    rules = workspace.registry.scoring_for(case.state.city, case.state.stage)
    found = run_scoring_rules(rules, dossier)
    return Scored(case, workflow, tuple(sorted(found, key=lambda s: (s.rule, s.subject))))


def rank(workspace: Workspace, city: str, worksheet: str) -> Ranking:
    """Return the rows of a worksheet by the score that a scoring rule gives to each.

    Every scoring rule for the region is asked, whatever its stages, since a ranking is wanted
    before the stage comes. Where several give a row a score, the first by key counts.

    Raises:
        UnknownCity: there is no such city.
        UnknownWorksheet: there is no such worksheet.
    """
    case = read_case(workspace, city)
    sheet = find_worksheet(workspace.registry, case.state.city, worksheet)
    dossier = dossier_of(case, pinned_workflow(case), workspace.registry)
    rules = [
        owned
        for owned in workspace.registry.scoring_rules.values()
        if case.state.city.in_region(owned.value.regions)
    ]
    results = run_scoring_rules(rules, dossier)
    rows = dossier.rows(sheet.key)
    ids = {row.id for row in rows}
    by_row: dict[str, ScoreResult] = {}
    for result in results:
        if result.subject in ids and result.value is not None:
            by_row.setdefault(result.subject, result)
    chosen = {row.id for row in dossier.selected(sheet.key)}
    return Ranking(case, _ranked(rows, by_row, chosen), tuple(r for r in results if r.fault))


def _ranked(
    rows: tuple[Row, ...], by_row: dict[str, ScoreResult], chosen: set[str]
) -> tuple[Ranked, ...]:
    values = {row: score.value for row, score in by_row.items() if score.value is not None}
    ordered = sorted(rows, key=lambda row: (row.id not in values, -values.get(row.id, 0), row.id))
    places: dict[str, int] = {}
    for row in ordered:
        if row.id in values:
            better = sum(1 for value in values.values() if value > values[row.id])
            places[row.id] = better + 1
    return tuple(
        Ranked(places.get(row.id, 0), row, by_row.get(row.id), row.id in chosen) for row in ordered
    )
