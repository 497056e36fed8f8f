"""The registry: everything that the loaded plugins brought, and who brought it.

It is filled by :mod:`smartflow.plugin.loading.loader` and only read by everybody else. Looking
something up never imports a plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Generic, Literal, TypeVar

import msgspec

from smartflow.language import Text
from smartflow.model import City, Column, Dimension, PluginFact, Worksheet
from smartflow.plugin.discovery import PluginKind
from smartflow.plugin.objects import (
    Chapter,
    Demo,
    OutputFormat,
    Rule,
    ScoringRule,
    Setting,
)

__all__ = ["Observer", "Origin", "Owned", "PluginRecord", "PluginState", "Registry"]

Key = TypeVar("Key")
Value = TypeVar("Value")

PluginState = Literal["loaded", "broken", "clash", "blocked", "incompatible", "not_trusted"]

Observer = Callable[[Mapping[str, object]], None]
"""Is told of an entry after its commit."""


class Origin(msgspec.Struct, frozen=True):
    """Where something was registered.

    Attributes:
        plugin: The plugin's name.
        version: Its version.
        distribution: The distribution that ships it; ``""`` for a file of the workspace.
        file: The path in the workspace of a plugin that is a file.
    """

    plugin: str
    version: str
    distribution: str
    file: str = ""

    @property
    def home(self) -> str:
        """What ships it: the distribution, or the file."""
        return self.distribution or self.file

    @property
    def named(self) -> str:
        """The plugin with its version and what ships it: ``padang 1.2 (smartflow-padang)``."""
        head = f"{self.plugin} {self.version}".strip()
        return f"{head} ({self.home})" if self.home else head

    @property
    def source(self) -> str:
        """What ships it, with its version: ``smartflow-padang 1.2`` or ``rules/padang.toml 1``."""
        return f"{self.home} {self.version}".strip()


class Owned(msgspec.Struct, Generic[Value], frozen=True):
    """A registered object with its origin."""

    value: Value
    origin: Origin


class PluginRecord(msgspec.Struct, frozen=True):
    """One discovered plugin.

    Attributes:
        name: The name of its entry point; of a file its stem.
        version: The version of its distribution, or what the file says of itself.
        distribution: The distribution's name; ``""`` for a file of the workspace.
        module: The module that it is; of a file its path in the workspace.
        state: ``loaded``, ``broken``, ``clash``, ``blocked``, ``incompatible`` (made for another
            engine) or ``not_trusted`` (a loose file whose fingerprint the user does not trust).
        reason: Why it is not loaded.
        fault: For ``broken`` and ``clash``: the exception, file and line, or the other provider.
        registers: What it registers: kind to names.
        built_in: Whether it belongs to the engine's own distribution.
        editable: Whether it is installed in a way that lets its files change underneath.
        find_fingerprint: Computes sha256 over its files, hex; "" if it has none that are found.
        kind: What ships it.
        path: The file, for a plugin that is one.
        left_out: Whether it is blocked only because this run takes the built-in plugins alone.
        allowed: Whether the workflow of the city in question lets it take part.
        remarks: What is worth a look in how it was loaded.
    """

    name: str
    version: str
    distribution: str
    module: str
    state: PluginState
    find_fingerprint: Callable[[], str]
    reason: Text | None = None
    fault: str = ""
    registers: Mapping[str, tuple[str, ...]] = {}
    built_in: bool = False
    editable: bool = False
    kind: PluginKind = "distribution"
    path: Path | None = None
    left_out: bool = False
    allowed: bool = True
    remarks: tuple[Text, ...] = ()

    @property
    def origin(self) -> Origin:
        """The origin of whatever it registers."""
        file = "" if self.kind == "distribution" else self.module
        return Origin(self.name, self.version, self.distribution, file)

    @property
    def source(self) -> str:
        """What ships it, with its version, as people are told."""
        return self.origin.source

    @property
    def fingerprint(self) -> str:
        """The sha256 over the plugin's files, in hex."""
        return self.find_fingerprint()

    @property
    def notes(self) -> tuple[str, ...]:
        """The marks that every verdict shows beside it."""
        marks = (
            ("editable", self.editable and not self.built_in),
            ("loose", self.kind == "file"),
            ("rule file", self.kind == "rule_file"),
            ("safe", self.left_out),
            ("not allowed", not self.allowed),
        )
        return tuple(mark for mark, holds in marks if holds)

    def fact(self) -> PluginFact:
        """Return what a verdict records of it."""
        return PluginFact(
            name=self.name,
            version=self.version,
            distribution=self.distribution,
            state=self.state,
            fingerprint=self.fingerprint,
            notes=self.notes,
        )


