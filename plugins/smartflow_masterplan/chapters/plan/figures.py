"""The pictures of the plan: the road map, the budget, impact and effort.

Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Literal

from smartflow import Text
from smartflow.report import Figure
from smartflow.report.charts import (
    Activity,
    BudgetBar,
    Candidate,
    budget_chart,
    gantt_charts,
    impact_effort_chart,
)
from smartflow_masterplan.chapters.plan.budget import (
    UNALLOCATED,
    budget_of,
    by_source,
    source_budgets,
)
from smartflow_masterplan.chapters.plan.horizon import horizon, span_of, year_title
from smartflow_masterplan.chapters.shared.tables import activity_words, by_dimension, sheet_rows
from smartflow_masterplan.rules.judging import amount, number
from smartflow_masterplan.rules.plan.actions import YEARLY
from smartflow_masterplan.rules.quick_wins.judged import quick_win_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow import Dossier, Row, Settings
    from smartflow_masterplan.chapters.shared.ranking import Ranked

__all__ = [
    "budget_dimensions_figure",
    "budget_years_figure",
    "impact_effort_figure",
    "road_map_figures",
]

_LANGUAGES: tuple[Literal["id", "en"], ...] = ("id", "en")
_TOLD = re.compile(r'<desc id="description">(.*?)</desc>', re.DOTALL)


def road_map_figures(dossier: Dossier, settings: Settings) -> Iterator[Figure]:
    """Yield the road map as pictures, every activity in one; none while no activity says when."""
    plan = horizon(dossier, settings)
    if plan is None:
        return
    title = Text(
        id=f"Peta jalan {plan.first} sampai {plan.last}",
        en=f"Road map {plan.first} to {plan.last}",
    )
    groups = by_dimension(dossier, sheet_rows(dossier, "actions"))
    charts = {
        language: gantt_charts(
            title.in_(language),
            [
                Activity(activity_words(row), group.name.in_(language), span.start, span.end)
                for group in groups
                for row in group.rows
                for span in (span_of(row, plan),)
            ],
            (plan.first, plan.last),
            language,
        )
        for language in _LANGUAGES
    }
    yield from _figures(title, charts["id"], charts["en"])


def budget_years_figure(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Figure:
    """Return the budget of actions by year of the plan, each year parted by source."""
    plan = horizon(dossier, settings)
    title = Text(
        id="Anggaran rencana aksi menurut tahun dan sumber dana",
        en="Budget of the action plan by year and funding source",
    )
    sources = by_source(rows)
    budgets = [budget_of(own) for _, own in sources]
    names = (*(year_title(plan, n) for n in range(1, len(YEARLY) + 1)), UNALLOCATED)
    bars = [
        (name, tuple((*budget.years, budget.unallocated)[place] for budget in budgets))
        for place, name in enumerate(names)
    ]
    return _budget_figure(title, [name for name, _ in sources], bars)


def budget_dimensions_figure(dossier: Dossier, rows: tuple[Row, ...]) -> Figure:
    """Return the budget of actions by dimension, each dimension parted by source."""
    title = Text(
        id="Anggaran rencana aksi menurut dimensi dan sumber dana",
        en="Budget of the action plan by dimension and funding source",
    )
    sources = by_source(rows)
    bars = [
        (group.name, tuple(budget.total for budget in source_budgets(sources, group.rows)))
        for group in by_dimension(dossier, rows)
    ]
    return _budget_figure(title, [name for name, _ in sources], bars)


def _budget_figure(
    title: Text, sources: Sequence[Text], bars: Sequence[tuple[Text, tuple[int, ...]]]
) -> Figure:
    charts = {
        language: budget_chart(
            title.in_(language),
            [name.in_(language) for name in sources],
            [BudgetBar(name.in_(language), amounts) for name, amounts in bars],
            language,
        )
        for language in _LANGUAGES
    }
    return next(_figures(title, (charts["id"],), (charts["en"],)))


def impact_effort_figure(settings: Settings, ranked: Sequence[Ranked]) -> Figure:
    """Return the quick wins by impact and effort, those that are chosen in black."""
    title = Text(
        id="Dampak dan upaya usulan quick win",
        en="Impact and effort of the proposed quick wins",
    )
    candidates = [
        Candidate(
            number=str(one.place or "-"),
            label=quick_win_name(one.row) or one.row.id,
            impact=amount(one.row, "impact"),
            effort=amount(one.row, "effort"),
            chosen=one.chosen,
        )
        for one in ranked
    ]
    cut_off = number(settings, "impact_effort_cut_off")
    charts = {
        language: impact_effort_chart(title.in_(language), candidates, cut_off, language)
        for language in _LANGUAGES
    }
    return next(_figures(title, (charts["id"],), (charts["en"],)))


def _figures(title: Text, indonesian: Sequence[str], english: Sequence[str]) -> Iterator[Figure]:
    """Yield a figure for each picture; one of several says which it is."""
    several = len(indonesian) > 1
    for place, (one, other) in enumerate(zip(indonesian, english, strict=True), start=1):
        which = f" ({place}/{len(indonesian)})" if several else ""
        yield Figure(
            title=Text(id=title.id + which, en=title.en + which),
            words=Text(id=_told(one), en=_told(other)),
            svg=Text(id=one, en=other),
        )


def _told(svg: str) -> str:
    """Return what a picture tells those who cannot see it: it holds it in words."""
    found = _TOLD.search(svg)
    return html.unescape(found[1]) if found else ""
