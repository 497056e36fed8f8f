"""docs/plugins/reference.md: it says what the docstrings say, and its examples are plugins.

The reference is written from the docstrings of the hooks, of the objects that they register and
of what a plugin's functions are given. When a docstring has changed, write the page anew::

    .venv/bin/python tests/docs/plugins/test_plugin_reference.py
"""

from __future__ import annotations

import importlib.util
import inspect
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec
import pytest

import smartflow
from smartflow.model import City, Record, Result, Verdict
from smartflow.plugin import hookspecs
from smartflow.plugin.discovery import Candidate, discover
from smartflow.plugin.hookspecs import HOOKS
from smartflow.plugin.loading.loader import load_registry
from smartflow.report import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartflow.plugin.registry import Registry

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "plugins" / "reference.md"
START, END = "<!-- reference -->\n", "<!-- /reference -->\n"

OBJECTS: dict[str, tuple[type, ...]] = {
    "smartflow_register_dimensions": (
        smartflow.Dimension,
        smartflow.SubDimension,
        smartflow.Indicator,
    ),
    "smartflow_register_worksheets": (smartflow.Worksheet, smartflow.Column),
    "smartflow_register_rules": (smartflow.Rule, smartflow.Finding, smartflow.NotApplicable),
    "smartflow_register_scoring_rules": (
        smartflow.ScoringRule,
        smartflow.Score,
        smartflow.BreakdownLine,
    ),
    "smartflow_register_formats": (smartflow.OutputFormat, Verdict, Result, Table),
    "smartflow_register_chapters": (smartflow.Chapter,),
    "smartflow_register_settings": (smartflow.Setting,),
    "smartflow_register_demos": (smartflow.Demo, smartflow.Step),
}
"""What a hook yields, and what the functions in it give back or are given."""

GIVEN: tuple[type, ...] = (
    smartflow.Dossier,
    smartflow.Row,
    smartflow.Agency,
    smartflow.Person,
    City,
    Record,
    smartflow.Text,
)
"""What a rule is given, and what it finds in there."""

ASKED = (smartflow.Dossier, smartflow.Row, smartflow.Text)
"""Of these, the methods are told too."""

_ATTRIBUTE = re.compile(r"^(\w+): (.*(?:\n +.*)*)", re.MULTILINE)


# -- a docstring and its parts ------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What a docstring holds.

    Attributes:
        prose: Its paragraphs, each on one line.
        attributes: Names with their meanings.
        samples: Blocks behind a paragraph that ends in ``::``: file name to text.
    """

    prose: tuple[str, ...]
    attributes: dict[str, str]
    samples: dict[str, str]


def told_by(thing: object) -> Told:
    """Take a docstring apart."""
    text = inspect.getdoc(thing) or ""
    text, _, attributes = text.partition("\nAttributes:\n")
    first, _, rest = text.partition("\nExample::\n")
    first, _, _ = first.partition("\nArgs:\n")
    samples: dict[str, str] = {}
    name = "plugin.py"
    for part in re.split(r"^(?=\S)", rest, flags=re.MULTILINE):
        heading, _, body = part.partition("\n") if part[:1].strip() else ("", "", part)
        name = "".join(re.findall(r"``([\w.]+)``::$", heading)) or name
        samples[name] = samples.get(name, "") + inspect.cleandoc(body) if body.strip() else ""
    return Told(
        prose=tuple(_plain(paragraph) for paragraph in first.split("\n\n")),
        attributes={
            match[1]: _plain(match[2])
            for match in _ATTRIBUTE.finditer(inspect.cleandoc(attributes))
        },
        samples={name: f"{_spaced(body)}\n" for name, body in samples.items() if body},
    )


def _spaced(code: str) -> str:
    """Return a sample with two lines in front of what it defines: ``ruff format`` reads pages."""
    return re.sub(r"\n\n(?=@|def |class )", "\n\n\n", code)


def _plain(text: str) -> str:
    """Return a docstring's words as Markdown on one line."""
    joined = " ".join(text.split()).replace("``", "`")
    return re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", joined)


# -- the page, from the docstrings --------------------------------------------------------------


def reference() -> str:
    """Return the reference as it must stand in the page."""
    parts = []
    for hook in HOOKS:
        told = told_by(getattr(hookspecs, hook))
        parts += [f"### `{hook}`", *told.prose]
        for name, sample in told.samples.items():
            kind = {".py": "python", ".toml": "toml"}[Path(name).suffix]
            if kind == "toml":
                parts.append(f"Beside it, `{name}`:")
            parts.append(f"```{kind}\n{sample}```")
        parts += [_described(one) for one in OBJECTS.get(hook, ())]
    parts += ["### What a rule is given", *(_described(one) for one in GIVEN)]
    return "\n\n".join(parts) + "\n"


