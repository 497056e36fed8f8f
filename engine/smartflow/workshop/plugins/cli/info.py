"""``smartflow plugin info``: one plugin, where it is from, its state, and all that it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text
from smartflow.terminal.command import argument, command
from smartflow.terminal.options import formats
from smartflow.terminal.words.wording import NAME
from smartflow.workshop.plugins.cli.views import (
    KINDS,
    find_plugin,
    glance_facts,
    plugin_data,
    reason_of,
    remarks_by_plugin,
    state_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartflow.plugin.registry import PluginRecord
    from smartflow.terminal.call import Call

__all__ = ["info"]

_KIND = {
    "distribution": Text(id="paket terpasang", en="installed distribution"),
    "file": Text(id="berkas Python lepas", en="loose Python file"),
    "rule_file": Text(id="berkas ketentuan", en="rule file"),
}
_PASTE = Text(
    id="Agar sebuah alur kerja hanya menerima plugin dengan sidik ini, tempelkan ke berkasnya:",
    en="To let a workflow take this plugin with this fingerprint only, paste into its file:",
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
    """Show one plugin, and each other one that claims its name."""
    from smartflow.report import Table
    from smartflow.terminal.tables import print_data, print_table

    plugin = find_plugin(call, name)
    remarks = remarks_by_plugin(call).get(plugin.name, ())
    namesakes = [one for one in call.registry().plugins if one.name == plugin.name]
    if call.format == "json":
        others = [plugin_data(one, remarks) for one in namesakes if one is not plugin]
        print_data(call, {"plugin": plugin_data(plugin, remarks), "namesakes": others})
        return
    facts = [fact for one in namesakes for fact in _facts(one, remarks) if fact[1].id]
    table = Table(
        title=Text.same(plugin.name),
        keys=("title", "value"),
        headings=(Text(id="Tentang", en="About"), Text(id="Isi", en="Value")),
        rows=tuple(facts),
    )
    print_table(call, table, "plugin")
    if call.format == "text" and plugin.state == "loaded" and plugin.fingerprint:
        lines = ("", call.words(_PASTE), "", *_allowing(plugin))
        call.write("\n".join(lines))


def _facts(plugin: PluginRecord, remarks: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    yield Text(id="Nama", en="Name"), Text.same(plugin.name)
    yield Text(id="Jenis", en="Kind"), _KIND[plugin.kind]
    if plugin.kind == "distribution":
        yield Text(id="Paket", en="Package"), Text.same(plugin.source)
        yield Text(id="Modul", en="Module"), Text.same(plugin.module)
    else:
        yield Text(id="Berkas", en="File"), Text.same(str(plugin.path or plugin.module))
        yield Text(id="Versi", en="Version"), Text.same(plugin.version)
    yield Text(id="Keadaan", en="State"), state_words(plugin)
    yield Text(id="Sebab", en="Reason"), reason_of(plugin)
    for remark in remarks:
        yield Text(id="Perhatikan", en="Worth a look"), remark
    yield Text(id="Sidik (sha256)", en="Fingerprint (sha256)"), Text.same(plugin.fingerprint)
    if plugin.state == "not_trusted" and plugin.path is not None:
        from smartflow.plugin.loading.loose_file import glance_at
        from smartflow.plugin.loading.workspace_files import candidate_of

        yield from glance_facts(glance_at(candidate_of(plugin.path).content))
    for kind, names in plugin.registers.items():
        yield KINDS.get(kind, Text.same(kind)), Text.same(", ".join(names))


def _allowing(plugin: PluginRecord) -> tuple[str, ...]:
    """Return the lines of a workflow file that allow this plugin as it is now."""
    return ("[[plugin]]", f'name = "{plugin.name}"', f'fingerprint = "{plugin.fingerprint}"')
