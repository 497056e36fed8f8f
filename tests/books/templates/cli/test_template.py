"""``smartflow template``: from the shipped template to one's own, as an official goes about it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kit.commands import Shell

ZINE = """
import smartflow
from pathlib import Path
from smartflow import OutputFormat, Text
from smartflow.report import TemplateFault

def render(book, language, template):
    text = template.decode()
    if "SALAH" in text:
        line = 1 + text[: text.index("SALAH")].count("\\n")
        fault = Text(id='placeholder "titel" tidak dikenal', en='unknown placeholder "titel"')
        raise TemplateFault(fault, line, name="titel", known=("title", "body"))
    if "JATUH" in text:
        raise RuntimeError("jatuh")
    return repr((book, language, text)).encode() + b"\\xff"

@smartflow.hookimpl
def smartflow_register_formats():
    yield OutputFormat(key="zine", media_type="x/x", suffix=".zine", renders=("book",),
                       function=render, template=Path(__file__).with_name("frame.txt"))
"""
"""A format of somebody's plugin, whose prints nobody can read."""


@pytest.fixture
def office(shell: Shell, install: Callable[..., Path]) -> Shell:
    """A shell in a workspace, beside a plugin with a format that has a template."""
    module = install("zine", ZINE)
    module.with_name("frame.txt").write_text("kop\n", encoding="utf-8")
    shell.must("init")
    return shell


def test_the_list_needs_no_workspace(shell: Shell) -> None:
    """What is shipped can be looked at before anything else."""
    listed = shell("template", "list", "--json", bare=True)
    assert listed.code == 0, listed.err
    states = {(one["format"], one["state"], one["file"]) for one in listed.json["templates"]}
    assert ("html", "shipped", None) in states
    assert {state for _, state, _ in states} == {"shipped"}


def test_from_copy_to_own(office: Shell) -> None:
    """Copied it counts, changed it is told as changed, and it is tried by its path."""
    copied = office.must("template", "copy", "zine", "--for", "minutes")
    path = office.root / "templates" / "minutes.txt"
    assert path.read_text() == "kop\n"
    assert str(path) in copied.out or "minutes.txt" in copied.out
    assert "smartflow template check" in copied.out

    def listed() -> dict[str, str]:
        rows = office.must("template", "list", "--json").json["templates"]
        return {one["report"]: one["state"] for one in rows if one["format"] == "zine"}

    assert listed() == {"": "shipped", "minutes": "unchanged"}
    path.write_text("kop baru\n")
    assert listed() == {"": "shipped", "minutes": "own"}
    tried = office.must("template", "check", str(path), "--json").json["templates"]
    digest = hashlib.sha256(b"kop baru\n").hexdigest()
    expected = {"format": "zine", "file": str(path), "digest": digest, "fine": True, "remarks": []}
    assert tried == [expected]


def test_a_table_shows_the_head_of_a_digest_and_data_the_whole(office: Shell) -> None:
    """Twelve letters are enough for an eye; a comparison needs all."""
    digest = hashlib.sha256(b"kop\n").hexdigest()
    text = office.must("template", "list").out
    assert (digest[:12] in text, digest in text) == (True, False)
    assert digest in office.must("template", "list", "--format", "csv").out


def test_a_fault_is_told_at_its_line_with_the_nearest_name(office: Shell) -> None:
    """In text, in JSON and as a table, always with exit code 2 and the next step on stderr."""
    path = office.root / "x.txt"
    path.write_text("kop\nSALAH\n")
    text = office("template", "check", str(path), "--lang", "en")
    assert text.code == 2
    assert (
        text.out.splitlines()[1] == "  line 2: Unknown placeholder \"titel\". Did you mean 'title'?"
    )
    assert "smartflow template copy zine -o FILE" in text.err
    data = office("template", "check", str(path), "--json")
    (remark,) = data.json["templates"][0]["remarks"]
    assert (data.code, remark["line"], remark["prints"]) == (2, 2, [])
    table = office("template", "check", str(path), "--format", "csv")
    rows = [*csv.DictReader(StringIO(table.out.lstrip("\ufeff")), delimiter=";")]
    assert (table.code, rows[0]["line"], rows[0]["format"]) == (2, "2", "zine")


def test_a_format_that_cannot_take_a_template_ends_with_2_and_names_it(office: Shell) -> None:
    """The template is at fault: with the shipped one the format works."""
    path = office.root / "x.txt"
    path.write_text("JATUH")
    tried = office("template", "check", str(path))
    assert (tried.code, "jatuh" in tried.out) == (2, True)


