"""Linear growth: no rule compares all rows with all, so four times the rows take about four times.

The rules of each stage over rows of which a tenth has something wrong; and the search for factors
that nearly say the same, over the worst texts that there are for an index.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from measure import Line, Pair, Timing
from smartflow import Dossier, Row
from smartflow.model import City, RowSource, WorkflowRef
from smartflow.plugin.loading.loader import load_registry
from smartflow.plugin.registry import Registry
from smartflow.plugin.running.guard import run_rules
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.settings import resolve_settings
from smartflow_masterplan.sheets.worksheets import WORKSHEETS

__all__ = ["SHEETS", "city_dossier", "growth", "made_rows"]

FEW, MANY = 5_000, 20_000
STAGES = ("issue_analysis", "swot_tows", "quick_win_selection", "masterplan_approval")
ROUNDS = 3

SHEETS = {sheet.key: sheet for sheet in WORKSHEETS}
_EACH = 132
"""Rows of one agency: where there are more rows there are more agencies, not longer codes."""
_DIMENSIONS = ("governance", "living")
_WORDS = ("jaringan", "warga", "layanan", "anggaran", "tenaga", "data", "jalan", "sampah", "air")


def _cells(worksheet: str, number: int) -> Mapping[str, Any]:
    """Return what the row numbered ``number`` holds; a tenth has something wrong."""
    agency, own = divmod(number, _EACH)
    letter, at, bad = "SWOT"[own % 4], own // 4, number % 10 == 0
    word = f"{_WORDS[number % 9]} {_WORDS[number // 9 % 9]}"
    internal, external = "SW"[number % 2], "OT"[number % 2]
    weight, rating = Decimal("0.05"), Decimal(1 + number % 4)
    sheets: dict[str, Mapping[str, Any]] = {
        "issues": {
            "issue": f"Isu {number} tentang {word}",
            "urgency": 9 if bad else 3,
            "seriousness": 3,
            "growth": 3,
            "total": 9,
        },
        "readiness": {"component": "struktur", "indicator": f"SDM {number}", "gap": "1"},
        "swot": {
            "category": letter,
            "code": f"{letter}{at}",
            "factor": f"Keadaan {word} di wilayah nomor {number}",
            "weight": weight,
            "rating": rating,
            "score": weight if bad else weight * rating,
            "scope": "internal",
        },
        "tows": {
            "cell": f"{internal}{external}",
            "code": f"SO{own}",
            "strategy": f"Strategi {number} tentang {word}",
            "cites": (f"{internal}{at}", f"{external}1"),
        },
        "quick_wins": {"code": f"QW{number}", "programme": f"Quick win {number} {word}"},
        "goals": {"goal": f"Sasaran {number}", "indicator": f"Ukuran {word}"},
        "actions": {
            "programme": f"Program {number % 50}",
            "activity": f"Kegiatan {number} {word}",
            "start_year": 2024,
            "end_year": 2028,
            "budget": number,
            "strategy": (f"A{agency}:SO{own}",),
        },
    }
    return sheets.get(worksheet, {"source": f"A1/{worksheet}/{number}", "decision": "dipakai"})


def made_rows(worksheet: str, count: int) -> Iterator[Row]:
    """Yield invented rows of a worksheet, those of one agency together."""
    sheet = SHEETS[worksheet]
    for number in range(count):
        dimension = _DIMENSIONS[number % 2]
        filler = {"agency": f"A{number // _EACH}", "dimension": dimension}.get(sheet.per, "kota")
        cells: dict[str, Any] = {column.key: None for column in sheet.columns}
        cells.update(_cells(worksheet, number))
        if "dimension" in cells:
            cells["dimension"] = dimension
        yield Row(
            cells,
            id=f"{filler}/{worksheet}/{number}",
            worksheet=worksheet,
            filler=filler,
            agency=filler if sheet.per == "agency" else "",
            dimension=dimension,
            number=number + 5,
        )


def _dossier(registry: Registry, stage: str, count: int) -> Dossier:
    """Return a city with ``count`` rows in each worksheet that its agencies and team fill in."""
    rows = {
        sheet.key: () if sheet.consolidates else tuple(made_rows(sheet.key, count))
        for sheet in WORKSHEETS
    }
    return city_dossier(registry, stage, lambda worksheet: rows[worksheet])


def city_dossier(registry: Registry, stage: str, row_source: RowSource) -> Dossier:
    """Return a city of the national workflow that has nothing but rows."""
    city = City("kota-ukur", "Kota Ukur", "kota", "13.79", "Sumatera Barat")
    workflow = Catalogue(registry.workflow_files).find("masterplan")
    sheets = {one.key: one.worksheets for one in workflow.stages}
    return Dossier(
        city=city,
        stage=stage,
        as_of=date(2026, 11, 24),
        workflow=WorkflowRef("masterplan", 1, "", workflow.stage_keys, workflow.final, sheets),
        settings=resolve_settings(registry, workflow, {}),
        dimensions=tuple(registry.dimensions[key].value for key in workflow.dimensions),
        worksheet_types=registry.worksheets_for(city),
        row_source=row_source,
    )


def _seconds(action: Callable[[], object]) -> tuple[float, ...]:
    """Return how long something takes on the processor, a few times."""
    taken: list[float] = []
    gc.disable()  # its rounds grow with all that was made before
    try:
        for _ in range(ROUNDS):
            start = time.process_time()
            action()
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return tuple(taken)


def growth() -> list[Line]:
    """Measure the rules of each stage at 20,000 rows over the same at 5,000."""
    registry = load_registry(built_in_only=True)
    return [_stage(registry, stage) for stage in STAGES]


def _stage(registry: Registry, stage: str) -> Line:
    few, many = (_dossier(registry, stage, count) for count in (FEW, MANY))
    rules = registry.rules_for(few.city, stage)

    def judge(dossier: Dossier) -> Callable[[], object]:
        # A copy has decoded nothing yet, as a new command has not.
        return lambda: run_rules(rules, msgspec.structs.replace(dossier))

    pair = Pair(Timing(_seconds(judge(many))), Timing(_seconds(judge(few))))
    ratio = min(pair.subject.seconds) / min(pair.peer.seconds)
    what = f"rules of {stage} over {MANY:,} rows / {FEW:,} rows a worksheet (linear: 4)"
    return Line(what, ratio, 6, at_most=True, pair=pair)
