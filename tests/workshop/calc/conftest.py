"""What the tests of ``smartflow calc`` share: the program in this process, and tables as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import tomli_w
from kit.ended_commands import Outcome

from smartflow.terminal.program import run as run_program

CASES = Path(__file__).parents[2] / "cases"


class Calculator:
    """Writes tables into a folder and runs ``smartflow calc`` on them, without a workspace.

    Attributes:
        folder: Where the files lie.
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Outcome:
        """Run ``smartflow calc`` with ``words``."""
        self._capsys.readouterr()
        code = run_program(("calc", *map(str, words)))
        said = self._capsys.readouterr()
        return Outcome(code, said.out, said.err)

    def toml(self, data: Mapping[str, Any], name: str = "table.toml") -> Path:
        """Write a table as TOML."""
        path = self.folder / name
        path.write_text(tomli_w.dumps(data), encoding="utf-8")
        return path

    def text(self, words: str, name: str) -> Path:
        """Write a file of words."""
        path = self.folder / name
        path.write_text(words, encoding="utf-8")
        return path

    def csv(self, rows: Sequence[Sequence[object]], name: str = "table.csv") -> Path:
        """Write rows as an Indonesian Excel does: semicolons and decimal commas."""
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            for row in rows:
                writer.writerow([_comma(cell) for cell in row])
        return path

    def xlsx(self, rows: Sequence[Sequence[object]], name: str = "table.xlsx") -> Path:
        """Write rows as an Excel workbook."""
        path = self.folder / name
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(list(row))
        book.save(path)
        book.close()
        return path

    def compute(self, method: str, data: Mapping[str, Any]) -> Any:
        """Compute a TOML table; the exit code must agree with what the JSON says."""
        outcome = self(method, self.toml(data), "--format", "json")
        assert outcome.code == (0 if outcome.json["valid"] else 1), outcome.err
        return outcome.json


def _comma(cell: object) -> object:
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


@pytest.fixture
def calc(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Calculator:
    """Return the command, in an empty folder."""
    return Calculator(tmp_path, capsys)


@pytest.fixture
def case() -> Callable[[str], Any]:
    """Read a published table by its id."""

    def read(name: str) -> Any:
        return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))

    return read
