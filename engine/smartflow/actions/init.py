"""``init``: make a workspace: a folder, its ``smartflow.toml`` and an empty store with an id."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from smartflow.actions.cities import store_log
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

    ``smartflow.toml`` is written last. So a folder with a store and without it is one whose
    ``init`` was interrupted, or that lost it: it is completed, with the store as it is.

    Args:
        folder: Where; it is made with its parents.
        clock: The clock by which the first entry is stamped.
        language: ``id`` or ``en``, written to ``smartflow.toml``.

    Raises:
        WorkspaceExists: the folder holds a ``smartflow.toml``.
        SmartflowError: what stands where the store belongs is none, or is damaged.
        BadInput: the folder cannot be made or written.
    """
    configuration = Configuration(language=language)
    if (folder / CONFIG_NAME).exists():
        raise WorkspaceExists(
            Text(
                id=f"Folder '{folder}' sudah menjadi ruang kerja ({CONFIG_NAME} sudah ada).",
                en=f"The folder '{folder}' is a workspace already ({CONFIG_NAME} exists).",
            ),
            Text(
                id=f"Pakai yang ada: smartflow --workspace {folder} status",
                en=f"Use what is there: smartflow --workspace {folder} status",
            ),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workspace_id = _begin_store(folder / configuration.database, clock)
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


def _begin_store(path: Path, clock: Clock) -> str:
    """Make the store with its first entry, unless it has one; return the store's own id."""
    store = open_sqlite(path, create=True)
    try:
        # Looked at inside the write: of two that begin at once, the second finds the first's id.
        with store.write(_ORIGIN) as writing:
            if writing.logs():
                return store_log(writing).removeprefix(f"{_ORIGIN}/")
            entry = _first_entry(secrets.token_hex(8), clock)
            writing.append(entry.log, entry.seq, entry.prev, encode_entry(entry))
            return entry.log.removeprefix(f"{_ORIGIN}/")
    finally:
        store.close()


def _first_entry(workspace_id: str, clock: Clock) -> Entry:
    now = clock.now()
    user = Workspace.system_user()
    return Entry(
        log=f"{_ORIGIN}/{workspace_id}",
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
