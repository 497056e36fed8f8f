"""The book of the road map: year by year what runs, and what each activity costs.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Table
from smartflow_masterplan.chapters.plan.budget import (
    activity_budget_table,
    dimension_source_table,
)
from smartflow_masterplan.chapters.plan.figures import budget_dimensions_figure
from smartflow_masterplan.chapters.plan.horizon import horizon, span_of, year_title
from smartflow_masterplan.chapters.plan.roadmap import (
    NO_ACTIONS,
    activities_part,
    budget_blocks,
    overview_blocks,
    years_table,
)
from smartflow_masterplan.chapters.shared.parts import ORIGIN, cell, column_title, nothing_yet
from smartflow_masterplan.chapters.shared.tables import agency_title, sheet_rows
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.plan.actions import YEARLY

if TYPE_CHECKING:
    from smartflow import Dossier, Row, Settings
    from smartflow.report import Cell
    from smartflow_masterplan.rules.plan.roadmap import RoadMap

__all__ = ["road_map_budget", "road_map_overview", "road_map_years"]

_NONE_RUNS = Text(
    id="Tidak ada kegiatan yang berjalan pada tahun ini.", en="No activity runs in this year."
)
_NO_YEAR = Text(
    id="Kegiatan di luar tahun masterplan", en="Activities outside the years of the masterplan"
)


def road_map_overview(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the years of the plan, its terms, the picture, and each activity's terms."""
    rows = sheet_rows(dossier, "actions")
    if not rows:
        return _empty("road_map_overview", heading("road_map"))
    return Chapter(
        key="road_map_overview",
        title=heading("road_map"),
        blocks=tuple(overview_blocks(dossier, settings, rows)),
        parts=(activities_part("road_map_overview_activities", dossier, settings, rows),),
        page="new",
    )


def road_map_years(dossier: Dossier, settings: Settings) -> Chapter:
    """Return for each year of the plan what runs in it; last what runs in none of them."""
    rows = sheet_rows(dossier, "actions")
    title = Text(id="Kegiatan menurut tahun", en="Activities by year")
    if not rows:
        return _empty("road_map_years", title)
    plan = horizon(dossier, settings)
    numbers = () if plan is None else range(1, plan.last - plan.first + 2)
    parts = [_year(dossier, plan, number, rows) for number in numbers]
    outside = tuple(row for row in rows if not _runs(row, plan))
    if outside:
        parts.append(
            Chapter(
                "road_map_years-outside", _NO_YEAR, (_table(dossier, _NO_YEAR, outside, "budget"),)
            )
        )
    return Chapter(
        key="road_map_years",
        title=title,
        blocks=(years_table(dossier, settings, rows),),
        parts=tuple(parts),
        page="new",
    )


def road_map_budget(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the budget by year, source and dimension, and of each activity."""
    rows = sheet_rows(dossier, "actions")
    title = Text(id="Anggaran peta jalan", en="Budget of the road map")
    if not rows:
        return _empty("road_map_budget", title)
    return Chapter(
        key="road_map_budget",
        title=title,
        blocks=(
            *budget_blocks(dossier, settings, rows),
            dimension_source_table(dossier, rows),
            budget_dimensions_figure(dossier, rows),
            activity_budget_table(dossier, settings, rows),
        ),
        page="new",
        turned=True,
    )


def _empty(key: str, title: Text) -> Chapter:
    return Chapter(key, title, (nothing_yet(NO_ACTIONS),), page="new")


def _runs(row: Row, plan: RoadMap | None) -> bool:
    return plan is not None and span_of(row, plan).covers(plan.first, plan.last)


def _year(dossier: Dossier, plan: RoadMap | None, number: int, rows: tuple[Row, ...]) -> Chapter:
    """Return the activities of the n-th year of the plan."""
    title = year_title(plan, number)
    year = plan.first + number - 1 if plan is not None else 0
    running = tuple(row for row in rows if span_of(row, plan).covers(year, year))
    budget = YEARLY[number - 1] if number <= len(YEARLY) else "budget"
    return Chapter(
        key=f"road_map_years_{number}",
        title=title,
        blocks=(_table(dossier, title, running, budget),)
        if running
        else (nothing_yet(_NONE_RUNS),),
        turned=True,
    )


def _table(dossier: Dossier, title: Text, rows: tuple[Row, ...], budget: str) -> Table:
    """Return activities with who does them, what comes of them, and the budget of one column."""
    keys = (
        *("activity", "category", "owner", "output", "start_year", "end_year"),
        *(budget, "fund_source"),
    )
    return Table(
        title=Text(id=f"Kegiatan: {title.id}", en=f"Activities: {title.en}"),
        keys=(*keys, "origin"),
        headings=(
            *(column_title(dossier, "actions", key) for key in keys),
            ORIGIN,
        ),
        rows=tuple(
            (
                *(_cell(dossier, row, key) for key in keys),
                row.id,
            )
            for row in rows
        ),
    )


def _cell(dossier: Dossier, row: Row, key: str) -> Cell:
    if key == "owner" and row.text("owner"):
        return agency_title(dossier, row.text("owner"))
    return cell(dossier, row, key)
