"""``init``: make a workspace: a folder, ``smartflow.toml``, and a store of its own or a shared one.

A store that is new gets an id and a key; one that has begun is joined (:mod:`.store_begin`). A
database's password is for this one run: what is written to ``smartflow.toml`` has none.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from smartflow.casework.workspace import (
    CONFIG_NAME,
    Configuration,
    SigningConfiguration,
    place_of_key,
    write_configuration,
)
from smartflow.clock import Clock
from smartflow.errors import BadInput, SmartflowError
from smartflow.language import Text
from smartflow.offices.storage.store_begin import Begun, begin_or_join
from smartflow.offices.storage.store_place import named_address
from smartflow.store.address import Address, is_url
from smartflow.store.opening import open_store

__all__ = ["AddressAsFolder", "Initialised", "WorkspaceExists", "init"]

_SCHEMES = (("postgresql:",), ("postgres:",))
"""How the path begins that an address is taken for."""


class WorkspaceExists(BadInput):
    """The folder is a workspace already."""

    code = "workspace-exists"
    says = Text(
        id="Folder '{folder}' sudah menjadi ruang kerja ({config_name} sudah ada).",
        en="The folder '{folder}' is a workspace already ({config_name} exists).",
    )
    next_step = Text(
        id="Pakai yang ada: smartflow --workspace {folder} status",
        en="Use what is there: smartflow --workspace {folder} status",
    )


class AddressAsFolder(BadInput):
    """The address of a database stands where a folder belongs; it is not quoted."""

    code = "address-as-folder"
    says = Text(
        id="Di tempat folder tertulis alamat basis data.",
        en="The address of a database stands where the folder belongs.",
    )
    next_step = Text(
        id="Tulis: smartflow init FOLDER --database URL",
        en="Write: smartflow init DIR --database URL",
    )


class Initialised(msgspec.Struct, frozen=True):
    """What ``init`` made.

    Attributes:
        root: The workspace's folder.
        workspace_id: The store's own id.
        key_file: Where the store's private key is, or would be; None for a store without one.
        has_key: Whether it is there.
        joined: Whether the store had begun before.
        database: What ``smartflow.toml`` says of the database.
        pgpass: The line for a password file, with a word in the password's place; ``""`` where no
            password was given.
    """

    root: Path
    workspace_id: str
    key_file: Path | None = None
    has_key: bool = False
    joined: bool = False
    database: str = ""
    pgpass: str = ""


def init(  # noqa: PLR0913  what a person may say of a new workspace
    folder: Path,
    *,
    clock: Clock,
    language: str,
    config_folder: Path | None = None,
    key: Path | None = None,
    database: str = "",
) -> Initialised:
    """Make a workspace in ``folder``, which may exist and hold other files.

    ``smartflow.toml`` is written last. So a folder with a store and without it is one whose
    ``init`` was interrupted, or that lost it: it is completed, with the store as it is.

    Args:
        folder: Where; it is made with its parents.
        clock: The clock by which the first entry is stamped.
        language: ``id`` or ``en``, written to ``smartflow.toml``.
        config_folder: The user's configuration folder, in which the key of a new store is made.
        key: Where the key is to be made instead; for a store that exists, where its key is.
            Without this and ``config_folder`` a new store gets no key and is not signed.
        database: The URL of a PostgreSQL database, or an SQLite file, relative to the current
            folder; ``""`` for ``smartflow.db`` in the workspace.

    Raises:
        AddressAsFolder: ``folder`` is the address of a database.
        WorkspaceExists: the folder holds a ``smartflow.toml``.
        BadKeyFile: the key cannot be written, or stands where no key may be overwritten.
        SigningKeyMissing: the store exists, and there is no key where ``key`` says.
        SigningKeyDiffers: the key there is another one.
        SmartflowError: what stands where the store belongs is none, is damaged, or cannot be
            reached.
        BadAddress: ``database`` is a URL and no address of a database.
        BadInput: the folder cannot be made or written.
    """
    _require_free(folder)
    address = named_address(database) if is_url(database) else None
    configuration = Configuration(
        database=_kept(folder, database, address),
        language=language,
        signing=_signing(folder, key),
    )
    place = database if address is not None else configuration.database
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        begun = _begin(place, folder, configuration, config_folder, clock)
        write_configuration(folder, configuration)
    except SmartflowError:
        if is_new:
            _remove_if_empty(folder)
        raise
    except OSError as error:
        raise _unwritable(folder, error) from error
    pgpass = address.pgpass_line if address is not None and address.password else ""
    begin = (begun.id, begun.key_file, begun.has_key, begun.joined)
    return Initialised(folder, *begin, configuration.database, pgpass)


def _require_free(folder: Path) -> None:
    """Check that a workspace may be made in a folder."""
    if folder.parts[:1] in _SCHEMES:
        raise AddressAsFolder
    if (folder / CONFIG_NAME).exists():
        raise WorkspaceExists(folder=folder, config_name=CONFIG_NAME)


def _remove_if_empty(folder: Path) -> None:
    """Leave no empty folder behind: it looks like a workspace, and is none."""
    with suppress(OSError):
        folder.rmdir()


def _begin(
    place: str,
    folder: Path,
    configuration: Configuration,
    config_folder: Path | None,
    clock: Clock,
) -> Begun:
    """Open the store, and begin or join it."""
    store = open_store(place, folder, create=True)
    try:
        return begin_or_join(
            store,
            lambda own: place_of_key(folder, configuration, config_folder, own),
            clock,
            key_named=bool(configuration.signing.key),
        )
    finally:
        store.close()


def _kept(folder: Path, database: str, address: Address | None) -> str:
    """Return what ``smartflow.toml`` says of the database."""
    if address is not None:
        return address.without_password
    return _from(folder, Path(database)) if database else Configuration().database


def _signing(folder: Path, key: Path | None) -> SigningConfiguration:
    """Return what ``smartflow.toml`` says of a key that was named."""
    return SigningConfiguration(key="" if key is None else _from(folder, key))


def _from(folder: Path, path: Path) -> str:
    """Return how a file is named in ``smartflow.toml``: relative, if it lies in the folder."""
    full = path.expanduser().resolve()
    root = folder.expanduser().resolve()
    inside = full.is_relative_to(root)
    return full.relative_to(root).as_posix() if inside else str(full)


def _unwritable(folder: Path, error: OSError) -> BadInput:
    return BadInput(
        Text(
            id=f"Folder '{folder}' tidak dapat ditulisi: {error.strerror}.",
            en=f"The folder '{folder}' cannot be written: {error.strerror}.",
        ),
        Text(
            id="Pilih folder lain: smartflow init FOLDER",
            en="Choose another folder: smartflow init FOLDER",
        ),
    )
