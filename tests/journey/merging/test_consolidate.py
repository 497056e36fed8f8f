"""Consolidation: every agency's row is listed, and who dropped it stays known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import pytest

from smartflow.casework.casework import read_case
from smartflow.casework.workspace import open_workspace
from smartflow.fold.dossier import row_source
from smartflow.journey.gate.setting import setting as change_setting
from smartflow.journey.merging.consolidate import (
    NothingToConsolidate,
    OlderSheet,
    consolidate,
    consolidation_sheet,
)
from smartflow.journey.worksheets.consolidated import decided_by
from smartflow.journey.worksheets.submit import submit, terms_of

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.journey.merging.consolidate import Consolidated, SheetWritten

SWOT = ("dimension", "code", "factor")

Mark = Callable[..., None]


@pytest.fixture
def submitted(workspace: Workspace, table: Callable[..., Path]) -> Workspace:
    """Return a workspace in which two agencies gave factors for living, one also for society."""
    one = table("a.csv", SWOT, ("living", "S1", "Tenaga lengkap"), ("society", "S2", "Kader"))
    two = table("b.csv", SWOT, ("living", "S1", "Armada baru"))
    assert submit(workspace, "kota", [one], filler="DINKES")[0].entry is not None
    assert submit(workspace, "kota", [two], filler="DLH")[0].entry is not None
    return workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the sheet is written."""
    return tmp_path / "gabung.xlsx"


@pytest.fixture
def mark(path: Path) -> Mark:
    """Return a coordinator: writes cells of one row of the sheet in Excel, or deletes the row."""

    def write(source: str, *, delete: bool = False, **cells: str) -> None:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            heads = {cell.value: cell.column for cell in sheet[4]}
            for line in range(5, sheet.max_row + 1):
                if "Baris asal" in heads and sheet.cell(line, heads["Baris asal"]).value == source:
                    for key, words in cells.items():
                        sheet.cell(line, heads[TITLES[key]], words)
                    if delete:
                        sheet.delete_rows(line)
                    book.save(path)
                    return
        pytest.fail(f"no row {source}")

    return write


TITLES = {
    "source": "Baris asal",
    "factor": "Faktor",
    "decision": "Keputusan",
    "into": "Digabung ke",
    "reason": "Alasan",
}


def as_person(workspace: Workspace, name: str) -> Workspace:
    """Return the workspace as another person opens it."""
    return open_workspace(workspace.root, clock=workspace.clock, actor_name=name)


def write_sheet(workspace: Workspace, path: Path) -> SheetWritten:
    """Write the sheet of living, in Indonesian."""
    return consolidation_sheet(workspace, "kota", "living", path, language="id")


def merged(workspace: Workspace, *columns: str) -> list[tuple[str, ...]]:
    """Return the consolidated rows."""
    case = read_case(workspace, "kota")
    worksheets = terms_of(workspace, case).worksheets
    rows = row_source(case.state, worksheets, case.read_blobs)("swot_merged")
    return [tuple(row.text(column) for column in columns) for row in rows]


def said(outcome: Consolidated) -> list[str]:
    """Return the notes on a sheet that came back."""
    return [note.message.en for note in outcome.notes]


def test_the_sheet_lists_every_agencys_row_of_the_dimension(
    submitted: Workspace, path: Path
) -> None:
    """Two of the three rows are living's."""
    assert consolidation_sheet(submitted, "kota", "Smart Living", path, language="id").rows == 2


def test_read_back_each_row_names_its_source(submitted: Workspace, path: Path) -> None:
    """An untouched sheet is already a consolidation; reading it twice writes one entry."""
    consolidation_sheet(submitted, "kota", "living", path, language="en")
    assert consolidate(submitted, "kota", "living", path).entry is not None
    assert merged(submitted, "source", "factor") == [
        ("DINKES/swot/1", "Tenaga lengkap"),
        ("DLH/swot/1", "Armada baru"),
    ]
    assert consolidate(submitted, "kota", "living", path).entry is None


