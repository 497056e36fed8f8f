"""Tests of the acts nil and worksheet_confirm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.fillers import AgencyEnded
from smartflow.casework.lookups import UnknownWorksheet
from smartflow.casework.workspace import Workspace
from smartflow.journey.worksheets.confirm import NothingToConfirm, worksheet_confirm
from smartflow.journey.worksheets.entry import worksheet_entry
from smartflow.journey.worksheets.intake import StageClosed, WrongFiller
from smartflow.journey.worksheets.nil import AlreadyAnswered, nil
from smartflow.journey.worksheets.submit import submit

HEADINGS = ("dimension", "issue", "location", "data", "unit", "year", "source")


@pytest.fixture
def issues(table: Callable[..., Path]) -> Path:
    """Return a file with one issue."""
    return table(
        "isu.csv", HEADINGS, ("living", "Air bersih belum merata", "Barat", "60", "%", 2025, "PDAM")
    )


def test_nil_is_an_answer(workspace: Workspace) -> None:
    """Nil is recorded for the agency and worksheet, once."""
    nil(workspace, "kota", "dinas kesehatan", "Kertas Kerja Analisis Isu Daerah")
    assert set(read_case(workspace, "kota").state.nils) == {("DINKES", "issues")}
    with pytest.raises(AlreadyAnswered):
        nil(workspace, "kota", "DINKES", "issues")


def test_whoever_sent_rows_has_something_to_report(workspace: Workspace, issues: Path) -> None:
    """Nil after rows is refused; rows after nil replace it."""
    nil(workspace, "kota", "DINKES", "issues")
    submit(workspace, "kota", [issues], filler="DINKES")
    assert read_case(workspace, "kota").state.nils == {}
    with pytest.raises(AlreadyAnswered):
        nil(workspace, "kota", "DINKES", "issues")


def test_only_agencies_that_exist_say_nil_for_their_worksheets(workspace: Workspace) -> None:
    """A dimension's worksheet, a dimension, an ended agency and an unknown sheet are refused."""
    with pytest.raises(WrongFiller):
        nil(workspace, "kota", "DINKES", "quick_wins")
    with pytest.raises(WrongFiller):
        nil(workspace, "kota", "living", "issues")
    with pytest.raises(AgencyEnded):
        nil(workspace, "kota", "LAMA", "issues")
    with pytest.raises(UnknownWorksheet):
        nil(workspace, "kota", "DINKES", "entah")


def test_a_stage_that_has_ended_asks_no_more(workspace: Workspace) -> None:
    """Nil for a worksheet of an earlier stage needs a send-back; a later stage's is taken."""
    nil(workspace, "kota", "DLH", "swot")
    moved = {"result": "moved", "from": "issue_analysis", "to": "swot_tows"}
    perform(workspace, "kota", lambda _: Draft("advance", moved))
    with pytest.raises(StageClosed):
        nil(workspace, "kota", "DINKES", "issues")


def test_what_was_typed_waits_for_its_agency(
    workspace: Workspace, issues: Path, tmp_path: Path
) -> None:
    """An entry on an agency's behalf is confirmed once; nothing else can be."""
    photo = tmp_path / "foto.png"
    photo.write_bytes(b"\x89PNG")
    with pytest.raises(NothingToConfirm):
        worksheet_confirm(workspace, "kota", "DINKES", "issues")
    worksheet_entry(workspace, "kota", issues, on_behalf="DINKES", source=photo)
    assert not read_case(workspace, "kota").state.submissions["issues", "DINKES"].confirmed
    worksheet_confirm(workspace, "kota", "DINKES", "issues")
    assert read_case(workspace, "kota").state.submissions["issues", "DINKES"].confirmed
    with pytest.raises(NothingToConfirm):
        worksheet_confirm(workspace, "kota", "DINKES", "issues")
