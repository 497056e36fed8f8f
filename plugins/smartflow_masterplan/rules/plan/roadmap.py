"""RMP001 and RMP002: the roadmap fills its horizon, and quick wins stand at its beginning.

A plan runs for five years, counted in practice as five or six calendar years (domain.md 1.5, 3
W9). Its first year is a setting, or the earliest in which an action starts. An action counts for
every term that its years touch: the first year is short term, the second and third are medium, the
rest is long. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import finding, titles, whole
from smartflow_masterplan.rules.plan.actions import activity_name
from smartflow_masterplan.rules.quick_wins.judged import quick_win_name
from smartflow_masterplan.stages import MASTERPLAN_APPROVAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["PLAUSIBLE", "ROADMAP_RULES", "TERMS", "DatedAction", "RoadMap", "road_map", "touches"]

_STAGES = (MASTERPLAN_APPROVAL,)
PLAUSIBLE = range(2000, 2101)
"""The years in which a plan of these decades may be carried out."""

_NO_YEARS = Text(
    id="Belum ada kegiatan dengan tahun mulai dan selesai.",
    en="There is no activity with a start and an end year yet.",
)

TERMS = (
    (Text(id="jangka pendek (tahun ke-1)", en="short term (year 1)"), 1, 1),
    (Text(id="jangka menengah (tahun ke-2 dan ke-3)", en="medium term (years 2 and 3)"), 2, 3),
    (Text(id="jangka panjang (tahun ke-4 dan sesudahnya)", en="long term (year 4 on)"), 4, 100),
)
"""What a term is called, and from which year of the plan to which it runs."""


class DatedAction(NamedTuple):
    """An action with the years in which it is carried out."""

    row: Row
    start: int
    end: int


class RoadMap(NamedTuple):
    """The actions with plausible years, and the first and last year of the plan."""

    actions: tuple[DatedAction, ...]
    first: int
    last: int


def road_map(dossier: Dossier, settings: Settings) -> RoadMap | None:
    """Return the roadmap, None when no action says when."""
    dated = []
    for row in dossier.rows("actions"):
        start, end = row.get("start_year"), row.get("end_year")
        if isinstance(start, int) and isinstance(end, int):
            dated.append(DatedAction(row, start, end))
    starts = [action.start for action in dated if action.start in PLAUSIBLE]
    if not starts:
        return None
    first = whole(settings, "roadmap_first_year") or min(starts)
    return RoadMap(tuple(dated), first, first + whole(settings, "roadmap_years"))


# -- RMP001 ---------------------------------------------------------------------------------------

_BACKWARDS = Text(
    id="Kegiatan '{activity}' selesai tahun {end}, sebelum mulai tahun {start}.",
    en="The activity '{activity}' ends in {end}, before it starts in {start}.",
)
_BEYOND = Text(
    id="Kegiatan '{activity}' direncanakan {start}-{end}, melewati akhir masterplan ({first}-"
    "{last}).",
    en="The activity '{activity}' is planned for {start}-{end}, beyond the end of the masterplan"
    " ({first}-{last}).",
)
_EMPTY_TERMS = Text(
    id="Peta jalan mulai {first} belum memiliki kegiatan pada {missing}.",
    en="The roadmap from {first} on has no activity yet in: {missing}.",
)


def roadmap_fills_its_terms(
    dossier: Dossier, settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for actions outside the plan's years, and for terms without an action."""
    roadmap = road_map(dossier, settings)
    if roadmap is None:
        yield NotApplicable(_NO_YEARS)
        return
    said: dict[str, object] = {"first": str(roadmap.first), "last": str(roadmap.last)}
    for action in roadmap.actions:
        values: dict[str, object] = {
            "activity": activity_name(action.row),
            "start": str(action.start),
            "end": str(action.end),
        }
        if action.end < action.start:
            yield finding(_BACKWARDS, values, row=action.row, column="end_year")
        elif action.end > roadmap.last or action.start not in PLAUSIBLE:
            yield finding(_BEYOND, {**said, **values}, row=action.row, column="end_year")
    missing = [
        title
        for title, low, high in TERMS
        if roadmap.first + low - 1 <= roadmap.last
        and not any(touches(action, roadmap.first, low, high) for action in roadmap.actions)
    ]
    if missing:
        yield finding(_EMPTY_TERMS, {"first": str(roadmap.first), "missing": titles(missing)})


def touches(action: DatedAction, first: int, low: int, high: int) -> bool:
    """Say whether an action is carried out in any year of a term.

    Args:
        action: The action.
        first: The first year of the plan.
        low: The first year of the term, counted from 1.
        high: Its last year, counted likewise.
    """
    return action.start <= first + high - 1 and action.end >= first + low - 1


# -- RMP002 ---------------------------------------------------------------------------------------

