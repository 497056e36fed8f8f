"""constraints.txt: everything pinned, everything hashed, no address and no path in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def _constraints() -> str:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8")


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def test_every_requirement_of_the_project_is_pinned() -> None:
    """What pyproject.toml asks for, at run time, for tests and to build, has one exact version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        _name(requirement)
        for requirement in (
            *project["project"]["dependencies"],
            *project["dependency-groups"]["dev"],
            *project["build-system"]["requires"],
        )
    }
    pinned = {name for name, _ in PINNED.findall(_constraints())}
    assert asked - pinned == set()


def test_every_pin_has_hashes() -> None:
    """Each pinned version is followed by at least one sha256, or pip would refuse the file."""
    blocks = re.split(r"^(?=[a-z0-9-]+==)", _constraints(), flags=re.MULTILINE)[1:]
    bare = [block.split("==", 1)[0] for block in blocks if "--hash=sha256:" not in block]
    assert (len(blocks) > 0, bare) == (True, [])


def test_no_address_and_no_path() -> None:
    """The file holds for any index and any machine: it names neither."""
    text = _constraints()
    found = [
        word for word in ("://", "--index-url", "--find-links", "file:", "/home/") if word in text
    ]
    assert found == []
