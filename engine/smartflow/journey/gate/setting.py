"""``setting set``: a city decides a setting of a plugin for itself, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.canonical import plain
from smartflow.casework.casework import Case, Draft, perform
from smartflow.casework.lookups import need_reason
from smartflow.casework.pinned import pinned_workflow, registry_of
from smartflow.errors import BadInput
from smartflow.history.acts import SettingChange
from smartflow.language import Text
from smartflow.workflow.settings import parse_setting, resolve_settings, setting_named

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.history.entries.entry import Entry

__all__ = ["SettingUnchanged", "setting"]


class SettingUnchanged(BadInput):
    """The setting has that value already."""

    code = "setting-unchanged"
    says = Text(
        id="{plugin}.{key} sudah bernilai {value}.",
        en="{plugin}.{key} is {value} already.",
    )
    next_step = Text(
        id="Lihat: smartflow setting list {slug}",
        en="See: smartflow setting list {slug}",
    )


def setting(workspace: Workspace, city: str, name: str, value: str, *, reason: str) -> Entry:
    """Record what a city sets.

    Args:
        workspace: Where.
        city: The city's slug, name or code.
        name: ``plugin.key``, or the key alone where only one plugin has it.
        value: The value as a person writes it.
        reason: Why.

    Raises:
        UnknownSetting: no plugin registers it, or several do and none was named.
        WrongSetting: the value does not fit.
        SettingUnchanged: the city has set it so already.
        EmptyReason: no reason was given.
    """
    why = need_reason(reason, Text(id="Perubahan pengaturan", en="Changing a setting"))

    def plan(case: Case) -> Draft:
        workflow = pinned_workflow(case)
        registry = registry_of(case, workflow)
        plugin, found = setting_named(registry, name)
        parsed = parse_setting(found, value, f"{plugin}.{found.key}")
        now = resolve_settings(registry, workflow, case.state.settings)
        if now[plugin][found.key] == parsed:
            raise SettingUnchanged(
                plugin=plugin, key=found.key, value=value, slug=case.state.city.slug
            )
        act = SettingChange(
            plugin=plugin,
            key=found.key,
            value=plain(parsed),
            before=plain(now[plugin][found.key]),
        )
        return Draft.of(act, reason=why)

    return perform(workspace, city, plan)
