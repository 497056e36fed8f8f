"""``template list`` and ``copy``: what is there is listed, what is copied counts at once."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path
from typing import IO, Any, Self

import pytest
from kit.toy_workflow import put_workflow, toy_workflow

from smartflow.books.templates.copy import WrongSuffix, template_copy, template_copy_to
from smartflow.books.templates.list import TemplateUse, template_list
from smartflow.books.templates.names import NoTemplate, format_with_template, known_reports
from smartflow.books.templates.templates import Template, template_for
from smartflow.casework.printing.reports import UnknownReport
from smartflow.errors import BadInput
from smartflow.plugin.objects import OutputFormat
from smartflow.plugin.registry import Origin, Owned
from smartflow.plugin.scaffold import AlreadyThere
from smartflow.workflow.catalogue import Catalogue

Formats = dict[str, Owned[OutputFormat]]
REPORTS = ("minutes", "minutes-first", "plan")
WORKFLOW = toy_workflow(
    {"first": ("Pertama", "First"), "end": ("Akhir", "End")},
    {("first", "end"): ""},
    """
[[book]]
key = "plan"
title = { id = "Rencana", en = "Plan" }

[[book]]
key = "minutes"
title = { id = "Berita acara", en = "Minutes" }
each = "stage"
""",
    dimensions=(),
)


@pytest.fixture
def formats(tmp_path: Path) -> Formats:
    """Two formats with a template and one without."""
    made: Formats = {}
    for key in ("zine", "leaf", "bare"):
        template = tmp_path / "plugin" / f"frame.{key}"
        template.parent.mkdir(exist_ok=True)
        template.write_bytes(key.encode())
        form = OutputFormat(
            key=key,
            media_type="x/x",
            suffix=".x",
            renders=("book",),
            function=lambda *_: b"\n",
            template=template if key != "bare" else None,
        )
        made[key] = Owned(form, Origin(key, "1", f"dist-{key}"))
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace's folder."""
    folder = tmp_path / "kerja"
    folder.mkdir()
    return folder


@pytest.fixture
def catalogue(root: Path) -> Catalogue:
    """A catalogue with one small workflow, and one that cannot be read."""
    put_workflow(root, WORKFLOW)
    (root / "workflows" / "rusak.toml").write_text("[", encoding="utf-8")
    return Catalogue((), root / "workflows")


def told(uses: tuple[TemplateUse, ...]) -> list[tuple[str, str, str, str]]:
    """Return format, report, file name and state of each."""
    return [(u.format, u.report, u.path.name if u.path else "", u.state) for u in uses]


def test_nothing_of_ones_own_leaves_the_shipped_ones(formats: Formats, root: Path) -> None:
    """One line for each format with a template, sorted; a format without one is not there."""
    expected = [("leaf", "", "", "shipped"), ("zine", "", "", "shipped")]
    assert told(template_list(formats, root, REPORTS)) == expected
    assert told(template_list(formats, None, REPORTS)) == expected


def test_every_file_is_accounted_for(formats: Formats, root: Path) -> None:
    """What is used, by whom, whether it was changed, what cannot be used, and what nobody uses."""
    folder = root / "templates"
    folder.mkdir()
    files = {
        "book.zine": b"zine",
        "minutes-first.zine": b"lain",
        "plan.leaf": b"",
        "Book.zine": b"x",
        "mintues.zine": b"x",
        "catatan.txt": b"x",
        "~$book.zine": b"x",
        ".DS_Store": b"x",
        "book.zine~": b"x",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    uses = template_list(formats, root, REPORTS)
    expected = [
        ("leaf", "", "", "shipped"),
        ("leaf", "plan", "plan.leaf", "unusable"),
        ("zine", "", "book.zine", "unchanged"),
        ("zine", "minutes-first", "minutes-first.zine", "own"),
        ("", "", "Book.zine", "unused"),
        ("", "", "catatan.txt", "unused"),
        ("", "", "mintues.zine", "unused"),
    ]
    assert told(uses) == expected
    why = {use.path.name: use.why.id for use in uses if use.path and use.why}
    assert "'book.zine'" in why["Book.zine"]
    assert "'minutes.zine'" in why["mintues.zine"]
    assert "kosong" in why["plan.leaf"]


def test_the_digest_is_that_of_the_file_in_use(formats: Formats, root: Path) -> None:
    """The one that ``export --issue`` will keep."""
    template_copy_to(formats, "zine", root / "x.zine")
    (root / "templates").mkdir()
    (root / "templates" / "minutes.zine").write_bytes(b"lain")
    digests = {(u.format, u.report): u.digest for u in template_list(formats, root, REPORTS)}
    zine = formats["zine"].value
    assert digests["zine", "minutes"] == template_for(root, zine, "minutes-x", "minutes").digest
    assert digests["zine", ""] == Template((root / "x.zine").read_bytes()).digest


# -- copying -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "name"), [("", "book"), ("plan", "plan"), ("MINUTES-First", "minutes-first")]
)
def test_what_is_copied_counts_at_once(
    formats: Formats, root: Path, catalogue: Catalogue, report: str, name: str
) -> None:
    """It is the shipped one, byte for byte, and the next print uses it."""
    made = template_copy(formats, "Zine", root=root, report=report, catalogue=catalogue)
    assert made.path == root / "templates" / f"{name}.zine"
    zine = formats["zine"].value
    used = template_for(root, zine, report.casefold(), report.casefold().partition("-")[0])
    assert used == Template(b"zine", made.path)