def test_near_duplicates_stand_side_by_side_and_name_each_other(
    submitted: Workspace, path: Path, table: Callable[..., Path]
) -> None:
    """A copy with another full stop stands behind its original, not in its agency's place."""
    more = table(
        "c.csv",
        SWOT,
        ("living", "W1", "Sopir kurang"),
        ("living", "S1", "Armada baru"),
        ("living", "S2", "tenaga  lengkap."),
    )
    submit(submitted, "kota", [more], filler="DLH")
    assert write_sheet(submitted, path).alike == 2
    consolidate(submitted, "kota", "living", path)
    assert merged(submitted, "agency", "code", "resembles") == [
        ("DINKES", "S1", "DLH:S2"),
        ("DLH", "S2", "DINKES:S1"),
        ("DLH", "S1", ""),
        ("DLH", "W1", ""),
    ]


def test_the_citys_own_share_of_words_says_what_is_near(
    submitted: Workspace, path: Path, table: Callable[..., Path]
) -> None:
    """With the share at which the rule SWT006 would speak, the sheet speaks as well."""
    more = table("c.csv", SWOT, ("living", "S1", "Tenaga kurang lengkap"))
    submit(submitted, "kota", [more], filler="DLH")
    assert write_sheet(submitted, path).alike == 0
    change_setting(submitted, "kota", "masterplan.duplicate_similarity", "0.6", reason="Uji")
    assert write_sheet(submitted, path).alike == 2


def test_what_was_decided_stays_when_more_comes(
    submitted: Workspace, path: Path, table: Callable[..., Path], mark: Mark
) -> None:
    """A new row is added, beside the one it copies; what was decided is not asked again."""
    write_sheet(submitted, path)
    mark("DLH/swot/1", factor="Armada angkutan baru", decision="tidak dipakai", reason="Umum")
    consolidate(submitted, "kota", "living", path)
    more = table("c.csv", SWOT, ("living", "S1", "Armada baru"), ("living", "W1", "Sopir kurang"))
    submit(submitted, "kota", [more], filler="DLH")
    copied = table(
        "d.csv", SWOT, ("living", "S1", "Tenaga lengkap"), ("living", "S4", "SOPIR kurang!")
    )
    submit(submitted, "kota", [copied], filler="DINKES")
    assert write_sheet(submitted, path).rows == 4
    consolidate(submitted, "kota", "living", path)
    assert merged(submitted, "factor", "decision", "resembles") == [
        ("Tenaga lengkap", "", ""),
        ("SOPIR kurang!", "", "DLH:W1"),
        ("Sopir kurang", "", "DINKES:S4"),
        ("Armada angkutan baru", "tidak dipakai", ""),
    ]


def test_a_cell_that_could_not_be_read_reaches_the_sheet_as_it_was_written(
    submitted: Workspace, path: Path, table: Callable[..., Path]
) -> None:
    """What an agency wrote in a number's place is not lost on the way to the coordinator."""
    more = table("c.csv", (*SWOT, "weight"), ("living", "S1", "Armada baru", "sepertiga"))
    submit(submitted, "kota", [more], filler="DLH")
    write_sheet(submitted, path)
    assert "sepertiga" in [
        cell.value for sheet in openpyxl.load_workbook(path) for line in sheet for cell in line
    ]


# -- nothing is lost on the way back --------------------------------------------------------------


def test_a_deleted_line_drops_nobodys_row(submitted: Workspace, path: Path, mark: Mark) -> None:
    """The decision stays as it was recorded, and the coordinator is told."""
    write_sheet(submitted, path)
    mark("DLH/swot/1", decision="tidak dipakai", reason="Umum")
    consolidate(submitted, "kota", "living", path)
    mark("DLH/swot/1", delete=True)
    mark("DINKES/swot/1", decision="dipakai")
    outcome = consolidate(submitted, "kota", "living", path)
    assert said(outcome) == ["Not in this file, what was decided on them still holds: DLH:S1."]
    assert merged(submitted, "source", "decision", "reason") == [
        ("DINKES/swot/1", "dipakai", ""),
        ("DLH/swot/1", "tidak dipakai", "Umum"),
    ]


