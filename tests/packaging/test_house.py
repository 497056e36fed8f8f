"""The house rules that a linter does not know: who may name what, and how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine" / "smartflow"
CODE = sorted(
    path
    for folder in ("engine", "plugins", "workflows")
    for path in (ROOT / folder).rglob("*.py")
    if "tests" not in path.parts
)
PLUGIN_CODE = sorted(path for path in (ROOT / "plugins").rglob("*.py") if "tests" not in path.parts)
PUBLIC = ("smartflow", "smartflow.methods", "smartflow.report", "smartflow.testing")
# The catalogue names the command `swot`, which is called like the worksheet.
MAY_NAME_A_WORKSHEET = {
    "terminal/catalogue.py",
    "journey/merging/cli/swot.py",
    "journey/ranking/cli/quick_wins.py",
}
LONGEST_FILE = 500
LONGEST_FUNCTION = 60

# Words that belong to plugins and workflow files alone, looked for as whole string literals. The
# stage "approved" is left out: verdicts say it of sign-offs.
WORKSHEETS = {
    "issues",
    "readiness",
    "swot",
    "tows",
    "swot_merged",
    "tows_merged",
    "quick_wins",
    "goals",
    "actions",
}
DIMENSIONS = {"governance", "branding", "economy", "living", "society", "environment"}
STAGES = {
    "issue_analysis",
    "swot_tows",
    "quick_win_selection",
    "masterplan_approval",
    "adopted",
}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the ids of the constants that are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }


def _words(path: Path) -> set[str]:
    """Return every string literal of a file that is not a docstring."""
    tree = _tree(path)
    docstrings = _docstrings(tree)
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    }


def _short(path: Path) -> str:
    return path.relative_to(ENGINE).as_posix()


def _may_name_a_worksheet(path: Path) -> bool:
    # A method of the literature has its own name (SWOT, TOWS), whatever a worksheet is called.
    return _short(path) in MAY_NAME_A_WORKSHEET or _short(path).startswith("methods/")


def test_the_engine_names_no_worksheet() -> None:
    """Only the two commands about SWOT and quick wins may know a worksheet by its key."""
    named = {
        _short(path): sorted(WORKSHEETS & _words(path))
        for path in ENGINE.rglob("*.py")
        if not _may_name_a_worksheet(path) and WORKSHEETS & _words(path)
    }
    assert named == {}


@pytest.mark.parametrize("words", [DIMENSIONS, STAGES], ids=["no dimension", "no stage"])
def test_the_engine_names_nothing_of_the_programme(words: set[str]) -> None:
    """Dimensions and stages are data of plugins and workflow files."""
    named = {
        _short(path): sorted(words & _words(path))
        for path in ENGINE.rglob("*.py")
        if words & _words(path)
    }
    assert named == {}


def _imports(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            found.add(node.module)
    return found


@pytest.mark.parametrize(
    "path", PLUGIN_CODE, ids=[p.relative_to(ROOT / "plugins").as_posix() for p in PLUGIN_CODE]
)
def test_plugins_import_public_names_only(path: Path) -> None:
    """Not even for types does a plugin, the regional example included, reach past the face."""
    inside = {
        name
        for name in _imports(path)
        if (name == "smartflow" or name.startswith("smartflow."))
        and not any(name == public or name.startswith(public + ".") for public in PUBLIC[1:])
        and name != "smartflow"
    }
    assert inside == set()


def test_no_file_hides_two_ideas() -> None:
    """No file is longer than 500 lines, no function longer than 60."""
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in CODE
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    ]
    for path in CODE:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {size}")
    assert long == []


def test_every_module_says_what_it_is() -> None:
    """A reader who opens one file learns from its first lines what it is."""
    silent = [str(path.relative_to(ROOT)) for path in CODE if not ast.get_docstring(_tree(path))]
    assert silent == []


def _silent(body: list[ast.stmt], owner: str = "") -> Iterator[str]:
    """Yield the public functions of a module, and methods of its public classes, without words."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _silent(node.body, f"{owner}{node.name}.")
        elif (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield owner + node.name


def test_every_public_function_says_what_it_does() -> None:
    """Setters and overrides too, which the linter passes over; nested ones read as prose."""
    silent = [
        f"{path.relative_to(ROOT)}: {name}" for path in CODE for name in _silent(_tree(path).body)
    ]
    assert silent == []


def _texts() -> list[Path]:
    """Return every file of ours that is text."""
    folders = ("engine", "plugins", "workflows", "tests", "docs", "benchmarks", ".ci")
    files = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in folders:
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    kinds = {".py", ".md", ".toml", ".txt", ".csv", ".json", ".cfg", ""}
    return [path for path in files if path.suffix in kinds and "__pycache__" not in path.parts]


def test_no_registry_and_no_machine_is_named() -> None:
    """Nothing that is committed names a package registry's host or a folder of one machine."""
    hosts = [".".join(("py" + "pi", "org")), "python" + "hosted", "registry." + "npmjs"]
    places = ["/" + "root/", "/" + "work/", "/" + "farm/"]
    named = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in _texts()
        for word in (*hosts, *places)
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert named == []