def _described(one: type) -> str:
    """Return a class: what it is, its attributes, and what it answers."""
    told = told_by(one)
    fields = {f.name: f for f in msgspec.structs.fields(one)} if _is_struct(one) else {}
    if fields and not told.attributes:
        listed = ", ".join(_short_field(one, field) for field in fields.values())
        return f"**`{one.__name__}`** {told.prose[0]} Fields: {listed}."
    lines = [f"**`{one.__name__}`** {told.prose[0]}", ""]
    if one in GIVEN:
        lines += ["| attribute | means |", "|---|---|"]
        lines += [f"| `{name}` | {_escaped(text)} |" for name, text in told.attributes.items()]
    else:
        lines += ["| field | type | without it | means |", "|---|---|---|---|"]
        lines += [
            f"| `{name}` | {_type(one, name)} | {_default(field)} "
            f"| {_escaped(told.attributes.get(name, ''))} |"
            for name, field in fields.items()
        ]
    ways = list(_ways(one)) if one in ASKED else []
    if ways:
        lines += ["", "| ask it | and get |", "|---|---|", *ways]
    return "\n".join(lines)


def _short_field(one: type, field: Any) -> str:
    given = "" if field.required else f" = {field.default!r}"
    return f"`{field.name}: {one.__annotations__[field.name]}{given}`"


def _type(one: type, name: str) -> str:
    """Return a field's type; of a name for a few words, the words."""
    written = one.__annotations__[name]
    meant = vars(sys.modules[one.__module__]).get(written)
    if get_origin(meant) is Literal:
        return " · ".join(f"`{word!r}`" for word in get_args(meant))
    return f"`{_escaped(written)}`"


def _is_struct(one: type) -> bool:
    return issubclass(one, msgspec.Struct)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _default(field: Any) -> str:
    """Return what holds when a field is not given."""
    if field.required:
        return "needed"
    if field.default is msgspec.NODEFAULT:
        return f"`{field.default_factory()!r}`"
    return f"`{field.default!r}`"


def _ways(one: type) -> Iterator[str]:
    """Yield a line for each public method and property."""
    for name, thing in vars(one).items():
        if name.startswith("_"):
            continue
        if isinstance(thing, property):
            yield f"| `.{name}` | {_escaped(told_by(thing).prose[0])} |"
        elif inspect.isfunction(thing) and not thing.__name__.startswith("_"):
            given = [p.name for p in inspect.signature(thing).parameters.values()][1:]
            call = f".{name}({', '.join(given)})"
            yield f"| `{call}` | {_escaped(told_by(thing).prose[0])} |"


