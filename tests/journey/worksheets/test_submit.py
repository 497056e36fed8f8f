"""Submitting: a bad file is refused and named, a good one is one act, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import openpyxl
import pytest

from smartflow.casework.casework import Draft, perform, read_case
from smartflow.casework.fillers import AgencyEnded, UnknownAgency
from smartflow.fold.dossier import row_source, submitted_rows
from smartflow.history.entries.blob import open_salted
from smartflow.journey.worksheets.entry import NothingNew, SourceMissing, worksheet_entry
from smartflow.journey.worksheets.intake import StageClosed, WrongFiller
from smartflow.journey.worksheets.submit import (
    NothingToSubmit,
    SentByAnother,
    TwoFiles,
    WhoseFile,
    submit,
    terms_of,
)
from smartflow.journey.worksheets.template import worksheet_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smartflow.casework.workspace import Workspace
    from smartflow.model import Row

ISSUES = ("dimension", "issue", "location", "data", "unit", "year", "source")
QUEUE = ("living", "Antrean panjang di puskesmas", "Barangin", "45,5", "menit", 2025, "Survei")
WASTE = ("environment", "Sampah belum terpilah", "Talawi", "12", "ton/hari", 2025, "DLH")


def rows(workspace: Workspace, worksheet: str = "issues") -> tuple[Row, ...]:
    """Return all rows of a worksheet as rules would see them."""
    case = read_case(workspace, "kota")
    worksheets = terms_of(workspace, case).worksheets
    return row_source(case.state, worksheets, case.read_blobs)(worksheet)


def entries(workspace: Workspace) -> int:
    """Return how many entries the city has."""
    return read_case(workspace, "kota").head.seq


def move(workspace: Workspace, from_: str, to: str) -> None:
    """Let the city be in a later stage, whatever the gate would say."""
    body = {"result": "moved", "from": from_, "to": to, "verdict": "", "dossier": ""}
    perform(workspace, "kota", lambda _: Draft("advance", body))


def test_each_good_file_is_one_act(workspace: Workspace, table: Callable[..., Path]) -> None:
    """Two files are two entries; a refused third is named and leaves nothing behind."""
    before = entries(workspace)
    one = table("satu.csv", ISSUES, QUEUE)
    bad = one.with_name("rusak.xlsx")
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    outcomes = submit(workspace, "kota", [one, bad], filler="DINKES")
    assert [(o.refusal is None, o.entry is not None) for o in outcomes] == [
        (True, True),
        (False, False),
    ]
    assert entries(workspace) == before + 1
    assert [row.text("issue") for row in rows(workspace)] == [QUEUE[1]]


def test_what_was_submitted_is_kept_byte_by_byte(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """The file as it came can be read back from the store, behind its salt."""
    path = table("satu.csv", ISSUES, QUEUE)
    submit(workspace, "kota", [path], filler="DINKES")
    case = read_case(workspace, "kota")
    digest = case.state.submissions["issues", "DINKES"].file
    assert open_salted(case.read_blobs((digest,))[digest]) == path.read_bytes()


def test_the_same_content_again_writes_no_entry(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """Content is compared, not the file: a moved column changes nothing."""
    submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE)], filler="DINKES")
    before = entries(workspace)
    turned = table("b.csv", ISSUES[::-1], QUEUE[::-1])
    [outcome] = submit(workspace, "kota", [turned], filler="DINKES")
    assert (outcome.entry, outcome.refusal) == (None, None)
    assert outcome.intake is not None
    assert outcome.intake.unchanged == ("issues",)
    assert entries(workspace) == before


def test_a_resubmission_says_what_changed(workspace: Workspace, table: Callable[..., Path]) -> None:
    """Rows keep their ids; a new row gets a number that was never used."""
    submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE, WASTE)], filler="DINKES")
    mended = (*QUEUE[:3], "40", *QUEUE[4:])
    again = table("b.csv", ISSUES, mended)
    [outcome] = submit(workspace, "kota", [again], filler="DINKES")
    assert outcome.intake is not None
    [part] = outcome.intake.taken
    assert part.changes.removed == ("DINKES/issues/2",)
    assert [(c.row, c.column) for c in part.changes.changed] == [("DINKES/issues/1", "data")]
    submit(workspace, "kota", [table("c.csv", ISSUES, mended, WASTE)], filler="DINKES")
    assert [row.id for row in rows(workspace)] == ["DINKES/issues/1", "DINKES/issues/3"]


def test_a_cell_that_does_not_fit_is_kept_and_the_file_accepted(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    """The agency has submitted; the marked copy shows the cell in a file of its own."""
    path = table("a.csv", ISSUES, (*QUEUE[:3], "1.000", *QUEUE[4:]))
    [outcome] = submit(workspace, "kota", [path], filler="DINKES", marked=tmp_path / "tanda")
    assert outcome.entry is not None
    [row] = rows(workspace)
    assert (row["data"], row.written("data")) == (None, "1.000")
    assert outcome.marked is not None
    assert outcome.marked.parent == tmp_path / "tanda"
    sheet = openpyxl.load_workbook(outcome.marked).worksheets[0]
    assert [cell.value for cell in sheet[2]][3] == "1.000"


def test_an_empty_sheet_withdraws_nothing(workspace: Workspace, table: Callable[..., Path]) -> None:
    """An official who fills in one sheet of several has not emptied the rest; --replace does."""
    submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE)], filler="DINKES")
    empty = table("b.csv", ISSUES)
    [outcome] = submit(workspace, "kota", [empty], filler="DINKES")
    assert outcome.intake is not None
    assert outcome.intake.left_empty == ("issues",)
    assert len(rows(workspace)) == 1
    submit(workspace, "kota", [empty], filler="DINKES", replace=True)
    assert rows(workspace) == ()


def test_another_persons_copy_is_not_replaced_in_silence(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """The refusal names who sent it and when; --replace replaces it."""
    workspace.actor_name = "Ani"
    submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE)], filler="DINKES")
    workspace.actor_name = "Budi"
    other = table("b.csv", ISSUES, WASTE)
    [outcome] = submit(workspace, "kota", [other], filler="DINKES")
    assert isinstance(outcome.refusal, SentByAnother)
    assert "Ani" in outcome.refusal.message.en
    [outcome] = submit(workspace, "kota", [other], filler="DINKES", replace=True)
    assert outcome.entry is not None


def test_a_later_stages_worksheet_is_taken_early(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """It waits until its stage comes."""
    swot = table("swot.csv", ("dimension", "code", "factor"), ("living", "S1", "Tenaga lengkap"))
    [outcome] = submit(workspace, "kota", [swot], filler="DINKES")
    assert outcome.entry is not None


def test_an_ended_stages_worksheet_needs_a_send_back(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """Changed content is refused with the command; unchanged content beside it does no harm."""
    first = table("a.csv", ISSUES, QUEUE)
    submit(workspace, "kota", [first], filler="DINKES")
    move(workspace, "issue_analysis", "swot_tows")
    [same] = submit(workspace, "kota", [first], filler="DINKES")
    assert (same.refusal, same.entry) == (None, None)
    [outcome] = submit(workspace, "kota", [table("b.csv", ISSUES, WASTE)], filler="DINKES")
    assert isinstance(outcome.refusal, StageClosed)
    assert outcome.refusal.hint is not None
    assert "send-back kota issue_analysis" in outcome.refusal.hint.en


@pytest.mark.parametrize(
    ("filler", "refusal"),
    [("", WhoseFile), ("ENTAH", UnknownAgency), ("LAMA", AgencyEnded), ("living", WrongFiller)],
)
def test_whose_file_it_is_must_be_known(
    workspace: Workspace, table: Callable[..., Path], filler: str, refusal: type[Exception]
) -> None:
    """A file of nobody, of an unknown or ended agency, or of a dimension is refused."""
    [outcome] = submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE)], filler=filler)
    assert isinstance(outcome.refusal, refusal)


def test_a_template_says_whose_it_is_and_brings_back_what_is_there(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    """Submitting an untouched template of a filled worksheet changes nothing."""
    submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE, WASTE)], filler="DINKES")
    [path] = worksheet_template(
        workspace, "kota", tmp_path / "templat", language="id", agency="dinkes"
    )
    [outcome] = submit(workspace, "kota", [path])
    assert (outcome.refusal, outcome.entry) == (None, None)
    [refused] = submit(workspace, "kota", [path], filler="DLH")
    assert isinstance(refused.refusal, WhoseFile)


def test_a_folder_is_searched_and_lock_files_are_left_out(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    """Excel's ``~$`` files and other kinds of file are no workbooks."""
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "~$isu.xlsx").write_bytes(b"x")
    (folder / "catatan.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NothingToSubmit):
        submit(workspace, "kota", [folder])
    table("berkas/isu.csv", ISSUES, QUEUE)
    assert len(submit(workspace, "kota", [folder], filler="DINKES")) == 1


def test_a_marked_copy_never_takes_the_place_of_what_was_mended(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    """Marked copies may lie in the folder that is submitted; they are not read as workbooks."""
    (tmp_path / "berkas").mkdir()
    table("berkas/a.csv", ISSUES, (*QUEUE[:3], "1.000", *QUEUE[4:]))
    folder = tmp_path / "berkas"
    [first] = submit(workspace, "kota", [folder], filler="DINKES", marked=folder)
    assert first.marked is not None
    assert first.marked.parent == folder
    table("berkas/a.csv", ISSUES, QUEUE)
    outcomes = submit(workspace, "kota", [folder], filler="DINKES", marked=folder)
    assert [outcome.path.name for outcome in outcomes] == ["a.csv"]
    assert [row.written("data") for row in rows(workspace)] == [None]


def test_two_files_of_one_filler_are_not_both_taken(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    """The second is refused and names the first; an equal copy does no harm."""
    (tmp_path / "berkas").mkdir()
    table("berkas/a.csv", ISSUES, QUEUE)
    table("berkas/b (2).csv", ISSUES, WASTE)
    table("berkas/c.csv", ISSUES, QUEUE)
    outcomes = submit(workspace, "kota", [tmp_path / "berkas"], filler="DINKES")
    assert [type(outcome.refusal) for outcome in outcomes] == [type(None), TwoFiles, type(None)]
    assert [row.text("issue") for row in rows(workspace)] == [QUEUE[1]]


def test_what_came_as_a_photo_awaits_its_confirmation(
    workspace: Workspace, table: Callable[..., Path], tmp_path: Path
) -> None:
    """The photo is kept beside it; the agency's own file replaces it without --replace."""
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8 a photo")
    workspace.actor_name = "Budi"
    typed = table("a.csv", ISSUES, QUEUE)
    entry, _ = worksheet_entry(workspace, "kota", typed, on_behalf="DINKES", source=photo)
    case = read_case(workspace, "kota")
    submission = case.state.submissions["issues", "DINKES"]
    assert (submission.on_behalf, submission.confirmed) == (True, False)
    source = str(entry.body["source"])
    assert open_salted(case.read_blobs((source,))[source]) == photo.read_bytes()
    with pytest.raises(NothingNew):
        worksheet_entry(workspace, "kota", typed, on_behalf="DINKES", source=photo)
    with pytest.raises(SourceMissing):
        worksheet_entry(workspace, "kota", typed, on_behalf="DINKES", source=tmp_path / "none.jpg")
    workspace.actor_name = "Ani"
    [outcome] = submit(workspace, "kota", [table("b.csv", ISSUES, WASTE)], filler="DINKES")
    assert outcome.entry is not None


def test_rows_that_the_store_has_lost_are_an_integrity_failure(
    workspace: Workspace, table: Callable[..., Path]
) -> None:
    """Nobody is told that an agency submitted nothing when its rows are gone."""
    from smartflow.fold.dossier import MissingBlob

    submit(workspace, "kota", [table("a.csv", ISSUES, QUEUE)], filler="DINKES")
    case = read_case(workspace, "kota")
    worksheet = terms_of(workspace, case).worksheets["issues"]
    with pytest.raises(MissingBlob) as caught:
        submitted_rows(case.state, worksheet, "DINKES", lambda digests: {})
    assert caught.value.exit_code == 4
    assert msgspec.structs.asdict(case.state.submissions["issues", "DINKES"])["row_count"] == 1
