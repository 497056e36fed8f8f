"""Reports of a city: whole or a draft with its list, in every format, and no half file."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from smartflow import OutputFormat, report
from smartflow.books.press.compose import compose, open_desk
from smartflow.books.press.export import Exported, export, export_all, formats_of
from smartflow.books.press.pages import BadEmblem
from smartflow.casework.casework import Draft, perform
from smartflow.casework.printing.files import CannotSaveReport, save_report
from smartflow.casework.printing.rendering import (
    FormatFailed,
    MissingLibrary,
    UnfillableTemplate,
    UnknownFormat,
    render,
)
from smartflow.casework.printing.reports import UnknownReport, find_report, reports_of
from smartflow.history.entries.blob import seal
from smartflow.journey.gate.record import BadRecord, record
from smartflow.language import Text
from smartflow.plugin.registry import Origin, Owned
from smartflow.report import Facts, Table, TemplateFault
from smartflow.report.book_data import book_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.casework.workspace import Workspace

CITY = "kota"


def png() -> bytes:
    """Return a picture of one black pixel."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def cells(book: report.Book) -> Iterator[Any]:
    """Yield every value of a book's facts and tables."""
    for block in book.blocks():
        if isinstance(block, Facts):
            yield from (value for _, value in block.rows)
        elif isinstance(block, Table):
            yield from (value for row in block.rows for value in row)


# -- what there is --------------------------------------------------------------------------------


def test_every_report_is_found_by_its_name_and_title(office: Workspace) -> None:
    """In any case, with a dash or an underscore, in both languages; no two share a name."""
    workflow = open_desk(office, CITY).workflow
    reports = reports_of(workflow)
    for one in reports:
        for words in (one.name, one.name.upper(), one.title.id, one.title.en.casefold()):
            assert find_report(workflow, words) == one
    names = [one.name for one in reports]
    assert len(names) == len(set(names))


def test_a_stage_that_ends_has_minutes_and_a_final_one_has_none(office: Workspace) -> None:
    """One sheet for each stage that a city leaves, in their order."""
    workflow = open_desk(office, CITY).workflow
    stages = [one.stage.key for one in reports_of(workflow) if one.stage is not None]
    assert stages == [key for key in workflow.stage_keys if key not in workflow.final]


def test_an_unknown_report_is_refused_with_what_is_near(office: Workspace) -> None:
    """And with all that there is."""
    with pytest.raises(UnknownReport) as caught:
        open_desk(office, CITY).report("analisys")
    assert "'analysis'" in caught.value.message.en
    assert caught.value.hint is not None
    assert "minutes-issue_analysis" in caught.value.hint.id


# -- drafts ---------------------------------------------------------------------------------------


def test_a_new_city_s_books_are_drafts_that_say_what_is_missing(office: Workspace) -> None:
    """The stages that have not ended, what the present gate asks for, and who has not signed."""
    desk = open_desk(office, CITY)
    for key in ("analysis", "masterplan", "executive_summary"):
        made = compose(desk, desk.report(key))
        assert made.book.draft
        first = made.book.chapters[0]
        assert first.key == "draft"
        (table,) = [block for block in first.blocks if isinstance(block, Table)]
        assert len(table.rows) == len(made.gaps)
        said = [gap.what.en for gap in made.gaps]
        assert "The stage Issue analysis has not ended." in said
        assert "The sign-off by Implementation team is not complete." in said
        assert any(gap.code.startswith("ISU") for gap in made.gaps)
        assert "DRAFT" in [cell.en for cell in cells(made.book) if isinstance(cell, Text)]


def test_a_form_is_never_a_draft_and_minutes_are_until_all_is_there(office: Workspace) -> None:
    """Of a stage to come they say that it has not begun; of the present one what is open."""
    desk = open_desk(office, CITY)
    blank = compose(desk, desk.report("attendance"))
    assert (blank.gaps, blank.book.draft, blank.book.cover) == ((), False, False)
    assert blank.book.chapters[0].key != "draft"
    later = compose(desk, desk.report("minutes-swot_tows"))
    assert [gap.what.en for gap in later.gaps] == ["The stage SWOT-TOWS analysis has not begun."]
    present = compose(desk, desk.report("minutes-issue_analysis"))
    assert {gap.code[:3] for gap in present.gaps} >= {"ISU"}
    assert not any("sign-off" in gap.what.en for gap in present.gaps)


def test_minutes_are_about_their_stage(office: Workspace) -> None:
    """The title and the particulars name it, not the stage that the city is in."""
    desk = open_desk(office, CITY)
    made = compose(desk, desk.report("minutes-swot_tows"))
    title = desk.workflow.stage("swot_tows").title
    assert title.id in made.book.title.id
    assert title in list(cells(made.book))


