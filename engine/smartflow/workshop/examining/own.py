"""What one plugin owns in a registry in which all built-in plugins stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from smartflow.plugin.objects import Chapter, OutputFormat, Rule, ScoringRule
from smartflow.plugin.registry import Owned, Registry

__all__ = ["Own"]

Value = TypeVar("Value")


class Own(msgspec.Struct, frozen=True):
    """The objects of one plugin.

    Attributes:
        name: The plugin's name.
        registry: The registry in which they stand.
    """

    name: str
    registry: Registry

    @property
    def rules(self) -> dict[str, Rule]:
        """Its rules by code."""
        return self._of(self.registry.rules)

    @property
    def scoring_rules(self) -> dict[str, ScoringRule]:
        """Its scoring rules by key."""
        return self._of(self.registry.scoring_rules)

    @property
    def formats(self) -> dict[str, OutputFormat]:
        """Its output formats by key."""
        return self._of(self.registry.formats)

    @property
    def chapters(self) -> dict[str, Chapter]:
        """Its chapters by key."""
        return self._of(self.registry.chapters)

    @property
    def settings(self) -> frozenset[str]:
        """The keys of its settings."""
        return frozenset(key for plugin, key in self.registry.settings if plugin == self.name)

    def things(self) -> Iterator[tuple[str, object]]:
        """Yield everything that has texts, by the name under which it is told."""
        registry = self.registry
        shelves: tuple[Mapping[str, Owned[object]], ...] = (
            _loosely(registry.rules),
            _loosely(registry.scoring_rules),
            _loosely(registry.dimensions),
            _loosely(registry.worksheets),
            _loosely(registry.chapters),
            _loosely(registry.demos),
        )
        for shelf in shelves:
            yield from self._of(shelf).items()
        yield from self._of(
            {f"{one.value.worksheet}.{one.value.key}": one for one in registry.columns}
        ).items()
        yield from self._of(
            {f"{plugin}.{key}": one for (plugin, key), one in registry.settings.items()}
        ).items()

    def _of(self, shelf: Mapping[str, Owned[Value]]) -> dict[str, Value]:
        return {key: one.value for key, one in shelf.items() if one.origin.plugin == self.name}


def _loosely(shelf: Mapping[str, Owned[Value]]) -> dict[str, Owned[object]]:
    """Return a shelf as one of anything: all that is asked of it is whose it is."""
    return {key: Owned(one.value, one.origin) for key, one in _pairs(shelf)}


def _pairs(shelf: Mapping[str, Owned[Value]]) -> Iterable[tuple[str, Owned[Value]]]:
    return shelf.items()