class Registry(msgspec.Struct, frozen=True):
    """All that is registered, by key; every mapping is sorted by key."""

    plugins: tuple[PluginRecord, ...] = ()
    dimensions: Mapping[str, Owned[Dimension]] = {}
    worksheets: Mapping[str, Owned[Worksheet]] = {}
    columns: tuple[Owned[Column], ...] = ()
    rules: Mapping[str, Owned[Rule]] = {}
    scoring_rules: Mapping[str, Owned[ScoringRule]] = {}
    formats: Mapping[str, Owned[OutputFormat]] = {}
    chapters: Mapping[str, Owned[Chapter]] = {}
    workflow_files: tuple[Owned[Path], ...] = ()
    settings: Mapping[tuple[str, str], Owned[Setting]] = {}
    demos: Mapping[str, Owned[Demo]] = {}
    observers: tuple[Owned[Observer], ...] = ()

    @property
    def faulty(self) -> tuple[PluginRecord, ...]:
        """The plugins that were discovered but are neither loaded nor explicitly blocked."""
        return tuple(p for p in self.plugins if p.state not in ("loaded", "blocked"))

    def plugin(self, name: str) -> PluginRecord | None:
        """Return the plugin named ``name``, or None."""
        return next((plugin for plugin in self.plugins if plugin.name == name), None)

    def leaving_out(self, names: Collection[str]) -> Registry:
        """Return the registry of a city in which some plugins may take no part in judging.

        What they bring to a city is gone; their formats, workflow files, demos and observers,
        which judge nothing, stay, and so do their records, no longer ``allowed``.
        """

        def kept(shelf: Mapping[Key, Owned[Value]]) -> dict[Key, Owned[Value]]:
            return {key: one for key, one in shelf.items() if one.origin.plugin not in names}

        return msgspec.structs.replace(
            self,
            plugins=tuple(
                msgspec.structs.replace(one, allowed=one.name not in names) for one in self.plugins
            ),
            dimensions=kept(self.dimensions),
            worksheets=kept(self.worksheets),
            columns=tuple(one for one in self.columns if one.origin.plugin not in names),
            rules=kept(self.rules),
            scoring_rules=kept(self.scoring_rules),
            chapters=kept(self.chapters),
            settings=kept(self.settings),
        )

    def worksheets_for(self, city: City) -> dict[str, Worksheet]:
        """Return every worksheet as it is in ``city``: with the columns of its region."""
        added: dict[str, list[Column]] = {}
        for owned in self.columns:
            if city.in_region(owned.value.regions):
                added.setdefault(owned.value.worksheet, []).append(owned.value)
        return {
            key: owned.value.with_columns(tuple(added.get(key, ())))
            for key, owned in self.worksheets.items()
        }

    def rules_for(self, city: City, stage: str) -> tuple[Owned[Rule], ...]:
        """Return the rules that run when ``city`` is to leave ``stage``."""
        return tuple(
            owned
            for owned in self.rules.values()
            if stage in owned.value.stages and city.in_region(owned.value.regions)
        )

    def scoring_for(self, city: City, stage: str) -> tuple[Owned[ScoringRule], ...]:
        """Return the scoring rules that are shown when ``city`` is to leave ``stage``."""
        return tuple(
            owned
            for owned in self.scoring_rules.values()
            if (not owned.value.stages or stage in owned.value.stages)
            and city.in_region(owned.value.regions)
        )

    def facts(self) -> tuple[PluginFact, ...]:
        """Return what a verdict records of every discovered plugin, sorted by name."""
        return tuple(plugin.fact() for plugin in self.plugins)
