"""docs/architecture.md: what it says of rooms, acts and exit codes is so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smartflow import errors
from smartflow.offices.portfolio.worker_faults import EngineFault

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ACTS = (ROOT / "docs" / "reference" / "acts.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    """Return the text between a heading and the next one of any level."""
    return re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables of a section, without their headings."""
    lines = [line for line in _section(heading).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for at, row in enumerate(cells) if not set(row[0]) <= {"-", ":"} and at > 0]


def test_every_room_has_its_floor() -> None:
    """Each folder and module of the engine stands in the table of floors."""
    told = set(
        re.findall(r"`(\w+)`", " ".join(row[1] for row in _rows("The rooms and their floors")))
    )
    engine = ROOT / "engine" / "smartflow"
    rooms = {path.parent.name for path in engine.glob("*/__init__.py")}
    modules = {path.stem for path in engine.glob("[a-z]*.py")}
    assert (rooms | modules) - told == set()


def test_what_is_changed_stands_where_the_page_says() -> None:
    """Thirty changes, each with a file or folder that is there."""
    changes = _rows("Where do I change ...?")
    paths = [row[1].strip("`") for row in changes]
    engine = ROOT / "engine" / "smartflow"
    lost = [path for path in paths if not ((engine / path).exists() or (ROOT / path).exists())]
    assert (lost, len(changes)) == ([], 30)


def test_exit_codes_are_those_of_the_errors() -> None:
    """The table names every kind of error by its code, and the engine's own fault below it."""
    told = {int(row[0]) for row in _rows("Exit codes") if row[0].isdigit()}
    kinds = {0} | {kind.exit_code for kind in errors.SmartflowError.__subclasses__()}
    assert told == kinds - {EngineFault.exit_code}
    assert f"Besides, {EngineFault.exit_code} is a fault of the engine itself" in PAGE


@pytest.mark.slow
def test_bodies_of_acts_are_as_told(tmp_path: Path) -> None:
    """Every act of the demo stands in the table of acts, with the keys that it writes."""
    assert "(reference/acts.md)" in _section("An entry")
    told = dict(re.findall(r"^\| \[`(\w+)`\].* \| (.*) \|$", ACTS, re.MULTILINE))
    subprocess.run(
        [str(Path(sys.executable).with_name("smartflow")), "demo", str(tmp_path)],
        capture_output=True,
        check=True,
    )
    lines = (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()
    written = {(entry["act"], key) for entry in map(json.loads, lines) for key in entry["body"]}
    untold = [(act, key) for act, key in sorted(written) if key not in told.get(act, "")]
    assert untold == []