def test_rows_that_came_after_the_sheet_was_written_are_named(
    submitted: Workspace, path: Path, table: Callable[..., Path]
) -> None:
    """The coordinator learns what the sheet is too old to have, and how to get it."""
    write_sheet(submitted, path)
    more = table("c.csv", SWOT, ("living", "S1", "Armada baru"), ("living", "W1", "Sopir kurang"))
    submit(submitted, "kota", [more], filler="DLH")
    assert said(consolidate(submitted, "kota", "living", path)) == [
        (
            "Not in this file, they came after it was written: DLH:W1. Write a new sheet: smartflow"
            " consolidate kota living -o FILE"
        )
    ]


def test_a_row_that_its_agency_took_back_is_named(
    submitted: Workspace, path: Path, table: Callable[..., Path], mark: Mark
) -> None:
    """With its place in the sheet, and when it is written again, until the row is dropped."""
    write_sheet(submitted, path)
    submit(submitted, "kota", [table("c.csv", SWOT, ("living", "W1", "Lain"))], filler="DLH")
    outcome = consolidate(submitted, "kota", "living", path)
    assert [
        (note.number, note.column) for note in outcome.notes if "DLH/swot/1" in note.message.en
    ] == [(6, "source")]
    assert write_sheet(submitted, path).withdrawn == ("DLH:S1",)
    mark("DLH/swot/1", decision="tidak dipakai", reason="Ditarik")
    settled = consolidate(submitted, "kota", "living", path)
    assert not [words for words in said(settled) if "DLH/swot/1" in words]
    assert write_sheet(submitted, path).withdrawn == ()


def test_a_sheet_from_before_somebody_elses_decisions_is_refused(
    submitted: Workspace, path: Path, mark: Mark
) -> None:
    """Ani's older sheet does not undo what Budi decided, unless she says so; Budi's own may."""
    ani, budi = as_person(submitted, "Ani"), as_person(submitted, "Budi")
    write_sheet(ani, path)
    older = path.read_bytes()
    mark("DLH/swot/1", decision="tidak dipakai", reason="Umum")
    consolidate(budi, "kota", "living", path)
    path.write_bytes(older)
    mark("DLH/swot/1", decision="dipakai")
    with pytest.raises(OlderSheet) as caught:
        consolidate(ani, "kota", "living", path)
    assert "Budi" in caught.value.message.en
    assert merged(submitted, "decision") == [("",), ("tidak dipakai",)]
    write_sheet(ani, path)
    mark("DLH/swot/1", reason="Terlalu umum")
    assert consolidate(ani, "kota", "living", path).entry is not None
    path.write_bytes(older)
    assert consolidate(budi, "kota", "living", path, replace=True).entry is not None
    ani.close()
    budi.close()


def test_the_same_sheet_may_be_marked_and_sent_again(
    submitted: Workspace, path: Path, mark: Mark
) -> None:
    """A coordinator who goes on in the same file is not asked for a new one."""
    write_sheet(submitted, path)
    for source in ("DINKES/swot/1", "DLH/swot/1"):
        mark(source, decision="dipakai")
        assert consolidate(submitted, "kota", "living", path).entry is not None
    assert merged(submitted, "decision") == [("dipakai",), ("dipakai",)]


def test_an_agency_that_changed_a_row_since_is_read_anew(
    submitted: Workspace, path: Path, table: Callable[..., Path], mark: Mark
) -> None:
    """The next sheet has the new words beside the old decision, and says which rows those are."""
    write_sheet(submitted, path)
    mark("DLH/swot/1", decision="tidak dipakai", reason="Umum")
    consolidate(submitted, "kota", "living", path)
    new = table("c.csv", SWOT, ("living", "S1", "Sepuluh armada baru tiba"))
    submit(submitted, "kota", [new], filler="DLH")
    assert write_sheet(submitted, path).reworded == ("DLH:S1",)
    consolidate(submitted, "kota", "living", path)
    assert merged(submitted, "factor", "decision", "reason")[1] == (
        *("Sepuluh armada baru tiba", "tidak dipakai"),
        "Umum",
    )
    assert write_sheet(submitted, path).reworded == ()


