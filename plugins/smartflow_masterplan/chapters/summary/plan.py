"""The plan in short: the goals' indicators, the budget, the road map.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Table
from smartflow_masterplan.chapters.plan.budget import dimension_source_table
from smartflow_masterplan.chapters.plan.figures import budget_dimensions_figure, road_map_figures
from smartflow_masterplan.chapters.plan.horizon import horizon, horizon_words
from smartflow_masterplan.chapters.plan.roadmap import (
    NO_ACTIONS,
    budget_blocks,
    terms_table,
    years_table,
)
from smartflow_masterplan.chapters.shared.dimensions import DIMENSION_HEADING
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    amount,
    cell,
    column_title,
    nothing_yet,
    said,
)
from smartflow_masterplan.chapters.shared.tables import by_dimension, dimension_cell, sheet_rows
from smartflow_masterplan.glossary import heading

if TYPE_CHECKING:
    from smartflow import Dossier, Settings

__all__ = ["summary_budget", "summary_indicators", "summary_roadmap"]

_NO_GOALS = Text(
    id="Indikator belum ada, karena kertas kerja visi dan sasaran belum diisi.",
    en="There are no indicators yet, because the worksheet for vision and goals has not been filled"
    " in.",
)
_INDICATORS = Text(
    id="Keberhasilan masterplan diukur dengan indikator berikut, dari nilai awal ke target pada"
    " tahun target.",
    en="The success of the masterplan is measured by these indicators, from the baseline to the"
    " target in the target year.",
)
_NO_BUDGET = Text(
    id="Anggaran belum ada, karena kertas kerja rencana aksi belum diisi.",
    en="There is no budget yet, because the action plan worksheet has not been filled in.",
)
_APART = Text(
    id="Tabel ini memuat anggaran rencana aksi. Anggaran quick win dihitung tersendiri pada bab"
    " Quick win.",
    en="These tables hold the budget of the action plan. The budget of the quick wins is counted on"
    " its own, in the chapter on quick wins.",
)


def summary_indicators(dossier: Dossier, _settings: Settings) -> Chapter:
    """Return every indicator of a goal with its baseline and target, by dimension."""
    title = Text(id="Indikator sasaran", en="Goal indicators")
    groups = by_dimension(dossier, sheet_rows(dossier, "goals"))
    keys = ("indicator", "baseline", "target", "year")
    if not sheet_rows(dossier, "goals"):
        return Chapter("summary_indicators", title, (nothing_yet(_NO_GOALS),), page="new")
    table = Table(
        title=Text(id="Indikator, nilai awal, dan target", en="Indicators, baselines and targets"),
        keys=("dimension", *keys, "origin"),
        headings=(
            DIMENSION_HEADING,
            *(column_title(dossier, "goals", key) for key in keys),
            ORIGIN,
        ),
        rows=tuple(
            (
                dimension_cell(dossier, row),
                cell(dossier, row, "indicator"),
                amount(row, "baseline", "unit"),
                amount(row, "target", "unit"),
                cell(dossier, row, "year"),
                row.id,
            )
            for group in groups
            for row in group.rows
        ),
    )
    return Chapter("summary_indicators", title, (said(_INDICATORS), table), page="new")


def summary_budget(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the budget by dimension and source, by year and source, and as a picture."""
    title = Text(id="Anggaran", en="Budget")
    rows = sheet_rows(dossier, "actions")
    if not rows:
        return Chapter("summary_budget", title, (nothing_yet(_NO_BUDGET),), page="new")
    return Chapter(
        key="summary_budget",
        title=title,
        blocks=(
            said(_APART),
            dimension_source_table(dossier, rows),
            budget_dimensions_figure(dossier, rows),
            *budget_blocks(dossier, settings, rows),
        ),
        page="new",
        turned=True,
    )


def summary_roadmap(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the road map in short: its years, terms and picture."""
    title = heading("road_map")
    rows = sheet_rows(dossier, "actions")
    if not rows:
        return Chapter("summary_roadmap", title, (nothing_yet(NO_ACTIONS),), page="new")
    plan = horizon(dossier, settings)
    return Chapter(
        key="summary_roadmap",
        title=title,
        blocks=(
            said(horizon_words(dossier, settings)),
            *(() if plan is None else (terms_table(plan, rows),)),
            years_table(dossier, settings, rows),
            *road_map_figures(dossier, settings),
        ),
        page="new",
    )
