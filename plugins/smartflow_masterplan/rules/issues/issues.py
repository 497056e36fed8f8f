"""ISU001, ISU002, ISU003 and ISU006: the issues of the region, their evidence and USG values.

USG is urgency, seriousness and growth (domain.md 4.1). It is optional: the rule applies where
values are given. ISU004 (ranks) and ISU005 (APKL) have files of their own.
Imports the public names of ``smartflow`` only; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.judging import (
    filled,
    finding,
    listed,
    shortened,
    titles,
    whole,
)
from smartflow_masterplan.sheets.agency import ISSUES
from smartflow_masterplan.stages import ISSUE_ANALYSIS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["ISSUE_RULES", "USG"]

USG = ("urgency", "seriousness", "growth")
_LETTERS = {"urgency": "U", "seriousness": "S", "growth": "G"}
_EVIDENCE = ("data", "unit", "year", "source")
_STAGES = (ISSUE_ANALYSIS,)


# -- ISU001 ---------------------------------------------------------------------------------------

_NO_ISSUE = Text(
    id="Dimensi {dimension} belum memiliki satu pun isu daerah.",
    en="The dimension {dimension} has no regional issue yet.",
)


def every_dimension_has_issues(dossier: Dossier, _settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each dimension of the workflow without an issue."""
    covered = {row.dimension for row in dossier.rows("issues") if row.text("issue")}
    for dimension in dossier.dimensions:
        if dimension.key not in covered:
            yield finding(_NO_ISSUE, {"dimension": dimension.title}, dimension=dimension.key)


# -- ISU002 ---------------------------------------------------------------------------------------

_NO_EVIDENCE = Text(
    id="Isu '{issue}' belum dilengkapi: {missing}.",
    en="The issue '{issue}' still lacks: {missing}.",
)
_OLD_EVIDENCE = Text(
    id="Data isu '{issue}' bertahun {year}, lebih dari {years} tahun yang lalu.",
    en="The figure of the issue '{issue}' is from {year}, more than {years} years ago.",
)
_FUTURE_EVIDENCE = Text(
    id="Data isu '{issue}' bertahun {year}, padahal tahun itu belum tiba.",
    en="The figure of the issue '{issue}' is from {year}, a year that has not come yet.",
)


