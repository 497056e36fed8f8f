"""Which template counts: the nearest one of the official's own, read only where it is safe to."""

from __future__ import annotations

import hashlib
import os
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartflow.books.templates.templates import (
    LARGEST,
    BadTemplate,
    NoShippedTemplate,
    Template,
    names_for,
    read_template,
    shipped_template,
    template_for,
)
from smartflow.plugin.objects import OutputFormat

SHIPPED = b"bawaan\n"
NAMES = ("minutes-issue_analysis.zine", "minutes.zine", "book.zine")
"""From the nearest to the most general."""

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


@pytest.fixture
def form(tmp_path: Path) -> OutputFormat:
    """A format whose output and template have suffixes of their own."""
    shipped = tmp_path / "plugin" / "frame.zine"
    shipped.parent.mkdir()
    shipped.write_bytes(SHIPPED)
    return OutputFormat(
        key="paper",
        media_type="x/x",
        suffix=".paper",
        renders=("book",),
        function=lambda *_: b"\n",
        template=shipped,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace's folder with an empty folder of templates."""
    folder = tmp_path / "kerja"
    (folder / "templates").mkdir(parents=True)
    return folder


def found(root: Path | None, form: OutputFormat) -> Template:
    """Return the template for the minutes of a stage."""
    return template_for(root, form, "minutes-issue_analysis", "minutes")


@pytest.mark.parametrize("there", [c for n in range(4) for c in combinations(NAMES, n)])
def test_the_nearest_one_counts(root: Path, form: OutputFormat, there: tuple[str, ...]) -> None:
    """The report's own before its kind's before everybody's before the shipped one."""
    for name in there:
        (root / "templates" / name).write_bytes(name.encode())
    if there:
        path = root / "templates" / there[0]
        assert found(root, form) == Template(there[0].encode(), path)
    else:
        assert found(root, form) == Template(SHIPPED, None)


@pytest.mark.parametrize("name", ["book.paper", "Minutes.zine.bak", "minutes_issue.zine"])
def test_other_names_count_for_nothing(root: Path, form: OutputFormat, name: str) -> None:
    """Not the suffix of what is printed, no copy beside it, no name that is only alike."""
    (root / "templates" / name).write_bytes(b"x")
    assert found(root, form) == Template(SHIPPED, None)


def test_without_workspace_or_folder_the_shipped_one_counts(
    tmp_path: Path, form: OutputFormat
) -> None:
    """Neither has to be there."""
    assert [found(None, form), found(tmp_path, form)] == [Template(SHIPPED, None)] * 2


def test_its_digest_is_that_of_its_bytes(form: OutputFormat) -> None:
    """Anybody can compute it with sha256sum."""
    assert shipped_template(form).digest == hashlib.sha256(SHIPPED).hexdigest()


@given(st.text(), st.text())
def test_no_name_leads_out_of_the_folder(report: str, kind: str) -> None:
    """Whatever a report is called, each name looked for is a file of the folder."""
    for name in names_for(report, kind, ".zine"):
        assert Path("templates", name).parent == Path("templates")
        assert not set(name) & set("/\\:\0")


# -- what is not taken ---------------------------------------------------------------------------


def refusal(root: Path, form: OutputFormat) -> str:
    """Return why no template is found; the shipped one must not stand in for a bad one."""
    with pytest.raises(BadTemplate) as caught:
        found(root, form)
    assert caught.value.hint is not None
    assert "smartflow template list" in caught.value.hint.id
    return caught.value.message.id


def test_an_empty_file_is_refused(root: Path, form: OutputFormat) -> None:
    """A book without a frame would be no book."""
    (root / "templates" / "book.zine").touch()
    assert "kosong" in refusal(root, form)


def test_a_folder_is_refused(root: Path, form: OutputFormat) -> None:
    """As what it is."""
    (root / "templates" / "book.zine").mkdir()
    assert "folder" in refusal(root, form)


@pytest.mark.parametrize(("size", "taken"), [(LARGEST, True), (LARGEST + 1, False)])
def test_the_largest_is_taken_and_no_larger(tmp_path: Path, size: int, *, taken: bool) -> None:
    """The limit itself still passes."""
    path = tmp_path / "book.zine"
    with path.open("wb") as file:
        file.truncate(size)
    if taken:
        assert len(read_template(path)) == size
    else:
        with pytest.raises(BadTemplate, match="larger than 20 MB"):
            read_template(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_at_once(root: Path, form: OutputFormat) -> None:
    """Nobody waits for who may never write into it."""
    os.mkfifo(root / "templates" / "book.zine")
    assert "bukan berkas biasa" in refusal(root, form)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_without_end_is_refused(tmp_path: Path) -> None:
    """Also where a person names it."""
    path = tmp_path / "book.zine"
    path.symlink_to("/dev/zero")
    with pytest.raises(BadTemplate, match="no plain file"):
        read_template(path)


@links
@pytest.mark.parametrize("target", ["../../rahasia.txt", "../smartflow.toml", "tidak-ada", "."])
def test_a_link_out_of_the_folder_is_refused(root: Path, form: OutputFormat, target: str) -> None:
    """A mailed workspace prints no file of its reader, not even one of the workspace's own."""
    (root.parent / "rahasia.txt").write_text("rahasia")
    (root / "smartflow.toml").write_text("")
    (root / "templates" / "book.zine").symlink_to(target)
    assert refusal(root, form)


@links
def test_links_in_a_ring_are_refused(root: Path, form: OutputFormat) -> None:
    """They end nowhere, and neither does a traceback reach the user."""
    (root / "templates" / "book.zine").symlink_to("minutes.zine")
    (root / "templates" / "minutes.zine").symlink_to("book.zine")
    assert refusal(root, form)


@links
def test_a_link_to_a_neighbour_is_followed(root: Path, form: OutputFormat) -> None:
    """Two reports may share one template."""
    (root / "templates" / "kop.zine").write_bytes(b"kop")
    (root / "templates" / "minutes.zine").symlink_to("kop.zine")
    assert found(root, form).content == b"kop"


@links
def test_a_folder_that_is_a_link_out_of_the_workspace_is_refused(
    tmp_path: Path, form: OutputFormat
) -> None:
    """Even if no template is looked for in vain there."""
    root, away = tmp_path / "kerja", tmp_path / "lain"
    root.mkdir()
    away.mkdir()
    (root / "templates").symlink_to(away)
    assert "luar folder" in refusal(root, form)
    (root / "templates").unlink()
    (root / "templates").symlink_to(tmp_path / "hilang")
    assert "luar folder" in refusal(root, form)


@links
def test_a_workspace_that_is_reached_by_a_link_is_no_matter(root: Path, form: OutputFormat) -> None:
    """What counts is where things really lie."""
    (root / "templates" / "book.zine").write_bytes(b"x")
    (root.parent / "tautan").symlink_to(root)
    assert found(root.parent / "tautan", form).content == b"x"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, form: OutputFormat) -> None:
    """Whoever made it meant something by it."""
    (tmp_path / "templates").write_text("x")
    assert "bukan folder" in refusal(tmp_path, form)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_what_may_not_be_read_is_refused(root: Path, form: OutputFormat) -> None:
    """The shipped one is not taken in its place."""
    path = root / "templates" / "book.zine"
    path.write_bytes(b"x")
    path.chmod(0)
    assert refusal(root, form)


def test_a_plugin_without_its_template_is_at_fault(form: OutputFormat) -> None:
    """Exit code 3, and the format is named."""
    assert form.template is not None
    form.template.unlink()
    with pytest.raises(NoShippedTemplate, match="'paper'") as caught:
        found(None, form)
    assert caught.value.exit_code == 3
