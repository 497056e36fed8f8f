"""The loader names what is wrong with one plugin and lets all the others stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from smartflow.plugin.discovery import (
    ENGINE,
    Candidate,
    discover,
    fingerprint_of,
    package_fingerprint,
)
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smartflow.plugin.registry import PluginRecord, Registry

GOOD = """
import smartflow
from smartflow import Dimension, Text

@smartflow.hookimpl
def smartflow_register_dimensions():
    yield Dimension(key="mobility", code="MOB", title=Text(id="Mobilitas", en="Mobility"))
"""

RULES = """
import smartflow
from smartflow import Rule, Text

WORDS = Text(id="ya", en="yes")

@smartflow.hookimpl
def smartflow_register_rules():
    for code in {codes}:
        yield Rule(code=code, title=WORDS, why=WORDS, fix=WORDS, message=WORDS,
                   stages=("a",), cites=("Permen X",), function=lambda dossier, settings: ())
"""


@pytest.fixture
def announce(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Candidate]]:
    """Write a module and return the candidate that a distribution would announce for it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    written: list[str] = []

    def write(name: str, source: str, *, distribution: str = "", version: str = "1.2") -> Candidate:
        module = f"plug_{name}_{len(written)}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        written.append(module)

        def load() -> object:
            import importlib

            return importlib.import_module(module)

        return Candidate(
            name=name,
            value=module,
            distribution=distribution or f"dist-{name}",
            version=version,
            editable=False,
            load=load,
        )

    yield write
    for module in written:
        sys.modules.pop(module, None)


def only(registry: Registry, name: str) -> PluginRecord:
    """Return the one plugin of that name."""
    [record] = [plugin for plugin in registry.plugins if plugin.name == name]
    return record


def test_a_good_plugin_is_loaded_with_its_origin(announce: Callable[..., Candidate]) -> None:
    """What is registered carries the plugin, its version and its distribution."""
    registry = load_registry(candidates=[announce("mobility", GOOD)])
    owned = registry.dimensions["mobility"]
    assert (owned.origin.plugin, owned.origin.version, owned.origin.distribution) == (
        "mobility",
        "1.2",
        "dist-mobility",
    )
    assert only(registry, "mobility").registers == {"dimension": ("mobility",)}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import does_not_exist_anywhere", "ModuleNotFoundError"),
        ("\n\nraise ValueError('kaput')", "line 3"),
        ("import sys; sys.exit(3)", "SystemExit"),
        ("def broken(:\n", "SyntaxError"),
        ("x = 1", "hookimpl"),
        (GOOD.replace("_dimensions", "_dimenions"), "smartflow_register_dimenions"),
        (GOOD.replace("dimensions():", "dimensions(city):"), "city"),
        (GOOD.replace("yield Dimension", "return Dimension"), "yield"),
        (GOOD.replace('key="mobility"', 'key="Mobility!"'), "Mobility!"),
        (GOOD + "    yield 42\n", "42"),
        (GOOD + "    raise RuntimeError('later')\n", "later"),
        (RULES.format(codes=["SW1"]), "SW1"),
        (RULES.format(codes=["SW001"]).replace('("a",)', '"a"'), "Rule 'SW001': stages must be"),
        (GOOD.replace('key="mobility"', 'key="mob.ility"'), "mob.ility"),
        (GOOD.replace('en="Mobility"', "en=7"), "title.en must be str"),
        ("class Odd(BaseException): pass\nraise Odd", "Odd"),
    ],
)
def test_a_broken_plugin_is_named_and_the_rest_stand(
    announce: Callable[..., Candidate], source: str, words: str
) -> None:
    """Whatever a plugin does while it registers, its record says what, and others are loaded."""
    good = announce("mobility", GOOD)
    bad = announce("zbad", source, version="0.9")
    registry = load_registry(candidates=[bad, good])
    record = only(registry, "zbad")
    assert record.state == "broken"
    assert record.reason is not None
    assert words in record.reason.en + record.fault
    assert (record.version, record.distribution) == ("0.9", "dist-zbad")
    assert only(registry, "mobility").state == "loaded"
    assert [plugin.name for plugin in registry.faulty] == ["zbad"]


def test_a_plugin_counts_whole_or_not_at_all(announce: Callable[..., Candidate]) -> None:
    """One object that is wrong leaves none of the plugin's objects behind."""
    registry = load_registry(candidates=[announce("half", GOOD + "    yield 42\n")])
    assert registry.dimensions == {}


def test_two_distributions_with_one_plugin_name_both_clash(
    announce: Callable[..., Candidate],
) -> None:
    """Neither is loaded, and each names the package of the other."""
    one = announce("mobility", GOOD, distribution="one")
    two = announce("mobility", GOOD, distribution="two")
    registry = load_registry(candidates=[one, two])
    assert [(p.state, p.fault) for p in registry.plugins] == [
        ("clash", "one / two"),
        ("clash", "two / one"),
    ]


