"""A book becomes official by an entry that knows its file; nothing else is official."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from kit.toy_workflow import TEAM, put_workflow, toy_workflow

from smartflow.audit.verify.cli.verify_text import verification_text
from smartflow.audit.verify.issued_files import FileUnreadable
from smartflow.audit.verify.verify import verify
from smartflow.books.press.compose import open_desk
from smartflow.books.press.export import export
from smartflow.books.press.issue import OnlyAForm, StillDraft, issue
from smartflow.canonical import sha256_hex
from smartflow.casework.casework import Draft, perform, read_history
from smartflow.casework.people import NobodySigns, UnknownPerson
from smartflow.casework.printing.files import CannotSaveReport, save_report
from smartflow.casework.workspace import Workspace, open_workspace
from smartflow.clock import FixedClock
from smartflow.fold.subject import subject_digest
from smartflow.history.finding import Kind
from smartflow.journey.answers.answering import Answer
from smartflow.journey.answers.sign_off import sign_off
from smartflow.journey.gate.advance import advance
from smartflow.journey.register.city_add import city_add
from smartflow.journey.waivers.waivers import NotInPost
from smartflow.model import City, Person
from smartflow.offices.storage.init import init

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CITY, SHEET = "kota", "sheet"
ANI = Person("Ani", ("team",), "Ketua Tim", status="plt")
WORKFLOW = toy_workflow(
    {
        "start": ("Awal", "Start"),
        "middle": ("Tengah", "Middle", 'worksheets = ["issues"]'),
        "done": ("Selesai", "Done"),
    },
    dict.fromkeys([("start", "middle"), ("middle", "done")], 'sign_offs = [{ role = "team" }]'),
    TEAM
    + """
[[book]]
key = "sheet"
title = { id = "Lembar", en = "Sheet" }

[[book]]
key = "book"
title = { id = "Buku", en = "Book" }
whole_after = "start"

[[book]]
key = "paper"
title = { id = "Berita acara", en = "Minutes" }
each = "stage"

[[book]]
key = "blank"
title = { id = "Formulir", en = "Form" }
form = true
""",
    key="small",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Return a signed workspace: a city on a small workflow, and an acting head of the team."""
    clock, own = FixedClock(NOW), tmp_path / "office"
    root = tmp_path / "kantor"
    init(root, clock=clock, language="id", config_folder=own)
    put_workflow(root, WORKFLOW, "small")
    opened = open_workspace(root, clock=clock, config_folder=own)
    city_add(opened, City("kota", "Kota Contoh", "kota", "13.73", "Provinsi"), "small")
    perform(opened, CITY, lambda _: Draft("person_add", {"person": ANI}))
    opened.actor_name = "Ani"
    yield opened
    opened.close()


def issued(workspace: Workspace, path: Path, key: str = "html") -> Any:
    """Issue the sheet of the first stage to a file."""
    return issue(workspace, CITY, SHEET, key, "id", lambda content: save_report(path, content))


def test_the_entry_knows_the_file_and_what_it_was_made_from(
    desk: Workspace, tmp_path: Path
) -> None:
    """Both are kept in the store, so that neither can be lost or exchanged."""
    path = tmp_path / "berita.html"
    done = issued(desk, path)
    body = read_history(desk, CITY).entries[-1].body
    assert done.entry.body == body
    assert body["file"] == sha256_hex(path.read_bytes())
    with desk.store.read() as reading:
        assert reading.blob(str(body["file"])) == path.read_bytes()
        assert reading.blob(str(body["dossier"])) is not None
    assert (body["report"], body["format"], body["language"]) == (SHEET, "html", "id")
    assert body["title"] == "Lembar"


def test_an_issued_sheet_says_who_issued_it(desk: Workspace, tmp_path: Path) -> None:
    """A printed one that nobody issued says so."""
    path = tmp_path / "berita.html"
    issued(desk, path)
    entry = read_history(desk, CITY).head.seq
    said = f"Diterbitkan oleh Ani, Plt. Ketua Tim (entri {entry})"
    assert said in path.read_text(encoding="utf-8")
    assert b"Lengkap, belum diterbitkan" in export(desk, CITY, SHEET, "html", "id").content


REFUSED = {
    "a book whose stage goes on": ("book", StillDraft, "Start has not ended", 1),
    "the minutes of a stage to come": ("paper-middle", StillDraft, "Middle has not begun", 1),
    "a form": ("blank", OnlyAForm, "filled in by hand", 2),
}


@pytest.mark.parametrize(("report", "error", "words", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_whole_is_refused_and_nothing_is_written(  # noqa: PLR0913  a case
    desk: Workspace, tmp_path: Path, report: str, error: Any, words: str, code: int
) -> None:
    """Neither an entry nor a file; the refusal says what is missing."""
    before, path = read_history(desk, CITY).head, tmp_path / "buku.html"
    with pytest.raises(error) as caught:
        issue(desk, CITY, report, "html", "id", lambda content: save_report(path, content))
    assert (words in caught.value.message.en, caught.value.exit_code) == (True, code)
    assert read_history(desk, CITY).head == before
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "error"), [("", NobodySigns), ("Budi", UnknownPerson), ("Cici", NotInPost)]
)
def test_whoever_issues_is_registered_and_in_post(
    desk: Workspace, tmp_path: Path, name: str, error: type[Exception]
) -> None:
    """Neither a user of the computer, nor a stranger, nor somebody whose term has ended."""
    cici = Person("Cici", ("team",), "Anggota", until=date(2026, 1, 1))
    perform(desk, CITY, lambda _: Draft("person_add", {"person": cici}))
    before, desk.actor_name = read_history(desk, CITY).head, name
    with pytest.raises(error):
        issued(desk, tmp_path / "berita.html")
    assert read_history(desk, CITY).head == before
    assert not (tmp_path / "berita.html").exists()


