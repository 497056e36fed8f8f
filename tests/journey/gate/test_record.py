"""Tests of the acts record, present, attend, setting and select."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.fillers import UnknownDimension
from smartflow.casework.lookups import EmptyReason, FutureDay
from smartflow.casework.people import UnknownPerson
from smartflow.casework.workspace import Workspace
from smartflow.errors import BadInput
from smartflow.history.entries.blob import open_salted
from smartflow.journey.gate.record import BadRecord, UnknownRecordKind, record
from smartflow.journey.gate.setting import SettingUnchanged, setting
from smartflow.journey.ranking.select import NothingSelected, UnknownRow, select
from smartflow.journey.worksheets.attend import BadAttendanceList, attend
from smartflow.journey.worksheets.present import NothingToPresent, present
from smartflow.journey.worksheets.submit import submit
from smartflow.workflow.settings import UnknownSetting, WrongSetting

DAY = date(2026, 10, 5)
MOU: dict[str, Any] = {"number": "12/2026", "day": DAY, "title": "Nota  kesepakatan"}


def move(workspace: Workspace, stage: str) -> None:
    """Put the city into a stage."""
    here = read_case(workspace, "kota").state.stage
    body = {"result": "moved", "from": here, "to": stage}
    perform(workspace, "kota", lambda _: Draft("advance", body))


# -- record -----------------------------------------------------------------------------------


def test_a_document_belongs_to_the_stage_in_which_it_was_recorded(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Kind by key or title, signatories by name; the file is kept."""
    file = tmp_path / "sk.pdf"
    file.write_bytes(b"%PDF-1.4 isi")
    record(workspace, "kota", "SK Tim Pelaksana", **MOU, signed_by=("ani",), file=file)
    case = read_case(workspace, "kota")
    found = case.state.records[0]
    assert (found.kind, found.title, found.signed_by, found.stage) == (
        "decree_team", "Nota kesepakatan", ("Ani",), "issue_analysis",
    )  # fmt: skip
    assert case.read_blobs((found.file,))[found.file] == b"%PDF-1.4 isi"


def test_a_document_that_cannot_be_is_refused(workspace: Workspace) -> None:
    """Unknown kinds and signatories, no title, a day to come, the same twice."""
    with pytest.raises(UnknownRecordKind):
        record(workspace, "kota", "surat", **MOU)
    with pytest.raises(UnknownPerson):
        record(workspace, "kota", "mou", **MOU, signed_by=("Entah",))
    with pytest.raises(BadRecord):
        record(workspace, "kota", "mou", number="1", day=DAY, title=" ")
    with pytest.raises(FutureDay):
        record(workspace, "kota", "mou", number="1", day=date(2026, 11, 25), title="x")
    record(workspace, "kota", "mou", **MOU)
    with pytest.raises(BadRecord):
        record(workspace, "kota", "mou", **MOU)


# -- present ----------------------------------------------------------------------------------


