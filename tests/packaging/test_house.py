"""The house rules that a linter does not know: who may name what, and how long a file may be."""

from __future__ import annotations

import ast
import tomllib
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
PUBLIC = ("smartflow.methods", "smartflow.report", "smartflow.testing")
# The regional example is a distribution of its own, which import-linter does not see; for the
# packages that come with the engine the contract "plugins" in pyproject.toml holds the same.
EXAMPLE_CODE = sorted(
    path
    for path in (ROOT / "plugins" / "smartflow-sawahlunto").rglob("*.py")
    if "tests" not in path.parts
)
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


def _imported_names(path: Path) -> set[str]:
    """Return what a file imports out of modules, each name behind its module's."""
    return {
        f"{node.module}.{alias.name}"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
    }


def _below(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


@pytest.mark.parametrize(
    "path",
    EXAMPLE_CODE,
    ids=[path.relative_to(ROOT / "plugins").as_posix() for path in EXAMPLE_CODE],
)
def test_plugins_import_public_names_only(path: Path) -> None:
    """Not even for types does the regional example reach past the face."""
    inside = {
        name
        for name in _imports(path)
        if _below(name, "smartflow")
        and name != "smartflow"
        and not any(_below(name, public) for public in PUBLIC)
    }
    assert inside == set()


def test_the_contract_of_plugins_names_every_room() -> None:
    """What plugins may not import is the whole engine but its face and three packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {each["id"]: each for each in project["tool"]["importlinter"]["contracts"]}
    rooms = {path.parent.name for path in ENGINE.glob("*/__init__.py")}
    modules = {path.stem for path in ENGINE.glob("[a-z]*.py")}
    inside = {f"smartflow.{name}" for name in rooms | modules} - set(PUBLIC)
    assert set(contracts["plugins"]["forbidden_modules"]) == inside


def _may_meet_the_terminal(path: Path) -> bool:
    inner = path.relative_to(ENGINE)
    return (
        "cli" in inner.parts[:-1]
        or inner.parts[0] in ("terminal", "testing", "__main__.py")
        or inner.as_posix() == "audit/cli.py"
    )


def _is_of_the_terminal(module: str) -> bool:
    inside = _below(module, "smartflow")
    return (
        _below(module, "click")
        or _below(module, "smartflow.terminal")
        or (inside and "cli" in module.split("."))
    )


def test_only_commands_know_the_terminal() -> None:
    """An act imports neither click nor the frame of the commands nor a command, its own or not."""
    named = {
        _short(path): sorted(filter(_is_of_the_terminal, _imports(path) | _imported_names(path)))
        for path in ENGINE.rglob("*.py")
        if not _may_meet_the_terminal(path)
    }
    assert {path: modules for path, modules in named.items() if modules} == {}


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
    # In a worktree .git is a file, which names the folder of its repository and is not committed.
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
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
