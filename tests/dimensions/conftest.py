"""Dossiers of one dimension, made from rows by worksheet, with the national worksheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from types import ModuleType

import pytest

from smartflow import Dimension, Dossier, Row, Worksheet
from smartflow.model import City, Record, WorkflowRef
from smartflow_masterplan.worksheets import WORKSHEETS

DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")
STAGES: Mapping[str, tuple[str, ...]] = {
    "issue_analysis": ("issues",),
    "swot_tows": ("readiness", "swot", "tows", "swot_merged", "tows_merged"),
    "quick_win_selection": ("quick_wins",),
    "masterplan_approval": ("goals", "actions"),
}
CITY = City("sawahlunto", "Kota Sawahlunto", "kota", "13.73", "Sumatera Barat")
DAY = date(2023, 7, 6)

Given = Mapping[str, object]
Builder = Callable[..., Dossier]


@pytest.fixture
def build() -> Builder:
    """Return a builder of dossiers: dimension, stage, rows by worksheet, records."""
    return build_dossier


def build_dossier(
    dimension: Dimension,
    stage: str,
    rows: Mapping[str, Sequence[Given]],
    records: Sequence[str] = (),
    *,
    used: bool = True,
) -> Dossier:
    """Return a dossier; with ``used=False`` its workflow does without the dimension."""
    made = {
        worksheet.key: tuple(
            _row(worksheet, dimension.key, number, cells)
            for number, cells in enumerate(rows.get(worksheet.key, ()), start=1)
        )
        for worksheet in WORKSHEETS
    }
    return Dossier(
        city=CITY,
        stage=stage,
        as_of=DAY,
        workflow=WorkflowRef("masterplan", 1, "", tuple(STAGES), (), STAGES),
        settings={},
        dimensions=(dimension,) if used else (),
        worksheet_types={worksheet.key: worksheet for worksheet in WORKSHEETS},
        records=tuple(Record(kind, "1", DAY, kind, stage, 1) for kind in records),
        row_source=lambda key: made[key],
    )


def _row(worksheet: Worksheet, dimension: str, number: int, given: Given) -> Row:
    usual = {"agency": "DINAS", "dimension": dimension, "city": CITY.slug}[worksheet.per]
    filler = str(given.get("filler", usual))
    cells = {column.key: None for column in worksheet.columns}
    typed = {
        key: Decimal(str(value)) if worksheet.column(key).type == "decimal" else value
        for key, value in given.items()
        if key != "filler"
    }
    return Row(
        {**cells, **typed},  # type: ignore[dict-item]  # cases hold what cells hold
        id=f"{filler}/{worksheet.key}/{number}",
        worksheet=worksheet.key,
        filler=filler,
        agency=filler if worksheet.per == "agency" else "",
        dimension=dimension,
        sheet=worksheet.title.id,
        number=number + 4,
    )


@pytest.fixture(params=DIMENSIONS)
def plugin(request: pytest.FixtureRequest) -> ModuleType:
    """Return each dimension's plugin in turn."""
    return import_module(f"smartflow_dimensions.{request.param}")