def issues_have_evidence(dossier: Dossier, settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each issue whose figure, unit, year or source is missing or stale."""
    rows = dossier.rows("issues")
    if not rows:
        yield NotApplicable()
    years = whole(settings, "evidence_years")
    for row in rows:
        issue = shortened(row.text("issue"))
        missing = tuple(column for column in _EVIDENCE if not filled(row, column))
        if missing:
            names = titles(ISSUES.column(column).title for column in missing)
            yield finding(
                _NO_EVIDENCE, {"issue": issue, "missing": names}, row=row, column=missing[0]
            )
        year = row.get("year")
        if not isinstance(year, int):
            continue
        values = {"issue": issue, "year": str(year), "years": years}
        if year > dossier.as_of.year:
            yield finding(_FUTURE_EVIDENCE, values, row=row, column="year")
        elif year < dossier.as_of.year - years:
            yield finding(_OLD_EVIDENCE, values, row=row, column="year")


# -- ISU003 ---------------------------------------------------------------------------------------

_OFF_SCALE = Text(
    id="Isu '{issue}': {letters} harus bilangan bulat {minimum}-{maximum}; isi U, S, dan G"
    " semuanya atau kosongkan semuanya.",
    en="Issue '{issue}': {letters} must be a whole number from {minimum} to {maximum}; give all"
    " of U, S and G, or none.",
)


def usg_on_scale(row: Row, settings: Settings) -> Mapping[str, object] | None:
    """Judge one issue: all three USG values are whole numbers on the scale, or none is given."""
    if not any(filled(row, column) for column in USG):
        return None
    minimum, maximum = whole(settings, "usg_minimum"), whole(settings, "usg_maximum")
    bad = tuple(column for column in USG if not _on_scale(row, column, minimum, maximum))
    if not bad:
        return None
    return {
        "issue": shortened(row.text("issue")),
        "letters": listed(_LETTERS[column] for column in bad),
        "minimum": minimum,
        "maximum": maximum,
        "column": bad[0],
    }


def _on_scale(row: Row, column: str, minimum: int, maximum: int) -> bool:
    value = row.get(column)
    return isinstance(value, int) and minimum <= value <= maximum


# -- ISU006 ---------------------------------------------------------------------------------------

_UNKNOWN_OWNER = Text(
    id="Penanggung jawab '{owner}' pada isu '{issue}' tidak terdaftar di {city}.",
    en="'{owner}', responsible for the issue '{issue}', is not registered in {city}.",
)
_ENDED_OWNER = Text(
    id="Penanggung jawab '{owner}' pada isu '{issue}' sudah tidak ada di {city}; pakai"
    " penggantinya.",
    en="'{owner}', responsible for the issue '{issue}', no longer exists in {city}; name its"
    " successor.",
)


def owners_are_registered(
    dossier: Dossier, _settings: Settings
) -> Iterator[Finding | NotApplicable]:
    """Yield a finding for each issue whose responsible agency is unknown or has ended."""
    rows = tuple(row for row in dossier.rows("issues") if filled(row, "owner"))
    if not rows:
        yield NotApplicable()
    present = {agency.code for agency in dossier.present_agencies}
    for row in rows:
        code = row.text("owner")
        if code in present:
            continue
        ended = bool(code) and dossier.agency(code) is not None
        yield finding(
            _ENDED_OWNER if ended else _UNKNOWN_OWNER,
            {
                "owner": code or row.written("owner") or "",
                "issue": shortened(row.text("issue")),
                "city": dossier.city.name,
            },
            row=row,
            column="owner",
        )


ISSUE_RULES = (
    Rule(
        code="ISU001",
        title=Text(
            id="Setiap dimensi memiliki isu daerah", en="Every dimension has a regional issue"
        ),
        why=Text(
            id="Masterplan disusun untuk semua dimensi; dimensi tanpa isu tidak punya dasar.",
            en="The masterplan covers all dimensions; one without an issue has nothing to rest on.",
        ),
        fix=Text(
            id="Perangkat daerah pada dimensi itu menambahkan sedikitnya satu isu di kertas kerja"
            " isu, lalu mengirimkannya kembali.",
            en="An agency of that dimension adds at least one issue to its issue worksheet and"
            " sends it again.",
        ),
        fix_command="submit {city} {file}",
        message=_NO_ISSUE,
        severity="error",
        stages=_STAGES,
        cites=(sources.SAWAHLUNTO,),
        since="0.1.0",
        reads=("issues",),
        function=every_dimension_has_issues,
        passes=Text(
            id="Keenam dimensi punya isu; Smart Living: 'Stunting 12,5% di Barangin' dari DINKES.",
            en="All six dimensions have an issue; Smart Living: 'Stunting 12,5% di Barangin' by"
            " DINKES.",
        ),
        fails=Text(
            id="Lima dimensi punya isu; dari 114 baris tidak satu pun berdimensi Smart Branding.",
            en="Five dimensions have issues; of 114 rows not one is of the dimension Smart"
            " Branding.",
        ),
    ),
    Rule(
        code="ISU002",
        title=Text(
            id="Setiap isu didukung data yang mutakhir",
            en="Every issue is backed by a recent figure",
        ),
        why=Text(
            id="Asesor menilai jawaban tanpa data dukung yang sah dan lengkap sebagai kelemahan.",
            en="Assessors count statements without valid and complete evidence as a weakness.",
        ),
        fix=Text(
            id="Lengkapi data, satuan, tahun, dan sumber pada baris itu dengan data terbaru.",
            en="Complete the figure, unit, year and source of that row with the latest data.",
        ),
        message=_NO_EVIDENCE,
        severity="warning",
        stages=_STAGES,
        cites=(sources.MALANG,),
        since="0.1.0",
        reads=("issues",),
        function=issues_have_evidence,
        passes=Text(
            id="Isu stunting: data 12,5, satuan %, tahun 2022, sumber LKjIP Dinkes; diperiksa"
            " tahun 2023.",
            en="The issue of stunting: figure 12.5, unit %, year 2022, source LKjIP Dinkes; looked"
            " at in 2023.",
        ),
        fails=Text(
            id="Isu stunting: data 12,5 dan satuan %, tetapi tahun dan sumbernya kosong; atau"
            " datanya tahun 2015.",
            en="The issue of stunting: figure 12.5 and unit %, but no year and no source; or a"
            " figure of 2015.",
        ),
    ),
    Rule(
        code="ISU003",
        title=Text(
            id="Nilai USG lengkap dan pada skalanya", en="USG values are complete and on the scale"
        ),
        why=Text(
            id="Nilai di luar skala atau tidak lengkap membuat prioritas isu tidak dapat"
            " dibandingkan.",
            en="Values off the scale, or incomplete ones, make priorities incomparable.",
        ),
        fix=Text(
            id="Perbaiki nilai U, S, dan G pada baris itu. Skalanya: setelan usg_minimum dan"
            " usg_maximum.",
            en="Mend U, S and G in that row. The scale is the settings usg_minimum and"
            " usg_maximum.",
        ),
        message=_OFF_SCALE,
        severity="error",
        stages=_STAGES,
        cites=(sources.PULANG_PISAU, sources.USG_SCALES),
        since="0.1.0",
        reads=("issues",),
        each="issues",
        function=usg_on_scale,
        passes=Text(
            id="Isu 'Antrean panjang': U 4, S 5, G 3 pada skala 1-5; atau ketiganya kosong.",
            en="The issue 'Antrean panjang' (long queues): U 4, S 5, G 3 on the scale 1-5; or all"
            " three empty.",
        ),
        fails=Text(
            id="Isu 'Antrean panjang': U 4, S 6, G kosong pada skala 1-5.",
            en="The issue 'Antrean panjang' (long queues): U 4, S 6, G empty on the scale 1-5.",
        ),
    ),
    Rule(
        code="ISU006",
        title=Text(
            id="Penanggung jawab isu adalah perangkat daerah terdaftar",
            en="The agency responsible for an issue is registered",
        ),
        why=Text(
            id="Isu tanpa pengampu yang nyata tidak akan ditindaklanjuti.",
            en="An issue whose owner does not exist will not be followed up.",
        ),
        fix=Text(
            id="Pakai kode dari daftar perangkat daerah, atau kosongkan jika pengisi sendiri yang"
            " bertanggung jawab.",
            en="Use a code from the list of agencies, or leave the cell empty when whoever fills in"
            " the worksheet is responsible.",
        ),
        fix_command="agency list {city}",
        message=_UNKNOWN_OWNER,
        severity="error",
        stages=_STAGES,
        cites=(sources.SAWAHLUNTO, sources.MALANG),
        since="0.1.0",
        reads=("issues",),
        function=owners_are_registered,
        passes=Text(
            id="Penanggung jawab DINKES, dan DINKES terdaftar pada daftar perangkat daerah.",
            en="DINKES is responsible, and DINKES is on the list of agencies.",
        ),
        fails=Text(
            id="Penanggung jawab 'DINSOS', padahal dinas itu sudah dilebur menjadi DINSOSPMDPPA.",
            en="'DINSOS' is responsible, although it was merged into DINSOSPMDPPA.",
        ),
    ),
)
