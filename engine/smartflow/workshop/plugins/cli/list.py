"""``smartflow plugin list``: what is installed and what each brings.

It tries each plugin and always ends with 0: it is how a broken one is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import command
from smartflow.terminal.options import formats
from smartflow.workshop.plugins.cli.views import (
    KINDS,
    plugin_data,
    reason_of,
    remarks_by_plugin,
    state_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartflow.plugin.registry import PluginRecord, Registry
    from smartflow.report import Table
    from smartflow.terminal.call import Call

__all__ = ["list_"]

SHORT = 12
"""Letters of a fingerprint that a table shows; JSON and ``plugin info`` have all 64."""


@command(
    "list",
    Text(
        id="Mendaftar plugin, keadaannya, dan yang dibawanya.\n\nSetiap plugin dicoba; kode"
        " keluar selalu 0.",
        en="List the plugins, their state and what they bring.\n\nEach is tried; the exit code is"
        " always 0.",
    ),
    aliases=("daftar",),
)
@formats
def list_(call: Call) -> None:
    """List the plugins."""
    from smartflow.terminal.tables import print_data, print_table

    registry, remarks = call.registry(), remarks_by_plugin(call)
    if call.format == "json":
        told = [plugin_data(plugin, remarks.get(plugin.name, ())) for plugin in registry.plugins]
        print_data(call, {"plugins": told})
    else:
        print_table(call, _table(registry, remarks), "plugins")
    _say_misnamed(call)


def _say_misnamed(call: Call) -> None:
    """Say which files of the workspace only an ending keeps from being plugins."""
    from smartflow.casework.workspace import NotAWorkspace, find_workspace
    from smartflow.plugin.loading.workspace_files import misnamed

    try:
        found = misnamed(find_workspace(call.folder))
    except NotAWorkspace:
        return
    for name in found:
        meant = name[: -len(".txt")]
        call.say(
            Text(
                id=f"{name} tidak dibaca karena berakhiran .txt. Ganti namanya menjadi {meant}.",
                en=f"{name} is not read, because it ends in .txt. Rename it to {meant}.",
            )
        )


def _table(registry: Registry, remarks: Mapping[str, tuple[Text, ...]]) -> Table:
    from smartflow.report import Table

    return Table(
        title=Text(id="Plugin", en="Plugins"),
        keys=("name", "version", "distribution", "state", "registers", "fingerprint", "reason"),
        headings=(
            Text(id="Nama", en="Name"),
            Text(id="Versi", en="Version"),
            Text(id="Paket", en="Package"),
            Text(id="Keadaan", en="State"),
            Text(id="Membawa", en="Brings"),
            Text(id="Sidik", en="Fingerprint"),
            Text(id="Sebab", en="Reason"),
        ),
        rows=tuple(
            (
                plugin.name,
                plugin.version,
                plugin.distribution or plugin.module,
                state_words(plugin),
                _brings(plugin),
                plugin.fingerprint[:SHORT],
                _reason(plugin, remarks.get(plugin.name, ())),
            )
            for plugin in registry.plugins
        ),
        note=Text(
            id="Rincian: smartflow plugin info NAMA   Blokir: smartflow plugin block NAMA",
            en="Details: smartflow plugin info NAME   Block: smartflow plugin block NAME",
        ),
    )


def _brings(plugin: PluginRecord) -> Text:
    from smartflow.terminal.cells import counted

    parts = [
        (len(names), KINDS.get(kind, Text.same(kind))) for kind, names in plugin.registers.items()
    ]
    return Text(
        id=", ".join(f"{count} {kind.id}" for count, kind in parts),
        en=", ".join(counted(count, kind.en) for count, kind in parts),
    )


def _reason(plugin: PluginRecord, remarks: Sequence[Text]) -> Text:
    """Return why a plugin is not loaded, or what is worth a look in one that is."""
    if plugin.reason is not None or not remarks:
        return reason_of(plugin)
    return Text(
        id="PERHATIKAN: " + " ".join(remark.id for remark in remarks),
        en="LOOK: " + " ".join(remark.en for remark in remarks),
    )
