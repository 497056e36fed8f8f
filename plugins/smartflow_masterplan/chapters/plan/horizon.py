"""The years of the plan: its first, its last, its terms; what lies outside them.

The rules RMP001 and RMP002 judge by the same road map; they let an activity end a year after the
plan (five years counted as six calendar years), and that year is printed only where one does.
Imports the public names of ``smartflow``
only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smartflow import Text
from smartflow.report import Facts
from smartflow_masterplan.chapters.shared.tables import count, sheet_rows
from smartflow_masterplan.rules.judging import whole
from smartflow_masterplan.rules.plan.roadmap import PLAUSIBLE, TERMS, road_map

if TYPE_CHECKING:
    from smartflow import Dossier, Row, Settings
    from smartflow_masterplan.rules.plan.roadmap import RoadMap

__all__ = [
    "Span",
    "horizon",
    "horizon_facts",
    "horizon_words",
    "span_of",
    "term_years",
    "year_title",
]

_WORDS = Text(
    id="Masterplan mulai tahun {first} dan berjalan {years} tahun, sampai dengan tahun {end}.",
    en="The masterplan begins in {first} and runs for {years} years, up to and including {end}.",
)
_LONGER = Text(
    id="Ada kegiatan yang baru selesai tahun {last}; karena itu peta jalan memuat tahun tersebut.",
    en="Some activity ends in {last} only, so the road map holds that year too.",
)
_UNKNOWN = Text(
    id="Tahun masterplan belum dapat disebut, karena belum ada kegiatan dengan tahun mulai dan"
    " tahun selesai.",
    en="The years of the masterplan cannot be told yet, because no activity has a start and an end"
    " year.",
)
_NO_YEARS = Text(id="tahun belum lengkap", en="years are missing")
_BACKWARDS = Text(id="selesai sebelum mulai", en="ends before it starts")
_EARLY = Text(id="mulai sebelum masterplan", en="starts before the masterplan")
_LATE = Text(id="melewati masterplan", en="goes beyond the masterplan")


class Span(NamedTuple):
    """When an action is carried out, as far as it says.

    Attributes:
        start: Its first year, None when it is missing or misread.
        end: Its last year, likewise.
        remark: What is odd about them, or None.
    """

    start: int | None
    end: int | None
    remark: Text | None

    def covers(self, low: int, high: int) -> bool:
        """Say whether it is carried out in any of the years ``low`` to ``high``."""
        if self.start is None or self.end is None or self.end < self.start:
            return False
        return self.start <= high and self.end >= low


def horizon(dossier: Dossier, settings: Settings) -> RoadMap | None:
    """Return the road map, None when no action says when it is carried out.

    Its last year is the plan's, or the year after it when an action ends in that.
    """
    judged = road_map(dossier, settings) if "actions" in dossier.worksheet_types else None
    if judged is None or any(one.end == judged.last >= one.start for one in judged.actions):
        return judged
    return judged._replace(last=_end(judged.first, settings))


def _end(first: int, settings: Settings) -> int:
    """Return the last of the plan's years."""
    return first + whole(settings, "roadmap_years") - 1


def span_of(row: Row, plan: RoadMap | None) -> Span:
    """Return the years of an action, with what is odd about them."""
    start, end = row.get("start_year"), row.get("end_year")
    if not isinstance(start, int) or not isinstance(end, int):
        return Span(
            start if isinstance(start, int) else None,
            end if isinstance(end, int) else None,
            _NO_YEARS,
        )
    return Span(start, end, _remark(start, end, plan))


def _remark(start: int, end: int, plan: RoadMap | None) -> Text | None:
    if end < start:
        return _BACKWARDS
    if plan is None:
        return None
    if end > plan.last or start not in PLAUSIBLE:
        return _LATE if end > plan.last else _EARLY
    return _EARLY if start < plan.first else None


def term_years(plan: RoadMap) -> tuple[tuple[Text, int, int], ...]:
    """Return the terms of a plan, each with its first and last year; one without years is not."""
    return tuple(
        (title, plan.first + low - 1, min(plan.first + high - 1, plan.last))
        for title, low, high in TERMS
        if plan.first + low - 1 <= plan.last
    )


def year_title(plan: RoadMap | None, number: int) -> Text:
    """Return what the n-th year of the plan is called: ``2024 (tahun ke-1)``."""
    year = Text(id=f"tahun ke-{number}", en=f"year {number}")
    if plan is None:
        return Text(id=f"Tahun ke-{number}", en=f"Year {number}")
    first = plan.first + number - 1
    return Text(id=f"{first} ({year.id})", en=f"{first} ({year.en})")


def horizon_words(dossier: Dossier, settings: Settings) -> Text:
    """Return for which years the plan is, in a sentence."""
    plan = horizon(dossier, settings)
    if plan is None:
        return _UNKNOWN
    end = _end(plan.first, settings)
    values = {"first": str(plan.first), "end": str(end), "last": str(plan.last)}
    words = _WORDS.fill({**values, "years": whole(settings, "roadmap_years")})
    if plan.last == end:
        return words
    longer = _LONGER.fill(values)
    return Text(id=f"{words.id} {longer.id}", en=f"{words.en} {longer.en}")


def horizon_facts(dossier: Dossier, settings: Settings) -> Facts:
    """Return the plan in its first numbers."""
    plan = horizon(dossier, settings)
    unknown = Text(id="belum diketahui", en="not known yet")
    return Facts(
        Text(id="Masterplan dalam angka", en="The masterplan in figures"),
        (
            (Text(id="Daerah", en="Region"), dossier.city.name),
            (Text(id="Tahun pertama", en="First year"), plan.first if plan else unknown),
            (Text(id="Tahun terakhir", en="Last year"), plan.last if plan else unknown),
            (Text(id="Dimensi", en="Dimensions"), count(dossier.dimensions)),
            (
                Text(id="Indikator sasaran", en="Goal indicators"),
                count(sheet_rows(dossier, "goals")),
            ),
            (Text(id="Kegiatan", en="Activities"), count(sheet_rows(dossier, "actions"))),
        ),
    )
