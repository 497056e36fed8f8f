"""SWT001 to SWT002: who has given SWOT, and whether a dimension has all four categories.

The practice of the workshops: each OPD fills in SWOT for its main dimension or says nihil; a
dimension's lead agency cannot be missed; a kelurahan's silence is only worth a look. Imports the
public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from smartflow import Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import dimension_title, finding, listed, number, titles
from smartflow_masterplan.rules.swot.factors import (
    CATEGORIES,
    category,
    in_force,
    unmerged_agencies,
)
from smartflow_masterplan.sheets.agency import SWOT
from smartflow_masterplan.stages import SWOT_TOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Agency, Dossier, Finding, Settings

__all__ = ["SWOT_RULES"]

_STAGES = (SWOT_TOWS,)
_PERCENT = Decimal(100)


# -- SWT001 ---------------------------------------------------------------------------------------

_LEAD_MISSING = Text(
    id="{agency} mengampu dimensi {dimensions}, tetapi belum mengisi SWOT untuk dimensi itu.",
    en="{agency} leads the dimension {dimensions} but has not given its SWOT for it.",
)
_BELOW_COVERAGE = Text(
    id="{agency} belum mengisi SWOT; baru {answered} dari {required} perangkat daerah wajib"
    " ({share}%) yang mengisi, kurang dari {minimum}%.",
    en="{agency} has not given its SWOT; only {answered} of {required} agencies concerned"
    " ({share}%) have, less than {minimum}%.",
)
_MISSING = Text(
    id="{agency} ({name}) belum mengisi SWOT dan belum menyatakan nihil.",
    en="{agency} ({name}) has neither given its SWOT nor declared nihil (nothing to report).",
)
_MAIN_MISSING = Text(
    id="{agency} sudah mengirim SWOT, tetapi belum untuk dimensi utamanya, {dimension}.",
    en="{agency} has sent SWOT, but not yet for its main dimension, {dimension}.",
)
_NO_LEAD = Text(
    id="Dimensi {dimension} belum memiliki perangkat daerah pengampu; daftarkan satu dengan"
    " --leads {key} (smartflow agency add).",
    en="The dimension {dimension} has no lead agency; register one with --leads {key} (smartflow"
    " agency add).",
)


class _Coverage(NamedTuple):
    """How many of the agencies that must give SWOT have done so."""

    answered: int
    required: int
    minimum: Decimal

    @property
    def short(self) -> bool:
        """Whether fewer have answered than the setting asks for."""
        return Decimal(self.answered) < self.minimum * self.required

    @property
    def percent(self) -> Decimal:
        """The share that has answered, in percent, cut to one place so as not to flatter."""
        if not self.required:
            return _PERCENT
        tenths = self.answered * 1000 // self.required
        return Decimal(tenths) / 10


class _Answers:
    """Which agencies have given SWOT, and for which dimensions."""

    def __init__(self, dossier: Dossier) -> None:
        self._given = {(row.agency, row.dimension) for row in dossier.rows("swot")}
        self._agencies = {agency for agency, _ in self._given}
        self._nil = {nil.agency for nil in dossier.nils if nil.worksheet == "swot"}

    def anything(self, agency: Agency) -> bool:
        """Say whether the agency has given a factor of any dimension."""
        return agency.code in self._agencies

    def covers(self, agency: Agency, dimension: str) -> bool:
        """Say whether the agency has given a factor of ``dimension``, or nothing to report."""
        return agency.code in self._nil or (agency.code, dimension) in self._given

    def answered(self, agency: Agency) -> bool:
        """Say whether the agency has answered for its main dimension."""
        if not agency.main_dimension:
            return agency.code in self._nil or self.anything(agency)
        return self.covers(agency, agency.main_dimension)


def agencies_have_given_swot(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    """Yield one finding per agency that has not given SWOT, and per dimension without a lead."""
    answers = _Answers(dossier)
    leading: dict[str, list[str]] = {}
    for dimension in dossier.dimensions:
        leads = dossier.lead_agencies(dimension.key)
        if not leads:
            yield finding(
                _NO_LEAD,
                {"dimension": dimension.title, "key": dimension.key},
                dimension=dimension.key,
                severity="warning",
            )
        for agency in leads:
            if not answers.covers(agency, dimension.key):
                leading.setdefault(agency.code, []).append(dimension.key)
    coverage = _coverage(dossier, answers, settings)
    for agency in dossier.present_agencies:
        if agency.code in leading:
            yield _lead_finding(dossier, agency, leading[agency.code])
        elif not answers.answered(agency):
            yield _silence(dossier, agency, answers, coverage)


def _required_kinds(dossier: Dossier) -> tuple[str, ...]:
    return dossier.worksheet_types.get("swot", SWOT).required_from


def _coverage(dossier: Dossier, answers: _Answers, settings: Settings) -> _Coverage:
    kinds = _required_kinds(dossier)
    required = [agency for agency in dossier.present_agencies if agency.kind in kinds]
    return _Coverage(
        answered=sum(answers.answered(agency) for agency in required),
        required=len(required),
        minimum=number(settings, "swot_coverage"),
    )


def _lead_finding(dossier: Dossier, agency: Agency, dimensions: list[str]) -> Finding:
    names = titles(dimension_title(dossier.dimensions, key) for key in dimensions)
    return finding(
        _LEAD_MISSING,
        {"agency": agency.code, "dimensions": names},
        dimension=dimensions[0],
        agency=agency.code,
    )


def _silence(dossier: Dossier, agency: Agency, answers: _Answers, coverage: _Coverage) -> Finding:
    """Return the finding for an agency that leads nothing and has not answered."""
    concerned = agency.kind in _required_kinds(dossier)
    main = agency.main_dimension or None
    if concerned and coverage.short:
        return finding(
            _BELOW_COVERAGE,
            {
                "agency": agency.code,
                "answered": coverage.answered,
                "required": coverage.required,
                "share": coverage.percent,
                "minimum": coverage.minimum * _PERCENT,
            },
            dimension=main,
            agency=agency.code,
        )
    if answers.anything(agency) and main:
        title = dimension_title(dossier.dimensions, main)
        return finding(
            _MAIN_MISSING,
            {"agency": agency.code, "dimension": title},
            dimension=main,
            agency=agency.code,
            severity="warning",
        )
    return finding(
        _MISSING,
        {"agency": agency.code, "name": agency.name},
        dimension=main,
        agency=agency.code,
        severity="warning",
    )


# -- SWT002 ---------------------------------------------------------------------------------------

_CATEGORY_MISSING = Text(
    id="SWOT dimensi {dimension} belum memiliki faktor kategori {missing}.",
    en="The SWOT of the dimension {dimension} has no factor of category {missing} yet.",
)
_UNMERGED = Text(
    id="SWOT gabungan dimensi {dimension} belum memuat semua faktor dari {agencies}.",
    en="The consolidated SWOT of the dimension {dimension} lacks factors from {agencies}.",
)


def dimensions_have_all_categories(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each dimension without a strength, weakness, opportunity or threat.

    Factors that came after the consolidation are named, since they do not count.
    """
    for dimension in dossier.dimensions:
        missing = set(CATEGORIES)
        for row in in_force(dossier, "swot", "swot_merged", dimension.key):
            if category(row) in missing and row.text("factor"):
                missing.discard(category(row))
                if not missing:
                    break
        if missing:
            yield finding(
                _CATEGORY_MISSING,
                {
                    "dimension": dimension.title,
                    "missing": listed(letter for letter in CATEGORIES if letter in missing),
                },
                dimension=dimension.key,
            )
        late = unmerged_agencies(dossier, "swot", "swot_merged", dimension.key)
        if late:
            values = {"dimension": dimension.title, "agencies": listed(late)}
            yield finding(_UNMERGED, values, dimension=dimension.key, severity="warning")


