"""The constraints files: everything pinned, everything hashed, no address and no path in them.

``constraints.txt`` is what the project, its tests and its build need; ``constraints-oracles.txt``
is what only the oracles of ``make test`` need on top of it; ``benchmarks/constraints.txt`` is all
that the environment of ``make bench`` holds.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
FILES = ("constraints.txt", "constraints-oracles.txt", "benchmarks/constraints.txt")
EACH = pytest.mark.parametrize("name", FILES)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _pins(name: str) -> set[tuple[str, str]]:
    return set(PINNED.findall(_text(name)))


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


@EACH
def test_every_requirement_of_the_project_is_pinned(name: str) -> None:
    """What pyproject.toml asks for, at run time, for tests, to build, as an oracle, is pinned."""
    project = tomllib.loads(_text("pyproject.toml"))
    groups = project["dependency-groups"]
    asked = {
        "constraints.txt": (
            *project["project"]["dependencies"],
            *groups["dev"],
            *project["build-system"]["requires"],
        ),
        "constraints-oracles.txt": groups["oracles"],
        "benchmarks/constraints.txt": (*project["project"]["dependencies"], *groups["bench"]),
    }
    missing = {_name(requirement) for requirement in asked[name]}
    assert missing - {pinned for pinned, _ in _pins(name)} == set()


@pytest.mark.parametrize("name", FILES[1:])
def test_the_files_agree(name: str) -> None:
    """A package that stands in both has one version, or the second install undoes the first."""
    first = dict(_pins("constraints.txt"))
    shared = {pin for pin in _pins(name) if pin[0] in first}
    assert shared == {(package, first[package]) for package, _ in shared}
    assert shared != set()


@EACH
def test_every_pin_has_hashes(name: str) -> None:
    """Each pinned version is followed by at least one sha256, or pip would refuse the file."""
    blocks = re.split(r"^(?=[a-z0-9-]+==)", _text(name), flags=re.MULTILINE)[1:]
    bare = [block.split("==", 1)[0] for block in blocks if "--hash=sha256:" not in block]
    assert (len(blocks) > 0, bare) == (True, [])


@EACH
def test_no_address_and_no_path(name: str) -> None:
    """The file holds for any index and any machine: it names neither."""
    text = _text(name)
    found = [
        word for word in ("://", "--index-url", "--find-links", "file:", "/home/") if word in text
    ]
    assert found == []