def test_the_reference_says_what_the_docstrings_say() -> None:
    """The page holds every hook and every object as its docstring tells it, and nothing else."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.split(START)[1].split(END)[0].strip() == reference().strip()


def test_every_hook_has_its_section() -> None:
    """No hook of the contract is missing from the reference, and none is made up."""
    text = PAGE.read_text(encoding="utf-8").split(START)[1]
    assert tuple(re.findall(r"^### `(\w+)`$", text, re.MULTILINE)) == HOOKS


def test_every_hook_is_in_the_table() -> None:
    """The table at the head is the list of hooks, in its order."""
    table = PAGE.read_text(encoding="utf-8").split("<!-- hooks -->")[1].split("<!-- /hooks -->")[0]
    assert tuple(re.findall(r"^\| \[`(\w+)`\]\(#\1\) \|", table, re.MULTILINE)) == HOOKS


@pytest.mark.parametrize(
    "one", [one for group in OBJECTS.values() for one in group], ids=lambda one: one.__name__
)
def test_every_field_is_told(one: type) -> None:
    """A docstring with attributes tells each field of its struct."""
    told = told_by(one).attributes
    fields = {field.name for field in msgspec.structs.fields(one)}
    assert told == {} or set(told) == fields


# -- the examples, loaded and run ---------------------------------------------------------------

EXPECTED = {
    "smartflow_register_dimensions": {"dimension": ("mobility",)},
    "smartflow_register_worksheets": {
        "column": ("quick_wins.tradition",),
        "worksheet": ("visits",),
    },
    "smartflow_register_rules": {"rule": ("XYZ001", "XYZ002")},
    "smartflow_register_scoring_rules": {"scoring rule": ("issue_count",)},
    "smartflow_register_formats": {"format": ("line",)},
    "smartflow_register_chapters": {"chapter": ("foreword",)},
    "smartflow_register_workflows": {"workflow": ("masterplan_contoh.toml",)},
    "smartflow_register_settings": {"setting": ("example_settings.at_least",)},
    "smartflow_register_demos": {"demo": ("tiny",)},
    "smartflow_recorded": {"observer": ("smartflow_recorded",)},
}


def _named(hook: str) -> str:
    """Return the name of the plugin, and of the package, that holds a hook's example."""
    return f"example_{hook.removeprefix('smartflow_').removeprefix('register_')}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install every example as a plugin of one distribution, as pip would."""
    folder = tmp_path_factory.mktemp("site")
    info = folder / "smartflow_examples-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: smartflow-examples\nVersion: 0.1.0\n", encoding="utf-8"
    )
    points = ["[smartflow]"]
    for hook in HOOKS:
        package = folder / _named(hook)
        package.mkdir()
        for name, sample in told_by(getattr(hookspecs, hook)).samples.items():
            target = package / ("__init__.py" if name == "plugin.py" else name)
            target.write_text(sample, encoding="utf-8")
        points.append(f"{package.name} = {package.name}")
    (info / "entry_points.txt").write_text("\n".join(points) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a folder of its own, the examples installed."""
    folder = tmp_path_factory.mktemp("desk")

    def start(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "smartflow", "--lang", "en", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return start


@pytest.fixture(scope="module")
def registry(site: Path) -> Registry:
    """Load the built-in plugins and all examples with the real loader."""

    def imported(hook: str) -> Any:
        name = _named(hook)
        spec = importlib.util.spec_from_file_location(name, site / name / "__init__.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    examples = [
        Candidate(
            name=_named(hook),
            value=_named(hook),
            distribution="smartflow-examples",
            version="0.1.0",
            editable=False,
            load=partial(imported, hook),
        )
        for hook in HOOKS
    ]
    built_in = [one for one in discover() if one.built_in]
    return load_registry(candidates=[*built_in, *examples])


@pytest.mark.parametrize("hook", HOOKS)
def test_every_example_is_a_plugin(registry: Registry, hook: str) -> None:
    """Beside all that is built in, an example is loaded and registers what it shows."""
    record = registry.plugin(_named(hook))
    assert record is not None
    registers = {
        kind: tuple(Path(name).name if kind == "workflow" else name for name in names)
        for kind, names in record.registers.items()
    }
    assert (record.state, record.fault, registers) == ("loaded", "", EXPECTED[hook])


def test_the_examples_are_listed_when_installed(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """A process of its own discovers each example by its entry point and loads it."""
    listed = json.loads(run("plugin", "list", "--json").stdout)["plugins"]
    states = {one["name"]: one["state"] for one in listed if not one["built_in"]}
    assert states == {_named(hook): "loaded" for hook in HOOKS}


def test_the_example_workflow_has_no_remark(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """The workflow file of the example extends the national one and passes lint."""
    done = run("workflow", "lint", "masterplan_contoh")
    assert (done.returncode, "0 remarks" in done.stdout) == (0, True), done.stdout


def test_the_example_demo_plays(run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """The demo of the example runs to its end."""
    done = run("demo", "played", "--demo", "tiny")
    assert (done.returncode, "masterplan_contoh" in done.stdout) == (0, True), done.stderr


def test_the_example_rules_scores_and_format_judge_a_city(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """In a city of its region the rules run, the score is counted and the format prints."""
    assert run("init", "kerja").returncode == 0
    here = ("--workspace", "kerja")
    city = ("--name", "Kabupaten Contoh", "--kind", "kabupaten", "--region-code", "99.01")
    added = run(*here, "city", "add", "contoh", *city, "--province", "Contoh")
    assert added.returncode == 0, added.stderr
    run(*here, "agency", "add", "contoh", "DINKES", "Dinas Kesehatan", "--kind", "opd")
    verdict = json.loads(run(*here, "check", "contoh", "--json").stdout)
    said = {one["rule"]: one["status"] for one in verdict["results"]}
    scores = {one["subject"]: one["value"] for one in verdict["scores"] if "issue" in one["rule"]}
    line = run(*here, "check", "contoh", "--format", "line")
    assert (said["XYZ001"], said["XYZ002"]) == ("not_applicable", "fail")
    assert scores["living"] == "0"
    assert re.fullmatch(r"contoh: \d+ remarks\n", line.stdout), line.stderr


def test_the_example_row_rule_finds_a_short_issue(registry: Registry) -> None:
    """The row rule passes a whole sentence, and names the cell of a single word."""
    rule = registry.rules["XYZ001"].value.function

    def row(issue: str) -> Any:
        return smartflow.Row({"issue": issue}, id="A/issues/1", worksheet="issues", filler="A")

    good: Any = row("Antrean layanan kesehatan terlalu panjang")
    assert (rule(good, {}), rule(row("Antre"), {})) == (
        None,
        {"issue": "Antre", "column": "issue"},
    )


def test_the_example_observer_speaks_on_stderr(
    registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told of a move, the observer says so, and leaves stdout alone."""
    [owned] = registry.observers
    owned.value({"act": "nil", "body": {}})
    owned.value({"act": "advance", "body": {"result": "moved", "to": "adopted"}})
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "moved to adopted\n")


if __name__ == "__main__":
    before, rest = PAGE.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{START}\n{reference()}\n{END}{after}", encoding="utf-8")
