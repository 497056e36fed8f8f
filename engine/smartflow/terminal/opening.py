"""Opening what a command needs: the workspace, or the plugins alone.

Imported only when a command asks for one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.casework.workspace import (
    NotAWorkspace,
    find_workspace,
    load_plugins,
    open_workspace,
    read_configuration,
)
from smartflow.plugin.loading.loader import load_registry

if TYPE_CHECKING:
    from smartflow.casework.workspace import Workspace
    from smartflow.plugin.registry import Registry
    from smartflow.terminal.call import Call

__all__ = ["open_for", "registry_for"]


def open_for(call: Call) -> Workspace:
    """Open the workspace of a call.

    Raises:
        SmartflowError: there is none, or it cannot be opened.
    """
    return open_workspace(
        call.folder,
        actor_name=call.actor,
        clock=call.clock,
        safe=call.safe,
        config_folder=call.config_folder,
    )


def registry_for(call: Call) -> Registry:
    """Return what plugins register: the installed ones, and the files of the workspace, if any.

    Raises:
        BadConfiguration: there is a workspace, and its ``smartflow.toml`` cannot be read.
    """
    try:
        root = find_workspace(call.folder)
    except NotAWorkspace:
        return load_registry(built_in_only=call.safe)
    return load_plugins(
        root, read_configuration(root), config_folder=call.config_folder, safe=call.safe
    )
