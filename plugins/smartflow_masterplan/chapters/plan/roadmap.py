"""The road map: which activities run when, and what each year costs.

Short, medium and long term are those by which RMP001 judges. Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow.report import Chapter, Money, Table
from smartflow_masterplan.chapters.plan.budget import (
    UNALLOCATED,
    activity_budget_table,
    budget_of,
    source_year_table,
)
from smartflow_masterplan.chapters.plan.figures import budget_years_figure, road_map_figures
from smartflow_masterplan.chapters.plan.horizon import (
    horizon,
    horizon_words,
    span_of,
    term_years,
    year_title,
)
from smartflow_masterplan.chapters.shared.dimensions import TOTAL
from smartflow_masterplan.chapters.shared.parts import (
    ORIGIN,
    cell,
    column_title,
    nothing_yet,
    said,
)
from smartflow_masterplan.chapters.shared.tables import count, sheet_rows
from smartflow_masterplan.glossary import heading
from smartflow_masterplan.rules.plan.actions import YEARLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Row, Settings
    from smartflow.report import Block, Cell
    from smartflow_masterplan.rules.plan.roadmap import RoadMap

__all__ = [
    "NO_ACTIONS",
    "activities_part",
    "activities_table",
    "budget_blocks",
    "overview_blocks",
    "plan_roadmap",
    "terms_table",
    "years_table",
]

NO_ACTIONS = Text(
    id="Peta jalan belum dapat disusun, karena kertas kerja rencana aksi belum diisi.",
    en="There is no road map yet, because the action plan worksheet has not been filled in.",
)
_HOW = Text(
    id="Sebuah kegiatan masuk ke setiap jangka yang tahun-tahunnya dilalui kegiatan itu: tahun"
    " pertama adalah jangka pendek, tahun kedua dan ketiga jangka menengah, sisanya jangka"
    " panjang.",
    en="An activity belongs to every term whose years it touches: the first year is the short term,"
    " the second and third are the medium term, the rest is the long term.",
)
_BUDGET_HOW = Text(
    id="Anggaran dibagi menurut tahun masterplan dan sumber dana. Bagian yang belum dibagi per"
    " tahun tetap dihitung dalam jumlah.",
    en="The budget is parted by the years of the masterplan and by funding source. What is not"
    " allocated to a year yet is part of the total all the same.",
)
_NO_YEARLY = Text(
    id="Kertas kerja rencana aksi belum membagi anggaran kegiatan mana pun per tahun.",
    en="The action plan worksheet does not allocate the budget of any activity to a year yet.",
)
_REMARK = Text(id="Catatan", en="Remark")


def plan_roadmap(dossier: Dossier, settings: Settings) -> Chapter:
    """Return the road map: picture, terms, years, budget."""
    rows = sheet_rows(dossier, "actions")
    title = heading("road_map")
    if not rows:
        return Chapter("plan_roadmap", title, (nothing_yet(NO_ACTIONS),), page="new")
    return Chapter(
        key="plan_roadmap",
        title=title,
        blocks=tuple(overview_blocks(dossier, settings, rows)),
        parts=(
            activities_part("plan_roadmap_activities", dossier, settings, rows),
            Chapter(
                key="plan_roadmap_years",
                title=Text(id="Kegiatan menurut tahun", en="Activities by year"),
                blocks=(years_table(dossier, settings, rows),),
            ),
            Chapter(
                key="plan_roadmap_budget",
                title=Text(id="Anggaran menurut tahun", en="Budget by year"),
                blocks=tuple(budget_blocks(dossier, settings, rows)),
                turned=True,
            ),
            *_activity_budgets(dossier, settings, rows),
        ),
        page="new",
    )


def _activity_budgets(
    dossier: Dossier, settings: Settings, rows: tuple[Row, ...]
) -> Iterator[Chapter]:
    """Yield the part with the budget of each activity in each year; none while no year has any."""
    if any(budget_of(rows).years):
        yield Chapter(
            key="plan_roadmap_activity_budgets",
            title=Text(
                id="Anggaran setiap kegiatan menurut tahun", en="Activities and their years"
            ),
            blocks=(activity_budget_table(dossier, settings, rows),),
            turned=True,
        )


def overview_blocks(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Iterator[Block]:
    """Yield for which years the plan is, its terms, and the road map as a picture."""
    plan = horizon(dossier, settings)
    yield said(horizon_words(dossier, settings))
    if plan is not None:
        yield said(_HOW)
        yield terms_table(plan, rows)
    yield from road_map_figures(dossier, settings)


def activities_part(
    key: str, dossier: Dossier, settings: Settings, rows: tuple[Row, ...]
) -> Chapter:
    """Return the part with every activity and the terms that it touches, under a key."""
    return Chapter(
        key=key,
        title=Text(id="Kegiatan menurut jangka", en="Activities by term"),
        blocks=(activities_table(dossier, settings, rows),),
        turned=True,
    )


def terms_table(plan: RoadMap, rows: tuple[Row, ...]) -> Table:
    """Return how many activities each term has, by the years that they touch."""
    return Table(
        title=Text(id="Jangka pendek, menengah, dan panjang", en="Short, medium and long term"),
        keys=("term", "first", "last", "actions"),
        headings=(
            Text(id="Jangka", en="Term"),
            Text(id="Dari tahun", en="From"),
            Text(id="Sampai tahun", en="To"),
            Text(id="Kegiatan", en="Activities"),
        ),
        rows=tuple(
            (title, low, high, count(sum(span_of(row, plan).covers(low, high) for row in rows)))
            for title, low, high in term_years(plan)
        ),
    )


def activities_table(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Table:
    """Return every activity with its years, the terms it touches, and what is odd about them."""
    plan = horizon(dossier, settings)
    terms = () if plan is None else term_years(plan)
    keys = ("activity", "owner", "start_year", "end_year")
    return Table(
        title=Text(id="Kegiatan dan jangkanya", en="Activities and their terms"),
        keys=(*keys, *(f"term_{n}" for n in range(1, len(terms) + 1)), "remark", "origin"),
        headings=(
            *(column_title(dossier, "actions", key) for key in keys),
            *(_short(title) for title, _, _ in terms),
            _REMARK,
            ORIGIN,
        ),
        rows=tuple(
            (
                *(cell(dossier, row, key) for key in keys),
                *(True if span.covers(low, high) else None for _, low, high in terms),
                span.remark,
                row.id,
            )
            for row in rows
            for span in (span_of(row, plan),)
        ),
    )


def _short(term: Text) -> Text:
    """Return a term without its years, for a narrow column."""
    return Text(id=term.id.partition(" (")[0], en=term.en.partition(" (")[0])


def years_table(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Table:
    """Return for each year of the plan how many activities begin, run and end, and its budget."""
    plan = horizon(dossier, settings)
    budget = budget_of(rows)
    numbers = range(1, 1 + max(len(YEARLY), plan.last - plan.first + 1 if plan else 0))
    lines: list[tuple[Cell, ...]] = [
        (
            year_title(plan, number),
            *_running(plan, number, rows),
            Money(budget.years[number - 1]) if number <= len(YEARLY) else None,
        )
        for number in numbers
    ]
    lines.append((UNALLOCATED, None, None, None, Money(budget.unallocated)))
    lines.append((TOTAL, None, None, None, Money(budget.total)))
    return Table(
        title=Text(id="Kegiatan dan anggaran setiap tahun", en="Activities and budget by year"),
        keys=("year", "starting", "running", "ending", "budget"),
        headings=(
            Text(id="Tahun", en="Year"),
            Text(id="Mulai", en="Begin"),
            Text(id="Berjalan", en="Run"),
            Text(id="Selesai", en="End"),
            Text(id="Anggaran", en="Budget"),
        ),
        rows=tuple(lines),
    )


def _running(plan: RoadMap | None, number: int, rows: tuple[Row, ...]) -> tuple[Cell, ...]:
    """Return how many activities begin, run and end in a year; blank while no year is known."""
    if plan is None:
        return None, None, None
    year = plan.first + number - 1
    spans = [span for span in (span_of(row, plan) for row in rows) if span.covers(year, year)]
    return (
        count(sum(span.start == year for span in spans)),
        count(spans),
        count(sum(span.end == year for span in spans)),
    )


def budget_blocks(dossier: Dossier, settings: Settings, rows: tuple[Row, ...]) -> Iterator[Block]:
    """Yield the budget by year and source: as a table, and as a picture.

    While no budget is allocated to a year there is no picture: it would be of one bar.
    """
    yield said(_BUDGET_HOW)
    allocated = any(budget_of(rows).years)
    if not allocated:
        yield nothing_yet(_NO_YEARLY)
    yield source_year_table(dossier, settings, rows)
    if allocated:
        yield budget_years_figure(dossier, settings, rows)
