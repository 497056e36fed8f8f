"""``smartflow audit report``: to a file and to stdout, also where somebody's plugin is broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.kit.commands import Shell

BROKEN = "raise RuntimeError('rusak')\n"
GREEDY = """
import smartflow
from smartflow import OutputFormat

@smartflow.hookimpl
def smartflow_register_formats():
    yield OutputFormat(key="html", media_type="x/x", suffix=".x", renders=("book",),
                       function=lambda thing, language: b"palsu\\n")
"""


def test_it_prints_a_page_by_default(city: Shell) -> None:
    """The whole page goes to stdout, and nothing else does."""
    printed = city("audit", "report", "contoh")
    assert printed.code == 0, printed.err
    assert printed.out.startswith("<!DOCTYPE html>\n")
    assert printed.out.endswith("</html>\n")
    assert printed.err == ""


def test_it_writes_to_a_file_and_says_so_on_stderr(city: Shell, tmp_path: Path) -> None:
    """What is written is what would have been printed."""
    target = tmp_path / "kkp.md"
    printed = city.must("audit", "report", "contoh", "--format", "markdown").out
    saved = city.must("audit", "report", "contoh", "--format", "markdown", "-o", str(target))
    assert target.read_text(encoding="utf-8") == printed
    assert saved.out == ""
    assert str(target) in saved.err


def test_it_speaks_both_languages(city: Shell) -> None:
    """Indonesian by default, English when asked."""
    page = city.must("audit", "report", "contoh").out
    english = city.must("--lang", "en", "audit", "report", "contoh").out
    assert '<html lang="id">' in page
    assert "Lembar pemeriksaan dengan tangan" in page
    assert '<html lang="en">' in english
    assert "What can be checked by hand" in english


def test_it_writes_nothing_into_the_workspace(city: Shell) -> None:
    """Looking leaves no trace."""
    before = {one: one.read_bytes() for one in city.root.rglob("*") if one.is_file()}
    city.must("audit", "report", "contoh")
    assert {one: one.read_bytes() for one in city.root.rglob("*") if one.is_file()} == before


def test_who_outside_has_signed_stands_on_the_last_page(
    city: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A witness's line is named, with what it covers, once it agrees with the witness's key."""
    file = str(tmp_path / "segel.txt")
    assert "BELUM ADA SAKSI DI LUAR KOTA" in city.must("audit", "report", "contoh").out
    city.must("audit", "checkpoint", "-o", file)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SMARTFLOW_CONFIG", str(tmp_path / "provinsi"))
        said = city("audit", "witness", file, "--name", "provinsi/1", bare=True)
    (key,) = re.findall(r"provinsi/1\+[0-9a-f]{8}\+\S+", said.out)
    city.must("audit", "attach", file, "--witness", key)
    page = city.must("audit", "report", "contoh", "--format", "markdown").out
    (line,) = re.findall(r"\| provinsi/1 \|.*\|", page)
    assert [cell.strip() for cell in line.split("|")][1:3] == ["provinsi/1", "5"]
    assert line.endswith("| cocok |")
    assert "BELUM ADA SAKSI DI LUAR KOTA" not in page


@pytest.mark.parametrize("source", [BROKEN, GREEDY])
def test_somebody_s_plugin_can_neither_stop_nor_replace_it(
    city: Shell, install: Callable[..., Path], source: str
) -> None:
    """Built-ins alone write the paper: an auditor must not depend on a region's code."""
    before = city.must("audit", "report", "contoh").out
    install("nakal", source)
    assert city.must("audit", "report", "contoh").out == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("nowhere",), "nowhere"),
        (("contoh", "--format", "docx"), "docx"),
        (("contoh", "-o", "/nowhere/at/all/kkp.html"), "/nowhere/at/all/kkp.html"),
    ],
)
def test_what_cannot_be_done_is_refused_with_2(
    city: Shell, words: tuple[str, ...], expected: str
) -> None:
    """A city that is not there, a form that nobody has, a folder that does not exist."""
    refused = city("audit", "report", *words)
    assert refused.code == 2
    assert refused.out == ""
    assert expected in refused.err


def test_a_history_that_differs_from_its_log_file_ends_with_4(city: Shell) -> None:
    """Where the chain itself cannot be trusted, nothing is told of it."""
    log = city.root / "history.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"Budi", b"Dudi")]))
    assert city("audit", "report", "contoh").code == 4