def test_without_a_file_own_and_shipped_ones_are_tried(office: Shell) -> None:
    """Also those of other reports, and the bad one alone is told as bad."""
    office.must("template", "copy", "zine")
    office.must("template", "copy", "html", "--for", "analysis")
    (office.root / "templates" / "minutes.txt").touch()
    tried = office("template", "check", "--json")
    found = {
        (one["format"], Path(one["file"]).name if one["file"] else None): one["fine"]
        for one in tried.json["templates"]
    }
    own = {name: fine for (_, name), fine in found.items() if name}
    assert own == {"analysis.html": True, "book.txt": True, "minutes.txt": False}
    assert found["html", None]
    assert found["zine", None]
    assert tried.code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("copy", "zin"), "'zine'"),
        (("copy", "csv"), "html"),
        (("copy", "zine", "--for", "minuts"), "'minutes'"),
        (("copy", "zine", "-o", "x.docx"), "x.txt"),
        (("copy", "zine", "-o", "x.txt", "--for", "minutes"), "--for"),
        (("check", "x.tx"), "template list"),
    ],
)
def test_a_wrong_word_is_refused_with_the_right_one(
    office: Shell, words: tuple[str, ...], said: str
) -> None:
    """Exit code 2, and nothing is written."""
    before = sorted(office.root.iterdir())
    refused = office("template", *words)
    assert (refused.code, said in refused.err) == (2, True), refused.err
    assert sorted(office.root.iterdir()) == before


def test_outside_of_a_workspace_a_copy_needs_a_name(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one the next step is told; with one no workspace is needed."""
    monkeypatch.chdir(tmp_path)
    refused = shell("template", "copy", "html", bare=True)
    assert (refused.code, "smartflow init" in refused.err) == (2, True)
    made = shell("template", "copy", "html", "-o", "kop.html", bare=True)
    assert (made.code, (tmp_path / "kop.html").is_file()) == (0, True)
    assert "templates" in made.out


def test_nothing_is_overwritten(office: Shell) -> None:
    """A week's work is not lost to a second copy."""
    office.must("template", "copy", "zine")
    path = office.root / "templates" / "book.txt"
    path.write_text("kerja seminggu")
    again = office("template", "copy", "zine")
    assert (again.code, path.read_text()) == (2, "kerja seminggu")
    assert "book.txt" in again.err


def test_a_book_is_printed_with_the_nearest_template(city: Shell, tmp_path: Path) -> None:
    """The minutes have a line of their own, the analysis has none; a bad one keeps the old file."""
    city.must("template", "copy", "html", "--for", "minutes")
    own = city.root / "templates" / "minutes.html"
    whole = own.read_text(encoding="utf-8")
    own.write_text(whole.replace("</body>", "<p>KOP KHUSUS</p></body>"), encoding="utf-8")
    minutes, analysis = tmp_path / "a.html", tmp_path / "b.html"
    city.must("export", "contoh", "minutes-issue_analysis", "-o", str(minutes))
    city.must("export", "contoh", "analysis", "-o", str(analysis))
    found = ["KOP KHUSUS" in path.read_text(encoding="utf-8") for path in (minutes, analysis)]
    assert found == [True, False]
    before = minutes.read_bytes()
    for bad in (whole.replace("{{ title }}", "{{ titel }}"), ""):
        own.write_text(bad, encoding="utf-8")
        refused = city("export", "contoh", "minutes-issue_analysis", "-o", str(minutes))
        assert (refused.code, "smartflow template" in refused.err) == (2, True)
        assert minutes.read_bytes() == before


def test_the_auditors_paper_has_its_shipped_look(city: Shell) -> None:
    """No template of those who are audited stands between the auditor and the paper."""
    before = city.must("audit", "report", "contoh").out
    city.must("template", "copy", "html")
    (city.root / "templates" / "book.html").write_text("{{ body }} {{ policy }}", encoding="utf-8")
    assert city.must("audit", "report", "contoh").out == before


def test_a_bad_folder_is_told_by_every_command(office: Shell) -> None:
    """A file in its place, and a link out of the workspace."""
    folder = office.root / "templates"
    folder.write_text("x")
    codes = [office("template", *w).code for w in (("list",), ("copy", "zine"), ("check",))]
    assert codes == [2, 2, 2]
    folder.unlink()
    (office.root.parent / "lain").mkdir()
    folder.symlink_to(office.root.parent / "lain")
    codes = [office("template", *w).code for w in (("list",), ("copy", "zine"), ("check",))]
    assert codes == [2, 2, 2]
    assert [*(office.root.parent / "lain").iterdir()] == []


def test_a_real_process_tries_what_is_shipped(tmp_path: Path) -> None:
    """As it is installed, with the standard streams of a real run."""
    done = subprocess.run(
        [sys.executable, "-m", "smartflow", "template", "copy", "html", "-o", "kop.html"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (tmp_path / "kop.html").write_text("{{ titel }}")
    tried = subprocess.run(
        [sys.executable, "-m", "smartflow", "template", "check", "kop.html", "--json"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    (remark,) = json.loads(tried.stdout)["templates"][0]["remarks"]
    assert (tried.returncode, remark["line"]) == (2, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limit")
def test_a_disk_that_fills_leaves_no_half_template(tmp_path: Path) -> None:
    """A real process that may write no more than a hundred bytes names the file and ends with 2."""
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "from smartflow.terminal.program import run\n"
        "sys.exit(run(('template', 'copy', 'html', '-o', 'kop.html')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", limited], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, b"kop.html" in done.stderr) == (2, True), done.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_told(office: Shell) -> None:
    """By its name, with exit code 2."""
    (office.root / "templates").mkdir(mode=0o555)
    refused = office("template", "copy", "zine")
    assert (refused.code, "book.txt" in refused.err) == (2, True)