def test_a_presentation_is_bound_to_what_the_dimension_has(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """The digest changes with the dimension's rows and not with another dimension's."""
    move(workspace, "swot_tows")

    def presented() -> str:
        return str(present(workspace, "kota", "LIV", by="Ani").body["digest"])

    headings = ("Dimensi", "Kategori", "Kode", "Faktor")
    first = presented()
    submit(
        workspace, "kota",
        [table("a.csv", headings, ("Smart Environment", "S", "S1", "Hutan kota luas"))],
        filler="DLH",
    )  # fmt: skip
    assert presented() == first
    outcomes = submit(
        workspace, "kota",
        [table("b.csv", headings, ("Smart Living", "S", "S1", "Puskesmas lengkap"))],
        filler="DINKES",
    )  # fmt: skip
    assert [outcome.refusal for outcome in outcomes] == [None]
    assert presented() != first


def test_nothing_is_presented_where_the_stage_asks_nothing(workspace: Workspace) -> None:
    """An empty presenter, an unknown dimension and a final stage are refused."""
    move(workspace, "swot_tows")
    with pytest.raises(NothingToPresent):
        present(workspace, "kota", "living", by=" ")
    with pytest.raises(UnknownDimension):
        present(workspace, "kota", "udara", by="Ani")
    with pytest.raises(FutureDay):
        present(workspace, "kota", "living", by="Ani", day=date(2026, 11, 25))
    move(workspace, "approved")
    with pytest.raises(NothingToPresent):
        present(workspace, "kota", "living", by="Ani")


# -- attend -----------------------------------------------------------------------------------


def test_the_history_counts_heads_and_names_only_agencies(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The list itself is kept under a salt; a row without a name does not count."""
    path = tmp_path / "hadir.csv"
    path.write_text(
        "No,Nama,OPD\n1,Ani,DINKES\n2,Cici,Dinas Lingkungan Hidup\n3,,DLH\n4,Dedi,Bank\n",
        encoding="utf-8",
    )
    outcome = attend(workspace, "kota", "Bimtek", DAY, path)
    assert (outcome.agencies, outcome.people, outcome.unknown) == (("DINKES", "DLH"), 3, ("Bank",))
    body = outcome.entry.body
    assert (body["agencies"], body["people"]) == (["DINKES", "DLH"], 3)
    blobs = read_case(workspace, "kota").read_blobs((str(body["list"]),))
    assert [open_salted(content) for content in blobs.values()] == [path.read_bytes()]


@pytest.mark.parametrize(
    ("session", "content", "refusal"),
    [
        (" ", "Nama,OPD\nAni,DINKES\n", BadAttendanceList),
        ("Bimtek", "Nama,Alamat\nAni,x\n", BadAttendanceList),
        ("Bimtek", "Nama,OPD\n,DINKES\n", BadAttendanceList),
        ("Bimtek", "", BadInput),
    ],
)
def test_a_bad_list_is_refused(
    session: str, content: str, refusal: type[BadInput], workspace: Workspace, tmp_path: Path
) -> None:
    """A title, both columns and at least one name are needed."""
    path = tmp_path / "hadir.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(refusal):
        attend(workspace, "kota", session, DAY, path)


# -- setting ----------------------------------------------------------------------------------


def test_a_city_sets_a_value_with_a_reason(workspace: Workspace) -> None:
    """A decimal is exact and may have a comma; the same value again is no act."""
    setting(workspace, "kota", "swot_coverage", "0,9", reason="Kota kecil")
    assert read_case(workspace, "kota").state.settings == {"masterplan": {"swot_coverage": "0.9"}}
    with pytest.raises(SettingUnchanged):
        setting(workspace, "kota", "masterplan.swot_coverage", "0.90", reason="x")
    with pytest.raises(EmptyReason):
        setting(workspace, "kota", "masterplan.swot_coverage", "0.5", reason="")
    with pytest.raises(UnknownSetting):
        setting(workspace, "kota", "entah", "1", reason="x")
    with pytest.raises(WrongSetting):
        setting(workspace, "kota", "swot_coverage", "banyak", reason="x")


# -- select -----------------------------------------------------------------------------------


def test_only_rows_that_exist_are_chosen(workspace: Workspace, table: Callable[..., Path]) -> None:
    """Ids are whole or short, in any case; a later choice replaces the earlier one."""
    file = table("qw.csv", ("Kode", "Nama program"), ("QW1", "Satu"), ("QW2", "Dua"))
    outcomes = submit(workspace, "kota", [file], filler="living")
    assert [outcome.refusal for outcome in outcomes] == [None]
    with pytest.raises(UnknownRow):
        select(workspace, "kota", "quick_wins", ("living/quick_wins/9",))
    with pytest.raises(NothingSelected):
        select(workspace, "kota", "quick_wins", ())
    entry = select(workspace, "kota", "quick_wins", ("living/2", "LIVING/quick_wins/2", "living/1"))
    assert entry.body["rows"] == ["living/quick_wins/2", "living/quick_wins/1"]
    with pytest.raises(NothingSelected):
        select(workspace, "kota", "quick_wins", ("living/2", "living/1"))
