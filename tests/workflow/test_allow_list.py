"""The allow-list: what it names takes part beside the built-in plugins, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from smartflow.language import Text
from smartflow.model import Column
from smartflow.plugin.registry import Origin, Owned, Registry
from smartflow.workflow import (
    AllowedPlugin,
    Catalogue,
    Definition,
    DuplicateEntry,
    ExtendsFault,
    UnknownKey,
    Workflow,
    WrongType,
    as_definition,
    definition_toml,
    digest,
    missing_plugins,
    read_definition,
    resolve,
    workflow_bytes,
    workflow_from_bytes,
)
from smartflow.workflow.allow_list import listing_fault, registry_for
from smartflow.workflow.lint.run import lint

PRINT = "f" * 64  # what every record of this room's conftest has
OTHER = Origin("other", "1.0", "other-dist")
LIST = f'[[plugin]]\nname = "basics"\n[[plugin]]\nname = "padang"\nfingerprint = "{PRINT}"\n'
CHILD = '[workflow]\nkey = "child"\nversion = 1\nextends = "short@1"\n'


def listing(short: Workflow, *names: str) -> Workflow:
    """Return the short workflow with an allow-list."""
    return replace(short, plugins=tuple(AllowedPlugin(name) for name in names))


@pytest.fixture
def registry(
    make_registry: Callable[..., Registry],
    make_rule: Callable[..., Any],
    make_plugin: Callable[..., Any],
    make_scoring: Callable[..., Any],
    make_format: Callable[[str], Any],
) -> Registry:
    """A registry in which the plugin ``other`` brings one thing of each kind."""
    base = make_registry()
    return replace(
        base,
        plugins=(make_plugin("basics"), make_plugin("core", built_in=True), make_plugin("other")),
        dimensions={
            **base.dimensions,
            "mobility": Owned(base.dimensions["living"].value, OTHER),
        },
        worksheets={**base.worksheets, "things": Owned(base.worksheets["issues"].value, OTHER)},
        columns=(Owned(Column("x", Text.same("X"), worksheet="issues"), OTHER),),
        rules={**base.rules, "OTH001": replace(make_rule("OTH001"), origin=OTHER)},
        scoring_rules={"other": replace(make_scoring("other", lambda _d, _s: ()), origin=OTHER)},
        settings={
            **base.settings,
            ("other", "x"): Owned(base.settings["basics", "coverage"].value, OTHER),
        },
        formats={"other": replace(make_format("other"), origin=OTHER)},
    )


def test_without_a_list_every_plugin_takes_part(short: Workflow, registry: Registry) -> None:
    """The registry is the very same one."""
    assert registry_for(registry, short) is registry


def test_what_is_not_listed_brings_nothing_to_a_city(short: Workflow, registry: Registry) -> None:
    """Nothing that judges is left of it; what prints stays, and its record says why."""
    found = registry_for(registry, listing(short, "basics"))
    shelves: list[Any] = [
        found.dimensions,
        found.worksheets,
        found.rules,
        found.scoring_rules,
        found.settings,
    ]
    owners = {one.origin.plugin for shelf in shelves for one in shelf.values()}
    assert (owners, found.columns, set(found.formats)) == ({"basics"}, (), {"other"})
    notes = {plugin.name: plugin.fact().notes for plugin in found.plugins}
    assert notes == {"basics": (), "core": (), "other": ("not allowed",)}


def test_built_in_plugins_need_no_listing(short: Workflow, registry: Registry) -> None:
    """The national programme is never shut out by a region's list."""
    found = registry_for(registry, listing(short, "other"))
    assert [plugin.name for plugin in found.plugins if not plugin.allowed] == ["basics"]


def test_a_required_plugin_that_the_list_leaves_out_is_missing(
    short: Workflow, registry: Registry
) -> None:
    """``requires`` and the list must agree: the gate stays shut, and lint says so."""
    shut = listing(short, "other")
    assert missing_plugins(shut, registry_for(registry, shut)) == ("basics",)
    found = {(one.code, "leaves it out" in one.message.en) for one in lint(shut, registry)}
    assert ("WFL016", True) in found


