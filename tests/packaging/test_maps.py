"""A package's docstring is its map: one line for each module and folder in it, as that says itself.

Run as a program it writes the maps anew: ``.venv/bin/python tests/packaging/test_maps.py``.
"""

from __future__ import annotations

import ast
import re
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (ROOT / "engine/smartflow", *sorted((ROOT / "plugins").glob("smartflow_*")))
PACKAGES = sorted(
    path
    for room in ROOMS
    for path in (room, *room.rglob("*"))
    if path.is_dir() and any(path.glob("*.py"))
)
MOST_MODULES = 20
TESTS = sorted(path for path in (ROOT / "tests").rglob("*") if path.is_dir())
_WIDTH = 100
_OWN_NAME = re.compile(r"\A``[^`]+``: ")
_HEADING = "In this folder:\n\n"


def contents(package: Path) -> list[tuple[str, str]]:
    """Return the name of each module and folder of a package, and the first line that it says."""
    modules = [path for path in package.glob("*.py") if path.stem not in ("__init__", "__main__")]
    folders = [path for path in package.iterdir() if path in PACKAGES]
    return sorted(
        [(path.stem, _first_line(path)) for path in modules]
        + [(path.name, _first_line(path / "__init__.py")) for path in folders]
    )


def _first_line(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return _OWN_NAME.sub("", docstring.partition("\n\n")[0].replace("\n", " "))


def map_of(package: Path) -> str:
    """Return the map of a package, as it stands at the end of its docstring."""
    return _HEADING + "\n".join(
        textwrap.fill(
            f"``{name}``: {words}",
            _WIDTH,
            subsequent_indent=" " * 4,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for name, words in contents(package)
    )


def _docstring(package: Path) -> str:
    return ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""


@pytest.mark.parametrize(
    "package",
    [package for package in PACKAGES if contents(package)],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_package_says_what_is_in_it(package: Path) -> None:
    """Nothing in the folder is left out of the map, nothing in the map has gone."""
    assert _docstring(package).endswith(map_of(package))


@pytest.mark.parametrize(
    "folder", [*PACKAGES, *TESTS], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_folder_can_be_taken_in_at_one_look(folder: Path) -> None:
    """At most 20 modules stand in a folder, the package's own file left out."""
    modules = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES, modules


def write(package: Path) -> None:
    """Write the map of a package into its docstring, behind the words that stand there."""
    file = package / "__init__.py"
    source = file.read_text(encoding="utf-8")
    opening, closing = source.index('"""') + 3, source.index('"""', 3)
    words = source[opening:closing].partition(_HEADING)[0].rstrip()
    file.write_text(
        f"{source[:opening]}{words}\n\n{map_of(package)}\n{source[closing:]}", encoding="utf-8"
    )


if __name__ == "__main__":
    for each in sorted(PACKAGES, key=lambda path: -len(path.parts)):
        if contents(each):
            write(each)
    sys.stdout.write(f"{len(PACKAGES)} maps are written.\n")
