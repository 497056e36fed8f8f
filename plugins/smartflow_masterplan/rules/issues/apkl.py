"""ISU005: APKL is assessed whole, in one way, and agrees with USG (domain.md 4.2).

APKL is actual, problematic, relevant to the public (kekhalayakan) and feasible (kelayakan). It is
optional; a table uses yes and no, or 1 to 5. That an issue which fails a criterion should have no
USG values is general practice, not a printed rule, so it only warns. Imports the public names of
``smartflow`` only; pure.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from smartflow import NotApplicable, Rule, Text
from smartflow_masterplan.rules import sources
from smartflow_masterplan.rules.issues.issues import USG
from smartflow_masterplan.rules.judging import filled, finding, shortened, titles
from smartflow_masterplan.sheets.agency import ISSUES
from smartflow_masterplan.sheets.shared_columns import NO, YES_NO
from smartflow_masterplan.stages import ISSUE_ANALYSIS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartflow import Dossier, Finding, Row, Settings

__all__ = ["APKL_RULES"]

_APKL = ("actual", "problematic", "relevant", "feasible")

_APKL_INCOMPLETE = Text(
    id="Isu '{issue}': penilaian APKL belum lengkap; {missing} masih kosong atau tidak terbaca.",
    en="Issue '{issue}': the APKL assessment is not complete; {missing} is empty or unreadable.",
)
_APKL_MIXED = Text(
    id="Isu '{issue}': APKL dinilai dengan dua cara sekaligus; pakai ya/tidak saja atau 1-5 saja"
    " untuk seluruh kertas kerja.",
    en="Issue '{issue}': APKL is assessed in two ways at once; use ya/tidak (yes/no) only, or 1-5"
    " only, in the whole worksheet.",
)
_APKL_FAILED = Text(
    id="Isu '{issue}' tidak memenuhi {failed} pada APKL, tetapi tetap diberi nilai USG.",
    en="The issue '{issue}' does not meet {failed} of APKL but has USG values all the same.",
)


def apkl_is_consistent(dossier: Dossier, _settings: Settings) -> Iterator[Finding | NotApplicable]:
    """Yield findings for APKL that is incomplete, mixed, or failed by an issue with USG values."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for row in dossier.rows("issues"):
        if any(filled(row, column) for column in _APKL):
            tables[row.filler].append(row)
    if not tables:
        yield NotApplicable()
    for rows in tables.values():
        binary = sum(any(row.text(column) in YES_NO for column in _APKL) for row in rows)
        scored = sum(any(row.text(column).isdigit() for column in _APKL) for row in rows)
        for row in rows:
            yield from _apkl_of(row, mixed=bool(binary and scored))


def _apkl_of(row: Row, *, mixed: bool) -> Iterator[Finding]:
    issue = shortened(row.text("issue"))
    missing = tuple(column for column in _APKL if not row.text(column))
    if missing:
        names = titles(ISSUES.column(column).title for column in missing)
        yield finding(
            _APKL_INCOMPLETE, {"issue": issue, "missing": names}, row=row, column=missing[0]
        )
    if mixed:
        yield finding(_APKL_MIXED, {"issue": issue}, row=row, column=_APKL[0])
    failed = tuple(column for column in _APKL if row.text(column) == NO)
    if failed and any(filled(row, column) for column in USG):
        names = titles(ISSUES.column(column).title for column in failed)
        yield finding(
            _APKL_FAILED,
            {"issue": issue, "failed": names},
            row=row,
            column=failed[0],
            severity="warning",
        )


APKL_RULES = (
    Rule(
        code="ISU005",
        title=Text(
            id="Penilaian APKL lengkap dan sejalan dengan USG",
            en="The APKL assessment is complete and agrees with USG",
        ),
        why=Text(
            id="Isu disaring dengan APKL sebelum diberi prioritas dengan USG.",
            en="Issues are sifted by APKL before USG gives them a priority.",
        ),
        fix=Text(
            id="Isi keempat kriteria APKL dengan satu cara (ya/tidak atau 1-5), atau kosongkan"
            " semuanya; kosongkan USG pada isu yang tidak lolos APKL.",
            en="Fill in all four APKL criteria in one way (yes/no or 1-5), or leave all empty;"
            " leave USG empty for an issue that fails APKL.",
        ),
        message=_APKL_INCOMPLETE,
        severity="error",
        stages=(ISSUE_ANALYSIS,),
        cites=(sources.SUMUT_APKL,),
        since="0.1.0",
        reads=("issues",),
        function=apkl_is_consistent,
        passes=Text(
            id="Isu 'Jalan rusak': A ya, P ya, K ya, L ya, lalu diberi nilai USG.",
            en="The issue 'Jalan rusak' (bad roads): A ya, P ya, K ya, L ya (all yes), then USG"
            " values.",
        ),
        fails=Text(
            id="Isu 'Jalan rusak': A ya, P 4, L kosong; dua cara penilaian bercampur dan satu"
            " kriteria terlewat.",
            en="The issue 'Jalan rusak' (bad roads): A ya (yes), P 4, L empty; two ways are mixed"
            " and one criterion is left out.",
        ),
    ),
)
