"""The file that holds a store's private key: one line, readable by its owner alone.

It lies outside the database and, unless somebody says otherwise, outside the workspace: in
``keys/`` of the user's configuration folder, named after the store's id. It is written whole and
never overwritten: a key that is gone cannot be made again.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from typing import TYPE_CHECKING, Final

from smartflow.errors import BadInput
from smartflow.history.entries.regular_file import read_from
from smartflow.history.seals.note_key import MalformedKey, parse_signer_key
from smartflow.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from smartflow.history.seals.cosignature import WitnessSigner
    from smartflow.history.seals.note_key import SignerKey

__all__ = [
    "BadKeyFile",
    "KeyFileTaken",
    "NoKeyPlace",
    "SigningKeyMissing",
    "StrangeStoreName",
    "UnusableKeyFile",
    "UnwritableKeyFile",
    "default_key_file",
    "new_key_file",
    "put_aside",
    "read_key_file",
    "require_free",
    "require_own",
    "write_key_file",
]

_FOLDER: Final = "keys"
_SUFFIX: Final = ".key"
_MODE: Final = 0o600
_LONGEST: Final = 4096
_ID: Final = re.compile(r"[0-9A-Za-z]{1,64}")


class BadKeyFile(BadInput):
    """A key's file cannot be read, or cannot be written."""

    code = "bad-key-file"


class NoKeyPlace(BadKeyFile):
    """It is not said where the key is to be kept."""

    says = Text(
        id="Tidak diketahui di mana kunci harus disimpan.",
        en="It is not known where the key is to be kept.",
    )
    next_step = Text(
        id="Sebutkan di smartflow.toml: [signing] key = 'BERKAS'",
        en="Name it in smartflow.toml: [signing] key = 'FILE'",
    )


class UnusableKeyFile(BadKeyFile):
    """A key cannot be read from its file."""

    says = Text(
        id="Berkas kunci {path} tidak dapat dipakai: {reason}.",
        en="The key file {path} cannot be used: {reason}.",
    )
    next_step = Text(
        id="Salin kembali berkas itu dari cadangannya, lalu: smartflow audit key import BERKAS",
        en="Copy that file from its backup, then: smartflow audit key import FILE",
    )


class KeyFileTaken(BadKeyFile):
    """There is a file where a key is to be written."""

    says = Text(
        id="Di {path} sudah ada sebuah berkas; kunci tidak pernah ditimpa.",
        en="There is a file at {path} already; a key is never overwritten.",
    )
    next_step = Text(
        id="Pindahkan berkas itu ke tempat yang aman, lalu ulangi perintah.",
        en="Move that file to a safe place, then repeat the command.",
    )


class UnwritableKeyFile(BadKeyFile):
    """A key cannot be written to its file."""

    says = Text(
        id="Berkas kunci {path} tidak dapat ditulis: {reason}.",
        en="The key file {path} cannot be written: {reason}.",
    )
    next_step = Text(
        id="Beri izin menulis pada foldernya, atau sebutkan tempat lain: SMARTFLOW_CONFIG.",
        en="Allow writing to its folder, or name another place: SMARTFLOW_CONFIG.",
    )


class StrangeStoreName(BadKeyFile):
    """The name of the store would lead a file out of its folder."""

    says = Text(
        id="Nama penyimpanan ini tidak wajar: {store}.",
        en="The name of this store is a strange one: {store}.",
    )
    next_step = Text(
        id="Jangan memakainya; tanyakan dari mana ruang kerja ini berasal. Rincian: smartflow"
        " audit verify",
        en="Do not use it, and ask where this workspace came from. Details: smartflow audit verify",
    )


