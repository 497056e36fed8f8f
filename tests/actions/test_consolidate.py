"""Consolidation: every agency's row is listed, and who dropped it stays known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from smartflow.actions.casework import read_case
from smartflow.actions.consolidate import (
    NothingToConsolidate,
    consolidate,
    consolidation_sheet,
)
from smartflow.actions.submit import submit, terms_of
from smartflow.fold.dossier import row_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.actions.workspace import Workspace
    from smartflow.model import Row

SWOT = ("dimension", "code", "factor")


@pytest.fixture
def submitted(workspace: Workspace, table: Callable[..., Path]) -> Workspace:
    """Return a workspace in which two agencies gave factors for living, one also for society."""
    one = table("a.csv", SWOT, ("living", "S1", "Tenaga lengkap"), ("society", "S2", "Kader"))
    two = table("b.csv", SWOT, ("living", "S1", "Armada baru"))
    assert submit(workspace, "kota", [one], filler="DINKES")[0].entry is not None
    assert submit(workspace, "kota", [two], filler="DLH")[0].entry is not None
    return workspace


def merged(workspace: Workspace) -> tuple[Row, ...]:
    """Return the consolidated rows."""
    case = read_case(workspace, "kota")
    worksheets = terms_of(workspace, case).worksheets
    return row_source(case.state, worksheets, case.read_blobs)("swot_merged")


def test_the_sheet_lists_every_agencys_row_of_the_dimension(
    submitted: Workspace, tmp_path: Path
) -> None:
    """Two of the three rows are living's."""
    path = tmp_path / "gabung.xlsx"
    assert consolidation_sheet(submitted, "kota", "Smart Living", path, language="id") == 2


def test_read_back_each_row_names_its_source(submitted: Workspace, tmp_path: Path) -> None:
    """An untouched sheet is already a consolidation; reading it twice writes one entry."""
    path = tmp_path / "gabung.xlsx"
    consolidation_sheet(submitted, "kota", "living", path, language="en")
    assert consolidate(submitted, "kota", "living", path).entry is not None
    assert [
        (row.text("source"), row.text("factor"), row.dimension) for row in merged(submitted)
    ] == [
        ("DINKES/swot/1", "Tenaga lengkap", "living"),
        ("DLH/swot/1", "Armada baru", "living"),
    ]
    assert consolidate(submitted, "kota", "living", path).entry is None


def test_what_was_decided_stays_when_more_comes(
    submitted: Workspace, tmp_path: Path, table: Callable[..., Path]
) -> None:
    """A new agency row is added below; the decision on the old one is not asked again."""
    path = tmp_path / "gabung.xlsx"
    consolidation_sheet(submitted, "kota", "living", path, language="id")
    book = openpyxl.load_workbook(path)
    sheet = next(
        s
        for s in book.worksheets
        if any(cell.value == "Armada baru" for line in s.iter_rows() for cell in line)
    )
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value == "Armada baru":
                cell.value = "Armada angkutan baru"
    book.save(path)
    consolidate(submitted, "kota", "living", path)
    more = table("c.csv", SWOT, ("living", "S1", "Armada baru"), ("living", "W1", "Sopir kurang"))
    submit(submitted, "kota", [more], filler="DLH")
    assert consolidation_sheet(submitted, "kota", "living", path, language="id") == 3
    consolidate(submitted, "kota", "living", path)
    assert [row.text("factor") for row in merged(submitted)] == [
        "Tenaga lengkap",
        "Armada angkutan baru",
        "Sopir kurang",
    ]


def test_a_dimension_without_rows_has_nothing_to_merge(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The refusal leads to the late list."""
    with pytest.raises(NothingToConsolidate) as caught:
        consolidation_sheet(workspace, "kota", "living", tmp_path / "x.xlsx", language="id")
    assert caught.value.hint is not None
    assert "status kota" in caught.value.hint.en


def test_another_dimensions_sheet_is_refused(submitted: Workspace, tmp_path: Path) -> None:
    """Nothing is recorded under the wrong dimension."""
    path = tmp_path / "gabung.xlsx"
    consolidation_sheet(submitted, "kota", "living", path, language="id")
    with pytest.raises(NothingToConsolidate):
        consolidate(submitted, "kota", "society", path)