def test_nothing_is_overwritten(formats: Formats, root: Path, catalogue: Catalogue) -> None:
    """Neither a file nor a link that leads nowhere yet."""
    made = template_copy(formats, "zine", root=root, report="", catalogue=catalogue)
    made.path.write_bytes(b"kerja seminggu")
    with pytest.raises(AlreadyThere):
        template_copy(formats, "zine", root=root, report="", catalogue=catalogue)
    with pytest.raises(AlreadyThere):
        template_copy_to(formats, "zine", made.path)
    assert made.path.read_bytes() == b"kerja seminggu"
    link = root / "tautan.zine"
    link.symlink_to(root / "nanti.zine")
    with pytest.raises(AlreadyThere):
        template_copy_to(formats, "zine", link)
    assert not (root / "nanti.zine").exists()


def test_a_folder_gets_the_general_name(formats: Formats, root: Path) -> None:
    """As with every command that writes into a folder."""
    assert template_copy_to(formats, "zine", root).path == root / "book.zine"


@pytest.mark.parametrize(
    ("words", "hint"),
    [("zin", "zine"), ("bare", "leaf, zine"), ("", "leaf, zine"), ("../zine", "leaf, zine")],
)
def test_a_format_that_has_none_is_refused(formats: Formats, words: str, hint: str) -> None:
    """With the nearest name, and with those that there are."""
    with pytest.raises(NoTemplate) as caught:
        format_with_template(formats, words)
    assert caught.value.hint is not None
    assert hint in caught.value.message.id + caught.value.hint.id


def test_a_report_that_nobody_prints_is_refused(
    formats: Formats, root: Path, catalogue: Catalogue
) -> None:
    """With the nearest name; nothing is written, not even the folder."""
    with pytest.raises(UnknownReport, match="Did you mean 'minutes-first'"):
        template_copy(formats, "zine", root=root, report="minutes-frist", catalogue=catalogue)
    assert not (root / "templates").exists()


def test_reports_are_those_of_every_workflow_that_can_be_read(catalogue: Catalogue) -> None:
    """Each book, those of each stage that ends, and none of a file with a fault."""
    assert known_reports(catalogue) == ("plan", "minutes", "minutes-first")


@pytest.mark.parametrize("name", ["book.docx", "book", "zine"])
def test_a_name_that_tells_no_format_is_refused(formats: Formats, root: Path, name: str) -> None:
    """The hint has the suffix, and nothing is written."""
    with pytest.raises(WrongSuffix) as caught:
        template_copy_to(formats, "zine", root / name)
    assert caught.value.hint is not None
    assert ".zine" in caught.value.hint.en
    assert [*root.iterdir()] == []


def test_a_disk_that_fills_leaves_nothing_behind(
    formats: Formats, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was half written is removed again, and the file that was asked for is named."""
    real = Path.open

    class Full:
        def __init__(self, file: IO[Any]) -> None:
            self.file = file

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            self.file.write(content[:2])
            raise OSError(errno.ENOSPC, "No space left on device")

    def opened(path: Path, mode: str = "r", **said: Any) -> Any:
        file = real(path, mode, **said)
        return Full(file) if "x" in mode else file

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OSError, match="No space") as caught:
        template_copy_to(formats, "zine", root / "book.zine")
    assert caught.value.filename == str(root / "book.zine")
    assert [*root.iterdir()] == []


def test_a_folder_that_is_a_file_is_refused(
    formats: Formats, root: Path, catalogue: Catalogue
) -> None:
    """Before anything is written."""
    (root / "templates").write_text("x")
    with pytest.raises(BadInput):
        template_copy(formats, "zine", root=root, report="", catalogue=catalogue)
    assert (root / "templates").read_text() == "x"


def test_a_document_is_told_from_a_text(formats: Formats, root: Path) -> None:
    """An office document is a zip: it is opened with other programs."""
    zine = formats["zine"]
    assert zine.value.template is not None
    with zipfile.ZipFile(zine.value.template, "w") as archive:
        archive.writestr("x.xml", "<x/>")
    office = [template_copy_to(formats, key, root).office for key in ("zine", "leaf")]
    assert office == [True, False]
