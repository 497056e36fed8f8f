"""The registry: everything that the loaded plugins brought, and who brought it.

It is filled by :mod:`smartflow.plugin.loader` and only read by everybody else. Looking something
up never imports a plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, Literal, TypeVar

import msgspec

from smartflow.language import Text
from smartflow.model import City, Column, Dimension, PluginFact, Worksheet
from smartflow.plugin.objects import (
    Chapter,
    Demo,
    OutputFormat,
    Rule,
    ScoringRule,
    Setting,
)

__all__ = ["Observer", "Origin", "Owned", "PluginRecord", "PluginState", "Registry"]

Value = TypeVar("Value")

PluginState = Literal["loaded", "broken", "clash", "blocked"]

Observer = Callable[[Mapping[str, object]], None]
"""Is told of an entry after its commit."""


class Origin(msgspec.Struct, frozen=True):
    """Where something was registered: the plugin, its version and its distribution."""

    plugin: str
    version: str
    distribution: str


class Owned(msgspec.Struct, Generic[Value], frozen=True):
    """A registered object with its origin."""

    value: Value
    origin: Origin


class PluginRecord(msgspec.Struct, frozen=True):
    """One discovered plugin.

    Attributes:
        name: The name of its entry point.
        version: The version of its distribution.
        distribution: The distribution's name.
        module: The module that it is.
        state: ``loaded``, ``broken``, ``clash`` or ``blocked``.
        reason: Why it is not loaded.
        fault: For ``broken`` and ``clash``: the exception, file and line, or the other provider.
        registers: What it registers: kind to names.
        built_in: Whether it belongs to the engine's own distribution.
        editable: Whether it is installed in a way that lets its files change underneath.
        find_fingerprint: Computes sha256 over its files, hex; "" if it has none that are found.
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

    @property
    def origin(self) -> Origin:
        """The origin of whatever it registers."""
        return Origin(self.name, self.version, self.distribution)

    @property
    def fingerprint(self) -> str:
        """The sha256 over the plugin's files, in hex."""
        return self.find_fingerprint()

    def fact(self) -> PluginFact:
        """Return what a verdict records of it."""
        return PluginFact(
            name=self.name,
            version=self.version,
            distribution=self.distribution,
            state=self.state,
            fingerprint=self.fingerprint,
            notes=("editable",) if self.editable and not self.built_in else (),
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
        return tuple(p for p in self.plugins if p.state in ("broken", "clash"))

    def plugin(self, name: str) -> PluginRecord | None:
        """Return the plugin named ``name``, or None."""
        return next((plugin for plugin in self.plugins if plugin.name == name), None)

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
