"""Which workflows a call can name: those of the plugins, and the files of its workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartflow.terminal.call import Call
    from smartflow.workflow.catalogue import Catalogue
    from smartflow.workflow.definition import Workflow

__all__ = ["catalogue", "find"]


def catalogue(call: Call) -> Catalogue:
    """Return the workflows of the plugins and, inside a workspace, its own."""
    from smartflow.casework.workspace import NotAWorkspace, find_workspace
    from smartflow.workflow.catalogue import Catalogue

    try:
        folder: Path | None = find_workspace(call.folder) / "workflows"
    except NotAWorkspace:
        folder = None
    return Catalogue(call.registry().workflow_files, folder)


def find(call: Call, words: str) -> Workflow:
    """Return the workflow that ``words`` name: a key, or a file."""
    if words.casefold().endswith(".toml"):
        return catalogue(call).read(Path(words))
    return catalogue(call).find(words)
