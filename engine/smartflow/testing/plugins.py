"""Which plugins take part in a test: those that were meant, and nothing else that is installed.

A rule that reads a column of a plugin that happens to lie in the environment passes on one computer
and fails on the next. So a test says which plugins it is about, and a stray one is refused by name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from smartflow.language import did_you_mean
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from smartflow.plugin.registry import PluginRecord, Registry

__all__ = ["StrayPlugin", "installed", "only_plugins"]


class StrayPlugin(AssertionError):
    """Another plugin takes part than was meant, or one that was meant does not."""


@cache
def installed() -> Registry:
    """Return what the installed plugins register; they are loaded once for a run of the tests."""
    return load_registry()


def only_plugins(*names: str, registry: Registry | None = None) -> Registry:
    """Refuse every plugin that is neither the engine's own nor named.

    Args:
        *names: The names of the plugins under test, as ``smartflow plugin list`` shows them.
        registry: What was loaded; by default what is installed.

    Returns:
        The registry.

    Raises:
        StrayPlugin: another one is installed, or one that was named is missing or not loaded; the
            message says which, from which distribution, and why.
    """
    __tracebackhide__ = True
    found = installed() if registry is None else registry
    known = {plugin.name: plugin for plugin in found.plugins}
    said = [
        *(_missing(name, known) for name in names if name not in known),
        *(_not_loaded(p) for p in found.plugins if p.name in names and p.state != "loaded"),
        *(_stray(p) for p in found.plugins if not p.built_in and p.name not in names),
    ]
    if said:
        raise StrayPlugin("\n".join(said))
    return found


def _missing(name: str, known: dict[str, PluginRecord]) -> str:
    guess = did_you_mean(name, known).en
    return (
        f"the plugin {name!r} is not installed here.{guess} Install it, in this environment:"
        " pip install --editable ."
    )


def _not_loaded(plugin: PluginRecord) -> str:
    why = plugin.reason.en if plugin.reason is not None else plugin.fault
    return f"the plugin {plugin.name!r} of {_source(plugin)} is {plugin.state}: {why}"


def _stray(plugin: PluginRecord) -> str:
    return (
        f"the plugin {plugin.name!r} of {_source(plugin)} is here too and takes part in every"
        f" verdict. Test without it, or name it: only_plugins(..., {plugin.name!r})"
    )


def _source(plugin: PluginRecord) -> str:
    """Return where a plugin comes from: its distribution, or its file in a workspace."""
    if not plugin.distribution:
        return plugin.module
    return f"{plugin.distribution} {plugin.version}"
