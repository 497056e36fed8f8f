"""The allow-list of a workflow: which plugins take part in judging a city, and as which files.

A workflow file may name plugins in ``[[plugin]]``. With at least one, only these and the built-in
ones judge the cities that follow it, whatever else is installed on a computer; with a fingerprint,
only as exactly those files. What is printed is nobody's judgement, so formats are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from smartflow.plugin.registry import Registry
    from smartflow.workflow.definition import AllowedPlugin, Workflow

__all__ = ["listing_fault", "registry_for"]


def registry_for(registry: Registry, workflow: Workflow) -> Registry:
    """Return the registry of the cities that follow ``workflow``.

    Without an allow-list it is ``registry`` itself. With one, whatever the plugins that it does
    not name bring to a city is left out, and their records say so.
    """
    if not workflow.plugins:
        return registry
    listed = {one.name for one in workflow.plugins}
    others = frozenset(
        plugin.name
        for plugin in registry.plugins
        if plugin.state == "loaded" and not plugin.built_in and plugin.name not in listed
    )
    return registry.leaving_out(others) if others else registry


def listing_fault(listed: AllowedPlugin, registry: Registry) -> Text | None:
    """Return why a listed plugin cannot take part, a sentence; None if it can.

    Args:
        listed: A plugin of the allow-list.
        registry: What is loaded.
    """
    record = registry.plugin(listed.name)
    if record is None or record.state != "loaded":
        return Text(
            id=f"Plugin '{listed.name}' dalam daftar izin alur kerja tidak dimuat.",
            en=f"The plugin '{listed.name}' of the workflow's allow-list is not loaded.",
        )
    if listed.fingerprint and listed.fingerprint != record.fingerprint:
        return Text(
            id=f"Plugin '{listed.name}' ({record.source}) bukan yang diizinkan alur kerja: sidiknya"
            f" {record.fingerprint}, yang diizinkan {listed.fingerprint}.",
            en=f"The plugin '{listed.name}' ({record.source}) is not the one that the workflow"
            f" allows: its fingerprint is {record.fingerprint}, the allowed one"
            f" {listed.fingerprint}.",
        )
    return None