SWOT_RULES = (
    Rule(
        code="SWT001",
        title=Text(
            id="Perangkat daerah sudah mengisi SWOT", en="The agencies have given their SWOT"
        ),
        why=Text(
            id="Masing-masing OPD mengisi SWOT; tanpa pengampu dimensi, analisisnya tidak sah"
            " mewakili urusan itu.",
            en="Each OPD fills in SWOT; without the dimension's lead agency the analysis does not"
            " speak for its field.",
        ),
        fix=Text(
            id="Kirim kertas kerja SWOT perangkat daerah itu, atau nyatakan nihil dengan smartflow"
            " nil. Daftar yang belum: smartflow remind.",
            en="Send that agency's SWOT worksheet, or declare nihil with smartflow nil. The list of"
            " who is late: smartflow remind.",
        ),
        fix_command="submit {city} {file}",
        message=_MISSING,
        severity="error",
        stages=_STAGES,
        cites=(sources.SAWAHLUNTO,),
        since="0.1.0",
        reads=("swot",),
        function=agencies_have_given_swot,
        passes=Text(
            id="DINKES, pengampu Smart Living, mengirim SWOT; KEL-PASAR menyatakan nihil.",
            en="DINKES, which leads Smart Living, has sent its SWOT; KEL-PASAR has declared nihil.",
        ),
        fails=Text(
            id="PKP2LH mengampu Smart Environment, tetapi belum mengirim SWOT dan belum menyatakan"
            " nihil.",
            en="PKP2LH leads Smart Environment but has neither sent its SWOT nor declared nihil.",
        ),
    ),
    Rule(
        code="SWT002",
        title=Text(
            id="Setiap dimensi memiliki S, W, O, dan T", en="Every dimension has S, W, O and T"
        ),
        why=Text(
            id="Matriks TOWS memadukan faktor internal dan eksternal; satu kategori kosong berarti"
            " dua selnya tidak dapat diisi.",
            en="The TOWS matrix matches internal and external factors; one empty category leaves"
            " two of its cells without a basis.",
        ),
        fix=Text(
            id="Tambahkan faktor kategori itu pada SWOT perangkat daerah; sesudah penggabungan,"
            " tandai sedikitnya satu faktor 'dipakai' dengan smartflow consolidate.",
            en="Add a factor of that category to an agency's SWOT; once consolidated, mark at least"
            " one factor 'dipakai' (used) with smartflow consolidate.",
        ),
        fix_command="submit {city} {file}",
        message=_CATEGORY_MISSING,
        severity="error",
        stages=_STAGES,
        cites=(sources.DAVID, sources.CIANJUR),
        since="0.1.0",
        reads=("swot", "swot_merged"),
        function=dimensions_have_all_categories,
        passes=Text(
            id="Smart Economy memiliki S1 sampai S4, W1, O1, O2, dan T1.",
            en="Smart Economy has S1 to S4, W1, O1, O2 and T1.",
        ),
        fails=Text(
            id="Smart Economy memiliki S1, W1, dan O1, tetapi tidak satu pun ancaman (T) yang"
            " dipakai.",
            en="Smart Economy has S1, W1 and O1, but not one threat (T) that is used.",
        ),
    ),
)