def test_minutes_are_whole_once_nothing_but_signatures_is_missing(
    desk: Workspace, tmp_path: Path
) -> None:
    """They are what the signatures stand under; within the stage, and for ever after it."""

    def minutes() -> int:
        path = tmp_path / "berita.html"
        done = issue(
            desk, CITY, "paper-start", "html", "id", lambda content: save_report(path, content)
        )
        return done.entry.seq

    first = minutes()
    sign_off(desk, CITY, "team", Answer("approve"))
    desk.actor_name = ""
    advance(desk, CITY)
    desk.actor_name = "Ani"
    assert open_desk(desk, CITY).dossier.stage == "middle"
    second = minutes()
    assert [one.entry for one in open_desk(desk, CITY).dossier.issued] == [first, second]


def test_a_file_that_cannot_be_written_is_not_official(desk: Workspace, tmp_path: Path) -> None:
    """No entry names a file that nobody has."""
    before = read_history(desk, CITY).head
    with pytest.raises(CannotSaveReport):
        issued(desk, tmp_path / "tidak" / "ada" / "berita.html")
    assert read_history(desk, CITY).head == before


def test_verify_tells_by_which_entry_a_file_is_official(desk: Workspace, tmp_path: Path) -> None:
    """Its name does not matter, and every other byte does."""
    path, other = tmp_path / "berita.html", tmp_path / "salinan (1).html"
    entry = issued(desk, path).entry
    other.write_bytes(path.read_bytes())
    found = verify(desk, files=(path, other))
    assert found.exit_code == 0
    assert [(one.file.name, one.entry.seq) for one in found.issued] == [
        (str(path), entry.seq),
        (str(other), entry.seq),
    ]
    other.write_bytes(path.read_bytes().replace(b"Kota Contoh", b"Kota Contah", 1))
    found = verify(desk, files=(path, other))
    assert found.exit_code == 4
    assert [(one.kind, one.where) for one in found.findings] == [(Kind.NOT_ISSUED, str(other))]
    assert [one.file.name for one in found.issued] == [str(path)]


def test_what_was_only_printed_is_not_official(desk: Workspace, tmp_path: Path) -> None:
    """Nor is it once something else was issued."""
    issued(desk, tmp_path / "berita.html")
    path = tmp_path / "cetakan.html"
    path.write_bytes(export(desk, CITY, SHEET, "html", "id").content)
    assert [one.kind for one in verify(desk, files=(path,)).findings] == [Kind.NOT_ISSUED]


def test_a_file_that_cannot_be_read_is_told(desk: Workspace, tmp_path: Path) -> None:
    """It is no finding about the store."""
    with pytest.raises(FileUnreadable, match=r"hilang\.pdf"):
        verify(desk, files=(tmp_path / "hilang.pdf",))


def test_issuing_voids_no_sign_off(desk: Workspace, tmp_path: Path) -> None:
    """What was signed is the city's data; a print of them changes nothing."""
    before = open_desk(desk, CITY)
    issued(desk, tmp_path / "berita.html")
    after = open_desk(desk, CITY)
    digests = [
        subject_digest(one.case.state, one.dossier.workflow, "start") for one in (before, after)
    ]
    assert digests[0] == digests[1]
    assert before.manifest != after.manifest
    assert [one.report for one in after.dossier.issued] == [SHEET]


def test_a_forged_entry_vouches_for_nothing(desk: Workspace, tmp_path: Path) -> None:
    """Whoever writes another file's digest into the store breaks the history that would say it."""
    genuine, forged = tmp_path / "berita.html", tmp_path / "palsu.html"
    old = str(issued(desk, genuine).entry.body["file"])
    forged.write_bytes(genuine.read_bytes().replace(b"Kota Contoh", b"Kota Contah"))
    new = sha256_hex(forged.read_bytes())
    store = sqlite3.connect(desk.root / desk.configuration.database)
    edit = "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), ?, ?) AS BLOB)"
    store.execute(edit, (old, new))
    store.execute("INSERT INTO blob VALUES (?, ?)", (new, forged.read_bytes()))
    store.commit()
    store.close()
    found = verify(desk, files=(forged,))
    assert found.exit_code == 4
    assert [(one.file.name, one.whole) for one in found.issued] == [(str(forged), False)]
    assert "proves nothing" in verification_text(found, "en")


def test_a_newer_issue_is_told(desk: Workspace, tmp_path: Path) -> None:
    """Both files are official; of the older one the newest entry is named."""
    first, second = tmp_path / "satu.html", tmp_path / "dua.html"
    issued(desk, first)
    latest = issued(desk, second).entry.seq
    found = verify(desk, files=(first, second))
    assert [one.newer for one in found.issued] == [latest, 0]
    assert f"newer issue of it: entry {latest}" in verification_text(found, "en")
