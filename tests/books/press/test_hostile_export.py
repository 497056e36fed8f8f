"""Nothing that a plugin, a path or a broken office does makes a false book or costs a true one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow import Chapter, OutputFormat, report
from smartflow.audit.verify.verify import verify
from smartflow.books.press.chapters import ChapterFailed, chapters_of
from smartflow.books.press.compose import open_desk
from smartflow.books.press.export import BadSuffix, export, export_all
from smartflow.books.press.gaps import gaps_of
from smartflow.books.press.issue import issue
from smartflow.casework.casework import Draft, perform, read_history
from smartflow.casework.printing.files import (
    CannotSaveReport,
    OwnFile,
    keep_off,
    report_file,
    save_report,
)
from smartflow.casework.signing import SigningKeyMissing
from smartflow.language import Text
from smartflow.model import Person
from smartflow.plugin.registry import Origin, Owned
from smartflow.workflow.definition import AllowedPlugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.casework.workspace import Workspace

CITY, SHEET = "kota", "attendance"
TITLE = Text(id="Judul", en="Title")


def issued(workspace: Workspace, path: Path) -> Any:
    """Issue a book as the command line does."""
    with report_file(path) as save:
        return issue(workspace, CITY, "executive_summary", "json", "id", save)


@contextmanager
def registered(workspace: Workspace, **more: Any) -> Iterator[None]:
    """Let a region bring something for as long as the block runs."""
    before = workspace.registry
    workspace.__dict__["registry"] = msgspec.structs.replace(before, **more)
    try:
        yield
    finally:
        workspace.__dict__["registry"] = before


def owned(thing: Any) -> Owned[Any]:
    """Return something that a region registers."""
    return Owned(thing, Origin("padang", "1", "smartflow-padang"))


# -- the workspace's own files ----------------------------------------------------------------


def own_files(workspace: Workspace) -> dict[str, Path]:
    """Return the files in which a workspace lives."""
    root = workspace.root
    key = workspace.key_file(read_history(workspace, CITY).log.rpartition("/")[0])
    assert key is not None
    return {
        "database": root / workspace.configuration.database,
        "journal": root / f"{workspace.configuration.database}-wal",
        "log": workspace.log_file,
        "lock": root / "history.jsonl.lock",
        "configuration": root / "smartflow.toml",
        "key": key,
    }


@pytest.mark.parametrize("which", ["database", "journal", "log", "lock", "configuration", "key"])
def test_no_report_takes_the_place_of_the_workspace(
    office: Workspace, tmp_path: Path, which: str
) -> None:
    """However the file is called: by its path, by a detour, or through a link."""
    path = own_files(office)[which]
    link = tmp_path / "buku.html"
    link.symlink_to(path)
    for name in (path, path.parent / "." / ".." / path.parent.name / path.name, link):
        with pytest.raises(OwnFile):
            keep_off(office, name)


def test_a_report_beside_the_workspace_s_files_is_no_danger(office: Workspace) -> None:
    """Only those files are refused, not the folder."""
    assert [keep_off(office, office.root / name) for name in ("buku.html", "smart.db")] == [
        None,
        None,
    ]


@pytest.mark.parametrize("name", ["", ".", "/", "folder", "pipa", "alat"])
def test_only_a_plain_file_is_replaced(tmp_path: Path, name: str) -> None:
    """A folder, a pipe, a device and no name at all are told, and stay what they are."""
    import os

    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "alat").symlink_to("/dev/null")
    path = Path(name) if name in ("", ".", "/") else tmp_path / name
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CannotSaveReport, match="no plain file"):
        save_report(path, b"buku")
    with pytest.raises(CannotSaveReport), report_file(path) as save:
        save(b"buku")
    assert sorted(tmp_path.iterdir()) == before
    assert not path.is_file()


# -- the file that was official before ----------------------------------------------------------


def test_a_refused_entry_leaves_the_official_file(
    office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the key nothing is recorded, so what is there stays, and is official still."""
    perform(office, CITY, lambda _: Draft("person_add", {"person": Person("Ani", ("team",), "K")}))
    office.actor_name = "Ani"
    monkeypatch.setattr("smartflow.books.press.issue._require_whole", lambda *_: None)
    path, key = tmp_path / "analisis.json", own_files(office)["key"]
    entry = issued(office, path).entry
    before = path.read_bytes()
    moved = key.rename(key.with_name("elsewhere"))
    with pytest.raises(SigningKeyMissing):
        issued(office, path)
    moved.rename(key)
    assert path.read_bytes() == before
    assert [one.entry.seq for one in verify(office, files=(path,)).issued] == [entry.seq]
    assert list(tmp_path.glob(".*.tmp")) == []


def test_of_two_plans_the_last_one_s_file_is_kept(tmp_path: Path) -> None:
    """An act is planned again when the city moved; until the end the old file stands."""
    path = tmp_path / "buku.json"
    path.write_bytes(b"lama")
    with report_file(path) as save:
        save(b"pertama")
        assert path.read_bytes() == b"lama"
        save(b"kedua")
        assert path.read_bytes() == b"lama"
    assert path.read_bytes() == b"kedua"
    assert [one.name for one in tmp_path.iterdir()] == ["buku.json"]


