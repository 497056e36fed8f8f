"""A verdict that has everything in it, for every format to write."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from smartflow import Text, Verdict
from smartflow.model import (
    PluginFact,
    PluginRef,
    Result,
    ScoreResult,
    SignOffStatus,
    WaiverState,
    WaiverStatus,
)

NATIONAL = PluginRef("masterplan", "0.1.0")


def result(rule: str, status: str, **more: object) -> Result:
    """Return a result of the national plugin."""
    usual: dict[str, object] = {
        "severity": "warning" if status == "warn" else "error",
        "title": Text(id=f"Judul {rule}", en=f"Title {rule}"),
        "message": Text(id=f"Pesan {rule}", en=f"Message {rule}"),
        "fix": Text(id=f"Perbaiki {rule}", en=f"Mend {rule}"),
        "plugin": NATIONAL,
    }
    return Result(rule=rule, status=status, **{**usual, **more})  # type: ignore[arg-type]


@pytest.fixture
def verdict() -> Verdict:
    """Return a verdict that is not met, with one of every status."""
    return Verdict(
        city="sawahlunto",
        from_="issue_analysis",
        to="swot_tows",
        met=False,
        as_of="2023-07-06",
        results=(
            result(
                "ISU002",
                "fail",
                message=Text(id="Isu '=SUM(A1)|x' tanpa tahun.", en="No year in '=SUM(A1)|x'."),
                dimension="living",
                agency="DINKES",
                worksheet="issues",
                sheet="Isu <b>Daerah</b>",
                row="DINKES/issues/3",
                row_number=9,
                column="year",
                column_title=Text(id="Tahun data", en="Year of the figure"),
                cites=("Evaluasi Smart City Kab. Malang 2023", "UU 23/2014"),
            ),
            result("ISU003", "fail", agency="DISDIK"),
            result("ORG001", "warn"),
            result("QWN005", "waived"),
            result("ISU001", "pass"),
            result("VOC001", "not_applicable"),
            result("XYZ001", "error", fault="plugin coba 1.0 (smartflow-coba): ValueError"),
        ),
        scores=(
            ScoreResult(
                rule="readiness",
                title=Text(id="Kesiapan", en="Readiness"),
                subject="governance",
                value=Decimal("52.50"),
                plugin=NATIONAL,
                minimum=Decimal(60),
                met=False,
            ),
        ),
        sign_offs=(
            SignOffStatus(
                role="team",
                title=Text(id="Tim Pelaksana", en="Team"),
                quorum=2,
                approved=("Rina",),
                outdated=("Budi",),
                declined=("Sari: data belum lengkap",),
            ),
        ),
        plugins=(
            PluginFact("branding", "0.1.0", "smartflow-engine", "blocked", "00"),
            PluginFact("masterplan", "0.1.0", "smartflow-engine", "loaded", "11"),
        ),
        digests={"dossier": "abcdef0123456789" * 4},
        titles={
            "sawahlunto": Text.same("Kota Sawahlunto"),
            "issue_analysis": Text(id="Analisis isu", en="Issue analysis"),
            "swot_tows": Text.same("SWOT-TOWS"),
            "governance": Text.same("Smart Governance"),
            "living": Text.same("Smart Living"),
        },
    )


@pytest.fixture
def waived(verdict: Verdict) -> Verdict:
    """Return the verdict with a waiver of every state; one of them covers its waived result."""

    def waiver(entry: int, rule: str, state: WaiverState, **more: object) -> WaiverStatus:
        usual: dict[str, object] = {"until": "2023-12-31", "reason": "late", "requested_by": "Rina"}
        return WaiverStatus(rule=rule, state=state, entry=entry, **{**usual, **more})  # type: ignore[arg-type]

    results = tuple(
        replace(result, waiver=7) if result.status == "waived" else result
        for result in verdict.results
    )
    return replace(
        verdict,
        results=results,
        waivers=(
            waiver(7, "QWN005", "used", approved_by="Budi", approval=8, covers=1),
            waiver(9, "ISU001", "waiting", agency="DINKES"),
            waiver(10, "ISU002", "unused", dimension="living", approved_by="Budi"),
            waiver(12, "ISU003", "lapsed"),
        ),
    )
