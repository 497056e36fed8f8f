"""The first mistakes of a plugin's author are told at load, in words, with file and line."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from smartflow.language import MissingValue, Text
from smartflow.model import Column, Worksheet
from smartflow.model.dossier import UnknownSheet
from smartflow.plugin.discovery import Candidate
from smartflow.plugin.loading.loader import load_registry
from smartflow.workflow.catalogue import Catalogue
from smartflow.workflow.lint.plugin_remarks import plugin_remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.plugin.registry import PluginRecord, Registry

HEAD = """
import smartflow
from smartflow import Chapter, Column, Demo, OutputFormat, Rule, ScoringRule, Text, Worksheet
W = Text(id="ya", en="yes")
SHEET = Worksheet(key="issues", version=1, title=W, columns=(Column('x', W),))
def rule(**more):
    return Rule(**{**dict(code="SWL001", title=W, why=W, fix=W, message=W, stages=("draft",),
                          cites=("Permen X",), function=lambda dossier, settings: ()), **more})
"""
MARK = "@smartflow.hookimpl\n"


def hook(kind: str, body: str) -> str:
    """Return a module whose hook for ``kind`` has ``body``."""
    return f"{HEAD}\n{MARK}def smartflow_register_{kind}():\n    {body}\n"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Registry]]:
    """Load modules, each from its source, as plugins ``p0``, ``p1`` ..."""
    monkeypatch.syspath_prepend(str(tmp_path))
    written: list[str] = []

    def candidate(source: str, number: int) -> Candidate:
        module = f"plug_author_{number}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        importlib.invalidate_caches()
        written.append(module)
        return Candidate(
            name=f"p{number}",
            value=module,
            distribution=f"dist-{number}",
            version="1",
            editable=False,
            load=lambda: importlib.import_module(module),
        )

    def registry(*sources: str, blocked: frozenset[str] = frozenset()) -> Registry:
        found = [candidate(source, number) for number, source in enumerate(sources)]
        return load_registry(candidates=found, blocked=blocked)

    yield registry
    for module in written:
        sys.modules.pop(module, None)


def first(registry: Registry) -> PluginRecord:
    """Return the record of ``p0``."""
    return registry.plugins[0]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            hook("rules", "yield rule()").replace("_rules", "_ruls"),
            ("smartflow_register_ruls (plug_author_0.py, line 1", "'smartflow_register_rules'"),
        ),
        (
            hook("rules", "yield rule()").replace(MARK, ""),
            ("has no @smartflow.hookimpl", "plug_author_0.py, line 1"),
        ),
        (
            hook("rules", "yield rule()") + "def smartflow_recorded(entry):\n    pass\n",
            ("smartflow_recorded", "has no @smartflow.hookimpl"),
        ),
        (
            hook("rules", "yield rule()").replace("rules():", "rules(city):"),
            ("the parameter city is not given",),
        ),
        (hook("rules", "return None"), ("gives back None", "return ()")),
        (hook("rules", "rule()"), ("gives back None",)),
        (hook("rules", "return rule()"), ("or return a list of them, not Rule.",)),
        (
            hook("rules", "yield rule(function=check)") + "def check(dossier):\n    return ()\n",
            ("function check (plug_author_0.py, line 1", "(dossier, settings)"),
        ),
        (
            hook("rules", "yield rule(each='issues', function=lambda row: None)"),
            ("(row, settings)",),
        ),
        (
            hook("scoring_rules", "yield ScoringRule(key='s', title=W, function=lambda d: ())"),
            ("ScoringRule 's': function", "(dossier, settings)"),
        ),
        (
            hook(
                "formats",
                "yield OutputFormat(key='f', media_type='a/b', suffix='.f', renders=('table',),"
                " function=lambda thing: b'')",
            ),
            ("(thing, language)",),
        ),
        (
            hook("demos", "yield Demo(key='d', title=W, steps=lambda: ())"),
            ("steps", "(folder)"),
        ),
        (
            hook("chapters", "yield Chapter(key='c', book='b', position=0, function=lambda d: 0)"),
            ("(dossier, settings)",),
        ),
        (
            hook("worksheets", "yield SHEET")
            + MARK
            + "def smartflow_register_rules():\n    yield rule(each='isues')\n",
            ("Rule 'SWL001': each='isues'", "Did you mean 'issues'?"),
        ),
    ],
)
def test_a_mistake_is_a_broken_plugin_with_a_sentence(
    load: Callable[..., Registry], source: str, words: tuple[str, ...]
) -> None:
    """The record says what, where and what was meant, and nothing of the plugin is left."""
    registry = load(source)
    record = first(registry)
    assert record.state == "broken"
    assert record.reason is not None
    for part in words:
        assert part in record.reason.en
    assert (registry.rules, registry.worksheets) == ({}, {})


@pytest.mark.parametrize(
    "function",
    [
        "lambda dossier, settings, extra=1: ()",
        "lambda *anything: ()",
        "type('C', (), {'__call__': lambda self, dossier, settings: ()})()",
        "type('C', (), {'m': lambda self, dossier, settings: ()})().m",
        "__import__('functools').partial(lambda a, dossier, settings: (), 1)",
    ],
)
def test_whatever_can_be_called_so_is_a_function(
    load: Callable[..., Registry], function: str
) -> None:
    """Defaults, methods, callables and partials are fine."""
    assert first(load(hook("rules", f"yield rule(function={function})"))).state == "loaded"


def test_a_method_that_lacks_a_parameter_is_seen(load: Callable[..., Registry]) -> None:
    """The self of a bound method is not taken for one of the two."""
    lame = "type('C', (), {'m': lambda self, dossier: ()})().m"
    assert first(load(hook("rules", f"yield rule(function={lame})"))).state == "broken"


def test_an_imported_hook_is_its_authors(load: Callable[..., Registry]) -> None:
    """A function that comes from another module is not this plugin's forgotten hook."""
    other = f"{HEAD}\ndef smartflow_register_demos():\n    return ()\n"
    own = hook("rules", "yield rule()") + "from plug_author_1 import smartflow_register_demos\n"
    assert [plugin.state for plugin in load(own, other).plugins] == ["loaded", "broken"]


