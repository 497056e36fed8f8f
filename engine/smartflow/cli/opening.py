"""Opening what a command needs: the workspace, or the plugins alone.

Imported only when a command asks for one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartflow.actions.workspace import (
    NotAWorkspace,
    find_workspace,
    open_workspace,
    read_configuration,
)
from smartflow.plugin.loader import load_registry

if TYPE_CHECKING:
    from smartflow.actions.workspace import Workspace
    from smartflow.cli.call import Call
    from smartflow.plugin.registry import Registry

__all__ = ["open_for", "registry_for"]


def open_for(call: Call) -> Workspace:
    """Open the workspace of a call.

    Raises:
        SmartflowError: there is none, or it cannot be opened.
    """
    return open_workspace(call.folder, actor_name=call.actor, clock=call.clock, safe=call.safe)


def registry_for(call: Call) -> Registry:
    """Return what plugins register; the blocked ones of the workspace, if there is one, are left.

    Raises:
        BadConfiguration: there is a workspace, and its ``smartflow.toml`` cannot be read.
    """
    try:
        root = find_workspace(call.folder)
    except NotAWorkspace:
        blocked: frozenset[str] = frozenset()
    else:
        blocked = frozenset(read_configuration(root).plugins.blocked)
    return load_registry(blocked=blocked, built_in_only=call.safe)
