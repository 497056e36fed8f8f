"""``init``: make a workspace: a folder, its ``smartflow.toml`` and an empty store with an id."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from smartflow.actions.workspace import (
    CONFIG_NAME,
    Configuration,
    Workspace,
    write_configuration,
)
from smartflow.clock import Clock, day_in, stamp
from smartflow.errors import BadInput
from smartflow.history.chain import EMPTY_HASH
from smartflow.history.entry import Actor, Entry, encode_entry
from smartflow.language import Text
from smartflow.store.sqlite import open_sqlite

__all__ = ["Initialised", "WorkspaceExists", "init"]

_ORIGIN = "smartflow"


class WorkspaceExists(BadInput):
    """The folder is a workspace already."""

    code = "workspace-exists"


class Initialised(msgspec.Struct, frozen=True):
    """What ``init`` made."""

    root: Path
    workspace_id: str


def init(folder: Path, *, clock: Clock, language: str) -> Initialised:
    """Make a workspace in ``folder``, which may exist and hold other files.

    Args:
        folder: Where; it is made with its parents.
        clock: The clock by which the first entry is stamped.
        language: ``id`` or ``en``, written to ``smartflow.toml``.

    Raises:
        WorkspaceExists: the folder holds a ``smartflow.toml`` or a store.
        BadInput: the folder cannot be made or written.
    """
    configuration = Configuration(language=language)
    for name in (CONFIG_NAME, configuration.database):
        if (folder / name).exists():
            raise WorkspaceExists(
                Text(
                    id=f"Folder '{folder}' sudah menjadi ruang kerja ({name} sudah ada).",
                    en=f"The folder '{folder}' is a workspace already ({name} exists).",
                ),
                Text(
                    id=f"Pakai yang ada: smartflow --workspace {folder} status",
                    en=f"Use what is there: smartflow --workspace {folder} status",
                ),
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workspace_id = secrets.token_hex(8)
        _begin_store(folder / configuration.database, workspace_id, clock)
        write_configuration(folder, configuration)
    except OSError as error:
        raise BadInput(
            Text(
                id=f"Folder '{folder}' tidak dapat ditulisi: {error.strerror}.",
                en=f"The folder '{folder}' cannot be written: {error.strerror}.",
            ),
            Text(
                id="Pilih folder lain: smartflow init FOLDER",
                en="Choose another folder: smartflow init FOLDER",
            ),
        ) from error
    return Initialised(root=folder, workspace_id=workspace_id)


def _begin_store(path: Path, workspace_id: str, clock: Clock) -> None:
    """Make the store with its first entry, which holds the store's own id."""
    log = f"{_ORIGIN}/{workspace_id}"
    now = clock.now()
    user = Workspace.system_user()
    entry = Entry(
        log=log,
        seq=1,
        at=stamp(now),
        occurred=day_in("WIB", now),
        zone="WIB",
        act="init",
        actor=Actor(person=user, role="", post="", basis=f"claimed by {user}"),
        body={"id": workspace_id},
        reason="",
        prev=EMPTY_HASH,
    )
    store = open_sqlite(path, create=True)
    try:
        with store.write(log) as writing:
            writing.append(log, 1, EMPTY_HASH, encode_entry(entry))
    finally:
        store.close()