def test_a_worksheet_may_be_anothers_that_is_not_loaded(load: Callable[..., Registry]) -> None:
    """Beside a blocked plugin an unknown ``each`` is no fault: its worksheet may be that one's."""
    sheet, rules = hook("worksheets", "yield SHEET"), hook("rules", "yield rule(each='issues')")
    assert first(load(rules, sheet)).state == "loaded"
    registry = load(rules, sheet, blocked=frozenset({"p1"}))
    assert [plugin.state for plugin in registry.plugins] == ["loaded", "blocked"]
    remarks = plugin_remarks(registry, Catalogue())
    assert [text.en for text in remarks["p0"]] == [
        "Rule 'SWL001' (each): there is no worksheet 'issues'."
    ]


def test_what_nobody_has_is_a_remark(load: Callable[..., Registry], tmp_path: Path) -> None:
    """A column and ``reads`` of no worksheet, and stages of no workflow, are worth a look."""
    (tmp_path / "alur").mkdir()
    (tmp_path / "alur" / "a.toml").write_text(
        '[workflow]\nkey = "a"\nversion = 1\ntitle = { id = "A", en = "A" }\n'
        'initial = "draft"\nfinal = ["draft"]\n'
        '[[stage]]\nkey = "draft"\ntitle = { id = "R", en = "D" }\n',
        encoding="utf-8",
    )
    source = (
        hook("rules", "yield rule(reads=('isues',), stages=('drft', 'draft'))")
        + MARK
        + "def smartflow_register_worksheets():\n"
        + "    yield SHEET\n    yield Column('y', W, worksheet='quick_win')\n"
    )
    registry = load(source)
    assert first(registry).state == "loaded"
    remarks = plugin_remarks(registry, Catalogue(folder=tmp_path / "alur"))
    assert [text.en for text in remarks["p0"]] == [
        "Column 'quick_win.y': there is no worksheet 'quick_win'.",
        "Rule 'SWL001' (reads): there is no worksheet 'isues'. Did you mean 'issues'?",
        "Rule 'SWL001': no workflow has a stage 'drft'. Did you mean 'draft'?",
    ]


def test_the_built_in_plugins_leave_nothing_to_remark() -> None:
    """Every worksheet and stage that they name is there."""
    registry = load_registry(built_in_only=True)
    assert plugin_remarks(registry, Catalogue(registry.workflow_files)) == {}


def test_a_missing_value_and_an_unknown_sheet_say_which() -> None:
    """What a rule's author reads in the fault is a sentence, not a bare key."""
    with pytest.raises(MissingValue, match=r"no value for \{issue\}; given are 'isu'"):
        Text.same("{issue}").fill({"isu": 1})
    sheet = Worksheet("issues", 1, Text.same("Isu"), (Column("x", Text.same("X")),))
    fault = UnknownSheet("isues", {"issues": sheet})
    assert str(fault) == "there is no worksheet 'isues'. Did you mean 'issues'?"
    assert isinstance(fault, KeyError)