def test_what_the_coordinator_wrote_is_not_replaced(
    submitted: Workspace, path: Path, table: Callable[..., Path], mark: Mark
) -> None:
    """Words that no copy of the agency has are the coordinator's own, and stay."""
    write_sheet(submitted, path)
    mark("DLH/swot/1", factor="Armada angkutan", decision="dipakai")
    consolidate(submitted, "kota", "living", path)
    new = table("c.csv", SWOT, ("living", "S1", "Sepuluh armada baru tiba"))
    submit(submitted, "kota", [new], filler="DLH")
    assert write_sheet(submitted, path).reworded == ()
    assert consolidate(submitted, "kota", "living", path).entry is None
    assert merged(submitted, "factor")[1] == ("Armada angkutan",)


# -- who decided ----------------------------------------------------------------------------------


def test_who_dropped_a_row_is_who_first_said_so(
    submitted: Workspace, path: Path, mark: Mark
) -> None:
    """Ani, who later consolidates again and decides on another row, did not drop Budi's."""
    ani, budi = as_person(submitted, "Ani"), as_person(submitted, "Budi")
    write_sheet(budi, path)
    mark("DLH/swot/1", decision="tidak dipakai", reason="Umum")
    first = consolidate(budi, "kota", "living", path).entry
    write_sheet(ani, path)
    mark("DINKES/swot/1", decision="dipakai")
    second = consolidate(ani, "kota", "living", path).entry
    assert first is not None
    assert second is not None
    case = read_case(submitted, "kota")
    sheet = terms_of(submitted, case).worksheets["swot_merged"]
    decided = decided_by(case, sheet, "living")
    assert {
        "living/swot_merged/1": ("Ani", second.seq),
        "living/swot_merged/2": ("Budi", first.seq),
    } == {row: (who.by, who.entry) for row, who in decided.items()}
    ani.close()
    budi.close()


def test_the_entry_counts_what_was_decided(submitted: Workspace, path: Path, mark: Mark) -> None:
    """The history can say how many rows were used, merged and not used without reading them."""
    write_sheet(submitted, path)
    mark("DLH/swot/1", decision="digabung", into="DINKES:S1")
    entry = consolidate(submitted, "kota", "living", path).entry
    assert entry is not None
    assert entry.body["worksheets"][0]["decided"] == {
        "used": 0,
        "merged": 1,
        "not_used": 0,
        "open": 1,
    }


# -- refusals -------------------------------------------------------------------------------------


def test_a_dimension_without_rows_has_nothing_to_merge(workspace: Workspace, path: Path) -> None:
    """The refusal leads to the late list."""
    with pytest.raises(NothingToConsolidate) as caught:
        write_sheet(workspace, path)
    assert caught.value.hint is not None
    assert "status kota" in caught.value.hint.en


def test_another_dimensions_sheet_is_refused(submitted: Workspace, path: Path) -> None:
    """Nothing is recorded under the wrong dimension."""
    write_sheet(submitted, path)
    with pytest.raises(NothingToConsolidate):
        consolidate(submitted, "kota", "society", path)


def test_decisions_do_not_come_in_by_another_door(submitted: Workspace, path: Path) -> None:
    """``submit`` would lose deleted lines; it refuses the sheet and names the command."""
    write_sheet(submitted, path)
    outcome = submit(submitted, "kota", [path])[0]
    assert outcome.entry is None
    assert outcome.refusal is not None
    assert outcome.refusal.hint is not None
    assert "smartflow consolidate kota living" in outcome.refusal.hint.en
