"""What the commands of ``smartflow plugin`` share: the words for states, kinds and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.errors import BadInput
from smartflow.language import Text
from smartflow.model.verdict import words_of_notes
from smartflow.terminal.usage import guessing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartflow.plugin.loading.loose_file import Glance
    from smartflow.plugin.registry import PluginRecord
    from smartflow.terminal.call import Call

__all__ = [
    "KINDS",
    "STATES",
    "UnknownPlugin",
    "find_plugin",
    "glance_facts",
    "plugin_data",
    "reason_of",
    "remarks_by_plugin",
    "state_words",
]

STATES = {
    "loaded": Text(id="dimuat", en="loaded"),
    "broken": Text(id="RUSAK", en="BROKEN"),
    "clash": Text(id="BENTROK", en="CLASH"),
    "blocked": Text(id="diblokir", en="blocked"),
    "incompatible": Text(id="TIDAK COCOK", en="INCOMPATIBLE"),
    "not_trusted": Text(id="BELUM DIPERCAYA", en="NOT TRUSTED"),
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


class UnknownPlugin(BadInput):
    """Nothing that is installed, and no file of the workspace, is a plugin of that name."""

    code = "unknown-plugin"
    says = Text(
        id="Plugin '{name}' tidak terpasang di komputer ini.",
        en="The plugin '{name}' is not installed on this computer.",
    )
    next_step = Text.same("{advice}")


def find_plugin(call: Call, name: str) -> PluginRecord:
    """Return the plugin named ``name``.

    Raises:
        UnknownPlugin: there is none.
    """
    registry = call.registry()
    found = registry.plugin(name)
    if found is not None:
        return found
    listing = Text(id="Lihat semuanya: smartflow plugin list", en="See all: smartflow plugin list")
    raise UnknownPlugin(
        Text(
            id=f"Plugin '{name}' tidak terpasang di komputer ini.",
            en=f"The plugin '{name}' is not installed on this computer.",
        ),
        guessing(name, (plugin.name for plugin in registry.plugins), listing),
    )


def remarks_by_plugin(call: Call) -> Mapping[str, tuple[Text, ...]]:
    """Return what is worth a look in each plugin: in how it was loaded, and in what it brings."""
    from smartflow.terminal.workflows import catalogue
    from smartflow.workflow.lint.plugin_remarks import plugin_remarks

    return plugin_remarks(call.registry(), catalogue(call))


def state_words(plugin: PluginRecord) -> Text:
    """Return the state of a plugin with its marks: ``loaded (editable)``."""
    state, marks = STATES[plugin.state], words_of_notes(plugin.notes)
    if not marks.id:
        return state
    return Text(id=f"{state.id} ({marks.id})", en=f"{state.en} ({marks.en})")


def reason_of(plugin: PluginRecord) -> Text:
    """Return why a plugin is not loaded; empty for one that is."""
    return plugin.reason if plugin.reason is not None else Text.same(plugin.fault)


def glance_facts(glance: Glance) -> tuple[tuple[Text, Text], ...]:
    """Return what a loose file seems to be, by its text; what is not there is empty."""
    return (
        (
            Text(id="Kait (hook) di dalamnya", en="Hooks in it"),
            Text.same(", ".join(glance.hooks)),
        ),
        (
            Text(id="Kode ketentuan di dalamnya", en="Rule codes in it"),
            Text.same(", ".join(glance.codes)),
        ),
        (Text(id="Mengimpor", en="Imports"), Text.same(", ".join(glance.imports))),
        (Text(id="Bukan Python yang sah", en="Not valid Python"), Text.same(glance.fault)),
    )


def plugin_data(plugin: PluginRecord, remarks: tuple[Text, ...]) -> dict[str, object]:
    """Return a plugin as plain data for JSON."""
    reason = reason_of(plugin)
    return {
        "name": plugin.name,
        "version": plugin.version,
        "distribution": plugin.distribution,
        "kind": plugin.kind,
        "module": plugin.module,
        "state": plugin.state,
        "reason": {"id": reason.id, "en": reason.en} if reason.id else None,
        "fault": plugin.fault,
        "registers": {kind: list(names) for kind, names in plugin.registers.items()},
        "fingerprint": plugin.fingerprint,
        "built_in": plugin.built_in,
        "editable": plugin.editable,
        "notes": list(plugin.notes),
        "remarks": [{"id": remark.id, "en": remark.en} for remark in remarks],
    }
