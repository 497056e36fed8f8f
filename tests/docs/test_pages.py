"""All pages: their links lead somewhere, their Python compiles, their commands exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from smartflow.terminal.catalogue import COMMANDS, find

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "benchmarks" / "README.md",
]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
LINK = re.compile(r"\]\((?!https?://)(?P<path>[^)#]*)(?:#(?P<anchor>[^)]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"^smartflow .*$", re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link names a file that exists, and a heading in it if it names one."""
    broken = []
    for match in LINK.finditer(page.read_text(encoding="utf-8")):
        target = (page.parent / match["path"]).resolve() if match["path"] else page
        lost = match["anchor"] and target.exists() and match["anchor"] not in _anchors(target)
        if lost or not target.exists():
            broken.append(match.group())
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_python_sample_compiles(page: Path) -> None:
    """Whatever is shown as Python is Python."""
    for language, text in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            compile(text, str(page), "exec")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_exists(page: Path) -> None:
    """A line that begins with ``smartflow`` in a block goes on with a command of the catalogue."""
    unknown = []
    for _, text in FENCE.findall(page.read_text(encoding="utf-8")):
        for line in TYPED.findall(text):
            words = [word for word in shlex.split(line, comments=True)[1:] if word[0] != "-"]
            if words and find(words[0]) is None:
                unknown.append(line)
    assert unknown == []


def _said(words: list[str]) -> str:
    """Return what the command that begins with ``words`` says of itself."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("smartflow")), *words, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_option_exists(page: Path) -> None:
    """An option that a page shows behind a command is one that the command's help lists."""
    groups = {"city", "agency", "person", "setting", "worksheet", "workflow", "plugin", "rule"}
    groups |= {"audit", "bundle", "db", "portfolio", "template"}
    unknown = []
    for _, text in FENCE.findall(page.read_text(encoding="utf-8")):
        for line in TYPED.findall(text):
            words = shlex.split(line, comments=True)[1:]
            options = [word for word in words if word.startswith("-") and word != "--help"]
            command = words[: 2 if words[0] in groups | {"quick-wins"} else 1]
            if options and words[0][0] != "-":
                said = _said(command)
                unknown += [f"{line}: {o}" for o in options if not re.search(rf"{o}\b", said)]
    assert unknown == []


def test_every_command_is_told_to_somebody() -> None:
    """There is no command that none of our pages mentions."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    untold = [listed.name for listed in COMMANDS if f"smartflow {listed.name}" not in text]
    assert untold == []
