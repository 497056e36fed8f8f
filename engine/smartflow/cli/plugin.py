"""``smartflow plugin``: what is installed, what each brings, and blocking one knowingly.

``plugin list`` tries each plugin and always ends with 0: it is how a broken one is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.cli.command import argument, command
from smartflow.cli.common import formats
from smartflow.cli.group import Group
from smartflow.cli.usage import did_you_mean
from smartflow.cli.wording import NAME
from smartflow.errors import BadInput
from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartflow.cli.call import Call
    from smartflow.plugin.registry import PluginRecord, Registry
    from smartflow.report import Table

__all__ = ["COMMAND", "UnknownPlugin"]

STATES = {
    "loaded": Text(id="dimuat", en="loaded"),
    "broken": Text(id="RUSAK", en="BROKEN"),
    "clash": Text(id="BENTROK", en="CLASH"),
    "blocked": Text(id="diblokir", en="blocked"),
}
KINDS = {
    "dimension": Text(id="dimensi", en="dimension"),
    "worksheet": Text(id="kertas kerja", en="worksheet"),
    "column": Text(id="kolom", en="column"),
    "rule": Text(id="ketentuan", en="rule"),
    "scoring rule": Text(id="penilaian", en="scoring rule"),
    "format": Text(id="bentuk keluaran", en="format"),
    "chapter": Text(id="bab", en="chapter"),
    "workflow": Text(id="alur kerja", en="workflow"),
    "setting": Text(id="pengaturan", en="setting"),
    "demo": Text(id="contoh", en="demo"),
    "observer": Text(id="pengamat", en="observer"),
}
SHORT = 12
"""Letters of a fingerprint that a table shows; JSON and ``plugin info`` have all 64."""


class UnknownPlugin(BadInput):
    """No installed distribution announces a plugin of that name."""

    code = "unknown-plugin"


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
    from smartflow.cli.tables import print_data, print_table

    registry, remarks = call.registry(), _remarks(call)
    if call.format == "json":
        told = [_data(plugin, remarks.get(plugin.name, ())) for plugin in registry.plugins]
        print_data(call, {"plugins": told})
    else:
        print_table(call, _table(registry, remarks), "plugins")


def _remarks(call: Call) -> Mapping[str, tuple[Text, ...]]:
    from smartflow.cli.workflow import catalogue
    from smartflow.workflow.plugin_remarks import plugin_remarks

    return plugin_remarks(call.registry(), catalogue(call))


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
                plugin.distribution,
                STATES[plugin.state],
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
    from smartflow.cli.cells import counted

    parts = [
        (len(names), KINDS.get(kind, Text.same(kind))) for kind, names in plugin.registers.items()
    ]
    return Text(
        id=", ".join(f"{count} {kind.id}" for count, kind in parts),
        en=", ".join(counted(count, kind.en) for count, kind in parts),
    )


def _reason(plugin: PluginRecord, remarks: Sequence[Text] = ()) -> Text:
    """Return why a plugin is not loaded, or what is worth a look in one that is."""
    if plugin.reason is not None or not remarks:
        return plugin.reason if plugin.reason is not None else Text.same(plugin.fault)
    return Text(
        id="PERHATIKAN: " + " ".join(remark.id for remark in remarks),
        en="LOOK: " + " ".join(remark.en for remark in remarks),
    )


def _data(plugin: PluginRecord, remarks: Sequence[Text]) -> dict[str, object]:
    reason = _reason(plugin)
    return {
        "name": plugin.name,
        "version": plugin.version,
        "distribution": plugin.distribution,
        "module": plugin.module,
        "state": plugin.state,
        "reason": {"id": reason.id, "en": reason.en} if reason.id else None,
        "fault": plugin.fault,
        "registers": {kind: list(names) for kind, names in plugin.registers.items()},
        "fingerprint": plugin.fingerprint,
        "built_in": plugin.built_in,
        "editable": plugin.editable,
        "remarks": [{"id": remark.id, "en": remark.en} for remark in remarks],
    }


def _find(call: Call, name: str) -> PluginRecord:
    registry = call.registry()
    found = registry.plugin(name)
    if found is not None:
        return found
    near = did_you_mean(name, (plugin.name for plugin in registry.plugins))
    listing = Text(id="Lihat semuanya: smartflow plugin list", en="See all: smartflow plugin list")
    raise UnknownPlugin(
        Text(
            id=f"Plugin '{name}' tidak terpasang di komputer ini.",
            en=f"The plugin '{name}' is not installed on this computer.",
        ),
        listing
        if near is None
        else Text(id=f"{near.id} {listing.id}", en=f"{near.en} {listing.en}"),
    )


@command(
    "info",
    Text(
        id="Menampilkan satu plugin: asal, keadaan, dan semua yang dibawanya.",
        en="Show one plugin: where it is from, its state, and all that it brings.",
    ),
    aliases=("show",),
)
@argument("name", label=NAME, text=Text(id="Nama plugin.", en="The plugin's name."))
@formats
def info(call: Call, name: str) -> None:
    """Show one plugin."""
    from smartflow.cli.tables import print_data, print_table
    from smartflow.report import Table

    plugin = _find(call, name)
    remarks = _remarks(call).get(plugin.name, ())
    if call.format == "json":
        print_data(call, {"plugin": _data(plugin, remarks)})
        return
    facts = (
        (Text(id="Nama", en="Name"), Text.same(plugin.name)),
        (
            Text(id="Paket", en="Package"),
            Text.same(f"{plugin.distribution} {plugin.version}"),
        ),
        (Text(id="Modul", en="Module"), Text.same(plugin.module)),
        (Text(id="Keadaan", en="State"), STATES[plugin.state]),
        (Text(id="Sebab", en="Reason"), _reason(plugin)),
        *((Text(id="Perhatikan", en="Worth a look"), remark) for remark in remarks),
        (Text(id="Sidik (sha256)", en="Fingerprint (sha256)"), Text.same(plugin.fingerprint)),
        *(
            (KINDS.get(kind, Text.same(kind)), Text.same(", ".join(names)))
            for kind, names in plugin.registers.items()
        ),
    )
    table = Table(
        title=Text.same(plugin.name),
        keys=("title", "value"),
        headings=(Text(id="Tentang", en="About"), Text(id="Isi", en="Value")),
        rows=tuple(fact for fact in facts if fact[1].id),
    )
    print_table(call, table, "plugin")


@command(
    "block",
    Text(
        id="Memblokir plugin di ruang kerja ini.\n\nDitulis ke smartflow.toml dan tampak di setiap"
        " hasil pemeriksaan. Membukanya lagi: hapus namanya dari [plugins] blocked.",
        en="Block plugins in this workspace.\n\nIt is written to smartflow.toml and shows in every"
        " verdict. To undo it take the name off [plugins] blocked.",
    ),
    aliases=("blokir",),
)
@argument(
    "names",
    label=NAME,
    text=Text(id="Nama plugin.", en="Names of plugins."),
    nargs=-1,
    required=True,
)
def block(call: Call, names: tuple[str, ...]) -> None:
    """Write the names to ``smartflow.toml``."""
    from smartflow.actions.workspace import (
        find_workspace,
        read_configuration,
        write_configuration,
    )

    root = find_workspace(call.folder)
    configuration = read_configuration(root)
    found = [_find(call, name).name for name in names]
    import msgspec

    blocked = tuple(sorted({*configuration.plugins.blocked, *found}))
    plugins = msgspec.structs.replace(configuration.plugins, blocked=blocked)
    write_configuration(root, msgspec.structs.replace(configuration, plugins=plugins))
    listing = ", ".join(found)
    call.done(
        Text(
            id=f"Diblokir di {root / 'smartflow.toml'}: {listing}. Ketentuannya tidak berlaku di"
            " ruang kerja ini, dan setiap hasil pemeriksaan menyebutnya.",
            en=f"Blocked in {root / 'smartflow.toml'}: {listing}. Its rules do not hold in this"
            " workspace, and every verdict says so.",
        )
    )


COMMAND = Group(
    "plugin",
    Text(id="Melihat dan memblokir plugin.", en="List and block plugins."),
    (list_, info, block),
)
