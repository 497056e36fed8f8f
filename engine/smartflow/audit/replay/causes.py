"""Why a decision made again comes out otherwise, as far as that can be known.

A verdict holds the version and the fingerprint of every plugin, a manifest the settings and the
dimensions; what of these is not what it was may be the cause. Pure: verdicts in, causes out.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

import msgspec

from smartflow.audit.replay.past_decision import InputChange
from smartflow.model import PluginFact, Verdict

if TYPE_CHECKING:
    from smartflow.plugin.registry import Registry

__all__ = ["Cause", "PluginChange", "causes_of", "later_plugins", "plugin_changes", "registry_then"]


class PluginChange(msgspec.Struct, frozen=True):
    """A plugin that judged then and is not what it was.

    Attributes:
        name: Its name.
        before: The plugin then.
        after: The plugin today; None when it is nowhere.
    """

    name: str
    before: PluginFact
    after: PluginFact | None

    @property
    def kind(self) -> Literal["gone", "not_loaded", "version", "files"]:
        """What became of it: ``files`` means the same version in other words."""
        if self.after is None:
            return "gone"
        if self.after.state != "loaded":
            return "not_loaded"
        return "version" if self.after.version != self.before.version else "files"

    @property
    def named(self) -> str:
        """The plugin as it was: ``padang 1.2 (smartflow-padang)``."""
        shipped = f" ({self.before.distribution})" if self.before.distribution else ""
        return f"{self.name} {self.before.version}".strip() + shipped

    @property
    def judges(self) -> bool:
        """Whether it can judge today."""
        return self.kind in ("version", "files")


Cause = PluginChange | InputChange
"""What may have made a difference."""


def _judges_of(verdict: Verdict) -> frozenset[str]:
    """Return the names of the plugins that took part in reaching a verdict."""
    return frozenset(
        fact.name
        for fact in verdict.plugins
        if fact.state == "loaded" and "not allowed" not in fact.notes
    )


def later_plugins(registry: Registry, verdict: Verdict) -> tuple[str, ...]:
    """Return the names of today's plugins that took no part in reaching a verdict, sorted."""
    then = _judges_of(verdict)
    loaded = {one.name for one in registry.plugins if one.state == "loaded"}
    return tuple(sorted(loaded - then))


def registry_then(registry: Registry, verdict: Verdict) -> Registry:
    """Return of today's plugins those that took part in reaching a verdict.

    One that came later, or was blocked then, had no say: its rules are not rules that the city
    passed or failed. A plugin that nobody knew then is not even named.

    Args:
        registry: Today's.
        verdict: What was decided.
    """
    later = later_plugins(registry, verdict)
    left = registry.leaving_out(later) if later else registry
    known = {fact.name for fact in verdict.plugins}
    plugins = tuple(one for one in left.plugins if one.name in known)
    return msgspec.structs.replace(left, plugins=plugins)


def plugin_changes(before: Verdict, after: Verdict) -> tuple[PluginChange, ...]:
    """Return the plugins that judged then and are not, or not loaded, as they were; by name."""
    today = {fact.name: fact for fact in after.plugins}
    judges = _judges_of(before)
    pairs = ((fact, today.get(fact.name)) for fact in before.plugins if fact.name in judges)
    return tuple(
        PluginChange(then.name, then, now)
        for then, now in pairs
        if now is None or _identity(then) != _identity(now)
    )


def _identity(fact: PluginFact) -> tuple[str, ...]:
    return (fact.version, fact.distribution, fact.state, fact.fingerprint)


def causes_of(plugin: str, causes: Collection[Cause]) -> tuple[Cause, ...]:
    """Return what may be why a plugin says something else.

    Args:
        plugin: The plugin; ``""`` when nobody brings what is said.
        causes: All that is not what it was.

    Returns:
        What is of the plugin itself; without any of it, all the others, for a rule also sees the
        dimensions and columns that others bring. Nothing when nothing at all has changed.
    """
    own = tuple(cause for cause in causes if plugin and _owner(cause) == plugin)
    return own or tuple(causes)


def _owner(cause: Cause) -> str:
    return cause.name if isinstance(cause, PluginChange) else cause.name.partition(".")[0]