def test_minutes_of_a_stage_that_the_city_has_left_await_nothing(office: Workspace) -> None:
    """Their chapters are told in which stage the city is."""
    desk = open_desk(office, CITY)
    report = desk.report("minutes-issue_analysis")
    moved = msgspec.structs.replace(desk.dossier, stage="swot_tows")
    further = msgspec.structs.replace(desk, dossier=moved)
    present, past = (repr(compose(one, report).book.chapters) for one in (desk, further))
    for words, told in (("Belum ada paparan", present), ("Tidak ada paparan", past)):
        assert [words in one for one in (present, past)] == [told is one for one in (present, past)]


# -- the last page --------------------------------------------------------------------------------


def test_the_last_page_binds_the_book_to_its_history(office: Workspace) -> None:
    """Size, last leaf and checkpoint are those of the store; its writers are named."""
    desk = open_desk(office, CITY)
    book = compose(desk, desk.report("analysis")).book
    page = book.chapters[-1]
    assert (page.key, page.page) == ("seal", "new")
    with office.store.read() as reading:
        newest = reading.checkpoint(desk.case.log)
    assert newest is not None
    values = list(cells(report.Book(book.title, book.title, chapters=(page,))))
    assert {desk.case.head.seq, desk.case.head.leaf, desk.case.log} <= set(values)
    (note,) = [block.words for block in page.blocks if isinstance(block, report.Verbatim)]
    assert note == newest[1].decode().rstrip("\n")
    assert any(isinstance(block, report.Figure) for block in page.blocks)
    assert "masterplan" in values


def test_a_store_without_a_key_says_so(workspace: Workspace) -> None:
    """There is no code to print; a sentence stands in its place."""
    desk = open_desk(workspace, CITY)
    page = compose(desk, desk.report("attendance")).book.chapters[-1]
    assert [block.tone for block in page.blocks if isinstance(block, report.Paragraph)] == [
        "plain",
        "warning",
    ]


# -- the coat of arms -----------------------------------------------------------------------------


def arms(workspace: Workspace, tmp_path: Path, content: bytes) -> Any:
    """Record a file as the coat of arms."""
    path = tmp_path / "lambang.png"
    path.write_bytes(content)
    today = open_desk(workspace, CITY).case.today
    return record(workspace, CITY, "coat_of_arms", number="", day=today, title="L", file=path)


def test_the_recorded_coat_of_arms_stands_on_the_cover(office: Workspace, tmp_path: Path) -> None:
    """The newest one that was recorded."""
    desk = open_desk(office, CITY)
    assert compose(desk, desk.report("analysis")).book.emblem is None
    arms(office, tmp_path, png())
    desk = open_desk(office, CITY)
    emblem = compose(desk, desk.report("analysis")).book.emblem
    assert emblem is not None
    assert emblem.content == png()


def test_what_is_no_picture_is_refused_as_coat_of_arms(office: Workspace, tmp_path: Path) -> None:
    """When it is recorded; one that came into the history otherwise, when a book is printed."""
    before = open_desk(office, CITY).case.head
    with pytest.raises(BadRecord, match="PNG or JPEG"):
        arms(office, tmp_path, b"<html>")
    assert open_desk(office, CITY).case.head == before
    blob = seal(b"<html>")
    body = {
        "kind": "coat_of_arms", "number": "", "date": "2026-01-01", "title": "L",
        "signed_by": [], "file": blob.digest,
    }  # fmt: skip
    perform(office, CITY, lambda _: Draft("record", body, blobs=(blob,)))
    desk = open_desk(office, CITY)
    with pytest.raises(BadEmblem) as caught:
        compose(desk, desk.report("analysis"))
    assert caught.value.hint is not None
    assert "record kota coat_of_arms" in caught.value.hint.en


# -- files ----------------------------------------------------------------------------------------


def test_json_holds_the_whole_tree(office: Workspace) -> None:
    """It is the engine's own format: what it prints is what was composed."""
    written = export(office, CITY, "analysis", "json", "id")
    assert json.loads(written.content) == json.loads(json.dumps(book_data(written.composed.book)))


@pytest.mark.parametrize("key", ["html", "markdown", "json", "csv", "xlsx", "docx", "pdf"])
def test_equal_books_are_equal_bytes(office: Workspace, key: str) -> None:
    """In every format, each time, in both languages."""
    for language in ("id", "en"):
        once = export(office, CITY, "minutes-issue_analysis", key, language)  # type: ignore[arg-type]
        again = export(office, CITY, "minutes-issue_analysis", key, language)  # type: ignore[arg-type]
        assert once.content == again.content
        assert once.content


def test_all_is_every_report_in_every_format(office: Workspace, tmp_path: Path) -> None:
    """Each named after its report with the format's suffix, and told as it is written."""
    told: list[Exported] = []
    done = export_all(office, CITY, tmp_path / "cetak", "id", told.append)
    reports = [one.name for one in reports_of(open_desk(office, CITY).workflow)]
    forms = formats_of(office).values()
    expected = {f"{name}{form.suffix}" for name in reports for form in forms}
    assert {path.name for path in (tmp_path / "cetak").iterdir()} == expected
    assert told == list(done)
    assert all(one.failure is None and one.path.stat().st_size == one.size for one in done)
    assert {".docx", ".pdf", ".html", ".md", ".xlsx", ".json", ".csv"} <= {
        form.suffix for form in forms
    }