# -- what a book lacks ----------------------------------------------------------------------------


def gaps(workspace: Workspace, **more: Any) -> list[str]:
    """Return what the attendance sheet lacks when its workflow says something else."""
    desk = open_desk(workspace, CITY)
    sheet = desk.report(SHEET)
    plugins = more.pop("plugins", desk.workflow.plugins)
    requires = more.pop("requires", desk.workflow.requires)
    workflow = msgspec.structs.replace(desk.workflow, plugins=plugins, requires=requires)
    chosen = msgspec.structs.replace(sheet, book=msgspec.structs.replace(sheet.book, **more))
    found = gaps_of(chosen, desk.case, workflow, desk.dossier, desk.registry)
    return [gap.what.en for gap in found]


def test_a_rule_that_nobody_brings_makes_a_draft(office: Workspace) -> None:
    """A blocked plugin's rules find nothing wrong: that is not the same as nothing being wrong."""
    assert gaps(office) == []
    assert gaps(office, rules=("XYZ",)) == ["The rule XYZ did not run: no plugin brings it."]


def test_a_plugin_that_the_workflow_counts_on_makes_a_draft(office: Workspace) -> None:
    """Whether it is required or listed."""
    assert gaps(office, requires=("padang",)) == ["'padang' is not loaded."]
    listed = (AllowedPlugin("padang"),)
    assert any("'padang'" in words for words in gaps(office, plugins=listed))


def test_a_book_that_waits_for_no_stage_of_the_workflow_is_never_whole(office: Workspace) -> None:
    """Lint refuses it; a definition from elsewhere fails closed."""
    assert any("has not ended" in words for words in gaps(office, whole_after="dihapus"))


# -- what plugins bring ---------------------------------------------------------------------------


class Leaps(BaseException):
    """What no ``except Exception`` catches."""


class Own(report.Chapter, frozen=True):
    """A chapter that does something when it is read."""

    def walk(self) -> Any:
        """Leap out of the engine."""
        raise Leaps


def nested(depth: int) -> report.Chapter:
    """Return a chapter with parts so deep."""
    made = report.Chapter("k", TITLE)
    for number in range(depth):
        made = report.Chapter(f"k{number}", TITLE, parts=(made,))
    return made


HOSTILE: dict[str, Callable[[], Any]] = {
    "a kind of its own": lambda: Own("x", TITLE),
    "a part of its own kind": lambda: report.Chapter("x", TITLE, parts=(Own("y", TITLE),)),
    "too deep for JSON": lambda: nested(250),
    "too deep for the types": lambda: nested(2000),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_chapter_is_plain_before_it_leaves_the_guard(
    office: Workspace, make: Callable[[], Any]
) -> None:
    """What would run or overflow outside of it is refused inside, and its plugin is named."""
    desk = open_desk(office, CITY)
    one = Chapter(key="x", book=SHEET, position=1, function=lambda _dossier, _settings: make())
    registry = msgspec.structs.replace(desk.registry, chapters={"x": owned(one)})
    with pytest.raises(ChapterFailed, match="'padang'"):
        chapters_of(SHEET, desk.dossier, registry)


def test_a_chapter_may_be_as_deep_as_word_s_headings(office: Workspace) -> None:
    """Nine levels are fine."""
    desk = open_desk(office, CITY)
    one = Chapter(key="x", book=SHEET, position=1, function=lambda _dossier, _settings: nested(8))
    registry = msgspec.structs.replace(desk.registry, chapters={"x": owned(one)})
    assert len(list(chapters_of(SHEET, desk.dossier, registry)[0].walk())) == 9


@pytest.mark.parametrize("suffix", ["/../../luar.x", "", ".", ".a/b", "\\..\\luar", ".x\n", ".x\0"])
def test_a_suffix_does_not_lead_out_of_the_folder(
    office: Workspace, tmp_path: Path, suffix: str
) -> None:
    """Not even where a folder has the report's name; the other formats are written."""
    form = OutputFormat(
        key="padang", media_type="text/plain", suffix=suffix, renders=("book",),
        function=lambda _thing, _language: b"isi",
    )  # fmt: skip
    folder = tmp_path / "cetak"
    (folder / SHEET).mkdir(parents=True)
    with registered(office, formats={"padang": owned(form)}):
        with pytest.raises(BadSuffix):
            export(office, CITY, SHEET, "padang", "id")
        done = export_all(office, CITY, folder, "id", lambda _: None)
    told = {type(one.failure) for one in done if one.format == "padang" and one.report == SHEET}
    assert told == {BadSuffix}
    assert [one.failure for one in done if (one.report, one.format) == (SHEET, "json")] == [None]
    outside = {one.name for one in (*tmp_path.iterdir(), *tmp_path.parent.iterdir())}
    assert not any("luar" in name for name in outside)
