"""``init``: make a workspace: a folder, ``smartflow.toml``, an empty store with an id, its key."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from smartflow.actions.audit_key import begin_signing
from smartflow.actions.cities import store_log
from smartflow.actions.key_file import SigningKeyMissing, read_key_file, write_key_file
from smartflow.actions.signing import SigningKeyDiffers
from smartflow.actions.store_act import store_entry
from smartflow.actions.store_keys import read_keys
from smartflow.actions.workspace import (
    CONFIG_NAME,
    Configuration,
    SigningConfiguration,
    place_of_key,
    write_configuration,
)
from smartflow.clock import Clock
from smartflow.errors import BadInput
from smartflow.history.entry import encode_entry
from smartflow.history.note_key import VerifierKey, fresh_signer_key
from smartflow.language import Text
from smartflow.store.sqlite import open_sqlite

if TYPE_CHECKING:
    from smartflow.store.protocol import Store, Writing

__all__ = ["Initialised", "WorkspaceExists", "init"]

_ORIGIN = "smartflow"


class WorkspaceExists(BadInput):
    """The folder is a workspace already."""

    code = "workspace-exists"


class Initialised(msgspec.Struct, frozen=True):
    """What ``init`` made.

    Attributes:
        root: The workspace's folder.
        workspace_id: The store's own id.
        key_file: Where the store's private key is, or would be; None for a store without one.
        has_key: Whether it is there.
    """

    root: Path
    workspace_id: str
    key_file: Path | None = None
    has_key: bool = False


def init(
    folder: Path,
    *,
    clock: Clock,
    language: str,
    config_folder: Path | None = None,
    key: Path | None = None,
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

    Raises:
        WorkspaceExists: the folder holds a ``smartflow.toml``.
        BadKeyFile: the key cannot be written, or stands where no key may be overwritten.
        SigningKeyMissing: the store exists, and there is no key where ``key`` says.
        SigningKeyDiffers: the key there is another one.
        SmartflowError: what stands where the store belongs is none, or is damaged.
        BadInput: the folder cannot be made or written.
    """
    if (folder / CONFIG_NAME).exists():
        raise _exists(folder)
    configuration = Configuration(language=language, signing=_signing(folder, key))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = open_sqlite(folder / configuration.database, create=True)
        try:
            made = _begin(store, folder, configuration, config_folder, clock)
        finally:
            store.close()
        write_configuration(folder, configuration)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return made


def _signing(folder: Path, key: Path | None) -> SigningConfiguration:
    """Return what ``smartflow.toml`` says of a key that was named: relative, if it lies inside."""
    if key is None:
        return SigningConfiguration()
    full = key.expanduser().resolve()
    root = folder.expanduser().resolve()
    inside = full.is_relative_to(root)
    return SigningConfiguration(key=full.relative_to(root).as_posix() if inside else str(full))


def _begin(
    store: Store,
    folder: Path,
    configuration: Configuration,
    config_folder: Path | None,
    clock: Clock,
) -> Initialised:
    """Make the store's first entries and its key, unless it has begun."""
    fresh = secrets.token_hex(8)
    # Looked at inside the write: of two that begin at once, the second finds the first's id.
    with store.write(_ORIGIN) as writing:
        begun = bool(writing.logs())
        own = store_log(writing) if begun else f"{_ORIGIN}/{fresh}"
        file = place_of_key(folder, configuration, config_folder, own)
        if begun:
            current = read_keys(writing, own).current
            file = file if current is not None else None
            present = _join(current, file, named=bool(configuration.signing.key))
        else:
            present = file is not None
            _first_entries(writing, own, file, clock)
    return Initialised(folder, own.removeprefix(f"{_ORIGIN}/"), file, present)


def _first_entries(writing: Writing, own: str, file: Path | None, clock: Clock) -> None:
    """Write the first entry of the store, and the one that names its new key."""
    begun = {"id": own.removeprefix(f"{_ORIGIN}/")}
    first = store_entry(own, None, clock, "init", begun)
    writing.append(first.log, first.seq, first.prev, encode_entry(first))
    if file is None:
        return
    signer = fresh_signer_key(own)
    write_key_file(file, signer)
    body = {"key": signer.verifier().encode()}
    begin_signing(writing, signer, store_entry(own, writing.head(own), clock, "key_add", body))


def _join(current: VerifierKey | None, file: Path | None, *, named: bool) -> bool:
    """Say whether the key of a store that exists is where it belongs; a named one must be."""
    if current is None or file is None:
        return False
    signer = read_key_file(file)
    if signer is None and named:
        raise SigningKeyMissing(current.name, file)
    if signer is not None and signer.verifier() != current:
        raise SigningKeyDiffers(file)
    return signer is not None


def _exists(folder: Path) -> WorkspaceExists:
    return WorkspaceExists(
        Text(
            id=f"Folder '{folder}' sudah menjadi ruang kerja ({CONFIG_NAME} sudah ada).",
            en=f"The folder '{folder}' is a workspace already ({CONFIG_NAME} exists).",
        ),
        Text(
            id=f"Pakai yang ada: smartflow --workspace {folder} status",
            en=f"Use what is there: smartflow --workspace {folder} status",
        ),
    )


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