_TOO_EARLY = Text(
    id="Kegiatan '{activity}' mulai tahun {start}, sebelum tahun pertama masterplan ({first}).",
    en="The activity '{activity}' starts in {start}, before the first year of the masterplan"
    " ({first}).",
)
_NOT_FIRST_YEAR = Text(
    id="Quick win '{name}' direncanakan {start} sampai {end}, bukan pada tahun pertama peta jalan"
    " ({first}).",
    en="Quick win '{name}' is planned from {start} to {end}, not in the first year of the roadmap"
    " ({first}).",
)


def quick_wins_come_first(
    dossier: Dossier, settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield findings for quick wins outside the roadmap's first year, and for early actions."""
    roadmap = road_map(dossier, settings)
    if roadmap is None:
        yield NotApplicable(_NO_YEARS)
        return
    first = str(roadmap.first)
    for action in roadmap.actions:
        if action.start < roadmap.first and action.start in PLAUSIBLE:
            values: dict[str, object] = {
                "activity": activity_name(action.row),
                "start": str(action.start),
                "first": first,
            }
            yield finding(_TOO_EARLY, values, row=action.row, column="start_year")
    for row in dossier.selected("quick_wins"):
        start, end = row.get("start"), row.get("end")
        if not isinstance(start, date) or not isinstance(end, date):
            continue
        if not start.year <= roadmap.first <= end.year:
            more = {"name": quick_win_name(row), "start": start, "end": end, "first": first}
            yield finding(_NOT_FIRST_YEAR, more, row=row, column="start")


ROADMAP_RULES = (
    Rule(
        code="RMP001",
        title=Text(
            id="Peta jalan mengisi ketiga jangka dan tidak melewati masa masterplan",
            en="The roadmap fills its three terms and stays within the plan's years",
        ),
        why=Text(
            id="Peta jalan memuat kegiatan jangka pendek, menengah, dan panjang dalam masa"
            " masterplan; yang di luarnya tidak akan dianggarkan.",
            en="The roadmap holds short, medium and long-term activities within the plan's years;"
            " what lies outside will not be budgeted for.",
        ),
        fix=Text(
            id="Perbaiki tahun kegiatan, atau tambahkan kegiatan untuk jangka itu. Masa masterplan:"
            " setelan roadmap_first_year dan roadmap_years.",
            en="Mend the activity's years, or add an activity for that term. The plan's years are"
            " the settings roadmap_first_year and roadmap_years.",
        ),
        fix_command="submit {city} {file}",
        message=_EMPTY_TERMS,
        severity="error",
        stages=_STAGES,
        cites=(sources.PENAJAM, sources.BOGOR),
        since="0.1.0",
        reads=("actions",),
        function=roadmap_fills_its_terms,
        passes=Text(
            id="Masterplan 2024-2028: tanda asal produk 2024, hidran 2025-2026, lampu hemat energi"
            " 2025-2028.",
            en="Masterplan 2024-2028: a mark of origin in 2024, hydrants 2025-2026, energy-saving"
            " lamps 2025-2028.",
        ),
        fails=Text(
            id="Semua kegiatan selesai 2026 sehingga jangka panjang kosong, dan satu kegiatan"
            " ditulis 2024-2034.",
            en="All activities end by 2026, so that the long term is empty, and one is written as"
            " 2024-2034.",
        ),
    ),
    Rule(
        code="RMP002",
        title=Text(
            id="Quick win berada pada tahun pertama peta jalan",
            en="Quick wins are in the first year of the roadmap",
        ),
        why=Text(
            id="Quick win adalah bukti awal masterplan; kegiatan sebelum tahun pertama bukan bagian"
            " dari rencana ini.",
            en="Quick wins are the plan's first proof; an activity before the first year is no part"
            " of it.",
        ),
        fix=Text(
            id="Samakan tahun quick win dan rencana aksi, atau tetapkan tahun pertama masterplan.",
            en="Bring quick wins and actions to one year, or set the plan's first year.",
        ),
        fix_command="setting set {city} masterplan.roadmap_first_year {year} --reason {reason}",
        message=_NOT_FIRST_YEAR,
        severity="warning",
        stages=_STAGES,
        cites=(sources.BALIKPAPAN,),
        since="0.1.0",
        reads=("actions", "quick_wins"),
        function=quick_wins_come_first,
        passes=Text(
            id="Peta jalan mulai 2024; quick win 'Lapau Layanan' 8 Januari sampai 29 November"
            " 2024.",
            en="The roadmap begins in 2024; the quick win 'Lapau Layanan' runs from 8 January to 29"
            " November 2024.",
        ),
        fails=Text(
            id="Peta jalan mulai 2024; quick win 'Lapau Layanan' baru 3 Maret 2025.",
            en="The roadmap begins in 2024; the quick win 'Lapau Layanan' starts on 3 March 2025"
            " only.",
        ),
    ),
)