def test_one_file_that_cannot_be_written_stops_no_other(office: Workspace, tmp_path: Path) -> None:
    """A folder lies in the way of one; all others are there."""
    (tmp_path / "cetak" / "analysis.html").mkdir(parents=True)
    done = export_all(office, CITY, tmp_path / "cetak", "id", lambda _: None)
    failed = [one for one in done if one.failure is not None]
    assert [(one.report, one.format) for one in failed] == [("analysis", "html")]
    assert isinstance(failed[0].failure, CannotSaveReport)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no half one beside it."""
    path = tmp_path / "buku.pdf"
    path.write_bytes(b"yang lama")

    def full(self: Path, mode: str) -> None:
        self.write_bytes(b"yang")
        raise OSError(28, "No space left on device")

    def write_bytes(self: Path, content: bytes) -> None:
        with open(self, "wb") as file:  # noqa: PTH123  Path.open is what is replaced
            file.write(content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(CannotSaveReport, match="No space left"):
        save_report(path, b"yang baru")
    monkeypatch.undo()
    assert path.read_bytes() == b"yang lama"
    assert [one.name for one in tmp_path.iterdir()] == ["buku.pdf"]


def test_an_unknown_format_is_refused_with_all_there_are(office: Workspace) -> None:
    """``text`` is for tables: a book has none."""
    with pytest.raises(UnknownFormat) as caught:
        export(office, CITY, "analysis", "word", "id")
    assert caught.value.hint is not None
    for key in formats_of(office):
        assert key in caught.value.hint.id


# -- a format that fails --------------------------------------------------------------------------

BOOK = report.Book(Text(id="B", en="B"), Text(id="B", en="B"))


def form(function: Callable[..., bytes], template: Path | None = None) -> Owned[OutputFormat]:
    """Return a region's format."""
    made = OutputFormat(
        key="cetak", media_type="text/plain", suffix=".txt", renders=("book",),
        function=function, template=template,
    )  # fmt: skip
    return Owned(made, Origin("padang", "1", "smartflow-padang"))


def missing(_thing: object, _language: str) -> bytes:
    """Fail as a format does whose library is not installed."""
    raise ModuleNotFoundError(name="typst")


def unfillable(_thing: object, _language: str) -> bytes:
    """Fail as a format does whose template was changed."""
    raise TemplateFault(Text(id="kata 'titel' tidak dikenal", en="'titel' is unknown"), 7)


FAILING = {
    "it raises": (lambda _thing, _language: b"%d" % 1 + 1 / 0, FormatFailed, "padang", 3),
    "it returns text": (lambda _thing, _language: "teks", FormatFailed, "not str", 3),
    "its library is missing": (missing, MissingLibrary, "'typst'", 2),
    "its template was changed": (unfillable, UnfillableTemplate, "line 7", 2),
}


@pytest.mark.parametrize(("function", "error", "words", "code"), FAILING.values(), ids=FAILING)
def test_whatever_a_format_raises_is_a_sentence(
    function: Any, error: type[Exception], words: str, code: int
) -> None:
    """It names the plugin, the library or the line, and the next step."""
    with pytest.raises(error) as caught:
        render(form(function), BOOK, "id")
    told: Any = caught.value
    assert words in told.message.en
    assert (told.exit_code, told.hint is None) == (code, False)


def test_a_format_with_a_template_is_given_its_bytes(tmp_path: Path) -> None:
    """The shipped ones, or those that an official has put in their place."""
    path = tmp_path / "book.txt"
    path.write_bytes(b"bawaan")
    owned = form(lambda _thing, _language, template: template, path)
    assert render(owned, BOOK, "id") == b"bawaan"
    assert render(owned, BOOK, "id", b"sendiri") == b"sendiri"


def test_an_official_s_own_template_is_used(office: Workspace) -> None:
    """Its digest is known, so that an issued book says with which one it was printed."""
    shipped = export(office, CITY, "attendance", "html", "id")
    own = office.root / "templates"
    own.mkdir()
    form_ = office.registry.formats["html"].value
    assert form_.template is not None
    changed = form_.template.read_text(encoding="utf-8").replace("</body>", "<p>Kota</p></body>")
    (own / "book.html").write_text(changed, encoding="utf-8")
    printed = export(office, CITY, "attendance", "html", "id")
    assert b"<p>Kota</p>" in printed.content
    assert printed.template != shipped.template
    assert msgspec.structs.replace(printed, content=b"", template="") == msgspec.structs.replace(
        shipped, content=b"", template=""
    )
