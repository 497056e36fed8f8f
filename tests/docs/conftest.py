"""A reader of our pages: it types what a page says to type, and compares what comes back.

- A ``sh`` block is run, line by line, in one folder for the whole page. ``cd`` and ``export`` last.
  A comment that ends in a number (``# exit code 1``) says how the command must end.
- A ``text`` block behind it is part of what the commands print: each of its lines must appear, in
  that order. A line that is only ``...`` stands for any.
- A block whose first line is a comment with a path is a file, written before the page goes on.
- A block without a language is for the reader alone.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^# (?P<path>[\w./-]+\.(?:py|toml|csv))\n")
GAP = re.compile(r" {2,}")
EXIT = re.compile(r"#\s*[\w ]*?(?P<code>\d+)\s*$")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page.

    Attributes:
        language: What stands behind the fence.
        text: The lines between.
        line: The number of its first line in the page.
    """

    language: str
    text: str
    line: int

    @property
    def path(self) -> str:
        """The path of the file that it holds, or ``""``."""
        match = FILE.match(self.text)
        return match["path"] if match and self.language != "sh" else ""

    @property
    def commands(self) -> list[str]:
        """The commands of a ``sh`` block; a backslash joins two lines."""
        joined = self.text.replace("\\\n", " ")
        return [line for line in joined.splitlines() if line and not line.startswith("#")]


def blocks_of(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(match["language"], match["text"], text.count("\n", 0, match.start()) + 1)
        for match in FENCE.finditer(text)
    ]


@dataclass
class Reader:
    """Somebody who follows a page in a folder.

    Attributes:
        folder: Where the reader is.
        environment: What was exported, on top of a plain environment.
        output: What the commands of the newest ``sh`` block printed.
        before: What the page takes for granted ahead of a command that begins with these words.
        instead: What to do in place of a command that begins with these words.
    """

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    output: str = ""
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    instead: dict[str, Callable[[], None]] = field(default_factory=dict)

    @property
    def plain_pytest(self) -> str:
        """What makes the pytest of a page the same, with SmartFlow's metadata fresh or stale."""
        return "-p no:cacheprovider -p no:smartflow -p smartflow.testing.pytest_plugin -W error"

    def follow(self, page: Path) -> None:
        """Do what the page says, from the first block to the last."""
        for block in blocks_of(page):
            if block.path:
                target = self.folder / block.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, encoding="utf-8")
            elif block.language == "sh":
                self.output = "".join(
                    self.type(line, f"{page.name}:{block.line}") for line in block.commands
                )
            elif block.language == "text":
                self.compare(block, page.name)

    def type(self, line: str, where: str) -> str:
        """Type one line and return what it printed."""
        for words, action in self.instead.items():
            if line.startswith(words):
                action()
                return ""
        for words, action in self.before.items():
            if line.startswith(words):
                action()
        match = EXIT.search(line)
        expected = int(match["code"]) if match else 0
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return ""
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self.environment[name] = value
            return ""
        return self._run(words, expected, where)

    def _run(self, words: list[str], expected: int, where: str) -> str:
        """Run a program that lies beside this interpreter."""
        program = Path(sys.executable).with_name(words[0])
        done = subprocess.run(
            [str(program), *words[1:]],
            cwd=self.folder,
            env={**os.environ, "PYTHONUTF8": "1", **self.environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        printed = done.stdout + done.stderr
        assert done.returncode == expected, f"{where}: {shlex.join(words)}\n{printed}"
        return printed

    def install(self, project: Path) -> None:
        """Do what ``pip install --editable PROJECT`` would, without an index."""
        about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        name = about["name"].replace("-", "_")
        info = project / "site" / f"{name}-{about['version']}.dist-info"
        info.mkdir(parents=True)
        points = [f"{key} = {value}" for key, value in about["entry-points"]["smartflow"].items()]
        facts = [f"Name: {about['name']}", f"Version: {about['version']}"]
        facts += [f"Requires-Dist: {other}" for other in about["dependencies"]]
        direct = {"url": project.as_uri(), "dir_info": {"editable": True}}
        for file, text in {
            "METADATA": "\n".join(["Metadata-Version: 2.1", *facts]),
            "entry_points.txt": "\n".join(["[smartflow]", *points]),
            "direct_url.json": json.dumps(direct),
        }.items():
            (info / file).write_text(f"{text}\n", encoding="utf-8")
        self.environment["PYTHONPATH"] = os.pathsep.join((str(info.parent), str(project / "src")))

    def compare(self, block: Block, page: str) -> None:
        """Hold each line of a ``text`` block against what was printed.

        How wide the columns of a table are is left open: another plugin may lie here.
        """
        rest = GAP.sub("  ", self.output)
        for line in filter(None, map(str.strip, GAP.sub("  ", block.text).splitlines())):
            if line == "...":
                continue
            place = rest.find(line)
            assert place >= 0, f"{page}:{block.line}: not printed: {line}\n\n{self.output}"
            rest = rest[place + len(line) :]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Return a reader in an empty folder."""
    return Reader(tmp_path)
