"""docs/architecture.md: what it says of rooms, places, acts and exit codes is so."""

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
ENGINE = ROOT / "engine" / "smartflow"
WINGS = ("journey", "books", "audit", "offices", "workshop")
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ACTS = (ROOT / "docs" / "reference" / "acts.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    """Return the text between a heading and the next one of any level."""
    return re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables of a section, their headings too, without the rules."""
    lines = [line for line in _section(heading).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    return [row for row in cells if not set(row[0]) <= {"-", ":"} or not row[0]]


def _paths(text: str) -> set[str]:
    """Return what a text names as a file, or as a folder by a slash at its end."""
    return set(re.findall(r"`([\w./-]+(?:\.\w+|/))`", text))


def _is_there(path: str) -> bool:
    place = (ENGINE / path) if (ENGINE / path).exists() else (ROOT / path)
    return place.is_dir() if path.endswith("/") else place.is_file()


def test_every_room_has_its_floor() -> None:
    """The table of floors names each module, package and capability room, and nothing else."""
    told = set(
        re.findall(r"`([\w/]+)`", " ".join(row[1] for row in _rows("The rooms and their floors")))
    )
    rooms = {path.parent.name for path in ENGINE.glob("*/__init__.py")}
    rooms |= {
        f"{wing}/{path.parent.name}"
        for wing in WINGS
        for path in ENGINE.glob(f"{wing}/*/__init__.py")
    }
    modules = {path.stem for path in ENGINE.glob("[a-z]*.py")}
    assert told == rooms | modules


def test_every_place_of_a_change_is_there() -> None:
    """At least thirty changes are told, each with the file that is the truth; each file exists."""
    changes = _rows("Where do I change ...?")[1:]
    assert len(changes) >= 30
    assert [row[0] for row in changes if not _paths(row[1])] == []
    assert [
        path for row in changes for path in _paths(row[1] + row[2]) if not _is_there(path)
    ] == []


def test_every_place_on_the_page_is_there() -> None:
    """Whatever the page names by its path exists, also in the life of ``advance``."""
    named = {path for path in _paths(PAGE) if "/" in path.rstrip("/")}
    assert [path for path in sorted(named) if not _is_there(path)] == []


def test_exit_codes_are_those_of_the_errors() -> None:
    """The table names every kind of error by its code, and the engine's own fault below it."""
    codes, meanings = _rows("Exit codes")
    kinds = {0} | {kind.exit_code for kind in errors.SmartflowError.__subclasses__()}
    assert {int(code) for code in codes} == kinds - {EngineFault.exit_code}
    assert len(meanings) == len(codes)
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
