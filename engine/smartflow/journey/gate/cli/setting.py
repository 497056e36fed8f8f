"""``smartflow setting``: what plugins let a workflow or a city decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.canonical import plain
from smartflow.language import Text
from smartflow.terminal.arguments import city_argument, reason_option
from smartflow.terminal.command import argument, command
from smartflow.terminal.group import Group
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import KEY

if TYPE_CHECKING:
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["COMMAND"]

SOURCES = {
    "default": Text(id="bawaan", en="default"),
    "workflow": Text(id="alur kerja", en="workflow"),
    "city": Text(id="kota", en="city"),
}


@command(
    "list",
    Text(
        id="Mendaftar pengaturan sebuah kota dan dari mana nilainya.",
        en="List a city's settings and where their values come from.",
    ),
    aliases=("daftar",),
)
@city_argument
@formats
def list_(call: Call, city: str) -> None:
    """List the settings of a city."""
    from smartflow.terminal.tables import print_table

    print_table(call, _table(call, city), "settings")


def _table(call: Call, city: str) -> Table:
    from smartflow.casework.casework import read_case
    from smartflow.casework.pinned import pinned_workflow, registry_of
    from smartflow.report import Table
    from smartflow.workflow.settings import resolve_settings

    case = read_case(call.workspace(), city)
    workflow = pinned_workflow(case)
    registry = registry_of(case, workflow)
    resolved = resolve_settings(registry, workflow, case.state.settings)
    rows = []
    for (plugin, key), owned in sorted(registry.settings.items()):
        if key in case.state.settings.get(plugin, {}):
            source = "city"
        else:
            source = "workflow" if key in workflow.settings.get(plugin, {}) else "default"
        value = plain(resolved[plugin][key])
        words = ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)
        rows.append((f"{plugin}.{key}", words, SOURCES[source], owned.value.title))
    return Table(
        title=Text(
            id=f"Pengaturan {case.state.city.name}", en=f"Settings of {case.state.city.name}"
        ),
        keys=("setting", "value", "source", "title"),
        headings=(
            Text(id="Pengaturan", en="Setting"),
            Text(id="Nilai", en="Value"),
            Text(id="Dari", en="From"),
            Text(id="Menentukan", en="Decides"),
        ),
        rows=tuple(rows),
    )


@command(
    "set",
    Text(
        id="Mengubah pengaturan untuk satu kota, dengan alasan.",
        en="Change a setting for one city, with a reason.",
    ),
    aliases=("ubah", "atur"),
)
@city_argument
@argument(
    "name",
    label=KEY,
    text=Text(
        id="plugin.kunci, misalnya masterplan.swot_coverage.",
        en="plugin.key, such as masterplan.swot_coverage.",
    ),
)
@argument("value", label=Text(id="NILAI", en="VALUE"), text=Text(id="Nilainya.", en="The value."))
@reason_option(Text(id="Alasannya.", en="Why."), required=True)
def set_(call: Call, city: str, name: str, value: str, reason: str) -> None:
    """Change a setting of a city."""
    from smartflow.history.acts import SettingChange, read_as
    from smartflow.journey.gate.setting import setting as act

    entry = act(call.workspace(), city, name, value, reason=reason)
    change = read_as(entry, SettingChange)
    full = f"{change.plugin}.{change.key}"
    call.done(
        Text(
            id=f"{full} untuk kota ini sekarang {value} (entri {entry.seq}).",
            en=f"{full} is now {value} for this city (entry {entry.seq}).",
        )
    )


COMMAND = Group(
    "setting",
    Text(
        id="Melihat dan mengubah pengaturan sebuah kota.", en="List and change a city's settings."
    ),
    (list_, set_),
)
