"""A dimension's readiness: how complete its work is, from 0 to 100.

The weighted mean of parts from 0 to 100, all of the same weight. Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import Text
from smartflow_masterplan.rules.judging import words
from smartflow_masterplan.rules.swot.factors import CATEGORIES, CELLS, category, in_force
from smartflow_masterplan.scoring.parts import mean_score, part, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import BreakdownLine, Dossier, Score, Settings

__all__ = ["EVIDENCE", "readiness"]

EVIDENCE = ("data", "unit", "year", "source")
"""Columns of an issue without which its evidence is not complete."""
_ISSUES = Text(id="Isu dengan data dukung lengkap (%)", en="Issues with complete evidence (%)")
_AGENCIES = Text(
    id="Perangkat daerah yang sudah mengisi SWOT (%)", en="Agencies that have given SWOT (%)"
)
_FACTORS = Text(id="Kategori SWOT terisi dari 4 (%)", en="SWOT categories filled, of 4 (%)")
_STRATEGIES = Text(id="Sel TOWS terisi dari 4 (%)", en="TOWS cells filled, of 4 (%)")
_COMPONENTS = Text(
    id="Komponen kesiapan yang sudah dinilai (%)", en="Components of readiness assessed (%)"
)
_CANDIDATES = Text(
    id="Isian pokok usulan quick win terisi (%)", en="Main cells of quick wins filled (%)"
)
_CELLS_OF_QUICK_WIN = (
    "problem",
    "owner",
    "start",
    "end",
    "budget",
    "fund_source",
    "indicator",
    "target",
)


def readiness(dossier: Dossier, settings: Settings) -> Iterator[Score]:
    """Yield how complete each dimension's work is, from 0 to 100.

    Only the worksheets of the stages up to the present one count. All parts weigh the same.
    """
    due = {
        worksheet
        for stage in dossier.stages_up_to(dossier.stage)
        for worksheet in dossier.workflow.worksheets.get(stage, ())
    }
    for dimension in dossier.dimensions:
        yield mean_score(dimension.key, _readiness_parts(dossier, settings, dimension.key, due))


def _readiness_parts(
    dossier: Dossier, settings: Settings, dimension: str, due: set[str]
) -> Iterator[BreakdownLine]:
    """Yield the parts that are due for one dimension."""
    if "issues" in due:
        issues = dossier.rows("issues", dimension=dimension)
        evident = sum(all(row.text(column) for column in EVIDENCE) for row in issues)
        yield part(_ISSUES, percent(evident, len(issues)))
    if "swot" in due:
        factors = in_force(dossier, "swot", "swot_merged", dimension)
        yield from _agencies_part(dossier, dimension)
        yield part(
            _FACTORS, percent(len({category(row) for row in factors} - {""}), len(CATEGORIES))
        )
    if "tows" in due:
        strategies = in_force(dossier, "tows", "tows_merged", dimension)
        found = {row.text("cell") for row in strategies} & set(CELLS)
        yield part(_STRATEGIES, percent(len(found), len(CELLS)))
    if "readiness" in due:
        asked = set(words(settings, "readiness_components"))
        rows = dossier.rows("readiness", dimension=dimension)
        found = {row.text("component") for row in rows if row.text("score")} & asked
        yield part(_COMPONENTS, percent(len(found), len(asked)))
    if "quick_wins" in due:
        candidates = dossier.rows("quick_wins", dimension=dimension)
        cells = sum(bool(row.text(key)) for row in candidates for key in _CELLS_OF_QUICK_WIN)
        whole = len(candidates) * len(_CELLS_OF_QUICK_WIN)
        yield part(_CANDIDATES, percent(cells, whole))


def _agencies_part(dossier: Dossier, dimension: str) -> Iterator[BreakdownLine]:
    """Yield which share of the agencies of a dimension has given SWOT; nothing without any."""
    kinds = dossier.worksheet_types["swot"].required_from
    concerned = [
        agency
        for agency in dossier.present_agencies
        if agency.kind in kinds and agency.main_dimension == dimension
    ]
    if not concerned:
        return
    given = {row.agency for row in dossier.rows("swot", dimension=dimension)}
    answered = sum(
        agency.code in given or dossier.is_nil(agency.code, "swot") for agency in concerned
    )
    yield part(_AGENCIES, percent(answered, len(concerned)))
