"""What goes wrong beside a command without stopping it, said on stderr after its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartflow.ledger.register import ImportedCity
    from smartflow.plugin.registry import Registry
    from smartflow.terminal.call import Call

__all__ = ["warn", "warn_of_built_in", "warn_without_workspace"]


def warn(call: Call) -> None:
    """Say which plugins are broken and what could not be told, if the workspace was opened."""
    workspace = call.opened
    if workspace is None:
        return
    if workspace.registry_was_loaded:
        warn_of_plugins(call, workspace.registry)
    for trouble in workspace.troubles:
        call.say(trouble)
    _tell_of_copies(call, tuple(workspace.copies.values()))


def _tell_of_copies(call: Call, copies: Sequence[ImportedCity]) -> None:
    """Say of what was shown whose copy it is, and of which day; of many only how many."""
    if not copies:
        return
    from smartflow.casework.foreign_city import as_of

    if len(copies) == 1:
        call.say(as_of(copies[0]))
        return
    call.say(
        Text(
            id=f"{len(copies)} kota adalah salinan dari kantor lain; lihat: smartflow city list",
            en=f"{len(copies)} cities are copies from other offices; see: smartflow city list",
        )
    )


def warn_without_workspace(call: Call) -> None:
    """Say which plugins are broken where a command has asked them and opened no workspace."""
    if call.opened is None:
        warn_of_plugins(call, call.registry())


def warn_of_built_in(call: Call, registry: Registry) -> None:
    """Say in one line which built-in plugins are neither loaded nor blocked, if any."""
    broken = ", ".join(plugin.name for plugin in registry.faulty)
    if broken:
        call.say(
            Text(
                id=f"Peringatan: plugin bawaan tidak dimuat: {broken}. Kota tidak dapat maju"
                " sebelum diperbaiki; lihat: smartflow doctor",
                en=f"Warning: built-in plugins are not loaded: {broken}. No city can advance"
                " before they are mended; see: smartflow doctor",
            )
        )


def warn_of_plugins(call: Call, registry: Registry) -> None:
    """Say which plugins are neither loaded nor blocked."""
    for plugin in registry.faulty:
        reason = plugin.reason or Text.same(plugin.fault)
        call.say(
            Text(
                id=f"Peringatan: plugin '{plugin.name}' ({plugin.source}) tidak dimuat: {reason.id}"
                " Kota tidak dapat maju sebelum plugin itu diperbaiki atau diblokir; lihat:"
                " smartflow plugin list",
                en=f"Warning: the plugin '{plugin.name}' ({plugin.source}) is not loaded:"
                f" {reason.en} No city can advance before it is mended or blocked; see: smartflow"
                " plugin list",
            )
        )