def test_a_built_in_plugin_is_never_displaced(announce: Callable[..., Candidate]) -> None:
    """A stranger with a built-in plugin's name clashes; the built-in one stays loaded."""
    ours = announce("mobility", GOOD, distribution=ENGINE)
    theirs = announce("mobility", GOOD, distribution="theirs")
    registry = load_registry(candidates=[theirs, ours])
    assert {(p.distribution, p.state) for p in registry.plugins} == {
        (ENGINE, "loaded"),
        ("theirs", "clash"),
    }


def test_a_taken_key_names_its_owner(announce: Callable[..., Candidate]) -> None:
    """A second owner of a dimension is a clash that names the first plugin and its package."""
    registry = load_registry(candidates=[announce("first", GOOD), announce("second", GOOD)])
    record = only(registry, "second")
    assert record.state == "clash"
    assert record.reason is not None
    assert "'first'" in record.reason.en
    assert "dist-first" in record.reason.en


def test_a_family_is_compared_whole(announce: Callable[..., Candidate]) -> None:
    """SW and SWT are two families; a second owner of SW is a clash even with another number."""
    registry = load_registry(
        candidates=[
            announce("a", RULES.format(codes=["SW001"])),
            announce("b", RULES.format(codes=["SWT001"])),
            announce("c", RULES.format(codes=["SW002"])),
        ]
    )
    assert [(p.name, p.state) for p in registry.plugins] == [
        ("a", "loaded"),
        ("b", "loaded"),
        ("c", "clash"),
    ]


def test_a_blocked_plugin_is_not_imported(announce: Callable[..., Candidate]) -> None:
    """Blocking is judged from metadata: a module that would crash is never touched."""
    crashing = announce("crash", "raise RuntimeError")
    registry = load_registry(candidates=[crashing], blocked=frozenset({"crash"}))
    assert only(registry, "crash").state == "blocked"
    assert registry.faulty == ()


def test_built_in_only_imports_no_stranger(announce: Callable[..., Candidate]) -> None:
    """``status`` and ``history`` read a city without importing a third party's code."""
    crashing = announce("crash", "raise RuntimeError")
    registry = load_registry(candidates=[crashing], built_in_only=True)
    assert only(registry, "crash").state == "blocked"


def test_the_built_in_plugins_load() -> None:
    """Every plugin that ships with the engine is loaded in this environment."""
    states = {p.name: p.state for p in load_registry(built_in_only=True).plugins if p.built_in}
    assert set(states.values()) == {"loaded"}
    assert {"masterplan", "living", "workflows"} <= set(states)


def test_discovery_puts_built_in_plugins_first() -> None:
    """A built-in name is taken before any stranger is looked at."""
    flags = [candidate.built_in for candidate in discover()]
    assert flags == sorted(flags, reverse=True)


def test_a_fingerprint_changes_with_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code and data count; byte code does not."""
    package = tmp_path / "fingerprinted"
    package.mkdir()
    (package / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    (package / "data.toml").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    def fingerprint() -> str:
        package_fingerprint.cache_clear()
        return fingerprint_of("fingerprinted.part")

    first = fingerprint()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert fingerprint() == first
    (package / "data.toml").write_text("a = 2\n", encoding="utf-8")
    assert fingerprint() != first


def test_a_package_without_an_init_has_a_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict can be compared later whatever kind of package it is; byte code is no part."""
    monkeypatch.syspath_prepend(str(tmp_path))
    package = tmp_path / "plug_bare_package"
    (package / "__pycache__").mkdir(parents=True)
    (package / "rules.py").write_text("x = 1", encoding="utf-8")
    package_fingerprint.cache_clear()
    first = fingerprint_of("plug_bare_package.rules")
    (package / "__pycache__" / "rules.pyc").write_bytes(b"x")
    package_fingerprint.cache_clear()
    assert fingerprint_of("plug_bare_package.rules") == first != ""
    (package / "rules.py").write_text("x = 2", encoding="utf-8")
    package_fingerprint.cache_clear()
    assert fingerprint_of("plug_bare_package.rules") not in ("", first)


@pytest.mark.parametrize(
    ("statement", "public"),
    [
        ("from smartflow.actions.casework import perform, Text", "from smartflow import Text"),
        ("from smartflow.model.verdict import (\n    Rule,\n    Text,\n)", "import Rule, Text"),
        ("from smartflow.methods.usg import UsgTable", "from smartflow.methods import UsgTable"),
        ("from smartflow.casework.casework import no_such_act", "docs/plugins/reference.md"),
        ("import smartflow.cli.tables", "docs/plugins/reference.md"),
    ],
)
def test_a_name_that_moved_inside_the_engine_is_told_by_its_public_name(
    announce: Callable[..., Candidate], statement: str, public: str
) -> None:
    """Whoever reached past the face learns what to import instead, or where public names stand."""
    record = load_registry(candidates=[announce("padang", f"{statement}\n{GOOD}")]).plugins[0]
    assert record.state == "broken"
    assert record.reason is not None
    assert public in record.reason.en
    assert public in record.reason.id