class SigningKeyMissing(BadInput):
    """A store is signed, and its key is not on this computer."""

    code = "signing-key-missing"
    says = Text(
        id="Kunci penyimpanan {name} tidak ada di komputer ini ({where}). Melihat tetap bisa;"
        " mencatat tidak.",
        en="The key of the store {name} is not on this computer ({where}). You can look, and"
        " record nothing.",
    )
    next_step = Text(
        id="Salin berkas kunci dari komputer yang membuat ruang kerja ini, lalu: smartflow audit"
        ' key import BERKAS. Bila hilang: smartflow audit key rotate --lost --reason "ALASAN"',
        en="Copy the key file from the computer that made this workspace, then: smartflow audit"
        ' key import FILE. If it is lost: smartflow audit key rotate --lost --reason "REASON"',
    )

    def __init__(self, name: str, file: Path | None) -> None:
        where = "-" if file is None else str(file)
        super().__init__(name=name, where=where)


def default_key_file(config_folder: Path, store: str) -> Path:
    """Return where the key of a store lies when nobody says otherwise.

    Args:
        config_folder: The user's configuration folder.
        store: The name of the store log, ``smartflow/<workspace id>``.

    Raises:
        BadKeyFile: the id could lead out of that folder.
    """
    name = store.rpartition("/")[2]
    if not _ID.fullmatch(name):
        raise StrangeStoreName(store=repr(store))
    return config_folder / _FOLDER / f"{name}{_SUFFIX}"


def new_key_file(path: Path, key_id: str) -> Path:
    """Return where a new key lies while it takes the place of the one in ``path``."""
    return path.with_suffix(f".{key_id}{_SUFFIX}")


def require_free(path: Path) -> None:
    """Check that a key may be put at ``path``.

    Raises:
        BadKeyFile: something stands there already.
    """
    if os.path.lexists(path):
        raise KeyFileTaken(path=path)


def read_key_file(path: Path) -> SignerKey | None:
    """Return the key in a file, or None if there is no such file.

    Raises:
        BadKeyFile: it cannot be read, or does not hold one key.
    """
    try:
        with read_from(path) as file:
            content = file.read(_LONGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, Text.same(error.strerror or str(error))) from error
    try:
        return parse_signer_key(content.decode("ascii").strip())
    except UnicodeDecodeError as error:
        raise _unreadable(path, Text(id="isinya bukan kunci", en="it holds no key")) from error
    except MalformedKey as error:
        raise _unreadable(path, error.message) from error


def write_key_file(path: Path, key: SignerKey | WitnessSigner) -> None:
    """Write a key to a new file that only its owner can read (where the system knows that).

    Args:
        path: The file; its folder is made.
        key: The key.

    Raises:
        BadKeyFile: it cannot be written, or something stands there already.
    """
    temporary = path.with_suffix(f"{path.suffix}.{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, _MODE), "wb") as file:
            file.write(key.encode().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _put(temporary, path)
    except FileExistsError as error:
        raise KeyFileTaken(path=path) from error
    except OSError as error:
        raise UnwritableKeyFile(path=path, reason=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def require_own(path: Path, store: str) -> SignerKey | None:
    """Return the key at ``path``, which is one of the store, or None if nothing is there.

    Raises:
        BadKeyFile: something else lies there.
    """
    signer = read_key_file(path)
    if signer is not None and signer.name != store:
        raise KeyFileTaken(path=path)
    return signer


def put_aside(path: Path, store: str) -> None:
    """Keep the key at ``path`` under another name beside it; a key is never thrown away.

    Whoever wrote a workspace's ``smartflow.toml`` says where the key is. So nothing is moved that
    is not a key of this very store.

    Args:
        path: Where a key of the store lies, or nothing.
        store: The name of the store log, which is its keys' name.

    Raises:
        BadKeyFile: something else lies there, or it cannot be renamed.
    """
    signer = require_own(path, store)
    if signer is None:
        return
    try:
        path.replace(path.with_suffix(f".{signer.verifier().key_id.hex()}.old"))
    except OSError as error:
        raise UnwritableKeyFile(path=path, reason=error.strerror or str(error)) from error


def _put(temporary: Path, path: Path) -> None:
    """Give the file its name; never in the place of another one.

    A hard link refuses to replace. Where a file system has none, the name is taken by looking.
    """
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(str(path)) from None
        temporary.rename(path)


def _unreadable(path: Path, why: Text) -> BadKeyFile:
    return UnusableKeyFile(path=path, reason=Text(id=why.id.rstrip("."), en=why.en.rstrip(".")))
