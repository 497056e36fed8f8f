"""A book becomes official by an entry that knows its file; nothing else is official."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from smartflow.actions.audit_verify import verify
from smartflow.actions.casework import read_history
from smartflow.actions.export import CannotSaveReport, export, save_report
from smartflow.actions.issue import StillDraft, issue
from smartflow.actions.issued_files import FileUnreadable
from smartflow.canonical import sha256_hex
from smartflow.history.finding import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.actions.workspace import Workspace

CITY, SHEET = "kota", "minutes-issue_analysis"


def issued(workspace: Workspace, path: Path, key: str = "html") -> Any:
    """Issue the sheet of the first stage to a file."""
    return issue(workspace, CITY, SHEET, key, "id", lambda content: save_report(path, content))


def test_the_entry_knows_the_file_and_what_it_was_made_from(
    office: Workspace, tmp_path: Path
) -> None:
    """Both are kept in the store, so that neither can be lost or exchanged."""
    path = tmp_path / "berita.html"
    done = issued(office, path)
    body = read_history(office, CITY).entries[-1].body
    assert done.entry.body == body
    assert body["file"] == sha256_hex(path.read_bytes())
    with office.store.read() as reading:
        assert reading.blob(str(body["file"])) == path.read_bytes()
        assert reading.blob(str(body["dossier"])) is not None
    assert (body["report"], body["format"], body["language"]) == (SHEET, "html", "id")
    assert str(body["title"]).startswith("Berita acara tahap ")


def test_an_issued_sheet_says_who_issued_it(office: Workspace, tmp_path: Path) -> None:
    """A printed one that nobody issued says so."""
    path = tmp_path / "berita.html"
    issued(office, path)
    assert "Diterbitkan oleh" in path.read_text(encoding="utf-8")
    assert b"Belum diterbitkan" in export(office, CITY, SHEET, "html", "id").content


def test_a_draft_is_refused_and_nothing_is_written(office: Workspace, tmp_path: Path) -> None:
    """Neither an entry nor a file; the refusal names the first things that are missing."""
    before, path = read_history(office, CITY).head, tmp_path / "buku.html"
    with pytest.raises(StillDraft) as caught:
        issue(office, CITY, "analysis", "html", "id", path.write_bytes)  # type: ignore[arg-type]
    assert caught.value.exit_code == 1
    assert "Issue analysis has not ended" in caught.value.message.en
    assert read_history(office, CITY).head == before
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_not_official(office: Workspace, tmp_path: Path) -> None:
    """No entry names a file that nobody has."""
    before = read_history(office, CITY).head
    with pytest.raises(CannotSaveReport):
        issued(office, tmp_path / "tidak" / "ada" / "berita.html")
    assert read_history(office, CITY).head == before


def test_verify_tells_by_which_entry_a_file_is_official(office: Workspace, tmp_path: Path) -> None:
    """Its name does not matter, and every other byte does."""
    path, other = tmp_path / "berita.html", tmp_path / "salinan (1).html"
    entry = issued(office, path).entry
    other.write_bytes(path.read_bytes())
    found = verify(office, files=(path, other))
    assert found.exit_code == 0
    assert [(one.file.name, one.entry.seq) for one in found.issued] == [
        (str(path), entry.seq),
        (str(other), entry.seq),
    ]
    other.write_bytes(path.read_bytes().replace(b"Kota Contoh", b"Kota Contah", 1))
    found = verify(office, files=(path, other))
    assert found.exit_code == 4
    assert [(one.kind, one.where) for one in found.findings] == [(Kind.NOT_ISSUED, str(other))]
    assert [one.file.name for one in found.issued] == [str(path)]


def test_what_was_only_printed_is_not_official(office: Workspace, tmp_path: Path) -> None:
    """Nor is it once something else was issued."""
    issued(office, tmp_path / "berita.html")
    path = tmp_path / "cetakan.html"
    path.write_bytes(export(office, CITY, SHEET, "html", "id").content)
    assert [one.kind for one in verify(office, files=(path,)).findings] == [Kind.NOT_ISSUED]


def test_a_file_that_cannot_be_read_is_told(office: Workspace, tmp_path: Path) -> None:
    """It is no finding about the store."""
    with pytest.raises(FileUnreadable, match=r"hilang\.pdf"):
        verify(office, files=(tmp_path / "hilang.pdf",))


def test_issuing_voids_no_sign_off(office: Workspace, tmp_path: Path) -> None:
    """What was signed is the city's data; a print of them changes nothing."""
    from smartflow.actions.compose import open_desk
    from smartflow.fold.subject import subject_digest

    before = open_desk(office, CITY)
    issued(office, tmp_path / "berita.html")
    after = open_desk(office, CITY)
    digests = [
        subject_digest(desk.case.state, desk.dossier.workflow, "issue_analysis")
        for desk in (before, after)
    ]
    assert digests[0] == digests[1]
    assert before.manifest != after.manifest
    assert [one.report for one in after.dossier.issued] == [SHEET]
