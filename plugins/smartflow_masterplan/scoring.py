"""The scores of this plugin: a dimension's readiness, and the ranking of quick wins.

Both are weighted means of parts from 0 to 100, given in thousandths, so that whoever reads the
breakdown can work the score out again. Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from smartflow import BreakdownLine, Score, ScoringRule, Text
from smartflow_masterplan.factors import CATEGORIES, CELLS, category, in_force
from smartflow_masterplan.judging import amount, number, words
from smartflow_masterplan.local_wisdom import has_local_wisdom
from smartflow_masterplan.quick_win_judged import is_new
from smartflow_masterplan.settings import RANK_WEIGHTS
from smartflow_masterplan.stages import QUICK_WIN_SELECTION, WORKING_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartflow import Dossier, Row, Settings

__all__ = ["SCORING_RULES", "mean_score", "quick_win_rank", "readiness"]

_HUNDRED = Decimal(100)
_THOUSANDTH = Decimal("0.001")
_ONE = Decimal(1)
_STEPS = Decimal(4)
"""From 1 to 5 there are four steps."""


def _part(title: Text, value: Decimal, weight: Decimal = _ONE) -> BreakdownLine:
    """Return a part in thousandths."""
    return BreakdownLine(title=title, value=_thousandths(value), weight=weight)


def _thousandths(value: Decimal) -> Decimal:
    return value.quantize(_THOUSANDTH, rounding=ROUND_HALF_UP)


def _share(count: int, of: int) -> Decimal:
    """Return ``count`` in percent ``of`` a whole; nothing of nothing is 0."""
    return Decimal(count) * _HUNDRED / of if of else Decimal(0)


def mean_score(subject: str, parts: Iterable[BreakdownLine]) -> Score:
    """Return the weighted mean of ``parts``, in thousandths; 0 when nothing has a weight.

    Args:
        subject: What is scored.
        parts: Values from 0 to 100, with their weights.
    """
    lines = tuple(parts)
    weight = sum((line.weight for line in lines), Decimal(0))
    total = sum((line.value * line.weight for line in lines), Decimal(0))
    value = _thousandths(total / weight) if weight else Decimal(0)
    return Score(subject=subject, value=value, breakdown=lines)


# -- readiness ------------------------------------------------------------------------------------

_EVIDENCE = ("data", "unit", "year", "source")
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
        evident = sum(all(row.text(column) for column in _EVIDENCE) for row in issues)
        yield _part(_ISSUES, _share(evident, len(issues)))
    if "swot" in due:
        factors = in_force(dossier, "swot", "swot_merged", dimension)
        yield from _agencies_part(dossier, dimension)
        yield _part(
            _FACTORS, _share(len({category(row) for row in factors} - {""}), len(CATEGORIES))
        )
    if "tows" in due:
        strategies = in_force(dossier, "tows", "tows_merged", dimension)
        found = {row.text("cell") for row in strategies} & set(CELLS)
        yield _part(_STRATEGIES, _share(len(found), len(CELLS)))
    if "readiness" in due:
        asked = set(words(settings, "readiness_components"))
        rows = dossier.rows("readiness", dimension=dimension)
        found = {row.text("component") for row in rows if row.text("score")} & asked
        yield _part(_COMPONENTS, _share(len(found), len(asked)))
    if "quick_wins" in due:
        candidates = dossier.rows("quick_wins", dimension=dimension)
        cells = sum(bool(row.text(key)) for row in candidates for key in _CELLS_OF_QUICK_WIN)
        whole = len(candidates) * len(_CELLS_OF_QUICK_WIN)
        yield _part(_CANDIDATES, _share(cells, whole))


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
    yield _part(_AGENCIES, _share(answered, len(concerned)))


# -- the ranking of quick wins --------------------------------------------------------------------

_MEASURES = ("indicator", "baseline", "target", "unit", "target_year")
_RANK_TITLES = {
    "impact": Text(id="Dampak: (nilai - 1) / 4", en="Impact: (value - 1) / 4"),
    "effort": Text(id="Keringanan upaya: (5 - nilai) / 4", en="Lightness: (5 - effort) / 4"),
    "beneficiaries": Text(
        id="Penerima manfaat dibanding usulan terbanyak",
        en="Beneficiaries against the proposal with most",
    ),
    "local_wisdom": Text(id="Kearifan lokal diuraikan", en="Local wisdom described"),
    "measurable": Text(id="Isian ukuran yang terisi", en="Measurement cells filled"),
}


def quick_win_rank(dossier: Dossier, settings: Settings) -> Iterator[Score]:
    """Yield the rank score of every candidate quick win, from 0 to 100; higher is better.

    High impact and low effort make a quick win (domain.md 4.11). What is not given counts as 0,
    so that a better-described proposal stands higher. The weights are settings.
    """
    rows = dossier.rows("quick_wins")
    most = max((amount(row, "beneficiary_count") or Decimal(0) for row in rows), default=Decimal(0))
    weights = {
        setting.key.removeprefix("rank_weight_"): number(settings, setting.key)
        for setting in RANK_WEIGHTS
    }
    for row in rows:
        values = _rank_values(row, most, settings)
        yield mean_score(
            row.id,
            (_part(_RANK_TITLES[key], values[key], weight) for key, weight in weights.items()),
        )


def _rank_values(row: Row, most: Decimal, settings: Settings) -> dict[str, Decimal]:
    """Return what each criterion gives one candidate, from 0 to 100."""
    impact, effort = amount(row, "impact"), amount(row, "effort")
    count = max(amount(row, "beneficiary_count") or Decimal(0), Decimal(0))
    measures = [key for key in _MEASURES if key != "baseline" or not is_new(row)]
    measured = sum(bool(row.text(key)) for key in measures)
    return {
        "impact": _clamped((impact - 1) / _STEPS if impact is not None else Decimal(0)),
        "effort": _clamped((5 - effort) / _STEPS if effort is not None else Decimal(0)),
        "beneficiaries": _clamped(count / most if most > 0 else Decimal(0)),
        "local_wisdom": _HUNDRED if has_local_wisdom(row, settings) else Decimal(0),
        "measurable": _share(measured, len(measures)),
    }


def _clamped(share: Decimal) -> Decimal:
    """Return a share in percent, at least 0 and at most 100."""
    return min(max(share, Decimal(0)), _ONE) * _HUNDRED


SCORING_RULES = (
    ScoringRule(
        key="readiness",
        title=Text(id="Kesiapan (kelengkapan) dimensi", en="Readiness (completeness)"),
        stages=WORKING_STAGES,
        function=readiness,
    ),
    ScoringRule(
        key="quick_win_rank",
        title=Text(id="Peringkat usulan quick win", en="Ranking of quick wins"),
        stages=(QUICK_WIN_SELECTION,),
        function=quick_win_rank,
    ),
)