@pytest.mark.parametrize(
    ("name", "state", "fingerprint", "words"),
    [
        ("padang", "loaded", "", ()),
        ("padang", "loaded", PRINT, ()),
        ("padang", "loaded", "a" * 64, (PRINT, "a" * 64, "padang-dist 1.0")),
        ("padang", "blocked", PRINT, ("'padang'", "not loaded")),
        ("padang", "broken", "", ("'padang'", "not loaded")),
        ("absent", "loaded", "", ("'absent'", "not loaded")),
    ],
)
def test_a_listed_plugin_must_be_there_as_it_is_listed(  # noqa: PLR0913  a table, and a builder
    make_plugin: Callable[..., Any],
    make_registry: Callable[..., Registry],
    name: str,
    state: str,
    fingerprint: str,
    words: tuple[str, ...],
) -> None:
    """A difference is told with both fingerprints."""
    registry = make_registry(plugins=(make_plugin("padang", state),))
    fault = listing_fault(AllowedPlugin(name, fingerprint), registry)
    assert (fault is None) is not bool(words)
    for part in words:
        assert fault is not None
        assert part in fault.en


def read(text: str) -> Definition:
    """Read a file."""
    return read_definition(text.encode(), "x.toml")


def parents(text: str) -> Callable[[str], Definition]:
    """Return what knows ``short@1`` alone."""
    return lambda _reference: read(text)


def test_a_file_may_list_plugins(short_toml: str) -> None:
    """What is read is what is written, and comes back from TOML and from stored bytes."""
    workflow = resolve(read(short_toml + LIST), parents(""))
    assert workflow.plugins == (AllowedPlugin("basics"), AllowedPlugin("padang", PRINT))
    assert resolve(read(definition_toml(workflow)), parents("")) == workflow
    assert as_definition(workflow) == read(definition_toml(workflow))
    assert workflow_from_bytes(workflow_bytes(workflow)) == workflow


def test_a_list_is_merged_by_name(short_toml: str) -> None:
    """A child adds one, pins one anew and removes one."""
    more = (
        '[[plugin]]\nname = "basics"\nremove = true\n'
        f'[[plugin]]\nname = "padang"\nfingerprint = "{"a" * 64}"\n'
        '[[plugin]]\nname = "agam"\n'
    )
    workflow = resolve(read(CHILD + more), parents(short_toml + LIST))
    assert workflow.plugins == (AllowedPlugin("padang", "a" * 64), AllowedPlugin("agam"))
    with pytest.raises(ExtendsFault, match="plugin 'basiks'"):
        resolve(
            read(f'{CHILD}[[plugin]]\nname = "basiks"\nremove = true\n'),
            parents(short_toml + LIST),
        )


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ('[[plugin]]\nname = "x"\nfingerprint = "abc"\n', WrongType, "plugin[1] (x).fingerprint"),
        ('[[plugin]]\nname = "x"\nfingerprint = "abc"\n', WrongType, "smartflow plugin info"),
        (f'[[plugin]]\nname = "x"\nfingerprint = "{PRINT.upper()}"\n', WrongType, "64 digits"),
        ('[[plugin]]\nname = "x"\nfingerprnt = "a"\n', UnknownKey, "'fingerprint'"),
        ('[[plugin]]\nname = "x"\n[[plugin]]\nname = "x"\n', DuplicateEntry, "'x' in plugin"),
        ('[[plugin]]\nname = "x"\nremove = true\n', UnknownKey, "extends"),
        ('[plugin]\nname = "x"\n', WrongType, "[[plugin]]"),
        ('[[plugins]]\nname = "x"\n', UnknownKey, "'plugin'"),
    ],
)
def test_a_wrong_list_is_refused_at_its_place(
    short_toml: str, text: str, kind: type[Exception], words: str
) -> None:
    """Each refusal names the entry and what was meant."""
    with pytest.raises(kind) as caught:
        read(short_toml + text)
    assert words in str(caught.value)


def test_a_list_is_part_of_the_digest(short: Workflow) -> None:
    """Another list is another definition; without one the digest is what it always was."""
    digests = {
        digest(replace(short, plugins=plugins))
        for plugins in (
            (),
            (AllowedPlugin("a"),),
            (AllowedPlugin("b"),),
            (AllowedPlugin("a", PRINT),),
        )
    }
    assert len(digests) == 4
    assert "plugins" not in json.loads(workflow_bytes(short))


def test_lint_looks_rules_up_among_the_allowed_ones(
    tmp_path: Path, short_toml: str, registry: Registry
) -> None:
    """A gate that asks for the rule of a plugin that may take no part could never be met."""
    file = tmp_path / "short.toml"
    text = short_toml.replace('"WSH001"', '"OTH001"')
    file.write_text(f'{text}[[plugin]]\nname = "basics"\n', encoding="utf-8")
    found = lint(Catalogue().read(file), registry)
    assert [(one.code, "'OTH001'" in one.message.en) for one in found] == [("WFL009", True)]
